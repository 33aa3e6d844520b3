import { randomUUID } from 'node:crypto';
import type { Event, Subscription } from '../state/records/webhooks.mts';
import type { World } from '../state/world.mts';
import { entityOf } from './catalogue.mts';
import type { Deliveries } from './deliveries.mts';

/** BILL keeps 180 days of events: https://developer.bill.com/changelog/2025-09-07-webhook-improvements. */
export const HISTORY_MS = 180 * 86_400_000;

/** Where events are kept, and who sends them. */
export interface Sender {
	world: World;
	deliveries: Deliveries;
}

/** The record that an event is about, as its notification shows it. */
export type Entity = Record<string, unknown>;

/** Stands beside the record in payment.failed and autopay.failed. */
export interface EventError {
	code: string;
	message: string;
	timestamp: string;
}

/**
 * Writes an event into the history of a subscription. Each subscription gets an event with an id of its own: whether
 * BILL gives them all the same is not said. `statusCode` comes with its delivery.
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
		// A number in BILL's samples of invoices, a text in all others.
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

/** Writes the event into the history, and sends it once all that goes with it is sure. */
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
 * Tells all who have subscribed to the type. The history of a disabled subscription goes on, but nothing is sent to
 * it: BILL does not say whether such events are kept. The entity is made only if somebody listens.
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

/** An event as the history shows it: its payload is JSON in a text. */
export function showEvent(event: Event) {
	const { id, type, version, subscriptionId, payload, createdTime, statusCode } = event;
	return { id, type, version, subscriptionId, payload, createdTime, statusCode };
}
