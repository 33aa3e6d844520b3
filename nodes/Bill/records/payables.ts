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

/*
 * What the organization owes, and whom it pays.
 *
 * n8n shows about fifty characters of a line. So what identifies a record comes before names of any length: its number,
 * its status, its day and its amount.
 */

export const vendor = recordKind({
	label: 'Vendor',
	plural: 'Vendors',
	prefix: '009',
	list: {
		path: '/v3/vendors',
		query: { filters: 'archived:eq:false', sort: 'name:asc' },
		startsWith: 'name',
		name: (record) =>
			joined(
				record.name,
				balanceOf('owed', record),
				(record.address as IDataObject | undefined)?.city,
				record.email,
			),
	},
});

/** The state of a bill on its way to be paid, if it is not simply due. https://developer.bill.com/docs/ap-bills */
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
		// Bills that can be paid come first.
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
				stateOf(record.paymentStatus),
				isPaid ? '' : stateOf(record.approvalStatus),
				withDay('due', record.dueDate),
				asMoney(isPaid ? record.amount : (record.dueAmount ?? record.amount), whose?.billCurrency),
				record.vendorName ?? whose?.name,
			);
		},
	},
});

/**
 * Bills that wait for the user in the credential. BILL does not return their number:
 * https://developer.bill.com/docs/ap-bill-approvals
 */
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
				withDay('due', dueDate ?? whole?.dueDate),
				asMoney(amount ?? whole?.amount, whose?.billCurrency),
				whole?.vendorName ?? whose?.name,
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
				withDay('next due', nextDueDate),
				asMoney(amount, whose?.billCurrency),
				asStatus(period),
				whose?.name ?? `Vendor ${asText(vendorId)}`,
				description,
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
				asStatus(status),
				creditDate,
				asMoney(amount, whose?.billCurrency),
				whose?.name,
			),
	},
});

/** The conditions that a bill must meet for a policy: https://developer.bill.com/docs/ap-bill-approval-policies */
function rulesIn(rules: unknown): string[] {
	return ((rules ?? []) as IDataObject[]).map(({ key, op, values }) => {
		const wanted = ((values ?? []) as Array<IDataObject | string>).map((each) =>
			typeof each === 'object' ? asText(each.displayName ?? each.value) : each,
		);
		if (key !== 'BILL_AMOUNT') return `${asStatus(key).replace(/ id$/, '')} ${wanted.join(', ')}`;
		return `${op === 'lt' ? 'below' : 'from'} ${wanted.map((each) => asMoney(each) || each).join(', ')}`;
	});
}

/** Who approves under a policy; empty if BILL returns only IDs. */
function approversIn(approvers: unknown): string {
	const { users = [], groups = [] } = (approvers ?? {}) as Record<string, IDataObject[]>;
	return [...users.map(({ fullName }) => fullName), ...groups.map(({ groupName }) => groupName)]
		.map(asText)
		.filter(Boolean)
		.join(', ');
}

export const approvalPolicy = recordKind({
	label: 'Approval Policy',
	plural: 'ApprovalPolicies',
	list: {
		path: '/v3/bill-approvals/policies',
		member: '',
		name: ({ policyName, status, rules, approvers }) =>
			joined(policyName, asStatus(status), ...rulesIn(rules), approversIn(approvers)),
	},
});

export const payment = recordKind({
	label: 'Payment',
	plural: 'Payments',
	prefix: 'stp',
	list: {
		path: '/v3/payments',
		query: { sort: 'createdTime:desc' },
		name: ({ vendorName, amount, processDate, singleStatus, status, confirmationNumber }) =>
			joined(
				processDate,
				asMoney(amount),
				asStatus(singleStatus ?? status),
				vendorName,
				confirmationNumber,
			),
	},
});
