import { randomUUID } from 'node:crypto';
import type { Event, Subscription } from '../state/records/webhooks.mts';
import type { World } from '../state/world.mts';
import { entityOf } from './catalogue.mts';
import type { Deliveries } from './deliveries.mts';

/** BILL keeps 180 days of events: https://developer.bill.com/changelog/2025-09-07-webhook-improvements. */
export const HISTORY_MS = 180 * 86_400_000;

/** Stores events and delivers them. */
export interface Sender {
	world: World;
	deliveries: Deliveries;
}

/** The record of an event, as its notification shows it. */
export type Entity = Record<string, unknown>;

/** Sent next to the record in payment.failed and autopay.failed. */
export interface EventError {
	code: string;
	message: string;
	timestamp: string;
}

/**
 * Adds an event to the history of a subscription. Each subscription gets its own event id; BILL does not say whether
 * the id is the same for all. `statusCode` is set on delivery.
 */
export function recordEvent(
	world: World,
	subscription: Subscription,
	type: string,
	entity: Entity,
	{ errors, ...members }: { errors?: EventError[]; createdTime?: string; statusCode?: number } = {},
): Event {
	const id = randomUUID();
	const { organizationId, spendCompanyUuid } = subscription._owner;
	const metadata = {
		eventId: id,
		subscriptionId: subscription.id,
		...(organizationId ? { organizationId } : { spendCompanyUuid }),
		eventType: type,
		// A number in BILL's samples for invoices, a string in all others.
		version: type.startsWith('invoice.') ? 1 : '1',
	};
	return world.of('events').add({
		id,
		type,
		version: '1',
		subscriptionId: subscription.id,
		payload: JSON.stringify({ metadata, [entityOf(type)]: entity, errors }),
		...members,
		_entityId: entity.id ?? entity.uuid,
		_resent: 0,
	});
}

/** Adds the event to the history, and sends it once the surrounding change has succeeded. */
export function sendTo(
	{ world, deliveries }: Sender,
	subscription: Subscription,
	type: string,
	entity: Entity,
	errors?: EventError[],
): Event {
	const event = recordEvent(world, subscription, type, entity, { errors });
	world.transactions.afterCommit(() => deliveries.add(event));
	return event;
}

/**
 * Notifies all subscriptions to this type. A disabled subscription still gets a history, but nothing is sent to it:
 * BILL does not say whether such events are stored. The entity is created only if there is a subscription.
 */
export function notify(
	sender: Sender,
	type: string,
	entity: () => Entity,
	errors?: EventError[],
): Event[] {
	const listening = sender.world
		.of('subscriptions')
		.all()
		.filter(({ events }) => events.some((event) => event.type === type));
	if (listening.length === 0) return [];
	const made = entity();
	return listening.map((subscription) => sendTo(sender, subscription, type, made, errors));
}

/** An event as the history returns it: its payload is a string of JSON. */
export function showEvent(event: Event) {
	const { id, type, version, subscriptionId, payload, createdTime, statusCode } = event;
	return { id, type, version, subscriptionId, payload, createdTime, statusCode };
}
