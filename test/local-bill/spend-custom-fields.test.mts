import { describe, expect, it } from '@jest/globals';
import { spendOf } from './spend-support.mts';
import { localBench, messages, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });
const seeded = spendOf(bench);

interface Value {
	id: string;
	uuid: string;
	value: string;
	deleted: boolean;
}
interface Filled {
	name: string;
	isRequired: boolean;
	note?: string;
	selectedValues: Value[];
}

const field = { name: 'Client', allowCustomValues: false, required: false, global: true };
const create = async (members: object = {}) =>
	await bench.spend.post('/custom-fields', { ...field, ...members });

describe('custom fields', () => {
	it('are made with values, changed and retired', async () => {
		const { status, data } = await create({ values: ['Acme', ' Birch '], multiSelect: true });
		expect([status, data]).toEqual([
			200,
			expect.objectContaining({
				...{ ...field, type: 'CUSTOM_SELECTOR', multiSelect: true, retired: false },
				...{ selectedBudgetIds: [], selectedBudgetUuids: [], requiredBudgetIds: [] },
			}),
		]);
		const path = `/custom-fields/${data.uuid}`;
		const values = await bench.spend.get(`${path}/values`);
		expect(values.data.results.map(({ value }: Value) => value)).toEqual(['Acme', 'Birch']);
		const body = { name: 'Customer', required: true, minimumAmountForRequirement: 20 };
		expect((await bench.spend.patch(path, body)).data).toMatchObject(body);
		for (const member of ['multiSelect', 'values', 'type', 'retired']) {
			expect((await bench.spend.patch(path, { [member]: true })).status).toBe(400);
		}
		expect((await bench.spend.delete(path)).data).toBe('');
		expect((await bench.spend.get(path)).data.retired).toBe(true);
		expect((await bench.spend.patch(path, { name: 'Back' })).status).toBe(400);
		const list = await bench.spend.get('/custom-fields', {
			params: { filters: 'name:eq:Customer' },
		});
		expect(list.data.results).toEqual([]);
	});

	it('belong to all budgets or to some', async () => {
		expect(messages((await create({ global: false })).data)).toEqual([
			'selectedBudgetIds: The selectedBudgetIds field is required',
		]);
		const { id, uuid } = seeded.budget('Travel');
		const { data } = await create({
			global: false,
			selectedBudgetIds: [uuid],
			requiredBudgetIds: [id],
		});
		expect(data).toMatchObject({
			...{ selectedBudgetIds: [id], selectedBudgetUuids: [uuid] },
			...{ requiredBudgetIds: [id], requiredBudgetUuids: [uuid] },
		});
		expect((await create({ selectedBudgetIds: ['bgt_none'] })).status).toBe(404);
	});

	it.each([
		{ name: undefined },
		{ global: undefined },
		{ allowCustomValues: undefined },
		{ type: 'NOTE' },
	])('are not made with %j', async (members) => expect((await create(members)).status).toBe(400));

	it('have a default for what is marked as required', async () => {
		expect((await create({ required: undefined })).data.required).toBe(false);
	});
});

describe('values of a custom field', () => {
	const path = (name: string) => `/custom-fields/${seeded.field(name).uuid}/values`;
	const list = async (name: string, params: object = {}): Promise<Value[]> =>
		(await bench.spend.get(path(name), { params: { max: 100, ...params } })).data.results;

	it('come in pages, the deleted ones on demand', async () => {
		const first = await bench.spend.get(path('Project'), { params: { max: 100 } });
		expect(first.data.results).toHaveLength(100);
		expect(await list('Project', { nextPage: first.data.nextPage })).toHaveLength(30);
		expect(await list('Project', { filters: 'retired:eq:true' })).toEqual([
			expect.objectContaining({ value: 'Lakeside pop-up', deleted: true }),
		]);
		expect(await list('Category')).toHaveLength(18);
		expect(await list('Project', { filters: 'name:eq:"harbor audit"' })).toHaveLength(1);
		expect(await list('Project', { filters: 'name:sw:"Harbor"' })).toHaveLength(15);
	});

	it('are added many at once, and the answer has one', async () => {
		const { status, data } = await bench.spend.post(path('Project'), { values: ['Zoo', 'Yard'] });
		expect([status, data]).toEqual([
			200,
			{
				id: expect.any(String),
				uuid: expect.stringMatching(/^tvl_/),
				value: 'Zoo',
				deleted: false,
			},
		]);
		const names = (await list('Project', { filters: 'name:eq:Yard' })).map(({ value }) => value);
		expect(names).toEqual(['Yard']);
		expect((await bench.spend.post(path('Project'), { values: [] })).status).toBe(400);
		expect((await bench.spend.post(path('Project'), { values: [' '] })).status).toBe(400);
		expect((await bench.spend.post(path('Memo'), { values: ['Note'] })).status).toBe(400);
		expect((await bench.spend.post(path('Cost center'), { values: ['North'] })).status).toBe(400);
	});

	it('exist once, ignoring case', async () => {
		const before = seeded.value('Travel');
		const { data } = await bench.spend.post(path('Category'), { values: ['travel'] });
		expect(data).toMatchObject({ uuid: before.uuid, value: 'Travel' });
		expect(await list('Category')).toHaveLength(18);
	});

	it('are deleted by a list in the body', async () => {
		const [rent, books] = [seeded.value('Rent'), seeded.value('Books')];
		const data = { customFieldValueIds: [rent.uuid, books.id] };
		const { status, data: answer } = await bench.spend.delete(path('Category'), { data });
		expect([status, answer]).toEqual([200, '']);
		expect(await list('Category')).toHaveLength(16);
		expect((await bench.spend.get(`${path('Category')}/${rent.id}`)).data.deleted).toBe(true);
		expect((await bench.spend.delete(path('Category'))).status).toBe(400);
		const foreign = { data: { customFieldValueIds: [seeded.value('Spring fair').id] } };
		expect((await bench.spend.delete(path('Category'), foreign)).status).toBe(404);
	});
});

describe('custom fields of a transaction', () => {
	const purchase = () => seeded.transaction('Bluebird Ads', 240);
	const path = () => `/transactions/${purchase().uuid}/custom-fields`;
	const read = async (at = path(), params: object = {}): Promise<Filled[]> =>
		(await bench.spend.get(at, { params })).data.results;
	const put = async (...customFields: object[]) => {
		const { status, data } = await bench.spend.put(path(), { customFields });
		return [status, data];
	};
	const selected = async (name: string) =>
		(await read()).find((each) => each.name === name)!.selectedValues.map(({ value }) => value);
	const success = [200, { status: 'SUCCESS' }];
	const category = () => seeded.field('Category').uuid;

	it('are those of its budget, and come without pages', async () => {
		const { data } = await bench.spend.get(path());
		expect(Object.keys(data)).toEqual(['results']);
		const fields = (await read()).map(({ name, isRequired }) => [name, isRequired]);
		expect(fields).toEqual([
			['Category', true],
			['Project', false],
			['Memo', false],
		]);
		expect(await read(path(), { filters: `customFieldIds:eq:${category()}` })).toHaveLength(1);
		const show = seeded.transaction('Ridge Expo Services', 900);
		const names = (await read(`/transactions/${show.id}/custom-fields`)).map(({ name }) => name);
		expect(names).toContain('Event');
	});

	it.each(['id', 'uuid'] as const)('are filled in by %s, and emptied by none', async (key) => {
		const customFieldId = seeded.field('Category')[key];
		const selectedValues = [seeded.value('Travel')[key]];
		expect(await put({ customFieldId, selectedValues })).toEqual(success);
		expect(await selected('Category')).toEqual(['Travel']);
		expect(await put({ customFieldId, selectedValues: seeded.value('Rent').id })).toEqual(success);
		expect(await selected('Category')).toEqual(['Rent']);
		expect(await put({ customFieldId, selectedValues: [] })).toEqual(success);
		expect(await selected('Category')).toEqual([]);
	});

	it('take new text where they may, and a note where it is one', async () => {
		await put(
			{ customFieldId: seeded.field('Project').uuid, selectedValues: ['Barn'] },
			{ customFieldId: seeded.field('Memo').uuid, note: 'For the fair' },
		);
		expect(await selected('Project')).toEqual(['Barn']);
		expect(seeded.value('Barn').deleted).toBe(false);
		expect((await read()).find(({ name }) => name === 'Memo')?.note).toBe('For the fair');
	});

	it('return SUCCESS for what they drop', async () => {
		const travel = seeded.value('Travel').uuid;
		for (const dropped of [
			{ other: category(), selectedValues: [travel] },
			{ customFieldId: category(), other: travel },
			{ customFieldId: category(), selectedValues: ['Treats'] },
			{ customFieldId: category(), selectedValues: [seeded.value('Harbor audit').uuid] },
			{ customFieldId: 'tty_none', selectedValues: [travel] },
			{
				customFieldId: seeded.field('Project').id,
				selectedValues: [seeded.value('Lakeside pop-up').id],
			},
			{ customFieldId: seeded.field('Cost center').id, selectedValues: [seeded.value('East').id] },
			{ customFieldId: seeded.field('Event').id, selectedValues: [seeded.value('Spring fair').id] },
		]) {
			expect(await put(dropped)).toEqual(success);
		}
		expect(purchase().customFields).toEqual([]);
	});

	it.each([
		['dropped', []],
		['idsOnly', ['Books', 'Meals']],
		['oneIdOnly', ['Meals']],
	] as const)('can be made to drop more: %s', async (customFieldWrites, kept) => {
		await bench.control.post('/spend', { customFieldWrites });
		const byId = seeded.field('Category').id;
		const seen: string[] = [];
		for (const selectedValues of [
			[seeded.value('Travel').uuid],
			seeded.value('Rent').uuid,
			[seeded.value('Books').id],
			seeded.value('Meals').id,
		]) {
			expect(await put({ customFieldId: byId, selectedValues })).toEqual(success);
			const [value] = await selected('Category');
			if (value && value !== seen.at(-1)) seen.push(value);
		}
		expect(seen).toEqual(kept);
		await put({ customFieldId: category(), selectedValues: seeded.value('Fuel').id });
		expect(await selected('Category')).not.toContain('Fuel');
	});

	it('are refused when it is locked, and when one value too many is chosen', async () => {
		const locked = `/transactions/${seeded.transaction('Juniper Air', 418.6).id}/custom-fields`;
		const customFields = [{ customFieldId: category(), selectedValues: [] }];
		expect((await bench.spend.put(locked, { customFields })).status).toBe(400);
		const both = [seeded.value('Travel').id, seeded.value('Rent').id];
		expect((await put({ customFieldId: category(), selectedValues: both }))[0]).toBe(400);
	});

	it('are picked from the values that are not deleted, in pages', async () => {
		const at = `${path()}/${seeded.field('Project').uuid}/values`;
		const { data } = await bench.spend.get(at, { params: { max: 100 } });
		expect(data.results).toHaveLength(100);
		const rest = await bench.spend.get(at, { params: { max: 100, nextPage: data.nextPage } });
		expect(rest.data.results).toHaveLength(30);
		expect(Object.keys(rest.data.results[0])).toEqual(['id', 'uuid', 'value']);
	});

	it('keep a value that has been deleted since', async () => {
		const old = seeded.transaction('Peak Hardware', 64.9);
		const fields = await read(`/transactions/${old.uuid}/custom-fields`);
		const values = fields.flatMap((each) => each.selectedValues.map(({ value }) => value));
		expect(values).toEqual(['Hardware', 'Lakeside pop-up']);
	});
});
