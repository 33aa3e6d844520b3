import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Rec } from '../support/bill.mts';
import { makeBill, makeVendor } from '../support/records.mts';
import { codes, localBench, messages, seededBill, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });
let vendor: Rec;

beforeEach(async () => {
	vendor = await makeVendor(bench);
});

const base = () => ({
	vendorId: vendor.id,
	dueDate: '2026-03-20',
	invoice: { invoiceNumber: 'A-1', invoiceDate: '2026-03-01' },
	billLineItems: [{ amount: 10 }],
});
const create = (changes: object) => bench.api.post('/v3/bills', { ...base(), ...changes });

describe('create', () => {
	it('adds the lines up; a line amount wins over quantity x price', async () => {
		const { status, data } = await create({
			billLineItems: [
				{ amount: 10.1, quantity: 3, price: 100 },
				{ quantity: 3, price: 0.07, description: 'Stamps' },
				{ amount: -1 },
			],
		});
		expect(status).toBe(201);
		expect(data).toMatchObject({
			id: expect.stringMatching(/^00n.{17}$/),
			amount: 9.31,
			dueAmount: 9.31,
			paidAmount: 0,
			scheduledAmount: 0,
			creditAmount: 0,
			paymentStatus: 'UNPAID',
			approvalStatus: 'UNASSIGNED',
			archived: false,
		});
		expect(data.billLineItems[1]).toMatchObject({ id: expect.any(String), amount: 0.21 });
		expect(data).not.toHaveProperty('vendorName');
		const read = (await bench.api.get(`/v3/bills/${data.id}`)).data;
		expect(read).toEqual({ ...data, vendorName: vendor.name });
	});

	it.each([
		[{ dueDate: '03/20/2026' }, 'dueDate: Invalid format'],
		[{ dueDate: '2026-02-30' }, 'dueDate: Invalid format'],
		[{ dueDate: '2026-03-20T00:00:00Z' }, 'dueDate: Invalid format'],
		[{ dueDate: '' }, 'dueDate: The dueDate field is required'],
		[
			{ invoice: { invoiceNumber: 'A' } },
			'invoice.invoiceDate: The invoice.invoiceDate field is required',
		],
		[{ billLineItems: [] }, 'billLineItems: must NOT have fewer than 1 items'],
		[{ billLineItems: [{ amount: '10' }] }, 'billLineItems[0].amount: must be number'],
		[
			{ billLineItems: [{ quantity: 1 }] },
			'billLineItems[0].amount: The billLineItems[0].amount field is required',
		],
		[{ billLineItems: [{ amount: 1, id: 'x' }] }, 'billLineItems[0].id: Unknown field'],
		[
			{ billLineItems: [{ amount: 1, chartOfAccountId: 'x' }] },
			'billLineItems[0].chartOfAccountId: Unknown field',
		],
		[{ description: 'x'.repeat(4001) }, 'description: must NOT have more than 4000 characters'],
		[{ amount: 10 }, 'amount: Unknown field'],
	])('refuses %j', async (changes, message) => {
		const { status, data } = await create(changes);
		expect([status, ...messages(data)]).toEqual([400, message]);
	});

	it('refuses an unknown or archived vendor, and unknown classifications', async () => {
		expect(codes((await create({ vendorId: '009NOTTHERE000000000' })).data)).toEqual(['BDC_1205']);
		const line = { amount: 1, classifications: { departmentId: '0deNOTTHERE000000000' } };
		expect(codes((await create({ billLineItems: [line] })).data)).toEqual(['BDC_1205']);
		await bench.api.post(`/v3/vendors/${vendor.id}/archive`);
		expect((await create({})).status).toBe(400);
	});

	it('in bulk is all or nothing, and returns a bare list', async () => {
		const { status, data } = await bench.api.post('/v3/bills/bulk', [base(), base()]);
		expect([status, data.length]).toEqual([201, 2]);
		const before = bench.localBill.records('bills').length;
		const wrong = { ...base(), vendorId: '009NOTTHERE000000000' };
		const refused = await bench.api.post('/v3/bills/bulk', [base(), wrong]);
		expect([refused.status, ...codes(refused.data)]).toEqual([404, 'BDC_1246', 'BDC_1205']);
		expect(bench.localBill.records('bills')).toHaveLength(before);
		const numbered = { ...base(), billLineItems: [{ amount: 1, id: 'x' }] };
		expect((await bench.api.post('/v3/bills/bulk', [numbered])).status).toBe(400);
		const tooMany = Array.from({ length: 101 }, base);
		expect((await bench.api.post('/v3/bills/bulk', tooMany)).status).toBe(400);
	});
});

describe('lines', () => {
	it('PUT adds lines without id, keeps those with, and removes the others', async () => {
		const bill = (await create({ billLineItems: [{ amount: 1 }, { amount: 2 }] })).data;
		const [first, second] = bill.billLineItems;
		const body = { ...base(), billLineItems: [{ id: second.id, amount: 5 }, { amount: 7 }] };
		const { status, data } = await bench.api.put(`/v3/bills/${bill.id}`, body);
		expect([status, data.amount]).toEqual([200, 12]);
		const ids = data.billLineItems.map(({ id }: { id: string }) => id);
		expect(ids[0]).toBe(second.id);
		expect(ids).not.toContain(first.id);
		const unknown = { ...base(), billLineItems: [{ id: 'bliNOTTHERE', amount: 1 }] };
		expect((await bench.api.put(`/v3/bills/${bill.id}`, unknown)).status).toBe(404);
		const { dueDate: _gone, ...rest } = base();
		expect((await bench.api.put(`/v3/bills/${bill.id}`, rest)).status).toBe(400);
	});

	it('PUT clears header members that are left out, PATCH keeps them', async () => {
		const { id } = (await create({ description: 'Hello', purchaseOrderNumber: 'PO' })).data;
		const patched = await bench.api.patch(`/v3/bills/${id}`, { invoice: { invoiceNumber: 'B' } });
		expect(patched.data).toMatchObject({
			description: 'Hello',
			invoice: { invoiceNumber: 'B', invoiceDate: '2026-03-01' },
		});
		const { data } = await bench.api.put(`/v3/bills/${id}`, base());
		expect(data).not.toHaveProperty('description');
		expect(data.createdTime).toBe(patched.data.createdTime);
	});

	it('PATCH changes existing lines and leaves the others', async () => {
		const bill = (await create({ billLineItems: [{ quantity: 2, price: 3 }, { amount: 2 }] })).data;
		const [first, second] = bill.billLineItems;
		const patch = (billLineItems: object[]) =>
			bench.api.patch(`/v3/bills/${bill.id}`, { billLineItems });
		const { data } = await patch([{ id: first.id, quantity: 4 }]);
		expect(data.billLineItems).toEqual([{ ...first, quantity: 4, amount: 12 }, second]);
		expect(data.amount).toBe(14);
		expect((await patch([{ amount: 1 }])).status).toBe(400);
		expect((await patch([{ id: 'bliNOTTHERE', amount: 1 }])).status).toBe(404);
	});
});

describe('vendor credits', () => {
	const credit = () => bench.localBill.records('vendorCredits')[0];

	it('are applied by PATCH and taken off by PUT', async () => {
		const bill = await makeBill(bench, { id: credit().vendorId }, { amount: 500 });
		const path = `/v3/bills/${bill.id}`;
		const vendorCredits = [{ id: credit().id, amount: 70 }];
		const applied = (await bench.api.patch(path, { vendorCredits })).data;
		expect(applied).toMatchObject({ creditAmount: 70, dueAmount: 430, paymentStatus: 'PARTIAL' });
		const again = (await bench.api.patch(path, { description: 'x' })).data;
		expect(again.creditAmount).toBe(70);
		const { vendorId: _v, ...rest } = base();
		const { data } = await bench.api.put(path, { ...rest, vendorId: credit().vendorId });
		expect(data).toMatchObject({ creditAmount: 0, paymentStatus: 'UNPAID' });
	});

	it('must be of the vendor, and enough', async () => {
		const vendorCredits = [{ id: credit().id, amount: 70 }];
		expect((await create({ vendorCredits })).status).toBe(400);
		const bill = await makeBill(bench, { id: credit().vendorId }, { amount: 500 });
		const tooMuch = { vendorCredits: [{ id: credit().id, amount: 121 }] };
		expect((await bench.api.patch(`/v3/bills/${bill.id}`, tooMuch)).status).toBe(400);
	});
});

it('shows approvers only when they are asked for', async () => {
	const { id } = seededBill(bench, 'GL-4471');
	const get = async (params: object) => (await bench.api.get(`/v3/bills/${id}`, { params })).data;
	expect(await get({})).not.toHaveProperty('approvers');
	expect((await get({ billApprovals: true })).approvers).toMatchObject([
		{ status: 'APPROVED', approverOrder: 0 },
		{ status: 'WAITING', approverOrder: 1 },
	]);
	const patch = async (body: object) => (await bench.api.patch(`/v3/bills/${id}`, body)).data;
	expect(await patch({ description: 'x' })).not.toHaveProperty('approvers');
	expect(await patch({ description: 'y', billApprovals: true })).toHaveProperty('approvers');
	expect((await bench.api.get('/v3/bills', { params: { billApprovals: 'yes' } })).status).toBe(400);
});

it('is found by vendor, due date, status and classification', async () => {
	const numbers = async (filters: string) => {
		const { data } = await bench.api.get('/v3/bills', { params: { filters, max: 100 } });
		return data.results.map(
			(bill: { invoice: { invoiceNumber: string } }) => bill.invoice.invoiceNumber,
		);
	};
	const due = seededBill(bench, 'CF-50112');
	expect(await numbers(`vendorId:in:"${due.vendorId}",paymentStatus:eq:UNPAID`)).toEqual([
		'CF-50112',
	]);
	expect(await numbers(`dueDate:gte:2026-03-04,dueDate:lte:2026-03-07`)).toEqual([
		'AO-2291',
		'BW-778',
		'RENT-0917',
	]);
	expect(await numbers('paymentStatus:in:"PARTIAL,SCHEDULED"')).toEqual(['IF-620', 'CF-49870']);
	const rent = bench.localBill.records('chartOfAccounts').find(({ name }) => name === 'Rent')!;
	expect(await numbers(`classifications.chartOfAccountId:eq:${rent.id}`)).toEqual([
		'RENT-0917',
		'RENT-0817',
	]);
	expect(await numbers('archived:eq:true')).toEqual(['BW-DUP']);
	expect(
		(await bench.api.get('/v3/bills', { params: { filters: 'approvalStatus:eq:DENIED' } })).status,
	).toBe(400);
});

it('archives and restores', async () => {
	const { id } = (await create({})).data;
	expect((await bench.api.post(`/v3/bills/${id}/archive`)).data.archived).toBe(true);
	expect((await bench.api.post(`/v3/bills/${id}/restore`)).data.archived).toBe(false);
});
