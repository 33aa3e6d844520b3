import { BillError } from '../errors/bill-error.mts';
import type { World } from '../state/world.mts';

/**
 * Creating users and bank accounts and changing the organization require the role ADMINISTRATOR:
 * https://developer.bill.com/reference/createorganizationuser. BILL's error for other roles is not known.
 */
export function requireAdministrator(world: World, userId: string): void {
	const { _roleId } = world.of('users').get(userId);
	if (world.of('roles').get(_roleId).type === 'ADMINISTRATOR') return;
	throw BillError.of('BDC_1129', 'This operation needs the role ADMINISTRATOR.', { status: 403 });
}
