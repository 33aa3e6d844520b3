import { beforeEach, describe, expect, it } from '@jest/globals';
import { makeCustomer, makeInvoice } from '../support/records.mts';
import { codes, localBench, messages, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });
let customerId: string;

beforeEach(async () => {
	customerId = (await makeCustomer(bench)).id;
});

const base = () => ({
	customerId,
	referenceNumber: 'C-1',
	creditDate: '2026-03-01',
	creditMemoLineItems: [{ quantity: 2, price: 5 }],
});
const path = '/v3/credit-memos';
const create = (members: object = {}) => bench.api.post(path, { ...base(), ...members });

describe('a credit memo', () => {
	it('is the total of its lines; a percentage refers to the lines above it', async () => {
		const { status, data } = await create({
			creditMemoLineItems: [
				{ quantity: 2, price: 14.99 },
				{ quantity: 1, price: 50 },
				{ description: 'Discount', ratePercent: -10 },
			],
		});
		expect(status).toBe(201);
		expect(data).toMatchObject({
			id: expect.stringMatching(/^ccr/),
			amount: 71.98,
			appliedAmount: 0,
			status: 'NOT_APPLIED',
			archived: false,
		});
		expect(data.creditMemoLineItems[2]).toMatchObject({ amount: -8, ratePercent: -10 });
	});

	it.each([
		[{ referenceNumber: undefined }, 'referenceNumber: The referenceNumber field is required'],
		[{ creditMemoLineItems: [] }, 'creditMemoLineItems: must NOT have fewer than 1 items'],
		[
			{ creditMemoLineItems: [{ quantity: 1 }] },
			'creditMemoLineItems[0].price: The creditMemoLineItems[0].price field is required',
		],
		[{ total: 1 }, 'total: Unknown field'],
	])('refuses %j', async (members, message) => {
		const { status, data } = await create(members);
		expect([status, messages(data)]).toEqual([400, [message]]);
	});

	it('pays to one account only', async () => {
		const payToBankAccountId = bench.localBill.records('bankAccounts')[0].id;
		const payToChartOfAccountId = bench.localBill.records('chartOfAccounts')[0].id;
		expect((await create({ payToBankAccountId, payToChartOfAccountId })).status).toBe(400);
		expect((await create({ payToBankAccountId })).status).toBe(201);
	});

	it('has its lines edited by PATCH, replaced by PUT', async () => {
		const { data } = await create({ description: 'Old' });
		const [line] = data.creditMemoLineItems;
		const one = `${path}/${data.id}`;
		const patched = await bench.api.patch(one, {
			creditMemoLineItems: [{ id: line.id, quantity: 3 }],
		});
		expect(patched.data).toMatchObject({ amount: 15, description: 'Old' });
		const replaced = await bench.api.put(one, {
			...base(),
			creditMemoLineItems: [{ quantity: 1, price: 4 }],
		});
		expect(replaced.data).toMatchObject({ amount: 4, createdTime: data.createdTime });
		expect(replaced.data).not.toHaveProperty('description');
		expect(replaced.data.creditMemoLineItems[0].id).not.toBe(line.id);
	});

	it('cannot drop below the applied amount or change its customer', async () => {
		const { data } = await create();
		await makeInvoice(bench, { id: customerId }, { creditAmount: 8 });
		const one = `${path}/${data.id}`;
		const [{ id }] = data.creditMemoLineItems;
		const price = (value: number) =>
			bench.api.patch(one, { creditMemoLineItems: [{ id, price: value }] });
		expect((await price(3)).status).toBe(400);
		expect((await price(4)).data).toMatchObject({ amount: 8, status: 'FULLY_APPLIED' });
		const stranger = bench.localBill.records('customers')[0].id;
		expect((await bench.api.patch(one, { customerId: stranger })).status).toBe(400);
	});

	it('is archived and restored, again and again; an archived one gives no credit', async () => {
		const { data } = await create();
		for (const archived of [false, false, true, true]) {
			const done = await bench.api.post(`${path}/${data.id}/${archived ? 'archive' : 'restore'}`);
			expect([done.status, done.data.archived]).toEqual([200, archived]);
		}
		const refused = await bench.api.post('/v3/invoices', {
			customer: { id: customerId },
			invoiceLineItems: [{ quantity: 1, price: 100 }],
			creditAmount: 1,
		});
		expect(refused.status).toBe(400);
	});

	it('is listed by customer, sorted by amount', async () => {
		await create();
		const params = { filters: `customerId:eq:${customerId}` };
		expect((await bench.api.get(path, { params })).data.results).toHaveLength(1);
		const sorted = await bench.api.get(path, { params: { sort: 'amount:desc' } });
		const amounts = sorted.data.results.map(({ amount }: { amount: number }) => amount);
		expect(amounts).toEqual([102, 88, 60, 10]);
		const statuses = sorted.data.results.map(({ status }: { status: string }) => status);
		expect(new Set(statuses).size).toBe(3);
	});
});

describe('in bulk', () => {
	const bulk = `${path}/bulk`;

	it('makes, changes, replaces, archives and restores', async () => {
		const made = await bench.api.post(bulk, [base(), { ...base(), description: 'Two' }]);
		expect(made.status).toBe(201);
		const [one, two] = made.data.creditMemos;
		const patched = await bench.api.patch(bulk, [{ id: one.id, referenceNumber: 'C-9' }]);
		expect([patched.status, patched.data.creditMemos[0].referenceNumber]).toEqual([200, 'C-9']);
		const replaced = await bench.api.put(bulk, [{ id: two.id, ...base() }]);
		expect(replaced.data.creditMemos[0]).not.toHaveProperty('description');
		const params = { ids: `${one.id},${two.id}` };
		const archived = await bench.api.post(`${bulk}/archive`, undefined, { params });
		expect(archived.data.creditMemos).toMatchObject([{ archived: true }, { archived: true }]);
		const restored = await bench.api.post(`${bulk}/restore`, undefined, { params });
		expect(restored.data.creditMemos).toMatchObject([{ archived: false }, { archived: false }]);
	});

	it('is all or nothing, and names the one that failed', async () => {
		const before = bench.localBill.records('creditMemos').length;
		const wrong = { ...base(), customerId: '0cunone' };
		const { status, data } = await bench.api.post(bulk, [base(), wrong, base()]);
		expect([status, ...codes(data)]).toEqual([404, 'BDC_1246', 'BDC_1205', 'BDC_1246']);
		expect(bench.localBill.records('creditMemos')).toHaveLength(before);
	});

	it('takes up to 50, with the documented members only', async () => {
		expect((await bench.api.post(bulk, Array(51).fill(base()))).status).toBe(400);
		expect((await bench.api.post(bulk, Array(50).fill(base()))).status).toBe(201);
		const payToBankAccountId = bench.localBill.records('bankAccounts')[0].id;
		const refused = await bench.api.post(bulk, [{ ...base(), payToBankAccountId }]);
		expect(messages(refused.data)).toEqual(['payToBankAccountId: Unknown field']);
	});
});
