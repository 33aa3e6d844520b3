import { eventually } from '../support/eventually.mts';
import { byId } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { makeVendor } from '../support/records.mts';

/* BILL's limits: three concurrent requests, 20,000 per hour. */

const at = local();
const vendorId = () => byId(at.localBill.records('vendors')[0].id);
const slow = (delay: number, times = 500) =>
	at.localBill.addFault({ match: { path: '/connect/v3/vendors*' }, times, then: { delay } });
const mostInFlight = () => Math.max(...at.log().map(({ inFlight }) => inFlight));

test('three requests are in flight, never more, also over several executions', async () => {
	slow(20);
	const other = at.nodeWith({});
	const run = {
		items: emptyItems(12),
		parameters: { resource: 'vendor', operation: 'get', vendorId: vendorId() },
	};
	await Promise.all([at.node.run(run), at.node.run(run), other.run(run)]);

	expect(at.log()).toHaveLength(36);
	expect(mostInFlight()).toBe(3);
	expect(at.log().filter(({ code }) => code)).toEqual([]);
});

test('lists and single records share the three places', async () => {
	slow(15);
	at.localBill.seed({ vendors: 400 });
	await Promise.all([
		at.run('vendor', 'getAll', { returnAll: true }),
		at.run('vendor', 'getAll', { returnAll: true }),
		at.run('vendor', 'get', { vendorId: vendorId() }, { items: emptyItems(20) }),
		at.node.search('searchVendors'),
	]);
	expect(mostInFlight()).toBe(3);
	expect(at.log().filter(({ code }) => code)).toEqual([]);
});

test('results come in the order of the items, whichever answer came first', async () => {
	const vendors = at.localBill.records('vendors').slice(0, 8);
	at.localBill.addFault({
		match: { path: `/connect/v3/vendors/${vendors[0].id}` },
		then: { delay: 200 },
	});
	at.localBill.addFault({
		match: { path: `/connect/v3/vendors/${vendors[4].id}` },
		then: { delay: 100 },
	});
	const items = await at.run('vendor', 'get', (item) => ({ vendorId: byId(vendors[item].id) }), {
		items: emptyItems(8),
	});

	expect(items.map(({ json }) => json.id)).toEqual(vendors.map(({ id }) => id));
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(vendors.map((_, item) => ({ item })));
});

test('writes to one record keep the order of the items, and others do not wait for them', async () => {
	const [one, two] = [await makeVendor(at.bill), await makeVendor(at.bill)];
	at.localBill.clearRequests();
	const path = `/connect/v3/vendors/${one.id}`;
	at.localBill.addFault({ match: { path }, then: { delay: 150 } });
	await at.run(
		'vendor',
		'update',
		(item) => ({
			vendorId: byId(item % 2 === 0 ? one.id : two.id),
			updateFields: { phone: `${item}` },
		}),
		{ items: emptyItems(10) },
	);

	const phones = (id: string) =>
		at
			.log()
			.filter((entry) => entry.path.endsWith(id))
			.map(({ body }) => (body as { phone: string }).phone);
	expect(phones(one.id)).toEqual(['0', '2', '4', '6', '8']);
	expect(phones(two.id)).toEqual(['1', '3', '5', '7', '9']);
	expect(at.localBill.records('vendors').find(({ id }) => id === one.id)?.phone).toBe('8');
	expect(
		Math.max(
			...at
				.log()
				.filter((e) => e.path === path)
				.map((e) => e.inFlight),
		),
	).toBeLessThan(4);
});

test.each([422, 429, 400, 503])(
	'"too many at once" under status %i is waited out',
	async (status) => {
		const vendor = await makeVendor(at.bill);
		at.localBill.clearRequests();
		at.localBill.addFault({
			match: { path: '/connect/v3/vendors*' },
			times: 2,
			then: { status, code: 'BDC_1322' },
		});
		const [{ json }] = await at.run('vendor', 'update', {
			vendorId: byId(vendor.id),
			updateFields: { phone: '5' },
		});

		expect(json.phone).toBe('5');
		expect(at.sent()).toHaveLength(3);
		expect(at.logins()).toHaveLength(1);
	},
);

test('a new record that was rejected because of too many requests is created once', async () => {
	at.localBill.addFault({
		match: { method: 'POST', path: '/connect/v3/vendors' },
		then: { status: 422, code: 'BDC_1322' },
	});
	const parameters = {
		name: 'Once',
		addressLine1: '1',
		city: 'Bristol',
		zipOrPostalCode: 'BS1',
		country: 'GB',
	};
	await at.run('vendor', 'create', parameters);
	expect(at.localBill.records('vendors').filter(({ name }) => name === 'Once')).toHaveLength(1);
});

test.each([422, 429, 400, 503])(
	'the hourly limit under status %i stops everything at once',
	async (status) => {
		at.localBill.addFault({
			match: { path: '/connect/v3/vendors*' },
			times: 100,
			then: { status, code: 'BDC_1144' },
		});
		const { signal } = new AbortController();
		const run = { items: emptyItems(20), continueOnFail: true, signal };
		const items = await at.run('vendor', 'get', { vendorId: vendorId() }, run);

		expect(at.log().length).toBeLessThanOrEqual(3);
		for (const { json } of items) expect(json.error).toMatch(/hourly limit.*BDC_1144/);

		// A later node of the same execution does not try again; another execution does.
		const already = at.log().length;
		await failureOf(at.run('vendor', 'getAll', {}, { signal }));
		expect(at.log()).toHaveLength(already);
		await failureOf(at.run('vendor', 'getAll', {}));
		expect(at.log()).toHaveLength(already + 1);
	},
);

test('the text of the hourly limit says when the hour turns', async () => {
	at.localBill.addFault({
		match: { path: '/connect/v3/vendors' },
		then: { status: 422, code: 'BDC_1144' },
	});
	const error = await failureOf(at.run('vendor', 'getAll', {}));
	expect(error.description).toMatch(/\d\d:\d0 \(America\/Los_Angeles\)/);
});

test('the first failure without Continue On Fail stops what has not been sent', async () => {
	slow(10);
	const parameters = (item: number) => ({
		vendorId: item === 2 ? byId('00901NOBODY') : vendorId(),
	});
	const error = await failureOf(at.run('vendor', 'get', parameters, { items: emptyItems(50) }));

	expect(error.message).toContain('BDC_1205');
	expect(error.message).toContain('[item 2]');
	expect(at.log().length).toBeLessThan(10);
});

test('with Continue On Fail the item that fails gives its error, and all others their record', async () => {
	const parameters = (item: number) => ({
		vendorId: item === 2 ? byId('00901NOBODY') : vendorId(),
	});
	const run = { items: emptyItems(5), continueOnFail: true };
	const items = await at.run('vendor', 'get', parameters, run);

	expect(items.map(({ json }) => (json.error ? 'failed' : 'read'))).toEqual([
		'read',
		'read',
		'failed',
		'read',
		'read',
	]);
	expect(Object.keys(items[2].json)).toEqual(['error', 'outcome', 'request']);
	expect(items[2].pairedItem).toEqual({ item: 2 });
});

test('an item that is wrong before it is sent keeps everything back without Continue On Fail', async () => {
	const parameters = (item: number) => ({ vendorId: item === 4 ? byId('wrong') : vendorId() });
	const error = await failureOf(at.run('vendor', 'archive', parameters, { items: emptyItems(5) }));

	expect(error.message).toContain('must be an ID that begins with 009');
	expect(error.message).toContain('[item 4]');
	expect(at.localBill.requests).toEqual([]);
});

test('Cancel stops sending', async () => {
	// Signs in first: without a session, the first request is sent alone.
	await at.run('vendor', 'get', { vendorId: vendorId() });
	at.localBill.clearRequests();
	slow(2_000);
	const stop = new AbortController();
	const run = { items: emptyItems(60), signal: stop.signal, continueOnFail: true };
	const running = at.run('vendor', 'get', { vendorId: vendorId() }, run);
	// Three, or fewer if BILL has just refused requests of this process.
	await eventually(() => at.log().length > 0, 'requests on their way');
	stop.abort();
	const items = await running;

	expect(at.log().length).toBeLessThanOrEqual(3);
	expect(items.at(-1)?.json.error).toMatch(/cancelled/);
});

test('Cancel ends waiting for a busy BILL, and the write is not sent again', async () => {
	at.localBill.addFault({
		match: { path: '/connect/v3/vendors*' },
		times: 100,
		then: { status: 422, code: 'BDC_1322' },
	});
	const stop = new AbortController();
	const { id } = at.localBill.records('vendors')[0];
	const running = at.run('vendor', 'archive', { vendorId: byId(id) }, { signal: stop.signal });
	await eventually(() => at.log().length >= 2, 'a second try', 30_000);
	stop.abort();
	const error = await failureOf(running);

	expect(error.message).toMatch(/cancelled/i);
	expect(at.log().length).toBeLessThan(6);
});
