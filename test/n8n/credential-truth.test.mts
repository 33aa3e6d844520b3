import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { workflowOf } from '../../tools/lib/run-node.mts';
import { n8nCli } from '../../tools/n8n/process.mts';
import {
	billIn,
	credentialIn,
	loginsAt,
	n8nWithBill,
	oauthIn,
	sharedServer,
	someVendors,
	tokenRequestsAt,
} from '../support/n8n.mts';

/* Testing a credential uses the values typed now, whatever was stored with it before. */

const { n8n, bill } = n8nWithBill();
const OK = { status: 'OK' };
const calls = () => bill.requests.filter(({ path: at }) => !/login$|token$/.test(at));

describe('Bill API', () => {
	test('a session that was obtained with the typed values is enough', async () => {
		const account = await billIn(n8n.client, bill);
		expect(await account.testAsOpened()).toMatchObject(OK);
		expect(await account.testAsOpened()).toMatchObject(OK);
		expect(loginsAt(bill)).toBe(1);
	});

	test.each([
		['password', 'not the password', /User Name and Password/],
		['username', 'nobody@example.com', /User Name and Password/],
		['devKey', '01NOTTHEKEY', /Developer Key and Environment/],
		['organizationId', '00801NOTTHEORGANIZ', /Organization ID/],
	])(
		'with a good session stored, a wrong %s is found, with one sign-in',
		async (field, value, says) => {
			const account = await billIn(n8n.client, bill);
			await account.run(someVendors);
			await account.change({ [field]: value });
			bill.clearRequests();

			const { status, message } = await account.testAsOpened();
			expect(status).toBe('Error');
			expect(message).toMatch(says);
			expect(loginsAt(bill)).toBe(1);
			expect(bill.requests).toHaveLength(1);

			const { error } = await account.run(someVendors);
			expect(error?.message).toMatch(says);
			expect(calls()).toEqual([]);
		},
	);

	test('what is typed and not saved yet is what is tested', async () => {
		const account = await billIn(n8n.client, bill);
		await account.run(someVendors);
		const { status } = await account.test({ password: 'not the password' });
		expect(status).toBe('Error');
		expect((await account.run(someVendors)).items).toHaveLength(3);
	});

	test('it is right again once the right password is typed', async () => {
		const account = await billIn(n8n.client, bill, { password: 'not the password' });
		expect(await account.testAsOpened()).toMatchObject({ status: 'Error' });
		await account.change({ password: bill.credentials.password });
		expect(await account.testAsOpened()).toMatchObject(OK);
		expect(loginsAt(bill)).toBe(2);
	});

	test('a session that BILL has ended is renewed in the test', async () => {
		const account = await billIn(n8n.client, bill);
		await account.run(someVendors);
		bill.expireSessions();
		expect(await account.testAsOpened()).toMatchObject(OK);
		expect(loginsAt(bill)).toBe(2);
	});

	test('a Remember Me ID that gives no trust is reported; other operations work without it', async () => {
		const { device } = bill.mfa;
		const account = await billIn(n8n.client, bill, { rememberMeId: 'over', device });
		for (const again of [1, 2]) {
			const { status, message } = await account.testAsOpened();
			expect([again, status]).toEqual([again, 'Error']);
			expect(message).toMatch(/does not trust the session\. Remember Me ID and Device/);
		}
		expect((await account.run(someVendors)).items).toHaveLength(3);
	});

	test('a Remember Me ID that gives trust is right', async () => {
		const { rememberMeId, device } = bill.mfa;
		const account = await billIn(n8n.client, bill, { rememberMeId, device });
		expect(await account.testAsOpened()).toMatchObject(OK);
		expect(loginsAt(bill)).toBe(1);
		expect(bill.requests.at(-1)?.headers).not.toHaveProperty('x-n8n-credential-test');
	});
});

describe('Bill OAuth2 API', () => {
	test.each(['full', 'accounting', 'spendOnly'] as const)(
		'the app "%s" is right, with one token',
		async (app) => {
			const account = await oauthIn(n8n.client, bill, app);
			expect(await account.testAsOpened()).toMatchObject(OK);
			expect(tokenRequestsAt(bill)).toBe(1);
		},
	);

	test.each([
		['clientSecret', 'not the secret', /Client ID and Client Secret/, 1],
		['clientId', 'nobody', /Client ID and Client Secret/, 1],
		['gatewayUrl', 'http://127.0.0.1:9', /could not be reached.*Access Token URL/, 0],
		['accessTokenUrl', 'http://elsewhere.example/token', /^Access Token URL must begin/, 0],
	])('a wrong %s says where to look', async (field, value, says, tokens) => {
		const account = await oauthIn(n8n.client, bill, 'full', { [field]: value });
		const { status, message } = await account.testAsOpened();
		expect([status, message]).toEqual(['Error', expect.stringMatching(says)]);
		expect(tokenRequestsAt(bill)).toBe(tokens);
	});

	test('with a good token stored, a wrong Client Secret is found, with one request', async () => {
		const account = await oauthIn(n8n.client, bill);
		await account.run(someVendors);
		await account.change({ clientSecret: 'not the secret' });
		bill.clearRequests();
		const { status, message } = await account.testAsOpened();
		expect(status).toBe('Error');
		expect(message).toMatch(/Client ID and Client Secret/);
		expect(bill.requests).toHaveLength(1);

		expect((await account.run(someVendors)).error?.message).toMatch(/Client ID/);
		expect(calls()).toEqual([]);
	});

	test('a token that BILL does not accept is reported', async () => {
		const account = await oauthIn(n8n.client, bill);
		const body = { access_token: 'of-another-gateway' };
		bill.addFault({ match: { path: '/authx/token' }, times: 5, then: { status: 200, body } });
		const { status, message } = await account.testAsOpened();
		expect([status, message]).toEqual(['Error', expect.stringContaining('does not accept it')]);
	});
});

test('Bill Spend & Expense API: what is typed is what is asked with', async () => {
	const data = { environment: 'custom', gatewayUrl: bill.url, apiToken: bill.spendToken };
	const account = await credentialIn(n8n.client, 'billSpendExpenseApi', data);
	const asked = '/connect/v3/spend/users/current';
	bill.addFault({ match: { path: asked }, then: { status: 200, body: { uuid: 'u' } } });
	expect(await account.testAsOpened()).toMatchObject(OK);
	await account.change({ apiToken: 'not the token' });
	bill.addFault({ match: { path: asked }, times: 2, then: { status: 401, code: 'BDC_1109' } });
	expect(await account.testAsOpened()).toMatchObject({ status: 'Error' });
	// After a 401, n8n itself sends the request once more.
	expect(bill.requests.map(({ path: at }) => at)).toEqual([asked, asked, asked]);
});

test('another n8n process does not use the session of what was typed before', async () => {
	const { userFolder } = sharedServer();
	const files = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-truth-'));
	try {
		const account = await billIn(n8n.client, bill);
		await account.run(someVendors);
		const file = path.join(files, 'credentials.json');
		const { id } = await n8n.client.createWorkflow(
			workflowOf({ parameters: someVendors, credentials: account.credentials }),
		);
		const run = async (...args: string[]) => await n8nCli(args, { userFolder });
		await run('export:credentials', `--id=${account.id}`, '--decrypted', `--output=${file}`);
		const [exported] = JSON.parse(await readFile(file, 'utf8')) as [{ data: object }];
		expect(exported.data).toHaveProperty('sessionId', expect.stringContaining('"id"'));
		Object.assign(exported.data, { password: 'not the password' });
		await writeFile(file, JSON.stringify([exported]));
		await run('import:credentials', `--input=${file}`);
		bill.clearRequests();

		const { stdout } = await run('execute', `--id=${id}`, '--rawOutput');
		expect(stdout).toMatch(/BILL does not accept User Name and Password/);
		expect(loginsAt(bill)).toBe(1);
		expect(bill.requests).toHaveLength(1);
	} finally {
		await rm(files, { recursive: true, force: true });
	}
}, 120_000);
