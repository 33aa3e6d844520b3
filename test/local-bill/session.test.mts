import { describe, expect, it } from '@jest/globals';
import { codes, localBench, sessionOf, wednesday } from './support.mts';

const MINUTE = 60_000;
const bench = localBench({ now: wednesday });

const login = (changes: object) =>
	bench.plain.post('/v3/login', { ...bench.localBill.credentials, ...changes });

describe('login', () => {
	it('returns the session, and marks every response', async () => {
		const { status, data, headers } = await login({});
		expect(status).toBe(200);
		expect(data).toEqual({
			sessionId: expect.stringMatching(/^.{20,}$/),
			organizationId: bench.localBill.credentials.organizationId,
			userId: expect.stringMatching(/^006.{17}$/),
			trusted: false,
		});
		expect(headers['x-local-bill']).toBe('true');
	});

	it.each([
		[{ username: 'nobody@example.com' }, 'BDC_1101'],
		[{ password: 'wrong' }, 'BDC_1101'],
		[{ devKey: 'wrong' }, 'BDC_1102'],
		[{ organizationId: '00802WRONG0000000000' }, 'BDC_1123'],
	])('refuses %j with %s', async (changes, code) => {
		const { status, data } = await login(changes);
		expect(status).toBe(401);
		expect(codes(data)).toEqual([code]);
		expect(data[0]).toMatchObject({ severity: 'ERROR', category: 'REQUEST' });
		expect(Date.parse(data[0].timestamp)).not.toBeNaN();
	});

	it('wants every member, and knows no other', async () => {
		const missing = await bench.plain.post('/v3/login', { username: 'a' });
		expect(missing.status).toBe(400);
		expect(missing.data.map(({ message }: { message: string }) => message).sort()).toEqual([
			'devKey: The devKey field is required',
			'organizationId: The organizationId field is required',
			'password: The password field is required',
		]);
		const more = await login({ orgId: '008' });
		expect(more.status).toBe(400);
		expect(more.data[0].message).toBe('orgId: Unknown field');
		expect((await login({ rememberMeId: 'x' })).data[0].message).toMatch(/^device: /);
	});

	it('takes the name and value of a sync token', async () => {
		const { name, value } = bench.localBill.syncToken;
		expect((await login({ username: name, password: value })).status).toBe(200);
		expect(codes((await login({ username: name, password: 'wrong' })).data)).toEqual(['BDC_1101']);
	});

	it('makes a trusted session with a remembered device', async () => {
		const { rememberMeId, device } = bench.localBill.mfa;
		expect((await login({ rememberMeId, device })).data.trusted).toBe(true);
		expect((await login({ rememberMeId, device: 'other' })).data.trusted).toBe(false);
	});

	it('is refused from the 201st time in an hour on', async () => {
		bench.localBill.setLimits({ loginsPerHour: 3 });
		expect((await login({})).status).toBe(200); // The third login: two sessions are already open.
		const { status, data } = await login({});
		expect([status, ...codes(data)]).toEqual([422, 'BDC_1144']);
		bench.localBill.advanceClock(60 * MINUTE);
		expect((await login({})).status).toBe(200);
	});
});

describe('session', () => {
	it('is needed, with the developer key', async () => {
		const { devKey } = bench.localBill.credentials;
		const sessionId = sessionOf(bench.api);
		for (const headers of [{}, { devKey }, { sessionId }, { devKey, sessionId: 'wrong' }]) {
			const { status, data } = await bench.with(headers as never).get('/v3/vendors');
			expect([status, ...codes(data)]).toEqual([401, 'BDC_1109']);
			expect(data[0].message).toBe('Session is invalid.  Please log in.');
		}
		const wrongKey = bench.with({ devKey: 'wrong', sessionId });
		expect(codes((await wrongKey.get('/v3/vendors')).data)).toEqual(['BDC_1102']);
	});

	it('expires after 35 minutes of inactivity; each call restarts them', async () => {
		const status = async () => (await bench.api.get('/v3/login/session')).status;
		bench.localBill.advanceClock(34 * MINUTE);
		expect(await status()).toBe(200);
		bench.localBill.advanceClock(34 * MINUTE);
		expect(await status()).toBe(200);
		bench.localBill.advanceClock(35 * MINUTE);
		expect(await status()).toBe(401);
	});

	it('of a sync token lives 48 hours', async () => {
		const { name, value } = bench.localBill.syncToken;
		const api = await bench.signIn({ username: name, password: value });
		bench.localBill.advanceClock(47 * 60 * MINUTE);
		expect((await api.get('/v3/login/session')).status).toBe(200);
		bench.localBill.advanceClock(48 * 60 * MINUTE);
		expect((await api.get('/v3/login/session')).status).toBe(401);
	});

	it('ends with logout, and when all are made to expire', async () => {
		const other = await bench.signIn();
		const { status, data } = await bench.api.post('/v3/logout');
		expect([status, data]).toEqual([200, '']);
		expect((await bench.api.get('/v3/vendors')).status).toBe(401);
		expect((await other.get('/v3/vendors')).status).toBe(200);
		bench.localBill.expireSessions();
		expect((await other.get('/v3/vendors')).status).toBe(401);
	});

	it('shows the user, the organization, and the organizations that can be reached', async () => {
		const { data } = await bench.api.get('/v3/login/session');
		const { organizationId } = bench.localBill.credentials;
		expect(data).toMatchObject({ organizationId, userId: expect.any(String) });
		const reachable = await bench.api.get('/v3/login/organizations');
		expect(reachable.data.results[0].organization.id).toBe(organizationId);
		expect((await bench.plain.get('/v3/health')).data).toHaveProperty('appEnv', 'local');
	});
});
