import * as is from '../engine/schema.mts';
import type { Members } from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import { cents } from '../rules/bill-amounts.mts';
import { merge } from '../state/members.mts';
import type { AmountLine } from '../state/records/common.mts';
import type { World } from '../state/world.mts';

/** What a line can be sorted by. */
export const lineClassifications = {
	chartOfAccountId: is.ref('chartOfAccounts'),
	accountingClassId: is.ref('accountingClasses'),
	departmentId: is.ref('departments'),
	employeeId: is.ref('employees'),
	jobId: is.ref('jobs'),
	locationId: is.ref('locations'),
	itemId: is.ref('items'),
};

/** The lines of vendor credits and recurring bills as they are written: an amount, with nothing to multiply. */
export function amountLines<M extends Members>(classifications: M) {
	const line = {
		id: is.text(),
		amount: is.number,
		description: is.text(),
		classifications: is.object(classifications),
	};
	return {
		/** The id of a line is for PUT (a line without one is added); a new record's lines have none. */
		whole: is.list(is.object(line, ['amount']), 1),
		/** "PATCH edits existing lines": one that does not say which is refused. */
		patch: is.list(is.object(line, ['id'])),
	};
}

/** A line as it is sent; a new one has no id. */
type SentLine = Omit<AmountLine, 'id'> & { id?: string };

/** The lines of a new record, which is a kind whose lines stand in `member`. */
export function newLines(
	world: World,
	member: string,
	prefix: string,
	sent: SentLine[],
): AmountLine[] {
	return sent.map((line, i) => {
		must(line.id === undefined, `${member}[${i}].id`, 'A new line has no id');
		return { ...line, id: world.ids.next(prefix) };
	});
}

/** Lines after PATCH, which edits those it names and leaves the others alone. */
export function changedLines(
	known: AmountLine[],
	sent: Array<Partial<AmountLine> & { id: string }> = [],
): AmountLine[] {
	return sent.reduce((lines, change) => {
		mustKnow(lines, change.id);
		return lines.map((line) => (line.id === change.id ? merge(line, change) : line));
	}, known);
}

/** Lines after PUT: one without id is new, those left out are removed. */
export function replacedLines(
	world: World,
	prefix: string,
	known: AmountLine[],
	sent: SentLine[],
): AmountLine[] {
	return sent.map((line) => {
		const { id = world.ids.next(prefix) } = line;
		if (line.id !== undefined) mustKnow(known, id);
		return { ...line, id };
	});
}

/** The sum of the lines. */
export function sumOf(lines: AmountLine[]): number {
	return cents(lines.reduce((sum, line) => sum + line.amount, 0));
}

function mustKnow(lines: AmountLine[], id: string): void {
	if (!lines.some((line) => line.id === id)) throw BillError.notFound(id);
}
