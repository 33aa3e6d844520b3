import { describe, expect, it } from '@jest/globals';
import { localBench, messages, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });

const LISTS = ['users', 'budgets', 'cards', 'custom-fields', 'transactions', 'reimbursements'];

interface Row {
	id: string;
	uuid: string;
	name: string;
}

const get = async (path: string, params: object = {}) => await bench.spend.get(path, { params });
const list = async (path: string, params: object = {}): Promise<Row[]> =>
	(await get(path, params)).data.results;
const refusal = async (path: string, params: object) => {
	const { status, data } = await get(path, params);
	return [status, messages(data)[0]];
};

/** Reads all pages, following `nextPage`. */
async function walk(path: string, params: object = {}): Promise<Row[][]> {
	const pages: Row[][] = [];
	let nextPage: string | undefined;
	do {
		const { data } = await get(path, { ...params, nextPage });
		pages.push(data.results);
		nextPage = data.nextPage ?? undefined;
	} while (nextPage);
	return pages;
}

describe('the token', () => {
	it('is the only credential', async () => {
		for (const client of [bench.plain, bench.with({ apiToken: 'wrong' })]) {
			const { status, data } = await client.get('/v3/spend/users/current');
			expect([status, data[0].code]).toEqual([401, 'BDC_1109']);
		}
		expect((await bench.api.get('/v3/spend/users')).status).toBe(401);
		expect((await get('/users/current')).data).toMatchObject({ firstName: 'Ana', role: 'ADMIN' });
	});
});

describe('lists', () => {
	it.each(LISTS)('%s come in pages of 20, from the first to the last and back', async (path) => {
		const first = await get(`/${path}`);
		expect([first.status, first.data.prevPage]).toEqual([200, null]);
		const pages = await walk(`/${path}`, { max: 4 });
		const rows = pages.flat();
		expect(new Set(rows.map(({ uuid }) => uuid)).size).toBe(rows.length);
		expect(rows.slice(0, 20)).toEqual(first.data.results);
		expect(pages.slice(0, -1).every((page) => page.length === 4)).toBe(true);
		const { data: second } = await get(`/${path}`, {
			max: 4,
			nextPage: Buffer.from('arrayconnection:3').toString('base64'),
		});
		expect((await get(`/${path}`, { max: 4, prevPage: second.prevPage })).data.results).toEqual(
			pages[0],
		);
	});

	it.each(LISTS)('%s are read one by one by either id', async (path) => {
		const [row] = await list(`/${path}`, { max: 1 });
		for (const id of [row.id, row.uuid]) {
			const { status, data } = await get(`/${path}/${id}`);
			expect([status, data.id, data.uuid]).toEqual([200, row.id, row.uuid]);
		}
		expect((await get(`/${path}/none`)).status).toBe(404);
	});

	it('have a largest page', async () => {
		expect(await refusal('/transactions', { max: 51 })).toEqual([
			400,
			'max: must be less than or equal to 50',
		]);
		expect(await list('/transactions', { max: 50 })).toHaveLength(50);
		expect((await get('/users', { max: 101 })).status).toBe(400);
		expect((await get('/users', { max: 100 })).status).toBe(200);
		for (const max of [0, 'many']) expect((await get('/cards', { max })).status).toBe(400);
	});

	it('ignore unknown parameters, so a wrong token parameter always returns the first page', async () => {
		const first = await get('/transactions', { max: 5 });
		const again = await get('/transactions', { max: 5, other: first.data.nextPage });
		expect([again.status, again.data.results]).toEqual([200, first.data.results]);
	});

	it('have tokens without the filter', async () => {
		const filters = 'types:eq:VIRTUAL_MEMBER';
		const { nextPage } = (await get('/cards', { max: 2, filters })).data;
		const names = async (params: object) =>
			(await list('/cards', { max: 2, nextPage, ...params })).map(({ name }) => name);
		expect(await names({ filters })).toEqual(['Hu Warehouse', 'Hu Travel']);
		expect(await names({})).toEqual(['Design tools', 'Booth builder']);
		expect((await get('/cards', { nextPage: 'nonsense' })).status).toBe(400);
	});

	it.each([
		['/transactions', 'status:eq:COMPLETE'],
		['/transactions', 'cardIds:eq:crd_x'],
		['/transactions', 'occurredTime:gt:"2026-01-01"'],
		['/transactions', 'occurredTime:gte:2026-01-01T00:00:00.000Z'],
		['/reimbursements', 'status:eq:PAID'],
		['/reimbursements', 'userId:eq:usr_x'],
		['/cards', 'budgetId:eq:bgt_x'],
		['/budgets', 'budgetId:eq:bgt_x'],
		['/users', 'email:eq:ana.reyes@northlight-goods.example'],
		['/custom-fields', 'required:eq:true'],
	])('%s are not filtered by %s', async (path, filters) => {
		expect((await get(path, { filters })).status).toBe(400);
	});

	it('are sorted by one field of theirs', async () => {
		const names = async (sort: string) =>
			(await list('/budgets', { sort })).map(({ name }) => name);
		expect((await names('name:asc'))[0]).toBe('Executive');
		expect((await names('spent:desc'))[0]).toBe('Trade show');
		for (const sort of ['name:asc,limit:asc', 'name', 'retired:asc', 'name:up']) {
			expect((await get('/budgets', { sort })).status).toBe(400);
		}
		expect((await get('/transactions', { sort: 'updatedTime:desc' })).status).toBe(400);
	});

	it.each([
		['users', 8, 1],
		['budgets', 9, 1],
		['custom-fields', 4, 1],
		['reimbursements', 13, 1],
	])('%s that are retired are shown only on request', async (path, living, retired) => {
		const count = async (filters?: string) =>
			(await list(`/${path}`, { max: 100, filters })).length;
		expect(await count()).toBe(living);
		expect(await count('retired:eq:false')).toBe(living);
		expect(await count('retired:eq:true')).toBe(retired);
	});
});
