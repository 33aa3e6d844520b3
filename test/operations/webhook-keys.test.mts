import { byId } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';

/*
 * Special rules of webhooks: a key in each request that must be done only once, and lists that can only be read
 * forward.
 */

const at = local();
const path = '/connect-events/v3/subscriptions';
const UUID4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const form = (item: number) => ({
	name: `Ledger ${item}`,
	events: ['bill.updated'],
	notificationUrl: `https://hooks.northwind.example/${item}`,
});
const keys = () => at.log().map(({ headers }) => String(headers['x-idempotent-key'] ?? ''));
const old = () => at.localBill.records('subscriptions')[0].id;
const made = () =>
	at.localBill.records('subscriptions').filter(({ name }) => String(name).startsWith('Ledger'));

test('each subscription is made with a key of its own', async () => {
	const items = await at.run('webhookSubscription', 'create', form, { items: emptyItems(3) });

	expect(items.map(({ json }) => json.name)).toEqual(['Ledger 0', 'Ledger 1', 'Ledger 2']);
	expect(at.sent()).toEqual(Array(3).fill(`POST ${path}`));
	keys().forEach((key) => expect(key).toMatch(UUID4));
	expect(new Set(keys()).size).toBe(3);
	expect(new Set(items.map(({ json }) => json.securityKey)).size).toBe(3);
});

test('a new security key is asked for with a key, and is another each time', async () => {
	const parameters = { subscriptionId: byId(old()) };
	const one = await at.run('webhookSubscription', 'createSecurityKey', parameters);
	const two = await at.run('webhookSubscription', 'createSecurityKey', parameters);

	expect(one[0].json.securityKey).not.toBe(two[0].json.securityKey);
	keys().forEach((key) => expect(key).toMatch(UUID4));
	expect(new Set(keys()).size).toBe(2);
	expect(at.localBill.records('subscriptions')[0]._securityKey).toBe(two[0].json.securityKey);
});

test.each([
	['answered 429', { status: 429, body: {} }],
	['cut before the work', { drop: 'before' as const }],
	['cut after the work', { drop: 'after' as const }],
])('a request that is %s is sent once more and makes one subscription', async (_name, then) => {
	at.localBill.addFault({ match: { method: 'POST', path }, then });
	await at.run('webhookSubscription', 'create', form(1), { continueOnFail: true });

	expect(made()).toHaveLength(1);
	expect(keys()).toHaveLength(2);
	// A repeated request has the same key, so that BILL recognizes it.
	expect(new Set(keys()).size).toBe(1);
});

test('other requests have no key', async () => {
	const subscriptionId = byId(old());
	await at.run('webhookSubscription', 'get', { subscriptionId });
	await at.run('webhookSubscription', 'update', { subscriptionId, updateFields: { name: 'N' } });
	await at.run('webhookSubscription', 'replaceEvents', {
		subscriptionId,
		events: ['bill.created'],
	});
	expect(keys().join('')).toBe('');
});

test('the eleventh subscription is refused with the reason of BILL', async () => {
	const items = await at.run('webhookSubscription', 'create', form, {
		items: emptyItems(10),
		continueOnFail: true,
	});
	expect(made()).toHaveLength(9);
	const errors = items.map(({ json }) => json.error).filter(Boolean);
	expect(errors).toEqual([expect.stringContaining('10')]);
});

test.each([
	['webhookSubscription', path, {}],
	['webhookEvent', '/connect-events/v3/events/subscription/a', { createdTimeFrom: '2026-01-01' }],
])('%s: the list is walked by page', async (resource, list, more) => {
	const answer = (id: string, nextPage?: string) =>
		at.localBill.addFault({
			match: { method: 'GET', path: list },
			then: { status: 200, body: { results: [{ id }], ...(nextPage && { nextPage }) } },
		});
	answer('one', 'T1');
	answer('two', 'T2');
	answer('three');
	const items = await at.run(resource, 'getAll', {
		...(resource === 'webhookEvent' && { subscriptionId: byId('a') }),
		...more,
		returnAll: true,
	});

	expect(items.map(({ json }) => json.id)).toEqual(['one', 'two', 'three']);
	expect(at.log().map(({ query }) => query.page)).toEqual([undefined, 'T1', 'T2']);
	expect(at.log().every(({ query }) => query.nextPage === undefined)).toBe(true);
});

test.each([
	['http://hooks.northwind.example', 'https'],
	['hooks.northwind.example', 'https'],
])('an address such as %s is refused before anything is sent', async (notificationUrl, reason) => {
	const error = await failureOf(
		at.run('webhookSubscription', 'create', { ...form(1), notificationUrl }),
	);
	expect(error.message).toContain(reason);
	expect(at.sent()).toEqual([]);
});

test.each([[[]], ['Bill Updated'], ['']])(
	'events such as %j are refused before anything is sent',
	async (events) => {
		const error = await failureOf(at.run('webhookSubscription', 'create', { ...form(1), events }));
		expect(error.message).toContain('Events');
		expect(at.sent()).toEqual([]);
	},
);

test('an event of another subscription is not resent', async () => {
	const [{ json }] = await at.run('webhookSubscription', 'create', form(1));
	const [event] = at.localBill.records('events');
	await failureOf(
		at.run('webhookEvent', 'resend', {
			subscriptionId: byId(String(json.id)),
			eventId: event.id,
		}),
	);
	expect(at.localBill.records('events')[0]._resent).toBe(0);
});
