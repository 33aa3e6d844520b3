import { expect, it } from '@jest/globals';
import { codes, localBench, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });

const path = '/v3/classifications/chart-of-accounts';
const account = (name: string) =>
	bench.localBill.records('chartOfAccounts').find((one) => one.name === name)!;

it('accepts at most 50 at once', async () => {
	const many = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `A${i}` }));
	const made = await bench.api.post(`${path}/bulk`, many(50));
	expect([made.status, made.data.chartOfAccounts.length]).toEqual([201, 50]);
	expect((await bench.api.post(`${path}/bulk`, many(51))).status).toBe(400);
	const ids = Array.from({ length: 51 }, () => account('Sales').id).join();
	const tooMany = await bench.api.post(`${path}/bulk/archive`, undefined, { params: { ids } });
	expect(tooMany.status).toBe(400);
});

it('refuses one of many with the others, naming each', async () => {
	const { status, data } = await bench.api.post(`${path}/bulk`, [
		{ name: 'Fine' },
		{ name: 'Odd', number: '1' },
		{},
	]);
	expect([status, ...codes(data)]).toEqual([400, 'BDC_1246', 'BDC_1129', 'BDC_1108']);
	expect(account('Fine')).toBeUndefined();
	const params = { ids: `${account('Sales').id},nope` };
	const archived = await bench.api.post(`${path}/bulk/archive`, undefined, { params });
	expect([archived.status, ...codes(archived.data)]).toEqual([404, 'BDC_1246', 'BDC_1205']);
	expect(account('Sales').archived).toBe(false);
});

it('refuses an empty name, an unknown type, and what is below itself', async () => {
	const { id } = account('Office Expenses');
	const patch = async (body: object) => (await bench.api.patch(`${path}/${id}`, body)).status;
	expect(await patch({ name: '' })).toBe(400);
	expect(await patch({ account: { type: 'SAVINGS' } })).toBe(400);
	expect(await patch({ parentId: id })).toBe(400);
	expect(await patch({ parentId: account('Software').id })).toBe(400);
	expect(await patch({ parentId: account('Sales').id })).toBe(200);
	expect(await patch({ parentId: '' })).toBe(200);
	expect(account('Office Expenses')).not.toHaveProperty('parentId');
});

it('archives children with the parent only then, not with a later change of it', async () => {
	const parent = `${path}/${account('Office Expenses').id}`;
	await bench.api.post(`${parent}/archive`);
	await bench.api.post(`${path}/${account('Software').id}/restore`);
	await bench.api.patch(parent, { description: 'Old' });
	expect(account('Software').archived).toBe(false);
	expect(account('Office Supplies').archived).toBe(true);
});
