import { billIn, n8nWithBill, newVendor } from '../support/n8n.mts';

const { n8n, bill } = n8nWithBill();

const vendor = {
	...newVendor('={{ $json.name }}'),
	options: { batching: 'single', lookUpSeconds: 3 },
};
const posts = () =>
	bill.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/vendors'));
const named = (name: string) => bill.records('vendors').filter((record) => record.name === name);

describe("n8n's Retry On Fail runs the whole node again", () => {
	test('what has been written is not written again', async () => {
		const account = await billIn(n8n.client, bill);
		const refuse = { status: 422, code: 'BDC_1129', message: 'Refused' };
		await account.run({ resource: 'vendor', operation: 'getAll' });
		bill.addFault({ match: { method: 'POST' }, times: 1, then: { delay: 1 } });
		bill.addFault({ match: { method: 'POST' }, times: 1, then: refuse });
		const items = [{ json: { name: 'First' } }, { json: { name: 'Second' } }];
		const result = await account.run(vendor, { items, tries: 3 });

		expect(result.error).toBeUndefined();
		expect(result.items).toHaveLength(2);
		expect(named('First')).toHaveLength(1);
		expect(named('Second')).toHaveLength(1);
		expect(posts()).toHaveLength(3);
	});

	test.each([
		['a write whose answer was lost is found, and is sent once', 'after', 1],
		['a write that was lost on its way is not sent again in any attempt', 'before', 0],
	] as const)('%s', async (name, drop, kept) => {
		const account = await billIn(n8n.client, bill);
		bill.addFault({ match: { method: 'POST', path: '/connect/v3/vendors' }, then: { drop } });
		const { items, error } = await account.run(vendor, { items: [{ json: { name } }], tries: 3 });

		const told = kept
			? { items: [{ json: { name, outcome: 'found' } }] }
			: { error: { message: expect.stringMatching(/outcome is unknown.*Not found up to/i) } };
		expect({ items, error }).toMatchObject(told);
		expect(posts()).toHaveLength(1);
		expect(named(name)).toHaveLength(kept);
	});
});

test('what pays can be decided by an expression, in the words of an agent', async () => {
	const account = await billIn(n8n.client, bill);
	const unpaid = bill
		.records('bills')
		.find(({ paymentStatus, archived }) => paymentStatus === 'UNPAID' && !archived);
	const bank = bill
		.records('bankAccounts')
		.find(({ status, archived }) => status === 'VERIFIED' && !archived);
	const picked = (id: unknown) => ({ __rl: true, mode: 'id', value: id });
	await account.run({
		resource: 'payment',
		operation: 'create',
		createBill: '={{ "False" }}',
		billId: picked(unpaid?.id),
		amount: 1,
		fundingAccountType: '={{ "bank_account" }}',
		bankAccountId: picked(bank?.id),
	});
	const sent = bill.requests.find(({ path }) => path.endsWith('/payments'));
	expect(sent?.body).toMatchObject({
		billId: unpaid?.id,
		fundingAccount: { type: 'BANK_ACCOUNT', id: bank?.id },
	});
});
