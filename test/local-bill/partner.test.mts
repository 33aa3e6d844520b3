import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { codes, localBench } from './support.mts';

const bench = localBench();
const { stringMatching } = expect;

/** A client signed in as the partner, with an organization in the header if one is given. */
let partner: (organizationId?: string) => AxiosInstance;
let sessionId: string;

const signIn = async (changes: object = {}) => {
	const { appKey, username, password } = bench.localBill.partner;
	return await bench.plain.post('/v3/partner/login', { appKey, username, password, ...changes });
};
const refusal = ({ status, data }: { status: number; data: Array<{ code: string }> }) => [
	status,
	...codes(data),
];
const organizations = () => bench.localBill.records('organizations');
const other = (name = 'Fernhill') => organizations().find((each) => each.name.startsWith(name))!;
const usersOf = (organizationId: string) => bench.localBill.records('users', organizationId);

beforeEach(async () => {
	const { appKey } = bench.localBill.partner;
	sessionId = (await signIn()).data.sessionId;
	partner = (organizationId) =>
		bench.with({ appKey, sessionId, ...(organizationId && { organizationId }) });
	bench.localBill.clearRequests();
});

describe('the sign-in of a partner', () => {
	it('gives a session, and says nothing of an organization', async () => {
		const { status, data } = await signIn();
		expect([status, data]).toEqual([200, { sessionId: stringMatching(/^.{20,}$/) }]);
	});

	it.each([
		[{ appKey: 'nobody' }, 401, 'BDC_1102'],
		[{ username: 'nobody' }, 401, 'BDC_1101'],
		[{ password: 'wrong' }, 401, 'BDC_1101'],
		[{ appKey: undefined }, 400, 'BDC_1108'],
		[{ organizationId: '008' }, 400, 'BDC_1129'],
	])('is refused with %j', async (changes, status, code) => {
		expect(refusal(await signIn(changes))).toEqual([status, code]);
	});

	it('counts against the limit of logins, and its secrets are not in the log', async () => {
		bench.localBill.setLimits({ loginsPerHour: 2 });
		await signIn();
		expect(refusal(await signIn())).toEqual([422, 'BDC_1144']);
		const [entry] = bench.localBill.requests;
		expect(entry.auth).toMatchObject({ appKey: 'right', password: 'right' });
		const { appKey, password } = bench.localBill.partner;
		expect(JSON.stringify(entry)).not.toContain(password);
		expect(JSON.stringify(entry)).not.toContain(appKey);
	});

	it('ends after 35 quiet minutes', async () => {
		bench.localBill.advanceClock(34 * 60_000);
		expect((await partner().get('/v3/partner/organizations')).status).toBe(200);
		bench.localBill.advanceClock(35 * 60_000);
		expect(refusal(await partner().get('/v3/partner/organizations'))).toEqual([401, 'BDC_1109']);
	});

	it('opens no organization, and that of an organization opens nothing of a partner', async () => {
		const { devKey, appKey } = bench.localBill.partner;
		const asOrganization = bench.with({ devKey, sessionId });
		expect(refusal(await asOrganization.get('/v3/vendors'))).toEqual([401, 'BDC_1109']);
		const asPartner = bench.with({
			appKey,
			sessionId: String(bench.api.defaults.headers.sessionId),
		});
		expect(refusal(await asPartner.get('/v3/partner/organizations'))).toEqual([401, 'BDC_1109']);
	});

	it('is asked for with the application key; an access token is not for partners', async () => {
		const path = '/v3/partner/organizations';
		expect(refusal(await bench.with({ sessionId }).get(path))).toEqual([401, 'BDC_1109']);
		const wrong = bench.with({ appKey: 'nobody', sessionId });
		expect(refusal(await wrong.get(path))).toEqual([401, 'BDC_1102']);
		const { clientId, clientSecret } = bench.localBill.oauthApps.full;
		const { data } = await bench.with({}).post(
			`${bench.localBill.url}/authx/token`,
			new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: clientId,
				client_secret: clientSecret,
			}),
		);
		const bearer = bench.with({ authorization: `Bearer ${data.access_token as string}` });
		expect(refusal(await bearer.get(path))).toEqual([401, 'BDC_1109']);
	});
});

describe('organizations of a partner', () => {
	const path = '/v3/partner/organizations';
	const address = { line1: '1 Elm St', city: 'Concord', zipOrPostalCode: '03301', country: 'US' };
	const body = { name: 'Tallow & Co', address: { ...address, stateOrProvince: 'NH' } };

	it('are listed in pages, with filters and in order', async () => {
		const { data } = await partner().get(path, { params: { max: 2, sort: 'createdTime:asc' } });
		expect(data.results).toHaveLength(2);
		const next = await partner().get(path, { params: { page: data.nextPage, max: 2 } });
		expect(next.data.results).toHaveLength(1);
		const { id } = other();
		const one = await partner().get(path, { params: { filters: `id:eq:${id}` } });
		expect(one.data.results).toMatchObject([{ id, name: 'Fernhill Bakery LLC', archived: false }]);
	});

	it('are created with their own data', async () => {
		const { status, data } = await partner().post(path, body);
		expect([status, data]).toMatchObject([201, { ...body, id: stringMatching(/^008/) }]);
		const own = partner(data.id as string);
		expect((await own.get('/v3/partner/users')).data.results).toEqual([]);
		expect((await own.get('/v3/partner/roles')).data.results).toHaveLength(5);
	});

	it.each([
		[{ name: '' }],
		[{ name: 'x'.repeat(101) }],
		[{ address }],
		[{ address: undefined }],
		[{ partnerName: 'x' }],
		[{ taxIdType: 'VAT' }],
	])('are not made with %j', async (changes) => {
		const before = organizations().length;
		expect((await partner().post(path, { ...body, ...changes })).status).toBe(400);
		expect(organizations()).toHaveLength(before);
	});

	it('have a price plan that the partner chooses', async () => {
		const { id } = other();
		const patch = async (pricePlanType: string, of = id) =>
			await partner().patch(`${path}/${of}/price-plan`, { pricePlanType });
		expect((await patch('PricePlan3')).data).toEqual({ status: 'SUCCESS' });
		expect(bench.localBill.records('pricePlans', id)).toMatchObject([{ _type: 'PricePlan3' }]);
		expect((await patch('PricePlan6')).status).toBe(400);
		expect((await patch('PricePlan1', '00801NOBODY000000000')).status).toBe(404);
	});

	it('show only themselves to their own users', async () => {
		const { organizationId } = bench.localBill.credentials;
		expect((await bench.api.get(`/v3/organizations/${organizationId}`)).status).toBe(200);
		expect((await bench.api.get(`/v3/organizations/${other().id}`)).status).toBe(404);
	});
});

describe('users and roles of an organization', () => {
	const path = '/v3/partner/users';
	const body = {
		firstName: 'Mia',
		email: 'mia@concord.example',
		username: 'mia-17',
		acceptTermsOfService: true,
	};

	it('need the organization in a header', async () => {
		expect(refusal(await partner().get(path))).toEqual([400, 'BDC_1108']);
		expect(refusal(await partner('00801NOBODY000000000').get(path))).toEqual([401, 'BDC_1123']);
		const { data } = await partner(other().id).get(path);
		expect(data.results).toMatchObject([{ firstName: 'Noor' }, { firstName: 'Eli' }]);
	});

	it('are administrators by default, and their names are not shown', async () => {
		const { id } = other();
		const { status, data } = await partner(id).post(path, { ...body, externalReferenceId: 'E1' });
		expect([status, data]).toMatchObject([
			201,
			{ id: stringMatching(/^006/), firstName: 'Mia', role: { type: 'ADMINISTRATOR' } },
		]);
		expect(Object.keys(data)).not.toContain('username');
		expect(usersOf(id).at(-1)).toMatchObject({ _username: 'mia-17', _externalReferenceId: 'E1' });
		expect(bench.localBill.records('users').map(({ email }) => email)).not.toContain(body.email);
	});

	it.each([
		[{ acceptTermsOfService: false }],
		[{ username: 'mia@concord.example' }],
		[{ username: 'x'.repeat(41) }],
		[{ username: 'NOOR-Concord' }],
		[{ email: 'mia' }],
	])('are not made with %j', async (changes) => {
		// User names are unique in all of BILL.
		const { status } = await partner(other('Copperleaf').id).post(path, { ...body, ...changes });
		expect(status).toBe(400);
	});

	it('are changed, archived and restored', async () => {
		const { id } = other();
		const [{ id: userId }] = usersOf(id);
		const { data: roles } = await partner(id).get('/v3/partner/roles');
		const roleId = roles.results[2].id as string;
		const one = `${path}/${userId}`;
		const { data } = await partner(id).patch(one, { email: 'n@concord.example', roleId });
		expect(data).toMatchObject({ email: 'n@concord.example', role: { id: roleId } });
		expect((await partner(id).post(`${one}/archive`)).data).toMatchObject({ archived: true });
		expect((await partner(id).post(`${one}/restore`)).data).toMatchObject({ archived: false });
		expect((await partner(id).get(one)).data).toMatchObject({ id: userId, archived: false });
		expect((await partner(id).get(`/v3/partner/roles/${roleId}`)).data).toMatchObject({
			id: roleId,
		});
		expect((await partner(other('Copperleaf').id).get(one)).status).toBe(404);
	});

	it("get a phone for BILL's check", async () => {
		const { id } = other();
		const [{ id: userId }] = usersOf(id);
		const post = async (user: string) =>
			await partner(id).post(`/v3/partner/risk-verifications/${user}/phone`, {
				phoneNumber: '6035550101',
				phoneType: 'MOBILE',
			});
		const { status, data } = await post(userId);
		expect([status, data]).toEqual([200, '']);
		expect(bench.localBill.records('riskVerifications', id)).toMatchObject([
			{ _phone: { phoneNumber: '6035550101' } },
		]);
		expect((await post('006NOBODY')).status).toBe(404);
	});
});

describe('the sign-in as a user', () => {
	const asUser = async (organizationId: string, userId: string, more: object = {}) =>
		await partner().post('/v3/partner/login-as-user', { organizationId, userId, ...more });

	it('opens the organization with the developer key', async () => {
		const { id } = other();
		const [{ id: userId }] = usersOf(id);
		const { status, data } = await asUser(id, userId);
		expect([status, data]).toEqual([
			200,
			{ sessionId: stringMatching(/^.{20,}$/), trusted: false },
		]);
		const { devKey, appKey } = bench.localBill.partner;
		const own = bench.with({ devKey, sessionId: data.sessionId as string });
		expect((await own.get('/v3/login/session')).data).toMatchObject({ organizationId: id, userId });
		const { results } = (await own.get('/v3/vendors')).data;
		expect(results).toMatchObject([{ name: 'Millstream Flour' }, { name: 'Harbor Freight Lines' }]);
		expect(bench.localBill.requests.at(-1)).toMatchObject({ organizationId: id });
		const withAppKey = bench.with({ appKey, sessionId: data.sessionId as string });
		expect(refusal(await withAppKey.get('/v3/vendors'))).toEqual([401, 'BDC_1109']);
	});

	it('keeps what is written to its organization', async () => {
		const { id } = other('Copperleaf');
		const { data } = await asUser(id, usersOf(id)[0].id);
		const { devKey } = bench.localBill.partner;
		const own = bench.with({ devKey, sessionId: data.sessionId as string });
		const before = bench.localBill.records('vendors').length;
		const [{ id: vendorId }] = bench.localBill.records('vendors', id);
		expect((await own.post(`/v3/vendors/${vendorId}/archive`)).data).toMatchObject({
			archived: true,
		});
		expect((await bench.api.get(`/v3/vendors/${vendorId}`)).status).toBe(404);
		expect(bench.localBill.records('vendors')).toHaveLength(before);
	});

	it('is trusted with a remembered device', async () => {
		const { id } = other();
		const { rememberMeId, device } = bench.localBill.mfa;
		const { data } = await asUser(id, usersOf(id)[0].id, { rememberMeId, device });
		expect(data).toMatchObject({ trusted: true });
	});

	it('is refused in an unknown organization, for an archived user and for a user of another organization', async () => {
		const { id } = other();
		const [{ id: userId }] = usersOf(id);
		expect(refusal(await asUser('00801NOBODY000000000', userId))).toEqual([401, 'BDC_1123']);
		expect(refusal(await asUser(other('Copperleaf').id, userId))).toEqual([401, 'BDC_1111']);
		await partner(id).post(`/v3/partner/users/${userId}/archive`);
		expect(refusal(await asUser(id, userId))).toEqual([401, 'BDC_1111']);
	});

	it('has its own limit of simultaneous calls for each organization', async () => {
		const { devKey } = bench.localBill.partner;
		const open = async (name: string) => {
			const { id } = other(name);
			const { data } = await asUser(id, usersOf(id)[0].id);
			return bench.with({ devKey, sessionId: data.sessionId as string });
		};
		const [one, two] = [await open('Fernhill'), await open('Copperleaf')];
		bench.localBill.setLimits({ concurrent: 1 });
		bench.localBill.addFault({
			match: { path: '/connect/v3/vendors' },
			times: 3,
			then: { delay: 80 },
		});
		const answers = [one, two, one].map(async (client) => await client.get('/v3/vendors'));
		expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 422]);
	});
});
