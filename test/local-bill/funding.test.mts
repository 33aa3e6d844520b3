import { expect, it } from '@jest/globals';
import { localBench, seededBank } from './support.mts';

const bench = localBench();

const banks = '/v3/funding-accounts/banks';
const account = {
	nameOnAccount: 'N',
	type: 'CHECKING',
	ownerType: 'BUSINESS',
	bankName: 'B',
	accountNumber: '4444333322',
};

it('adds a bank account that pays once it is verified', async () => {
	expect((await bench.api.post(banks, account)).status).toBe(403);
	const { status, data } = await bench.trusted.post(banks, account);
	expect(status).toBe(201);
	expect(data).toMatchObject({ status: 'PENDING', accountNumber: '******3322', archived: false });
	const verify = (depositAmount: number) =>
		bench.api.post(`${banks}/${data.id}/verify`, { depositAmount });
	expect((await verify(1)).data).toEqual({ verified: false });
	expect((await verify(0.42)).data).toEqual({ verified: true });
	expect((await bench.api.get(`${banks}/${data.id}`)).data.status).toBe('VERIFIED');
	const params = { currentUser: true, filters: `bankAccountId:eq:${data.id}` };
	const users = (await bench.api.get(`${banks}/users`, { params })).data.results;
	expect(users).toMatchObject([{ verificationStatus: 'VERIFIED' }]);
});

it('lists by status, keeps one default, and archives permanently', async () => {
	const filtered = await bench.api.get(banks, {
		params: { filters: 'status:eq:VERIFIED,archived:eq:false' },
	});
	expect(filtered.data.results).toHaveLength(2);
	const [first, second] = filtered.data.results;
	const patched = await bench.api.patch(`${banks}/${second.id}`, { default: { payables: true } });
	expect(patched.data.default).toEqual({ payables: true, receivables: false });
	expect((await bench.api.get(`${banks}/${first.id}`)).data.default.payables).toBe(false);
	expect((await bench.api.patch(`${banks}/${second.id}`, { accountNumber: '1' })).status).toBe(400);
	expect((await bench.api.post(`${banks}/${second.id}/archive`)).data.archived).toBe(true);
	expect((await bench.api.post(`${banks}/${second.id}/restore`)).status).toBe(404);
});

it('nominates a user once, and archives the nomination', async () => {
	const [, user] = bench.localBill.records('users');
	const body = { userId: user.id, bankAccountId: seededBank(bench, 'Operating').id };
	const nominate = () => bench.api.post(`${banks}/users/nominate`, body);
	expect((await nominate()).data).toEqual({ status: 'NOMINATED' });
	expect((await nominate()).status).toBe(400);
	const { id } = bench.localBill.records('bankAccountUsers').at(-1)!;
	expect((await bench.api.post(`${banks}/users/${id}/archive`)).data.archived).toBe(true);
	expect((await nominate()).status).toBe(200);
});

it('shows cards, AP cards and permissions', async () => {
	const cards = (cardUserStatus?: string) =>
		bench.api.get('/v3/funding-accounts/cards', { params: { cardUserStatus } });
	const verified = (await cards('VERIFIED')).data;
	expect(verified.cards.map(({ brand }: { brand: string }) => brand)).toEqual(['VISA', 'AMEX']);
	expect(verified.rates.defaultCardAccountId).toBe(verified.cards[0].id);
	expect((await cards('NOMINATED')).data.cards).toHaveLength(1);
	expect((await cards()).status).toBe(400);
	const one = await bench.api.get(`/v3/funding-accounts/cards/${verified.cards[0].id}`);
	expect(one.data).toEqual(verified.cards[0]);
	const users = await bench.api.get('/v3/funding-accounts/cards/users', {
		params: { currentUser: true },
	});
	expect(users.data.results).toHaveLength(3);
	const params = { vendorId: bench.localBill.records('vendors')[0].id, brand: 'AMEX' };
	const purposes = await bench.api.get('/v3/funding-accounts/cards/funding-purposes', { params });
	expect(purposes.data.results[0]).toHaveProperty('subCategories');
	expect((await bench.api.get('/v3/funding-accounts/ap-cards')).data).toHaveLength(2);
	expect((await bench.api.get('/v3/funding-accounts/permissions')).data.user.payOnline).toBe(true);
});
