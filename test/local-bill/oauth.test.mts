import { describe, expect, it } from '@jest/globals';
import { clientOf } from '../support/bill.mts';
import { codes, localBench } from './support.mts';

const bench = localBench();
type App = keyof typeof bench.localBill.oauthApps;

const ask = async (changes: object = {}, app: App = 'full') => {
	const { clientId: client_id, clientSecret: client_secret } = bench.localBill.oauthApps[app];
	const form = { grant_type: 'client_credentials', client_id, client_secret, ...changes };
	return await clientOf(bench.localBill.url).post('/authx/token', new URLSearchParams(form));
};
const tokenOf = async (app?: App) => (await ask({}, app)).data.access_token as string;
const bearer = async (app?: App) =>
	bench.with({ authorization: `Bearer ${await tokenOf(app)}`, 'content-type': 'application/json' });

describe('the access token', () => {
	it('is given for client ID and secret, for an hour', async () => {
		const { status, data } = await ask();
		expect([status, data]).toEqual([
			200,
			{
				access_token: expect.stringMatching(/^.{20,}$/),
				token_type: 'Bearer',
				expires_in: 3600,
			},
		]);
	});

	it.each([
		[{ client_id: 'nobody' }, 401, 'invalid_client'],
		[{ client_secret: 'wrong' }, 401, 'invalid_client'],
		[{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
	])('is not given for %j', async (changes, status, error) => {
		const answer = await ask(changes);
		expect([answer.status, answer.data.error]).toEqual([status, error]);
	});

	it('is asked for with a form, and the secret is not in the log', async () => {
		const json = await clientOf(bench.localBill.url).post('/authx/token', { grant_type: 'x' });
		expect(json.status).toBeGreaterThanOrEqual(400);
		await ask();
		const entry = bench.localBill.requests.at(-1)!;
		expect(entry.auth).toMatchObject({ clientSecret: 'right' });
		expect(JSON.stringify(entry)).not.toContain(bench.localBill.oauthApps.full.clientSecret);
	});

	it('is the only credential of a call', async () => {
		const { status, data } = await (await bearer()).get('/v3/vendors');
		expect(status).toBe(200);
		expect(data.results.length).toBeGreaterThan(0);
		const { auth } = bench.localBill.requests.at(-1)!;
		expect(auth).toMatchObject({ bearer: 'right' });
	});

	it('lives as long as it is set to', async () => {
		await bench.control.post('/tokens', { lifetime: 60 });
		const api = await bearer();
		bench.localBill.advanceClock(59_000);
		expect((await api.get('/v3/vendors')).status).toBe(200);
		bench.localBill.advanceClock(2_000);
		const { status, data } = await api.get('/v3/vendors');
		expect([status, ...codes(data)]).toEqual([401, 'BDC_1109']);
	});

	it('ends when all are ended', async () => {
		const api = await bearer();
		const { data } = await bench.control.post('/tokens', { expire: true });
		expect(data).toEqual({ lifetime: 3600, expired: 1 });
		expect((await api.get('/v3/vendors')).status).toBe(401);
	});
});

describe('what an app may do', () => {
	it('with the accounting scope all but moving money', async () => {
		const api = await bearer('accounting');
		expect((await api.get('/v3/payments')).status).toBe(200);
		expect((await api.get('/v3/funding-accounts/banks')).status).toBe(200);
		for (const path of ['/v3/payments', '/v3/funding-accounts/banks', '/v3/receivable-payments']) {
			const { status, data } = await api.post(path, {});
			expect([path, status, ...codes(data)]).toEqual([path, 403, 'insufficient_scope']);
		}
	});

	it('with full access also that', async () => {
		const { status } = await (await bearer()).post('/v3/payments', {});
		expect(status).toBe(400);
	});

	it('only in the product that its user may use', async () => {
		expect((await (await bearer('spendOnly')).get('/v3/vendors')).status).toBe(403);
	});

	it('nothing with sessions and webhooks', async () => {
		const authorization = `Bearer ${await tokenOf()}`;
		expect((await bench.with({ authorization }).get('/v3/login/session')).status).toBe(403);
		const events = clientOf(`${bench.localBill.url}/connect-events/v3`, { authorization });
		expect((await events.get('/subscriptions')).status).toBe(400);
	});
});
