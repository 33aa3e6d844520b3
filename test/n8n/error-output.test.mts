import { billIn, n8nWithBill, newVendor } from '../support/n8n.mts';

/*
 * A failed item must not leave through the success output: nodes after a payment would treat it as paid. With
 * "Continue (using error output)", n8n sends it to the second output, with everything that is known about it.
 */

const { n8n, bill } = n8nWithBill();

const vendor = {
	...newVendor('={{ $json.name }}'),
	options: { batching: 'single', lookUpSeconds: 1 },
};
const named = (...names: string[]) => names.map((name) => ({ json: { name } }));
const path = '/connect/v3/vendors';

test('refused and unknown items go to the error output, the others to the first', async () => {
	const account = await billIn(n8n.client, bill);
	await account.run({ resource: 'vendor', operation: 'getAll' });
	bill.addFault({ match: { method: 'POST', path }, then: { drop: 'before' } });
	bill.addFault({
		match: { method: 'POST', path },
		then: { status: 422, code: 'BDC_1129', message: 'Refused' },
	});
	const { items, failed, error } = await account.run(vendor, {
		items: named('One', 'Two', 'Three', 'Four'),
		continueOnFail: 'error output',
	});

	expect(error).toBeUndefined();
	expect(items).toHaveLength(2);
	expect(failed.map(({ json }) => json.outcome as string).sort()).toEqual(['refused', 'unknown']);
	for (const { json } of failed) {
		expect(json.error).toEqual(expect.any(String));
		expect(json.request).toBe('POST /v3/vendors');
	}
	const [unknown] = failed.filter(({ json }) => json.outcome === 'unknown');
	expect(unknown.json.lookedFor).toMatch(
		/^Not found up to \d\d:\d\d:\d\d .*: a vendor with the name/,
	);
});

test.each([
	['an operation that is not there', { resource: 'vendor', operation: 'payTwice' }, {}],
	['an unusable credential', vendor, { gatewayUrl: 'nowhere' }],
	['a wrong password', vendor, { password: 'wrong' }],
])('%s fails every item', async (_, parameters, changes) => {
	const account = await billIn(n8n.client, bill, changes);
	for (const continueOnFail of [true, 'error output'] as const) {
		const run = { items: named('One', 'Two', 'Three'), continueOnFail };
		const { items, failed } = await account.run(parameters, run);
		const [left, others] = continueOnFail === true ? [items, failed] : [failed, items];

		expect(left.map(({ json }) => json.outcome)).toEqual(Array(3).fill('notSent'));
		expect(others).toEqual([]);
	}
});
