import type { World } from '../state/world.mts';

interface SeedCustomer {
	name: string;
	contact: [first: string, last: string];
	/** City, state, postal code and country of the billing address. */
	address?: [string, string, string, string];
	currency?: string;
	/** Whether the company may charge the customer; not set for most. */
	charge?: boolean;
	archived?: boolean;
}

const customers: SeedCustomer[] = [
	{
		name: 'Pell & Daughters',
		contact: ['Ines', 'Pell'],
		address: ['Newport', 'RI', '02840', 'US'],
		charge: true,
	},
	{
		name: 'Quincy Home Store',
		contact: ['Walter', 'Abara'],
		address: ['Quincy', 'MA', '02169', 'US'],
		charge: true,
	},
	{
		name: 'Riverbend Hotel',
		contact: ['Nadia', 'Kovacs'],
		address: ['Augusta', 'ME', '04330', 'US'],
		charge: false,
	},
	{
		name: 'Saltmarsh Gifts',
		contact: ['Theo', 'Marchetti'],
		address: ['Chatham', 'MA', '02633', 'US'],
	},
	{
		name: 'Tindale & Rowe',
		contact: ['Isla', 'Rowe'],
		address: ['York', '', 'YO1 7HH', 'GB'],
		currency: 'GBP',
	},
	{ name: 'Ursula Vane', contact: ['Ursula', 'Vane'] },
	{
		name: 'Whitcomb Interiors',
		contact: ['Dale', 'Whitcomb'],
		address: ['Lowell', 'MA', '01852', 'US'],
		archived: true,
	},
];

/** Contacts in addition to the one in the customer's own record. */
const contacts: Array<[customer: string, first: string, last: string, archived?: boolean]> = [
	['Pell & Daughters', 'Rosa', 'Pell'],
	['Riverbend Hotel', 'Anton', 'Beck'],
	['Riverbend Hotel', 'Grace', 'Lund', true],
];

/** Bank accounts of customers. Those of the first two customers can be charged. */
const accounts: Array<[customer: string, bank: string, number: string, archived?: boolean]> = [
	['Pell & Daughters', 'Shop account', '7001442093'],
	['Pell & Daughters', 'Old shop account', '7001440011', true],
	['Quincy Home Store', 'Operating', '3390117725'],
];

/** Customers: domestic and international ones, a person without an address, and an archived one. */
export function seedCustomers(world: World, time: (daysAgo: number) => string): void {
	const terms = world.of('paymentTerms').all();
	customers.forEach(({ name, contact, address, currency = 'USD', charge, archived = false }, i) => {
		const [firstName, lastName] = contact;
		const [city, stateOrProvince, zipOrPostalCode, country] = address ?? [];
		world.of('customers').add({
			createdTime: time(250 - i),
			archived,
			name,
			...(address && { companyName: name }),
			contact: { firstName, lastName },
			email: `accounts@${slugOf(name)}.example`,
			phone: `401555${String(200 + i).padStart(4, '0')}`,
			accountType: address ? 'BUSINESS' : 'PERSON',
			accountNumber: `C-${2001 + i}`,
			invoiceCurrency: currency,
			paymentTermId: terms[i % terms.length].id,
			...(address && {
				billingAddress: {
					line1: `${20 + i} Main Street`,
					city,
					...(stateOrProvince && { stateOrProvince }),
					zipOrPostalCode,
					country,
				},
			}),
			...(charge !== undefined && { authorizedToCharge: charge }),
		});
	});
	contacts.forEach(([customer, firstName, lastName, archived = false], i) => {
		world.of('customerContacts').add({
			createdTime: time(200 - i),
			archived,
			firstName,
			lastName,
			email: `${firstName}.${lastName}@${slugOf(customer)}.example`.toLowerCase(),
			phone: `401555${String(300 + i).padStart(4, '0')}`,
			_customerId: customerIdOf(world, customer),
		});
	});
	accounts.forEach(([customer, nickname, accountNumber, archived = false], i) => {
		world.of('customerBankAccounts').add({
			createdTime: time(190 - i),
			archived,
			customerId: customerIdOf(world, customer),
			nameOnAccount: customer,
			nickname,
			routingNumber: '011401533',
			accountNumber,
			type: 'CHECKING',
			ownerType: 'BUSINESS',
		});
	});
}

/** The id of the seeded customer of that name. */
export function customerIdOf(world: World, name: string): string {
	return world
		.of('customers')
		.all()
		.find((customer) => customer.name === name)!.id;
}

function slugOf(name: string): string {
	return name.toLowerCase().replace(/[^a-z]+/g, '-');
}
