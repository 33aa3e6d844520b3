import type { IDataObject } from 'n8n-workflow';

import {
	asLastDigits,
	asMoney,
	asStatus,
	balanceOf,
	besideCustomer,
	fullName,
	joined,
	recordKind,
	withDay,
} from './record-kind';

/* What the organization is owed, and who pays it; payables.ts explains the order of the details. */

export const customer = recordKind({
	label: 'Customer',
	plural: 'Customers',
	prefix: '0cu',
	list: {
		path: '/v3/customers',
		query: { filters: 'archived:eq:false', sort: 'name:asc' },
		startsWith: 'name',
		name: (record) => joined(record.name, balanceOf('owes', record), record.email),
	},
});

/** Contacts and bank accounts are listed for the customer chosen in the node. */
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
		name: ({ nickname, accountNumber, type, nameOnAccount }) =>
			joined(nickname, asLastDigits(accountNumber), asStatus(type), nameOnAccount),
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
				asStatus(record.status),
				withDay('due', record.dueDate),
				asMoney(record.dueAmount ?? record.totalAmount),
				whose?.name,
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
				withDay('next due', nextDueDate),
				asMoney(totalAmount),
				asStatus(period),
				whose?.name,
				description,
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
			joined(referenceNumber, asStatus(status), creditDate, asMoney(amount), whose?.name),
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
			joined(paymentDate, asMoney(amount), asStatus(status), whose?.name, referenceNumber),
	},
});
