import { resultOf, workflowOf } from '../../tools/lib/run-node.mts';
import { billIn, loginsAt, n8nWithBill, newVendor, someVendors } from '../support/n8n.mts';

const { n8n, bill } = n8nWithBill();

describe('one session for all', () => {
	test('20 executions one after the other log in once', async () => {
		const account = await billIn(n8n.client, bill);
		for (let run = 0; run < 20; run++) {
			const { items, error } = await account.run(someVendors);
			expect(error).toBeUndefined();
			expect(items).toHaveLength(3);
		}
		expect(loginsAt(bill)).toBe(1);
		expect(bill.requests).toHaveLength(21);
	});

	test('when BILL has forgotten all sessions, 5 executions at once succeed with one login', async () => {
		const account = await billIn(n8n.client, bill);
		await account.run(someVendors);
		bill.expireSessions();
		bill.clearRequests();
		const { id } = await n8n.client.createWorkflow(
			workflowOf({ parameters: someVendors, credentials: account.credentials }),
		);
		const runs = await Promise.all(
			Array.from({ length: 5 }, async () => await n8n.client.runWorkflow(id, 'Start')),
		);
		for (const run of runs) {
			expect(resultOf(run).error).toBeUndefined();
			expect(resultOf(run).items).toHaveLength(3);
		}
		expect(loginsAt(bill)).toBe(1);
	});

	test('the session lasts beyond its 35 minutes: an execution renews it', async () => {
		const account = await billIn(n8n.client, bill);
		await account.run(someVendors);
		bill.advanceClock(36 * 60_000);
		const { items, error } = await account.run(someVendors);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(3);
		expect(loginsAt(bill)).toBe(2);
	});

	test('two credentials of different users share no session', async () => {
		const first = await billIn(n8n.client, bill);
		await first.run(someVendors);
		const wrong = await billIn(n8n.client, bill, { password: 'not the password' });
		expect((await wrong.run(someVendors)).error).toBeDefined();
	});
});

describe('a wrong password', () => {
	const items = Array.from({ length: 100 }, (_, number) => ({ json: { number } }));

	test('sends one login for 100 items with Continue On Fail, and every item says why', async () => {
		const account = await billIn(n8n.client, bill, { password: 'not the password' });
		const result = await account.run(
			{
				resource: 'vendor',
				operation: 'get',
				vendorId: { __rl: true, mode: 'id', value: '00901AAAAAAAAAAAAAAA' },
			},
			{ items, continueOnFail: true },
		);
		expect(result.items).toHaveLength(100);
		for (const item of result.items) expect(String(item.json.error)).toMatch(/Password/);
		expect(loginsAt(bill)).toBe(1);
		expect(bill.requests).toHaveLength(1);
	});

	test('is not remembered: each execution sends one login, and a right one goes through', async () => {
		const account = await billIn(n8n.client, bill, { password: 'not the password' });
		await account.run(someVendors);
		await account.run(someVendors);
		expect(loginsAt(bill)).toBe(2);
		await n8n.client.updateCredential(account.id, {
			name: account.name,
			type: 'billApi',
			data: { ...account.data, password: bill.credentials.password },
		});
		expect((await account.run(someVendors)).items).toHaveLength(3);
		expect(loginsAt(bill)).toBe(3);
	});
});

describe('writes', () => {
	const vendor = { ...newVendor('Sent Once Ltd'), options: { lookUpSeconds: 0 } };
	const sent = () =>
		bill.requests.filter(({ method, path }) => method === 'POST' && path === '/connect/v3/vendors');

	test.each([
		['is answered with status 500', { status: 500 }],
		['loses its connection before BILL has done it', { drop: 'before' as const }],
		['loses its connection after BILL has done it', { drop: 'after' as const }],
	])('a POST that %s is sent once', async (_, then) => {
		const account = await billIn(n8n.client, bill);
		await account.run(someVendors);
		bill.addFault({ match: { method: 'POST', path: '/connect/v3/vendors*' }, times: 5, then });
		const { error } = await account.run(vendor);
		expect(error?.message).toBeTruthy();
		expect(sent()).toHaveLength(1);
	});
});
