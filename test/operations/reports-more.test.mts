import { byId } from '../support/form.mts';
import { failureOf, local } from '../support/local.mts';

/* Statements and exports when BILL's responses are unusual, and lists of several pages. */

const at = local();
const organization = () => `/v3/organizations/${at.localBill.credentials.organizationId}`;
const statement = () => byId(at.localBill.records('billingStatements')[0].id);
const exported = () => at.localBill.records('exports')[0];
const answer = (path: string, body: unknown) =>
	at.localBill.addFault({
		match: { method: 'GET', path: `/connect${path}` },
		then: { status: 200, body },
	});

test.each([
	['invoiceDateFrom', 'Invoice Date To'],
	['invoiceDateTo', 'Invoice Date From'],
])('statements with %s only are refused before anything is sent', async (given, missing) => {
	const additionalFields = { [given]: '2026-01-01' };
	const error = await failureOf(at.run('billingStatement', 'getAll', { additionalFields }));
	expect(error.message).toContain(missing);
	expect(at.sent()).toEqual([]);
});

test('statements are read to the last page', async () => {
	const path = `${organization()}/billing-statements`;
	answer(path, { results: [{ id: 'one' }], nextPage: 'T1' });
	answer(path, { results: [{ id: 'two' }] });
	const items = await at.run('billingStatement', 'getAll', { returnAll: true });
	expect(items.map(({ json }) => json.id)).toEqual(['one', 'two']);
	expect(at.log().map(({ query }) => query.page)).toEqual([undefined, 'T1']);
});

test('industries are read to the last page', async () => {
	answer('/v3/organizations/industries', { results: ['Books'], nextPage: 'T1' });
	answer('/v3/organizations/industries', { results: ['Lamps'] });
	const items = await at.run('organization', 'getIndustries', {});
	expect(items.map(({ json }) => json)).toEqual([{ industry: 'Books' }, { industry: 'Lamps' }]);
	expect(at.log().map(({ query }) => ({ ...query }))).toEqual([{}, { page: 'T1' }]);
});

test('a search of the network is read to the last page, and no further than its limit', async () => {
	const search = async (more: object) => {
		answer('/v3/network', { results: [{ id: 'one' }, { id: 'two' }], nextPage: 'T1' });
		answer('/v3/network', { results: [{ id: 'three' }] });
		const items = await at.run('network', 'search', { name: 'harbor', ...more });
		return items.map(({ json }) => json.id);
	};
	expect(await search({ returnAll: true })).toEqual(['one', 'two', 'three']);
	expect(at.log().map(({ query }) => ({ ...query }))).toEqual([
		{ name: 'harbor' },
		{ name: 'harbor', page: 'T1' },
	]);
	at.localBill.clearRequests();
	expect(await search({ limit: 1 })).toEqual(['one']);
	expect(at.sent()).toEqual(['GET /v3/network']);
});

test.each(['pdf', 'csv'])('a statement without a %s is an error that says so', async (format) => {
	const id = statement();
	answer(`${organization()}/billing-statements/${id.value}`, { id: id.value, downloadLink: {} });
	const error = await failureOf(
		at.run('billingStatement', 'download', { billingStatementId: id, format }),
	);
	expect(error.message).toContain(format.toUpperCase());
});

test('an export without a link is an error that says so', async () => {
	answer(`/v3/exports/${exported().id}/download-link`, {});
	const error = await failureOf(at.run('export', 'download', { exportId: byId(exported().id) }));
	expect(error.message).toContain('no download');
});

test('the link of an export is in no item and in no error', async () => {
	const secret = 'files/export-1-vendors';
	const parameters = { exportId: byId(exported().id) };
	const [{ json }] = await at.run('export', 'download', parameters);
	expect(json).toEqual({ exportId: exported().id });

	at.localBill.addFault({
		match: { method: 'GET', path: `/connect/v3/exports/${secret}` },
		then: { status: 404, body: {} },
		times: 5,
	});
	const [failed] = await at.run('export', 'download', parameters, { continueOnFail: true });
	expect(failed.json.error).toEqual(expect.any(String));
	expect(JSON.stringify(failed)).not.toContain(secret);
});

test('reading an audit trail whose pages repeat comes to an end', async () => {
	const { id } = at.localBill.records('vendors')[0];
	at.localBill.addFault({
		match: { method: 'GET', path: `/connect/v3/reports/audit-trail/vendor/${id}` },
		then: { status: 200, body: [{ type: 'UPDATE' }] },
		times: 100,
	});
	const error = await failureOf(
		at.run('auditTrail', 'getAll', { vendorId: byId(id), returnAll: true }),
	);
	expect(error.message).toContain('repeated');
	expect(at.sent()).toHaveLength(2);
});

test.each(['510 555 0134', '+15105550134', '555'])(
	'the phone %s is refused before anything is sent',
	async (phoneNumber) => {
		const parameters = { phoneNumber, phoneType: 'MOBILE' };
		const error = await failureOf(at.run('riskVerification', 'addPhone', parameters));
		expect(error.message).toContain('Phone');
		expect(at.sent()).toEqual([]);
	},
);
