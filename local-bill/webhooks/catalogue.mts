/** The events that can be subscribed to, all in version 1: https://developer.bill.com/docs/webhooks. */
export const EVENTS = [
	...['vendor.created', 'vendor.updated', 'vendor.archived', 'vendor.restored'],
	...['bill.created', 'bill.updated', 'bill.archived', 'bill.restored'],
	...['payment.updated', 'payment.failed'],
	...['invoice.created', 'invoice.updated', 'invoice.archived', 'invoice.restored'],
	...['bank-account.created', 'bank-account.updated'],
	...['card-account.created', 'card-account.updated'],
	'risk-verification.updated',
];

/** Visible and allowed only for callers with a Spend & Expense token. */
export const SPEND_EVENTS = [
	'spend.transaction.updated',
	...['spend.reimbursement.created', 'spend.reimbursement.updated', 'spend.reimbursement.deleted'],
	'spend.three-ds-challenge.created',
];

/** For select partners only; not in the catalog of others. */
export const PARTNER_EVENTS = ['autopay.failed'];

/**
 * The field of a notification that holds the record. It has the event's name (with its hyphen), except for these. See
 * the pages under https://developer.bill.com/docs/notification-payloads-reference.
 */
const ENTITIES: Record<string, string> = {
	'spend.transaction': 'transaction',
	'spend.reimbursement': 'reimbursement',
	'spend.three-ds-challenge': 'threeDsChallenge',
};

/** The name of the field that holds the record. */
export function entityOf(type: string): string {
	const kind = type.slice(0, type.lastIndexOf('.'));
	return ENTITIES[kind] ?? kind;
}
