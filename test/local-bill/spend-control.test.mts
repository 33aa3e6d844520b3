import { describe, expect, it } from '@jest/globals';
import { spendOf } from './spend-support.mts';
import { codes, localBench, wednesday } from './support.mts';
import { receiverForEach, signature, subscribe } from './webhook-support.mts';

const bench = localBench({ now: wednesday, loopbackWebhooks: true });
const hook = receiverForEach();
const seeded = spendOf(bench);

const spent = async (name: string) =>
	(await bench.spend.get(`/budgets/${seeded.budget(name).uuid}`)).data.currentPeriod.spent;
const shoot = async (body: object) => (await bench.control.post('/spend/transactions', body)).data;

describe('the records of the seed', () => {
	it('date from the start, even when read late, and remain after a failed call', async () => {
		bench.localBill.advanceClock(40 * 86_400_000);
		expect(() => bench.localBill.clearTransaction('txr_none')).toThrow();
		expect(seeded.budget('Marketing')._period.startDate).toBe('2026-03-01');
		const times = bench.localBill
			.records('spendTransactions')
			.map(({ occurredTime }) => occurredTime);
		expect(times.filter((time) => time > '2026-03-04T15:00:00.000')).toEqual([]);
		expect(times.length).toBeGreaterThan(125);
	});
});

describe('the limit of calls', () => {
	it('rejects the 61st call of any minute, and counts nothing else', async () => {
		const statuses = new Set<number>();
		for (let i = 0; i < 60; i += 1) statuses.add((await bench.spend.get('/users/current')).status);
		expect([...statuses]).toEqual([200]);
		const { status, data } = await bench.spend.get('/users/current');
		expect([status, ...codes(data)]).toEqual([429, 'BDC_1144']);
		expect(data[0].message).toBe('Max number of allowed requests per minute reached: 60.');
		expect((await bench.api.get('/v3/vendors')).status).toBe(200);
		bench.localBill.advanceClock(59_999);
		expect((await bench.spend.get('/users/current')).status).toBe(429);
		bench.localBill.advanceClock(1);
		expect((await bench.spend.get('/users/current')).status).toBe(200);
	});

	it('can be changed', async () => {
		const limits = { spendPerMinute: 1, spendStatus: 503 };
		expect((await bench.control.post('/limits', limits)).data).toMatchObject(limits);
		expect((await bench.spend.get('/users')).status).toBe(200);
		expect((await bench.spend.get('/users')).status).toBe(503);
		bench.localBill.reset();
		expect((await bench.spend.get('/users')).status).toBe(200);
	});
});

describe('a card that is used', () => {
	it('is authorized, and cleared in a row of its own', async () => {
		const before = await spent('Software');
		const cardId = seeded.card('4188').uuid;
		const [auth] = await shoot({ amount: 30, merchantName: 'Cloud Nine', cardId });
		expect(auth).toMatchObject({ transactionType: 'AUTHORIZATION', merchantName: 'Cloud Nine' });
		expect(await spent('Software')).toMatchObject({ pending: before.pending + 30 });
		const path = `/spend/transactions/${auth.uuid}/clear`;
		const { data: clear } = await bench.control.post(path, { amount: 28 });
		expect(clear).toMatchObject({ transactionType: 'CLEAR', amount: 28 });
		expect(clear.uuid).not.toBe(auth.uuid);
		expect(await spent('Software')).toMatchObject({
			...{ pending: before.pending, cleared: before.cleared + 28 },
		});
		const { data } = await bench.spend.get(`/transactions/${auth.uuid}`);
		expect(data.matchedClearTransactionUuid).toBe(clear.uuid);
		expect((await bench.control.post(path, {})).status).toBe(400);
	});

	it.each([
		['4677', 10, 'CARD_FROZEN'],
		['5120', 1501, 'MAX_TRANSACTION_SIZE'],
		['5244', 700, 'OVER_LIMIT'],
	])('%s is declined for %d: %s', async (lastFour, amount, declineInternalReasonCode) => {
		const [declined] = await shoot({ amount, cardId: seeded.card(lastFour).id });
		expect(declined).toMatchObject({ transactionType: 'DECLINE', declineInternalReasonCode });
	});

	it('can be used often', async () => {
		const { length } = bench.localBill.records('spendTransactions');
		expect(await shoot({ amount: 1, count: 3 })).toHaveLength(3);
		expect(bench.localBill.records('spendTransactions')).toHaveLength(length + 3);
		expect((await bench.control.post('/spend/transactions', {})).status).toBe(400);
	});
});

describe('a 3-D Secure question', () => {
	const answer = async (id: string, action: string) =>
		await bench.spend.post(`/transactions/${id}/3ds-challenge`, { action });

	it.each([
		['ACCEPT', 'ACCEPTED'],
		['REJECT', 'REJECTED'],
	])('is answered once: %s', async (action, status) => {
		const { id } = bench.localBill.openChallenge({ amount: 49 });
		expect((await answer(id, 'PERHAPS')).status).toBe(400);
		const first = await answer(id, action);
		expect([first.status, first.data]).toEqual([200, { id, status }]);
		expect((await answer(id, action)).status).toBe(400);
	});

	it('expires after a short wait, and is not a transaction', async () => {
		const [open] = bench.localBill.records('spendChallenges');
		expect((await answer(seeded.transaction('Bluebird Ads', 240).uuid, 'ACCEPT')).status).toBe(404);
		bench.localBill.advanceClock(10 * 60_000);
		expect((await answer(open.id, 'ACCEPT')).status).toBe(400);
	});
});

describe('notifications', () => {
	const received = async () => {
		await bench.localBill.delivered();
		return hook.received.map(({ payload }) => payload);
	};
	const types = (payloads: Array<{ metadata: { eventType: string } }>) =>
		payloads.map(({ metadata }) => metadata.eventType);

	it('report every step of a purchase as an update, by UUIDs', async () => {
		const { securityKey } = await subscribe(bench, hook.url, 'spend.transaction.updated');
		const [auth] = await shoot({ amount: 30, cardId: seeded.card('4188').id });
		const [first] = await received();
		expect(first).toMatchObject({
			metadata: { spendCompanyUuid: expect.stringMatching(/^cmp_/) },
			transaction: {
				...{ uuid: auth.uuid, transactionType: 'AUTHORIZATION', complete: false },
				...{ userUuid: seeded.user('Ana').uuid, budgetUuid: seeded.budget('Software').uuid },
			},
		});
		expect(first.transaction).not.toHaveProperty('id');
		expect(hook.received[0].headers['x-bill-sha-signature']).toBe(signature(first, securityKey));
		bench.localBill.clearTransaction(auth.id);
		const { transaction } = (await received()).find(
			(payload) => payload.transaction.transactionType === 'CLEAR',
		);
		expect(transaction.originalAuthTransactionUuid).toBe(auth.uuid);
		await bench.spend.put(`/transactions/${transaction.uuid}`, {
			budgetId: seeded.budget('Meals').uuid,
		});
		expect((await received()).at(-1).transaction.budgetUuid).toBe(seeded.budget('Meals').uuid);
	});

	it('report records that were touched', async () => {
		await subscribe(bench, hook.url, 'spend.transaction.updated', 'spend.reimbursement.updated');
		const [touched] = bench.localBill.touch('spendTransactions', 1);
		bench.localBill.touch('spendReimbursements', 1);
		expect(types(await received()).sort()).toEqual([
			...['spend.reimbursement.updated', 'spend.transaction.updated'],
		]);
		const filters = `updatedTime:gte:"${wednesday().toISOString()}"`;
		const { data } = await bench.spend.get('/transactions', { params: { filters } });
		expect(data.results.map(({ uuid }: { uuid: string }) => uuid)).toEqual([touched.uuid]);
	});

	it('report reimbursements from creation to deletion', async () => {
		const events = ['created', 'updated', 'deleted'].map((word) => `spend.reimbursement.${word}`);
		await subscribe(bench, hook.url, ...events);
		const { data } = await bench.spend.post('/reimbursements', {
			...{ userId: seeded.user('Ed').uuid, budgetId: seeded.budget('Meals').uuid, amount: 5 },
			...{ note: 'Tea', merchantName: 'Tea Bar', occurredDate: '2026-03-01', receipts: [] },
		});
		await received();
		await bench.spend.post(`/reimbursements/${data.uuid}/action`, { action: 'APPROVE' });
		await received();
		const status = `/spend/reimbursements/${data.uuid}/status`;
		expect((await bench.control.post(status, { status: 'PAID' })).data.status).toBe('PAID');
		expect((await bench.control.post(status, { status: 'LOST' })).status).toBe(400);
		await received();
		await bench.spend.delete(`/reimbursements/${data.uuid}`);
		const payloads = await received();
		expect(types(payloads)).toEqual([events[0], events[1], events[1], events[2]]);
		const statuses = payloads.map(({ reimbursement }) => reimbursement.status);
		expect(statuses).toEqual(['AWAITING_APPROVAL', 'APPROVED', 'PAID', 'DELETED']);
		expect(payloads[0].reimbursement).toMatchObject({ uuid: data.uuid, note: 'Tea' });
	});

	it('report a 3-D Secure question, but not its answer', async () => {
		await subscribe(bench, hook.url, 'spend.three-ds-challenge.created');
		const body = { amount: 49, merchantName: 'Web Shop', cardId: seeded.card('4021').uuid };
		const { id } = (await bench.control.post('/spend/challenges', body)).data;
		await bench.spend.post(`/transactions/${id}/3ds-challenge`, { action: 'ACCEPT' });
		const payloads = await received();
		expect(payloads.map(({ threeDsChallenge }) => threeDsChallenge)).toEqual([
			expect.objectContaining({
				...{ acsTransactionId: id, amount: 49, merchantName: 'Web Shop' },
				...{ cardUuid: seeded.card('4021').uuid, userUuid: seeded.user('Fay').uuid },
			}),
		]);
	});
});
