import type { IDataObject } from 'n8n-workflow';

import {
	asMoney,
	asStatus,
	balanceOf,
	besideCustomer,
	fullName,
	joined,
	recordKind,
	withDay,
} from './record-kind';

/* What the organization is owed, and who pays it. */

export const customer = recordKind({
	label: 'Customer',
	plural: 'Customers',
	prefix: '0cu',
	list: {
		path: '/v3/customers',
		query: { filters: 'archived:eq:false', sort: 'name:asc' },
		startsWith: 'name',
		name: (record) => joined(record.name, balanceOf('owes', record)),
	},
});

/** Contacts and bank accounts are listed for the customer that is chosen in the node. */
export const customerContact = recordKind({
	label: 'Contact',
	plural: 'CustomerContacts',
	list: {
		path: '/v3/customers/{customerId}/contacts',
		name: (record) => joined(fullName(record), record.email),
	},
});

export const customerBankAccount = recordKind({
	label: 'Customer Bank Account',
	plural: 'CustomerBankAccounts',
	list: {
		path: '/v3/customers/{customerId}/bank-accounts',
		name: ({ nickname, nameOnAccount, accountNumber }) =>
			joined(nickname, nameOnAccount, accountNumber),
	},
});

export const invoice = recordKind({
	label: 'Invoice',
	plural: 'Invoices',
	prefix: '00e',
	list: {
		path: '/v3/invoices',
		query: { filters: 'archived:eq:false', sort: 'createdTime:desc' },
		beside: besideCustomer,
		name: (record, { customer: whose }) =>
			joined(
				record.invoiceNumber,
				whose?.name,
				asMoney(record.dueAmount ?? record.totalAmount),
				withDay('due', record.dueDate),
				asStatus(record.status),
			),
	},
});

export const recurringInvoice = recordKind({
	label: 'Recurring Invoice',
	plural: 'RecurringInvoices',
	prefix: 'rit',
	list: {
		path: '/v3/recurring-invoices',
		query: { filters: 'archived:eq:false' },
		beside: besideCustomer,
		name: ({ description, totalAmount, schedule }, { customer: whose }) => {
			const { period, nextDueDate } = (schedule ?? {}) as IDataObject;
			return joined(
				whose?.name,
				description,
				asMoney(totalAmount),
				asStatus(period),
				withDay('next due', nextDueDate),
			);
		},
	},
});

export const creditMemo = recordKind({
	label: 'Credit Memo',
	plural: 'CreditMemos',
	prefix: 'ccr',
	list: {
		path: '/v3/credit-memos',
		query: { filters: 'archived:eq:false' },
		beside: besideCustomer,
		name: ({ referenceNumber, amount, creditDate, status }, { customer: whose }) =>
			joined(referenceNumber, whose?.name, asMoney(amount), creditDate, asStatus(status)),
	},
});

export const receivedPayment = recordKind({
	label: 'Received Payment',
	plural: 'ReceivedPayments',
	prefix: '0rp',
	list: {
		path: '/v3/receivable-payments',
		query: { sort: 'updatedTime:desc' },
		beside: besideCustomer,
		name: ({ referenceNumber, amount, paymentDate, status }, { customer: whose }) =>
			joined(whose?.name, referenceNumber, asMoney(amount), paymentDate, asStatus(status)),
	},
});
