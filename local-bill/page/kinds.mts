import type { Rec } from '../state/collection.mts';
import type { CollectionName, RecordOf } from '../state/records/index.mts';
import type { World } from '../state/world.mts';
import { type Cell, day, moment, money, status, words } from './words.mts';

/** A kind of records as the page shows it in a table. */
export interface Kind {
	name: CollectionName;
	title: string;
	group: Group;
	columns: Column[];
	cells(record: Rec, world: World): Cell[];
	/** The field that a person can change by hand, and the values it can get. */
	moves?: Moves;
}

export interface Column {
	label: string;
	/** Amounts are right-aligned. */
	amount?: true;
}

/** A field that a person can change: what BILL does on its own over time. */
export interface Moves {
	member: string;
	/** The control route, with `:id`. */
	path: string;
	to: readonly string[];
}

export const GROUPS = [
	'Payables',
	'Receivables',
	'Spend & Expense',
	'Organization',
	'Webhooks',
] as const;
type Group = (typeof GROUPS)[number];

/** What a record shows in each column. A name that begins with `=` is an amount. */
type Columns<R> = Record<string, (record: R, world: World) => string | Cell | undefined>;

function kind<N extends CollectionName>(
	name: N,
	title: string,
	group: Group,
	columns: Columns<RecordOf<N>>,
	moves?: Moves,
): Kind {
	return {
		name,
		title,
		group,
		columns: Object.keys(columns).map((label) =>
			label.startsWith('=') ? { label: label.slice(1), amount: true } : { label },
		),
		cells: (record, world) =>
			Object.values(columns).map((show) => {
				const shown = show(record as unknown as RecordOf<N>, world) ?? '';
				return typeof shown === 'string' ? { text: shown } : shown;
			}),
		moves,
	};
}

/** The name of another record, or its id if it has none. */
function nameOf(world: World, collection: CollectionName, id: string | undefined): string {
	if (!id) return '';
	const other = world.of(collection).find(id) as
		{ name?: string; firstName?: string; lastName?: string } | undefined;
	const person = [other?.firstName, other?.lastName].filter(Boolean).join(' ');
	return other?.name ?? (person || id);
}

const currencyOfVendor = (world: World, id: string) => world.of('vendors').find(id)?.billCurrency;
const currencyOfCustomer = (world: World, id: string) =>
	world.of('customers').find(id)?.invoiceCurrency;
const archived = ({ archived: isAway }: { archived?: boolean }): Cell =>
	status(isAway ? 'ARCHIVED' : 'ACTIVE');
const retired = ({ retired: isAway }: { retired?: boolean }): Cell =>
	status(isAway ? 'RETIRED' : 'ACTIVE');
const updated = ({ updatedTime }: { updatedTime?: string }) => moment(updatedTime);
const person = (record: { firstName?: string; lastName?: string }) =>
	[record.firstName, record.lastName].filter(Boolean).join(' ');

const classification = (
	name: 'accountingClasses' | 'departments' | 'jobs' | 'locations',
	title: string,
) =>
	kind(name, title, 'Organization', {
		Name: (record) => record.name,
		Parent: (record, world) => nameOf(world, name, record.parentId),
		State: archived,
		Updated: updated,
	});

const PAYMENT_STATUSES = [
	...['SCHEDULED', 'FUNDING_STARTED', 'DELIVERED', 'CLEARED', 'EXPIRING', 'VOID_PENDING'],
	...['VOIDED', 'CANCELED', 'FUNDING_FAILED_VOIDED', 'FUNDING_FAILED_ACTION_NEEDED'],
	...['DISBURSEMENT_FAILED_ACTION_NEEDED', 'DISBURSEMENT_FAILED_VENDOR_BANK_REJECTED'],
	'FUNDS_ESCHEATED',
];

/** The tables of the page. Collections that exist only for the ids of lines store nothing and have no table. */
export const KINDS: Kind[] = [
	kind('vendors', 'Vendors', 'Payables', {
		Name: (vendor) => vendor.name,
		'Paid by': (vendor) => words(vendor.paymentInformation?.payByType ?? ''),
		Currency: (vendor) => vendor.billCurrency,
		'Bank account': (vendor) => status(vendor.bankAccountStatus),
		State: archived,
		Updated: updated,
	}),
	kind('bills', 'Bills', 'Payables', {
		Invoice: (bill) => bill.invoice.invoiceNumber,
		Vendor: (bill, world) => nameOf(world, 'vendors', bill.vendorId),
		Due: (bill) => day(bill.dueDate),
		'=Amount': (bill, world) => money(bill.amount, currencyOfVendor(world, bill.vendorId)),
		'=Left to pay': (bill, world) => money(bill.dueAmount, currencyOfVendor(world, bill.vendorId)),
		Approval: (bill) => status(bill.approvalStatus),
		Payment: (bill) => (bill.archived ? status('ARCHIVED') : status(bill.paymentStatus)),
		Updated: updated,
	}),
	kind(
		'payments',
		'Payments',
		'Payables',
		{
			Confirmation: (payment) => payment.confirmationNumber,
			Vendor: (payment, world) => nameOf(world, 'vendors', payment.vendorId),
			'=Amount': (payment, world) =>
				money(payment.amount, currencyOfVendor(world, payment.vendorId)),
			By: (payment) => payment.disbursementType,
			'Process date': (payment) => day(payment.processDate),
			Status: (payment) => status(payment.singleStatus),
			Updated: updated,
		},
		{ member: 'singleStatus', path: '/local-bill/payments/:id/status', to: PAYMENT_STATUSES },
	),
	kind('vendorCredits', 'Vendor credits', 'Payables', {
		Reference: (credit) => credit.referenceNumber,
		Vendor: (credit, world) => nameOf(world, 'vendors', credit.vendorId),
		Date: (credit) => day(credit.creditDate),
		'=Amount': (credit, world) => money(credit.amount, currencyOfVendor(world, credit.vendorId)),
		State: archived,
		Updated: updated,
	}),
	kind('recurringBills', 'Recurring bills', 'Payables', {
		Description: (bill) => bill.description,
		Vendor: (bill, world) => nameOf(world, 'vendors', bill.vendorId),
		'Next due': (bill) => day(bill.schedule.nextDueDate),
		Every: (bill) => `${bill.schedule.frequency} × ${words(bill.schedule.period)}`,
		State: archived,
		Updated: updated,
	}),
	kind('approvalPolicies', 'Approval policies', 'Payables', {
		Name: (policy) => policy.policyName,
		Approvers: (policy, world) =>
			policy.approvers.map((id) => nameOf(world, 'users', id)).join(', '),
		Status: (policy) => status(policy.status),
	}),
	kind('documents', 'Bill documents', 'Payables', {
		File: (file) => file.name,
		Bill: (file, world) => world.of('bills').find(file._billId)?.invoice.invoiceNumber,
		Scan: (file) => status(file.scanStatus),
		Updated: updated,
	}),
	kind('auditTrail', 'Changes of vendors', 'Payables', {
		Vendor: (entry, world) => nameOf(world, 'vendors', entry._vendorId),
		Change: (entry) => words(entry.type),
		Member: (entry) => entry.field.name,
		By: (entry, world) => nameOf(world, 'users', entry._userId),
		Time: ({ createdTime }) => moment(createdTime),
	}),
	kind('customers', 'Customers', 'Receivables', {
		Name: (customer) => customer.name,
		Email: (customer) => customer.email,
		Currency: (customer) => customer.invoiceCurrency,
		State: archived,
		Updated: updated,
	}),
	kind('invoices', 'Invoices', 'Receivables', {
		Number: (invoice) => invoice.invoiceNumber,
		Customer: (invoice, world) => nameOf(world, 'customers', invoice.customerId),
		Due: (invoice) => day(invoice.dueDate),
		'=Amount': (invoice, world) =>
			money(invoice.totalAmount, currencyOfCustomer(world, invoice.customerId)),
		'=Left to receive': (invoice, world) =>
			money(invoice.dueAmount, currencyOfCustomer(world, invoice.customerId)),
		Status: (invoice) => (invoice.archived ? status('ARCHIVED') : status(invoice.status)),
		Updated: updated,
	}),
	kind('receivedPayments', 'Received payments', 'Receivables', {
		Date: (payment) => day(payment.paymentDate),
		Customer: (payment, world) => nameOf(world, 'customers', payment.customerId),
		'=Amount': (payment, world) =>
			money(payment.amount, currencyOfCustomer(world, payment.customerId)),
		By: (payment) => words(payment.receivablesType),
		Reference: (payment) => payment.referenceNumber,
		Status: (payment) => status(payment.status),
		Updated: updated,
	}),
	kind('creditMemos', 'Credit memos', 'Receivables', {
		Reference: (memo) => memo.referenceNumber,
		Customer: (memo, world) => nameOf(world, 'customers', memo.customerId),
		Date: (memo) => day(memo.creditDate),
		'=Amount': (memo, world) => money(memo.amount, currencyOfCustomer(world, memo.customerId)),
		Status: (memo) => status(memo.status),
		Updated: updated,
	}),
	kind('recurringInvoices', 'Recurring invoices', 'Receivables', {
		Description: (invoice) => invoice.description,
		Customer: (invoice, world) => nameOf(world, 'customers', invoice.customerId),
		'Next due': (invoice) => day(invoice.schedule.nextDueDate),
		State: archived,
		Updated: updated,
	}),
	kind('customerContacts', 'Customer contacts', 'Receivables', {
		Name: person,
		Customer: (contact, world) => nameOf(world, 'customers', contact._customerId),
		Email: (contact) => contact.email,
		State: archived,
		Updated: updated,
	}),
	kind('customerBankAccounts', 'Customer bank accounts', 'Receivables', {
		Name: (account) => account.nickname ?? account.nameOnAccount,
		Customer: (account, world) => nameOf(world, 'customers', account.customerId),
		Type: (account) => words(account.type),
		State: archived,
		Updated: updated,
	}),
	kind('attachments', 'Attachments', 'Receivables', {
		File: (file) => file.name,
		Of: (file) => file._ownerId,
		Updated: updated,
	}),
	kind('spendTransactions', 'Card transactions', 'Spend & Expense', {
		Merchant: (row) => row.merchantName,
		'=Amount': (row) => money(row.amount),
		Kind: (row) => status(row.transactionType),
		User: (row, world) => nameOf(world, 'spendUsers', row.userId),
		Budget: (row, world) => nameOf(world, 'spendBudgets', row.budgetId),
		Receipt: (row) => words(row.receiptStatus),
		Occurred: (row) => moment(row.occurredTime),
	}),
	kind('spendReimbursements', 'Reimbursements', 'Spend & Expense', {
		Merchant: (row) => row.merchantName,
		'=Amount': (row) => money(row.amount),
		User: (row, world) => nameOf(world, 'spendUsers', row.userId),
		Date: (row) => day(row.occurredDate),
		Status: (row) => (row.retired ? status('RETIRED') : status(row.status)),
		Updated: updated,
	}),
	kind('spendBudgets', 'Budgets', 'Spend & Expense', {
		Name: (budget) => budget.name,
		Interval: (budget) => words(budget.recurringInterval),
		'=Limit': (budget) => money(budget.recurringLimit),
		'=Cleared': (budget) => money(budget._period.cleared),
		'=Pending': (budget) => money(budget._period.pending),
		State: retired,
		Updated: updated,
	}),
	kind('spendBudgetMembers', 'Members of budgets', 'Spend & Expense', {
		User: (member, world) => nameOf(world, 'spendUsers', member.userId),
		Budget: (member, world) => nameOf(world, 'spendBudgets', member.budgetId),
		Role: (member) => words(member.budgetRole),
		'=Spent': (member) => money(member.spent),
		State: retired,
	}),
	kind('spendCards', 'Cards', 'Spend & Expense', {
		Name: (card) => card.name ?? 'Physical card',
		'Last four': (card) => card.lastFour,
		User: (card, world) => nameOf(world, 'spendUsers', card.userId),
		Budget: (card, world) => nameOf(world, 'spendBudgets', card.budgetId),
		Status: (card) => status(card.status),
		Updated: updated,
	}),
	kind('spendUsers', 'Users of Spend & Expense', 'Spend & Expense', {
		Name: person,
		Email: (user) => user.email,
		Role: (user) => words(user.role),
		State: retired,
	}),
	kind('spendCustomFields', 'Custom fields', 'Spend & Expense', {
		Name: (field) => field.name,
		Type: (field) => words(field.type),
		Required: (field) => (field.required ? 'Yes' : 'No'),
		State: retired,
	}),
	kind('spendCustomFieldValues', 'Values of custom fields', 'Spend & Expense', {
		Value: (value) => value.value,
		Field: (value, world) => nameOf(world, 'spendCustomFields', value._fieldId),
		State: (value) => status(value.deleted ? 'DELETED' : 'ACTIVE'),
	}),
	kind('spendChallenges', '3-D Secure questions', 'Spend & Expense', {
		Merchant: (challenge) => challenge.merchantName,
		'=Amount': (challenge) => money(challenge.amount),
		Answer: (challenge) => status(challenge._answer ?? 'WAITING'),
		Occurred: (challenge) => moment(challenge.occurredTime),
	}),
	kind('organizations', 'Organizations', 'Organization', {
		Name: (organization) => organization.name,
		City: (organization) => organization.address?.city,
		State: archived,
	}),
	kind('users', 'Users', 'Organization', {
		Name: person,
		Email: (user) => user.email,
		Role: (user, world) => world.of('roles').find(user._roleId)?.description,
		State: archived,
		Updated: updated,
	}),
	kind('bankAccounts', 'Bank accounts', 'Organization', {
		Name: (account) => account.nameOnAccount,
		Bank: (account) => account.bankName,
		Type: (account) => words(account.type),
		Status: (account) => (account.archived ? status('ARCHIVED') : status(account.status)),
		Updated: updated,
	}),
	kind('cardAccounts', 'Card accounts', 'Organization', {
		Name: (account) => account.nameOnAccount,
		Brand: (account) => words(account.brand),
		'Last four': (account) => account.last4,
		Status: (account) => status(account.status),
	}),
	kind('chartOfAccounts', 'Chart of accounts', 'Organization', {
		Number: (account) => account.account?.number,
		Name: (account) => account.name,
		Type: (account) => words(account.account?.type ?? ''),
		State: archived,
		Updated: updated,
	}),
	kind('items', 'Items', 'Organization', {
		Name: (item) => item.name,
		Type: (item) => words(item.type),
		'=Price': (item) => money(item.price),
		State: archived,
	}),
	kind('employees', 'Employees', 'Organization', {
		Name: person,
		State: archived,
		Updated: updated,
	}),
	classification('accountingClasses', 'Classes'),
	classification('departments', 'Departments'),
	classification('jobs', 'Jobs'),
	classification('locations', 'Locations'),
	kind('paymentTerms', 'Payment terms', 'Organization', {
		Name: (term) => term.name,
		'Days until due': (term) => String(term.daysDue),
	}),
	kind('networkConnections', 'Network connections', 'Organization', {
		With: (connection, world) =>
			nameOf(world, 'networkMembers', connection.networkId) || connection.id,
		Status: (connection) => status(connection.status),
		Updated: updated,
	}),
	kind('billingStatements', 'Billing statements', 'Organization', {
		Number: (statement) => statement.invoiceNumber,
		Date: (statement) => day(statement.invoiceDate),
		'=Amount': (statement) => money(statement.amount),
		Payment: (statement) => status(statement.paymentStatus),
	}),
	kind('subscriptions', 'Subscriptions', 'Webhooks', {
		Name: (subscription) => subscription.name,
		Address: (subscription) => subscription.notificationUrl,
		Events: (subscription) => subscription.events.map(({ type }) => type).join(', '),
		State: (subscription) => status(subscription.status.enabled ? 'ENABLED' : 'DISABLED'),
		Updated: updated,
	}),
	kind('events', 'Events', 'Webhooks', {
		Event: (event) => event.type,
		Subscription: (event, world) => nameOf(world, 'subscriptions', event.subscriptionId),
		'Last response': (event) => (event.statusCode ? String(event.statusCode) : 'Not delivered'),
		Time: ({ createdTime }) => moment(createdTime),
	}),
];
