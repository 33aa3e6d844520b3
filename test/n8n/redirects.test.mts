import { runNode } from '../../tools/lib/run-node.mts';
import { type TinyServer, tinyServer } from '../support/http.mts';
import { billIn, credentialIn, n8nWithBill, oauthIn } from '../support/n8n.mts';

/* n8n's HTTP Request node with a credential of this package: a redirect does not send secrets to another host. */

const { n8n, bill } = n8nWithBill();
let elsewhere: TinyServer;
beforeAll(async () => {
	elsewhere = await tinyServer();
});
beforeEach(() => elsewhere.say({ status: 200, body: { id: 'of another host' } }));
afterAll(async () => await elsewhere.close());

/** The HTTP Request node may use credentials only if a person allows it for a domain. */
const opened = () => ({
	allowedHttpRequestDomains: 'domains',
	allowedDomains: new URL(bill.url).hostname,
});

const accounts = {
	billApi: async () => await billIn(n8n.client, bill, opened()),
	billOAuth2Api: async () => await oauthIn(n8n.client, bill, 'full', opened()),
	billSpendExpenseApi: async () =>
		await credentialIn(n8n.client, 'billSpendExpenseApi', {
			environment: 'custom',
			gatewayUrl: bill.url,
			apiToken: bill.spendToken,
			...opened(),
		}),
};

const rows = (Object.keys(accounts) as Array<keyof typeof accounts>).flatMap((type) =>
	['GET', 'POST'].flatMap((method) =>
		[302, 307].flatMap((status) =>
			[4.2, 3].map((version) => [type, method, status, version] as const),
		),
	),
);

test.each(rows)('%s: %s answered %i (HTTP Request %f)', async (type, method, status, version) => {
	const account = await accounts[type]();
	const path = '/connect/v3/vendors';
	const location = `${elsewhere.url}${path}`;
	bill.addFault({ match: { path }, times: 9, then: { status, headers: { location }, body: '' } });
	const { items, execution } = await runNode(n8n.client, {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: version,
		parameters: {
			method,
			url: `${bill.url}${path}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
			// No option of the node makes the secrets follow a redirect.
			options: { redirect: { redirect: { followRedirects: true, maxRedirects: 5 } } },
		},
		credentials: account.credentials,
	});
	expect(elsewhere.received).toEqual([]);
	expect(bill.requests.filter((request) => request.path === path).length).toBeGreaterThan(0);
	expect(JSON.stringify([items, execution])).not.toContain('of another host');
});

test('without a redirect the HTTP Request node works with each credential', async () => {
	for (const type of ['billApi', 'billOAuth2Api'] as const) {
		const { credentials } = await accounts[type]();
		const { items, error } = await runNode(n8n.client, {
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				url: `${bill.url}/connect/v3/vendors`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: type,
			},
			credentials,
		});
		expect(error).toBeUndefined();
		expect(items[0].json.results.length).toBeGreaterThan(0);
	}
});

/** Credentials with default settings for the HTTP Request node. */
const closed = {
	billApi: async () => await billIn(n8n.client, bill),
	billOAuth2Api: async () => await oauthIn(n8n.client, bill),
	billSpendExpenseApi: async () =>
		await credentialIn(n8n.client, 'billSpendExpenseApi', {
			environment: 'custom',
			gatewayUrl: bill.url,
			apiToken: bill.spendToken,
		}),
};

test.each(
	(Object.keys(closed) as Array<keyof typeof closed>).flatMap((type) =>
		[4.2, 3].map((version) => [type, version] as const),
	),
)('%s: the HTTP Request node %f may not use it, and nothing is sent', async (type, version) => {
	const { credentials } = await closed[type]();
	const { error } = await runNode(n8n.client, {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: version,
		parameters: {
			method: 'POST',
			url: `${bill.url}/connect/v3/payments`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
		},
		credentials,
	});
	expect(error?.message).toMatch(/prevent use within an HTTP Request/);
	expect(bill.requests).toEqual([]);
});

test('a closed credential signs in, passes its test, reads and sends an API Request in the Bill node', async () => {
	for (const type of ['billApi', 'billOAuth2Api'] as const) {
		const account = await closed[type]();
		expect(await account.test()).toMatchObject({ status: 'OK' });
		const sent = await account.run({
			resource: 'apiRequest',
			operation: 'send',
			method: 'GET',
			path: '/v3/vendors',
		});
		expect(sent.error).toBeUndefined();
		expect(sent.items.length).toBeGreaterThan(0);
	}
});
