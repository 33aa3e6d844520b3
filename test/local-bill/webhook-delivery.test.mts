import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Rec } from '../support/bill.mts';
import { makeVendor } from '../support/records.mts';
import { localBench, openBench, wednesday } from './support.mts';
import { receiverForEach, signature, subscribe } from './webhook-support.mts';

/* How notifications are delivered: message, signature, attempts, order, and what stops them. */

const hook = receiverForEach();
/** The statuses that the caller of startLocalBill was notified of. */
const told: Array<number | undefined> = [];
const bench = localBench({
	now: wednesday,
	loopbackWebhooks: true,
	onDelivery: ({ status }) => told.push(status),
});

beforeEach(async () => {
	told.length = 0;
});

/** Sends that many events about the records 1, 2, 3 ..., and waits for their deliveries. */
async function send(count = 1) {
	for (let id = 1; id <= count; id += 1) bench.localBill.sendEvent('bill.updated', { id });
	await bench.localBill.delivered();
}
const updates = () => subscribe(bench, hook.url, 'bill.updated');
const ids = () => hook.received.map(({ payload }) => payload.bill.id);
const statusOf = async (id: string) => (await bench.events.get(`/subscriptions/${id}`)).data.status;
const historyOf = async (id: string) => {
	const path = `/events/subscription/${id}?createdTimeFrom=2026-03-01`;
	return (await bench.events.get(path)).data.results;
};

describe('the message', () => {
	it('is a JSON text that holds the payload, signed with the key', async () => {
		const { id, securityKey } = await updates();
		await send();
		const [{ raw, headers, payload, path }] = hook.received;
		expect(path).toBe('/hook');
		expect(raw).toBe(JSON.stringify(JSON.stringify(payload)));
		expect(raw.startsWith('"{\\"metadata\\":{\\"eventId\\":')).toBe(true);
		expect(headers).toMatchObject({
			'content-type': 'application/json',
			'x-bill-sha-signature': signature(payload, securityKey),
			'x-local-bill': 'true',
		});
		expect(payload).toEqual({
			metadata: expect.objectContaining({ subscriptionId: id }),
			bill: { id: 1 },
		});
	});

	it('can be an object', async () => {
		const { securityKey } = await updates();
		bench.localBill.setDelivery({ form: 'object' });
		await send();
		const [{ raw, headers, payload }] = hook.received;
		expect(raw).toBe(JSON.stringify(payload));
		expect(headers['x-bill-sha-signature']).toBe(signature(payload, securityKey));
	});

	it.each(['string', 'object'] as const)('can be spaced: %s', async (form) => {
		const { securityKey } = await updates();
		bench.localBill.setDelivery({ form, spaced: true });
		await send();
		const [{ raw, headers, payload }] = hook.received;
		const spaced = JSON.stringify(payload, null, 2);
		expect(raw).toBe(form === 'string' ? JSON.stringify(spaced) : spaced);
		// The signature is still that of the minified JSON.
		expect(headers['x-bill-sha-signature']).toBe(signature(payload, securityKey));
	});

	it('is signed with a new key as soon as there is one', async () => {
		const { id, securityKey } = await updates();
		const { data } = await bench.events.post(`/subscriptions/${id}/security_key`);
		await send();
		const [{ headers, payload }] = hook.received;
		expect(data.securityKey).not.toBe(securityKey);
		expect(headers['x-bill-sha-signature']).toBe(signature(payload, data.securityKey));
	});

	it.each(['unsigned', 'wrongKey', 'changedBody', 'truncated'] as const)(
		'can be forged: %s',
		async (forge) => {
			const { securityKey } = await updates();
			bench.localBill.setDelivery({ forge });
			await send();
			const [{ raw, headers, payload }] = hook.received;
			const given = headers['x-bill-sha-signature'];
			if (forge === 'unsigned') expect(given).toBeUndefined();
			else expect(given).toMatch(/^[\w+/]{43}=$/);
			if (forge === 'truncated') expect(() => JSON.parse(raw)).toThrow();
			else expect(given).not.toBe(signature(payload, securityKey));
			if (forge === 'changedBody') expect(payload.bill.id).not.toBe(1);
			if (forge === 'wrongKey') expect(payload.bill.id).toBe(1);
			expect(bench.localBill.deliveries).toMatchObject([{ forged: forge, status: 200 }]);
			bench.localBill.setDelivery({ forge: 'none' });
			await send();
			expect(hook.received[1].headers['x-bill-sha-signature']).toBe(
				signature(hook.received[1].payload, securityKey),
			);
			expect(bench.localBill.deliveries[1]).not.toHaveProperty('forged');
		},
	);
});

describe('an attempt', () => {
	it('that gets a 200 is the only one, and its status is in the history', async () => {
		const { id } = await updates();
		await send();
		const [event] = await historyOf(id);
		expect(event).toMatchObject({ type: 'bill.updated', statusCode: 200 });
		expect(bench.localBill.deliveries).toEqual([
			{
				...{ eventId: event.id, type: 'bill.updated', subscriptionId: id, url: hook.url },
				...{ attempt: 1, status: 200, time: '2026-03-04T15:00:00.000Z' },
			},
		]);
	});

	it('is repeated after 2, 4, 8 and 16 seconds, with a timeout of 10', () => {
		expect(bench.localBill.setDelivery({})).toEqual({
			...{ form: 'string', spaced: false, duplicate: 0, reorder: 1, delay: 0, forge: 'none' },
			...{ retryAfter: [2_000, 4_000, 8_000, 16_000], timeout: 10_000, atOnce: 5 },
		});
	});

	it('is repeated with the same event until it gets a 200', async () => {
		const { id } = await updates();
		const retryAfter = [10, 20, 40, 80];
		bench.localBill.setDelivery({ retryAfter });
		hook.answer = (_notification, index) => [500, 204, 202, 302, 200][index];
		await send();
		expect(bench.localBill.deliveries.map(({ attempt, status }) => [attempt, status])).toEqual([
			...[[1, 500], [2, 204], [3, 202], [4, 302], [5, 200]], // prettier-ignore
		]);
		expect(told).toEqual([500, 204, 202, 302, 200]);
		expect(new Set(hook.received.map(({ raw }) => raw)).size).toBe(1);
		const gaps = hook.received.slice(1).map(({ at }, i) => at - hook.received[i].at);
		retryAfter.forEach((ms, i) => expect(gaps[i]).toBeGreaterThan(ms - 2));
		expect((await historyOf(id))[0].statusCode).toBe(200);
		expect((await statusOf(id)).enabled).toBe(true);
	});

	it('that fails for the fifth time disables the subscription, until the API enables it', async () => {
		const { id } = await updates();
		bench.localBill.setDelivery({ retryAfter: [1, 1, 1, 1] });
		hook.answer = () => 503;
		await send();
		expect(hook.received).toHaveLength(5);
		expect(await statusOf(id)).toEqual({ enabled: false });
		hook.answer = () => 200;
		await send();
		expect(hook.received).toHaveLength(5);
		const path = `/subscriptions/${id}`;
		await bench.events.patch(path, { status: { enabled: true } });
		await send();
		expect(hook.received).toHaveLength(6);
		const codes = (await historyOf(id)).map(({ statusCode }: Rec) => statusCode);
		expect(codes).toEqual([503, undefined, 200]);
	});

	it('that is not sent yet is dropped when the subscription is disabled or deleted', async () => {
		const { id } = await updates();
		bench.localBill.setDelivery({ atOnce: 1 });
		for (const end of ['disable', 'delete']) {
			const path = `/subscriptions/${id}`;
			hook.answer = async () => {
				if (end === 'disable') {
					await bench.events.patch(path, { status: { enabled: false } });
				} else await bench.events.delete(path);
				return 500;
			};
			await bench.events.patch(path, { status: { enabled: true } });
			hook.received.length = 0;
			await send(3);
			expect(ids()).toEqual([1]);
		}
	});

	it('gets no response when nobody listens, or when it takes too long', async () => {
		const { id } = await updates();
		bench.localBill.setDelivery({ retryAfter: [1], timeout: 30 });
		hook.answer = () => 'nothing';
		await send();
		expect(bench.localBill.deliveries).toMatchObject([{ error: 'timeout' }, { error: 'timeout' }]);
		const [event] = await historyOf(id);
		expect(event).not.toHaveProperty('statusCode');
		expect((await statusOf(id)).enabled).toBe(false);
		await hook.close();
		bench.localBill.setDelivery({ timeout: 10_000 });
		await bench.events.patch(`/subscriptions/${id}`, { status: { enabled: true } });
		await send();
		expect(bench.localBill.deliveries.at(-1)).toMatchObject({ attempt: 2, error: 'ECONNREFUSED' });
	});

	it('is one of five at the same time', async () => {
		await updates();
		let open = () => {};
		const five = new Promise<void>((done) => (open = done));
		hook.answer = async (_notification, index) => {
			if (index === 4) open();
			await five;
			return 200;
		};
		await send(20);
		expect(hook.received).toHaveLength(20);
		expect(hook.most).toBe(5);
		hook.most = 0;
		bench.localBill.setDelivery({ atOnce: 1 });
		await send(5);
		expect(hook.most).toBe(1);
		expect(ids().slice(-5)).toEqual([1, 2, 3, 4, 5]);
	});
});

describe('on demand', () => {
	it('an event is sent again, with its id', async () => {
		const { id } = await updates();
		hook.answer = (_notification, index) => (index === 0 ? 500 : 200);
		bench.localBill.setDelivery({ retryAfter: [] });
		await send();
		await bench.events.patch(`/subscriptions/${id}`, { status: { enabled: true } });
		const [event] = await historyOf(id);
		const path = `/events/subscription/${id}/event/${event.id}`;
		expect((await bench.events.post(path)).data.id).toBe(event.id);
		await bench.localBill.delivered();
		expect(hook.received.map(({ payload }) => payload.metadata.eventId)).toEqual([
			...[event.id, event.id],
		]);
		expect((await historyOf(id))[0].statusCode).toBe(200);
	});

	it('a test event is delivered', async () => {
		const { id, securityKey } = await updates();
		const { data } = await bench.events.post(`/subscriptions/${id}/test`, {});
		await bench.localBill.delivered();
		const [{ payload, headers }] = hook.received;
		expect(payload).toEqual(JSON.parse(data.payload));
		expect(headers['x-bill-sha-signature']).toBe(signature(payload, securityKey));
	});
});

describe('the order', () => {
	it('is reversed in groups, and an incomplete group is sent too', async () => {
		await updates();
		bench.localBill.setDelivery({ reorder: 3, atOnce: 1 });
		await send(5);
		expect(ids()).toEqual([3, 2, 1, 5, 4]);
	});

	it('has every n-th event twice', async () => {
		await updates();
		bench.localBill.setDelivery({ duplicate: 1 / 3, atOnce: 1 });
		await send(7);
		expect(ids()).toEqual([1, 2, 3, 3, 4, 5, 6, 6, 7]);
		const eventIds = hook.received.map(({ payload }) => payload.metadata.eventId);
		expect(new Set(eventIds).size).toBe(7);
		hook.received.length = 0;
		bench.localBill.setDelivery({ duplicate: 1 });
		await send(2);
		expect(ids()).toEqual([1, 1, 2, 2]);
	});

	it('is that of the events, which are delivered after a delay', async () => {
		await updates();
		bench.localBill.setDelivery({ delay: 60, atOnce: 1 });
		const begun = performance.now();
		await send(3);
		expect(performance.now() - begun).toBeGreaterThan(58);
		expect(ids()).toEqual([1, 2, 3]);
	});
});

describe('nothing leaves this computer', () => {
	const other = receiverForEach();

	it('only its own addresses are contacted, and an event for another address does not count as failed', async () => {
		const { port } = new URL(hook.url);
		const { api, localBill } = bench;
		const made = await subscribe(bench, `https://hooks.example.com:${port}/hook`, 'vendor.created');
		await makeVendor(bench);
		await localBill.delivered();
		expect([hook.received, localBill.deliveries]).toEqual([[], []]);
		const [event] = await historyOf(made.id);
		expect(event.type).toBe('vendor.created');
		expect(event).not.toHaveProperty('statusCode');
		expect((await statusOf(made.id)).enabled).toBe(true);
		expect((await api.get('/v3/vendors')).status).toBe(200);
	});

	it('and a redirection is not followed', async () => {
		await subscribe(bench, hook.url, 'bill.updated');
		bench.localBill.setDelivery({ retryAfter: [] });
		hook.answer = () => ({ location: other.url });
		await send();
		expect(bench.localBill.deliveries).toMatchObject([{ status: 307 }]);
		expect(other.received).toEqual([]);
	});
});

it('sends no events for changes that were rolled back', async () => {
	const types = ['vendor.created', 'vendor.updated'];
	await subscribe(bench, hook.url, ...types);
	const vendor = (name?: string) => ({
		name,
		address: bench.localBill.records('vendors')[0].address,
	});
	const { status } = await bench.api.post('/v3/vendors/bulk', [vendor('A'), vendor('')]);
	expect(status).toBe(400);
	await bench.localBill.delivered();
	expect(hook.received).toEqual([]);
	expect(bench.localBill.records('events').filter(({ type }) => type === types[0])).toEqual([]);
	await bench.api.post('/v3/vendors/bulk', [vendor('A'), vendor('B')]);
	await bench.localBill.delivered();
	expect(hook.received.map(({ payload }) => payload.vendor.name)).toEqual(['A', 'B']);
});

it('forgets what is pending with a reset, and when it is closed', async () => {
	const own = await openBench({ loopbackWebhooks: true });
	const made = () => subscribe(own, hook.url, 'bill.updated');
	hook.answer = () => 500;
	for (const end of ['reset', 'close'] as const) {
		await made();
		own.localBill.sendEvent('bill.updated', { id: 1 }, { count: 30 });
		expect(own.localBill.pendingDeliveries()).toBe(30);
		const delivered = own.localBill.delivered();
		await own.localBill[end]();
		await delivered;
		expect(own.localBill.pendingDeliveries()).toBe(0);
		expect(own.localBill.deliveries).toEqual([]);
		if (end === 'reset') await own.signInAgain();
	}
});
