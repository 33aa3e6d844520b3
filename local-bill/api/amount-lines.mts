import * as is from '../engine/schema.mts';
import type { Members } from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import { cents } from '../rules/bill-amounts.mts';
import { merge } from '../state/members.mts';
import type { AmountLine } from '../state/records/common.mts';
import type { World } from '../state/world.mts';

/** Classifications that a line can have. */
export const lineClassifications = {
	chartOfAccountId: is.ref('chartOfAccounts'),
	accountingClassId: is.ref('accountingClasses'),
	departmentId: is.ref('departments'),
	employeeId: is.ref('employees'),
	jobId: is.ref('jobs'),
	locationId: is.ref('locations'),
	itemId: is.ref('items'),
};

/** The lines of vendor credits and recurring bills in request bodies: just an amount, no quantity or price. */
export function amountLines<M extends Members>(classifications: M) {
	const line = {
		id: is.text(),
		amount: is.number,
		description: is.text(),
		classifications: is.object(classifications),
	};
	return {
		/** Line ids belong to PUT (a line without one is added). The lines of a new record have none. */
		whole: is.list(is.object(line, ['amount']), 1),
		/** "PATCH edits existing lines": a line without an id is refused. */
		patch: is.list(is.object(line, ['id'])),
	};
}

/** A line in a request. A new line has no id. */
type SentLine = Omit<AmountLine, 'id'> & { id?: string };

/** The lines of a new record. `member` is the field of the record that holds its lines. */
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

/** Lines after PATCH: it edits the lines it names and leaves the others alone. */
export function changedLines(
	known: AmountLine[],
	sent: Array<Partial<AmountLine> & { id: string }> = [],
): AmountLine[] {
	return sent.reduce((lines, change) => {
		mustKnow(lines, change.id);
		return lines.map((line) => (line.id === change.id ? merge(line, change) : line));
	}, known);
}

/** Lines after PUT: a line without an id is new, and lines left out are removed. */
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

export function sumOf(lines: AmountLine[]): number {
	return cents(lines.reduce((sum, line) => sum + line.amount, 0));
}

function mustKnow(lines: AmountLine[], id: string): void {
	if (!lines.some((line) => line.id === id)) throw BillError.notFound(id);
}
