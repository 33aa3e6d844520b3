import { describe, expect, it } from '@jest/globals';
import { spendOf } from './spend-support.mts';
import { localBench, messages, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });
const seeded = spendOf(bench);

const DAY = 86_400_000;

const create = async (members: object) =>
	await bench.spend.post('/budgets', {
		...{ name: 'New', owners: [seeded.user('Bo').uuid], recurringInterval: 'MONTHLY' },
		...{ limit: 100, recurringLimit: 80, ...members },
	});
const read = async (id: string) => (await bench.spend.get(`/budgets/${id}`)).data;
const names = async (filters: string) =>
	(await bench.spend.get('/budgets', { params: { filters } })).data.results.map(
		({ name }: { name: string }) => name,
	);

describe('budgets', () => {
	it('are made with people, changed and retired', async () => {
		const [ed, di] = [seeded.user('Ed'), seeded.user('Di')];
		const { status, data } = await create({ members: [ed.id], observers: [di.uuid] });
		expect([status, data]).toEqual([
			200,
			expect.objectContaining({
				...{ name: 'New', retired: false, default: false, budgetGroup: false },
				...{ startDate: '2026-03-04', timezone: 'US/Mountain', shareFunds: 'SHARE_MANUALLY' },
			}),
		]);
		expect(data.currentPeriod).toEqual({
			...{ startDate: '2026-03-01', endDate: '2026-03-31', limit: 100, assigned: 0 },
			spent: { cleared: 0, pending: 0, total: 0 },
		});
		for (const hidden of ['owners', 'members', 'limit', 'overspendBuffer', 'createdTime']) {
			expect(data).not.toHaveProperty(hidden);
		}
		const people = await bench.spend.get(`/budgets/${data.id}/members`);
		expect(
			people.data.results.map((each: { name: string; budgetRole: string }) => [
				each.name,
				each.budgetRole,
			]),
		).toEqual([
			['Ed Marsh', 'MEMBER'],
			['Di Okafor', 'OBSERVER'],
			['Bo Lindgren', 'OWNER'],
		]);
		const path = `/budgets/${data.uuid}`;
		const patched = await bench.spend.patch(path, {
			limit: 150,
			overspendBuffer: 5,
			name: 'Newer',
		});
		expect(patched.data).toMatchObject({
			name: 'Newer',
			currentPeriod: { limit: 150, overspendBuffer: 5 },
			recurringLimit: 80,
		});
		expect((await bench.spend.delete(path)).status).toBe(200);
		expect((await read(data.id)).retired).toBe(true);
		expect((await bench.spend.patch(path, { name: 'Again' })).status).toBe(400);
	});

	it.each<[object, string]>([
		[{ owners: [] }, 'owners: '],
		[{ limit: undefined }, 'limit: '],
		[{ recurringLimit: undefined }, 'recurringLimit: '],
		[{ limit: '100' }, 'limit: '],
		[{ limitlessGoal: 5 }, 'limitlessGoal: '],
		[{ recurringInterval: 'WEEKLY', limitlessOverspend: true }, 'limitlessOverspend: '],
		[{ recurringInterval: 'DAILY', overspendBuffer: 1 }, 'overspendBuffer: '],
		[{ limitlessOverspend: true, overspendBuffer: 1 }, 'overspendBuffer: '],
		[{ recurMonth: 3 }, 'recurMonth: '],
		[{ recurringInterval: 'YEARLY', recurMonth: 13 }, 'recurMonth: '],
		[{ recurringInterval: 'FORTNIGHTLY' }, 'recurringInterval: '],
		[{ timezone: 'Mountain' }, 'timezone: '],
		[{ expirationDate: 'soon' }, 'expirationDate: '],
		[{ shareFunds: 'DO_NOT_SHARE' }, 'shareFunds: '],
		[{ retired: true }, 'retired: '],
	])('are not made with %j', async (members, beginning) => {
		const { status, data } = await create(members);
		expect([status, messages(data)[0].slice(0, beginning.length)]).toEqual([400, beginning]);
	});

	it('need no limit where it may be overspent without end', async () => {
		const body = { limit: undefined, recurringLimit: undefined, limitlessOverspend: true };
		expect((await create({ ...body, limitlessGoal: 900 })).data.limitlessGoal).toBe(900);
		expect((await create({ recurringInterval: 'NONE', recurringLimit: undefined })).status).toBe(
			200,
		);
	});

	it('stand in groups only, and keep what is said but once', async () => {
		const [group, plain] = [seeded.budget('Operations'), seeded.budget('Marketing')];
		const { data } = await create({ parentBudgetId: group.uuid });
		expect([data.parentBudgetId, data.parentBudgetUuid]).toEqual([group.id, group.uuid]);
		expect((await create({ parentBudgetId: plain.uuid })).status).toBe(400);
		expect((await create({ parentBudgetId: 'bgt_none' })).status).toBe(404);
		const path = `/budgets/${data.id}`;
		for (const member of ['owners', 'members', 'observers', 'parentBudgetId', 'budgetGroup']) {
			const { status } = await bench.spend.patch(path, { [member]: [] });
			expect([member, status]).toEqual([member, 400]);
		}
		expect(await names(`parentBudgetId:eq:${group.uuid}`)).toEqual(['Warehouse', 'New']);
	});

	it('begin a new period with the limit that recurs', async () => {
		const { id } = seeded.budget('Marketing');
		await bench.spend.patch(`/budgets/${id}`, { limit: 7000 });
		expect((await read(id)).currentPeriod).toMatchObject({
			limit: 7000,
			spent: { cleared: 3710, pending: 240, total: 3950 },
		});
		bench.localBill.advanceClock(28 * DAY);
		expect((await read(id)).currentPeriod).toMatchObject({
			...{ startDate: '2026-04-01', endDate: '2026-04-30', limit: 5000 },
			spent: { cleared: 0, pending: 0, total: 0 },
		});
	});

	it.each([
		['DAILY', '2026-03-04', '2026-03-04'],
		['WEEKLY', '2026-03-02', '2026-03-08'],
		['QUARTERLY', '2026-02-01', '2026-04-30'],
		['YEARLY', '2025-05-01', '2026-04-30'],
		['NONE', '2026-03-04', undefined],
	])('have periods: %s', async (recurringInterval, startDate, endDate) => {
		const recurMonth =
			/LY$/.test(recurringInterval) && recurringInterval.length > 7 ? 5 : undefined;
		const month = recurringInterval === 'YEARLY' ? 5 : recurMonth;
		const { data } = await create({ recurringInterval, recurMonth: month });
		const { currentPeriod } = data;
		expect([currentPeriod.startDate, currentPeriod.endDate]).toEqual([startDate, endDate]);
	});

	it('begin their day where they are', async () => {
		// 15:00 UTC on Wednesday is already Thursday in the Line Islands.
		const { data } = await create({ recurringInterval: 'DAILY', timezone: 'Pacific/Kiritimati' });
		expect(data.currentPeriod.startDate).toBe('2026-03-05');
	});

	it('are filtered', async () => {
		expect(await names('isBudgetGroup:eq:true')).toEqual(['Operations']);
		expect(await names('name:eq:"Trade show"')).toEqual(['Trade show', 'Trade show']);
		expect(await names('name:sw:"m"')).toEqual(['Marketing', 'Meals']);
		const [one, two] = [seeded.budget('Meals').id, seeded.budget('Old project').uuid];
		expect(await names(`budgetIds:in:"${one},${two}",retired:eq:true`)).toEqual(['Old project']);
		expect(await names(`budgetIds:in:"${one},${two}"`)).toEqual(['Meals']);
	});

	it('can be hidden from the list', async () => {
		await bench.control.post('/spend', { blindBudgets: true });
		expect((await bench.spend.get('/budgets')).data.results).toEqual([]);
		expect((await read(seeded.budget('Meals').uuid)).name).toBe('Meals');
		bench.localBill.reset();
		expect((await bench.spend.get('/budgets')).data.results).toHaveLength(9);
	});
});

describe('members of a budget', () => {
	const path = (userId = '') => `/budgets/${seeded.budget('Meals').uuid}/members${userId}`;
	const put = async (name: string, body: object) =>
		await bench.spend.put(path(`/${seeded.user(name).uuid}`), body);

	it('are added, changed and taken out under the user', async () => {
		const gil = seeded.user('Gil');
		const added = await put('Gil', { shareBudgetFunds: false, limit: 50, recurringLimit: 40 });
		expect([added.status, added.data]).toEqual([
			200,
			{
				...{ userId: gil.id, userUuid: gil.uuid, spent: 0, limit: 50, recurringLimit: 40 },
				...{ recurring: true, budgetRole: 'MEMBER', name: 'Gil Novak', retired: false },
				shareBudgetFunds: false,
			},
		]);
		expect((await put('Gil', { role: 'OWNER' })).data).toMatchObject({
			limit: 50,
			budgetRole: 'OWNER',
		});
		const assigned = (await read(seeded.budget('Meals').id)).currentPeriod.assigned;
		expect(assigned).toBe(50);
		const shared = (await put('Gil', { shareBudgetFunds: true })).data;
		expect(shared).not.toHaveProperty('limit');
		expect((await bench.spend.delete(path(`/${gil.uuid}`))).status).toBe(200);
		const list = async (filters?: string) =>
			(await bench.spend.get(path(), { params: { filters } })).data.results.length;
		expect([await list(), await list('retired:eq:true')]).toEqual([3, 1]);
	});

	it.each([
		[{ shareBudgetFunds: false, limit: 5 }, 'recurringLimit: '],
		[{ shareBudgetFunds: false }, 'limit: '],
		[{ shareBudgetFunds: true, limit: 5 }, 'limit: '],
		[{ shareBudgetFunds: true, recurringLimit: 5 }, 'recurringLimit: '],
		[{ budgetRole: 'OWNER' }, 'budgetRole: '],
		[{ limit: '50' }, 'limit: '],
	])('are not added with %j', async (body, beginning) => {
		const { status, data } = await put('Gil', body);
		expect([status, messages(data)[0].slice(0, beginning.length)]).toEqual([400, beginning]);
	});

	it('are not found when the user is not a member', async () => {
		expect((await bench.spend.get(path(`/${seeded.user('Hu').uuid}`))).status).toBe(404);
		expect((await bench.spend.get(path('/usr_none'))).status).toBe(404);
		expect((await put('Ira', {})).status).toBe(400);
	});

	it('are written at once up to five, and later beyond that', async () => {
		const members = (...people: string[]) => ({
			members: people.map((name) => ({ userId: seeded.user(name).uuid, role: 'MEMBER' })),
		});
		const count = async () => (await bench.spend.get(path())).data.results.length;
		const few = await bench.spend.put(path('/bulk'), members('Bo', 'Cy'));
		expect([few.status, few.data]).toEqual([200, { status: 'SUCCESS' }]);
		expect(await count()).toBe(5);
		const many = members('Bo', 'Cy', 'Di', 'Gil', 'Hu', 'Ana');
		expect((await bench.spend.put(path('/bulk'), many)).data).toEqual({ status: 'PENDING' });
		expect(await count()).toBe(5);
		bench.localBill.advanceClock(2_000);
		expect(await count()).toBe(8);
		expect((await bench.spend.put(path('/bulk'), { members: [] })).status).toBe(400);
	});
});
