import type { IDataObject } from 'n8n-workflow';

import { bodyOfLost, SECONDS } from '../../../core/look-up/way';
import type { Way } from '../../../core/look-up/way';
import { replacedBy } from '../../../core/run/operation';
import { amountOnBill, CENT } from './usage';
import type { AppliedCredit } from './usage';

/*
 * How to find out whether credits were applied to a bill, or removed from it. The bill shows only their total, and each
 * credit the bills that it is used for: https://developer.bill.com/reference/getvendorcredit
 */

const creditsOf = (body: IDataObject) => (body.vendorCredits ?? []) as AppliedCredit[];

export const applied: Way = {
	seconds: SECONDS,
	words: () => 'the amounts of the credits that are used for the bill',
	async look(lost, reader) {
		const billId = lost.request.path.split('/').pop() as string;
		const areUsed = await Promise.all(
			creditsOf(bodyOfLost(lost)).map(async ({ id, amount }) => {
				const credit = await reader.record(`/v3/vendor-credits/${encodeURIComponent(id)}`);
				const used = credit ? amountOnBill(credit, decodeURIComponent(billId)) : 0;
				return Math.abs(used - Number(amount)) < CENT;
			}),
		);
		const bill = areUsed.every(Boolean) ? await reader.record(lost.request.path) : undefined;
		return bill ? [{ answer: bill, ids: [], isProven: true }] : [];
	},
};

/** The bill was replaced, with its other credits. */
export const unapplied = replacedBy((lost) => {
	const others = creditsOf(bodyOfLost(lost)).reduce((sum, { amount }) => sum + amount, 0);
	const sent = { ...bodyOfLost(lost), billApprovals: undefined, vendorCredits: undefined };
	return { ...sent, creditAmount: others };
});
