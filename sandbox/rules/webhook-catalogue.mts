/** What can be subscribed to, all in version 1: https://developer.bill.com/docs/webhooks. */
export const EVENTS = [
	...['vendor.created', 'vendor.updated', 'vendor.archived', 'vendor.restored'],
	...['bill.created', 'bill.updated', 'bill.archived', 'bill.restored'],
	...['payment.updated', 'payment.failed'],
	...['invoice.created', 'invoice.updated', 'invoice.archived', 'invoice.restored'],
	...['bank-account.created', 'bank-account.updated'],
	...['card-account.created', 'card-account.updated'],
	'risk-verification.updated',
];

/** Seen and taken only by callers with a Spend & Expense token. */
export const SPEND_EVENTS = [
	'spend.transaction.updated',
	...['spend.reimbursement.created', 'spend.reimbursement.updated', 'spend.reimbursement.deleted'],
	'spend.three-ds-challenge.created',
];

/** For select partners: not in the catalogue of others. */
export const PARTNER_EVENTS = ['autopay.failed'];

/** The member of a notification that holds the record: https://developer.bill.com/docs/notification-payloads-reference. */
const ENTITIES: Record<string, string> = {
	'bank-account': 'bankAccount',
	'card-account': 'cardAccount', // this and the next are not documented
	'risk-verification': 'riskVerification',
	'spend.transaction': 'transaction',
	'spend.reimbursement': 'reimbursement',
	'spend.three-ds-challenge': 'threeDsChallenge',
};

export function entityOf(type: string): string {
	const kind = type.slice(0, type.lastIndexOf('.'));
	return ENTITIES[kind] ?? kind;
}
