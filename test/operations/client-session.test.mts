import { byId } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { makeVendor, makeVendorAndBill, payingBank } from '../support/records.mts';

/* Signing in: BILL allows 200 logins an hour, and all users of a credential share one session. */

const at = local();
const getVendors = (more = {}) => at.run('vendor', 'getAll', { limit: 1 }, more);
const forget = () => at.localBill.expireSessions();
const anyCall = { path: '/connect/v3/vendors*' };

test('20 executions one after the other make one login', async () => {
	for (let i = 0; i < 20; i++) await getVendors();
	expect(at.logins()).toHaveLength(1);
	expect(at.sent()).toHaveLength(20);
});

test('the login has exactly the four fields, and with a remembered device also those two', async () => {
	await getVendors();
	const { rememberMeId, device } = at.localBill.mfa;
	const trusted = at.nodeWith({ rememberMeId, device });
	await trusted.run({ parameters: { resource: 'session', operation: 'get' } });

	const [plain, remembered] = at.logins();
	expect(Object.keys(plain.body as object).sort()).toEqual(
		['devKey', 'organizationId', 'password', 'username'].sort(),
	);
	expect(plain.auth).toEqual({ devKey: 'right', password: 'right' });
	expect(remembered.body).toMatchObject({ rememberMeId: '***', device });
});

test('a session that has ended is renewed once, and the request sent again', async () => {
	await getVendors();
	const before = at.node.stored.sessionId;
	forget();
	const items = await getVendors();

	expect(items).toHaveLength(1);
	expect(at.logins()).toHaveLength(2);
	expect(at.node.stored.sessionId).not.toBe(before);
	expect(at.sent()).toHaveLength(3);
});

test('a session that has ended in the middle of many items costs one login', async () => {
	const vendor = await makeVendor(at.bill);
	await getVendors();
	at.localBill.clearRequests();
	forget();
	const items = await at.run(
		'vendor',
		'get',
		{ vendorId: byId(vendor.id) },
		{ items: emptyItems(30) },
	);

	expect(items).toHaveLength(30);
	expect(at.logins()).toHaveLength(1);
});

test('5 executions at once after BILL has forgotten all sessions make one login', async () => {
	await getVendors();
	at.localBill.clearRequests();
	forget();
	const results = await Promise.all(Array.from({ length: 5 }, () => getVendors()));

	expect(results.map((items) => items.length)).toEqual([1, 1, 1, 1, 1]);
	expect(at.logins()).toHaveLength(1);
});

test('3 executions at once with a fresh credential make one login', async () => {
	await Promise.all(Array.from({ length: 3 }, () => getVendors()));
	expect(at.logins()).toHaveLength(1);
});

test('a write that finds the session ended is done once', async () => {
	const vendor = await makeVendor(at.bill);
	await getVendors();
	forget();
	await at.run('vendor', 'update', { vendorId: byId(vendor.id), updateFields: { phone: '7' } });
	expect(at.localBill.records('vendors').at(-1)).toMatchObject({ id: vendor.id, phone: '7' });
});

test.each([
	['user or password', { password: 'wrong' }, 'User Name and Password'],
	['developer key', { devKey: 'wrong' }, 'Developer Key'],
	['organization', { organizationId: '00801WRONG' }, 'Organization ID'],
])(
	'a wrong %s is one login for 100 items, and the text says where to look',
	async (_, wrong, field) => {
		const node = at.nodeWith(wrong);
		const parameters = { resource: 'vendor', operation: 'getAll' };
		const items = await node.run({ parameters, items: emptyItems(100), continueOnFail: true });

		expect(at.logins()).toHaveLength(1);
		expect(at.sent()).toEqual([]);
		expect(items).toHaveLength(100);
		for (const { json } of items) expect(json.error).toContain(field);

		// The refusal is not remembered: the next execution tries again.
		await failureOf(node.run({ parameters }));
		expect(at.logins()).toHaveLength(2);
	},
);

test.each([
	['401 with its code', { status: 401, code: 'BDC_1109' }],
	['401 with a web page', { status: 401, body: '<html>Unauthorized</html>' }],
	['its code under 422', { status: 422, code: 'BDC_1109' }],
	['its code under 400', { status: 400, code: 'BDC_1109' }],
])('an ended session is recognized by %s', async (_name, then) => {
	await getVendors();
	at.localBill.addFault({ match: anyCall, then });
	expect(await getVendors()).toHaveLength(1);
	expect(at.logins()).toHaveLength(2);
});

test('a session that ends again and again does not end in a loop', async () => {
	at.localBill.addFault({ match: anyCall, times: 100, then: { status: 401, code: 'BDC_1109' } });
	const error = await failureOf(getVendors());

	expect(error.message).toContain('BDC_1109');
	expect(at.logins().length).toBeLessThanOrEqual(3);
});

test('a wrong password in a 401 of another call does not mean that the session has ended', async () => {
	await getVendors();
	at.localBill.addFault({ match: anyCall, then: { status: 401, code: 'BDC_1101' } });
	await failureOf(getVendors());
	expect(at.logins()).toHaveLength(1);
});

test('a session that is not trusted does not sign in again, and the text says how to get trust', async () => {
	const { bill } = await makeVendorAndBill(at.bill);
	const bank = await payingBank(at.bill);
	at.localBill.clearRequests();
	const error = await failureOf(
		at.run('payment', 'create', {
			billId: byId(bill.id),
			amount: 1,
			bankAccountId: byId(bank.id),
		}),
	);

	expect(error.message).toContain('BDC_1361');
	expect(error.description).toContain('Request Code');
	expect(at.logins()).toHaveLength(1);
	expect(at.sent()).toEqual(['GET /v3/bills', 'POST /v3/payments']);
});

test('trust that is obtained while the node runs applies to the next payment', async () => {
	const { bill } = await makeVendorAndBill(at.bill);
	const bank = await payingBank(at.bill);
	const [{ json: challenge }] = await at.run('session', 'requestCode', {});
	const { challengeId } = challenge;
	const code = at.localBill.mfa.code;
	await at.run('session', 'validateCode', { challengeId, code, device: 'n8n' });
	const parameters = { billId: byId(bill.id), amount: 1, bankAccountId: byId(bank.id) };
	expect(await at.run('payment', 'create', parameters)).toMatchObject([{ json: { amount: 1 } }]);
});

test('a changed credential does not use the session of the old one', async () => {
	await getVendors();
	const { sessionId } = at.node.stored;
	const changed = at.nodeWith({ password: 'wrong', sessionId });
	const run = changed.run({ parameters: { resource: 'vendor', operation: 'getAll' } });

	expect((await failureOf(run)).message).toContain('User Name and Password');
	expect(at.sent()).toHaveLength(1);
});

test('a new session that BILL does not know is not tried once more', async () => {
	const then = { status: 200, body: { sessionId: 'unknown to BILL' } };
	at.localBill.addFault({ match: { path: '/connect/v3/login' }, then });
	expect(await getVendors()).toHaveLength(1);
	expect(at.log().map(({ status }) => status)).toEqual([401, 200]);
	expect(at.logins()).toHaveLength(2);
});

test('a login that is answered without a session is an error, not a loop', async () => {
	at.localBill.addFault({
		match: { path: '/connect/v3/login' },
		times: 9,
		then: { status: 200, body: {} },
	});
	const error = await failureOf(getVendors());
	expect(error.message).toContain('The sign-in returned no session');
	expect(at.logins()).toHaveLength(1);
});

test('a login that BILL is too busy for is tried again', async () => {
	at.localBill.addFault({
		match: { path: '/connect/v3/login' },
		then: { status: 429, code: 'BDC_1322' },
	});
	expect(await getVendors()).toHaveLength(1);
	expect(at.logins()).toHaveLength(2);
});

test('the limit of logins is reported, and no more logins are sent', async () => {
	at.localBill.setLimits({ loginsPerHour: 0 });
	const items = await getVendors({ items: emptyItems(10), continueOnFail: true });
	expect(items[9].json.error).toContain('200 an hour');
	expect(at.logins()).toHaveLength(1);
});
