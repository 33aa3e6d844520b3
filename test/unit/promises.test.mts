import { readFileSync } from 'node:fs';
import type { INodeTypeDescription } from 'n8n-workflow';
import { Bill } from '../../nodes/Bill/Bill.node.ts';
import { BillPollTrigger } from '../../nodes/BillPollTrigger/BillPollTrigger.node.ts';
import { BillSpendExpense } from '../../nodes/BillSpendExpense/BillSpendExpense.node.ts';
import { BillTrigger } from '../../nodes/BillTrigger/BillTrigger.node.ts';
import {
	brokenBy,
	PROMISES,
	promisesOf,
	readFrom,
	type Written,
} from '../../tools/docs/promises.mts';

/*
 * People's workflows contain the names of parameters and values from when they were saved. What has been published
 * must stay, or the node needs a new version.
 */

const descriptions = [Bill, BillPollTrigger, BillSpendExpense, BillTrigger].map(
	(Node) => new Node().description,
);
const promised = readFrom(JSON.parse(readFileSync(PROMISES, 'utf8')) as Written);

describe.each(descriptions.map((each) => [`${each.name} ${String(each.version)}`, each] as const))(
	'%s',
	(title, description) => {
		const now = promisesOf(description);

		test('keeps what it has promised (else: give the node another version)', () => {
			expect(brokenBy(promised[title], now)).toEqual([]);
		});

		test('has written down what it promises (else: npm run docs)', () => {
			expect(brokenBy(now, promised[title])).toEqual([]);
		});
	},
);

test('a name, a value, a default and a place that are gone are broken promises', () => {
	const description = (properties: object[]) => ({ properties }) as INodeTypeDescription;
	const show = { resource: ['bill'], operation: ['get', 'update'] };
	const field = {
		...{ name: 'by', type: 'options', default: 'day', displayOptions: { show } },
		options: [{ value: 'day' }, { value: 'week' }],
	};
	const before = promisesOf(description([field]));
	const changed = (changes: object) =>
		brokenBy(before, promisesOf(description([{ ...field, ...changes }])));
	expect(changed({})).toEqual([]);
	expect(changed({ name: 'per' })).toHaveLength(6);
	expect(changed({ options: [{ value: 'day' }] })).toEqual([
		'by may be "week" (bill.get)',
		'by may be "week" (bill.update)',
	]);
	expect(changed({ default: 'week' })).toHaveLength(2);
	expect(changed({ displayOptions: { show: { ...show, operation: ['get'] } } })).toHaveLength(3);
});
