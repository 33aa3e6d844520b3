import { BillError } from '../errors/bill-error.mts';
import type { SpendUser } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';

/** The user whom the API token belongs to, and as whom it acts. */
export function tokenUser(world: World): SpendUser {
	return world.of('spendUsers').first(({ _ownsToken }) => _ownsToken === true)!;
}

/** For what only an administrator may do. That a lesser role is answered 403 is not documented. */
export function mustBeAdmin(world: World): SpendUser {
	const user = tokenUser(world);
	if (user.role === 'ADMIN') return user;
	throw BillError.of('BDC_1129', 'The user of the API token must have the role ADMIN.', {
		status: 403,
	});
}

/** A user who still works here. That records cannot be given to a retired one is not documented. */
export function activeSpendUser(world: World, id: string, field = 'userId'): SpendUser {
	const user = world.of('spendUsers').get(id);
	if (user.retired) throw BillError.invalid(field, 'The user is retired');
	return user;
}
