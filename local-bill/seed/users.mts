import { addRoles } from '../rules/new-organization.mts';
import type { World } from '../state/world.mts';

const people: Array<[first: string, last: string, role: number, archived?: boolean]> = [
	['Avery', 'Lindqvist', 0],
	['Jordan', 'Okafor', 1],
	['Mika', 'Salo', 2],
	['Priya', 'Raman', 2],
	['Tomas', 'Belmonte', 3],
	['Casey', 'Whitlock', 4, true],
];

/** The roles, and the people who use BILL. */
export function seedUsers(world: World, time: string): void {
	const roleIds = addRoles(world, time);
	for (const [firstName, lastName, role, archived = false] of people) {
		world.of('users').add({
			archived,
			firstName,
			lastName,
			email: `${firstName}.${lastName}@northlight-goods.example`.toLowerCase(),
			createdTime: time,
			_roleId: roleIds[role],
		});
	}
}
