import { sortedByName } from '../core/form/option-lists';
import type { Choices } from '../core/form/option-lists';
import { inWords } from '../core/form/words';

/** Which of BILL's two APIs an event belongs to; a subscription contains events of one API. */
export type EventApi = 'apAr' | 'spendExpense';

/** What BILL sends events about. */
export interface EventKind {
	/** The name of the event without its last part: `bank-account` for `bank-account.created`. */
	kind: string;
	name: string;
	api: EventApi;
	/** The last parts: what happens to it. */
	happens: string[];
	note?: string;
	/** The resource of the Bill node that reads the whole record. */
	resource?: string;
	/** Where the whole record is read, if no resource of a node reads it. */
	path?: string;
	/** The most used members of its notifications; members that a notification does not have are left out. */
	simplify: string[];
}

const LIFE = ['created', 'updated', 'archived', 'restored'];

/**
 * Everything that BILL sends events about, all in version 1:
 * https://developer.bill.com/docs/notification-payloads-reference
 */
export const eventKinds: EventKind[] = [
	{
		kind: 'autopay',
		name: 'Autopay',
		api: 'apAr',
		happens: ['failed'],
		note: 'for select BILL partners',
		simplify: ['vendor', 'fundingAccount', 'createdBy', 'updatedTime'],
	},
	{
		kind: 'bank-account',
		name: 'Bank Account',
		api: 'apAr',
		happens: ['created', 'updated'],
		resource: 'bankAccount',
		simplify: ['id', 'bankName', 'nameOnAccount', 'status', 'type', 'archived', 'updatedTime'],
	},
	{
		kind: 'bill',
		name: 'Bill',
		api: 'apAr',
		happens: LIFE,
		resource: 'bill',
		simplify: [
			...['id', 'vendorId', 'vendorName', 'invoice.invoiceNumber'],
			...['amount', 'dueDate', 'paymentStatus', 'archived'],
		],
	},
	{
		kind: 'card-account',
		name: 'Card Account',
		api: 'apAr',
		happens: ['created', 'updated'],
		resource: 'cardAccount',
		simplify: ['id', 'nameOnAccount', 'brand', 'type', 'status', 'last4', 'archived'],
	},
	{
		kind: 'invoice',
		name: 'Invoice',
		api: 'apAr',
		happens: LIFE,
		resource: 'invoice',
		simplify: [
			...['id', 'customerId', 'invoiceNumber', 'dueDate'],
			...['totalAmount', 'dueAmount', 'status', 'archived'],
		],
	},
	{
		kind: 'payment',
		name: 'Payment',
		api: 'apAr',
		happens: ['failed'],
		// There is no payment, so no record can be read.
		simplify: [
			...['bills', 'vendor', 'fundingAccount', 'transactionNumber'],
			...['createdBy', 'createdTime'],
		],
	},
	{
		kind: 'payment',
		name: 'Payment',
		api: 'apAr',
		happens: ['updated'],
		resource: 'payment',
		simplify: [
			...['id', 'status', 'billIds', 'vendor', 'transactionNumber'],
			...['processDate', 'billingType', 'updatedTime'],
		],
	},
	{
		kind: 'risk-verification',
		name: 'Risk Verification',
		api: 'apAr',
		happens: ['updated'],
		resource: 'riskVerification',
		simplify: ['decision'],
	},
	{
		kind: 'vendor',
		name: 'Vendor',
		api: 'apAr',
		happens: LIFE,
		resource: 'vendor',
		simplify: [
			...['id', 'name', 'email', 'phone', 'accountNumber'],
			...['networkStatus', 'archived', 'updatedTime'],
		],
	},
	{
		kind: 'spend.reimbursement',
		name: 'Reimbursement',
		api: 'spendExpense',
		happens: ['created', 'deleted', 'updated'],
		path: '/v3/spend/reimbursements/{id}',
		simplify: [
			...['id', 'uuid', 'status', 'amount', 'merchantName', 'note'],
			...['budgetUuid', 'userUuid'],
		],
	},
	{
		kind: 'spend.three-ds-challenge',
		name: '3-D Secure Challenge',
		api: 'spendExpense',
		happens: ['created'],
		simplify: [
			...['acsTransactionId', 'merchantName', 'amount', 'occurredTime'],
			...['cardUuid', 'userUuid', 'companyUuid'],
		],
	},
	{
		kind: 'spend.transaction',
		name: 'Spend Transaction',
		api: 'spendExpense',
		happens: ['updated'],
		path: '/v3/spend/transactions/{id}',
		simplify: [
			...['id', 'uuid', 'transactionType', 'amount', 'merchantName', 'occurredTime'],
			...['budgetUuid', 'userUuid'],
		],
	},
];

/** The events of an API to choose from, with names that people know and BILL's own name next to them. */
export function eventChoices(api: EventApi): Choices {
	const choices = eventKinds
		.filter((kind) => kind.api === api)
		.flatMap(({ kind, name, happens, note }) =>
			happens.map((happened) => {
				const value = `${kind}.${happened}`;
				const description = `Event ${value}${note ? `, ${note}` : ''}`;
				return { value, name: `${name} ${inWords(happened)}`, description };
			}),
		);
	return sortedByName(choices);
}

/** What an event such as `bill.updated` is about; undefined for one that BILL has added since. */
export function kindOf(eventType: string): EventKind | undefined {
	const dot = eventType.lastIndexOf('.');
	const same = eventKinds.filter(({ kind }) => kind === eventType.slice(0, dot));
	return same.find(({ happens }) => happens.includes(eventType.slice(dot + 1))) ?? same[0];
}
