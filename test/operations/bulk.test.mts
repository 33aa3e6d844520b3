import type { Data } from '../support/bill.mts';
import { byId, lines } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { address, makeVendor } from '../support/records.mts';

/*
 * Where BILL accepts many records in one request, items are combined automatically. BILL's bulk requests are all or
 * nothing.
 */

const at = local();

const vendorForm = (name: string, more: Data = {}) => ({
	name,
	addressLine1: address.line1,
	city: address.city,
	zipOrPostalCode: address.zipOrPostalCode,
	country: address.country,
	...more,
});
const numbered = (item: number) => vendorForm(`Vendor ${item}`);
const created = (name: string) =>
	at.localBill.records('vendors').filter((vendor) => vendor.name === name).length;

test('45 vendors are 3 requests, and come out in order', async () => {
	const items = await at.run('vendor', 'create', numbered, { items: emptyItems(45) });

	expect(at.sent()).toEqual(Array(3).fill('POST /v3/vendors/bulk'));
	expect(at.log().map(({ body }) => (body as unknown[]).length)).toEqual([20, 20, 5]);
	expect(items.map(({ json }) => json.name)).toEqual(items.map((_, item) => `Vendor ${item}`));
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	expect(at.localBill.records('vendors')).toHaveLength(15 + 45);
});

test('a bad item among 25 fails alone, and no other is created twice', async () => {
	const parameters = (item: number) =>
		vendorForm(`Vendor ${item}`, item === 7 ? { email: 'not@valid' } : {});
	const items = await at.run('vendor', 'create', parameters, {
		items: emptyItems(25),
		continueOnFail: true,
	});

	expect(items).toHaveLength(25);
	items.forEach(({ json, pairedItem }, item) => {
		expect(pairedItem).toEqual({ item });
		expect(created(`Vendor ${item}`)).toBe(item === 7 ? 0 : 1);
		if (item === 7) expect(json.error).toContain('Email: ');
		else expect(json.name).toBe(`Vendor ${item}`);
	});
	expect(at.localBill.records('vendors')).toHaveLength(15 + 24);
});

test('a bad item without Continue On Fail stops the run with its index and its own reason', async () => {
	const parameters = (item: number) =>
		vendorForm(`Vendor ${item}`, item === 1 ? { email: 'not@valid' } : {});
	const error = await failureOf(at.run('vendor', 'create', parameters, { items: emptyItems(3) }));

	expect(error.message).toContain('Email: ');
	expect(error.message).toContain('[item 1]');
	expect(error).toMatchObject({ context: { itemIndex: 1 } });
});

test('a bad first batch without Continue On Fail keeps later batches from being sent', async () => {
	const parameters = (item: number) =>
		vendorForm(`Vendor ${item}`, item === 0 ? { email: 'not@valid' } : {});
	await failureOf(at.run('vendor', 'create', parameters, { items: emptyItems(30) }));

	expect(created('Vendor 25')).toBe(0);
});

test('One by One sends each item on its own', async () => {
	const one = (item: number) => vendorForm(`Vendor ${item}`, { options: { batching: 'single' } });
	const items = await at.run('vendor', 'create', one, { items: emptyItems(5) });

	expect(at.sent()).toEqual(Array(5).fill('POST /v3/vendors'));
	expect(items.map(({ json }) => json.name)).toEqual([0, 1, 2, 3, 4].map((n) => `Vendor ${n}`));
});

test('a single item is sent on its own', async () => {
	await at.run('vendor', 'create', vendorForm('Alone'));
	expect(at.sent()).toEqual(['POST /v3/vendors']);
});

test('items that are wrong before they are sent fail alone, and the others travel together', async () => {
	const parameters = (item: number) => vendorForm(item === 1 ? '' : `Vendor ${item}`);
	const items = await at.run('vendor', 'create', parameters, {
		items: emptyItems(4),
		continueOnFail: true,
	});

	expect(at.sent()).toEqual(['POST /v3/vendors/bulk']);
	expect(items.map(({ json }) => json.name ?? json.error)).toEqual([
		'Vendor 0',
		expect.stringContaining('Name is required'),
		'Vendor 2',
		'Vendor 3',
	]);
});

test.each([
	['answered 500', { status: 500, body: {} }, 0],
	['answered 502', { status: 502, body: '<html>Bad gateway</html>' }, 0],
	['cut after the work', { drop: 'after' as const }, 1],
])('a batch that is %s is sent once, and none of its items again', async (_name, then, times) => {
	at.localBill.addFault({ match: { method: 'POST', path: '/connect/v3/vendors/bulk' }, then });
	const items = await at.run('vendor', 'create', numbered, {
		items: emptyItems(3),
		continueOnFail: true,
	});

	expect(at.sent()).toEqual(['POST /v3/vendors/bulk']);
	expect(items.map(({ json }) => json.error)).toEqual(
		Array(3).fill(expect.stringMatching(/outcome is unknown/i)),
	);
	items.forEach((_item, item) => expect(created(`Vendor ${item}`)).toBe(times));
});

test('an hourly limit during a batch does not send its items one by one', async () => {
	at.localBill.addFault({
		match: { path: '/connect/v3/vendors/bulk' },
		then: { status: 422, code: 'BDC_1144' },
	});
	const items = await at.run('vendor', 'create', numbered, {
		items: emptyItems(25),
		continueOnFail: true,
	});

	expect(at.sent()).toEqual(['POST /v3/vendors/bulk']);
	expect(items.map(({ json }) => json.error)).toEqual(
		Array(25).fill(expect.stringContaining('hourly limit')),
	);
});

test('100 bills are one request, 101 are two', async () => {
	const vendor = await makeVendor(at.bill);
	at.localBill.clearRequests();
	const billForm = (item: number) => ({
		vendorId: byId(vendor.id),
		invoiceNumber: `N-${item}`,
		invoiceDate: '2026-01-01',
		dueDate: '2026-02-01',
		billLineItems: lines({ amount: item + 1 }),
	});
	const items = await at.run('bill', 'create', billForm, { items: emptyItems(101) });

	expect(at.sent()).toEqual(['POST /v3/bills/bulk', 'POST /v3/bills']);
	expect(items.map(({ json }) => json.amount)).toEqual(items.map((_, item) => item + 1));
});
