import { byId, itemWithFile } from '../support/form.mts';
import { billIn, loginsAt, n8nWithBill, newVendor, someVendors } from '../support/n8n.mts';

/* n8n and the node together: lists, many items, files, pick lists, limits, and a session that expires. */

const { n8n, bill } = n8nWithBill();

const TWELVE = 12;

/** Reads one vendor per item. */
const gets = () => ({
	parameters: { resource: 'vendor', operation: 'get', vendorId: byId('={{ $json.id }}') },
	items: bill
		.records('vendors')
		.slice(0, TWELVE)
		.map(({ id }) => ({ json: { id } })),
});
const calls = () => bill.requests.filter(({ path }) => path !== '/connect/v3/login');

test('250 vendors are listed, each once, with three requests', async () => {
	const account = await billIn(n8n.client, bill);
	bill.seed({ vendors: 250 - bill.records('vendors').length });
	const all = { ...someVendors, returnAll: true };
	const { items, error } = await account.run(all);

	expect(error).toBeUndefined();
	expect(items).toHaveLength(250);
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(250);
	expect(calls()).toHaveLength(3);
});

test('30 items are made in two requests, each paired with its item', async () => {
	const account = await billIn(n8n.client, bill);
	const names = Array.from({ length: 30 }, (_, at) => `Vendor ${at}`);
	const { items, error } = await account.run(newVendor('={{ $json.name }}'), {
		items: names.map((name) => ({ json: { name } })),
	});

	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.name)).toEqual(names);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(names.map((_, item) => ({ item })));
	const kept = bill.records('vendors').map(({ name }) => name);
	expect(kept.filter((name) => names.includes(name)).sort()).toEqual([...names].sort());
	expect(calls().map(({ method, path }) => `${method} ${path}`)).toEqual(
		Array(2).fill('POST /connect/v3/vendors/bulk'),
	);
});

test('a file is uploaded and downloaded as it was', async () => {
	const account = await billIn(n8n.client, bill);
	const bytes = Buffer.from(
		'%PDF-1.4\n1 0 obj\n<</Type /Page>>\nendobj\n%%EOF\nÄ\u0000\u00ff',
		'latin1',
	);
	const [{ id }] = bill.records('bills');
	const up = await account.run(
		{ resource: 'document', operation: 'upload', billId: byId(id) },
		{ items: [itemWithFile(bytes, 'invoice.pdf', 'application/pdf')] },
	);
	expect(up.error).toBeUndefined();
	expect(up.items).toMatchObject([{ json: { status: 'UPLOADED', name: 'invoice.pdf' } }]);
	const sent = bill.requests.find(
		({ method, path }) => method === 'POST' && /documents/.test(path),
	);
	expect(sent?.rawBody).toMatchObject({ bytes: bytes.length });

	const documentId = up.items[0].json.id;
	const down = await account.run({
		resource: 'document',
		operation: 'download',
		documentId: byId(String(documentId)),
	});
	expect(down.error).toBeUndefined();
	const file = down.items[0].binary?.data;
	expect(file).toMatchObject({ fileName: 'invoice.pdf', mimeType: 'application/pdf' });
	const content = file?.id
		? await n8n.client.readFile(file.id)
		: Buffer.from(String(file?.data), 'base64');
	expect(content.equals(bytes)).toBe(true);
});

test('a pick list is searched', async () => {
	const account = await billIn(n8n.client, bill);
	const [vendor] = bill.records('vendors');
	const { results } = await n8n.client.call<{ results: Array<{ name: string; value: string }> }>(
		'POST',
		'/rest/dynamic-node-parameters/resource-locator-results',
		{
			path: 'parameters.vendorId',
			nodeTypeAndVersion: { name: 'n8n-nodes-bill.bill', version: 1 },
			currentNodeParameters: {
				authentication: 'billApi',
				resource: 'vendor',
				operation: 'get',
			},
			methodName: 'searchVendors',
			credentials: account.credentials,
			filter: vendor.name,
		},
	);
	expect(results).toEqual([
		expect.objectContaining({ name: expect.stringContaining(vendor.name), value: vendor.id }),
	]);
});

test('after the hourly limit nothing more is sent, and every item says why', async () => {
	const account = await billIn(n8n.client, bill);
	await account.run(someVendors);
	bill.clearRequests();
	bill.setLimits({ perHour: 0 });
	const { parameters, items } = gets();
	const result = await account.run(parameters, { items, continueOnFail: true });

	expect(result.items).toHaveLength(TWELVE);
	for (const { json } of result.items) {
		expect(json.error).toMatch(/hourly limit of requests .* is used up \(BDC_1144\)/);
	}
	// The number of concurrent requests.
	expect(bill.requests.length).toBeLessThanOrEqual(3);
	expect(loginsAt(bill)).toBe(0);
});

test('a session that ends in the middle is renewed once, and each item is answered once', async () => {
	const account = await billIn(n8n.client, bill);
	await account.run(someVendors);
	bill.clearRequests();
	const match = { method: 'GET', path: '/connect/v3/vendors/*' };
	bill.addFault({ match, times: 4, then: { delay: 10 } });
	bill.addFault({ match, then: { endSessions: true } });
	const { parameters, items } = gets();
	const result = await account.run(parameters, { items });

	expect(result.error).toBeUndefined();
	expect(result.items.map(({ json }) => json.id)).toEqual(items.map(({ json }) => json.id));
	expect(loginsAt(bill)).toBe(1);
	const answered = calls().filter(({ status }) => status === 200);
	expect(answered).toHaveLength(TWELVE);
	// The requests that were in flight when the session ended.
	expect(calls().length - answered.length).toBeLessThanOrEqual(3);
});

test('a wrong password is tried once for 12 items, and every item says so', async () => {
	const account = await billIn(n8n.client, bill, { password: 'not the password' });
	const { parameters, items } = gets();
	const { items: given } = await account.run(parameters, { items, continueOnFail: true });

	expect(given).toHaveLength(TWELVE);
	for (const { json } of given) {
		expect(json.error).toMatch(/BILL does not accept User Name and Password/);
	}
	expect(bill.requests.map(({ path }) => path)).toEqual(['/connect/v3/login']);
});
