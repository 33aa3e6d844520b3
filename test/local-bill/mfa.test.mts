import { expect, it } from '@jest/globals';
import { codes, localBench, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });

const challenge = async () => (await bench.api.post('/v3/mfa/challenge', {})).data.challengeId;
const validate = (body: object) => bench.api.post('/v3/mfa/challenge/validate', body);

it('requires a body for a challenge, even if it is {}', async () => {
	expect((await bench.api.post('/v3/mfa/challenge')).status).toBe(400);
	const { status, data } = await bench.api.post('/v3/mfa/challenge', {});
	expect([status, data]).toEqual([200, { challengeId: expect.any(String) }]);
});

it('turns the session into a trusted one, and remembers the device', async () => {
	const bank = { nameOnAccount: 'N', type: 'CHECKING', ownerType: 'BUSINESS', bankName: 'B' };
	const refused = await bench.api.post('/v3/funding-accounts/banks', bank);
	expect([refused.status, ...codes(refused.data)]).toEqual([403, 'BDC_1361']);
	expect(refused.data[0].params).toEqual({});

	const answer = await validate({
		challengeId: await challenge(),
		token: bench.localBill.mfa.code,
		device: 'laptop',
		machineName: 'm',
		rememberMe: true,
	});
	expect(answer.data).toEqual({ rememberMeId: expect.any(String) });
	expect((await bench.api.post('/v3/funding-accounts/banks', bank)).status).toBe(201);

	const { rememberMeId } = answer.data;
	const later = await bench.signIn({ rememberMeId, device: 'laptop' });
	expect((await later.post('/v3/funding-accounts/banks', bank)).status).toBe(201);
	bench.localBill.advanceClock(31 * 24 * 3_600_000);
	const stale = await bench.signIn({ rememberMeId, device: 'laptop' });
	expect((await stale.post('/v3/funding-accounts/banks', bank)).status).toBe(403);
});

it('refuses a wrong code, five of them, and a code twice', async () => {
	const challengeId = await challenge();
	for (let i = 0; i < 5; i += 1) {
		expect(codes((await validate({ challengeId, token: '000000' })).data)).toEqual(['BDC_1356']);
	}
	expect(codes((await validate({ challengeId, token: '123456' })).data)).toEqual(['BDC_1358']);
	const again = await challenge();
	expect((await validate({ challengeId: again, token: '123456' })).data).toEqual({});
	expect((await validate({ challengeId: again, token: '123456' })).status).toBe(404);
});

it('makes a running session trusted', async () => {
	const { rememberMeId, device } = bench.localBill.mfa;
	const wrong = await bench.api.post('/v3/mfa/step-up', { rememberMeId, device: 'x' });
	expect(codes(wrong.data)).toEqual(['BDC_1361']);
	const { data } = await bench.api.post('/v3/mfa/step-up', { rememberMeId, device });
	expect(data).toEqual({ trusted: true });
});

it('sets up a phone, from a trusted session only while there is one', async () => {
	const phone = { phone: '+1 401 555 0199', type: 'TEXT' };
	expect((await bench.api.post('/v3/mfa/setup', phone)).status).toBe(403);
	const { setupId } = (await bench.trusted.post('/v3/mfa/setup', phone)).data;
	const body = { setupId, type: 'TEXT', token: bench.localBill.mfa.code };
	const { data } = await bench.trusted.post('/v3/mfa/setup/validate', body);
	expect(data).toEqual({ status: 'SUCCESS' });
	const phones = await bench.api.get('/v3/mfa/phones');
	expect(phones.data.results).toEqual([{ type: 'MOBILE', last4digits: '0199', primary: true }]);
});

it('sends five text messages a minute', async () => {
	for (let i = 0; i < 5; i += 1) await challenge();
	expect((await bench.api.post('/v3/mfa/challenge', {})).status).toBe(422);
});

it('is closed to sessions of a sync token', async () => {
	const { name, value } = bench.localBill.syncToken;
	const api = await bench.signIn({ username: name, password: value });
	expect((await api.post('/v3/mfa/challenge', {})).status).toBe(403);
});
