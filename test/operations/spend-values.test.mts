import type { LocalBill } from '../../local-bill/server.mts';
import { forgetPaces } from '../../nodes/core/wire/pace.ts';
import { type Bill, type Data, openLocalBill } from '../support/bill.mts';
import { TIME_ZONE } from '../support/cases.mts';
import { type DirectNode, directNode } from '../support/direct-node.mts';
import { byId, lines } from '../support/form.mts';
import { seeded, spendCall, spendCredential } from '../support/spend.mts';

/*
 * Values of custom fields that look the same and are written with other signs: none is added a second time, and none is
 * deleted for it.
 */

let bill: Bill & { localBill: LocalBill };
let node: DirectNode;

beforeAll(async () => {
	bill = await openLocalBill();
});
beforeEach(() => {
	bill.localBill.reset();
	forgetPaces();
	node = directNode(spendCredential(bill), 'billSpendExpenseApi');
});
afterAll(async () => await bill.localBill.close());

const field = (wanted: string) =>
	seeded(bill, 'spendCustomFields', ({ name }) => name === wanted).uuid;
const run = async (resource: string, operation: string, form: Data) =>
	await node.run({ parameters: { resource, operation, ...form }, timeZone: TIME_ZONE });
const writes = () => bill.localBill.requests.filter(({ method }) => method !== 'GET');

const ALIKE: Array<[string, string, string]> = [
	['an accent as one sign and as two', 'Café', 'Cafe\u0301'],
	['two spaces', 'Spring market', 'Spring  market'],
	['a space that does not break', 'Spring market', 'Spring\u00a0market'],
	['a sign without width', 'Spring market', 'Spring\u200b market'],
	['a byte order mark', 'Spring market', '\ufeffSpring market'],
];

test.each(ALIKE)('Sync leaves a value as it is: %s', async (_, kept, typed) => {
	const path = `/custom-fields/${field('Event')}/values`;
	await spendCall(bill, 'POST', path, { values: [kept] });
	const values = bill.localBill.records('spendCustomFieldValues').length;
	bill.localBill.clearRequests();
	const items = await run('customFieldValue', 'sync', {
		...{ customFieldId: byId(field('Event')), value: typed },
	});
	expect(items).toMatchObject([{ json: { value: kept, action: 'unchanged' } }]);
	expect(bill.localBill.records('spendCustomFieldValues')).toHaveLength(values);
	expect(writes()).toEqual([]);
});

test.each(ALIKE)('Set Custom Fields finds a value: %s', async (_, kept, typed) => {
	const named = (value: string) => ({ __rl: true, mode: 'name', value });
	const path = `/custom-fields/${field('Category')}/values`;
	await spendCall(bill, 'POST', path, { values: [kept] });
	const bakery = seeded(
		bill,
		'spendTransactions',
		({ merchantName }) => merchantName === 'Old Mill Bakery',
	);
	bill.localBill.clearRequests();
	await run('transaction', 'setCustomFields', {
		transactionId: byId(bakery.uuid),
		customFields: lines({ customFieldId: named('\u00a0category'), value: named(typed) }),
		options: { createValues: true },
	});
	expect(writes().map(({ method }) => method)).toEqual(['PUT']);
});
