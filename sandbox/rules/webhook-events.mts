import { randomUUID } from 'node:crypto';
import type { Rec } from '../state/collection.mts';
import type { World } from '../state/world.mts';
import { entityOf } from './webhook-catalogue.mts';

/** BILL keeps 180 days of events: https://developer.bill.com/changelog/2025-09-07-webhook-improvements. */
export const HISTORY_MS = 180 * 86_400_000;

/** Writes an event into the history of a subscription. `statusCode` comes with its delivery. */
export function recordEvent(
	world: World,
	subscription: Rec,
	type: string,
	entity: Record<string, unknown>,
	members: { createdTime?: string; statusCode?: number } = {},
): Rec {
	const id = randomUUID();
	const { organizationId, spendCompanyUuid } = subscription._owner;
	const metadata = {
		eventId: id,
		subscriptionId: subscription.id,
		...(organizationId ? { organizationId } : { spendCompanyUuid }),
		eventType: type,
		version: '1',
	};
	return world.of('events').add({
		id,
		type,
		version: '1',
		subscriptionId: subscription.id,
		payload: JSON.stringify({ metadata, [entityOf(type)]: entity }),
		...members,
		_entityId: entity.id,
		_resent: 0,
	});
}

/** An event as the history shows it: its payload is JSON in a text. */
export function showEvent(event: Rec) {
	const { id, type, version, subscriptionId, payload, createdTime, statusCode } = event;
	return { id, type, version, subscriptionId, payload, createdTime, statusCode };
}
