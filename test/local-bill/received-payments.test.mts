import { beforeEach, describe, expect, it } from '@jest/globals';
import { makeCustomer, makeInvoice } from '../support/records.mts';
import { codes, localBench, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });
let customerId: string;
let accountId: string;

beforeEach(async () => {
	customerId = (await makeCustomer(bench)).id;
	const account = await bench.api.post(`/v3/customers/${customerId}/bank-accounts`, {
		nameOnAccount: 'Test',
		routingNumber: '011401533',
		accountNumber: '123456789',
		type: 'CHECKING',
		ownerType: 'BUSINESS',
	});
	accountId = account.data.id;
});

const invoice = async (amount: number, id = customerId) =>
	await makeInvoice(bench, { id }, { invoiceLineItems: [{ quantity: 1, price: amount }] });
const read = async (id: string) => (await bench.api.get(`/v3/invoices/${id}`)).data;
const authorize = (authorizedToCharge = true) =>
	bench.api.post(`/v3/customers/${customerId}/charge-authorization`, { authorizedToCharge });

describe('charging', () => {
	const charge = (invoicePayments: object[], members: object = {}) =>
		bench.api.post('/v3/receivable-payments', {
			customerId,
			fundingAccount: { type: 'BANK_ACCOUNT', id: accountId },
			invoicePayments,
			...members,
		});

	it('pays invoices in part and in full', async () => {
		await authorize();
		const [one, two] = [await invoice(100), await invoice(40.5)];
		const { status, data } = await charge([
			{ invoiceId: one.id, amount: 60 },
			{ invoiceId: two.id, amount: 40.5 },
		]);
		expect(status).toBe(201);
		expect(data).toMatchObject({
			id: expect.stringMatching(/^0rp/),
			amount: 100.5,
			customerId,
			paymentDate: '2026-03-04',
			unappliedAmount: 0,
			status: 'PAID',
			onlinePayment: true,
			receivablesAccount: { type: 'BANK_ACCOUNT' },
		});
		expect(await read(one.id)).toMatchObject({
			status: 'PARTIAL_PAYMENT',
			dueAmount: 40,
			payments: [{ id: data.id, amount: 60, status: 'PAID', date: '2026-03-04' }],
		});
		expect(await read(two.id)).toMatchObject({ status: 'PAID', dueAmount: 0 });
		expect((await bench.api.get(`/v3/receivable-payments/${data.id}`)).data).toEqual(data);
	});

	it('can be set for a later day, not an earlier one', async () => {
		await authorize();
		const { id } = await invoice(10);
		const parts = [{ invoiceId: id, amount: 10 }];
		expect((await charge(parts, { paymentDate: '2026-03-03' })).status).toBe(400);
		const { data } = await charge(parts, { paymentDate: '2026-03-10' });
		expect(data.status).toBe('SCHEDULED');
		expect(await read(id)).toMatchObject({
			status: 'SCHEDULED',
			scheduledAmount: 10,
			dueAmount: 0,
		});
	});

	it('needs authorization and an active account of the customer', async () => {
		const { id } = await invoice(10);
		const parts = [{ invoiceId: id, amount: 10 }];
		expect((await charge(parts)).status).toBe(400);
		await authorize(false);
		expect((await charge(parts)).status).toBe(400);
		await authorize();
		const [foreign] = bench.localBill.records('customerBankAccounts');
		const fundingAccount = { type: 'BANK_ACCOUNT', id: foreign.id };
		expect((await charge(parts, { fundingAccount })).status).toBe(400);
		await bench.api.post(`/v3/customers/${customerId}/bank-accounts/${accountId}/archive`);
		expect((await charge(parts)).status).toBe(400);
		expect(await read(id)).toMatchObject({ status: 'OPEN', dueAmount: 10 });
	});

	it('accepts no more than the amount due, from one customer, all or nothing', async () => {
		await authorize();
		const { id } = await invoice(10);
		const stranger = bench.localBill.records('customers')[0].id;
		const foreign = await invoice(10, stranger);
		const refused = await charge([
			{ invoiceId: id, amount: 5 },
			{ invoiceId: foreign.id, amount: 5 },
		]);
		expect([refused.status, ...codes(refused.data)]).toEqual([400, 'BDC_1246', 'BDC_1129']);
		expect((await charge([{ invoiceId: id, amount: 10.01 }])).status).toBe(400);
		const twice = { invoiceId: id, amount: 6 };
		expect((await charge([twice, twice])).status).toBe(400);
		expect((await charge([])).status).toBe(400);
		expect((await charge([{ ...twice, paymentDate: '2026-03-04' }])).status).toBe(400);
		expect(await read(id)).toMatchObject({ status: 'OPEN' });
	});
});

describe('recording', () => {
	const record = (members: object) =>
		bench.api.post('/v3/invoices/record-payment', {
			paymentDate: '2026-03-02',
			paymentType: 'CHECK',
			amount: 100,
			...members,
		});

	it('pays invoices and keeps what is left over', async () => {
		const [one, two] = [await invoice(50), await invoice(40)];
		const { status, data } = await record({
			customerId,
			invoices: [
				{ id: one.id, amount: 50 },
				{ id: two.id, amount: 30 },
			],
		});
		expect(status).toBe(200);
		expect(data).toEqual({
			id: expect.stringMatching(/^0rp/),
			customerId,
			paymentType: 'CHECK',
			paymentDate: '2026-03-02',
			amount: 100,
			unappliedAmount: 20,
			status: 'PAID',
			invoices: [one, two].map(({ id }, i) => ({
				id,
				payments: [{ id: data.id, amount: [50, 30][i], status: 'PAID', date: '2026-03-02' }],
			})),
		});
		expect((await read(one.id)).status).toBe('PAID');
		expect(await read(two.id)).toMatchObject({ status: 'PARTIAL_PAYMENT', dueAmount: 10 });
		const params = { filters: `customerId:eq:${customerId}`, sort: 'amount:desc' };
		const { results } = (await bench.api.get('/v3/receivable-payments', { params })).data;
		expect(results).toMatchObject([{ id: data.id, onlinePayment: false, unappliedAmount: 20 }]);
	});

	it('refuses another customer, an unknown type, and more than the payment', async () => {
		const { id } = await invoice(200);
		const invoices = [{ id, amount: 60 }];
		const stranger = bench.localBill.records('customers')[0].id;
		expect((await record({ invoices, customerId: stranger })).status).toBe(400);
		expect((await record({ invoices, paymentType: 'BARTER' })).status).toBe(400);
		expect((await record({ invoices, amount: 50 })).status).toBe(400);
		expect((await record({ invoices, amount: '100' })).status).toBe(400);
		expect((await record({})).status).toBe(400);
		expect((await record({ invoices })).data.customerId).toBe(customerId);
	});
});

it('keeps a paid invoice from becoming less than its payments', async () => {
	const { id, invoiceLineItems } = await invoice(50);
	await bench.api.post('/v3/invoices/record-payment', {
		paymentDate: '2026-03-02',
		paymentType: 'CASH',
		amount: 30,
		invoices: [{ id, amount: 30 }],
	});
	const [line] = invoiceLineItems;
	const price = (value: number) =>
		bench.api.patch(`/v3/invoices/${id}`, { invoiceLineItems: [{ id: line.id, price: value }] });
	expect((await price(29)).status).toBe(400);
	expect((await price(30)).data).toMatchObject({ status: 'PAID', dueAmount: 0 });
});

it('lists seeded payments of each kind', async () => {
	const { results } = (await bench.api.get('/v3/receivable-payments')).data;
	const statuses = results.map(({ status }: { status: string }) => status);
	expect(new Set(statuses)).toEqual(new Set(['PAID', 'SCHEDULED', 'VOID']));
	expect((await bench.api.get('/v3/receivable-payments/0rpnone')).status).toBe(404);
	const params = { filters: 'status:eq:PAID' };
	expect((await bench.api.get('/v3/receivable-payments', { params })).status).toBe(400);
});
