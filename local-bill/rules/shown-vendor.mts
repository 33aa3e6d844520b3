import type { Vendor } from '../state/records/payables.mts';
import type { World } from '../state/world.mts';
import { billsOfVendor, cents } from './bill-amounts.mts';
import { masked } from './masked.mts';

/** A vendor as BILL returns it: the account number masked, the balance computed from the bills. */
export function showVendor(
	world: World,
	vendor: Vendor,
): Vendor & { balance: { amount: number; lastUpdatedDate: string } } {
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
