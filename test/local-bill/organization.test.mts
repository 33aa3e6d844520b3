import { describe, expect, it } from '@jest/globals';
import { localBench, sessionOf, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });

const own = () => `/v3/organizations/${bench.localBill.credentials.organizationId}`;

/** Takes the administrator role away from the session's user. */
async function demote() {
	const [user] = bench.localBill.records('users');
	const payer = bench.localBill.records('roles').find(({ type }) => type === 'PAYER')!;
	await bench.api.patch(`/v3/users/${user.id}`, { roleId: payer.id });
}

it('is read and changed, by an administrator only', async () => {
	expect((await bench.api.get(own())).data).toMatchObject({
		name: 'Northlight Goods LLC',
		archived: false,
	});
	const patch = (body: object) => bench.api.patch(own(), body);
	const { data } = await patch({ phone: '4015550101', address: { line1: '20 Harbor Street' } });
	expect(data).toMatchObject({
		phone: '4015550101',
		address: { line1: '20 Harbor Street', city: 'Providence' },
	});
	for (const wrong of [
		{ name: '' },
		{ industry: 'Piracy' },
		{ address: { city: '' } },
		{ id: '1' },
	])
		expect((await patch(wrong)).status).toBe(400);
	expect((await bench.api.get('/v3/organizations/00802OTHER0000000000')).status).toBe(404);
	await demote();
	expect((await patch({ phone: '1' })).status).toBe(403);
});

it('has industries and a price plan', async () => {
	const { data } = await bench.api.get('/v3/organizations/industries');
	expect(data.results).toContain('Import and Export');
	const plan = (await bench.api.get(`${own()}/price-plan`)).data;
	expect(plan).toMatchObject({ name: 'Team', planTerms: [{ type: 'USER' }, {}, {}] });
	expect(plan).not.toHaveProperty('createdTime');
});

describe('billing statements', () => {
	const list = async (params: object) => bench.api.get(`${own()}/billing-statements`, { params });

	it('come in pages, or in one piece within days', async () => {
		const { data } = await list({ max: 4 });
		expect(data.results).toHaveLength(4);
		expect(data.results[0]).toMatchObject({
			id: expect.stringMatching(/^0S0/),
			...{ invoiceDate: '2026-03-01', invoiceNumber: 'BDC-202602', paymentStatus: 'UNPAID' },
			billingPeriod: { startDate: '2026-02-01', endDate: '2026-02-28' },
		});
		expect((await list({ page: data.nextPage })).data.results).toHaveLength(2);
		const days = { invoiceDateFrom: '2025-12-01', invoiceDateTo: '2026-02-01' };
		expect((await list(days)).data.results).toHaveLength(3);
		expect((await list({ ...days, max: 2 })).status).toBe(400);
		expect((await list({ invoiceDateFrom: '2025' })).status).toBe(400);
	});

	it('are read with details, and files that the session may fetch', async () => {
		const [{ id }] = (await list({})).data.results;
		const { data } = await bench.api.get(`${own()}/billing-statements/${id}`);
		expect(data.statementDetails).toHaveLength(2);
		const sessionId = sessionOf(bench.api);
		const fetched = async (url: string, headers: Record<string, string>) =>
			await bench.with(headers).get(url);
		const { csv, pdf } = data.downloadLink;
		expect((await fetched(csv, { sessionId })).data).toMatch(/^Description,Quantity,Amount/);
		expect((await fetched(pdf, { sessionId })).data).toMatch(/^%PDF-1.4[^]*%%EOF/);
		expect((await fetched(csv, {})).status).toBe(401);
	});
});

describe('users and roles', () => {
	const person = async (changes: object = {}) => {
		const roles = (await bench.api.get('/v3/roles')).data.results;
		const roleId = roles.find(({ type }: { type: string }) => type === 'APPROVER').id;
		const names = { firstName: 'Robin', lastName: 'Ash', email: 'robin@northlight-goods.example' };
		return { ...names, roleId, acceptTermsOfService: true, ...changes };
	};

	it('lists and reads roles', async () => {
		const { results } = (await bench.api.get('/v3/roles', { params: { max: 100 } })).data;
		expect(results[0]).toMatchObject({ type: 'ADMINISTRATOR', createdTime: expect.any(String) });
		expect((await bench.api.get(`/v3/roles/${results[0].id}`)).data).toEqual(results[0]);
		const params = { filters: 'archived:eq:false' };
		expect((await bench.api.get('/v3/roles', { params })).status).toBe(400);
	});

	it('makes, changes, archives and restores users', async () => {
		const { status, data } = await bench.api.post('/v3/users', await person());
		expect([status, data.role.type, data.archived]).toEqual([201, 'APPROVER', false]);
		const path = `/v3/users/${data.id}`;
		expect((await bench.api.patch(path, { lastName: 'Oak' })).data.lastName).toBe('Oak');
		expect((await bench.api.patch(path, { email: 'x@y.example' })).status).toBe(400);
		expect((await bench.api.patch(path, { lastName: '' })).status).toBe(400);
		expect((await bench.api.post(`${path}/archive`)).data.archived).toBe(true);
		expect((await bench.api.post(`${path}/restore`)).data.archived).toBe(false);
		expect((await bench.api.post('/v3/users', await person())).status).toBe(400);
		const unaccepted = await person({ acceptTermsOfService: false, email: 'a@b.example' });
		expect((await bench.api.post('/v3/users', unaccepted)).status).toBe(400);
	});

	it('leaves users and bank accounts to administrators', async () => {
		await demote();
		expect((await bench.api.post('/v3/users', await person())).status).toBe(403);
		const bank = { nameOnAccount: 'N', type: 'CHECKING', ownerType: 'BUSINESS', bankName: 'B' };
		expect((await bench.trusted.post('/v3/funding-accounts/banks', bank)).status).toBe(403);
	});
});

it('is verified, with a phone', async () => {
	const path = '/v3/risk-verifications';
	const before = (await bench.api.get(path)).data;
	expect(before).toMatchObject({ processingStatus: 'IN_PROGRESS', decision: 'HOLD' });
	expect((await bench.api.get(`${path}/phone`)).data).toEqual({ hasPhone: true });
	const phone = { phoneNumber: '+1 401 555 0102', phoneType: 'MOBILE' };
	const added = await bench.api.post(`${path}/phone`, phone);
	expect([added.status, added.data]).toEqual([200, '']);
	expect((await bench.api.post(`${path}/phone`, { phoneNumber: '1' })).status).toBe(400);
	const { data } = await bench.api.post(path);
	expect(data.referenceId).not.toBe(before.referenceId);
	expect((await bench.api.get(path)).data).toEqual(data);
});

it('has payment terms that are not deleted', async () => {
	const [term] = bench.localBill.records('paymentTerms');
	expect((await bench.api.delete(`${own()}/payment-terms/${term.id}`)).status).toBe(404);
	const body = { name: 'Net 1', daysDue: 1, archived: true };
	expect((await bench.api.post(`${own()}/payment-terms`, body)).status).toBe(400);
});
