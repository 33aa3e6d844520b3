import type { IHttpRequestOptions } from 'n8n-workflow';
import { BillApi } from '../../credentials/BillApi.credentials.ts';
import { BillPartnerApi } from '../../credentials/BillPartnerApi.credentials.ts';
import { BillSpendExpenseApi } from '../../credentials/BillSpendExpenseApi.credentials.ts';
import { GATEWAY_EXPRESSION, gatewayOf, mayCarrySecrets } from '../../nodes/core/wire/gateway.ts';
import { keepSession } from '../../nodes/core/wire/kept-session.ts';

type Data = Record<string, string>;

const secrets = { devKey: 'the-dev-key', sessionId: 'the-session', password: 'the-password' };
const sandbox: Data = { environment: 'sandbox', ...secrets };
const production: Data = { environment: 'production', ...secrets };
const loopback: Data = { environment: 'custom', gatewayUrl: 'http://127.0.0.1:4010', ...secrets };
const custom: Data = { environment: 'custom', gatewayUrl: 'https://gw.example.com/b', ...secrets };

type Authenticate = (data: Data, options: IHttpRequestOptions) => Promise<IHttpRequestOptions>;
const sign = new BillApi().authenticate as unknown as Authenticate;
const authenticate: Authenticate = async ({ sessionId: id, ...typed }, options) =>
	await sign({ ...typed, sessionId: keepSession(typed, { id }) }, options);
const signAsPartner = new BillPartnerApi().authenticate as unknown as Authenticate;
const partner: Authenticate = async ({ sessionId: id, ...typed }, options) =>
	await signAsPartner({ ...typed, sessionId: keepSession(typed, { id }) }, options);
const spend = new BillSpendExpenseApi().authenticate as unknown as Authenticate;

/** Every redirect option that n8n's helpers read. */
const NO_REDIRECTS = {
	sendCredentialsOnCrossOriginRedirect: false,
	disableFollowRedirect: true,
	maxRedirects: 0,
	followRedirect: false,
	followAllRedirects: false,
};

describe.each<[string, Data, string]>([
	['sandbox', sandbox, 'https://gateway.stage.bill.com/connect/v3/vendors'],
	['sandbox', sandbox, 'https://gateway.stage.bill.com/connect-events/v3/subscriptions'],
	['sandbox', sandbox, 'https://GATEWAY.stage.bill.com:443/connect/v3/vendors'],
	['sandbox', sandbox, 'https://files.bill.com/x?y=1'],
	['sandbox', sandbox, 'https://bill.com/x'],
	['production', production, 'https://gateway.prod.bill.com/connect/v3/vendors'],
	['production', production, 'https://a.b.bill.com/x'],
	['a gateway on this computer', loopback, 'http://127.0.0.1:4010/connect/v3/vendors'],
	['a gateway on this computer', loopback, 'https://files.bill.com/x'],
	['another gateway', custom, 'https://gw.example.com/b/connect/v3/vendors'],
])('with %s, %# key and session go along', (_, data, url) => {
	test(url, async () => {
		const options = { url, headers: { accept: 'application/json' } };
		const signed = await authenticate(data, options);
		expect(signed).toMatchObject({ url, ...NO_REDIRECTS });
		expect(signed.headers).toEqual({
			accept: 'application/json',
			devKey: 'the-dev-key',
			sessionId: 'the-session',
		});
		// n8n's own object is not changed: it may be logged or reused.
		expect(options.headers).toEqual({ accept: 'application/json' });
	});
});

const FOREIGN: Array<[string, Data, string]> = [
	['another host', sandbox, 'https://example.com/connect/v3/vendors'],
	['plain http to BILL', sandbox, 'http://gateway.stage.bill.com/connect/v3/vendors'],
	['plain http under bill.com', sandbox, 'http://files.bill.com/x'],
	['bill.com as a beginning', sandbox, 'https://bill.com.evil.com/x'],
	['bill.com as the end of a word', sandbox, 'https://evilbill.com/x'],
	['bill.com behind a dash', sandbox, 'https://evil-bill.com/x'],
	['bill.com in the path', sandbox, 'https://evil.com/gateway.stage.bill.com'],
	['bill.com as a user name', sandbox, 'https://gateway.stage.bill.com@evil.com/x'],
	['bill.com as user and password', sandbox, 'https://x:files.bill.com@evil.com/x'],
	['bill.com behind a backslash', sandbox, 'https://evil.com\\.bill.com/x'],
	['bill.com behind a hash', sandbox, 'https://evil.com#.bill.com'],
	['bill.com behind a question mark', sandbox, 'https://evil.com?.bill.com'],
	['bill.com behind an encoded slash', sandbox, 'https://evil.com%2f.bill.com/x'],
	['letters that only look like it', sandbox, 'https://files.bіll.com/x'],
	['another scheme', sandbox, 'ftp://files.bill.com/x'],
	['no address', sandbox, 'nonsense'],
	['nothing', sandbox, ''],
	['a path alone', sandbox, '/connect/v3/vendors'],
	['another port of this computer', loopback, 'http://127.0.0.1:4011/connect/v3/vendors'],
	['another name of this computer', loopback, 'http://localhost:4010/connect/v3/vendors'],
	['https instead of http', loopback, 'https://127.0.0.1:4010/connect/v3/vendors'],
	['a host that begins like it', loopback, 'http://127.0.0.1.evil.com:4010/x'],
	['a port as part of a user name', loopback, 'http://127.0.0.1:4010@evil.com/x'],
	['a host under the custom gateway', custom, 'https://x.gw.example.com/b/connect/v3/vendors'],
	['the custom gateway by http', custom, 'http://gw.example.com/b/connect/v3/vendors'],
	['another port of the custom gateway', custom, 'https://gw.example.com:8443/b'],
];

test.each(FOREIGN)('nothing secret goes to %s', async (_, data, url) => {
	for (const each of [authenticate, partner, spend]) {
		const typed = { ...data, apiToken: 'the-token', appKey: 'the-app-key' };
		const error = await each(typed, { url }).then(
			() => new Error('It was sent'),
			(refused: Error) => refused,
		);
		expect(error.message).toContain('was not sent');
		for (const secret of [...Object.values(secrets), 'the-token', 'the-app-key']) {
			expect(error.message).not.toContain(secret);
		}
	}
	expect(mayCarrySecrets(url, data)).toBe(false);
});

test('the error does not repeat the query of a URL, which can be a key', async () => {
	const url = 'https://files.example.com/x?signature=abc';
	await expect(authenticate(sandbox, { url })).rejects.toThrow(
		/^(?!.*signature).*https:\/\/files\.example\.com\/x/,
	);
});

test.each<[string, object, boolean]>([
	['a path below BILL', { baseURL: 'https://gateway.stage.bill.com', url: '/connect/v3/x' }, true],
	['a path below another host', { baseURL: 'https://evil.com', url: '/connect/v3/x' }, false],
	[
		'a full address, which wins over the base',
		{ baseURL: 'https://gateway.stage.bill.com', url: 'https://evil.com/x' },
		false,
	],
	[
		'an address without a scheme, which wins over the base too',
		{ baseURL: 'https://gateway.stage.bill.com', url: '//evil.com/x' },
		false,
	],
	['the older name of the address', { uri: 'https://evil.com/x' }, false],
	['the older name, at BILL', { uri: 'https://gateway.stage.bill.com/connect/v3/x' }, true],
])('%s, as n8n’s helpers give it', async (_, options, allowed) => {
	const signed = authenticate(sandbox, options as IHttpRequestOptions);
	if (allowed) expect((await signed).headers).toHaveProperty('sessionId');
	else await expect(signed).rejects.toThrow('was not sent');
});

test.each<[string, Data, Data]>([
	['a partner goes with the application key', {}, { appKey: 'the-app-key' }],
	['an organization with the developer key', { organizationId: '008' }, { devKey: 'the-dev-key' }],
])('the session of %s', async (_, more, key) => {
	const url = 'https://gateway.stage.bill.com/connect/v3/vendors';
	const signed = await partner({ ...sandbox, appKey: ' the-app-key ', ...more }, { url });
	expect(signed.headers).toEqual({ ...key, sessionId: 'the-session' });
	expect(signed).toMatchObject(NO_REDIRECTS);
});

test('a session of a partner that was got with another key is not sent', async () => {
	const url = 'https://gateway.stage.bill.com/connect/v3/partner/organizations';
	const kept = keepSession({ ...sandbox, appKey: 'another' }, { id: 'the-session' });
	const data = { ...sandbox, appKey: 'the-app-key', sessionId: kept };
	await expect(signAsPartner(data, { url })).rejects.toThrow('There is no session');
});

test('the Spend & Expense token travels alone', async () => {
	const url = 'https://gateway.stage.bill.com/connect/v3/spend/users/current';
	const signed = await spend({ environment: 'sandbox', apiToken: ' tok-1\n' }, { url });
	expect(signed.headers).toEqual({ apiToken: 'tok-1' });
	expect(signed).toMatchObject(NO_REDIRECTS);
});

describe('the gateway of a credential', () => {
	test.each<[Data, string]>([
		[{}, 'https://gateway.stage.bill.com'],
		[{ environment: 'sandbox' }, 'https://gateway.stage.bill.com'],
		[{ environment: 'production' }, 'https://gateway.prod.bill.com'],
		[
			{ environment: 'production', gatewayUrl: 'https://evil.com' },
			'https://gateway.prod.bill.com',
		],
		[{ environment: 'custom', gatewayUrl: 'https://gw.example.com' }, 'https://gw.example.com'],
		[{ environment: 'custom', gatewayUrl: ' https://gw.example.com/ ' }, 'https://gw.example.com'],
		[
			{ environment: 'custom', gatewayUrl: 'https://gw.example.com/b//' },
			'https://gw.example.com/b',
		],
		[{ environment: 'custom', gatewayUrl: 'http://127.0.0.1:4010' }, 'http://127.0.0.1:4010'],
		[{ environment: 'custom', gatewayUrl: 'http://127.9.8.7:4010' }, 'http://127.9.8.7:4010'],
		[{ environment: 'custom', gatewayUrl: 'http://localhost:4010/' }, 'http://localhost:4010'],
		[{ environment: 'custom', gatewayUrl: 'http://[::1]:4010' }, 'http://[::1]:4010'],
	])('%j is %s, in the credential’s test as well', (data, expected) => {
		expect(gatewayOf(data)).toBe(expected);
		// eslint-disable-next-line @typescript-eslint/no-implied-eval -- n8n, too, runs an expression from its text
		const inTest = new Function('$credentials', `return ${GATEWAY_EXPRESSION.slice(3, -2)}`);
		expect(inTest(data)).toBe(expected);
	});

	test.each<[string, RegExp]>([
		['http://gw.example.com', /^Gateway URL must begin with https/],
		['http://127.0.0.1.evil.com', /^Gateway URL must begin with https/],
		['http://localhost.evil.com', /^Gateway URL must begin with https/],
		['http://evil.com/127.0.0.1', /^Gateway URL must begin with https/],
		['http://127.0.0.1@evil.com', /^Gateway URL must begin with https/],
		['http://0.0.0.0:4010', /^Gateway URL must begin with https/],
		['http://192.168.1.5:4010', /^Gateway URL must begin with https/],
		['http://10.0.0.1', /^Gateway URL must begin with https/],
		['ftp://gw.example.com', /^Gateway URL must begin with https/],
		['file:///etc/passwd', /^Gateway URL must begin with https/],
		['localhost:4010', /^Gateway URL /],
		['gw.example.com', /^Gateway URL "gw\.example\.com" is not an address/],
		['', /^Gateway URL is empty/],
		['   ', /^Gateway URL is empty/],
		[
			'https://user:pass-word@gw.example.com',
			/^(?!.*pass-word)Gateway URL must be an address only/,
		],
		['https://gw.example.com/?x=1', /^Gateway URL must be an address only/],
		['https://gw.example.com/#x', /^Gateway URL must be an address only/],
	])('%j is refused, and no secret goes anywhere', async (gatewayUrl, message) => {
		const data = { environment: 'custom', gatewayUrl, ...secrets };
		expect(() => gatewayOf(data)).toThrow(message);
		await expect(
			authenticate(data, { url: `${gatewayUrl}/connect/v3/login/session` }),
		).rejects.toThrow(message);
	});

	test('an environment that is not in the list is named', () => {
		expect(() => gatewayOf({ environment: 'staging' })).toThrow(/"staging"/);
	});
});
