import { byId, lines } from '../support/form.mts';
import { local } from '../support/local.mts';
import { seeded, spendCall } from '../support/spend.mts';

/*
 * Values of custom fields that look the same but use different characters: no duplicate is added, and none is deleted
 * because of it.
 */

const at = local('billSpendExpenseApi');

const field = (wanted: string) =>
	seeded(at.bill, 'spendCustomFields', ({ name }) => name === wanted).uuid;
const writes = () => at.localBill.requests.filter(({ method }) => method !== 'GET');

const ALIKE: Array<[string, string, string]> = [
	['an accent as one sign and as two', 'Café', 'Cafe\u0301'],
	['two spaces', 'Spring market', 'Spring  market'],
	['a space that does not break', 'Spring market', 'Spring\u00a0market'],
	['a sign without width', 'Spring market', 'Spring\u200b market'],
	['a byte order mark', 'Spring market', '\ufeffSpring market'],
];

test.each(ALIKE)('Sync leaves a value as it is: %s', async (_, kept, typed) => {
	const path = `/custom-fields/${field('Event')}/values`;
	await spendCall(at.bill, 'POST', path, { values: [kept] });
	const values = at.localBill.records('spendCustomFieldValues').length;
	at.localBill.clearRequests();
	const items = await at.run('customFieldValue', 'sync', {
		...{ customFieldId: byId(field('Event')), value: typed },
	});
	expect(items).toMatchObject([{ json: { value: kept, action: 'unchanged' } }]);
	expect(at.localBill.records('spendCustomFieldValues')).toHaveLength(values);
	expect(writes()).toEqual([]);
});

test.each(ALIKE)('Set Custom Fields finds a value: %s', async (_, kept, typed) => {
	const named = (value: string) => ({ __rl: true, mode: 'name', value });
	const path = `/custom-fields/${field('Category')}/values`;
	await spendCall(at.bill, 'POST', path, { values: [kept] });
	const bakery = seeded(
		at.bill,
		'spendTransactions',
		({ merchantName }) => merchantName === 'Old Mill Bakery',
	);
	at.localBill.clearRequests();
	await at.run('transaction', 'setCustomFields', {
		transactionId: byId(bakery.uuid),
		customFields: lines({ customFieldId: named('\u00a0category'), value: named(typed) }),
		options: { createValues: true },
	});
	expect(writes().map(({ method }) => method)).toEqual(['PUT']);
});
