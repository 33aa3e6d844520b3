import { merge } from '../state/members.mts';
import type { Resource } from '../engine/resource.mts';
import * as is from '../engine/schema.mts';
import type { Schema } from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import { cents } from '../rules/bill-amounts.mts';
import type { Rec } from '../state/collection.mts';
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
export function amountLines(classifications: Record<string, Schema>) {
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

/** How a record with such lines is made, changed by PATCH, and replaced by PUT (lines left out are removed). */
export function withLines(
	member: string,
	prefix: string,
	fields: Record<string, Schema>,
): Required<Pick<Resource, 'make' | 'change' | 'overwrite'>> {
	return {
		make: (body, { world }) => ({
			...body,
			[member]: body[member].map((line: Rec, i: number) => {
				must(line.id === undefined, `${member}[${i}].id`, 'A new line has no id');
				return newLine(world, prefix, line);
			}),
		}),
		change: (record, { [member]: sent = [], ...members }) => ({
			...merge(record, members),
			[member]: sent.reduce(changeLine, record[member]),
		}),
		overwrite: (record, body, { world }) => ({
			...Object.fromEntries(Object.entries(record).filter(([name]) => !(name in fields))),
			...body,
			id: record.id,
			[member]: body[member].map((line: Rec) =>
				line.id === undefined ? newLine(world, prefix, line) : known(record[member], line),
			),
		}),
	};
}

/** The sum of the lines. */
export function sumOf(lines: Rec[]): number {
	return cents(lines.reduce((sum, line) => sum + line.amount, 0));
}

function newLine(world: World, prefix: string, line: Rec): Rec {
	return { ...line, id: world.ids.next(prefix) };
}

function known(lines: Rec[], sent: Rec): Rec {
	if (!lines.some(({ id }) => id === sent.id)) throw BillError.notFound(sent.id);
	return sent;
}

function changeLine(lines: Rec[], sent: Rec): Rec[] {
	const { id } = known(lines, sent);
	return lines.map((line) => (line.id === id ? merge(line, sent) : line));
}
