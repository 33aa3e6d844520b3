import type { Run } from '../support/direct-node.mts';
import { byId } from '../support/form.mts';
import { local } from '../support/local.mts';
import { seeded } from '../support/spend.mts';

/* Sync makes the values of a custom field match the items: all or nothing, each value once. */

const at = local('billSpendExpenseApi');

const writes = () => at.sent().filter((request) => !request.startsWith('GET'));
const event = () => seeded(at.bill, 'spendCustomFields', ({ name }) => name === 'Event').uuid;

describe('Sync', () => {
	const sync = async (values: string[], more: Partial<Run> = {}) =>
		await at.node.run({
			parameters: (item) => ({
				...{ resource: 'customFieldValue', operation: 'sync', customFieldId: byId(event()) },
				...{ value: values[item], options: { deleteOthers: true } },
			}),
			items: values.map((value) => ({ json: { value } })),
			...more,
		});

	test('deletes nothing when an item has no value, even if the others have one', async () => {
		const items = await sync(['Spring fair', ''], { continueOnFail: true });
		expect(items.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('Delete Other Values needs a value in each item'),
			expect.stringContaining('Value is required'),
		]);
		expect(at.sent()).toEqual([]);
	});

	test('gives each item its own error when BILL refuses', async () => {
		at.localBill.addFault({
			match: { method: 'POST' },
			times: 1,
			then: { status: 400, code: 'BDC_1129', message: 'values: no' },
		});
		const items = await sync(['Winter fair', 'Open day'], { continueOnFail: true });
		expect(items.map(({ json }) => [json.error, json.outcome])).toEqual([
			['values: no (BDC_1129) [item 0]', 'refused'],
			['values: no (BDC_1129) [item 1]', 'refused'],
		]);
		const values = at.localBill.records('spendCustomFieldValues');
		expect(values.filter(({ value }) => value === 'Spring fair')[0].deleted).toBe(false);
	});
});

describe('Sync, when an answer is lost', () => {
	const sync = async (method: string, drop: 'before' | 'after') => {
		at.localBill.addFault({ match: { method }, then: { drop } });
		const values = ['Winter fair', 'Open day'];
		return await at.node.run({
			parameters: (item) => ({
				...{ resource: 'customFieldValue', operation: 'sync', customFieldId: byId(event()) },
				...{ value: values[item], options: { deleteOthers: true, lookUpSeconds: 0.05 } },
			}),
			items: values.map((value) => ({ json: { value } })),
			continueOnFail: true,
		});
	};
	const value = (text: string) =>
		at.localBill.records('spendCustomFieldValues').filter((each) => each.value === text);

	test('values that were added are found, and added once', async () => {
		const items = await sync('POST', 'after');
		expect(items.map(({ json }) => json.error)).toEqual(items.map(() => undefined));
		expect(writes().filter((each) => each.startsWith('POST'))).toHaveLength(1);
		expect(value('Winter fair')).toHaveLength(1);
	});

	test('values that were deleted are seen to be gone', async () => {
		const items = await sync('DELETE', 'after');
		expect(items.map(({ json }) => json.error)).toEqual(items.map(() => undefined));
		expect(writes().filter((each) => each.startsWith('DELETE'))).toHaveLength(1);
		expect(value('Spring fair')).toMatchObject([{ deleted: true }]);
	});

	test.each(['POST', 'DELETE'])('a lost %s leaves each item unknown', async (method) => {
		const items = await sync(method, 'before');
		const unknown = { outcome: 'unknown', lookedFor: expect.stringMatching(/^Not found up to /) };
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining(unknown),
			expect.objectContaining(unknown),
		]);
		expect(writes().filter((each) => each.startsWith(method))).toHaveLength(1);
	});
});
