import type { IDataObject } from 'n8n-workflow';

import {
	asMoney,
	asStatus,
	asText,
	balanceOf,
	besideVendor,
	joined,
	recordKind,
	withDay,
} from './record-kind';

/* What the organization owes, and whom it pays. */

export const vendor = recordKind({
	label: 'Vendor',
	plural: 'Vendors',
	prefix: '009',
	list: {
		path: '/v3/vendors',
		query: { filters: 'archived:eq:false', sort: 'name:asc' },
		startsWith: 'name',
		name: (record) => joined(record.name, balanceOf('owed', record)),
	},
});

/** How far a bill is on its way to be paid, where that is not simply due. https://developer.bill.com/docs/ap-bills */
const states: Record<string, string> = {
	ASSIGNED: 'waiting for approval',
	APPROVING: 'waiting for approval',
	DENIED: 'denied',
	PARTIAL: 'paid in part',
	SCHEDULED: 'payment scheduled',
	PAID: 'paid',
};
const stateOf = (value: unknown) => states[asText(value)] ?? '';

const numberOf = (bill: IDataObject | undefined) =>
	(bill?.invoice as IDataObject | undefined)?.invoiceNumber;

export const bill = recordKind({
	label: 'Bill',
	plural: 'Bills',
	prefix: '00n',
	list: {
		path: '/v3/bills',
		// What can be paid comes first.
		query: {
			filters: 'archived:eq:false,paymentStatus:in:"UNPAID,PARTIAL,UNDEFINED"',
			sort: 'dueDate:asc',
		},
		then: [
			{ filters: 'archived:eq:false,paymentStatus:in:"SCHEDULED,PAID"', sort: 'dueDate:desc' },
		],
		beside: besideVendor,
		name: (record, { vendor: whose }) => {
			const isPaid = ['PAID', 'SCHEDULED'].includes(asText(record.paymentStatus));
			return joined(
				numberOf(record),
				record.vendorName ?? whose?.name,
				asMoney(isPaid ? record.amount : (record.dueAmount ?? record.amount), whose?.billCurrency),
				withDay('due', record.dueDate),
				stateOf(record.paymentStatus),
				isPaid ? '' : stateOf(record.approvalStatus),
			);
		},
	},
});

/** What waits for the user in the credential. BILL tells no number: https://developer.bill.com/docs/ap-bill-approvals */
export const billToApprove = recordKind({
	label: 'Bill',
	plural: 'BillsToApprove',
	prefix: '00n',
	list: {
		path: '/v3/bill-approvals/pending-user-approvals',
		member: 'bills',
		id: ({ billId }) => asText(billId),
		beside: { bill: { path: '/v3/bills', id: ({ billId }) => billId }, ...besideVendor },
		name: ({ amount, dueDate }, { bill: whole, vendor: whose }) =>
			joined(
				numberOf(whole),
				whole?.vendorName ?? whose?.name,
				asMoney(amount ?? whole?.amount, whose?.billCurrency),
				withDay('due', dueDate ?? whole?.dueDate),
			),
	},
});

export const recurringBill = recordKind({
	label: 'Recurring Bill',
	plural: 'RecurringBills',
	list: {
		path: '/v3/recurringbills',
		query: { filters: 'archived:eq:false' },
		beside: besideVendor,
		name: ({ description, vendorId, amount, schedule }, { vendor: whose }) => {
			const { period, nextDueDate } = (schedule ?? {}) as IDataObject;
			return joined(
				whose?.name ?? `Vendor ${asText(vendorId)}`,
				description,
				asMoney(amount, whose?.billCurrency),
				asStatus(period),
				withDay('next due', nextDueDate),
			);
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
		beside: besideVendor,
		name: ({ referenceNumber, creditDate, amount, status }, { vendor: whose }) =>
			joined(
				referenceNumber,
				whose?.name,
				asMoney(amount, whose?.billCurrency),
				creditDate,
				asStatus(status),
			),
	},
});

export const approvalPolicy = recordKind({
	label: 'Approval Policy',
	plural: 'ApprovalPolicies',
	list: {
		path: '/v3/bill-approvals/policies',
		member: '',
		name: ({ policyName, status }) => joined(policyName, asStatus(status)),
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
			joined(vendorName, asMoney(amount), processDate, asStatus(singleStatus ?? status)),
	},
});
