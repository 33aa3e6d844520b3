import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { clientOf } from '../support/bill.mts';
import { localBench, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });

const subscription = (changes: object = {}) => ({
	name: 'Mine',
	status: { enabled: true },
	events: [{ type: 'bill.created', version: '1' }],
	notificationUrl: 'https://hooks.example.com/bill',
	...changes,
});
const create = (changes: object = {}, key: string = randomUUID(), headers: object = {}) =>
	bench.events.post('/subscriptions', subscription(changes), {
		headers: { 'X-Idempotent-Key': key, ...headers },
	});
const seededId = () => bench.localBill.records('subscriptions')[0].id;

it('refuses missing headers with 400, wrong ones with 401', async () => {
	const plain = async (headers: Record<string, string>) =>
		await clientOf(`${bench.localBill.url}/connect-events/v3`, headers).get('/health');
	const { devKey } = bench.localBill.credentials;
	expect((await plain({})).status).toBe(400);
	expect((await plain({ devKey })).status).toBe(400);
	expect((await plain({ devKey, sessionId: 'x' })).status).toBe(401);
	expect((await plain({ apiToken: 'x' })).status).toBe(401);
	expect((await plain({ apiToken: bench.localBill.spendToken })).status).toBe(200);
	expect((await bench.events.get('/health')).data).toHaveProperty('appEnv', 'local');
});

describe('subscriptions', () => {
	it('are made with a key that is shown once', async () => {
		const { status, data } = await create();
		expect(status).toBe(200);
		expect(data).toMatchObject({
			...subscription(),
			id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			organizationId: bench.localBill.credentials.organizationId,
			status: { enabled: true },
			securityKey: expect.stringMatching(/^.{20,}$/),
		});
		const { securityKey, ...rest } = data;
		expect((await bench.events.get(`/subscriptions/${data.id}`)).data).toEqual(rest);
		const key = { headers: { 'X-Idempotent-Key': randomUUID() } };
		const again = await bench.events.post(`/subscriptions/${data.id}/security_key`, undefined, key);
		expect(again.data).toEqual({ securityKey: expect.not.stringMatching(securityKey) });
		const repeated = await bench.events.post(
			`/subscriptions/${data.id}/security_key`,
			undefined,
			key,
		);
		expect(repeated.data).toEqual(again.data);
	});

	it('need a UUID4 as idempotent key, and return the same response for it for 24 hours', async () => {
		for (const key of ['', 'x', '5b0d6f0e-6a52-1d0a-9f0b-3c6f1f0a7d21']) {
			expect((await create({}, key)).status).toBe(400);
		}
		const key = randomUUID();
		const first = (await create({}, key)).data;
		expect((await create({}, key)).data).toEqual(first);
		expect(bench.localBill.records('subscriptions')).toHaveLength(2);
		bench.localBill.advanceClock(24 * 3_600_000);
		await bench.signInAgain();
		expect((await create({}, key)).status).toBe(400); // The key has expired, so this is a duplicate.
	});

	it('does not remember a refusal', async () => {
		const key = randomUUID();
		expect((await create({ notificationUrl: 'http://hooks.example.com' }, key)).status).toBe(400);
		expect((await create({}, key)).status).toBe(200);
	});

	it.each([
		[{ notificationUrl: 'http://hooks.example.com' }, 400],
		[{ notificationUrl: 'nonsense' }, 400],
		[{ events: [] }, 400],
		[{ events: [{ type: 'bill.created' }] }, 400],
		[{ events: [{ type: 'bill.created', version: '2' }] }, 400],
		[{ events: [{ type: 'customer.created', version: '1' }] }, 400],
		[{ events: [{ type: 'spend.transaction.updated', version: '1' }] }, 400],
		[{ events: [{ type: 'autopay.failed', version: '1' }] }, 403],
		[{ status: {} }, 400],
		[{ securityKey: 'mine' }, 400],
	])('refuse %j', async (changes, status) => {
		expect((await create(changes)).status).toBe(status);
	});

	it('are ten at most, and none twice', async () => {
		expect((await create()).status).toBe(200);
		expect((await create({ name: 'Other name' })).status).toBe(400);
		for (let i = 0; i < 8; i += 1) {
			const notificationUrl = `https://hooks.example.com/${i}`;
			expect((await create({ notificationUrl })).status).toBe(200);
		}
		const eleventh = await create({ notificationUrl: 'https://hooks.example.com/eleventh' });
		expect(eleventh.status).toBe(400);
		const first = (await bench.events.get('/subscriptions', { params: { max: 6 } })).data;
		expect(first.results).toHaveLength(6);
		const { nextPage } = first;
		const more = { max: 6, page: nextPage };
		const second = (await bench.events.get('/subscriptions', { params: more })).data;
		expect(second.results).toHaveLength(4);
		expect(second).not.toHaveProperty('prevPage');
		expect((await bench.events.get('/subscriptions', { params: { nextPage } })).status).toBe(400);
	});

	it('are changed, replaced and deleted', async () => {
		const { id } = (await create()).data;
		const path = `/subscriptions/${id}`;
		const off = await bench.events.patch(path, { status: { enabled: false } });
		expect(off.data).toMatchObject({ name: 'Mine', status: { enabled: false } });
		expect((await bench.events.patch(path, { events: [] })).status).toBe(400);
		const events = [{ type: 'vendor.updated', version: '1' }];
		const put = await bench.events.put(path, subscription({ events }));
		expect(put.data).toMatchObject({ events, status: { enabled: true } });
		expect(put.data).not.toHaveProperty('securityKey');
		expect((await bench.events.put(path, { name: 'x' })).status).toBe(400);
		const removed = await bench.events.delete(path);
		expect([removed.status, removed.data]).toEqual([200, '']);
		expect((await bench.events.get(path)).status).toBe(404);
	});

	it('of Spend & Expense and of the organization do not see each other', async () => {
		const apiToken = bench.localBill.spendToken;
		const events = [{ type: 'spend.transaction.updated', version: '1' }];
		const made = await create({ events }, randomUUID(), { apiToken });
		expect(made.status).toBe(200);
		expect(made.data).not.toHaveProperty('organizationId');
		expect((await bench.events.get(`/subscriptions/${made.data.id}`)).status).toBe(404);
		const spend = { headers: { apiToken } };
		expect((await bench.events.get('/subscriptions', spend)).data.results).toHaveLength(1);
		expect((await create({}, randomUUID(), { apiToken })).status).toBe(400);
		expect((await bench.events.get('/events/catalog', spend)).data).toHaveLength(5);
	});
});

describe('events', () => {
	const history = (params: object, id = seededId()) =>
		bench.events.get(`/events/subscription/${id}`, { params });

	it('have a catalogue', async () => {
		const { data } = await bench.events.get('/events/catalog');
		expect(data).toHaveLength(19);
		expect(data[0]).toEqual({ type: 'vendor.created', versions: ['1'] });
	});

	it('have a history of 180 days', async () => {
		const from = { createdTimeFrom: '2025-01-01' };
		const { data } = await history({ ...from, max: 2 });
		expect(data.results[0]).toEqual({
			id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			...{ type: 'vendor.updated', version: '1', subscriptionId: seededId(), statusCode: 200 },
			payload: expect.any(String),
			createdTime: expect.any(String),
		});
		const { metadata, vendor } = JSON.parse(data.results[0].payload);
		expect(metadata).toMatchObject({ eventId: data.results[0].id, eventType: 'vendor.updated' });
		const more = { ...from, max: 2, page: data.nextPage };
		expect((await history(more)).data.results).toMatchObject([{ statusCode: 503 }]);
		const count = async (params: object) => (await history(params)).data.results.length;
		expect(await count({ ...from, entityId: vendor.id })).toBe(3);
		expect(await count({ ...from, entityId: 'other' })).toBe(0);
		expect(await count({ createdTimeFrom: '2025-12-15', createdTimeTo: '2026-01-15' })).toBe(1);
		const idsOf = async (params: object) =>
			(await history({ ...from, ...params })).data.results.map(({ id }: { id: string }) => id);
		expect(await idsOf({ ascending: true })).toEqual(await idsOf({}));
		expect(await idsOf({ ascending: false })).toEqual((await idsOf({})).reverse());
		expect((await history({})).status).toBe(400);
		expect((await history({ createdTimeFrom: 'yesterday' })).status).toBe(400);
		bench.localBill.advanceClock(100 * 86_400_000);
		await bench.signInAgain();
		expect(await count(from)).toBe(2);
	});

	it('are sent again', async () => {
		const [event] = bench.localBill.records('events');
		const path = (id: string) => `/events/subscription/${seededId()}/event/${id}`;
		const { status, data } = await bench.events.post(path(event.id));
		expect([status, data.id, data.payload]).toEqual([200, event.id, event.payload]);
		expect(bench.localBill.records('events')[0]._resent).toBe(1);
		expect((await bench.events.post(path(randomUUID()))).status).toBe(404);
	});

	it('can be made up for a test', async () => {
		const path = `/subscriptions/${seededId()}/test`;
		const plain = (await bench.events.post(path)).data;
		expect(plain.type).toBe('vendor.updated');
		const data = { eventType: 'bill.created', version: '1', bill: { id: '00nX', amount: 5 } };
		const made = (await bench.events.post(path, data)).data;
		expect(JSON.parse(made.payload).bill).toEqual({ id: '00nX', amount: 5 });
		const found = await history({ createdTimeFrom: '2026-03-01', entityId: '00nX' });
		expect(found.data.results).toEqual([made]);
		const other = { eventType: 'payment.failed' };
		expect((await bench.events.post(path, other)).status).toBe(400);
		const misnamed = { 'spend.transaction': { uuid: 'txr_1' } };
		expect((await bench.events.post(path, misnamed)).status).toBe(400);
	});

	it.each([
		['bank-account.created', 'bank-account'],
		['card-account.updated', 'card-account'],
		['risk-verification.updated', 'risk-verification'],
		['spend.transaction.updated', 'transaction'],
		['spend.reimbursement.created', 'reimbursement'],
		['spend.three-ds-challenge.created', 'threeDsChallenge'],
	])('of %s are made up with %s', async (type, member) => {
		const ofSpend = type.startsWith('spend.');
		const headers = ofSpend ? { apiToken: bench.localBill.spendToken } : {};
		const made = await create({ events: [{ type, version: '1' }] }, randomUUID(), headers);
		const sent = { [member]: { id: 'X1' } };
		const path = `/subscriptions/${made.data.id}/test`;
		const { data } = await bench.events.post(path, sent, { headers });
		expect(JSON.parse(data.payload)).toMatchObject({ ...sent, metadata: { eventType: type } });
		const bare = JSON.parse((await bench.events.post(path, {}, { headers })).data.payload);
		expect(bare[member]).toEqual({ [ofSpend ? 'uuid' : 'id']: `TEST-${member}` });
	});
});
