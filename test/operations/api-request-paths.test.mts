import { failureOf, local } from '../support/local.mts';
import { makeVendor } from '../support/records.mts';

/*
 * API Request accepts any path of BILL, and no other: sessions stay out of workflows, and keys go only to the
 * gateway.
 */

const at = local();
const send = (path: string, more = {}) => at.run('apiRequest', 'send', { path, ...more });

const logins = [
	'/v3/login',
	'/v3/login/',
	'/v3/login?a=1',
	'/v3/login#a',
	'/connect/v3/login',
	'/v3//login',
	'//v3/login',
	'/V3/LOGIN',
	'/v3/Login',
	'/v3/%6Cogin',
	'/v3/%256Cogin',
	'/v3/./login',
	'/v3/vendors/../login',
	'/v3/vendors/%2e%2e/login',
	'/v3\\login',
	'/v3/log\nin',
	'/v3/lo\tgin',
	' /v3/login ',
	'/v3/login%2F',
	'/v3/login;a=1',
	'/v3/partner/login',
	'/v3/partner/login-as-user',
	'/connect-events/../connect/v3/login',
];

test.each(logins)('the login is refused: %j', async (path) => {
	const { username, password, organizationId, devKey } = at.localBill.credentials;
	const requestBody = { username, password, organizationId, devKey };
	const error = await failureOf(send(path, { method: 'POST', requestBody }));

	expect(error.message).toContain('Path');
	expect(at.localBill.requests).toEqual([]);
});

test('the login is refused as a full address too', async () => {
	await failureOf(
		send(`${at.localBill.url}/connect/v3/login`, { method: 'POST', requestBody: {} }),
	);
	expect(at.localBill.requests).toEqual([]);
});

test.each([
	'https://elsewhere.example/v3/vendors',
	'//elsewhere.example/v3/vendors',
	'@elsewhere.example/v3/vendors',
	'/v3/../../local-bill/reset',
	'/v3/%2e%2e/%2e%2e/local-bill/reset',
	'/v3/..%2F..%2flocal-bill/reset',
	'/local-bill/reset',
	'v3/vendors',
	'',
	'/',
])('a path outside BILL is refused: %j', async (path) => {
	await failureOf(send(path, { method: 'POST', requestBody: {} }));
	expect(at.localBill.requests).toEqual([]);
});

test.each(['/v3/login/session', '/connect/v3/login/session', '/v3/login/organizations'])(
	'what only begins like a login is let through: %s',
	async (path) => {
		await send(path);
		expect(at.log()).toHaveLength(1);
	},
);

test('a full address of the gateway is taken', async () => {
	await send(`${at.localBill.url}/connect/v3/login/session`);
	expect(at.sent()).toEqual(['GET /v3/login/session']);
});

test('webhooks have their own root', async () => {
	await send('/connect-events/v3/subscriptions');
	expect(at.log()[0].path).toBe('/connect-events/v3/subscriptions');
});

test('an empty object is really sent, an empty field sends nothing', async () => {
	await send('/v3/mfa/challenge', { method: 'POST', requestBody: '{}' });
	expect(at.log()[0]).toMatchObject({
		rawBody: '{}',
		headers: { 'content-type': 'application/json' },
	});

	const { id } = await makeVendor(at.bill);
	at.localBill.clearRequests();
	await send(`/v3/vendors/${id}/archive`, { method: 'POST', requestBody: '' });
	expect(at.log()[0].rawBody).toBeUndefined();
});

test('a body that was filled in before the method was changed to GET is not sent', async () => {
	await send('/v3/vendors', { method: 'GET', requestBody: '{"name": "x"}' });
	expect(at.log()[0].rawBody).toBeUndefined();
});

test.each(['[1]', '"text"', '3', 'max=1'])(
	'a query that is no object is refused: %s',
	async (query) => {
		await failureOf(send('/v3/vendors', { query }));
		expect(at.localBill.requests).toEqual([]);
	},
);

test('a body that is a list is sent as it is', async () => {
	const vendor = (name: string) => ({
		name,
		address: { line1: '1', city: 'X', zipOrPostalCode: '1', country: 'GB' },
	});
	const requestBody = [vendor('L1'), vendor('L2')];
	const items = await send('/v3/vendors/bulk', { method: 'POST', requestBody });
	expect(at.log()[0].body).toEqual(requestBody);
	expect(items[0].json.vendors).toHaveLength(2);
});

test('All Pages with another method than GET is refused', async () => {
	const more = { method: 'POST', requestBody: {}, options: { allPages: true } };
	await failureOf(send('/v3/vendors', more));
	expect(at.sent()).toEqual([]);
});

test('encoded signs in a path stay encoded', async () => {
	await failureOf(send('/v3/vendors/a%20b%2Fc'));
	expect(at.log()[0].path).toBe('/connect/v3/vendors/a%20b%2Fc');
});
