import type { Call } from '../engine/route.mts';
import { BillError } from '../http/errors.mts';

/**
 * Creating users and bank accounts and changing the organization take the role ADMINISTRATOR:
 * https://developer.bill.com/reference/createorganizationuser. BILL's answer to others is not known.
 */
export function requireAdministrator({ world, session }: Call): void {
	const { _roleId } = world.of('users').get(session.userId);
	if (world.of('roles').get(_roleId).type === 'ADMINISTRATOR') return;
	throw BillError.of('BDC_1129', 'This operation needs the role ADMINISTRATOR.', { status: 403 });
}
