import { describe, expect, it } from '@jest/globals';
import { spendOf } from './spend-support.mts';
import { localBench, messages, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });
const seeded = spendOf(bench);

const person = { firstName: 'Jo', lastName: 'Berg', email: 'Jo.Berg@test.example', role: 'MEMBER' };
const create = async (members: object = {}) =>
	await bench.spend.post('/users', { ...person, ...members });

describe('users of Spend & Expense', () => {
	it('are created, changed and retired permanently', async () => {
		const { status, data } = await create({ dateOfBirth: '1990-02-03', phone: '555 0100' });
		expect([status, data]).toEqual([
			200,
			expect.objectContaining({ ...person, retired: false, hasDateOfBirth: true }),
		]);
		expect(data.uuid).toMatch(/^usr_[0-9a-f-]{36}$/);
		expect(Buffer.from(data.id, 'base64').toString()).toMatch(/^User:\d+$/);
		for (const hidden of ['phone', 'dateOfBirth', 'updatedTime']) {
			expect(data).not.toHaveProperty(hidden);
		}
		const path = `/users/${data.uuid}`;
		const patched = await bench.spend.patch(path, { role: 'AUDITOR', dateOfBirth: '' });
		expect(patched.data).toMatchObject({
			role: 'AUDITOR',
			hasDateOfBirth: false,
			lastName: 'Berg',
		});
		const gone = await bench.spend.delete(path);
		expect([gone.status, gone.data]).toEqual([200, '']);
		expect((await bench.spend.get(path)).data.retired).toBe(true);
		expect((await bench.spend.patch(path, { lastName: 'B' })).status).toBe(400);
	});

	it.each([
		[{ role: 'OWNER' }, 400],
		[{ role: undefined }, 400],
		[{ email: 'nobody' }, 400],
		[{ retired: true }, 400],
		[{ dateOfBirth: '3 May' }, 400],
		[{ email: 'ANA.REYES@northlight-goods.example' }, 409],
		// The email address of a retired user cannot be reused.
		[{ email: 'ira.klein@northlight-goods.example' }, 409],
	])('are not made with %j', async (members, status) => {
		const before = bench.localBill.records('spendUsers').length;
		expect((await create(members)).status).toBe(status);
		expect(bench.localBill.records('spendUsers')).toHaveLength(before);
	});

	it('say what is missing as BILL does', async () => {
		const { data } = await bench.spend.post('/users', { ...person, firstName: '' });
		expect(messages(data)).toEqual(['firstName: must not be empty']);
	});

	it('join the budgets that take everybody', async () => {
		const { data } = await create();
		const budget = seeded.budget('Software');
		const member = await bench.spend.get(`/budgets/${budget.uuid}/members/${data.uuid}`);
		expect(member.data).toMatchObject({ budgetRole: 'MEMBER', shareBudgetFunds: true });
	});

	it('take their cards and memberships with them', async () => {
		const ed = seeded.user('Ed');
		await bench.spend.delete(`/users/${ed.uuid}`);
		const cards = await bench.spend.get('/cards', { params: { filters: `userIds:eq:${ed.uuid}` } });
		expect(cards.data.results.map(({ status }: { status: string }) => status)).toEqual([
			...['DELETED', 'DELETED', 'DELETED'],
		]);
		const path = `/budgets/${seeded.budget('Travel').id}/members/${ed.id}`;
		expect((await bench.spend.get(path)).data.retired).toBe(true);
	});

	it('invalidate their own token', async () => {
		const ana = seeded.user('Ana');
		expect((await bench.spend.delete(`/users/${ana.uuid}`)).status).toBe(200);
		expect((await bench.spend.get('/users/current')).status).toBe(401);
	});

	it('need the role of an administrator for what decides over money', async () => {
		const [ana, waiting] = [seeded.user('Ana'), seeded.reimbursement('Paper Lane')];
		await bench.spend.patch(`/users/${ana.uuid}`, { role: 'MEMBER' });
		const path = `/reimbursements/${waiting.uuid}/action`;
		const { status, data } = await bench.spend.post(path, { action: 'APPROVE' });
		expect([status, messages(data)[0]]).toEqual([403, expect.stringContaining('ADMIN')]);
		expect(seeded.reimbursement('Paper Lane').status).toBe('AWAITING_APPROVAL');
	});
});
