import { randomUUID } from 'node:crypto';
import type { IHookFunctions } from 'n8n-workflow';
import {
	EVENTS_REMEMBERED,
	keep,
	type Kept,
	memoryOf,
	nodeKey,
} from '../../nodes/BillTrigger/kept.ts';
import { isSubscribed } from '../../nodes/BillTrigger/start-of-n8n.ts';
import { subscribe } from '../../nodes/BillTrigger/subscription.ts';
import { startLocalBill, type LocalBill } from '../../local-bill/server.mts';
import { localCredential } from '../support/bill.mts';
import { billContext } from '../support/direct-node.mts';
import { eventually } from '../support/eventually.mts';
import { type TinyServer, tinyServer } from '../support/http.mts';

/* What a trigger does when n8n starts, against the local BILL. The webhook URL only accepts the events. */

let bill: LocalBill;
let address: TinyServer;

beforeAll(async () => {
	bill = await startLocalBill({ loopbackWebhooks: true });
});
beforeEach(async () => {
	bill.reset();
	address = await tinyServer();
	address.say({ status: 200 });
});
afterEach(async () => await address.close());
afterAll(async () => await bill.close());

/** A trigger in a new n8n process that loads this static data. */
function trigger(kept: Kept = {}, more: Record<string, unknown> = {}) {
	const workflow = { id: randomUUID(), name: 'Starts' };
	const { base } = billContext(localCredential(bill), () => ({ name: 'Trigger', type: 'trigger' }));
	const lines: string[] = [];
	const note = (line: string) => lines.push(line);
	const parameters: Record<string, unknown> = {
		...{ api: 'apAr', events: ['vendor.created'] },
		...more,
	};
	const context = (activation: string) =>
		({
			...base('UTC'),
			getActivationMode: () => activation,
			getWorkflow: () => workflow,
			getWorkflowStaticData: () => kept,
			getNodeWebhookUrl: () => address.url,
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
			logger: { info: note, warn: note, debug: note },
		}) as unknown as IHookFunctions;
	return {
		kept,
		lines,
		publish: async () => await subscribe(context('activate')),
		publishAgain: async () => await isSubscribed(context('update')),
		start: async () => await isSubscribed(context('init')),
		takeOver: async () => await isSubscribed(context('leadershipChange')),
		/** Marks the events as received. */
		receive(eventIds: string[]) {
			const memory = memoryOf(nodeKey(context('init'), false), kept);
			for (const eventId of eventIds) memory.seen.add(eventId);
			keep(kept, memory, eventIds[0]);
		},
		/** Stops n8n and starts it again. */
		restarted: () => trigger(JSON.parse(JSON.stringify(kept))),
	};
}

/** Sends that many events. How n8n's URL responds to them does not matter. */
async function happen(count: number): Promise<string[]> {
	const eventIds = bill.sendEvent('vendor.created', { id: '00901' }, { count });
	await bill.delivered();
	return eventIds;
}

/** The events that BILL has been asked to send again so far. */
const askedFor = () =>
	bill.requests
		.filter(({ path }) => path.includes('/event/'))
		.map(({ path }) => path.split('/').at(-1));

test('what was not received is sent again, in its order and however many it is; what was, is not', async () => {
	const first = trigger();
	await first.publish();
	const eventIds = await happen(250);
	first.receive(eventIds.filter((_, at) => at % 2 === 0));
	const missed = eventIds.filter((_, at) => at % 2 === 1);

	const second = first.restarted();
	expect(await second.start()).toBe(true);
	await eventually(() => askedFor().length >= missed.length, 'all that was missed');
	expect(askedFor()).toEqual(missed);
	await eventually(() => second.lines.length > 0, 'a line in the log');
	expect(second.lines).toEqual([expect.stringContaining('had BILL send 125 missed events again')]);
	expect(await second.start()).toBe(true);
	expect(bill.requests.filter(({ path }) => path.includes('/events/')).length).toBe(3 + 125);
});

test('when more events have come than are remembered, BILL decides which were received', async () => {
	const first = trigger();
	await first.publish();
	const received = await happen(3);
	address.say({ status: 503 });
	bill.setDelivery({ retryAfter: [] });
	const [missed] = await happen(1);
	first.receive(Array.from({ length: EVENTS_REMEMBERED }, () => randomUUID()));

	await first.restarted().start();
	await eventually(() => askedFor().length > 0, 'what was missed');
	expect(askedFor()).toEqual([missed]);
	expect(received).toHaveLength(3);
});

test('an event that got a 200 long before n8n started is not sent again, whether or not it is remembered', async () => {
	const first = trigger();
	bill.advanceClock(-3 * 3_600_000);
	await first.publish();
	await happen(2);
	address.say({ status: 503 });
	bill.setDelivery({ retryAfter: [] });
	const [missed] = await happen(1);
	bill.advanceClock(3 * 3_600_000);
	// As in an old backup.
	const { subscribed } = first.kept;
	const second = trigger({ subscribed: { ...subscribed, since: Date.now() - 4 * 3_600_000 } });
	await second.start();
	await eventually(() => second.lines.length > 0, 'a line in the log');
	expect(askedFor()).toEqual([missed]);
});

test('one that BILL refuses to send does not keep back the others, and all are asked for at the next start', async () => {
	const first = trigger();
	await first.publish();
	const missed = await happen(4);
	const subscription = first.kept.subscribed?.subscriptionId;
	const path = `/connect-events/v3/events/subscription/${subscription}/event/${missed[1]}`;
	bill.addFault({ match: { method: 'POST', path }, times: 1, then: { status: 400, body: [] } });
	const second = first.restarted();
	await second.start();
	await eventually(() => second.lines.length > 1, 'two lines in the log');
	expect(second.lines).toEqual([
		expect.stringContaining('had BILL send 3 missed events again'),
		expect.stringContaining('1 of them were not sent'),
	]);
	// Events received in the meantime do not make it forget where the gap began.
	second.receive([missed[0], missed[2], missed[3]]);
	const third = second.restarted();
	bill.clearRequests();
	await third.start();
	await eventually(() => third.lines.length > 0, 'a line in the log');
	expect(askedFor()).toEqual([missed[1]]);
});

test('an n8n process that takes over from another looks back again', async () => {
	const first = trigger();
	await first.publish();
	const [missed] = await happen(1);
	await first.start();
	expect(await first.takeOver()).toBe(true);
	await eventually(() => askedFor().length > 0, 'what was missed');
	expect(askedFor()).toEqual([missed]);
});

test('events from before the subscription was taken over are not requested', async () => {
	await trigger().publish();
	bill.advanceClock(-60_000);
	await happen(2);
	bill.advanceClock(60_000);
	// Another n8n at the same URL, which does not know the subscription.
	const now = trigger();
	expect(await now.publishAgain()).toBe(true);
	const [own] = await happen(1);

	await now.restarted().start();
	await eventually(() => askedFor().length > 0, 'its own event');
	expect(askedFor()).toEqual([own]);
});

test('BILL does not give the events: the trigger goes on, and the log says what to do', async () => {
	const first = trigger();
	await first.publish();
	const second = first.restarted();
	const path = '/connect-events/v3/events/subscription/*';
	bill.addFault({ match: { path }, times: 9, then: { status: 400, body: [] } });
	expect(await second.start()).toBe(true);
	await eventually(() => second.lines.length > 0, 'a line in the log');
	expect(second.lines).toEqual([expect.stringMatching(/could not have BILL send .* asks again/)]);
});

describe('what could never start the workflow is refused when it is published', () => {
	const own = () =>
		bill.records('subscriptions').filter((each) => each.notificationUrl === address.url);
	const condition = (field: string, operator: string, value: string) => ({
		options: { conditions: { condition: [{ field, operator, value }] } },
	});
	test.each<[string, Record<string, unknown>, RegExp]>([
		['an amount of money', condition('id', 'isMore', '$1000'), /compares id with "\$1000"/],
		['an operator that is none', condition('id', 'matches', 'x'), /cannot use "matches"/],
		['a field of another record', condition('amount', 'is', '5'), /"amount".*none of the chosen/],
		['the same as changed', { options: { changedFields: 'Amount' } }, /"Amount".*none of the/],
	])('%s', async (_, more, expected) => {
		await expect(trigger({}, more).publish()).rejects.toThrow(expected);
		expect(bill.requests.filter(({ path }) => path.includes('subscriptions'))).toEqual([]);
		expect(own()).toEqual([]);
	});

	test('a field in other capitals and with the name of the record in front is taken', async () => {
		await trigger({}, condition('Vendor.Name', 'is', 'Northwind')).publish();
		expect(own()).toHaveLength(1);
	});
});
