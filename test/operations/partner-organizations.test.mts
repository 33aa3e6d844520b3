import { byId } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { partnerOf } from '../support/partner.mts';
import { usAddress } from '../support/records.mts';

/* Work in an organization of a partner, as one of its users: https://developer.bill.com/reference/loginasuser */

const at = local();
const partner = partnerOf(at);

const SIGN_IN = 'POST /v3/partner/login';
const AS_USER = 'POST /v3/partner/login-as-user';
const list = { resource: 'vendor', operation: 'getAll' };
const { line1: addressLine1, ...place } = usAddress;
const newVendor = (name: string) => ({
	...{ resource: 'vendor', operation: 'create', name, addressLine1 },
	...place,
});
const names = (items: Array<{ json: Record<string, unknown> }>) =>
	items.map(({ json }) => json.name);
const clients = ['Fernhill', 'Copperleaf'] as const;
/** Items alternate between the two organizations. */
const inTurn = (item: number) => partner.as(clients[item % 2]);

describe('an organization', () => {
	test('is worked in with the developer key, after one sign-in as its user', async () => {
		const items = await partner.node.run({ parameters: { ...list, ...partner.as('Fernhill') } });
		expect(names(items)).toEqual(['Millstream Flour', 'Harbor Freight Lines']);
		expect(partner.sent()).toEqual([SIGN_IN, AS_USER, 'Fernhill: GET /v3/vendors']);
		const [, asUser, vendors] = at.localBill.requests;
		expect(asUser.body).toEqual({
			organizationId: partner.organization('Fernhill').id,
			userId: partner.users('Fernhill')[0].id,
		});
		expect(asUser.auth).toMatchObject({ appKey: 'right', sessionId: 'right' });
		expect(vendors.auth).toMatchObject({ devKey: 'right', sessionId: 'right' });
		expect(vendors.headers).not.toHaveProperty('appkey');
		expect(vendors.headers).not.toHaveProperty('organizationid');
	});

	test('can be another one for each item, with the answers in the order of the items', async () => {
		const items = await partner.node.run({
			parameters: (item) => ({ ...list, limit: 1, sort: { rules: [] }, ...inTurn(item) }),
			items: emptyItems(4),
		});
		expect(names(items)).toEqual([
			...['Millstream Flour', 'Harbor Freight Lines'],
			...['Millstream Flour', 'Harbor Freight Lines'],
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
		expect(partner.signIns()).toHaveLength(1);
		expect(partner.userSignIns()).toHaveLength(2);
	});

	test('is that of the paths that name it', async () => {
		const parameters = { resource: 'organization', operation: 'get', ...partner.as('Copperleaf') };
		const items = await partner.node.run({ parameters });
		expect(names(items)).toEqual(['Copperleaf Studio']);
	});

	test('gets what travels together in a request of its own', async () => {
		await partner.node.run({
			parameters: (item) => ({ ...newVendor(`Vendor ${item}`), ...inTurn(item) }),
			items: emptyItems(4),
		});
		expect(partner.sent().filter((sent) => sent.includes('vendors'))).toEqual([
			'Fernhill: POST /v3/vendors/bulk',
			'Copperleaf: POST /v3/vendors/bulk',
		]);
		expect(partner.vendors('Fernhill').slice(-2)).toMatchObject([
			{ name: 'Vendor 0' },
			{ name: 'Vendor 2' },
		]);
		expect(partner.vendors('Copperleaf').slice(-2)).toMatchObject([
			{ name: 'Vendor 1' },
			{ name: 'Vendor 3' },
		]);
	});

	test('has vendors of its own to create or update', async () => {
		const items = await partner.node.run({
			parameters: (item) => ({
				...newVendor('Millstream Flour'),
				operation: 'upsert',
				...inTurn(item),
			}),
			items: emptyItems(2),
		});
		expect(items.map(({ json }) => json.id)).toEqual([
			partner.vendors('Fernhill')[0].id,
			partner.vendors('Copperleaf').at(-1)?.id,
		]);
		expect(partner.vendors('Fernhill')).toHaveLength(2);
		expect(partner.vendors('Copperleaf')).toHaveLength(2);
	});

	test('is searched for its own records in the editor', async () => {
		const found = await partner.node.search(
			'searchVendors',
			'',
			undefined,
			partner.as('Copperleaf'),
		);
		expect(found.results).toMatchObject([{ name: 'Harbor Freight Lines · Salem' }]);
		const { partnerOrganization } = partner.as('Fernhill');
		const users = await partner.node.search('searchPartnerUsers', '', undefined, {
			partnerOrganization,
		});
		expect(users.results.map(({ name }) => name)).toEqual([
			'Noor Haddad · Administrator · noor@concord.example',
			'Eli Brandt · Accountant · eli@concord.example',
		]);
		const organizations = await partner.node.search('searchPartnerOrganizations', 'copper');
		expect(organizations.results).toMatchObject([{ name: 'Copperleaf Studio' }]);
	});

	test('that is not chosen has no lists, and nothing is asked for', async () => {
		await partner.node.search('searchPartnerOrganizations');
		at.localBill.clearRequests();
		expect(await partner.node.search('searchVendors')).toEqual({ results: [] });
		expect(await partner.node.search('searchPartnerUsers')).toEqual({ results: [] });
		expect(partner.sent()).toEqual([]);
	});
});

describe('sessions', () => {
	const get = async (parameters: object, more: object = {}) =>
		await partner.node.run({ parameters: { ...list, ...parameters }, ...more });

	test('are kept for the executions that follow, for each organization and user', async () => {
		for (let run = 0; run < 3; run++) await get(partner.as('Fernhill'));
		expect(partner.userSignIns()).toHaveLength(1);
		await get(partner.as('Fernhill', 1));
		await get(partner.as('Copperleaf'));
		await get(partner.as('Fernhill'));
		expect(partner.userSignIns()).toHaveLength(3);
		expect(partner.signIns()).toHaveLength(1);
	});

	test('are not those of another credential', async () => {
		await get(partner.as('Fernhill'));
		await partner.nodeWith({}).run({ parameters: { ...list, ...partner.as('Fernhill') } });
		expect(partner.signIns()).toHaveLength(2);
		expect(partner.userSignIns()).toHaveLength(2);
	});

	test('are obtained once by executions that start at the same time', async () => {
		await Promise.all(Array.from({ length: 5 }, async () => await get(partner.as('Fernhill'))));
		expect(partner.signIns()).toHaveLength(1);
		expect(partner.userSignIns()).toHaveLength(1);
	});

	test('that end in the middle are renewed once, for all calls that failed with them', async () => {
		const [{ id }] = partner.vendors('Fernhill');
		const parameters = {
			...{ resource: 'vendor', operation: 'get', vendorId: byId(id) },
			...partner.as('Fernhill'),
		};
		await partner.node.run({ parameters });
		at.localBill.clearRequests();
		at.localBill.addFault({
			match: { path: `/connect/v3/vendors/${id}` },
			then: { endSessions: true },
		});
		const items = await partner.node.run({ parameters, items: emptyItems(12) });
		expect(items).toHaveLength(12);
		expect(partner.signIns()).toHaveLength(1);
		expect(partner.userSignIns().map(({ status }) => status)).toEqual([401, 200]);
		const failed = at.localBill.requests.filter(({ path, status }) => {
			return path.includes('vendors') && status === 401;
		});
		expect(failed.length).toBeGreaterThan(0);
		expect(failed.length).toBeLessThanOrEqual(3);
	});

	test('that have ended in between are renewed, and a write that meets that is done once', async () => {
		await get(partner.as('Fernhill'));
		at.localBill.expireSessions();
		at.localBill.clearRequests();
		await partner.node.run({ parameters: { ...newVendor('Once'), ...partner.as('Fernhill') } });
		expect(partner.vendors('Fernhill').filter(({ name }) => name === 'Once')).toHaveLength(1);
		expect(partner.userSignIns().map(({ status }) => status)).toEqual([401, 200]);
	});

	test('are trusted with a remembered device, which goes along with each sign-in as a user', async () => {
		const { rememberMeId, device } = at.localBill.mfa;
		const node = partner.nodeWith({ rememberMeId, device });
		const parameters = { resource: 'session', operation: 'get', ...partner.as('Fernhill') };
		const [{ json }] = await node.run({ parameters });
		expect(json).toMatchObject({ mfaBypass: true });
		expect(partner.userSignIns()[0].body).toMatchObject({ rememberMeId: '***', device });
		expect(partner.signIns()[0].body).not.toHaveProperty('device');
	});
});

describe('limits', () => {
	test('three at once are for each organization, over all executions', async () => {
		const run = async (name: (typeof clients)[number]) =>
			await partner.node.run({
				parameters: { ...list, ...partner.as(name) },
				items: emptyItems(6),
			});
		await Promise.all(clients.map(run));
		at.localBill.clearRequests();
		at.localBill.addFault({
			match: { path: '/connect/v3/vendors' },
			times: 99,
			then: { delay: 20 },
		});
		await Promise.all([...clients, ...clients].map(run));
		const calls = at.localBill.requests;
		expect(calls).toHaveLength(24);
		expect(calls.map(({ status }) => status)).toEqual(calls.map(() => 200));
		expect(Math.max(...calls.map(({ inFlight }) => inFlight))).toBe(3);
	});
});

describe('what is remembered of writes', () => {
	test('is that of their organization: the same write goes to another one as well', async () => {
		const { signal } = new AbortController();
		const create = async (name: (typeof clients)[number], runIndex: number) =>
			await partner.node.run({
				parameters: { ...newVendor('Same'), ...partner.as(name) },
				signal,
				context: { getWorkflowDataProxy: () => ({ $runIndex: runIndex }) },
			});
		at.localBill.addFault({
			match: { method: 'POST', path: '/connect/v3/vendors' },
			then: { drop: 'after' },
		});
		const lost = await failureOf(create('Fernhill', 0));
		expect(lost.message).toMatch(/outcome is unknown/);
		expect(names(await create('Copperleaf', 1))).toEqual(['Same']);
		// In the first organization the outcome stays unknown, so it is not sent again.
		expect((await failureOf(create('Fernhill', 2))).message).toMatch(/outcome is unknown/);
		const same = (client: (typeof clients)[number]) =>
			partner.vendors(client).filter(({ name }) => name === 'Same');
		expect([same('Fernhill').length, same('Copperleaf').length]).toEqual([1, 1]);
	});

	test('stays with the organization that it was started in, even when the item has changed', async () => {
		const { signal } = new AbortController();
		const attempt = async (name: (typeof clients)[number]) =>
			await partner.node.run({
				parameters: { ...newVendor('Begun'), ...partner.as(name), options: { lookUpSeconds: 5 } },
				signal,
				context: { getWorkflowDataProxy: () => ({ $runIndex: 0 }) },
			});
		at.localBill.addFault({
			match: { method: 'POST', path: '/connect/v3/vendors' },
			then: { drop: 'after' },
		});
		// Nothing can be read in the first attempt.
		const unreadable = {
			match: { method: 'GET' },
			times: 99,
			then: { status: 403, code: 'BDC_1001' },
		};
		at.localBill.addFault(unreadable);
		await failureOf(attempt('Fernhill'));
		at.localBill.clearFaults();
		const [{ json }] = await attempt('Copperleaf');
		expect(json).toMatchObject({ name: 'Begun', outcome: 'found' });
		expect(partner.vendors('Copperleaf')).toHaveLength(1);
	});
});

test("API Request goes to the partner's own paths, with the organization in the header", async () => {
	const send = async (path: string, more: object = {}) =>
		await partner.node.run({
			parameters: { resource: 'apiRequest', operation: 'send', path, ...more },
		});
	await send('/v3/partner/organizations');
	await send('/v3/partner/users', partner.as('Fernhill'));
	await send('/v3/vendors', partner.as('Fernhill'));
	expect(partner.sent()).toEqual([
		SIGN_IN,
		'GET /v3/partner/organizations',
		'GET /v3/partner/users',
		AS_USER,
		'Fernhill: GET /v3/vendors',
	]);
	expect(at.localBill.requests.map(({ headers }) => headers.organizationid)).toEqual([
		...[undefined, undefined, partner.organization('Fernhill').id, undefined, undefined],
	]);
});
