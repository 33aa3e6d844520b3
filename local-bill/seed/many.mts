import { settled } from '../rules/bill-amounts.mts';
import { addDays } from '../rules/business-days.mts';
import { prefixes } from '../state/ids.mts';
import type { World } from '../state/world.mts';

/** How many records to add of each kind. */
export interface SeedCounts {
	vendors?: number;
	customers?: number;
	bills?: number;
	/** By default all records have the same time. False gives each its own, which moves the clock ahead of real time. */
	sameTime?: boolean;
}

/**
 * Adds many simple records for measurements. By default all have the same time, so that the clock does not run ahead.
 */
export function seedMany(
	world: World,
	{ vendors = 0, customers = 0, bills = 0, sameTime = true }: SeedCounts,
): void {
	const moment = world.clock.stamp();
	const time = () => (sameTime ? moment : world.clock.stamp());
	const first = world.of('vendors').size;
	for (let i = 1; i <= vendors; i += 1) {
		const number = String(first + i).padStart(6, '0');
		const address = { line1: `${i} Sample Road`, city: 'Providence', stateOrProvince: 'RI' };
		world.of('vendors').add({
			createdTime: time(),
			archived: false,
			name: `Sample Vendor ${number}`,
			accountType: 'BUSINESS',
			email: `vendor${number}@sample.example`,
			address: { ...address, zipOrPostalCode: '02903', country: 'US' },
			paymentInformation: { payeeName: `Sample Vendor ${number}`, payByType: 'CHECK' },
			bankAccountStatus: 'NO_ACCOUNT',
			recurringPayments: false,
			billCurrency: 'USD',
			networkStatus: 'NOT_CONNECTED',
		});
	}
	for (let i = 1; i <= customers; i += 1) {
		const number = String(world.of('customers').size + 1).padStart(6, '0');
		world.of('customers').add({
			createdTime: time(),
			archived: false,
			name: `Sample Customer ${number}`,
			email: `customer${number}@sample.example`,
			accountType: 'BUSINESS',
			invoiceCurrency: 'USD',
		});
	}
	const today = world.clock.today();
	const vendorId = world.of('vendors').all()[0].id;
	for (let i = 1; i <= bills; i += 1) {
		const bill = {
			createdTime: time(),
			archived: false,
			vendorId,
			dueDate: addDays(today, i % 60),
			invoice: { invoiceNumber: `SAMPLE-${world.of('bills').size + 1}`, invoiceDate: today },
			billLineItems: [{ id: world.ids.next(prefixes.billLines), amount: 10 + (i % 90) }],
			approvalStatus: 'UNASSIGNED',
		};
		world.of('bills').add(settled(world, bill));
	}
}
