import { resources as bill } from '../../nodes/Bill/resources/index.ts';
import { resources as spend } from '../../nodes/BillSpendExpense/resources/index.ts';

/* Every list of records with timestamps can be limited to recent records without an expression. */

const lists = [...bill, ...spend].flatMap(({ value, operations }) =>
	operations
		.filter(({ value: operation, list }) => list && /^getAll/.test(operation))
		// These lists take the start time as a parameter.
		.filter(({ fields }) => !fields.some(({ path }) => path === 'createdTimeFrom'))
		.map(({ value: operation, list, output = {} }) => ({
			id: `${value}: ${operation}`,
			filters: list?.filters ?? [],
			output,
		})),
);

test.each(lists.filter(({ output }) => 'updatedTime' in output).map((each) => [each.id, each]))(
	'%s can be narrowed to what has changed',
	(_, { filters }) => {
		expect(filters.map(({ name }) => name)).toContain('changedWithin');
	},
);

test.each(
	lists
		.filter(({ output }) => 'createdTime' in output && !('updatedTime' in output))
		.map((each) => [each.id, each]),
)('%s can be narrowed to what is new', (_, { filters }) => {
	expect(filters.map(({ name }) => name)).toContain('createdWithin');
});

test.each(
	lists.flatMap(({ id, filters }) =>
		filters
			.filter(({ name }) => name === 'changedWithin' || name === 'createdWithin')
			.map((filter) => [id, filter, filters] as const),
	),
)('%s says when BILL cannot filter by it', (_, { means, path, value }, filters) => {
	const [condition] = means!(7, { timeZone: 'UTC', keepEmpty: false });
	const isBills = filters.some((each) => each.path === path && !each.afterReading && !each.means);
	expect(condition.filter.afterReading === true).toBe(!isBills);
	expect(/Applied after reading/.test(value.property.description ?? '')).toBe(!isBills);
});
