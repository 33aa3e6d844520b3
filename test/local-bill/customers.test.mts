import { beforeEach, describe, expect, it } from '@jest/globals';
import { makeCustomer, makeInvoice, usAddress } from '../support/records.mts';
import { localBench, messages, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });
let id: string;

beforeEach(async () => {
	id = (await makeCustomer(bench)).id;
});

const create = (members: object) =>
	bench.api.post('/v3/customers', { name: 'Test', email: 'a@test.example', ...members });
const names = async (params: object) =>
	(await bench.api.get('/v3/customers', { params: { max: 100, ...params } })).data.results.map(
		({ name }: { name: string }) => name,
	);

describe('customers', () => {
	it('are made, changed, archived and restored', async () => {
		const { status, data } = await create({ contact: { firstName: 'Ann' } });
		expect(status).toBe(201);
		expect(data).toMatchObject({ accountType: 'NONE', invoiceCurrency: 'USD', archived: false });
		expect(data).not.toHaveProperty('authorizedToCharge');
		const path = `/v3/customers/${data.id}`;
		const patched = await bench.api.patch(path, { contact: { lastName: 'Bo' }, phone: '1' });
		expect(patched.data.contact).toEqual({ firstName: 'Ann', lastName: 'Bo' });
		for (const archived of [true, true, false, false]) {
			const done = await bench.api.post(`${path}/${archived ? 'archive' : 'restore'}`);
			expect([done.status, done.data.archived]).toEqual([200, archived]);
		}
		expect((await bench.api.patch(path, { email: '' })).status).toBe(400);
		expect((await create({ balance: { amount: 1 } })).status).toBe(400);
	});

	it('abroad need a currency', async () => {
		const billingAddress = { ...usAddress, country: 'GB' };
		expect(messages((await create({ billingAddress })).data)).toEqual([
			'invoiceCurrency: The invoiceCurrency field is required',
		]);
		expect((await create({ billingAddress, invoiceCurrency: 'GBP' })).status).toBe(201);
	});

	it('are filtered and sorted as documented', async () => {
		expect(await names({ filters: 'address.country:eq:GB' })).toEqual(['Tindale & Rowe']);
		expect(await names({ filters: 'paymentStatus:eq:SCHEDULED' })).toEqual(['Quincy Home Store']);
		expect(await names({ filters: 'archived:eq:true' })).toEqual(['Whitcomb Interiors']);
		expect((await names({ sort: 'companyName:desc' }))[0]).toBe('Whitcomb Interiors');
		const refused = await bench.api.get('/v3/customers', { params: { sort: 'balance:asc' } });
		expect(refused.status).toBe(400);
	});

	it('have a balance of what is due', async () => {
		const balance = async () => (await bench.api.get(`/v3/customers/${id}`)).data.balance;
		expect(await balance()).toEqual({ amount: 0 });
		const line = { quantity: 2, price: 10.5 };
		const invoice = async () => await makeInvoice(bench, { id }, { invoiceLineItems: [line] });
		await invoice();
		const second = await invoice();
		expect(await balance()).toEqual({ amount: 42 });
		await bench.api.post(`/v3/invoices/${second.id}/archive`);
		expect(await balance()).toEqual({ amount: 21 });
	});

	it('show whether they may be charged once that was set', async () => {
		const path = `/v3/customers/${id}`;
		expect((await bench.api.get(path)).data).not.toHaveProperty('authorizedToCharge');
		expect((await bench.api.post(`${path}/charge-authorization`, {})).status).toBe(400);
		for (const authorizedToCharge of [true, false]) {
			const body = { authorizedToCharge };
			const { status, data } = await bench.api.post(`${path}/charge-authorization`, body);
			expect([status, data]).toEqual([200, body]);
			expect((await bench.api.get(path)).data).toMatchObject(body);
		}
	});
});

describe('bank accounts of customers', () => {
	const account = {
		nameOnAccount: 'Test',
		routingNumber: '011401533',
		accountNumber: '123456789',
		type: 'CHECKING',
		ownerType: 'BUSINESS',
	};
	const path = (customerId = id) => `/v3/customers/${customerId}/bank-accounts`;

	it('are created, listed, partly changed, and archived permanently', async () => {
		const { status, data } = await bench.api.post(path(), account);
		expect([status, data.accountNumber, data.customerId]).toEqual([201, '*****6789', id]);
		const one = `${path()}/${data.id}`;
		const patched = await bench.api.patch(one, { nickname: 'Shop', ownerType: 'PERSONAL' });
		expect(patched.data).toMatchObject({ nickname: 'Shop', ownerType: 'PERSONAL' });
		expect((await bench.api.patch(one, { accountNumber: '1' })).status).toBe(400);
		expect((await bench.api.get(path())).data.results).toEqual([patched.data]);
		expect((await bench.api.post(`${one}/archive`)).data.archived).toBe(true);
		expect((await bench.api.post(`${one}/restore`)).status).toBe(404);
		expect((await bench.api.get(one)).data.archived).toBe(true);
	});

	it('need a billing address, and belong to one customer', async () => {
		const other = (await create({})).data.id;
		expect((await bench.api.post(path(other), account)).status).toBe(400);
		const { data } = await bench.api.post(path(), account);
		expect((await bench.api.get(`${path(other)}/${data.id}`)).status).toBe(404);
		expect((await bench.api.get(path('0cunone'))).status).toBe(404);
		const { nameOnAccount: _left, ...rest } = account;
		expect(messages((await bench.api.post(path(), rest)).data)).toEqual([
			'nameOnAccount: The nameOnAccount field is required',
		]);
	});
});

describe('contacts of customers', () => {
	const path = (customerId = id) => `/v3/customers/${customerId}/contacts`;

	it('are made, changed, archived and restored', async () => {
		const body = { firstName: 'Ann', email: 'ann@test.example', altPhone: '2' };
		const { status, data } = await bench.api.post(path(), body);
		expect([status, data]).toEqual([201, expect.objectContaining({ ...body, archived: false })]);
		expect(data).not.toHaveProperty('lastName');
		const one = `${path()}/${data.id}`;
		expect((await bench.api.patch(one, { lastName: 'Bo' })).data.lastName).toBe('Bo');
		expect((await bench.api.get(path(), { params: { max: 1 } })).data.results).toHaveLength(1);
		expect((await bench.api.post(`${one}/archive`)).data.archived).toBe(true);
		expect((await bench.api.post(`${one}/restore`)).data.archived).toBe(false);
		expect((await bench.api.post(path(), { firstName: 'No' })).status).toBe(400);
	});

	it('have an email address of their own within the customer', async () => {
		const email = 'ann@test.example';
		await bench.api.post(path(), { email });
		const second = (await bench.api.post(path(), { email: 'bo@test.example' })).data;
		expect((await bench.api.post(path(), { email: 'Ann@test.example' })).status).toBe(400);
		expect((await bench.api.patch(`${path()}/${second.id}`, { email })).status).toBe(400);
		const other = (await create({})).data.id;
		expect((await bench.api.post(path(other), { email })).status).toBe(201);
	});
});
