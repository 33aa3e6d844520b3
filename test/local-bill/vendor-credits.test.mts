import { beforeEach, expect, it } from '@jest/globals';
import type { Rec } from '../support/bill.mts';
import { makeBill, makeVendor } from '../support/records.mts';
import { bankOf, codes, localBench, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });
let vendor: Rec;

beforeEach(async () => {
	vendor = await makeVendor(bench);
});

const path = '/v3/vendor-credits';
const body = (changes: object = {}) => ({
	vendorId: vendor.id,
	referenceNumber: 'CR-1',
	creditDate: '2026-03-01',
	vendorCreditLineItems: [{ amount: 60 }, { amount: 40 }],
	...changes,
});
const make = async () => (await bench.api.post(path, body())).data;
const read = async (id: string) => (await bench.api.get(`${path}/${id}`)).data;

it('makes, changes by PATCH and replaces by PUT', async () => {
	const { status, data } = await bench.api.post(path, body());
	expect(status).toBe(201);
	expect(data).toMatchObject({
		id: expect.stringMatching(/^vcr/),
		...{ amount: 100, appliedAmount: 0, status: 'NOT_APPLIED', archived: false },
	});
	expect(data).not.toHaveProperty('usage');
	expect(await read(data.id)).toEqual({ ...data, usage: [] });
	const [one] = data.vendorCreditLineItems;
	const patch = { description: 'D', vendorCreditLineItems: [{ id: one.id, amount: 10 }] };
	expect((await bench.api.patch(`${path}/${data.id}`, patch)).data).toMatchObject({
		...{ amount: 50, description: 'D', referenceNumber: 'CR-1' },
	});
	const put = await bench.api.put(
		`${path}/${data.id}`,
		body({ vendorCreditLineItems: [{ amount: 7 }] }),
	);
	expect(put.data).toMatchObject({ amount: 7, createdTime: data.createdTime });
	expect(put.data).not.toHaveProperty('description');
	const wrong = { vendorCreditLineItems: [{ amount: 1 }] };
	expect((await bench.api.patch(`${path}/${data.id}`, wrong)).status).toBe(400);
	expect((await bench.api.post(path, body({ amount: 100 }))).status).toBe(400);
});

it('is applied to a bill by PATCH, and taken off by PUT without it', async () => {
	const { id } = await make();
	const bill = await makeBill(bench, vendor, { amount: 80 });
	const apply = (amount: number) =>
		bench.api.patch(`/v3/bills/${bill.id}`, { vendorCredits: [{ id, amount }] });
	expect((await apply(30)).data).toMatchObject({ creditAmount: 30, dueAmount: 50 });
	expect(await read(id)).toMatchObject({
		...{ appliedAmount: 30, status: 'PARTIALLY_APPLIED' },
		usage: [{ billId: bill.id, amount: 30 }],
	});
	expect((await apply(81)).status).toBe(400);
	const other = await makeBill(bench, vendor, { amount: 500 });
	const rest = { vendorCredits: [{ id, amount: 70 }] };
	await bench.api.patch(`/v3/bills/${other.id}`, rest);
	expect(await read(id)).toMatchObject({ appliedAmount: 100, status: 'FULLY_APPLIED' });
	const { dueDate, invoice } = bill;
	const plain = { vendorId: vendor.id, dueDate, invoice, billLineItems: [{ amount: 80 }] };
	expect((await bench.api.put(`/v3/bills/${bill.id}`, plain)).data.creditAmount).toBe(0);
	expect(await read(id)).toMatchObject({ appliedAmount: 70, status: 'PARTIALLY_APPLIED' });
});

it('is in process with a payment, and free again when that is canceled', async () => {
	const { id } = await make();
	const { id: billId } = await makeBill(bench, vendor, { amount: 150 });
	const fundingAccount = bankOf(bench);
	const vendorCredits = [{ id, amount: 100 }];
	const payment = { billId, amount: 50, vendorCredits, fundingAccount, processingOptions: {} };
	const { data } = await bench.trusted.post('/v3/payments', payment);
	expect(await read(id)).toMatchObject({
		...{ appliedAmount: 100, status: 'IN_PROCESS' },
		usage: [{ billId, paymentId: data.id, amount: 100 }],
	});
	await bench.api.post(`/v3/payments/${data.id}/cancel`);
	expect(await read(id)).toMatchObject({ appliedAmount: 0, status: 'NOT_APPLIED', usage: [] });
});

it('keeps what is applied covered', async () => {
	const { id, vendorCreditLineItems: lines } = await make();
	const bill = await makeBill(bench, vendor, { amount: 80 });
	await bench.api.patch(`/v3/bills/${bill.id}`, { vendorCredits: [{ id, amount: 50 }] });
	const patch = (change: object) => bench.api.patch(`${path}/${id}`, change);
	const less = { vendorCreditLineItems: [{ id: lines[0].id, amount: 1 }] };
	expect((await patch(less)).status).toBe(400);
	expect((await patch({ vendorId: bench.localBill.records('vendors')[0].id })).status).toBe(400);
});

it('is archived permanently', async () => {
	const { id } = await make();
	expect((await bench.api.post(`${path}/${id}/archive`)).data.archived).toBe(true);
	expect((await bench.api.post(`${path}/${id}/restore`)).status).toBe(404);
	const bill = await makeBill(bench, vendor, { amount: 80 });
	const use = { vendorCredits: [{ id, amount: 1 }] };
	expect((await bench.api.patch(`/v3/bills/${bill.id}`, use)).status).toBe(400);
});

it('is made, changed, replaced and archived in bulk, all or nothing', async () => {
	const bulk = `${path}/bulk`;
	const made = await bench.api.post(bulk, [body(), body({ referenceNumber: 'CR-2' })]);
	expect([made.status, made.data.vendorCredits.length]).toEqual([201, 2]);
	const [one, two] = made.data.vendorCredits;
	const patch = (id: string) => bench.api.patch(bulk, [{ id: one.id, description: 'D' }, { id }]);
	const refused = await patch('vcrNOTTHERE');
	expect([refused.status, ...codes(refused.data)]).toEqual([404, 'BDC_1246', 'BDC_1205']);
	expect(await read(one.id)).not.toHaveProperty('description');
	expect((await patch(two.id)).data.vendorCredits[0].description).toBe('D');
	const put = await bench.api.put(bulk, [{ id: one.id, ...body({ referenceNumber: 'R' }) }]);
	expect(put.data.vendorCredits).toMatchObject([{ id: one.id, referenceNumber: 'R' }]);
	const params = { ids: `${one.id},${two.id}` };
	const archived = await bench.api.post(`${bulk}/archive`, undefined, { params });
	expect(archived.data.vendorCredits).toMatchObject([{ archived: true }, { archived: true }]);
	expect((await bench.api.post(`${bulk}/restore`, undefined, { params })).status).toBe(404);
	const many = Array.from({ length: 51 }, () => body());
	expect((await bench.api.post(bulk, many)).status).toBe(400);
});
