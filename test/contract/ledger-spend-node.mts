import { type Difference, changelog, docs, reference } from './difference.mts';

const REIMBURSEMENTS = '/v3/spend/reimbursements';
const TRANSACTIONS = '/v3/spend/transactions';

/** What the node Bill Spend & Expense does itself, so that its form differs from the request. */
export const spendNode: Difference[] = [
	{
		where: ['form'],
		endpoints: [
			`PUT ${TRANSACTIONS}/{transactionId}/custom-fields`,
			`POST ${REIMBURSEMENTS}`,
			`PATCH ${REIMBURSEMENTS}/{reimbursementId}`,
		],
		members: ['value', 'moreValues', 'clear', 'selectedValues'].map(
			(name) => `customFields.${name}`,
		),
		reason:
			'Values are given by name or UUID, in fields of their own; the node makes selectedValues of them.',
		source: docs('transaction-management'),
	},
	{
		where: ['form'],
		endpoints: [`POST ${REIMBURSEMENTS}`, `PATCH ${REIMBURSEMENTS}/{reimbursementId}`],
		members: ['receipts'],
		reason: 'The node uploads what is in binary fields and sends the addresses.',
		source: docs('se-reimbursements-workflow'),
	},
	{
		where: ['form'],
		endpoints: [
			`POST ${REIMBURSEMENTS}/{reimbursementId}/receipts`,
			`POST ${TRANSACTIONS}/{transactionId}/receipts`,
		],
		members: ['url'],
		reason: 'The node uploads what is in binary fields and sends the address.',
		source: reference('addtransactionreceipt'),
	},
	{
		where: ['form'],
		endpoints: [`POST ${REIMBURSEMENTS}/{reimbursementId}/receipts`],
		members: ['filename'],
		reason: 'The name of the file in the item is sent.',
		source: reference('addreimbursementreceipt'),
	},
	{
		where: ['form'],
		endpoints: [`POST ${REIMBURSEMENTS}/{reimbursementId}/action`],
		members: ['action'],
		reason: 'Approve and Deny are operations of their own.',
		source: reference('approveordenyreimbursement'),
	},
	{
		where: ['form'],
		endpoints: ['POST /v3/spend/custom-fields/{customFieldId}/values'],
		members: ['value'],
		reason: 'Sync takes one value from each item, and sends those that are missing as a list.',
		source: reference('createcustomfieldvalues'),
	},
	{
		where: ['form'],
		endpoints: [`GET ${TRANSACTIONS}`],
		members: ['amount', 'completed', 'locked', 'receiptStatus', 'reviewStatus', 'type'].map(
			(name) => `?filters ${name}`,
		),
		reason:
			'Seen in calls of others only, under names that differ: the node applies them after reading, and has no filter of reviews.',
		source: changelog('2026-01-26-spend-expense-transactions-api-improvements'),
	},
];
