import { directNode } from '../support/direct-node.mts';
import { byId } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { partnerOf } from '../support/partner.mts';

/* What BILL refuses a partner: wrong keys, users and organizations. */

const at = local();
const partner = partnerOf(at);

const SIGN_IN = 'POST /v3/partner/login';
const list = { resource: 'vendor', operation: 'getAll' };
const names = (items: Array<{ json: Record<string, unknown> }>) =>
	items.map(({ json }) => json.name);

const refused = async (
	more: object,
	parameters: object = { ...list, ...partner.as('Fernhill') },
) => {
	const items = await partner.nodeWith({ ...more }).run({
		parameters: parameters as never,
		items: emptyItems(20),
		continueOnFail: true,
	});
	return [...new Set(items.map(({ json }) => String(json.error).replace(/ \[item \d+\]/, '')))];
};

test.each([
	[{ appKey: 'not the key' }, /^BILL does not accept the Application Key\. Check Application Key/],
	[{ username: 'nobody' }, /^BILL does not accept User Name and Password/],
	[{ password: 'not the password' }, /^BILL does not accept User Name and Password/],
])('%j is one request for 20 items, and the text names the field', async (more, says) => {
	expect(await refused(more)).toEqual([expect.stringMatching(says)]);
	expect(partner.sent()).toEqual([SIGN_IN]);
});

test.each([
	['appKey', 'Application Key'],
	['username', 'User Name'],
	['password', 'Password'],
])('an empty %s is reported without a request', async (field, label) => {
	const says = `${label} is empty. Fill it in the Bill Partner API credential`;
	expect(await refused({ [field]: '' })).toEqual([says]);
	expect(partner.sent()).toEqual([]);
});

test('an empty Developer Key is reported only for work in an organization', async () => {
	expect(await refused({ devKey: '' })).toEqual([
		expect.stringMatching(/^Developer Key is empty in the Bill Partner API credential/),
	]);
	expect(partner.sent()).toEqual([]);
	const parameters = { resource: 'partnerOrganization', operation: 'getAll' };
	expect(await partner.nodeWith({ devKey: '' }).run({ parameters })).toHaveLength(3);
});

test('a wrong Developer Key is reported, and nothing more is sent with it', async () => {
	const error = await failureOf(
		partner.nodeWith({ devKey: 'wrong' }).run({
			parameters: { ...list, ...partner.as('Fernhill') },
		}),
	);
	expect(error.message).toMatch(/Developer key is invalid/);
	expect(error.description).toMatch(/Check the Developer Key in the credential/);
	at.localBill.clearRequests();
	const texts = await refused({ devKey: 'wrong' });
	expect(texts).toEqual(texts.map(() => expect.stringMatching(/Developer key/i)));
	// Three are in flight when BILL responds to the first of them.
	expect(partner.sent().filter((sent) => sent.includes('vendors'))).toHaveLength(3);
});

test('a user of another organization costs one request, and the other organizations continue', async () => {
	const { partnerUser } = partner.as('Copperleaf');
	const items = await partner.node.run({
		parameters: (item) => ({
			...list,
			...(item % 2 ? partner.as('Copperleaf') : { ...partner.as('Fernhill'), partnerUser }),
		}),
		items: emptyItems(10),
		continueOnFail: true,
	});
	const errors = items.filter(({ json }) => json.error);
	expect(errors).toHaveLength(5);
	for (const { json } of errors) {
		expect(json.error).toMatch(
			/does not let the partner sign in as user 006\w+ of organization 008/,
		);
		expect(json.error).toMatch(/Check Organization and User in the node/);
	}
	expect(names(items.filter(({ json }) => !json.error))).toEqual(
		Array.from({ length: 5 }, () => 'Harbor Freight Lines'),
	);
	expect(
		partner
			.userSignIns()
			.map(({ status }) => status)
			.sort(),
	).toEqual([200, 401]);
});

test.each([
	['Organization', { partnerOrganization: byId('') }],
	['User', { partnerUser: byId('') }],
])('%s that is not chosen is reported without a request', async (label, nothing) => {
	const error = await failureOf(
		partner.node.run({ parameters: { ...list, ...partner.as('Fernhill'), ...nothing } }),
	);
	expect(error.message).toMatch(new RegExp(`^${label} is required`));
	expect(partner.sent()).toEqual([]);
});

test.each([
	['billOAuth2Api', () => ({ ...at.localBill.oauthApps.full })],
	['billApi', () => ({ ...at.localBill.credentials })],
] as const)('%s is not for partners, and nothing is sent', async (type, typed) => {
	const data = { environment: 'custom', gatewayUrl: at.localBill.url, ...typed() };
	const node = directNode(data, type);
	for (const parameters of [
		{ resource: 'partnerOrganization', operation: 'getAll' },
		{ resource: 'apiRequest', operation: 'send', path: '/v3/partner/organizations' },
	]) {
		const error = await failureOf(node.run({ parameters }));
		expect(error.message).toMatch(
			/only from partners\. Choose a Bill Partner API credential in the node/,
		);
	}
	expect(at.sent()).toEqual([]);
});

test('keys and sessions are never in an error', async () => {
	const seen: string[] = [];
	const { appKey, devKey, password } = at.localBill.partner;
	await partner.node.run({ parameters: { ...list, ...partner.as('Fernhill') } });
	const kept = JSON.parse(String(partner.node.stored.sessionId)) as { id: string };
	const message = `Refused ${appKey} ${devKey} ${password} ${kept.id}`;
	for (const path of ['/connect/v3/vendors', '/connect/v3/partner/organizations']) {
		at.localBill.addFault({ match: { path }, then: { status: 400, code: 'BDC_1001', message } });
	}
	for (const parameters of [
		{ ...list, ...partner.as('Fernhill') },
		{ resource: 'partnerOrganization', operation: 'getAll' },
	]) {
		const error = await failureOf(partner.node.run({ parameters }));
		seen.push(JSON.stringify([error.message, error.description, error]));
	}
	for (const text of seen) {
		expect(text).toContain('Refused *** *** *** ***');
		for (const secret of [appKey, devKey, password, kept.id]) expect(text).not.toContain(secret);
	}
});
