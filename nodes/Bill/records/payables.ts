import type { IDataObject } from 'n8n-workflow';

import { asText, byName, joined, recordKind } from './record-kind';

/* What the organization owes, and whom it pays. */

export const vendor = recordKind({
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

export const bill = recordKind({
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
				dueDate && `due ${asText(dueDate)}`,
			),
	},
});

export const recurringBill = recordKind({
	label: 'Recurring Bill',
	plural: 'RecurringBills',
	list: {
		path: '/v3/recurringbills',
		query: { filters: 'archived:eq:false' },
		name: ({ description, vendorId, schedule }) => {
			const { period, nextDueDate } = (schedule ?? {}) as IDataObject;
			return joined(description ?? `Vendor ${asText(vendorId)}`, period, nextDueDate);
		},
	},
});

export const vendorCredit = recordKind({
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

export const approvalPolicy = recordKind({
	label: 'Approval Policy',
	plural: 'ApprovalPolicies',
	list: {
		path: '/v3/bill-approvals/policies',
		member: '',
		name: ({ policyName, status }) => joined(policyName, status),
	},
});

export const payment = recordKind({
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
