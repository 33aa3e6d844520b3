import type { World } from '../state/world.mts';

type PayBy = 'CHECK' | 'ACH' | 'INTERNATIONAL' | 'VIRTUAL_CARD';

const us: Array<[name: string, city: string, state: string, zip: string, payBy: PayBy]> = [
	['Alder Office Supply', 'Portland', 'OR', '97205', 'ACH'],
	['Brightwell Packaging', 'Columbus', 'OH', '43004', 'CHECK'],
	['Copperline Freight', 'Memphis', 'TN', '38103', 'ACH'],
	['Dunmore Property Management', 'Providence', 'RI', '02903', 'CHECK'],
	['Eastgate Power & Light', 'Providence', 'RI', '02905', 'ACH'],
	['Fernhill Creative Studio', 'Austin', 'TX', '78701', 'VIRTUAL_CARD'],
	['Graymoor Legal Partners', 'Boston', 'MA', '02108', 'CHECK'],
	['Happy Harbor Catering', 'Newport', 'RI', '02840', 'ACH'],
	['Ironwood Fixtures', 'Grand Rapids', 'MI', '49503', 'CHECK'],
	['Juniper Cloud Hosting', 'Seattle', 'WA', '98101', 'ACH'],
	['Kestrel Couriers', 'Hartford', 'CT', '06103', 'CHECK'],
];

const abroad: Array<[name: string, city: string, zip: string, country: string, currency: string]> =
	[
		['Lumen Keramik', 'Leipzig', '04109', 'DE', 'EUR'],
		['Maplewright Textiles', 'Hamilton', 'L8P 1A1', 'CA', 'CAD'],
		['Norwood & Finch', 'Leeds', 'LS1 4AP', 'GB', 'GBP'],
	];

/**
 * Fifteen vendors: domestic and international, paid by check or bank transfer, one of them archived, two that accept
 * combined payments.
 */
export function seedVendors(world: World, time: (daysAgo: number) => string): void {
	us.forEach(([name, city, stateOrProvince, zipOrPostalCode, payBy], i) =>
		add(world, time(300 - i), name, i, payBy, 'USD', {
			line1: `${110 + i * 37} Mill Street`,
			city,
			stateOrProvince,
			zipOrPostalCode,
			country: 'US',
		}),
	);
	abroad.forEach(([name, city, zipOrPostalCode, country, currency], i) =>
		add(world, time(280 - i), name, us.length + i, 'INTERNATIONAL', currency, {
			line1: `${8 + i} Market Lane`,
			city,
			zipOrPostalCode,
			country,
		}),
	);
	const closed = add(world, time(350), 'Oakes Printing', 14, 'CHECK', 'USD', {
		line1: '9 Canal Road',
		city: 'Worcester',
		stateOrProvince: 'MA',
		zipOrPostalCode: '01608',
		country: 'US',
	});
	world.of('vendors').put({ ...closed, archived: true });
}

function add(
	world: World,
	createdTime: string,
	name: string,
	index: number,
	payBy: PayBy,
	billCurrency: string,
	address: Record<string, string>,
) {
	const slug = name.toLowerCase().replace(/[^a-z]+/g, '-');
	const account = payBy === 'ACH' || payBy === 'INTERNATIONAL';
	return world.of('vendors').add({
		createdTime,
		archived: false,
		name,
		accountNumber: `NG-${1001 + index}`,
		accountType: 'BUSINESS',
		email: `billing@${slug}.example`,
		phone: `401555${String(100 + index).padStart(4, '0')}`,
		address,
		paymentInformation: {
			payeeName: name,
			email: `remit@${slug}.example`,
			payByType: payBy,
			...(account && {
				bankAccount: {
					nameOnAccount: name,
					accountNumber: String(5_550_010_000 + index * 7919),
					routingNumber: '011000015',
					type: 'CHECKING',
					ownerType: 'BUSINESS',
					paymentCurrency: billCurrency,
				},
			}),
		},
		additionalInfo: { track1099: index % 4 === 0, combinePayments: index === 0 || index === 2 },
		bankAccountStatus: account ? 'NO_NET_LINKED_ACCOUNT' : 'NO_ACCOUNT',
		recurringPayments: false,
		billCurrency,
		networkStatus: index === 9 ? 'CONNECTED' : 'NOT_CONNECTED',
	});
}
