import type { IDataObject } from 'n8n-workflow';

import type { ListedKind } from '../core/run/pick-lists';

/**
 * The kinds of records that can be picked. Prefixes of IDs: https://developer.bill.com/docs/object-ids
 * and BILL's examples; where BILL documents none, any ID of letters and digits is taken.
 */
interface Given {
	label: string;
	plural: string;
	/** How the IDs begin. */
	prefix?: string;
	/** A complete ID, where it is not the prefix with letters and digits. */
	eg?: string;
	list: ListedKind['list'];
}

function kind({ label, plural, prefix = '', eg, list }: Given): ListedKind {
	return {
		label,
		searchMethod: `search${plural}`,
		eg: eg ?? `${prefix}${'01ABCDEFGHIJKLMNOPQR'.slice(prefix.length)}`,
		pattern: new RegExp(`^${prefix}[0-9A-Za-z_-]+$`),
		mustBe: prefix
			? `must be an ID that begins with ${prefix}`
			: 'must be an ID of letters and digits',
		list,
	};
}

const text = (value: unknown) => (value === undefined || value === null ? '' : String(value));
const joined = (...parts: unknown[]) => parts.map(text).filter(Boolean).join(' · ');
const byName = { name: (record: IDataObject) => text(record.name) };

export const vendor = kind({
	label: 'Vendor',
	plural: 'Vendors',
	prefix: '009',
	list: {
		path: '/v3/vendors',
		query: { filters: 'archived:eq:false', sort: 'name:asc' },
		startsWith: 'name',
		...byName,
	},
});

export const customer = kind({
	label: 'Customer',
	plural: 'Customers',
	prefix: '0cu',
	list: {
		path: '/v3/customers',
		query: { filters: 'archived:eq:false', sort: 'name:asc' },
		startsWith: 'name',
		...byName,
	},
});

export const bill = kind({
	label: 'Bill',
	plural: 'Bills',
	prefix: '00n',
	list: {
		path: '/v3/bills',
		query: { filters: 'archived:eq:false', sort: 'createdTime:desc' },
		name: ({ invoice, vendorName, dueAmount, amount, dueDate }) =>
			joined(
				(invoice as IDataObject | undefined)?.invoiceNumber,
				vendorName,
				dueAmount ?? amount,
				dueDate && `due ${text(dueDate)}`,
			),
	},
});

export const payment = kind({
	label: 'Payment',
	plural: 'Payments',
	prefix: 'stp',
	list: {
		path: '/v3/payments',
		query: { sort: 'createdTime:desc' },
		name: ({ vendorName, amount, processDate, singleStatus, status }) =>
			joined(vendorName, amount, processDate, singleStatus ?? status),
	},
});

export const invoice = kind({
	label: 'Invoice',
	plural: 'Invoices',
	prefix: '00e',
	list: {
		path: '/v3/invoices',
		query: { filters: 'archived:eq:false', sort: 'createdTime:desc' },
		name: ({ invoiceNumber, dueAmount, totalAmount, dueDate, status }) =>
			joined(invoiceNumber, dueAmount ?? totalAmount, dueDate && `due ${text(dueDate)}`, status),
	},
});

export const recurringInvoice = kind({
	label: 'Recurring Invoice',
	plural: 'RecurringInvoices',
	prefix: 'rit',
	list: {
		path: '/v3/recurring-invoices',
		query: { filters: 'archived:eq:false' },
		name: ({ description, schedule }) => {
			const { period, nextDueDate } = (schedule ?? {}) as IDataObject;
			return joined(description, period, nextDueDate && `next due ${text(nextDueDate)}`);
		},
	},
});

export const creditMemo = kind({
	label: 'Credit Memo',
	plural: 'CreditMemos',
	prefix: 'ccr',
	list: {
		path: '/v3/credit-memos',
		query: { filters: 'archived:eq:false' },
		name: ({ referenceNumber, amount, creditDate, status }) =>
			joined(referenceNumber, amount, creditDate, status),
	},
});

export const receivedPayment = kind({
	label: 'Received Payment',
	plural: 'ReceivedPayments',
	prefix: '0rp',
	list: {
		path: '/v3/receivable-payments',
		query: { sort: 'updatedTime:desc' },
		name: ({ referenceNumber, amount, paymentDate, status }) =>
			joined(referenceNumber, amount, paymentDate, status),
	},
});

export const bankAccount = kind({
	label: 'Bank Account',
	plural: 'BankAccounts',
	list: {
		path: '/v3/funding-accounts/banks',
		query: { filters: 'archived:eq:false' },
		name: ({ bankName, nameOnAccount, accountNumber, status }) =>
			joined(bankName, nameOnAccount, accountNumber, status),
	},
});

export const bankAccountUser = kind({
	label: 'Bank Account User',
	plural: 'BankAccountUsers',
	list: {
		path: '/v3/funding-accounts/banks/users',
		name: ({ userId, bankAccountId, verificationStatus }) =>
			joined(`User ${text(userId)}`, `account ${text(bankAccountId)}`, verificationStatus),
	},
});

export const cardAccount = kind({
	label: 'Card Account',
	plural: 'CardAccounts',
	list: {
		path: '/v3/funding-accounts/cards',
		query: { cardUserStatus: 'VERIFIED' },
		member: 'cards',
		name: ({ brand, last4, nameOnAccount }) => joined(brand, last4, nameOnAccount),
	},
});

export const apCard = kind({
	label: 'AP Card',
	plural: 'ApCards',
	list: {
		path: '/v3/funding-accounts/ap-cards',
		member: '',
		name: ({ nameOnAccount, status }) => joined(nameOnAccount, status),
	},
});

const classification = (label: string, plural: string, path: string, prefix?: string) =>
	kind({ label, plural, prefix, list: { path: `/v3/classifications/${path}`, ...byName } });

export const chartOfAccount = kind({
	label: 'Chart of Account',
	plural: 'ChartOfAccounts',
	prefix: '0ca',
	list: {
		path: '/v3/classifications/chart-of-accounts',
		name: ({ name, account }) => joined((account as IDataObject | undefined)?.number, name),
	},
});
export const accountingClass = classification(
	'Accounting Class',
	'AccountingClasses',
	'accounting-classes',
	'cls',
);
export const department = classification('Department', 'Departments', 'departments', '0de');
export const location = classification('Location', 'Locations', 'locations', 'loc');
export const item = classification('Item', 'Items', 'items');
export const job = classification('Job', 'Jobs', 'jobs');
export const employee = kind({
	label: 'Employee',
	plural: 'Employees',
	list: {
		path: '/v3/classifications/employees',
		name: ({ firstName, lastName, name }) =>
			joined(name ?? `${text(firstName)} ${text(lastName)}`.trim()),
	},
});

export const paymentTerm = kind({
	label: 'Payment Term',
	plural: 'PaymentTerms',
	prefix: '00p',
	list: { path: '/v3/organizations/{organizationId}/payment-terms', ...byName },
});

export const user = kind({
	label: 'User',
	plural: 'Users',
	prefix: '006',
	list: {
		path: '/v3/users',
		name: ({ firstName, lastName, email }) =>
			joined(`${text(firstName)} ${text(lastName)}`.trim(), email),
	},
});

export const role = kind({
	label: 'Role',
	plural: 'Roles',
	list: { path: '/v3/roles', name: ({ description, type }) => joined(description, type) },
});

export const recurringBill = kind({
	label: 'Recurring Bill',
	plural: 'RecurringBills',
	list: {
		path: '/v3/recurringbills',
		query: { filters: 'archived:eq:false' },
		name: ({ description, vendorId, schedule }) => {
			const { period, nextDueDate } = (schedule ?? {}) as IDataObject;
			return joined(description ?? `Vendor ${text(vendorId)}`, period, nextDueDate);
		},
	},
});

export const vendorCredit = kind({
	label: 'Vendor Credit',
	plural: 'VendorCredits',
	prefix: 'vcr',
	list: {
		path: '/v3/vendor-credits',
		query: { filters: 'archived:eq:false', sort: 'createdTime:desc' },
		name: ({ referenceNumber, creditDate, amount, status }) =>
			joined(referenceNumber, creditDate, amount, status),
	},
});

export const approvalPolicy = kind({
	label: 'Approval Policy',
	plural: 'ApprovalPolicies',
	list: {
		path: '/v3/bill-approvals/policies',
		member: '',
		name: ({ policyName, status }) => joined(policyName, status),
	},
});

export const billingStatement = kind({
	label: 'Billing Statement',
	plural: 'BillingStatements',
	prefix: '0S0',
	list: {
		path: '/v3/organizations/{organizationId}/billing-statements',
		name: ({ invoiceNumber, invoiceDate, amount, paymentStatus }) =>
			joined(invoiceNumber, invoiceDate, amount, paymentStatus),
	},
});

/** BILL documents of an export in the list no more than its ID. */
export const exportedFile = kind({
	label: 'Export',
	plural: 'Exports',
	list: {
		path: '/v3/exports',
		id: ({ exportId }) => text(exportId),
		name: ({ exportId, name, createdTime }) => joined(name ?? exportId, createdTime),
	},
});

export const subscription = kind({
	label: 'Subscription',
	plural: 'Subscriptions',
	eg: '5f0c7a4e-2d3b-4c1a-9e8f-6b7d8c9a0e1f',
	list: {
		path: '/connect-events/v3/subscriptions',
		name: ({ name, notificationUrl, status }) =>
			joined(
				name,
				notificationUrl,
				(status as IDataObject | undefined)?.enabled === false ? 'disabled' : '',
			),
	},
});

/** Contacts and bank accounts are listed for the customer that is chosen in the node. */
export const customerContact = kind({
	label: 'Contact',
	plural: 'CustomerContacts',
	list: {
		path: '/v3/customers/{customerId}/contacts',
		name: ({ firstName, lastName, email }) =>
			joined(`${text(firstName)} ${text(lastName)}`.trim(), email),
	},
});

export const customerBankAccount = kind({
	label: 'Customer Bank Account',
	plural: 'CustomerBankAccounts',
	list: {
		path: '/v3/customers/{customerId}/bank-accounts',
		name: ({ nickname, nameOnAccount, accountNumber }) =>
			joined(nickname, nameOnAccount, accountNumber),
	},
});
