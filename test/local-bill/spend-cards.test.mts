import { describe, expect, it } from '@jest/globals';
import { spendOf } from './spend-support.mts';
import { localBench, messages, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });
const seeded = spendOf(bench);

const create = async (members: object = {}) =>
	await bench.spend.post('/cards', {
		...{ name: 'Seat map', userId: seeded.user('Hu').uuid, budgetId: seeded.budget('Travel').uuid },
		...members,
	});
const read = async (lastFour: string) =>
	(await bench.spend.get(`/cards/${seeded.card(lastFour).uuid}`)).data;
const lastFours = async (filters: string) =>
	(await bench.spend.get('/cards', { params: { filters } })).data.results.map(
		(card: { lastFour: string }) => card.lastFour,
	);

describe('cards', () => {
	it('are made for a vendor', async () => {
		const [hu, travel] = [seeded.user('Hu'), seeded.budget('Travel')];
		const { status, data } = await create({ limit: 80, recurringLimit: 60 });
		expect([status, data]).toEqual([
			200,
			expect.objectContaining({
				...{ name: 'Seat map', type: 'VIRTUAL_VENDOR', status: 'ACTIVATED' },
				...{ userId: hu.id, userUuid: hu.uuid, budgetId: travel.id, budgetUuid: travel.uuid },
				...{ shareBudgetFunds: false, recurring: true, recurringLimit: 60 },
				currentPeriod: { limit: 80, spent: 0 },
			}),
		]);
		expect(data.uuid).toMatch(/^crd_/);
		expect(data).not.toHaveProperty('limit');
		expect((await create({ shareBudgetFunds: true })).data.shareBudgetFunds).toBe(true);
	});

	it.each<[object, number]>([
		[{ userId: undefined }, 400],
		[{ userId: 'usr_none' }, 404],
		[{ shareBudgetFunds: true, limit: 5 }, 400],
		[{ limit: '100' }, 400],
		[{ expirationDate: '2026-03-03' }, 400],
		[{ userUuid: 'usr_x' }, 400],
		[{ recurring: true }, 400],
	])('are not made with %j', async (members, status) => {
		expect((await create(members)).status).toBe(status);
	});

	it('are not made for a retired user or budget', async () => {
		expect((await create({ userId: seeded.user('Ira').id })).status).toBe(400);
		expect((await create({ budgetId: seeded.budget('Old project').id })).status).toBe(400);
	});

	it('are changed', async () => {
		const path = `/cards/${seeded.card('4021').uuid}`;
		const software = seeded.budget('Software').uuid;
		const body = { name: 'Ads', budgetId: software, limit: 75, recurring: false };
		const { data } = await bench.spend.patch(path, body);
		expect(data).toMatchObject({
			...{ name: 'Ads', budgetUuid: software, recurring: false, recurringLimit: 250 },
			currentPeriod: { limit: 75 },
		});
		expect((await bench.spend.patch(path, { availableFunds: 5 })).status).toBe(400);
	});

	it('are frozen and thawed', async () => {
		const path = `/cards/${seeded.card('4021').id}`;
		for (const [action, state] of [
			['freeze', 'FROZEN'],
			['freeze', 'FROZEN'],
			['unfreeze', 'ACTIVATED'],
		]) {
			const { status, data } = await bench.spend.post(`${path}/${action}`);
			expect([status, data.status]).toEqual([200, state]);
		}
		const fresh = `/cards/${seeded.card('5493').id}/unfreeze`;
		expect((await bench.spend.post(fresh)).data.status).toBe('NOT_ACTIVATED');
	});

	it('are deleted permanently, for one of four reasons', async () => {
		const path = `/cards/${seeded.card('4021').id}`;
		const refused = await bench.spend.delete(path, { params: { reason: 'BROKEN' } });
		expect(refused.status).toBe(400);
		const { status, data } = await bench.spend.delete(path, { params: { reason: 'STOLEN' } });
		expect([status, data]).toEqual([200, '']);
		expect(await read('4021')).toMatchObject({ status: 'DELETED', deletedReason: 'STOLEN' });
		for (const answer of [
			await bench.spend.delete(path),
			await bench.spend.post(`${path}/unfreeze`),
			await bench.spend.patch(path, { name: 'Back' }),
		]) {
			expect([answer.status, messages(answer.data)]).toEqual([
				400,
				['cardId: The card is deleted'],
			]);
		}
	});

	it('of plastic have no name, no budget and no period', async () => {
		const card = await read('6017');
		expect(card.type).toBe('PHYSICAL');
		for (const member of ['name', 'budgetId', 'budgetUuid', 'currentPeriod']) {
			expect(card).not.toHaveProperty(member);
		}
	});

	it('are filtered', async () => {
		expect(await lastFours('status:eq:FROZEN')).toEqual(['4677']);
		expect(await lastFours('types:in:"PHYSICAL,VIRTUAL_MEMBER"')).toHaveLength(6);
		const [ed, one] = [seeded.user('Ed'), seeded.card('4021')];
		expect(await lastFours(`userIds:eq:${ed.uuid}`)).toEqual(['5120', '5244', '6142']);
		expect(await lastFours(`cardIds:in:"${one.id},${seeded.card('6017').uuid}"`)).toEqual([
			'4021',
			'6017',
		]);
		expect(await lastFours(`budgetIds:eq:${seeded.budget('Software').uuid}`)).toEqual([
			'4188',
			'4355',
		]);
		const refused = await bench.spend.get('/cards', { params: { filters: 'types:eq:VIRTUAL' } });
		expect(refused.status).toBe(400);
	});

	it('do not give away their number', async () => {
		expect((await bench.spend.get(`/cards/${seeded.card('4021').id}/pan-jwt`)).status).toBe(404);
	});
});
