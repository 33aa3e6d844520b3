import { isBelow } from '../../tools/n8n/age.mts';
import { n8nVersion } from '../../tools/n8n/install.mts';
import { billIn, loginsAt, n8nWithBill, someVendors } from '../support/n8n.mts';

const { n8n, bill } = n8nWithBill();

/** From 2.20 to 2.37, n8n tests only credentials that its HTTP Request node may use. */
const isTestedOpen = !isBelow(n8nVersion, 2, 20) && isBelow(n8nVersion, 2, 38);
const opened = isTestedOpen
	? { allowedHttpRequestDomains: 'domains', allowedDomains: '127.0.0.1' }
	: {};
const accountWith = async (changes: object = {}) =>
	await billIn(n8n.client, bill, { ...opened, ...changes });

describe("the credential's Test button", () => {
	test('is green with the right four fields', async () => {
		const account = await accountWith();
		expect(await account.test()).toMatchObject({ status: 'OK' });
		expect(loginsAt(bill)).toBe(1);
	});

	test.each([
		['password', 'not the password', /User Name and Password/, 1],
		['devKey', '01NOTTHEKEY', /Developer Key and Environment/, 1],
		['organizationId', '00801NOTTHEORGANIZ', /Organization ID/, 1],
		['gatewayUrl', 'http://127.0.0.1:9', /could not be reached/, 0],
	])('with a wrong %s it says where to look', async (field, value, says, logins) => {
		const account = await accountWith({ [field]: value });
		const { status, message } = await account.test();
		expect(status).toBe('Error');
		expect(message).toMatch(says);
		expect(message).not.toContain(bill.credentials.password);
		expect(loginsAt(bill)).toBe(logins);
	});

	test('with a wrong password it sends one login, not two', async () => {
		const account = await accountWith({ password: 'not the password' });
		await account.test();
		expect(loginsAt(bill)).toBe(1);
	});

	test('says when the limit of logins is reached', async () => {
		bill.setLimits({ loginsPerHour: 0 });
		const account = await accountWith();
		const { status, message } = await account.test();
		expect(status).toBe('Error');
		expect(message).toMatch(/limit of logins/);
	});
});

describe('secrets', () => {
	const secretsOf = () => [bill.credentials.password, bill.credentials.devKey];

	test('are in no item, no run data and no log, with success and with failure', async () => {
		const right = await billIn(n8n.client, bill);
		const wrong = await billIn(n8n.client, bill, { password: 'secret but wrong' });
		const missing = { __rl: true, mode: 'id', value: '00901AAAAAAAAAAAAAAA' };
		const results = [
			await right.run(someVendors),
			await right.run({ resource: 'vendor', operation: 'get', vendorId: missing }),
			await wrong.run(someVendors),
		];
		expect(results[0].items).toHaveLength(3);
		expect(results[1].error).toBeDefined();
		expect(results[2].error).toBeDefined();
		const text = JSON.stringify(results) + (await n8n.logs());
		for (const secret of [...secretsOf(), 'secret but wrong']) expect(text).not.toContain(secret);
		// The forms in which n8n, axios or BILL would show a session or a key in an error.
		expect(text).not.toMatch(/"?(sessionId|devKey)"?\s*[:=]\s*"?[0-9A-Za-z_-]{8,}/);
	});

	test('a session is never shown, not even when BILL rejects it', async () => {
		const session = 'a-session-that-bill-does-not-know';
		const login = { match: { path: '/connect/v3/login' }, times: 3 };
		const account = await billIn(n8n.client, bill);
		bill.addFault({ ...login, then: { status: 200, body: { sessionId: session } } });
		const results = [await account.run(someVendors), await account.run(someVendors)];
		expect(results[0].error).toBeDefined();
		expect(results[1].items).toHaveLength(3);
		expect(JSON.stringify(results) + (await n8n.logs())).not.toContain(session);
		expect(loginsAt(bill)).toBe(4);
	});

	test('are blanked when the credential is opened, the session among them', async () => {
		const account = await billIn(n8n.client, bill);
		await account.run(someVendors);
		const { data } = await n8n.client.readCredential(account.id);
		expect(data.username).toBe(bill.credentials.username);
		for (const field of ['password', 'devKey', 'sessionId']) {
			expect(data[field] ?? '').not.toMatch(/^[0-9A-Za-z-]{8,}$/);
		}
	});
});
