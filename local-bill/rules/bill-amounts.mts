import { BillError } from '../errors/bill-error.mts';
import type { AppliedCredit } from '../state/records/common.mts';
import type { Bill, BillAmounts, Payment } from '../state/records/payables.mts';
import type { World } from '../state/world.mts';
import { rateOf } from './currencies.mts';

export function cents(amount: number): number {
	return Math.round(amount * 100) / 100;
}

/** The bills of a vendor that are not archived, in the order of creation. */
export function billsOfVendor(world: World, vendorId: string): Bill[] {
	const byVendor = world.of('bills').view('by vendor', () => {
		const map = new Map<string, Bill[]>();
		for (const bill of world.of('bills').all()) {
			if (!bill.archived) map.set(bill.vendorId, [...(map.get(bill.vendorId) ?? []), bill]);
		}
		return map;
	});
	return byVendor.get(vendorId) ?? [];
}

/** How a payment counts toward the bills it pays. */
function weightOf(payment: Payment): 'scheduled' | 'paid' | 'nothing' {
	if (payment._undone) return 'nothing';
	return payment.singleStatus === 'SCHEDULED' ? 'scheduled' : 'paid';
}

interface Part {
	weight: 'scheduled' | 'paid';
	amount: number;
	credits: AppliedCredit[];
}

function partsOf(world: World, billId: string | undefined): Part[] {
	const byBill = world.of('payments').view('by bill', () => {
		const map = new Map<string, Part[]>();
		for (const payment of world.of('payments').all()) {
			const weight = weightOf(payment);
			if (weight === 'nothing') continue;
			for (const { billId: id, amount, vendorCredits = [] } of payment.billPayments) {
				map.set(id, [...(map.get(id) ?? []), { weight, amount, credits: vendorCredits }]);
			}
		}
		return map;
	});
	return (billId !== undefined && byBill.get(billId)) || [];
}

const total = (amounts: number[]) => cents(amounts.reduce((sum, amount) => sum + amount, 0));

/** A bill whose amounts still have to be computed. It may not have an id yet. */
type Unsettled = Pick<Bill, 'vendorId' | 'billLineItems' | '_credits'> & { id?: string };

/**
 * The bill with the values computed from its lines, credits and payments: amounts and payment status. dueAmount =
 * total - credit - scheduled - paid: https://developer.bill.com/reference/createbill.
 */
export function settled<T extends Unsettled>(world: World, bill: T): T & BillAmounts {
	const amount = total(bill.billLineItems.map((line) => line.amount));
	const parts = partsOf(world, bill.id);
	const sum = (weight: Part['weight']) =>
		total(parts.filter((part) => part.weight === weight).map((part) => part.amount));
	const scheduledAmount = sum('scheduled');
	const paidAmount = sum('paid');
	const credits = [...(bill._credits ?? []), ...parts.flatMap((part) => part.credits)];
	const creditAmount = total(credits.map((credit) => credit.amount));
	const covered = cents(scheduledAmount + paidAmount + creditAmount);
	const dueAmount = cents(amount - covered);
	if (covered > 0 && dueAmount < 0) {
		throw BillError.of('BDC_1159', 'Payments and credits would exceed the bill.');
	}
	const exchangeRate = rateOf(world.of('vendors').get(bill.vendorId).billCurrency);
	return {
		...bill,
		amount,
		paidAmount,
		dueAmount,
		scheduledAmount,
		creditAmount,
		exchangeRate,
		fundingAmount: cents(amount / exchangeRate),
		paymentStatus: statusOf(dueAmount, scheduledAmount, covered),
	};
}

function statusOf(due: number, scheduled: number, covered: number): string {
	if (covered === 0) return 'UNPAID';
	if (due > 0) return 'PARTIAL';
	return scheduled > 0 ? 'SCHEDULED' : 'PAID';
}

/** Recomputes the bills of a payment after it has changed. */
export function refreshBills(world: World, payment: Pick<Payment, 'billPayments'>): void {
	for (const { billId } of payment.billPayments) {
		const bills = world.of('bills');
		bills.save(settled(world, bills.get(billId)));
	}
}

/** How much of a vendor credit is used by bills and payments. The bill being changed can be excluded. */
function creditUsed(world: World, creditId: string, exceptBill?: string): number {
	const onBills = world
		.of('bills')
		.all()
		.filter((bill) => bill.id !== exceptBill)
		.flatMap((bill) => bill._credits ?? []);
	const inPayments = world
		.of('payments')
		.all()
		.filter((payment) => weightOf(payment) !== 'nothing')
		.flatMap((payment) => payment.billPayments)
		.flatMap((part) => part.vendorCredits ?? []);
	const uses = [...onBills, ...inPayments].filter((use) => use.id === creditId);
	return total(uses.map((use) => use.amount));
}

/** Throws for credits of another vendor, and for more than is left of a credit. */
export function checkCredits(
	world: World,
	vendorId: string,
	credits: AppliedCredit[],
	exceptBill?: string,
): void {
	for (const { id, amount } of credits) {
		const credit = world.of('vendorCredits').get(id);
		if (credit.archived) throw BillError.invalid('vendorCredits', `${id} is archived`);
		if (credit.vendorId !== vendorId) {
			throw BillError.invalid('vendorCredits', `${id} belongs to another vendor`);
		}
		if (cents(creditUsed(world, id, exceptBill) + amount) > credit.amount) {
			throw BillError.invalid('vendorCredits', `${id} does not have that much left`);
		}
	}
}
