import { shownShape } from '../../nodes/core/form/shown-shape.ts';
import { resources as bill } from '../../nodes/Bill/resources/index.ts';
import { resources as spend } from '../../nodes/BillSpendExpense/resources/index.ts';

/* The column order in the output table, for every operation that defines its columns. */

const TIMES = ['createdTime', 'updatedTime'];
const operations = [...bill, ...spend].flatMap(({ value, operations: all }) =>
	all
		.filter(({ output = {} }) => Object.keys(output).some((name) => !TIMES.includes(name)))
		.map((operation) => ({
			id: `${value}: ${operation.value}`,
			columns: Object.keys(shownShape(operation)),
			isWritten: operation.method !== 'GET' || !operation.simplify,
		})),
);

test.each(operations.map(({ id, columns }) => [id, columns] as const))(
	'%s does not begin with a time stamp',
	(_, [first]) => {
		expect(TIMES).not.toContain(first);
	},
);

test.each(
	operations
		.filter(({ columns, isWritten }) => isWritten && columns.includes('updatedTime'))
		.map(({ id, columns }) => [id, columns] as const),
)('%s ends with the time of the last change', (_, columns) => {
	expect(columns.at(-1)).toBe('updatedTime');
});

test.each(
	operations
		.filter(({ columns, isWritten }) => isWritten && columns.includes('id'))
		.map(({ id, columns }) => [id, columns] as const),
)('%s begins with the ID', (_, [first]) => {
	// BILL plans to remove the IDs of Spend & Expense.
	expect(['id', 'uuid']).toContain(first);
});
