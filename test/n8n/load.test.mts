import { billIn, loginsAt, n8nWithBill, someVendors } from '../support/n8n.mts';

const VENDORS = 10_000;

// Long enough that the next request starts before this one ends.
const { n8n, bill } = n8nWithBill({ latency: 50, reset: false });
let account: Awaited<ReturnType<typeof billIn>>;

beforeAll(async () => {
	bill.seed({ vendors: VENDORS - bill.records('vendors').length });
	account = await billIn(n8n.client, bill);
	await account.run(someVendors);
});
beforeEach(() => bill.clearRequests());

test('a list of 10,000 vendors takes 100 requests and gives each vendor once', async () => {
	const { items, error } = await account.run({
		resource: 'vendor',
		operation: 'getAll',
		returnAll: true,
	});
	expect(error).toBeUndefined();
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(VENDORS);
	expect(items).toHaveLength(VENDORS);
	expect(bill.requests).toHaveLength(100);
}, 60_000);

test('60 Gets in each of two executions keep to 3 requests in flight, in the order of the items', async () => {
	const ids = bill
		.records('vendors')
		.slice(0, 60)
		.map(({ id }) => String(id));
	const get = async () =>
		await account.run(
			{
				resource: 'vendor',
				operation: 'get',
				vendorId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			},
			{ items: ids.map((id) => ({ json: { id } })) },
		);
	for (const { items, error } of await Promise.all([get(), get()])) {
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(ids);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(ids.map((_, item) => ({ item })));
	}
	expect(Math.max(...bill.requests.map(({ inFlight }) => inFlight))).toBe(3);
	expect(bill.requests.filter(({ status }) => status !== 200)).toEqual([]);
	expect(bill.requests).toHaveLength(120);
	expect(loginsAt(bill)).toBe(0);
}, 60_000);
