import { byId } from '../support/form.mts';
import { failureOf, local } from '../support/local.mts';
import { address, makeVendor, makeVendorAndBill, payingBank } from '../support/records.mts';

/* Responses that never arrive: a read is repeated, a write never is. */

const at = local();

const lost = [
	['a cut connection', { drop: 'before' as const }],
	['an answer that is cut off', { drop: 'after' as const }],
	['502', { status: 502, body: '<html>Bad Gateway</html>' }],
	['503', { status: 503, body: '' }],
	['504', { status: 504, body: '<html>Timeout</html>' }],
] as const;

test.each(lost)('a read is repeated after %s', async (_name, then) => {
	at.localBill.addFault({ match: { method: 'GET', path: '/connect/v3/vendors' }, then });
	const items = await at.run('vendor', 'getAll', {});

	expect(items).toHaveLength(15);
	expect(at.sent()).toHaveLength(2);
	expect(at.logins()).toHaveLength(1);
});

test('a read that never gets a response ends with an error after four attempts', async () => {
	at.localBill.addFault({
		match: { path: '/connect/v3/vendors' },
		times: 100,
		then: { status: 503, body: '<html>Down</html>' },
	});
	const error = await failureOf(at.run('vendor', 'getAll', {}));

	expect(error.message).toMatch(/did not respond properly.*503/);
	expect(at.sent()).toHaveLength(4);
});

test('a read that BILL answers 500 is not repeated', async () => {
	at.localBill.addFault({
		match: { path: '/connect/v3/vendors' },
		then: { status: 500, code: 'BDC_1001' },
	});
	await failureOf(at.run('vendor', 'getAll', {}));
	expect(at.sent()).toHaveLength(1);
});

const writesLost = [
	['500', { status: 500, body: [{ code: 'BDC_1001', message: 'System error' }] }],
	['500 with a web page', { status: 500, body: '<html>Oops</html>' }],
	...lost,
] as const;

const writes = [
	['POST', 'create', '/connect/v3/vendors'],
	['PATCH', 'update', '/connect/v3/vendors/*'],
	['POST archive', 'archive', '/connect/v3/vendors/*'],
	['DELETE', 'deleteBankAccount', '/connect/v3/vendors/*'],
] as const;

describe.each(writes)('a write (%s)', (_method, operation, path) => {
	test.each(writesLost)('is sent exactly once when it meets %s', async (_name, then) => {
		const bankAccount = { accountNumber: '0001234' };
		const { id } = await makeVendor(at.bill, { paymentInformation: { bankAccount } });
		at.localBill.clearRequests();
		at.localBill.addFault({ match: { path }, times: 5, then });
		const parameters =
			operation === 'create'
				? {
						name: 'Only once',
						addressLine1: address.line1,
						city: address.city,
						zipOrPostalCode: address.zipOrPostalCode,
						country: 'GB',
					}
				: { vendorId: byId(id), ...(operation === 'update' && { updateFields: { phone: '1' } }) };
		const error = await failureOf(at.run('vendor', operation, parameters));

		expect(at.sent()).toHaveLength(1);
		expect(error.message).toMatch(/outcome is unknown.*look in BILL/is);
		expect(error.description).toMatch(/Unknown: item 0\. Look in BILL.*not retried/s);
	});
});

test.each(writesLost)('a payment is sent exactly once when it meets %s', async (_name, then) => {
	const { rememberMeId, device } = at.localBill.mfa;
	const { bill } = await makeVendorAndBill(at.bill);
	const bank = await payingBank(at.bill);
	at.localBill.clearRequests();
	at.localBill.addFault({
		match: { method: 'POST', path: '/connect/v3/payments' },
		times: 5,
		then,
	});
	const before = at.localBill.records('payments').length;
	const run = at.nodeWith({ rememberMeId, device }).run({
		parameters: {
			resource: 'payment',
			operation: 'create',
			billId: byId(bill.id),
			amount: 100,
			bankAccountId: byId(bank.id),
		},
	});

	expect((await failureOf(run)).message).toMatch(/outcome is unknown/i);
	expect(at.sent().filter((sent) => sent === 'POST /v3/payments')).toHaveLength(1);
	// BILL has done the work only if just the response was lost.
	const done = 'drop' in then && then.drop === 'after';
	expect(at.localBill.records('payments')).toHaveLength(before + (done ? 1 : 0));
});

test('a file is sent exactly once', async () => {
	const { bill } = await makeVendorAndBill(at.bill);
	at.localBill.clearRequests();
	at.localBill.addFault({
		match: { method: 'POST', path: '/connect/v3/documents/*' },
		times: 5,
		then: { drop: 'after' },
	});
	const data = Buffer.from('%PDF-1.4').toString('base64');
	const items = [
		{ json: {}, binary: { data: { data, mimeType: 'application/pdf', fileName: 'a.pdf' } } },
	];
	const error = await failureOf(at.run('document', 'upload', { billId: byId(bill.id) }, { items }));

	expect(error.message).toMatch(/outcome is unknown/i);
	expect(at.sent()).toHaveLength(1);
	expect(at.localBill.records('uploads')).toHaveLength(1);
});

test('a write of API Request is sent exactly once', async () => {
	at.localBill.addFault({
		match: { path: '/connect/v3/vendors/*' },
		times: 5,
		then: { status: 503, body: '' },
	});
	const parameters = { method: 'POST', path: '/v3/vendors/00901X/archive' };
	const error = await failureOf(at.run('apiRequest', 'send', parameters));
	expect(error.message).toMatch(/outcome is unknown/i);
	expect(at.sent()).toHaveLength(1);
});

test('the time-out is an option; a write that gets no response in time is not sent again', async () => {
	at.localBill.addFault({
		match: { path: '/connect/v3/vendors/*' },
		times: 5,
		then: { delay: 30_000 },
	});
	const { id } = at.localBill.records('vendors')[0];
	const parameters = { vendorId: byId(id), options: { timeout: 1 } };
	const error = await failureOf(at.run('vendor', 'archive', parameters));

	expect(error.message).toMatch(/outcome is unknown.*in time/i);
	expect(at.log().map(({ status }) => status)).toEqual([undefined]);
});

test.each([0, -1, 'soon', 999_999])(
	'a time-out of %p is refused before anything is sent',
	async (timeout) => {
		const error = await failureOf(at.run('vendor', 'getAll', { options: { timeout } }));
		expect(error.message).toContain('Timeout');
		expect(at.localBill.requests).toEqual([]);
	},
);

test('a gateway that does not exist is reported as such, and nothing as unknown', async () => {
	const node = at.nodeWith({ gatewayUrl: 'http://127.0.0.1:9' });
	const parameters = { resource: 'vendor', operation: 'archive', vendorId: byId('00901ABC') };
	const error = await failureOf(node.run({ parameters }));
	expect(error.message).toContain('could not be reached at http://127.0.0.1:9');
	expect(error.message).not.toMatch(/unknown/);
});

test("BILL's own error text is reported, once", async () => {
	at.localBill.addFault({
		match: { path: '/connect/v3/vendors/*' },
		then: {
			status: 422,
			body: [
				{ code: 'BDC_1152', message: 'Invalid Process Date : ${paramName0}.', params: {} },
				{
					code: 'BDC_1152',
					message: '00n01ABCDEFGHIJKLMNO : Invalid Process Date : ${paramName0}.',
				},
			],
		},
	});
	const error = await failureOf(at.run('vendor', 'archive', { vendorId: byId('00901ABC') }));
	expect(error.message).toContain('Invalid Process Date (BDC_1152)');
	expect(error.message.match(/Invalid Process Date/g)).toHaveLength(1);
	expect(error.message).not.toContain('$');
});

test('a write whose response is an empty list makes its item unknown instead of returning nothing', async () => {
	const [invoice] = at.localBill.records('invoices');
	const [user] = at.localBill.records('users');
	const path = `/connect/v3/invoices/${invoice.id}/email`;
	at.localBill.addFault({ match: { path }, times: 1, then: { status: 200, body: [] } });
	const items = await at.run(
		'invoice',
		'send',
		{ invoiceId: byId(invoice.id), to: 'one@example.com', userId: byId(user.id) },
		{ continueOnFail: true },
	);

	expect(items.map(({ json }) => json)).toMatchObject([{ outcome: 'unknown' }]);
	const posts = at.localBill.requests.filter((request) => request.path === path);
	expect(posts).toHaveLength(1);
});
