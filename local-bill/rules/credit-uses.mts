import type { AppliedCredit } from '../state/records/common.mts';
import type { VendorCredit } from '../state/records/payables.mts';
import type { World } from '../state/world.mts';
import { cents } from './bill-amounts.mts';

/** One use of a vendor credit: on a bill, or in a payment of a bill. */
export interface CreditUse {
	billId: string;
	paymentId?: string;
	amount: number;
}

interface Uses {
	list: CreditUse[];
	/** The payment that uses it has not been processed yet. */
	inProcess: boolean;
}

/** How much of a vendor credit is used, and where: https://developer.bill.com/docs/ap-vendor-credits. */
export function usesOf(world: World, credit: VendorCredit) {
	const { list, inProcess } = allUses(world).get(credit.id) ?? { list: [], inProcess: false };
	const appliedAmount = cents(list.reduce((sum, use) => sum + use.amount, 0));
	return { list, appliedAmount, status: statusOf(credit.amount, appliedAmount, inProcess) };
}

/** BILL names the four values. When it returns IN_PROCESS is a guess: while a payment with the credit is scheduled. */
function statusOf(amount: number, applied: number, inProcess: boolean): string {
	if (applied === 0) return 'NOT_APPLIED';
	if (inProcess) return 'IN_PROCESS';
	return applied < amount ? 'PARTIALLY_APPLIED' : 'FULLY_APPLIED';
}

function allUses(world: World): Map<string, Uses> {
	return world.of('vendorCredits').view('uses', () => {
		const uses = new Map<string, Uses>();
		const note = (
			credits: AppliedCredit[] | undefined,
			use: Omit<CreditUse, 'amount'>,
			scheduled: boolean,
		) => {
			for (const { id, amount } of credits ?? []) {
				const { list, inProcess } = uses.get(id) ?? { list: [], inProcess: false };
				uses.set(id, { list: [...list, { ...use, amount }], inProcess: inProcess || scheduled });
			}
		};
		for (const bill of world.of('bills').all()) note(bill._credits, { billId: bill.id }, false);
		for (const payment of world.of('payments').all()) {
			if (payment._undone) continue;
			for (const { billId, vendorCredits } of payment.billPayments) {
				const scheduled = payment.singleStatus === 'SCHEDULED';
				note(vendorCredits, { billId, paymentId: payment.id }, scheduled);
			}
		}
		return uses;
	});
}
