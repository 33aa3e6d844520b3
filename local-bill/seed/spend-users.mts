import type { SpendUser } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';

const people: Array<[first: string, last: string, role: string]> = [
	['Ana', 'Reyes', 'ADMIN'],
	['Bo', 'Lindgren', 'ADMIN'],
	['Cy', 'Marsh', 'BOOKKEEPER'],
	['Di', 'Okafor', 'AUDITOR'],
	['Ed', 'Marsh', 'MEMBER'],
	['Fay', 'Ito', 'MEMBER'],
	['Gil', 'Novak', 'MEMBER'],
	['Hu', 'Chen', 'MEMBER'],
	['Ira', 'Klein', 'MEMBER'],
];

/** Spending users: the first one created the API token, the last one has left the company. */
export function seedSpendUsers(world: World, createdTime: string): void {
	for (const [firstName, lastName, role] of people) {
		const email = `${firstName}.${lastName}@northlight-goods.example`;
		world.of('spendUsers').add({
			...{ firstName, lastName, role, createdTime },
			// One email address was typed with capitals.
			email: firstName === 'Gil' ? email : email.toLowerCase(),
			receiptEmail: `receipts.${firstName.toLowerCase()}@receipts.northlight-goods.example`,
			retired: firstName === 'Ira',
			useCompanyMailingAddress: firstName !== 'Hu',
			smsOptIn: firstName === 'Fay',
			...(firstName === 'Ana' && { _ownsToken: true, _dateOfBirth: '1984-05-17' }),
		});
	}
}

/** The user with that first name. */
export function spender(world: World, firstName: string): SpendUser {
	return world.of('spendUsers').first((user) => user.firstName === firstName)!;
}
