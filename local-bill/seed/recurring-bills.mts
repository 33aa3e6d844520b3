import { addDays } from '../rules/business-days.mts';
import { prefixes } from '../state/ids.mts';
import type { World } from '../state/world.mts';

const recurring = [
	['Dunmore Property Management', 'Rent', 4800, 'Harbor Street', 'MONTHLY', false],
	['Juniper Cloud Hosting', 'Software', 329, 'Hosting', 'MONTHLY', true],
	['Eastgate Power & Light', 'Utilities', 600, 'Power, estimated', 'MONTHLY', false],
	['Kestrel Couriers', 'Freight', 45, 'Courier, every two weeks', 'WEEKLY', false],
] as const;

const credits = [
	['Alder Office Supply', 'AO-CR-31', 60.5, 'Returned chair mats', false],
	['Ironwood Fixtures', 'IF-CR-4', 410, 'Lift gate charged twice', false],
	['Kestrel Couriers', 'KC-CR-1', 12.9, 'Late delivery', true],
] as const;

/** Recurring bills (one paid automatically, one that has ended), and vendor credits. */
export function seedRecurringBills(world: World, time: (daysAgo: number) => string): void {
	const find = (collection: 'vendors' | 'chartOfAccounts', wanted: string) =>
		world
			.of(collection)
			.all()
			.find(({ name }) => name === wanted)!.id;
	const today = world.clock.today();
	recurring.forEach(([vendor, account, amount, description, period, autoPayment], i) => {
		const ended = vendor === 'Kestrel Couriers';
		world.of('recurringBills').add({
			createdTime: time(200 - i),
			archived: ended,
			vendorId: find('vendors', vendor),
			description,
			schedule: {
				period,
				frequency: period === 'WEEKLY' ? 2 : 1,
				nextDueDate: addDays(today, ended ? -60 : 5 + i),
				...(ended && { endDate: addDays(today, -46) }),
				daysInAdvance: 10,
			},
			recurringBillLineItems: [
				{
					id: world.ids.next(prefixes.recurringBillLines),
					amount,
					description,
					classifications: { chartOfAccountId: find('chartOfAccounts', account) },
				},
			],
			processingOptions: { autoPayment },
			...(autoPayment && {
				paymentInformation: { bankAccountId: world.of('bankAccounts').all()[0].id },
			}),
		});
	});
	credits.forEach(([vendor, referenceNumber, amount, description, archived], i) => {
		world.of('vendorCredits').add({
			createdTime: time(15 - i),
			archived,
			vendorId: find('vendors', vendor),
			referenceNumber,
			creditDate: addDays(today, i - 15),
			description,
			amount,
			vendorCreditLineItems: [
				{ id: world.ids.next(prefixes.vendorCreditLines), amount, description },
			],
		});
	});
}
