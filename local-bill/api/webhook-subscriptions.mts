import { randomUUID } from 'node:crypto';
import { pageQuery } from '../engine/list.mts';
import type { Call, Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import { withoutInternals } from '../state/members.mts';
import type { Owner, Subscription } from '../state/records/webhooks.mts';
import type { World } from '../state/world.mts';
import { EVENTS, PARTNER_EVENTS, SPEND_EVENTS } from '../webhooks/catalogue.mts';
import { isLoopback } from '../webhooks/loopback.mts';
import { answerForward, once, type Caller, ownerKey, webhookRoute } from './webhook-route.mts';

/** https://developer.bill.com/reference/createsubscription */
const LIMIT = 10;

const members = {
	name: is.text(),
	status: is.object({ enabled: is.flag }, ['enabled']),
	events: is.list(is.object({ type: is.text(), version: is.only('1') }, ['type', 'version']), 1),
	notificationUrl: is.text(),
};
const required = ['name', 'status', 'events', 'notificationUrl'] as const;
const whole = is.object(members, required);
const { events: _only, ...patchable } = members;

/** Subscriptions to events: https://developer.bill.com/docs/working-with-bill-webhooks. */
export const webhookSubscriptionRoutes: Route[] = [
	webhookRoute({
		method: 'GET',
		path: '/v3/subscriptions',
		query: pageQuery,
		handle: (call, owner) => {
			const results = ownedBy(call.world, owner).map(withoutInternals);
			return answerForward(call, `subscriptions ${ownerKey(owner)}`, results);
		},
	}),
	webhookRoute({
		method: 'POST',
		path: '/v3/subscriptions',
		body: whole,
		handle: (call, owner) => once(call, owner, () => create(call, owner)),
	}),
	webhookRoute({
		method: 'GET',
		path: '/v3/subscriptions/:id',
		handle: (call, owner) => withoutInternals(subscriptionOf(call, owner)),
	}),
	webhookRoute({
		method: 'PUT',
		path: '/v3/subscriptions/:id',
		body: whole,
		handle: change,
	}),
	webhookRoute({
		method: 'PATCH',
		path: '/v3/subscriptions/:id',
		body: is.object(patchable),
		handle: change,
	}),
	webhookRoute({
		method: 'DELETE',
		path: '/v3/subscriptions/:id',
		handle: (call, owner) => {
			const { id } = subscriptionOf(call, owner);
			call.world.of('subscriptions').remove(id);
			call.world.transactions.afterCommit(() => call.deliveries.drop(id));
		},
	}),
	webhookRoute({
		method: 'POST',
		// One guide writes security-key; the reference and the examples have this spelling.
		path: '/v3/subscriptions/:id/security_key',
		handle: (call, owner) =>
			once(call, owner, () => {
				const subscription = subscriptionOf(call, owner);
				const securityKey = newKey();
				call.world.of('subscriptions').save({ ...subscription, _securityKey: securityKey });
				return { securityKey };
			}),
	}),
];

/** The subscription in the path. Throws unless it is the caller's. */
export function subscriptionOf({ world, params }: Call, owner: Owner): Subscription {
	const subscription = world.of('subscriptions').get(params.id);
	if (ownerKey(subscription._owner) !== ownerKey(owner)) throw BillError.notFound(params.id);
	return subscription;
}

function ownedBy(world: World, owner: Owner): Subscription[] {
	return world
		.of('subscriptions')
		.all()
		.filter(({ _owner }) => ownerKey(_owner) === ownerKey(owner));
}

function create({ world, body }: Call<is.Value<typeof whole>>, owner: Caller) {
	const { organizationId, spendCompanyUuid } = owner;
	// BILL's code and status for these errors are not known.
	must(
		ownedBy(world, owner).length < LIMIT,
		'subscriptions',
		`There are already ${LIMIT} subscriptions, which is the maximum`,
	);
	const securityKey = newKey();
	const made = {
		...{ id: randomUUID(), organizationId, ...body, status: statusOf(body.status, owner) },
		_owner: { organizationId, spendCompanyUuid },
		_securityKey: securityKey,
	};
	check(world, owner, made);
	return { ...withoutInternals(world.of('subscriptions').add(made)), securityKey };
}

function change(call: Call<is.Body<typeof members>>, owner: Caller) {
	const { world, deliveries, body } = call;
	const before = subscriptionOf(call, owner);
	const status = body.status ? statusOf(body.status, owner) : before.status;
	const changed = { ...before, ...body, status };
	check(world, owner, changed);
	// Notifications that have not been sent yet are dropped.
	if (!status.enabled) world.transactions.afterCommit(() => deliveries.drop(changed.id));
	return withoutInternals(world.of('subscriptions').save(changed));
}

/** The name of the field for who enabled or disabled it is not certain. */
function statusOf(status: { enabled: boolean }, { userId }: Caller) {
	return { ...status, ...(userId && { updatedBy: userId }) };
}

function check(
	world: World,
	owner: Owner,
	subscription: Pick<Subscription, 'id' | 'name' | 'events' | 'notificationUrl'>,
): void {
	const { id, name, events, notificationUrl } = subscription;
	if (!name) throw BillError.missing('name');
	must(isAllowed(world, notificationUrl), 'notificationUrl', 'Must be an HTTPS URL');
	for (const { type } of events) checkType(world, type, owner);
	must(
		new Set(typesOf(subscription)).size === events.length,
		'events',
		'An event type is listed twice',
	);
	const types = typesOf(subscription).join();
	for (const other of ownedBy(world, owner)) {
		const same = other.notificationUrl === notificationUrl && typesOf(other).join() === types;
		must(
			other.id === id || !same,
			'notificationUrl',
			'A subscription with the same events and notification URL already exists',
		);
	}
}

function checkType(world: World, type: string, owner: Owner): void {
	const known = catalogueOf(world, owner).includes(type);
	if (!known && PARTNER_EVENTS.includes(type)) {
		throw BillError.of('BDC_1129', `${type} is for select partners.`, { status: 403 });
	}
	must(known, 'events', `Unknown event ${type}`);
}

/** The events that the caller can subscribe to. */
export function catalogueOf(world: World, { organizationId }: Owner): string[] {
	if (!organizationId) return SPEND_EVENTS;
	return world.partner ? [...EVENTS, ...PARTNER_EVENTS] : EVENTS;
}

const typesOf = ({ events }: Pick<Subscription, 'events'>) => events.map(({ type }) => type).sort();

/** HTTPS, as BILL requires. With a switch of the local BILL, also plain HTTP on this computer. */
function isAllowed(world: World, text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol } = new URL(text);
	if (protocol === 'https:') return true;
	return protocol === 'http:' && world.loopbackWebhooks && isLoopback(text);
}

function newKey(): string {
	return Buffer.from(randomUUID() + randomUUID()).toString('base64');
}
