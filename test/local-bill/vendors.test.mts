import { describe, expect, it } from '@jest/globals';
import { makeBill, makeVendor, usAddress } from '../support/records.mts';
import { codes, localBench, messages, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });

const vendors = () => bench.localBill.records('vendors');

describe('create', () => {
	it('returns the record with ID and times, and keeps it', async () => {
		const body = { name: 'New Vendor', address: usAddress, email: 'a@b.example' };
		const { status, data } = await bench.api.post('/v3/vendors', body);
		expect(status).toBe(201);
		expect(data).toMatchObject({
			...body,
			id: expect.stringMatching(/^009[A-Z0-9]{17}$/),
			archived: false,
			billCurrency: 'USD',
			bankAccountStatus: 'NO_ACCOUNT',
			createdTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/),
		});
		expect((await bench.api.get(`/v3/vendors/${data.id}`)).data).toEqual(data);
		expect(data).not.toHaveProperty('phone');
		expect(Object.keys(data).filter((name) => name.startsWith('_'))).toEqual([]);
	});

	it('says for each member what is wrong', async () => {
		const { status, data } = await bench.api.post('/v3/vendors', {
			accountType: 'COMPANY',
			email: 'nonsense',
			billCurrency: 'usd',
			additionalInfo: { track1099: 'yes' },
			address: { ...usAddress, line1: '' },
			colour: 'red',
		});
		expect(status).toBe(400);
		expect(messages(data).sort()).toEqual([
			'accountType: Must be one of BUSINESS, PERSON, NONE',
			'additionalInfo.track1099: must be boolean',
			'address.line1: The address.line1 field is required',
			'billCurrency: Invalid value',
			'colour: Unknown field',
			'email: Invalid format',
			'name: The name field is required',
		]);
	});

	it('requires a state only in the US', async () => {
		const { stateOrProvince: _gone, ...rest } = usAddress;
		const refused = await bench.api.post('/v3/vendors', { name: 'A', address: rest });
		expect(messages(refused.data)).toEqual([
			'address.stateOrProvince: The address.stateOrProvince field is required',
		]);
		const abroad = { name: 'B', address: { ...rest, country: 'DE' } };
		expect((await bench.api.post('/v3/vendors', abroad)).status).toBe(201);
	});

	it('refuses ids that no record has, bodies that are not JSON, and none', async () => {
		const body = {
			name: 'A',
			address: usAddress,
			additionalInfo: { paymentTermId: '00pNOTTHERE000000000' },
		};
		const { status, data } = await bench.api.post('/v3/vendors', body);
		expect([status, ...codes(data)]).toEqual([404, 'BDC_1205']);
		const json = { headers: { 'content-type': 'application/json' } };
		expect((await bench.api.post('/v3/vendors', '{"name":', json)).status).toBe(400);
		expect((await bench.api.post('/v3/vendors')).status).toBe(400);
		const form = { headers: { 'content-type': 'text/plain' } };
		expect(
			(await bench.api.post('/v3/vendors', JSON.stringify({ name: 'A', address: usAddress }), form))
				.status,
		).toBe(415);
	});

	it('needs trust to switch autoPay on', async () => {
		const body = { name: 'Auto', address: usAddress, autoPay: { enabled: true } };
		const { status, data } = await bench.api.post('/v3/vendors', body);
		expect([status, ...codes(data)]).toEqual([403, 'BDC_1361']);
		expect((await bench.trusted.post('/v3/vendors', body)).status).toBe(201);
		const off = { name: 'Manual', address: usAddress, autoPay: { enabled: false } };
		expect((await bench.api.post('/v3/vendors', off)).status).toBe(201);
	});
});

describe('bulk create', () => {
	const many = (count: number) =>
		Array.from({ length: count }, (_, i) => ({ name: `Bulk ${i}`, address: usAddress }));

	it('makes up to 20', async () => {
		const { status, data } = await bench.api.post('/v3/vendors/bulk', many(20));
		expect(status).toBe(201);
		expect(data.vendors.map(({ name }: { name: string }) => name)).toEqual(
			many(20).map(({ name }) => name),
		);
		expect((await bench.api.post('/v3/vendors/bulk', many(21))).status).toBe(400);
		expect((await bench.api.post('/v3/vendors/bulk', [])).status).toBe(400);
	});

	it.each([
		['the schema', { name: '', address: usAddress }, 'BDC_1108'],
		['a rule', { name: 'No state', address: { ...usAddress, stateOrProvince: '' } }, 'BDC_1108'],
	])('is all or nothing when %s refuses one', async (_why, wrong, code) => {
		const before = vendors().length;
		const { status, data } = await bench.api.post('/v3/vendors/bulk', [...many(2), wrong]);
		expect([status, ...codes(data)]).toEqual([400, 'BDC_1246', 'BDC_1246', code]);
		expect(vendors()).toHaveLength(before);
	});
});

describe('change', () => {
	it('merges members, and an empty text clears one', async () => {
		const { id, updatedTime } = await makeVendor(bench, { email: 'a@b.example', phone: '1' });
		const patch = { email: '', address: { city: 'Boston' }, additionalInfo: { companyName: 'C' } };
		const { status, data } = await bench.api.patch(`/v3/vendors/${id}`, patch);
		expect(status).toBe(200);
		expect(data).toMatchObject({ phone: '1', address: { ...usAddress, city: 'Boston' } });
		expect(data).not.toHaveProperty('email');
		expect(data.updatedTime > updatedTime).toBe(true);
	});

	it('cannot clear required fields, or include a bank account', async () => {
		const { id } = await makeVendor(bench);
		const patch = (body: object) => bench.api.patch(`/v3/vendors/${id}`, body);
		expect(messages((await patch({ name: '' })).data)).toEqual([
			'name: The name field is required',
		]);
		expect((await patch({ address: { line1: '' } })).status).toBe(400);
		const paymentInformation = { bankAccount: { accountNumber: '1' } };
		expect(messages((await patch({ paymentInformation })).data)).toEqual([
			'paymentInformation.bankAccount: Unknown field',
		]);
		expect((await bench.api.put(`/v3/vendors/${id}`, {})).status).toBe(404);
	});

	it('archives and restores, as often as asked', async () => {
		const { id } = await makeVendor(bench);
		const times: string[] = [];
		for (const [action, archived] of [
			['archive', true],
			['archive', true],
			['restore', false],
		]) {
			const { status, data } = await bench.api.post(`/v3/vendors/${id}/${action}`);
			expect([status, data.archived]).toEqual([200, archived]);
			times.push(data.updatedTime);
		}
		expect(new Set(times).size).toBe(3);
		expect((await bench.api.post(`/v3/vendors/${id}/archive`, { really: true })).status).toBe(400);
	});

	it('does not know other ids', async () => {
		const { status, data } = await bench.api.get('/v3/vendors/009NOTTHERE000000000');
		expect([status, ...codes(data)]).toEqual([404, 'BDC_1205']);
	});
});

it('has one bank account, masked; to change it, it is deleted', async () => {
	const { id } = await makeVendor(bench);
	const path = `/v3/vendors/${id}/bank-account`;
	expect((await bench.api.get(path)).status).toBe(404);
	const account = { accountNumber: '123456789', routingNumber: '011000015', nameOnAccount: 'T' };
	expect((await bench.api.post(path, account)).data.accountNumber).toBe('*****6789');
	expect((await bench.api.post(path, account)).status).toBe(400);
	expect((await bench.api.get(`/v3/vendors/${id}`)).data).toMatchObject({
		bankAccountStatus: 'NO_NET_LINKED_ACCOUNT',
		paymentInformation: { payByType: 'ACH', bankAccount: { accountNumber: '*****6789' } },
	});
	const gone = await bench.api.delete(path);
	expect([gone.status, gone.data]).toEqual([204, '']);
	expect((await bench.api.delete(path)).status).toBe(404);
	expect((await bench.api.get(`/v3/vendors/${id}`)).data.bankAccountStatus).toBe('NO_ACCOUNT');
});

it('has a balance of what is due on its bills', async () => {
	const vendor = await makeVendor(bench);
	await makeBill(bench, vendor, { amount: 10.5 });
	const second = await makeBill(bench, vendor, { amount: 20 });
	const balance = async () => (await bench.api.get(`/v3/vendors/${vendor.id}`)).data.balance.amount;
	expect(await balance()).toBe(30.5);
	await bench.api.post(`/v3/bills/${second.id}/archive`);
	expect(await balance()).toBe(10.5);
	const { data } = await bench.api.get('/v3/vendors', {
		params: { filters: `paymentStatus:eq:PARTIAL` },
	});
	expect(data.results.map(({ name }: { name: string }) => name)).toEqual(['Ironwood Fixtures']);
});

it('says what an international payment needs', async () => {
	const params = { country: 'DE', billCurrency: 'EUR', accountType: 'BUSINESS' };
	const path = '/v3/vendors/configuration/international-payments';
	expect((await bench.api.get(path, { params })).data.paymentPurpose.required).toBe(true);
	expect((await bench.api.get(path, { params: { country: 'DE' } })).status).toBe(400);
	const { id } = vendors().find(({ name }) => name === 'Lumen Keramik')!;
	const { data } = await bench.api.get(`/v3/vendors/${id}/configuration`);
	expect(data.internationalPayments.validations.fields[0].name).toBe('accountNumber');
});
