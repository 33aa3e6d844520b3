import { describe, expect, it } from '@jest/globals';
import { usAddress } from '../support/records.mts';
import { codes, localBench } from './support.mts';

const bench = localBench();

const kinds = [
	['chart-of-accounts', 'chartOfAccounts', '0ca', { name: 'New' }],
	['accounting-classes', 'accountingClasses', 'cls', { name: 'New' }],
	['departments', 'departments', '0de', { name: 'New' }],
	['employees', 'employees', 'emp', { firstName: 'New', lastName: 'Person' }],
	['items', 'items', '0ii', { name: 'New', type: 'SERVICE' }],
	['jobs', 'jobs', 'job', { name: 'New' }],
	['locations', 'locations', 'loc', { name: 'New' }],
] as const;

describe.each(kinds)('%s', (kind, collection, prefix, body) => {
	const path = `/v3/classifications/${kind}`;

	it('can be listed, read, made, changed, archived', async () => {
		const { results } = (await bench.api.get(path, { params: { filters: 'archived:eq:false' } }))
			.data;
		expect(results.length).toBeGreaterThan(1);
		expect((await bench.api.get(`${path}/${results[0].id}`)).data).toEqual(results[0]);
		const { status, data } = await bench.api.post(path, body);
		expect([status, data.id.slice(0, 3), data.archived]).toEqual([201, prefix, false]);
		const patched = await bench.api.patch(`${path}/${data.id}`, { parentId: results[0].id });
		expect(patched.data).toMatchObject({ ...body, parentId: results[0].id });
		expect((await bench.api.post(`${path}/${data.id}/archive`)).data.archived).toBe(true);
		expect((await bench.api.post(path, {})).status).toBe(400);
		expect((await bench.api.post(path, { ...body, parentId: 'x' })).status).toBe(404);
	});

	it('can be changed in bulk, all or nothing', async () => {
		const made = await bench.api.post(`${path}/bulk`, [body, body]);
		expect(made.status).toBe(201);
		const [one, two] = made.data[collection];
		const patch = [{ id: one.id, shortName: 'N' }, { id: 'nope' }];
		const plain = patch.map(({ id }) => ({ id }));
		const refused = await bench.api.patch(`${path}/bulk`, plain);
		expect([refused.status, ...codes(refused.data)]).toEqual([404, 'BDC_1246', 'BDC_1205']);
		const params = { ids: `${one.id},${two.id}` };
		const archived = await bench.api.post(`${path}/bulk/archive`, undefined, { params });
		expect(archived.data[collection]).toMatchObject([{ archived: true }, { archived: true }]);
		const restored = await bench.api.post(`${path}/bulk/restore`, undefined, { params });
		expect(restored.data[collection]).toMatchObject([{ archived: false }, { archived: false }]);
		expect((await bench.api.post(`${path}/bulk/archive`)).status).toBe(400);
	});
});

it('archives child accounts with their parent, and restores them one by one', async () => {
	const accounts = bench.localBill.records('chartOfAccounts');
	const parent = accounts.find(({ name }) => name === 'Office Expenses')!;
	const path = `/v3/classifications/chart-of-accounts/${parent.id}`;
	const children = () =>
		bench.localBill
			.records('chartOfAccounts')
			.filter(({ parentId }) => parentId === parent.id)
			.map(({ archived }) => archived);
	await bench.api.post(`${path}/archive`);
	expect(children()).toEqual([true, true]);
	await bench.api.post(`${path}/restore`);
	expect(children()).toEqual([true, true]);
});

it('searches accounts by the beginning of their name', async () => {
	const { data } = await bench.api.get('/v3/classifications/chart-of-accounts', {
		params: { filters: 'name:sw:"off"' },
	});
	expect(data.results.map(({ name }: { name: string }) => name)).toEqual([
		'Office Expenses',
		'Office Supplies',
	]);
});

it('serves customers', async () => {
	const found = await bench.api.get('/v3/customers', { params: { filters: 'name:sw:River' } });
	expect(found.data.results).toMatchObject([
		{ id: expect.stringMatching(/^0cu/), name: 'Riverbend Hotel' },
	]);
	const { status, data } = await bench.api.post('/v3/customers', {
		name: 'C',
		email: 'c@c.example',
		billingAddress: usAddress,
	});
	expect([status, data.invoiceCurrency]).toEqual([201, 'USD']);
	expect((await bench.api.post('/v3/customers', { name: 'C' })).status).toBe(400);
});

it('serves users with their roles', async () => {
	const { results } = (await bench.api.get('/v3/users')).data;
	expect(results[0]).toMatchObject({ firstName: 'Avery', role: { type: 'ADMINISTRATOR' } });
	expect((await bench.api.get(`/v3/users/${results[1].id}`)).data).toEqual(results[1]);
	const body = { firstName: 'A', lastName: 'B', email: 'a@b.example', acceptTermsOfService: true };
	const made = await bench.api.post('/v3/users', { ...body, roleId: results[2].role.id });
	expect(made.data).toMatchObject({ firstName: 'A', role: { type: 'APPROVER' } });
});

it('serves the payment terms of its own organization, unique by name and days', async () => {
	const path = `/v3/organizations/${bench.localBill.credentials.organizationId}/payment-terms`;
	const { results } = (await bench.api.get(path)).data;
	expect(results[2]).toMatchObject({
		id: expect.stringMatching(/^00p/),
		name: 'Net 30',
		daysDue: 30,
	});
	const post = (body: object) => bench.api.post(path, body);
	expect((await post({ name: 'Net 45', daysDue: 45 })).status).toBe(200);
	expect((await post({ name: 'Net 46', daysDue: 45 })).status).toBe(400);
	expect((await post({ name: 'Net 45', daysDue: 46 })).status).toBe(400);
	expect((await post({ name: 'Long', daysDue: 1000 })).status).toBe(400);
	expect((await bench.api.patch(`${path}/${results[2].id}`, { daysDue: 31 })).data.daysDue).toBe(
		31,
	);
	expect((await bench.api.get('/v3/organizations/00802OTHER0000000000/payment-terms')).status).toBe(
		404,
	);
});
