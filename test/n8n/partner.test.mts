import { credentialIn, n8nWithBill, someVendors } from '../support/n8n.mts';

const { n8n, bill } = n8nWithBill();

/** A credential for the partner of the local BILL. */
const partnerIn = async (changes: object = {}) => {
	const data = { environment: 'custom', gatewayUrl: bill.url, ...bill.partner, ...changes };
	return await credentialIn(n8n.client, 'billPartnerApi', data);
};
const picked = (value: unknown) => ({ __rl: true, mode: 'id', value });
const calls = () => bill.requests.map(({ method, path }) => `${method} ${path}`);
const SIGN_IN = 'POST /connect/v3/partner/login';
const LIST = 'GET /connect/v3/partner/organizations';

test.each([
	['appKey', /Application Key and Environment/],
	['password', /User Name and Password/],
])(
	'the test of the credential is right, and with a session stored tells a wrong %s with one sign-in',
	async (field, says) => {
		const partner = await partnerIn();
		expect(await partner.testAsOpened()).toMatchObject({ status: 'OK' });
		expect(calls()).toEqual([SIGN_IN, LIST]);
		await partner.change({ [field]: 'not the right one' });
		bill.clearRequests();
		const { status, message } = await partner.testAsOpened();
		expect([status, message]).toEqual(['Error', expect.stringMatching(says)]);
		expect(calls()).toEqual([SIGN_IN]);
	},
);

test('organizations are listed, and an operation is done in one of them, with a session for each', async () => {
	const partner = await partnerIn();
	const { items } = await partner.run({ resource: 'partnerOrganization', operation: 'getAll' });
	expect(items.map(({ json }) => json.name)).toContain('Copperleaf Studio');
	const { id } = items.find(({ json }) => json.name === 'Copperleaf Studio')!.json;
	const [{ id: userId }] = bill.records('users', String(id));
	const inOrganization = {
		...someVendors,
		partnerOrganization: picked(id),
		partnerUser: picked(userId),
	};
	for (let run = 0; run < 2; run++) {
		const { items: vendors, error } = await partner.run(inOrganization);
		expect(error).toBeUndefined();
		expect(vendors.map(({ json }) => json.name)).toEqual(['Harbor Freight Lines']);
	}
	const AS_USER = 'POST /connect/v3/partner/login-as-user';
	const VENDORS = 'GET /connect/v3/vendors';
	expect(calls()).toEqual([SIGN_IN, LIST, AS_USER, VENDORS, VENDORS]);
	const opened = await n8n.client.readCredential(partner.id);
	const text = JSON.stringify([opened, items]) + (await n8n.logs());
	for (const secret of [bill.partner.appKey, bill.partner.password, bill.partner.devKey]) {
		expect(text).not.toContain(secret);
	}
});
