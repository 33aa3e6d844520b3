import type { IDataObject } from 'n8n-workflow';

import { bodyOfLost, SECONDS } from '../../../core/look-up/way';
import type { Reader, Way } from '../../../core/look-up/way';

/** Only the credit tells on which bills it is used: https://developer.bill.com/docs/ap-vendor-credits */
const PATH = '/v3/vendor-credits';

const CENT = 0.005;

/** How much of a credit is on a bill. */
export function amountOnBill(credit: IDataObject | undefined, billId: string): number {
	return ((credit?.usage ?? []) as Array<{ billId?: string; amount: number }>)
		.filter((use) => use.billId === billId)
		.reduce((sum, { amount }) => sum + Number(amount), 0);
}

const idOfBill = (path: string) => decodeURIComponent(path.split('/').pop() ?? '');

const creditAt = async (reader: Reader, id: string) =>
	await reader.record(`${PATH}/${encodeURIComponent(id)}`);

/** Each credit is on the bill with at least what was to be applied. */
export const applied: Way = {
	seconds: SECONDS,
	words: () => 'the credits on the bill',
	async look(lost, reader) {
		const { path } = lost.request;
		const { vendorCredits = [] } = bodyOfLost(lost) as {
			vendorCredits?: Array<{ id: string; amount: number }>;
		};
		const areOnBill = await Promise.all(
			vendorCredits.map(async ({ id, amount }) => {
				const used = amountOnBill(await creditAt(reader, id), idOfBill(path));
				return used >= Number(amount) - CENT;
			}),
		);
		const bill = areOnBill.every(Boolean) ? await reader.record(path) : undefined;
		return bill ? [{ answer: bill, ids: [], isProven: true }] : [];
	},
};

/** The bill is as it was written back; which credit was taken off stands in no request, so the bill's sum is compared. */
export const unapplied: Way = {
	seconds: SECONDS,
	words: () => 'the bill without the credit',
	async look(lost, reader) {
		const { path } = lost.request;
		const { vendorCredits = [] } = bodyOfLost(lost) as {
			vendorCredits?: Array<{ amount: number }>;
		};
		const left = vendorCredits.reduce((sum, { amount }) => sum + Number(amount), 0);
		const bill = await reader.record(path);
		const isLeft = Math.abs(Number(bill?.creditAmount ?? NaN) - left) < CENT;
		return bill && isLeft ? [{ answer: bill, ids: [], isProven: true }] : [];
	},
};
