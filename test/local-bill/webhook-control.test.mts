import { expect, it } from '@jest/globals';
import { isLoopback } from '../../local-bill/webhooks/loopback.mts';
import { type Bench, localBench, openBench, wednesday } from './support.mts';
import { receiverForEach, subscribe, trySubscribe } from './webhook-support.mts';

const bench = localBench({ now: wednesday, loopbackWebhooks: true });
const hook = receiverForEach();

it('is set over HTTP, and lists what was delivered', async () => {
	await subscribe(bench, hook.url, 'vendor.updated');
	const changed = await bench.control.post('/delivery', { form: 'object', retryAfter: [1, 2] });
	expect(changed.data).toMatchObject({ form: 'object', retryAfter: [1, 2], timeout: 10_000 });
	const event = { type: 'vendor.updated', entity: { id: '009X' }, count: 2 };
	const { data } = await bench.control.post('/events', event);
	// One per subscription to the type: the new one, and the seeded one, which is disabled.
	expect(data.eventIds).toHaveLength(4);
	await bench.localBill.delivered();
	expect((await bench.control.get('/deliveries/pending')).data).toEqual({ pending: 0 });
	const log = (await bench.control.get('/deliveries')).data;
	expect(log).toEqual(bench.localBill.deliveries);
	expect(log).toMatchObject([{ attempt: 1, status: 200 }, { status: 200 }]);
	await bench.control.delete('/deliveries');
	expect(bench.localBill.deliveries).toEqual([]);
	await bench.control.post('/reset');
	expect((await bench.control.post('/delivery', {})).data.form).toBe('string');
});

it.each([
	['/delivery', { form: 'text' }],
	['/delivery', { duplicate: 2 }],
	['/delivery', { forged: 'unsigned' }],
	['/events', { type: 'customer.created', entity: {} }],
	['/events', { type: 'vendor.created' }],
	['/touch', { collection: 'vendors' }],
	['/partner', {}],
])('refuses POST /local-bill%s %j', async (path, body) => {
	expect((await bench.control.post(path, body)).status).toBe(400);
});

it('lets partners subscribe to more', async () => {
	const catalogue = async () => (await bench.events.get('/events/catalog')).data;
	expect((await trySubscribe(bench, hook.url, ['autopay.failed'])).status).toBe(403);
	await bench.control.post('/partner', { partner: true });
	expect(await catalogue()).toHaveLength(20);
	expect((await trySubscribe(bench, hook.url, ['autopay.failed'])).status).toBe(200);
	bench.localBill.reset();
	await bench.signInAgain();
	expect(await catalogue()).toHaveLength(19);
});

it('touches records as a call of the API would', async () => {
	await subscribe(bench, hook.url, 'vendor.updated', 'bill.updated', 'invoice.updated');
	const before = bench.localBill.records('vendors');
	const { data } = await bench.control.post('/touch', { collection: 'vendors', count: 3 });
	expect(data.map(({ id }: { id: string }) => id)).toEqual(before.slice(0, 3).map(({ id }) => id));
	const after = bench.localBill.records('vendors');
	expect(after.slice(3)).toEqual(before.slice(3));
	for (const [i, { updatedTime }] of after.slice(0, 3).entries()) {
		expect(Date.parse(updatedTime)).toBeGreaterThan(Date.parse(before[i].updatedTime));
	}
	bench.localBill.touch('bills', 2);
	bench.localBill.touch('invoices', 2);
	await bench.localBill.delivered();
	const kinds = hook.received.map(({ payload }) => payload.metadata.eventType.split('.')[0]);
	expect(kinds.sort()).toEqual(['bill', 'bill', 'invoice', 'invoice', ...Array(3).fill('vendor')]);
	expect((await bench.control.post('/touch', { collection: 'nonsense', count: 1 })).status).toBe(
		404,
	);
});

it('delivers hundreds of events, each at the second attempt', async () => {
	const seen = new Set<string>();
	await subscribe(bench, hook.url, 'vendor.updated');
	bench.localBill.seed({ vendors: 300 });
	bench.localBill.setDelivery({ retryAfter: [20], delay: 5 });
	hook.answer = ({ payload }) => {
		const again = seen.has(payload.vendor.id);
		seen.add(payload.vendor.id);
		return again ? 200 : 500;
	};
	bench.localBill.touch('vendors', 300);
	await bench.localBill.delivered();
	const delivered = bench.localBill.deliveries.filter(({ status }) => status === 200);
	expect(delivered.every(({ attempt }) => attempt === 2)).toBe(true);
	expect(new Set(delivered.map(({ eventId }) => eventId)).size).toBe(300);
});

it('adds records that all have one time, or each its own, and sends no events', async () => {
	await subscribe(bench, hook.url, 'vendor.created', 'bill.created');
	const times = (name: 'vendors' | 'customers' | 'bills', count: number) =>
		bench.localBill
			.records(name)
			.slice(-count)
			.flatMap(({ createdTime, updatedTime }) => [createdTime, updatedTime]);
	bench.localBill.seed({ vendors: 150, customers: 120, bills: 110, sameTime: true });
	const all = [...times('vendors', 150), ...times('customers', 120), ...times('bills', 110)];
	expect(new Set(all).size).toBe(1);
	await bench.control.post('/seed', { vendors: 5, sameTime: false });
	expect(new Set(times('vendors', 5)).size).toBe(5);
	await bench.localBill.delivered();
	expect(bench.localBill.deliveries).toEqual([]);
	const { data } = await bench.api.get('/v3/customers', {
		params: { max: 100, sort: 'name:desc' },
	});
	expect(data.results).toHaveLength(100);
});

it('accepts http URLs on this computer only with the option', async () => {
	const strict = await openBench();
	const statuses = async (on: Bench, ...urls: string[]) =>
		Promise.all(urls.map(async (url) => (await trySubscribe(on, url, ['bill.updated'])).status));
	const http = ['http://127.0.0.1:1/a', 'http://localhost:1/a', 'http://[::1]:1/a'];
	expect(await statuses(strict, ...http)).toEqual([400, 400, 400]);
	expect(await statuses(strict, 'https://127.0.0.1:1/a', 'https://example.com')).toEqual([
		...[200, 200],
	]);
	expect(await statuses(bench, ...http)).toEqual([200, 200, 200]);
	const elsewhere = ['http://example.com', 'http://10.0.0.1', 'ftp://127.0.0.1', 'nonsense'];
	expect(await statuses(bench, ...elsewhere)).toEqual([400, 400, 400, 400]);
	await strict.localBill.close();
});

it.each([
	['http://127.0.0.1', true],
	['https://localhost:5678/webhook', true],
	['http://127.8.9.10:80', true],
	['http://127.1', true],
	['http://[::1]:5678', true],
	['http://0.0.0.0', false],
	['http://127.0.0.1@example.com', false],
	['http://127.0.0.1.example.com', false],
	['http://localhost.example.com', false],
	['http://[::2]', false],
	['', false],
])('%s: on this computer %s', (address, expected) => {
	expect(isLoopback(address)).toBe(expected);
});

it('shows no security key in the log of requests', async () => {
	const { data } = await trySubscribe(bench, hook.url, ['bill.updated']);
	const { securityKey } = data;
	await bench.events.patch(`/subscriptions/${data.id}`, { securityKey });
	const log = JSON.stringify(bench.localBill.requests);
	expect(log).not.toContain(securityKey);
	expect(bench.localBill.requests.at(-1)!.body).toEqual({ securityKey: '***' });
});
