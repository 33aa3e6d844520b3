import { inspect } from 'node:util';
import { bareSession } from '../../nodes/core/wire/kept-session.ts';
import { type DirectNode, directNode } from '../support/direct-node.mts';
import { byId } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { makeVendor, makeVendorAndBill, payingBank } from '../support/records.mts';
import { tinyServer } from '../support/http.mts';

/* Signing in with OAuth client credentials: one token for everything, and what an app may not do. */

const at = local();

type App = keyof typeof at.localBill.oauthApps;
const nodeOf = (app: App, more: object = {}): DirectNode => {
	const { clientId, clientSecret } = at.localBill.oauthApps[app];
	const environment = { environment: 'custom', gatewayUrl: at.localBill.url };
	return directNode({ ...environment, clientId, clientSecret, ...more }, 'billOAuth2Api');
};
const vendors = { resource: 'vendor', operation: 'getAll', limit: 1 };
const tokenRequests = () => at.localBill.requests.filter(({ path }) => path === '/authx/token');
const calls = () => at.localBill.requests.filter(({ path }) => path.startsWith('/connect'));

test('the token is asked for with a form, and is the only credential of each call', async () => {
	const node = nodeOf('full');
	expect(await node.run({ parameters: vendors })).toHaveLength(1);

	const [asked] = tokenRequests();
	expect(asked.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
	expect(asked.body).toEqual({
		grant_type: 'client_credentials',
		client_id: 'local-app-full',
		client_secret: '***',
	});
	const [call] = calls();
	expect(call.auth).toMatchObject({ bearer: 'right' });
	for (const name of ['devkey', 'sessionid', 'apitoken'])
		expect(call.headers).not.toHaveProperty(name);
	expect(at.logins()).toEqual([]);
});

test('20 executions at once with no token stored ask for one', async () => {
	const node = nodeOf('full');
	const runs = Array.from({ length: 20 }, () => node.run({ parameters: vendors }));
	for (const items of await Promise.all(runs)) expect(items).toHaveLength(1);
	expect(tokenRequests()).toHaveLength(1);
	expect(calls()).toHaveLength(20);
});

test.each(['is ended by BILL', 'is at the end of its time'])(
	'a token that %s in the middle of many items is renewed once',
	async (how) => {
		const vendor = await makeVendor(at.bill);
		const node = nodeOf('full');
		if (how === 'is at the end of its time') at.localBill.setTokens({ lifetime: 60 });
		await node.run({ parameters: vendors });
		const before = bareSession(node.stored.accessToken);
		if (how === 'is ended by BILL') at.localBill.setTokens({ expire: true });
		else at.localBill.advanceClock(61_000);
		at.localBill.clearRequests();
		const parameters = { resource: 'vendor', operation: 'get', vendorId: byId(vendor.id) };
		const items = await node.run({ parameters, items: emptyItems(30) });

		expect(items).toHaveLength(30);
		expect(tokenRequests()).toHaveLength(1);
		expect(bareSession(node.stored.accessToken)).not.toBe(before);
	},
);

test('20 executions at once whose token has ended ask for one', async () => {
	const node = nodeOf('full');
	await node.run({ parameters: vendors });
	at.localBill.setTokens({ expire: true });
	at.localBill.clearRequests();
	const runs = Array.from({ length: 20 }, () => node.run({ parameters: vendors }));
	for (const items of await Promise.all(runs)) expect(items).toHaveLength(1);
	expect(tokenRequests()).toHaveLength(1);
});

test('a token that BILL says has ended is not sent at all', async () => {
	const node = nodeOf('full');
	// Shorter than the remaining lifetime that a token needs to be used.
	at.localBill.setTokens({ lifetime: 5 });
	await node.run({ parameters: vendors });
	await node.run({ parameters: vendors });
	expect(tokenRequests()).toHaveLength(2);
	expect(calls().map(({ status }) => status)).toEqual([200, 200]);
});

test('a write that finds the token ended is done once', async () => {
	const vendor = await makeVendor(at.bill);
	const node = nodeOf('full');
	await node.run({ parameters: vendors });
	at.localBill.setTokens({ expire: true });
	await node.run({
		parameters: {
			resource: 'vendor',
			operation: 'update',
			vendorId: byId(vendor.id),
			updateFields: { phone: '7' },
		},
	});
	expect(at.localBill.records('vendors').at(-1)).toMatchObject({ id: vendor.id, phone: '7' });
});

test('a write that gets a 401 from a server in between is not sent again', async () => {
	const vendor = await makeVendor(at.bill);
	const node = nodeOf('full');
	await node.run({ parameters: vendors });
	const path = `/connect/v3/vendors/${vendor.id}/archive`;
	at.localBill.addFault({ match: { path }, then: { status: 401, body: '<html>Proxy</html>' } });
	const parameters = { resource: 'vendor', operation: 'archive', vendorId: byId(vendor.id) };
	await failureOf(node.run({ parameters }));
	expect(calls().filter((call) => call.path === path)).toHaveLength(1);
	expect(tokenRequests()).toHaveLength(1);
});

test.each([
	['secret', { clientSecret: 'not the secret' }],
	['client', { clientId: 'nobody' }],
])('a wrong %s is one request for 100 items, and the text names the fields', async (_, wrong) => {
	const node = nodeOf('full', wrong);
	const items = await node.run({
		parameters: vendors,
		items: emptyItems(100),
		continueOnFail: true,
	});
	expect(items).toHaveLength(100);
	for (const { json } of items) expect(json.error).toMatch(/Client ID and Client Secret/);
	expect(tokenRequests()).toHaveLength(1);
	expect(calls()).toEqual([]);
	expect(JSON.stringify(items)).not.toContain('not the secret');
});

test.each([
	['clientId', 'Client ID'],
	['clientSecret', 'Client Secret'],
])('an empty %s is named before anything is sent', async (name, label) => {
	const node = nodeOf('full', { [name]: ' ' });
	const { message } = await failureOf(node.run({ parameters: vendors }));
	expect(message).toMatch(new RegExp(`^${label} is empty`));
	expect(at.localBill.requests).toEqual([]);
});

/** Pays a new bill with this node. */
async function pay(node: DirectNode) {
	const { bill } = await makeVendorAndBill(at.bill);
	const bank = await payingBank(at.bill);
	at.localBill.clearRequests();
	const form = { billId: byId(bill.id), amount: 1, bankAccountId: byId(bank.id) };
	return await node.run({ parameters: { resource: 'payment', operation: 'create', ...form } });
}

test('an app with full access pays without a second factor', async () => {
	expect(await pay(nodeOf('full'))).toMatchObject([{ json: { amount: 1 } }]);
});

test('an app with the accounting scope may not pay, and the text says so and how to get it', async () => {
	const node = nodeOf('accounting');
	const error = await failureOf(pay(node));
	expect(error.description).toContain('"Accounting data access"');
	expect(error.description).toContain('App scope "Full access"');
	expect(error).toMatchObject({ outcome: 'refused' });
	// The node first checks whether the bill is still due.
	expect(calls().map(({ method }) => method)).toEqual(['GET', 'POST']);
	expect(await node.run({ parameters: vendors })).toHaveLength(1);
});

test.each([
	['webhookSubscription', 'getAll', /does not accept OAuth for webhook/],
	['session', 'get', /OAuth uses no session/],
	['session', 'requestCode', /without a second factor/],
])(
	'%s %s is not sent with a token, and the text names the credential for it',
	async (resource, operation, why) => {
		const error = await failureOf(nodeOf('full').run({ parameters: { resource, operation } }));
		expect(error.message).toMatch(why);
		expect(error.message).toMatch(
			/Choose (a Bill API credential|another type of credential) in the node/,
		);
		expect(error).toMatchObject({ outcome: 'notSent' });
		expect(at.localBill.requests).toEqual([]);
	},
);

test('the organization is asked for only where a path names it', async () => {
	const parameters = { resource: 'paymentTerm', operation: 'getAll' };
	const error = await failureOf(nodeOf('full').run({ parameters }));
	expect(error.message).toContain('Organization ID is empty in the credential');
	expect(at.localBill.requests).toEqual([]);
	const { organizationId } = at.localBill.credentials;
	const items = await nodeOf('full', { organizationId }).run({ parameters });
	expect(items.length).toBeGreaterThan(0);
});

test('an app for Spend & Expense alone learns what it may not do', async () => {
	const error = await failureOf(nodeOf('spendOnly').run({ parameters: vendors }));
	expect(error.description).toContain('no more than the BILL user who created it');
	expect(tokenRequests()).toHaveLength(1);
});

test('a token is not used for another client than the one it was given to', async () => {
	const node = nodeOf('full');
	await node.run({ parameters: vendors });
	const { accessToken } = node.stored;
	at.localBill.clearRequests();
	const changed = nodeOf('full', { clientSecret: 'not the secret', accessToken });
	await failureOf(changed.run({ parameters: vendors }));
	expect(tokenRequests()).toHaveLength(1);
	expect(calls()).toEqual([]);
});

test('the client is not sent on when the address of the token redirects', async () => {
	const elsewhere = await tinyServer();
	elsewhere.say({ status: 200, body: { access_token: 'x' } });
	const headers = { location: `${elsewhere.url}/authx/token` };
	at.localBill.addFault({
		match: { path: '/authx/token' },
		then: { status: 307, headers, body: '' },
	});
	const { message } = await failureOf(nodeOf('full').run({ parameters: vendors }));
	expect(message).toContain('Access Token URL');
	expect(elsewhere.received).toEqual([]);
	await elsewhere.close();
});

test('a token of an unusual type is sent as a bearer token all the same', async () => {
	const { accessToken } = await signedIn();
	at.localBill.addFault({
		match: { path: '/authx/token' },
		then: { status: 200, body: { access_token: bareSession(accessToken), token_type: 'mac' } },
	});
	const node = nodeOf('full');
	await node.run({ parameters: vendors });
	expect(calls().at(-1)?.auth).toMatchObject({ bearer: 'right' });
	expect(calls().at(-1)?.query).toEqual({ max: '1' });
});

test('neither secret nor token is in an error, not even when BILL repeats them', async () => {
	const node = nodeOf('full');
	await node.run({ parameters: vendors });
	const token = bareSession(node.stored.accessToken);
	const { clientSecret } = at.localBill.oauthApps.full;
	at.localBill.addFault({
		match: { path: '/connect/v3/vendors' },
		then: {
			status: 400,
			body: [{ code: 'BDC_1129', message: `No ${token} ${clientSecret}` }],
		},
	});
	const error = await failureOf(node.run({ parameters: vendors }));
	const text = `${inspect(error, { depth: 20, showHidden: true })}${JSON.stringify(error)}`;
	expect(text).toContain('***');
	for (const secret of [token, clientSecret]) expect(text).not.toContain(secret);
});

test('an Authentication that is not one of the choices is named', async () => {
	const node = nodeOf('full');
	const { message } = await failureOf(
		node.run({
			parameters: vendors,
			context: {
				getNode: () => ({
					name: 'Bill',
					type: 'n8n-nodes-bill.bill',
					parameters: { authentication: 'other' },
				}),
			},
		}),
	);
	expect(message).toContain('Authentication cannot be "other"');
	expect(at.localBill.requests).toEqual([]);
});

async function signedIn() {
	const node = nodeOf('full');
	await node.run({ parameters: vendors });
	return node.stored;
}
