import { BillError } from '../errors/bill-error.mts';
import type { NetworkConnection } from '../state/records/organization.mts';
import type { World } from '../state/world.mts';

export type Kind = 'vendors' | 'customers';

/** A request that is not answered within 60 days expires: https://developer.bill.com/reference/getvendorinvitation. */
const LIFETIME = 60 * 86_400_000;

/** The connection of a vendor or customer, or the pending request for one, if any. */
export function connectionOf(world: World, kind: Kind, id: string): NetworkConnection | undefined {
	world.of(kind).get(id);
	const connection = world.of('networkConnections').find(id);
	const expired =
		connection?.status === 'PENDING' && world.clock.now() - connection._since >= LIFETIME;
	return expired ? undefined : connection;
}

/** Connects, or requests a connection. A vendor shows the status as `networkStatus`. */
export function connect(
	world: World,
	kind: Kind,
	id: string,
	status: 'PENDING' | 'CONNECTED' | 'CONNECTED_RPPS',
	members: { networkId?: string; _email?: string; _rppsInformation?: unknown },
): void {
	if (connectionOf(world, kind, id)) {
		// BILL's error code is not known.
		throw BillError.refused(id, 'BDC_1129', 'There is already a connection or a pending request.');
	}
	world.of('networkConnections').put({ id, status, ...members, _since: world.clock.now() });
	showOnVendor(world, kind, id, status);
}

/** Ends a connection or withdraws a request. */
export function disconnect(world: World, kind: Kind, id: string): void {
	if (!connectionOf(world, kind, id)) {
		throw BillError.of('BDC_1205', `No connection found for the id ${id}.`);
	}
	world.of('networkConnections').remove(id);
	showOnVendor(world, kind, id, 'NOT_CONNECTED');
}

function showOnVendor(world: World, kind: Kind, id: string, networkStatus: string): void {
	if (kind !== 'vendors') return;
	world.of('vendors').save({ ...world.of('vendors').get(id), networkStatus });
}
