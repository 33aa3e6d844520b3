import { startLocalBill } from '../../local-bill/server.mts';
import { dayOf } from '../../nodes/core/wire/trust.ts';
import { localCredential, type Data } from '../support/bill.mts';
import { billContext, directNode } from '../support/direct-node.mts';
import { failureOf, local } from '../support/local.mts';
import { byId } from '../support/form.mts';
import { makeVendorAndBill, payingBank } from '../support/records.mts';

/*
 * The second factor: Validate Code stores what BILL returns in the credential, and the node reports how long it is
 * valid.
 */

const at = local();
const DAY = 86_400_000;
const today = () => dayOf(Date.now());
const inDays = (days: number) => dayOf(Date.now() + days * DAY);

/** Requests a code and sends it to BILL. */
async function validate(form: Data = {}, node = at.node) {
	const parameters = { resource: 'session', operation: 'requestCode' };
	const [{ json }] = await node.run({ parameters });
	const [given] = await node.run({
		parameters: {
			...{ resource: 'session', operation: 'validateCode', challengeId: json.challengeId },
			...{ code: at.localBill.mfa.code, device: 'our n8n', ...form },
		},
	});
	return given.json;
}

const pay = async (node = at.node, hints: string[] = []) => {
	const { bill } = await makeVendorAndBill(at.bill);
	const bank = await payingBank(at.bill);
	const addExecutionHints = ({ message }: { message: string }) => hints.push(message);
	return await node.run({
		parameters: {
			...{ resource: 'payment', operation: 'create', billId: byId(bill.id), amount: 1 },
			bankAccountId: byId(bank.id),
		},
		context: { addExecutionHints },
	});
};

/** A credential, trusted by default, whose trust began that many days ago. */
const since = (days: number, more: Data = {}) =>
	at.nodeWith({
		...at.bill.credential(true),
		trustedSince: dayOf(Date.now() - days * DAY),
		...more,
	});

test('what BILL gives for the code is in the credential, is not in the output, and pays', async () => {
	expect((await failureOf(pay())).message).toContain('does not trust this session');
	const given = await validate();
	expect(given).toEqual({
		savedInCredential: true,
		device: 'our n8n',
		trustedSince: today(),
		trustedUntil: inDays(30),
	});
	const { rememberMeId, device, trustedSince } = at.node.stored;
	expect({ device, trustedSince }).toEqual({ device: 'our n8n', trustedSince: today() });
	expect(rememberMeId).toMatch(/./);
	// Another execution, and a process that knows only the credential.
	await pay();
	const elsewhere = directNode({ ...at.node.stored, sessionId: '' });
	expect(await pay(elsewhere)).toHaveLength(1);
});

test('the sign-in with it is the only one, and its session is kept', async () => {
	await validate();
	const before = at.logins().length;
	await at.run('session', 'get', {});
	expect(before).toBe(2);
	expect(at.logins()).toHaveLength(2);
	expect(at.logins()[1].body).toMatchObject({ device: 'our n8n' });
});

test.each<[string, Data]>([
	['it is not to be saved', { options: { saveInCredential: false } }],
	['BILL is to remember nothing', { rememberMe: false }],
])('the credential stays as it was where %s', async (_, form) => {
	const given = await validate(form);
	expect(at.node.stored).not.toHaveProperty('rememberMeId');
	expect(given).toEqual(
		form.options
			? {
					savedInCredential: false,
					device: 'our n8n',
					trustedSince: today(),
					trustedUntil: inDays(30),
					rememberMeId: expect.stringMatching(/./) as unknown,
				}
			: {},
	);
});

test.each<[string, object]>([
	['refuses the sign-in', { status: 401, body: [{ code: 'BDC_1101', message: 'Invalid login.' }] }],
	['does not trust the session', { status: 200, body: { sessionId: 'one', trusted: false } }],
	['cannot be reached', { drop: 'before' }],
])('the ID is in the output, and the credential as it was, where BILL %s', async (_, then) => {
	const parameters = { resource: 'session', operation: 'requestCode' };
	await at.node.run({ parameters });
	at.localBill.addFault({
		match: { method: 'POST', path: '/connect/v3/login' },
		times: 9,
		then: then,
	});
	const given = await validate();
	expect(given).toMatchObject({ savedInCredential: false, device: 'our n8n' });
	expect(given.rememberMeId).toMatch(/./);
	expect(at.node.stored).not.toHaveProperty('rememberMeId');
	expect(at.node.stored).not.toHaveProperty('trustedSince');
});

test('Get Details shows how many days are left, and when they are few', async () => {
	const details = async (days: number) =>
		(await since(days).run({ parameters: { resource: 'session', operation: 'get' } }))[0].json;
	expect(await details(0)).toMatchObject({
		...{ trustedUntil: inDays(30), trustDaysLeft: 30, trustEndsSoon: false },
	});
	expect(await details(26)).toMatchObject({ trustDaysLeft: 4, trustEndsSoon: true });
	expect(await details(50)).toMatchObject({ trustDaysLeft: 0, trustEndsSoon: true });
	const [{ json }] = await at.run('session', 'get', {});
	expect(json).not.toHaveProperty('trustedUntil');
});

test('in the last five days each run warns at the editor, and not before', async () => {
	const hints: string[] = [];
	await pay(since(24), hints);
	expect(hints).toEqual([]);
	await pay(since(25), hints);
	expect(hints).toEqual([expect.stringContaining(`ends in 5 days, on ${inDays(5)}`)]);
});

test.each([
	[
		31,
		/^According to Trusted Since in the credential, the trust ended on \S+\. Moving money needs/,
	],
	[
		3,
		/^According to Trusted Since .* lasts until \S+, so Remember Me ID and Device may not belong together\./,
	],
])('%i days after the code, the error of a session without trust says why', async (days, why) => {
	const node = since(days, { rememberMeId: 'forgotten' });
	const error = await failureOf(pay(node));
	expect(error.message).toContain('does not trust this session');
	expect(error.description).toMatch(why);
});

test("the credential's test says when the trust ended", async () => {
	const other = await startLocalBill();
	try {
		const data = {
			...localCredential(other),
			...{ rememberMeId: 'forgotten', device: 'n8n', trustedSince: '2026-01-01' },
		};
		const { base } = billContext(data, () => ({ name: 'Bill', type: 'n8n-nodes-bill.bill' }));
		const test = base('UTC').helpers.httpRequestWithAuthentication('billApi', {
			url: `${other.url}/connect/v3/login/session`,
			headers: { 'x-n8n-credential-test': 'true' },
		});
		expect((await failureOf(test)).message).toContain('the trust ended on 2026-01-31.');
	} finally {
		await other.close();
	}
});
