import type { IDataObject } from 'n8n-workflow';

import { agrees } from '../../../core/look-up/agrees';
import { newRecord } from '../../../core/look-up/new-record';
import { ofItsRecord, recordState } from '../../../core/look-up/record-state';
import { bodyOfLost, SECONDS_FOR_MONEY } from '../../../core/look-up/way';
import type { Fit, Lost, Way } from '../../../core/look-up/way';
import { PATH } from './standard';

/*
 * How to find out what happened to a payment whose response was lost. For this, BILL has a number by which payments can
 * be filtered: https://developer.bill.com/reference/listpayments
 */

/** The part of a payment that is for one bill. */
interface Part extends IDataObject {
	billId: string;
	amount: number;
}

/** Filters accept such a number as it is; one with other characters is compared in the list of new payments. */
const PLAIN = /^[0-9A-Za-z]+$/;

function numberOf(body: IDataObject): string | undefined {
	const { transactionNumber } = body;
	return typeof transactionNumber === 'string' && PLAIN.test(transactionNumber)
		? transactionNumber
		: undefined;
}

const byNumber = (body: IDataObject) => {
	const number = numberOf(body);
	return number ? [`transactionNumber:eq:"${number}"`] : [];
};

const named = ({ transactionNumber, amount, billId, vendorId }: IDataObject) =>
	transactionNumber
		? `the transaction number ${String(transactionNumber)}`
		: `the amount ${String(amount)} of ${billId ? `bill ${String(billId)}` : `vendor ${String(vendorId)}`}`;

/** The bills that a payment pays; BILL names a single one next to the list. */
export function partsOf({ billId, amount, billPayments }: IDataObject): Part[] {
	if (Array.isArray(billPayments) && billPayments.length > 0) return billPayments as Part[];
	return typeof billId === 'string' ? [{ billId, amount: Number(amount) }] : [];
}

export const onePayment = newRecord({
	aRecord: 'a payment',
	list: PATH,
	byTime: true,
	conditions: byNumber,
	named,
	// The bill that it pays may be only in the list, and credits belong to the bill there.
	expected(lost) {
		return { ...bodyOfLost(lost), billId: undefined, vendorCredits: undefined };
	},
	isSame(record, lost) {
		const { billId } = bodyOfLost(lost);
		const parts = partsOf(record);
		return !billId || parts.length === 0 || parts.some((part) => part.billId === billId);
	},
	seconds: SECONDS_FOR_MONEY,
});

/** A payment made outside BILL: https://developer.bill.com/reference/recordpayment */
export const offlinePayment = newRecord({
	aRecord: 'an offline payment',
	list: PATH,
	byTime: true,
	conditions: byNumber,
	named,
	expected(lost) {
		const { payments, ...rest } = bodyOfLost(lost);
		return { ...rest, billPayments: payments };
	},
});

/** Whether payments pay exactly what a lost request was to pay, each bill once. */
function isPaidBy(payments: IDataObject[], lost: Lost): boolean {
	const { payments: wanted = [] } = bodyOfLost(lost) as { payments?: Part[] };
	const parts = payments.flatMap(partsOf);
	return parts.length > 0 && agrees(wanted, parts);
}

/** Pay Many creates several payments in one request; bills from one vendor may be combined in one payment. */
export const manyPayments: Way = {
	seconds: SECONDS_FOR_MONEY,
	words: (lost) => `payments with ${named(bodyOfLost(lost))}`,
	fits: (lost, { payments }) => isPaidBy((payments ?? []) as IDataObject[], lost),
	async look(lost, reader) {
		const common = { ...bodyOfLost(lost), payments: undefined };
		const { payments: wanted = [] } = bodyOfLost(lost) as { payments?: Part[] };
		const bills = new Set(wanted.map(({ billId }) => billId));
		const one = newRecord({
			aRecord: 'payments',
			list: PATH,
			byTime: true,
			conditions: byNumber,
			expected: () => common,
			isSame: (record) => partsOf(record).some(({ billId }) => bills.has(billId)),
		});
		const found = await one.look(lost, reader);
		const ids = found.flatMap((fit) => fit.ids);
		const payments = found.map((fit) => fit.answer);
		const isWhole = isPaidBy(payments, lost) && found.every(({ isProven }) => isProven);
		if (found.length === 0) return [];
		return [{ answer: { payments }, records: payments, ids, isProven: isWhole } satisfies Fit];
	},
};

export const cancelled = recordState({
	words: 'cancelled',
	path: ofItsRecord,
	isReached: ({ cancelRequestSubmitted, status, singleStatus }) =>
		cancelRequestSubmitted === true ||
		[status, singleStatus].some((each) => /^CANCEL/.test(String(each))),
});

export const voided = recordState({
	words: 'voided',
	path: ofItsRecord,
	isReached: ({ voidInfo }, lost) =>
		Array.isArray(voidInfo) &&
		(voidInfo as IDataObject[]).some(({ type }) => type === bodyOfLost(lost).type),
});
