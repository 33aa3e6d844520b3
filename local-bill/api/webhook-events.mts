import * as by from '../engine/filters.mts';
import { pageQuery } from '../engine/list.mts';
import type { Call, Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import type { Owner } from '../state/records/webhooks.mts';
import { entityOf } from '../webhooks/catalogue.mts';
import { HISTORY_MS, sendTo, showEvent } from '../webhooks/events.mts';
import { answerForward, webhookRoute } from './webhook-route.mts';
import { catalogueOf, subscriptionOf } from './webhook-subscriptions.mts';

const entity: is.Schema<object> = { type: 'object' };

const testBody = {
	...is.object({
		eventType: is.text(),
		version: is.only('1'),
		bill: entity,
		vendor: entity,
		payment: entity,
		invoice: entity,
		'bank-account': entity,
		'card-account': entity,
		'risk-verification': entity,
		transaction: entity,
		reimbursement: entity,
		threeDsChallenge: entity,
	}),
	type: ['object', 'null'],
};

/** The catalog, the event history, and events sent on request: https://developer.bill.com/docs/webhooks. */
export const webhookEventRoutes: Route[] = [
	webhookRoute({
		method: 'GET',
		path: '/v3/health',
		handle: () => ({
			...{ appId: 'local-bill-events', appEnv: 'local' },
			...{ appVersion: '3.0.0', bdcRegion: 'local' },
		}),
	}),
	webhookRoute({
		method: 'GET',
		path: '/v3/events/catalog',
		handle: ({ world }, owner) =>
			catalogueOf(world, owner).map((type) => ({ type, versions: ['1'] })),
	}),
	webhookRoute({
		method: 'GET',
		path: '/v3/events/subscription/:id',
		query: {
			...pageQuery,
			entityId: is.text(),
			createdTimeFrom: is.text(),
			createdTimeTo: is.text(),
			ascending: is.queryFlag,
		},
		requiredQuery: ['createdTimeFrom'],
		handle: history,
	}),
	webhookRoute({
		method: 'POST',
		path: '/v3/events/subscription/:id/event/:eventId',
		handle: (call, owner) => {
			const { id } = subscriptionOf(call, owner);
			const events = call.world.of('events');
			const event = events.get(call.params.eventId);
			if (event.subscriptionId !== id) throw BillError.notFound(event.id);
			// It is the same event, so it has the same id. The response does not wait for the delivery and has the previous
			// status.
			call.world.transactions.afterCommit(() => call.deliveries.add(event));
			return showEvent(events.save({ ...event, _resent: event._resent + 1 }));
		},
	}),
	webhookRoute({
		method: 'POST',
		path: '/v3/subscriptions/:id/test',
		// Every field is optional, and so is the body.
		body: testBody,
		handle: test,
	}),
];

/** Oldest first by default. BILL's own default order is not documented. */
function history(call: Call, owner: Owner) {
	const { id } = subscriptionOf(call, owner);
	const { entityId, createdTimeFrom, createdTimeTo, ascending } = call.query;
	const { world } = call;
	const from = Math.max(timeOf('createdTimeFrom', createdTimeFrom), world.clock.now() - HISTORY_MS);
	const to = createdTimeTo ? timeOf('createdTimeTo', createdTimeTo) : Infinity;
	const found = world
		.of('events')
		.all()
		.filter(({ subscriptionId }) => subscriptionId === id)
		.filter(({ _entityId }) => !entityId || _entityId === entityId)
		.filter(({ createdTime }) => Date.parse(createdTime) >= from && Date.parse(createdTime) <= to);
	const events = ascending === 'false' ? found.reverse() : found;
	const name = `events ${id} ${entityId} ${createdTimeFrom} ${createdTimeTo} ${ascending}`;
	return answerForward(call, name, events.map(showEvent));
}

/** The time formats that filters accept. */
function timeOf(field: string, text: string): number {
	const time = by.time().read(text);
	if (typeof time !== 'number') throw BillError.invalid(field, 'Invalid format');
	return time;
}

/** A made-up event of the subscription: of the requested type, or of its first type. It is delivered like any other. */
function test(call: Call<is.Value<typeof testBody> | null | undefined>, owner: Owner) {
	const subscription = subscriptionOf(call, owner);
	const { eventType, version: _version, ...entities } = call.body ?? {};
	const types = subscription.events.map(({ type }) => type);
	const type: string = eventType ?? types[0];
	must(types.includes(type), 'eventType', 'Not an event of this subscription');
	const kind = entityOf(type);
	const given: Partial<Record<string, object>> = entities;
	// Notifications of Spend & Expense contain only uuids.
	const name = type.startsWith('spend.') ? 'uuid' : 'id';
	const fake = { [name]: `TEST-${kind}`, ...given[kind] };
	return showEvent(sendTo(call, subscription, type, fake));
}
