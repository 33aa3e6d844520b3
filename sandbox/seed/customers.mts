import type { World } from '../state/world.mts';

const customers = [
	['Pell & Daughters', 'Newport', 'RI', '02840'],
	['Quincy Home Store', 'Quincy', 'MA', '02169'],
	['Riverbend Hotel', 'Augusta', 'ME', '04330'],
	['Saltmarsh Gifts', 'Chatham', 'MA', '02633'],
] as const;

/** Those who buy from the company. */
export function seedCustomers(world: World, time: (daysAgo: number) => string): void {
	customers.forEach(([name, city, stateOrProvince, zipOrPostalCode], i) => {
		const slug = name.toLowerCase().replace(/[^a-z]+/g, '-');
		world.of('customers').add({
			createdTime: time(250 - i),
			archived: false,
			name,
			companyName: name,
			email: `accounts@${slug}.example`,
			accountType: 'BUSINESS',
			invoiceCurrency: 'USD',
			billingAddress: {
				line1: `${20 + i} Main Street`,
				city,
				stateOrProvince,
				zipOrPostalCode,
				country: 'US',
			},
			balance: { amount: 0 },
			authorizedToCharge: false,
		});
	});
}
