import type { IDataObject } from 'n8n-workflow';

import { isBlank } from '../../../core/form/field';
import { flag } from '../../../core/form/kinds';
import { FieldError } from '../../../core/form/values';
import type { Part } from '../../../core/run/moved-money';
import { bodyOf } from '../../../core/run/operation';
import type { Call, Steps } from '../../../core/run/operation';
import { noRepeats, repeatsOption } from '../../../core/run/repeats';
import type { Repeats } from '../../../core/run/repeats';
import { WHAT_IS_DUE } from './fields';
import { partsOf } from './look-up';
import { ownNumber } from './own-number';
import { PATH } from './standard';

const repeats: Omit<Repeats, 'parts'> = {
	one: 'payment',
	what: 'Bill',
	path: PATH,
	duePath: '/v3/bills',
	users: '/v3/users',
	payee: 'vendorId',
	partsOf(record) {
		const { vendorId, amount, processingOptions } = record;
		const parts: Part[] = partsOf(record).map((part) => ({
			about: part.billId,
			amount: part.amount,
		}));
		// A bill that BILL created for the payment itself is found by the vendor.
		const mayBeWithoutBill = (processingOptions as IDataObject | undefined)?.createBill !== false;
		return mayBeWithoutBill
			? [...parts, { about: String(vendorId as string), amount: Number(amount) }]
			: parts;
	},
	isUndone: ({ status, singleStatus, cancelRequestSubmitted }) =>
		cancelRequestSubmitted === true ||
		[status, singleStatus].some((each) =>
			/^(CANCEL|VOID|FAILED)|_VOIDED$|_FAILED_/.test(String(each as string)),
		),
	isUntouched: ({ paymentStatus }) => paymentStatus === 'UNPAID',
	isSettled: ({ paymentStatus, dueAmount }) =>
		dueAmount === undefined
			? paymentStatus === 'PAID' || paymentStatus === 'SCHEDULED'
			: Number(dueAmount) < 0.005,
};

const one = noRepeats({
	...repeats,
	parts: ({ billId, vendorId, amount }) =>
		typeof billId === 'string'
			? [{ about: billId, amount: Number(amount) }]
			: [{ about: String(vendorId as string), amount: Number(amount), isPayee: true }],
	dueOf: ({ dueAmount }) => Number(dueAmount),
	withDue: (body, due) => ({ ...body, amount: lessCredits(due, body) }),
});

/** Credits that are applied with a payment pay part of the bill themselves. */
function lessCredits(due: number, { vendorCredits }: IDataObject): number {
	const credits = (vendorCredits ?? []) as Array<{ amount: number }>;
	const left = credits.reduce((sum, { amount }) => sum - Number(amount), due);
	return Math.round(left * 100) / 100;
}

const many = noRepeats({
	...repeats,
	refusesTwins: true,
	parts: ({ payments }) =>
		((payments ?? []) as Array<{ billId: string; amount: number }>).map(({ billId, amount }) => ({
			about: billId,
			amount: Number(amount),
		})),
	without: ({ payments, ...body }, done) => ({
		...body,
		payments: (payments as IDataObject[]).filter(
			({ billId }) => !done.some(({ about }) => about === billId),
		),
	}),
});

const fillTransactionNumber = flag('fillTransactionNumber', {
	initially: true,
	description:
		"Whether the node adds a Transaction Number to a payment without one, so that the payment can be found when BILL's response is lost",
});

export const moneyOptions = [repeatsOption('payment'), fillTransactionNumber];

/** A payment gets a number, and is made only once. */
const careful = ({ prepare, guard }: Required<Pick<Steps, 'prepare' | 'guard'>>) => ({
	prepare: async (call: Call) => {
		await prepare(call);
		if (call.settings.options.fillTransactionNumber !== false) fillIn(call);
	},
	guard,
});

function fillIn(call: Call): void {
	const body = bodyOf(call);
	if (body.transactionNumber) return;
	call.request = {
		...call.request,
		body: { ...body, transactionNumber: ownNumber(call) },
		filledIn: ['transactionNumber'],
	};
}

const forOne = careful(one);

export const onceForEach = {
	guard: forOne.guard,
	prepare: async (call: Call) => {
		const { billId, amount } = bodyOf(call);
		// Without a bill no amount due is known; in the JSON form a missing amount was forgotten.
		if (isBlank(amount) || (amount === WHAT_IS_DUE && !billId)) {
			throw new FieldError('Amount', 'is required');
		}
		await forOne.prepare(call);
	},
};
const forAll = careful(many);

/** A response to Pay Many is complete only if it contains every bill. */
export const onceForAll = {
	guard: forAll.guard,
	prepare: async (call: Call) => {
		await forAll.prepare(call);
		call.request = { ...call.request, isAnswer: (answer) => isWhole(call, answer) };
	},
};

function isWhole(call: Call, answer: unknown): boolean {
	const { payments: made = [] } = (answer ?? {}) as { payments?: IDataObject[] };
	const paid = new Set(made.flatMap(partsOf).map(({ billId }) => billId));
	const { payments = [] } = bodyOf(call) as { payments?: Array<{ billId: string }> };
	return payments.every(({ billId }) => paid.has(billId));
}
