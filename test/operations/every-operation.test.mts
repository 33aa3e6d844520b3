import { resources } from '../../nodes/Bill/resources/index.ts';
import { anything, filledPaths, formPaths } from '../support/form-paths.mts';
import { allCases } from './cases/index.mts';

/*
 * That no operation and no field goes untested: the tables say what there is, the cases what is tested.
 */

const operations = resources.flatMap(({ value, operations: list }) =>
	list.map((operation) => ({ ...operation, resource: value, id: `${value}: ${operation.value}` })),
);
const casesOf = (id: string) =>
	allCases.filter(({ resource, operation }) => id === `${resource}: ${operation}`);

test('a case is there once', () => {
	const names = allCases.map(
		({ resource, operation, form }) => `${resource}: ${operation}, ${form}`,
	);
	expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test('only operations that exist have cases', () => {
	const known = operations.map(({ id }) => id);
	const unknown = allCases.filter((each) => !known.includes(`${each.resource}: ${each.operation}`));
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

test.each(operations.map(({ id, resource, value }) => [id, resource, value]))(
	'every field of %s is filled in by a case',
	(id, resource, operation) => {
		const filled = casesOf(id).flatMap(({ parameters }) => filledPaths(parameters(anything(), 0)));
		const missing = formPaths(resource, operation).filter((path) => !filled.includes(path));
		expect(missing).toEqual([]);
	},
);

test.each(
	operations.filter(({ list }) => list?.sort).map((each) => [each.id, each.list?.sort ?? []]),
)('%s is sorted by every member that BILL sorts by', (id, members) => {
	const used = casesOf(id).flatMap(({ parameters }) => {
		const { sort } = parameters(anything(), 0) as { sort?: { rules: Array<{ field: string }> } };
		return sort?.rules.map(({ field }) => field) ?? [];
	});
	expect(members.filter((member) => !used.includes(member))).toEqual([]);
});
