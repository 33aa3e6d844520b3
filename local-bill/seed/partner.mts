import { openOrganization } from '../rules/new-organization.mts';
import type { World } from '../state/world.mts';

interface Client {
	name: string;
	city: string;
	users: Array<[first: string, last: string]>;
	vendors: string[];
}

const clients: Client[] = [
	{
		name: 'Fernhill Bakery LLC',
		city: 'Concord',
		users: [
			['Noor', 'Haddad'],
			['Eli', 'Brandt'],
		],
		// One has the same name as a vendor of the next organization: the records of organizations are separate.
		vendors: ['Millstream Flour', 'Harbor Freight Lines'],
	},
	{
		name: 'Copperleaf Studio',
		city: 'Salem',
		users: [['Ines', 'Marchetti']],
		vendors: ['Harbor Freight Lines'],
	},
];

/** Organizations created by a partner, in addition to the first one, each with its own users and vendors. */
export function seedPartner(world: World, createdTime: string): void {
	for (const { name, city, users, vendors } of clients) {
		const address = { line1: '4 Main Street', city, stateOrProvince: 'NH' };
		const whole = { ...address, zipOrPostalCode: '03301', country: 'US' };
		const { id } = world
			.of('organizations')
			.add({ createdTime, archived: false, name, address: whole, accountType: 'BUSINESS' });
		const own = openOrganization(world, id, createdTime);
		const [administrator, accountant] = own.of('roles').all();
		users.forEach(([firstName, lastName], index) => {
			own.of('users').add({
				createdTime,
				archived: false,
				firstName,
				lastName,
				email: `${firstName}@${city}.example`.toLowerCase(),
				_roleId: (index === 0 ? administrator : accountant).id,
				_username: `${firstName}-${city}`.toLowerCase(),
			});
		});
		for (const vendor of vendors) {
			own.of('vendors').add({
				createdTime,
				archived: false,
				name: vendor,
				accountType: 'BUSINESS',
				address: whole,
				paymentInformation: { payeeName: vendor, payByType: 'CHECK' },
				bankAccountStatus: 'NO_ACCOUNT',
				recurringPayments: false,
				billCurrency: 'USD',
				networkStatus: 'NOT_CONNECTED',
			});
		}
	}
}
