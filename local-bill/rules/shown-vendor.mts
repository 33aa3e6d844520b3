import type { Rec } from '../state/collection.mts';
import type { World } from '../state/world.mts';
import { billsOfVendor, cents } from './bill-amounts.mts';
import { masked } from './masked.mts';

/** A vendor as BILL shows it: the account number masked, the balance taken from the bills. */
export function showVendor(world: World, vendor: Rec): Rec {
	const information = vendor.paymentInformation;
	const account = information?.bankAccount;
	const bills = billsOfVendor(world, vendor.id);
	const amount = cents(bills.reduce((total, bill) => total + bill.dueAmount, 0));
	const lastUpdatedDate = bills.at(-1)?.updatedTime ?? vendor.createdTime;
	return {
		...vendor,
		...(account && { paymentInformation: { ...information, bankAccount: masked(account) } }),
		balance: { amount, lastUpdatedDate },
	};
}
