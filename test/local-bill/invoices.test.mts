import { beforeEach, describe, expect, it } from '@jest/globals';
import { makeCustomer } from '../support/records.mts';
import { localBench, messages, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });
let customerId: string;

beforeEach(async () => {
	customerId = (await makeCustomer(bench)).id;
});

const base = () => ({
	customer: { id: customerId },
	invoiceLineItems: [{ quantity: 2, price: 5 }],
});
const create = (members: object = {}) => bench.api.post('/v3/invoices', { ...base(), ...members });
const seeded = (number: string) =>
	bench.localBill.records('invoices').find(({ invoiceNumber }) => invoiceNumber === number)!;
const memo = (amount: number, members: object = {}) =>
	bench.api.post('/v3/credit-memos', {
		customerId,
		referenceNumber: 'C-1',
		creditDate: '2026-03-01',
		creditMemoLineItems: [{ quantity: 1, price: amount }],
		...members,
	});

describe('create', () => {
	it('needs little, and fills in number and days', async () => {
		const { status, data } = await create();
		expect(status).toBe(201);
		expect(data).toEqual({
			id: expect.stringMatching(/^00e/),
			archived: false,
			recordStatus: 'ACTIVE',
			customerId,
			invoiceNumber: expect.stringMatching(/./),
			invoiceDate: '2026-03-04',
			dueDate: '2026-03-04',
			invoiceLineItems: [{ id: expect.stringMatching(/./), quantity: 2, price: 5 }],
			totalAmount: 10,
			dueAmount: 10,
			scheduledAmount: 0,
			creditAmount: 0,
			exchangeRate: 1,
			status: 'OPEN',
			createdBy: expect.stringMatching(/^006/),
			createdTime: expect.stringMatching(/^2026/),
			updatedTime: expect.stringMatching(/^2026/),
		});
		expect((await create()).data.invoiceNumber).not.toBe(data.invoiceNumber);
		expect((await bench.api.get(`/v3/invoices/${data.id}`)).data).toEqual(data);
	});

	it.each([
		[{ customer: undefined }, 'customer: The customer field is required'],
		[{ customer: undefined, customerId: '0cu' }, 'customer: The customer field is required'],
		[{ customerId: '0cu' }, 'customerId: Unknown field'],
		[{ customer: '0cu' }, 'customer: must be object'],
		[
			{ invoiceLineItems: [{ id: 'x', quantity: 1, price: 1 }] },
			'invoiceLineItems[0].id: Unknown field',
		],
		[{ customer: {} }, 'customer.id: The customer.id field is required'],
		[{ customer: { name: 'A' } }, 'customer.email: The customer.email field is required'],
		[
			{ invoiceLineItems: [{ price: 1 }] },
			'invoiceLineItems[0].quantity: The invoiceLineItems[0].quantity field is required',
		],
		[{ convenienceFee: { percentage: 2 } }, 'convenienceFee: enableCardPayment must be true'],
		[{ creditAmount: -1 }, 'creditAmount: must be >= 0'],
	])('refuses %j', async (members, message) => {
		const { status, data } = await create(members);
		expect(status).toBe(400);
		expect(messages(data)).toContain(message);
	});

	it('makes a customer of a name and an email', async () => {
		const customer = { name: 'Fresh', email: 'f@fresh.example' };
		const { data } = await create({ customer });
		const made = await bench.api.get(`/v3/customers/${data.customerId}`);
		expect(made.data).toMatchObject({ ...customer, balance: { amount: 10 } });
		expect((await create({ customer: { ...customer, id: customerId } })).status).toBe(400);
		expect((await create({ customer: { id: '0cunone' } })).status).toBe(404);
	});

	it('adds the sales tax to what is taxable', async () => {
		const items = bench.localBill.records('items');
		const tax = items.find(({ type }) => type === 'SALES_TAX')!;
		const lines = [
			{ quantity: 1, price: 100, taxable: true },
			{ quantity: 1, price: 50 },
		];
		const { data } = await create({ invoiceLineItems: lines, salesTaxItemId: tax.id });
		expect(data).toMatchObject({ salesTaxTotal: 7, salesTaxPercentage: 7, totalAmount: 157 });
		expect((await create({ salesTaxItemId: items[0].id })).status).toBe(400);
	});
});

describe('lines', () => {
	it('are edited by PATCH and replaced by PUT', async () => {
		const lines = [
			{ quantity: 2, price: 5, description: 'A' },
			{ quantity: 1, price: 7 },
		];
		const { data } = await create({ invoiceLineItems: lines });
		const [first, second] = data.invoiceLineItems;
		const path = `/v3/invoices/${data.id}`;
		const patched = await bench.api.patch(path, {
			invoiceLineItems: [{ id: first.id, quantity: 4 }],
			dueDate: '2026-04-01',
		});
		expect(patched.data).toMatchObject({ totalAmount: 27, dueDate: '2026-04-01' });
		expect(patched.data.invoiceLineItems).toEqual([{ ...first, quantity: 4 }, second]);
		expect((await bench.api.patch(path, { invoiceLineItems: [{ price: 1 }] })).status).toBe(400);
		const replaced = await bench.api.put(path, {
			customer: { id: customerId },
			invoiceLineItems: [
				{ id: second.id, quantity: 3, price: 7 },
				{ quantity: 1, price: 1 },
			],
		});
		expect(replaced.data).toMatchObject({ totalAmount: 22, dueDate: '2026-03-04' });
		const ids = replaced.data.invoiceLineItems.map((line: { id: string }) => line.id);
		expect(ids).toEqual([second.id, expect.stringMatching(/./)]);
		expect(ids).not.toContain(first.id);
		const foreign = [{ id: first.id, quantity: 1, price: 1 }];
		expect((await bench.api.put(path, { ...base(), invoiceLineItems: foreign })).status).toBe(404);
	});
});

describe('credit', () => {
	it('comes from the credit memos of the customer, oldest first', async () => {
		const young = (await memo(6)).data;
		const old = (await memo(5, { creditDate: '2026-02-01' })).data;
		expect((await create({ creditAmount: 12 })).status).toBe(400);
		const { data } = await create({ creditAmount: 8 });
		expect(data).toMatchObject({ creditAmount: 8, dueAmount: 2, status: 'PARTIAL_PAYMENT' });
		const read = async (id: string) => (await bench.api.get(`/v3/credit-memos/${id}`)).data;
		expect(await read(old.id)).toMatchObject({
			appliedAmount: 5,
			status: 'FULLY_APPLIED',
			usage: [{ invoiceId: data.id, amount: 5 }],
		});
		expect(await read(young.id)).toMatchObject({ appliedAmount: 3, status: 'PARTIALLY_APPLIED' });
		const path = `/v3/invoices/${data.id}`;
		const kept = await bench.api.patch(path, { dueDate: '2026-04-01' });
		expect(kept.data.creditAmount).toBe(8);
		const more = await bench.api.patch(path, { creditAmount: 10 });
		expect(more.data).toMatchObject({ dueAmount: 0, status: 'PAID' });
		expect((await bench.api.patch(path, { creditAmount: 11 })).status).toBe(400);
		const cleared = await bench.api.put(path, base());
		expect(cleared.data).toMatchObject({ creditAmount: 0, status: 'OPEN' });
		expect(await read(young.id)).toMatchObject({ appliedAmount: 0, status: 'NOT_APPLIED' });
		expect(await read(young.id)).not.toHaveProperty('usage');
	});
});

describe('actions', () => {
	it('sends an invoice with an empty response', async () => {
		const { id } = (await create()).data;
		const replyTo = { userId: bench.localBill.records('users')[0].id };
		const recipient = { to: ['a@test.example'] };
		const path = `/v3/invoices/${id}/email`;
		const { status, data } = await bench.api.post(path, { replyTo, recipient });
		expect([status, data]).toEqual([200, '']);
		expect((await bench.api.post(path, { recipient })).status).toBe(400);
		expect((await bench.api.post(path, { replyTo, recipient: { to: [] } })).status).toBe(400);
		expect((await bench.api.post(path, { replyTo, recipient, subject: 'S' })).status).toBe(400);
	});

	it('gives a payment link, but not for a customer in the network', async () => {
		const invoice = (await create()).data;
		const path = `/v3/invoices/${invoice.id}/payment-link`;
		const email = 'a@test.example';
		const { status, data } = await bench.api.post(path, { customerId, email });
		expect([status, Object.keys(data)]).toEqual([200, ['paymentLink']]);
		const other = seeded('NG-4101').customerId;
		expect((await bench.api.post(path, { customerId: other, email })).status).toBe(400);
		const member = bench.localBill
			.records('networkMembers')
			.find(({ _autoConnects, type }) => _autoConnects && type === 'BILL')!;
		const invited = await bench.api.post(`/v3/network/invitation/customer/${customerId}`, {
			networkId: member.id,
			networkType: 'BILL',
		});
		expect(invited.status).toBe(200);
		expect((await bench.api.post(path, { customerId, email })).status).toBe(400);
	});

	it('archives and restores, again and again', async () => {
		const { id } = (await create()).data;
		for (const archived of [true, true, false, false]) {
			const path = `/v3/invoices/${id}/${archived ? 'archive' : 'restore'}`;
			const { status, data } = await bench.api.post(path);
			expect([status, data.archived]).toEqual([200, archived]);
		}
	});
});

describe('the list', () => {
	const numbers = async (params: object) =>
		(await bench.api.get('/v3/invoices', { params: { max: 100, ...params } })).data.results.map(
			({ invoiceNumber }: { invoiceNumber: string }) => invoiceNumber,
		);

	it('has seeded invoices in every status', async () => {
		const { results } = (await bench.api.get('/v3/invoices')).data;
		const statuses = new Set(results.map(({ status }: { status: string }) => status));
		expect([...statuses].sort()).toEqual(['OPEN', 'PAID', 'PARTIAL_PAYMENT', 'SCHEDULED', 'VOID']);
		expect(seeded('NG-4102')).toMatchObject({ totalAmount: 684, dueAmount: 324, creditAmount: 60 });
		expect(seeded('NG-4104').payments).toMatchObject([{ status: 'VOID', amount: 1260 }]);
	});

	it('is filtered and sorted as documented', async () => {
		const { id } = bench.localBill.records('customers').find(({ name }) => name === 'Ursula Vane')!;
		expect(await numbers({ filters: `customerId:eq:${id}` })).toEqual(['NG-4110']);
		expect(await numbers({ filters: 'archived:eq:true' })).toEqual(['NG-4099']);
		expect((await numbers({ sort: 'totalAmount:desc' }))[0]).toBe('NG-4109');
		for (const filters of ['status:eq:OPEN', 'dueDate:gt:2026-01-01', 'invoiceNumber:eq:1']) {
			expect((await bench.api.get('/v3/invoices', { params: { filters } })).status).toBe(400);
		}
		expect((await bench.api.get('/v3/invoices', { params: { sort: 'status:asc' } })).status).toBe(
			400,
		);
	});
});
