import { BillError } from '../errors/bill-error.mts';
import type { SpendUser } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';

/** The user who owns the API token. Calls with the token act as this user. */
export function tokenUser(world: World): SpendUser {
	return world.of('spendUsers').first(({ _ownsToken }) => _ownsToken === true)!;
}

/** Throws unless the user is an administrator. Status 403 for other roles is not documented. */
export function mustBeAdmin(world: World): SpendUser {
	const user = tokenUser(world);
	if (user.role === 'ADMIN') return user;
	throw BillError.of('BDC_1129', 'The user of the API token must have the role ADMIN.', {
		status: 403,
	});
}

/** The user; throws if retired. That a retired user cannot get new records is not documented. */
export function activeSpendUser(world: World, id: string, field = 'userId'): SpendUser {
	const user = world.of('spendUsers').get(id);
	if (user.retired) throw BillError.invalid(field, 'The user is retired');
	return user;
}
