import type { Rec } from '../state/collection.mts';
import type { CollectionName, World } from '../state/world.mts';

const exported: Array<
	[CollectionName, daysAgo: number, columns: Record<string, (one: Rec) => unknown>]
> = [
	['vendors', 8, { Id: ({ id }) => id, Name: ({ name }) => name, Email: ({ email }) => email }],
	[
		'bills',
		8,
		{
			Id: ({ id }) => id,
			Number: ({ invoice }) => invoice.invoiceNumber,
			'Due Date': ({ dueDate }) => dueDate,
			Amount: ({ amount }) => amount,
		},
	],
	['vendors', 1, { Id: ({ id }) => id, Name: ({ name }) => name, Email: ({ email }) => email }],
];

/** What the weekly schedule has exported so far. */
export function seedExports(world: World, time: (daysAgo: number) => string): void {
	exported.forEach(([collection, daysAgo, columns], i) => {
		const row = (cells: unknown[]) => cells.map((cell) => `"${String(cell)}"`).join();
		const rows = world
			.of(collection)
			.all()
			.map((record) => row(Object.values(columns).map((cell) => cell(record))));
		const createdTime = time(daysAgo);
		const key = `export-${i + 1}-${collection}`;
		world.files.set(key, {
			name: `${collection}-${createdTime.slice(0, 10)}.csv`,
			type: 'text/csv',
			bytes: Buffer.from(`${[row(Object.keys(columns)), ...rows].join('\n')}\n`),
		});
		world.of('exports').add({ createdTime, _key: key });
	});
}
