import { resultOf, workflowOf } from '../../tools/lib/run-node.mts';
import { n8nWithBill, oauthIn, someVendors, tokenRequestsAt } from '../support/n8n.mts';

const { n8n, bill } = n8nWithBill();
const calls = () => bill.requests.filter(({ path }) => path.startsWith('/connect'));
const picked = (id: unknown) => ({ __rl: true, mode: 'id', value: id });

describe('one token for all', () => {
	test('executions one after the other ask for one, and sign in with nothing else', async () => {
		const account = await oauthIn(n8n.client, bill);
		for (let run = 0; run < 3; run++) {
			const { items, error } = await account.run(someVendors);
			expect(error).toBeUndefined();
			expect(items).toHaveLength(3);
		}
		expect(tokenRequestsAt(bill)).toBe(1);
		expect(calls().map(({ auth }) => auth.bearer)).toEqual(['right', 'right', 'right']);
	});

	test.each([
		['with no token stored', false],
		['whose token has ended', true],
	])(
		'20 executions at once %s ask for one',
		async (_, hasToken) => {
			const account = await oauthIn(n8n.client, bill);
			if (hasToken) {
				await account.run(someVendors);
				bill.setTokens({ expire: true });
				bill.clearRequests();
			}
			const { id } = await n8n.client.createWorkflow(
				workflowOf({
					parameters: { authentication: 'billOAuth2Api', ...someVendors },
					credentials: account.credentials,
				}),
			);
			const runs = await Promise.all(
				Array.from({ length: 20 }, async () => await n8n.client.runWorkflow(id, 'Start')),
			);
			for (const run of runs) {
				expect(resultOf(run).error).toBeUndefined();
				expect(resultOf(run).items).toHaveLength(3);
			}
			expect(tokenRequestsAt(bill)).toBe(1);
		},
		60_000,
	);

	test('a token that ends in the middle of 100 items is renewed once', async () => {
		const account = await oauthIn(n8n.client, bill);
		await account.run(someVendors);
		bill.clearRequests();
		const [{ id }] = bill.records('vendors');
		// The clock moves on while the items are read.
		const half = calls;
		const timer = setInterval(() => {
			if (half().length < 50) return;
			clearInterval(timer);
			bill.setTokens({ expire: true });
		}, 1);
		const { items, error } = await account.run(
			{ resource: 'vendor', operation: 'get', vendorId: picked(id) },
			{ items: Array.from({ length: 100 }, (_, number) => ({ json: { number } })) },
		);
		clearInterval(timer);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(100);
		expect(calls().filter(({ status }) => status === 401).length).toBeGreaterThan(0);
		expect(tokenRequestsAt(bill)).toBe(1);
	});
});

describe('what is refused', () => {
	test('a refused client is one request for an execution, and the text names its fields', async () => {
		const account = await oauthIn(n8n.client, bill, 'full', { clientSecret: 'not the secret' });
		const { items } = await account.run(someVendors, {
			items: Array.from({ length: 100 }, (_, number) => ({ json: { number } })),
			continueOnFail: true,
		});
		expect(items).toHaveLength(100);
		for (const { json } of items) expect(json.error).toMatch(/Client ID and Client Secret/);
		expect(bill.requests).toHaveLength(1);
	});

	test('an app with the accounting scope may not pay, and the text says how to get it', async () => {
		const account = await oauthIn(n8n.client, bill, 'accounting');
		const unpaid = bill
			.records('bills')
			.find(({ paymentStatus, archived }) => paymentStatus === 'UNPAID' && !archived);
		const bank = bill
			.records('bankAccounts')
			.find(({ status, archived }) => status === 'VERIFIED' && !archived);
		const { error } = await account.run({
			resource: 'payment',
			operation: 'create',
			billId: picked(unpaid?.id),
			amount: 1,
			bankAccountId: picked(bank?.id),
		});
		expect(error?.description).toContain('"Accounting data access"');
		expect(error?.description).toContain('App scope "Full access"');
		// The node first checks whether the bill is still due.
		expect(calls().map(({ method, status }) => [method, status])).toEqual([
			['GET', 200],
			['POST', 403],
		]);
	});
});

test('secret and token are in no item, no run data, no log and not in the opened credential', async () => {
	const token = 'a-token-that-bill-does-not-know';
	const account = await oauthIn(n8n.client, bill);
	const given = { access_token: token, token_type: 'mac' };
	bill.addFault({
		match: { path: '/authx/token' },
		times: 3,
		then: { status: 200, body: given },
	});
	const results = [await account.run(someVendors), await account.run(someVendors)];
	expect(results[0].error).toBeDefined();
	expect(results[1].items).toHaveLength(3);
	const opened = await n8n.client.readCredential(account.id);
	const text = JSON.stringify([results, opened]) + (await n8n.logs());
	for (const secret of [token, bill.oauthApps.full.clientSecret]) {
		expect(text).not.toContain(secret);
	}
});
