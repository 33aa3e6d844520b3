import { inspect } from 'node:util';
import { bareSession } from '../../nodes/core/wire/kept-session.ts';
import { byId } from '../support/form.mts';
import { failureOf, local } from '../support/local.mts';
import { type OtherHost, otherHost } from '../support/other-host.mts';
import { makeVendorAndBill } from '../support/records.mts';

/* Session and keys are sent to BILL and nowhere else: not to outputs, and not to errors. */

const at = local();
const file = Buffer.from('%PDF-1.4 elsewhere');
const open: OtherHost[] = [];
afterEach(async () => {
	for (const host of open.splice(0)) await host.close();
});
async function other(options?: Parameters<typeof otherHost>[1]) {
	const host = await otherHost(file, options);
	open.push(host);
	return host;
}

const session = () => bareSession(at.node.stored.sessionId);
const secrets = () => {
	const { password, devKey } = at.localBill.credentials;
	return [password, devKey, session()].filter(Boolean);
};
const expectNoSecret = (shown: unknown) => {
	const text = `${inspect(shown, { depth: 20, showHidden: true })}${JSON.stringify(shown)}`;
	expect(secrets().length).toBeGreaterThanOrEqual(2);
	for (const secret of secrets()) expect(text.includes(secret)).toBe(false);
};
const carriesSecrets = ({ received }: OtherHost) => {
	return received.filter(({ headers }) => headers.devkey ?? headers.sessionid ?? headers.cookie);
};

const failures = [
	['refused', { status: 400, code: 'BDC_1129' }],
	['answered with a web page', { status: 500, body: '<html></html>' }],
	['cut', { drop: 'before' as const }],
	['not trusted', { status: 403, code: 'BDC_1361' }],
	['at the hourly limit', { status: 422, code: 'BDC_1144' }],
	['redirected', { status: 302, headers: { location: 'https://elsewhere.example/' }, body: '' }],
] as const;

test.each(failures)('no secret is in the error of a request that is %s', async (_name, then) => {
	await at.run('vendor', 'getAll', {});
	at.localBill.addFault({ match: { path: '/connect/v3/vendors/*' }, times: 9, then });
	expectNoSecret(await failureOf(at.run('vendor', 'archive', { vendorId: byId('00901ABC') })));
});

test('no secret is in the error of a refused sign-in', async () => {
	const node = at.nodeWith({ organizationId: '00801WRONG' });
	const parameters = { resource: 'vendor', operation: 'getAll' };
	expectNoSecret(await failureOf(node.run({ parameters })));
	const [{ json }] = await node.run({ parameters, continueOnFail: true });
	expectNoSecret(json);
});

test('secrets that BILL itself repeats in an error are struck out', async () => {
	await at.run('vendor', 'getAll', {});
	const said = `Key ${secrets().join(' and ')} is not welcome`;
	at.localBill.addFault({
		match: { path: '/connect/v3/vendors/*' },
		then: { status: 400, body: [{ code: 'BDC_1129', message: said }] },
	});
	const error = await failureOf(at.run('vendor', 'archive', { vendorId: byId('00901ABC') }));
	expect(error.message).toContain('***');
	expectNoSecret(error);
});

test('secrets that BILL repeats in the response to an API Request are struck out', async () => {
	await at.run('vendor', 'getAll', {});
	at.localBill.addFault({
		match: { path: '/connect/v3/health' },
		then: { status: 200, body: { echo: { sessionId: session(), all: secrets() } } },
	});
	const items = await at.run('apiRequest', 'send', { path: '/v3/health' });
	expect(items[0].json.echo).toBeDefined();
	expectNoSecret(items);
});

test('no session is in the output of the session operations', async () => {
	for (const operation of ['get', 'getOrganizations', 'getPhones']) {
		expectNoSecret(await at.run('session', operation, {}));
	}
});

test.each([301, 302, 307, 308])(
	'a call that is redirected (%i) is not followed',
	async (status) => {
		const host = await other({ secure: false });
		const then = { status, headers: { location: `${host.url}/connect/v3/vendors` }, body: '' };
		at.localBill.addFault({ match: { method: 'GET', path: '/connect/v3/vendors' }, then });
		at.localBill.addFault({ match: { path: '/connect/v3/vendors/*' }, then });
		const read = await failureOf(at.run('vendor', 'getAll', {}));
		const write = await failureOf(at.run('vendor', 'archive', { vendorId: byId('00901ABC') }));

		expect(read.message).toContain('redirect');
		expect(write.message).toContain('redirect');
		expect(host.received).toEqual([]);
		expect(at.sent()).toHaveLength(2);
	},
);

test('a sign-in that is redirected is not followed', async () => {
	const host = await other({ secure: false });
	at.localBill.addFault({
		match: { path: '/connect/v3/login' },
		then: { status: 307, headers: { location: `${host.url}/connect/v3/login` }, body: '' },
	});
	const error = await failureOf(at.run('vendor', 'getAll', {}));
	expect(error.message).toContain('no BILL login');
	expect(host.received).toEqual([]);
});

test.each(['http://elsewhere.example', 'ftp://127.0.0.1', 'http://127.0.0.1.elsewhere.example'])(
	'a gateway at %s gets nothing',
	async (gatewayUrl) => {
		const node = at.nodeWith({ gatewayUrl });
		const parameters = { resource: 'vendor', operation: 'getAll' };
		const error = await failureOf(node.run({ parameters }));
		expect(error.message).toContain('Gateway URL');
	},
);

/** A bill's document with this download link. */
async function documentAt(downloadLink: string) {
	const id = '00h01ABCDEFGHIJKLMNO';
	at.localBill.addFault({
		match: { path: `/connect/v3/documents/${id}` },
		then: { status: 200, body: { id, name: 'a.pdf', downloadLink } },
	});
	return await at.run('document', 'download', { documentId: id });
}
const bytesOf = (items: Awaited<ReturnType<typeof documentAt>>) =>
	Buffer.from(items[0].binary?.data.data ?? '', 'base64');

test('a link to another host is followed without secrets', async () => {
	const host = await other();
	const items = await documentAt(`${host.url}/file?signature=abc`);

	expect(bytesOf(items).equals(file)).toBe(true);
	expect(items[0].binary?.data).toMatchObject({ fileName: 'a.pdf', mimeType: 'application/pdf' });
	expect(host.received.map(({ path }) => path)).toEqual(['/file?signature=abc']);
	expect(carriesSecrets(host)).toEqual([]);
});

test('a download that BILL redirects to another host goes on without secrets', async () => {
	const last = await other();
	const host = await other({ redirectTo: `${last.url}/file` });
	at.localBill.addFault({
		match: { path: '/connect/v3/downloads/x' },
		then: { status: 302, headers: { location: `${host.url}/next` }, body: '' },
	});
	const items = await documentAt(`${at.localBill.url}/connect/v3/downloads/x`);

	expect(bytesOf(items).equals(file)).toBe(true);
	expect(at.log().at(-1)).toMatchObject({ auth: { sessionId: 'right' } });
	expect(host.received).toHaveLength(1);
	expect(last.received).toHaveLength(1);
	expect([...carriesSecrets(host), ...carriesSecrets(last)]).toEqual([]);
});

test('a download link that is not https is not followed', async () => {
	const host = await other({ secure: false });
	const error = await failureOf(documentAt(`${host.url}/file`));
	expect(error.message).toContain('not an https address');
	expect(host.received).toEqual([]);
});

test('a download that redirects in a loop ends', async () => {
	const location = `${at.localBill.url}/connect/v3/downloads/x`;
	at.localBill.addFault({
		match: { path: '/connect/v3/downloads/x' },
		times: 50,
		then: { status: 302, headers: { location }, body: '' },
	});
	const error = await failureOf(documentAt(location));
	expect(error.message).toContain('redirects in a loop');
	expect(at.log().length).toBeLessThan(10);
});

test('a document of a bill, by its link on the gateway, carries the session', async () => {
	const { bill } = await makeVendorAndBill(at.bill);
	const { id } = await at.bill.call('POST', `/v3/documents/bills/${bill.id}`, file, {
		name: 'b.pdf',
	});
	const status = `/v3/documents/upload-status?ids=${id}`;
	await at.bill.call('GET', status);
	const { documentId } = await at.bill.first(status);
	const items = await at.run('document', 'download', { documentId });
	expect(bytesOf(items).equals(file)).toBe(true);
});
