import { dayFromNow } from '../support/form.mts';
import { billIn, n8nWithBill } from '../support/n8n.mts';

/* The second factor without copying an ID: n8n stores what BILL returns for the code in the credential. */

const { n8n, bill } = n8nWithBill();

const session = (operation: string, more: object = {}) => ({
	resource: 'session',
	operation,
	...more,
});

async function giveCode(changes: object = {}) {
	const account = await billIn(n8n.client, bill, changes);
	const { items: asked } = await account.run(session('requestCode'));
	const { challengeId } = asked[0].json;
	const code = { challengeId, code: bill.mfa.code, device: 'our n8n' };
	const { items, error } = await account.run(session('validateCode', code));
	expect(error).toBeUndefined();
	return { account, given: items[0].json };
}

/** Today in UTC plus some days. The day may change while a test runs, so its neighbors are included. */
const aroundToday = (days = 0) => [dayFromNow(days - 1), dayFromNow(days), dayFromNow(days + 1)];

test('the Remember Me ID is kept in the credential, and is never in an output', async () => {
	const { account, given } = await giveCode();
	expect(given).toEqual({
		savedInCredential: true,
		device: 'our n8n',
		trustedSince: expect.any(String),
		trustedUntil: expect.any(String),
	});
	expect(aroundToday()).toContain(given.trustedSince);
	expect(aroundToday(30)).toContain(given.trustedUntil);
	const { data } = await n8n.client.readCredential(account.id);
	expect(data).toMatchObject({ device: 'our n8n', trustedSince: given.trustedSince });
	// n8n shows only that there is a secret.
	expect(data.rememberMeId).toMatch(/^__n8n_BLANK_VALUE/);

	// A new sign-in is trusted because of it: the credential's test says so, and BILL adds a phone only in a trusted
	// session.
	bill.clearRequests();
	const match = { method: 'POST', path: '/connect/v3/mfa/setup' };
	bill.addFault({ match, then: { endSessions: true } });
	const phone = { phone: '+15105550134', phoneType: 'TEXT' };
	const { items, error } = await account.run(session('addPhone', phone));
	expect(error).toBeUndefined();
	expect(items[0].json.setupId).toMatch(/./);
	expect(await account.testAsOpened()).toMatchObject({ status: 'OK' });
	const logins = bill.requests.filter(({ path }) => path === '/connect/v3/login');
	expect(logins.map(({ body }) => (body as { device: string }).device)).toContain('our n8n');
	const details = await account.run(session('get'));
	expect(details.items[0].json).toMatchObject({
		trustedUntil: given.trustedUntil,
		trustEndsSoon: false,
	});
});

test('when the field holds an expression, it stays as it is, and the ID is in the output once', async () => {
	const { account, given } = await giveCode({ rememberMeId: "={{ '' }}" });
	expect(given).toMatchObject({ savedInCredential: false, rememberMeId: expect.any(String) });
	const { data } = await n8n.client.readCredential(account.id);
	expect(data.rememberMeId).not.toBe(given.rememberMeId);
	const { error } = await account.run(session('get'));
	expect(error).toBeUndefined();
});
