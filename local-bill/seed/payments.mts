import { settled } from '../rules/bill-amounts.mts';
import { addBusinessDays, addDays } from '../rules/business-days.mts';
import { currentUserId } from '../state/credentials.mts';
import { prefixes } from '../state/ids.mts';
import type { World } from '../state/world.mts';

const payments: Array<
	[bill: string, amount: number, singleStatus: string, day: number, type: string]
> = [
	['AO-2188', 240, 'CLEARED', -22, 'ACH'],
	['RENT-0817', 4800, 'DELIVERED', -30, 'CHECK'],
	['CF-49870', 1500, 'SCHEDULED', 1, 'ACH'],
	['IF-620', 4000, 'FUNDING_STARTED', -3, 'CHECK'],
	['KC-1', 58.1, 'CANCELED', -35, 'CHECK'],
];

/** Payments in transit, delivered and canceled. The status of the bills follows from them. */
export function seedPayments(world: World, time: (daysAgo: number) => string): void {
	const bank = world.of('bankAccounts').all()[0];
	payments.forEach(([number, amount, singleStatus, day, disbursementType], i) => {
		const bills = world.of('bills');
		const bill = bills.all().find((each) => each.invoice.invoiceNumber === number)!;
		const canceled = singleStatus === 'CANCELED';
		const scheduled = singleStatus === 'SCHEDULED';
		const today = world.clock.today();
		const processDate = day > 0 ? addBusinessDays(today, day) : addDays(today, day);
		world.of('payments').add({
			createdTime: time(Math.max(1, -day + 2)),
			vendorId: bill.vendorId,
			billId: bill.id,
			billPayments: [{ id: world.ids.next(prefixes.billPayments), billId: bill.id, amount }],
			amount,
			processDate,
			fundingAccount: { type: 'BANK_ACCOUNT', id: bank.id },
			processingOptions: { createBill: false, requestPayFaster: false },
			confirmationNumber: `P${today.replaceAll('-', '').slice(2)}00 - ${1000001 + i}`,
			status: canceled ? 'CANCELLED' : scheduled ? 'SCHEDULED' : 'PAID',
			singleStatus,
			exchangeRate: 1,
			fundingAmount: amount,
			onlinePayment: true,
			disbursementType,
			disbursementStatus: ['CLEARED', 'DELIVERED'].includes(singleStatus) ? 'DONE' : 'IN_PROGRESS',
			createdBy: currentUserId,
			cancelRequestSubmitted: canceled,
			_undone: canceled,
		});
		bills.put(settled(world, bill));
	});
}
