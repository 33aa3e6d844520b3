import { resources as bill } from '../../nodes/Bill/resources/index.ts';
import { resources as spend } from '../../nodes/BillSpendExpense/resources/index.ts';
import type { Case } from '../support/cases.mts';
import type { ActionNodeName } from '../support/direct-node.mts';
import { anything, filledPaths, formPaths } from '../support/form-paths.mts';
import { allCases } from './cases/index.mts';

/* No operation and no field is untested: the tables define what exists, the cases what is tested. */

const nameOf = ({
	node = 'bill',
	resource,
	operation,
}: Pick<Case, 'node' | 'resource' | 'operation'>) =>
	`${node === 'bill' ? '' : `${node} `}${resource}: ${operation}`;

const tables: Array<[ActionNodeName, typeof bill]> = [
	['bill', bill],
	['billSpendExpense', spend],
];
const operations = tables.flatMap(([node, resources]) =>
	resources.flatMap(({ value: resource, operations: list }) =>
		list.map((operation) => ({
			...operation,
			resource,
			node,
			id: nameOf({ node, resource, operation: operation.value }),
		})),
	),
);
const casesOf = (id: string) => allCases.filter((each) => id === nameOf(each));

test('a case is there once', () => {
	const names = allCases.map((each) => `${nameOf(each)}, ${each.form}`);
	expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test('only operations that exist have cases', () => {
	const known = operations.map(({ id }) => id);
	const unknown = allCases.filter((each) => !known.includes(nameOf(each)));
	expect(unknown).toEqual([]);
});

test.each(operations.map(({ id }) => id))('%s has a smallest and a fullest case', (id) => {
	const forms = casesOf(id).map(({ form }) => form);
	expect(forms).toEqual(expect.arrayContaining(['smallest', 'fullest']));
	expect(forms).toHaveLength(new Set(forms).size);
});

test.each(operations.filter(({ jsonForm }) => jsonForm).map(({ id }) => id))(
	'%s has a case in JSON',
	(id) => {
		expect(casesOf(id).map(({ form }) => form)).toContain('json');
	},
);

test.each(operations.map((each) => [each.id, each] as const))(
	'every field of %s is filled in by a case',
	(id, { resource, value, node }) => {
		const filled = casesOf(id).flatMap(({ parameters }) => filledPaths(parameters(anything(), 0)));
		const missing = formPaths(resource, value, node).filter((path) => !filled.includes(path));
		expect(missing).toEqual([]);
	},
);

test.each(
	operations.filter(({ list }) => list?.sort).map((each) => [each.id, each.list?.sort ?? []]),
)('%s is sorted by every member that BILL sorts by', (id, members) => {
	const used = casesOf(String(id)).flatMap(({ parameters }) => {
		const { sort } = parameters(anything(), 0) as {
			sort?: { rules: { field: string } | Array<{ field: string }> };
		};
		return [sort?.rules ?? []].flat().map(({ field }) => field);
	});
	expect(members.filter((member) => !used.includes(member))).toEqual([]);
});
