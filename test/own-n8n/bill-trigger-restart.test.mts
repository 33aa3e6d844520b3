import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import getPort from 'get-port';
import { examples, putCredential, withCredential } from '../../playground/content.mts';
import type { Workflow } from '../../tools/n8n/client.mts';
import { runNode } from '../../tools/lib/run-node.mts';
import { isBelow } from '../../tools/n8n/age.mts';
import { n8nVersion } from '../../tools/n8n/install.mts';
import { type N8nServer, startN8n } from '../../tools/n8n/server.mts';
import { startLocalBill, type LocalBill } from '../../local-bill/server.mts';
import { eventually } from '../support/eventually.mts';
import {
	executionIds,
	publish,
	published,
	runsOf,
	triggerWorkflow,
	unpublish,
	unpublished,
} from '../support/trigger.mts';

/* A separate n8n, which the tests stop and start again. */

/** n8n handles about ten per second, so the full number is used only where nobody waits. */
const EVENTS = process.env.CI ? 1_000 : 300;

let userFolder: string;
let port: number;
let n8n: N8nServer;
let starting: Promise<N8nServer>;
let bill: LocalBill;
let credential: { id: string; name: string };

const start = async (at = port) => {
	starting = startN8n({ userFolder, port: at });
	n8n = await starting;
};

beforeAll(async () => {
	userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-restart-'));
	port = await getPort({ host: '127.0.0.1' });
	bill = await startLocalBill({ loopbackWebhooks: true });
	await start();
	credential = await putCredential(n8n.client, bill);
}, 320_000);
beforeEach(() => bill.reset());
afterAll(async () => {
	// Also stops an n8n whose start took longer than its test.
	await (await starting.catch(() => undefined))?.stop();
	await bill?.close();
	await rm(userFolder, { recursive: true, force: true });
}, 320_000);

const listener = async (events: string[]): Promise<Workflow> =>
	await triggerWorkflow(n8n.client, {
		parameters: { events },
		credentials: { billApi: { id: credential.id, name: credential.name } },
	});

/** How many executions each event has started. */
async function startsOf(workflow: Workflow): Promise<Map<string, number>> {
	const starts = new Map<string, number>();
	for (const { items, eventId } of await runsOf(n8n.client, workflow.id)) {
		if (items.length > 0) starts.set(eventId, (starts.get(eventId) ?? 0) + 1);
	}
	return starts;
}

test(`${EVENTS.toLocaleString('en')} events with 10 % sent twice, out of order and with a restart in the middle: each starts one execution`, async () => {
	const workflow = await listener(['vendor.created']);
	await publish(n8n.client, bill, workflow);
	bill.setDelivery({ duplicate: 0.1, reorder: 7, atOnce: 5 });
	const sent = bill.sendEvent('vendor.created', { id: '00901', name: 'Busy' }, { count: EVENTS });
	expect(new Set(sent).size).toBe(EVENTS);

	await eventually(
		() => bill.deliveries.filter(({ status }) => status === 200).length >= EVENTS * 0.4,
		'deliveries before the restart',
		300_000,
	);
	await n8n.stop();
	await start();

	// The trigger itself makes BILL resend events that BILL gave up on, or that got status 200 before n8n could accept
	// them.
	let lost = sent;
	await eventually(
		async () => {
			await bill.delivered();
			const runs = await runsOf(n8n.client, workflow.id);
			const listed = new Set(runs.map(({ eventId }) => eventId));
			lost = sent.filter((eventId) => !listed.has(eventId));
			return lost.length === 0;
		},
		'every event in the list of executions',
		300_000,
	).catch(() => {});
	expect(bill.deliveries.filter(({ eventId }) => lost.includes(eventId))).toEqual([]);
	expect(lost).toEqual([]);
	const received = bill.deliveries
		.filter(({ status }) => status === 200)
		.map(({ eventId }) => eventId);
	expect(received.length - new Set(received).size).toBeGreaterThan(EVENTS / 20);

	// n8n saves an execution before it responds to BILL. Executions that were running when n8n was stopped are listed
	// as crashed, and can be retried from there.
	const before = await startsOf(workflow);
	const crashed = (await runsOf(n8n.client, workflow.id)).filter(
		({ status, eventId }) => status === 'crashed' && !before.has(eventId),
	);
	for (const { id } of crashed) await n8n.client.call('POST', `/rest/executions/${id}/retry`, {});

	const starts = await startsOf(workflow);
	expect([...starts.keys()].sort()).toEqual([...sent].sort());
	expect([...starts].filter(([, count]) => count !== 1)).toEqual([]);
	await unpublish(n8n.client, bill, workflow);
}, 900_000);

test('an event that was received before a restart starts nothing when it comes again after it', async () => {
	const workflow = await listener(['vendor.created']);
	const subscription = await publish(n8n.client, bill, workflow);
	const [eventId] = bill.sendEvent('vendor.created', { id: '00901', name: 'Before' });
	await bill.delivered();
	await n8n.stop();
	await start();
	await resend(subscription.id, eventId);
	const [next] = bill.sendEvent('vendor.created', { id: '00901', name: 'After' });
	await bill.delivered();
	await eventually(async () => (await startsOf(workflow)).size >= 2, 'two executions');
	// The trigger may request the second event as well while it is being delivered: it checks for missed events at the
	// same time.
	const deliveriesOf = (id: string) => bill.deliveries.filter((each) => each.eventId === id);
	// n8n before 2.8 has not saved that the event was received: its second execution ends at the trigger.
	if (!isBelow(n8nVersion, 2, 8)) {
		expect(deliveriesOf(eventId).map(({ status }) => status)).toEqual([200, 200]);
		expect(await executionIds(n8n.client, workflow.id)).toHaveLength(2);
	}
	expect(Object.fromEntries(await startsOf(workflow))).toEqual({ [eventId]: 1, [next]: 1 });
	await unpublish(n8n.client, bill, workflow);
}, 180_000);

test('what happened while n8n was not running starts executions when it runs again', async () => {
	const workflow = await listener(['bill.updated']);
	const subscription = await publish(n8n.client, bill, workflow);
	const changed = (amount: number) => bill.sendEvent('bill.updated', { id: '00n01', amount });
	const before = changed(1);
	await bill.delivered();
	await n8n.stop();

	// While n8n starts and migrates its database, it responds to every request with 200 and this text.
	const starting = createServer((_, response) => response.end('n8n is starting up. Please wait'));
	await new Promise<void>((listening) => starting.listen(port, '127.0.0.1', listening));
	const acknowledged = changed(2);
	await bill.delivered();
	await new Promise((closed) => starting.close(closed).closeAllConnections());
	expect(bill.deliveries.map(({ status }) => status)).toEqual([200, 200]);

	bill.setDelivery({ retryAfter: [1, 2, 4, 8] });
	const refused = changed(3);
	await bill.delivered();
	expect(isEnabled(subscription.id)).toBe(false);
	const unsent = changed(4);
	bill.clearRequests();

	await start();
	const all = [...before, ...acknowledged, ...refused, ...unsent];
	await eventually(
		async () => (await executionIds(n8n.client, workflow.id)).length >= all.length,
		'an execution of each event',
	);
	await bill.delivered();
	expect(isEnabled(subscription.id)).toBe(true);
	expect(Object.fromEntries(await startsOf(workflow))).toEqual(
		Object.fromEntries(all.map((id) => [id, 1])),
	);
	// Events that were received are not requested again.
	expect(bill.requests.filter(({ path }) => path.includes('/event/'))).toHaveLength(3);
	// A disabled subscription of another program is left alone.
	expect(bill.records('subscriptions')[0].status.enabled).toBe(false);
	await unpublish(n8n.client, bill, workflow);
}, 240_000);

test('BILL is out of reach when n8n starts: the trigger goes on as it was', async () => {
	const workflow = await listener(['bill.updated']);
	const subscription = await publish(n8n.client, bill, workflow);
	await n8n.stop();
	const path = '/connect-events/v3/subscriptions';
	bill.addFault({ match: { method: 'GET', path }, times: 20, then: { status: 503, body: '' } });
	await start();
	await eventually(() => n8n.logs().includes('so it was left unchanged'), 'a line in the log');
	expect(bill.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
	const [eventId] = bill.sendEvent('bill.updated', { id: '00n01' });
	await eventually(
		async () => (await executionIds(n8n.client, workflow.id)).length > 0,
		'an execution',
	);
	expect(Object.fromEntries(await startsOf(workflow))).toEqual({ [eventId]: 1 });
	expect(isEnabled(subscription.id)).toBe(true);
	bill.clearFaults();
	await unpublish(n8n.client, bill, workflow);
}, 240_000);

test('an n8n that starts at another address does not subscribe: it may be a copy', async () => {
	const workflow = await listener(['bill.updated']);
	const subscription = await publish(n8n.client, bill, workflow);
	await n8n.stop();
	const subscriptions = bill.records('subscriptions').length;
	bill.clearRequests();
	await start(await getPort({ host: '127.0.0.1' }));
	await eventually(
		() => n8n.logs().includes('which is not the address of this n8n'),
		'a line in the log',
	);
	expect(bill.records('subscriptions')).toHaveLength(subscriptions);
	expect(isEnabled(subscription.id)).toBe(true);
	expect(bill.requests).toEqual([]);

	await n8n.stop();
	await start();
	const [eventId] = bill.sendEvent('bill.updated', { id: '00n01' });
	await eventually(
		async () => (await executionIds(n8n.client, workflow.id)).length > 0,
		'an execution',
	);
	expect(Object.fromEntries(await startsOf(workflow))).toEqual({ [eventId]: 1 });
	await unpublish(n8n.client, bill, workflow);
}, 240_000);

test('a subscription that BILL has disabled is healed by the example, and what was missed starts executions', async () => {
	const workflow = await listener(['bill.updated']);
	const subscription = await publish(n8n.client, bill, workflow);
	const [before] = bill.sendEvent('bill.updated', { id: '00n01', amount: 1 });
	await bill.delivered();
	const missed = await disable(subscription.id);
	const unsent = bill.sendEvent('bill.updated', { id: '00n01', amount: 4 });
	// BILL refuses to enable another subscription that n8n has left behind.
	const refused = await leftOver();

	await heal();
	await bill.delivered();
	expect(isEnabled(refused)).toBe(false);
	expect(isEnabled(subscription.id)).toBe(true);
	// A disabled subscription of another program is left alone.
	expect(bill.records('subscriptions')[0].status.enabled).toBe(false);
	await eventually(
		async () => (await executionIds(n8n.client, workflow.id)).length >= 4,
		'four executions',
	);
	const expected = [before, ...missed, ...unsent].map((id) => [id, 1]);
	expect(Object.fromEntries(await startsOf(workflow))).toEqual(Object.fromEntries(expected));

	// A second run finds nothing to do except to enable the other one.
	bill.clearRequests();
	await heal();
	const writes = bill.requests.filter(({ method }) => method !== 'GET');
	expect(writes.map(({ path }) => path)).toEqual([`/connect-events/v3/subscriptions/${refused}`]);
	await unpublish(n8n.client, bill, workflow);
}, 240_000);

test('republishing a workflow enables what BILL has disabled', async () => {
	const workflow = await listener(['bill.updated']);
	const subscription = await publish(n8n.client, bill, workflow);
	await disable(subscription.id);
	await unpublished(n8n.client, workflow.id);
	await published(n8n.client, workflow);
	const now = bill.records('subscriptions').filter(({ name }) => name === `n8n: ${workflow.name}`);
	expect(now.map(({ status }) => status.enabled)).toEqual([true]);
	await unpublish(n8n.client, bill, workflow);
}, 180_000);

const isEnabled = (subscriptionId: string): boolean =>
	bill.records('subscriptions').find(({ id }) => id === subscriptionId)?.status.enabled === true;

/** Makes BILL disable the subscription: two events are refused although n8n is running. Returns their IDs. */
async function disable(subscriptionId: string): Promise<string[]> {
	bill.setDelivery({ retryAfter: [1, 2, 4, 8], forge: 'wrongKey' });
	const events = [
		...bill.sendEvent('bill.updated', { id: '00n01', amount: 2 }),
		...bill.sendEvent('bill.updated', { id: '00n01', amount: 3 }),
	];
	await bill.delivered();
	expect(isEnabled(subscriptionId)).toBe(false);
	bill.setDelivery({ forge: 'none' });
	return events;
}

/** A disabled subscription with the name of one of n8n's, which BILL does not enable. Returns its ID. */
async function leftOver(): Promise<string> {
	const { items } = await runNode(n8n.client, {
		parameters: {
			resource: 'webhookSubscription',
			operation: 'create',
			name: 'n8n: Left over',
			events: ['bill.created'],
			notificationUrl: 'https://other.example.com/left-over',
			enabled: false,
		},
		credentials: { billApi: { id: credential.id, name: credential.name } },
	});
	const id = String(items[0].json.id);
	const path = `/connect-events/v3/subscriptions/${id}`;
	bill.addFault({ match: { method: 'PATCH', path }, times: 9, then: { status: 403, body: [] } });
	return id;
}

/** Runs the example "Heal webhook subscriptions" once, as its schedule does every hour. */
async function heal(): Promise<void> {
	const example = (await examples()).find(({ name }) => name.startsWith('Heal webhook'));
	if (!example) throw new Error('The example "Heal webhook subscriptions" is missing');
	const workflow = await n8n.client.createWorkflow(withCredential(example, 'billApi', credential));
	const run = await n8n.client.runWorkflow(workflow.id, 'When clicking Execute workflow');
	expect(run.data.resultData.error?.message).toBeUndefined();
	expect(run.status).toBe('success');
}

/** Makes BILL resend an event of its history, with the operation of the Bill node. */
async function resend(subscriptionId: string, eventId: string): Promise<void> {
	const { error } = await runNode(n8n.client, {
		parameters: {
			resource: 'webhookEvent',
			operation: 'resend',
			subscriptionId: { __rl: true, mode: 'id', value: subscriptionId },
			eventId,
		},
		credentials: { billApi: { id: credential.id, name: credential.name } },
	});
	expect(error).toBeUndefined();
}
