import type { World } from '../state/world.mts';

type Row = Record<string, unknown>;

/** The rows of an export file, by column. */
const rowsOf = {
	vendors: (world: World): Row[] =>
		world
			.of('vendors')
			.all()
			.map(({ id, name, email }) => ({ Id: id, Name: name, Email: email })),
	bills: (world: World): Row[] =>
		world
			.of('bills')
			.all()
			.map(({ id, invoice, dueDate, amount }) => ({
				...{ Id: id, Number: invoice.invoiceNumber, 'Due Date': dueDate, Amount: amount },
			})),
};

const exported: Array<[keyof typeof rowsOf, daysAgo: number]> = [
	['vendors', 8],
	['bills', 8],
	['vendors', 1],
];

/** What the weekly schedule has exported so far. */
export function seedExports(world: World, time: (daysAgo: number) => string): void {
	exported.forEach(([collection, daysAgo], i) => {
		const row = (cells: unknown[]) => cells.map((cell) => `"${String(cell)}"`).join();
		const rows = rowsOf[collection](world);
		const lines = [Object.keys(rows[0]), ...rows.map(Object.values)].map(row);
		const createdTime = time(daysAgo);
		const key = `export-${i + 1}-${collection}`;
		world.files.set(key, {
			name: `${collection}-${createdTime.slice(0, 10)}.csv`,
			type: 'text/csv',
			bytes: Buffer.from(`${lines.join('\n')}\n`),
		});
		world.of('exports').add({ createdTime, _key: key });
	});
}
