import { median, type Run } from './measure.mts';
import { CONTENDERS, type Contender, type Row } from './row.mts';
import { table } from './table.mts';

/** The measurements of a row. */
export interface Result {
	row: Row;
	rounds: number;
	runs: Map<Contender, Run[]>;
}

/** The median run of a contender, if it took part in the row. */
export function runOf({ runs }: Result, contender: Contender): Run | undefined {
	return median(runs.get(contender) ?? []);
}

/** A contender's time as a multiple of the bare program's. */
export function ratioOf(result: Result, contender: Contender): string {
	const [first] = CONTENDERS;
	const base = runOf(result, first)?.milliseconds;
	const own = runOf(result, contender)?.milliseconds;
	return base === undefined || own === undefined ? '–' : (own / base).toFixed(2);
}

export const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

/** Kilobytes of memory per record. */
export const memoryOf = ({ grown, records }: Run) =>
	grown === undefined ? '–' : `${(grown / 1024 / records).toFixed(1)} KB`;

/** A row as text for a terminal. */
export function inText(result: Result): string {
	const rows = CONTENDERS.flatMap((contender) => {
		const run = runOf(result, contender);
		if (!run) return [];
		const { requests, logins, refused, mostAtOnce, milliseconds } = run;
		const counts = [requests, logins, refused, mostAtOnce].map(String);
		const memory = result.row.fresh ? memoryOf(run) : '';
		return [[contender, ratioOf(result, contender), ...counts, seconds(milliseconds), memory]];
	});
	const heading = ['', 'ratio', 'requests', 'logins', 'refused', 'at once', 'time', 'memory/item'];
	return `\n${result.row.title}\n${table(heading, rows)}`;
}
