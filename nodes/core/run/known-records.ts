import type { IDataObject } from 'n8n-workflow';

import { asSeen } from '../form/as-seen';
import { memberAt, recordId } from '../form/shape';
import type { ListRequest } from '../wire/pages';
import { bodyOf } from './operation';
import type { Call } from './operation';

/** A member by which an existing record is found. */
export interface Key {
	/** Its path in the record: `name`, `invoice.invoiceNumber`. */
	member: string;
	/** BILL can filter its list by the beginning of this member; otherwise the list is read once and compared here. */
	filterable: boolean;
	/** The key is unique only among records that have this member alike; BILL can filter by it. */
	within?: string;
	/** Names that differ in capitals only are the same: e-mail addresses. */
	ignoresCase?: boolean;
	/** How the records are read, where it is another way than most lists of BILL have. */
	lists?: Lists;
}

/** Lists that are searched one after the other until the record is found. */
export interface Lists {
	queries(body: IDataObject): Array<Record<string, string>>;
	how: ListRequest;
	/** Which of the records that were read can be the one that is meant. */
	keep?(record: IDataObject, body: IDataObject): boolean;
}

/** What was read of a list for the items of a run. */
interface Picture {
	records: Promise<IDataObject[]>;
	readAt: number;
}

/** What a person sees of a record's key. */
export function seenKey(record: unknown, { member, ignoresCase }: Key): string {
	const seen = asSeen(textOf(memberAt(record, member)));
	return ignoresCase ? seen.toLowerCase() : seen;
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * The records, not archived, among which the one with the key is, and those whose key looks nearly the same. Items of
 * one run share what is read.
 *
 * BILL compares to the letter, and names that look the same can differ in their letters (accents, spaces), so a list
 * that can be filtered is narrowed to names with the same first letter. It is read in the order of creation and with
 * the archived records, so that no record slips over the boundary of a page while it is read.
 */
export async function recordsLike(call: Call, key: Key): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	const { account } = call.client;
	const body = bodyOf(call);
	for (const [index, query] of searches(call, key).entries()) {
		// What comes later is of use only where the key is nowhere, to name what is nearly the same.
		const isFound = found.some((record) => seenKey(record, key) === seenKey(body, key));
		if (index > 0 && (isFound || (!key.lists && ignoringCase.has(account)))) break;
		const records = await read(call, query, key.lists?.how);
		if (!key.lists && hasBothCases(records, key)) ignoringCase.add(account);
		found.push(...records);
	}
	const distinct = new Map(found.map((record) => [recordId(record), record]));
	const keep = key.lists?.keep ?? (({ archived }) => archived !== true);
	return [...distinct.values()].filter((record) => keep(record, body));
}

/** Where BILL has shown that it searches without regard to case; it does not say so anywhere. */
const ignoringCase = new WeakSet<object>();

function hasBothCases(records: IDataObject[], key: Key): boolean {
	const letters = new Set(records.map((record) => seenKey(record, key).charAt(0)));
	return letters.size > 1;
}

/** Takes what this run has written into what it has read. */
export async function noteWritten(call: Call, key: Key, record: IDataObject): Promise<void> {
	for (const query of searches(call, key)) {
		const picture = call.shared.get(nameOf(call, query)) as Picture | undefined;
		const records = await picture?.records;
		const at = records?.findIndex((each) => recordId(each) === recordId(record)) ?? -1;
		if (at < 0) records?.push(record);
		else records?.splice(at, 1, record);
	}
}

/** The query of each search. */
function searches(call: Call, key: Key): Array<Record<string, string>> {
	const { member, filterable, within, lists } = key;
	const body = bodyOf(call);
	if (lists) return lists.queries(body);
	const owner = within ? [`${within}:eq:${textOf(memberAt(body, within))}`] : [];
	const beginnings = filterable ? beginningsOf(seenKey(body, key)) : [];
	const searched =
		beginnings.length > 0
			? beginnings.map((each) => [`${member}:sw:"${each}"`, ...owner])
			: [owner];
	return searched.map((conditions) => ({
		...(conditions.length > 0 && { filters: conditions.join(',') }),
		sort: 'createdTime:asc',
	}));
}

/** The first letter of a name in either case; nothing where it is no plain letter or digit. */
export function beginningsOf(name: string): string[] {
	const [first = ''] = name;
	if (!/^[0-9A-Za-z]$/.test(first)) return [];
	return [...new Set([first, first.toUpperCase(), first.toLowerCase()])];
}

const nameOf = ({ request }: Call, query: object) => JSON.stringify([request.path, query]);

async function read(
	call: Call,
	query: Record<string, string>,
	how: ListRequest = {},
): Promise<IDataObject[]> {
	const { client, request, shared } = call;
	const name = nameOf(call, query);
	const known = shared.get(name) as Picture | undefined;
	if (known && !client.writes.isOutdated(request.path, known.readAt)) return await known.records;
	const readAt = Date.now();
	const records = client.list({ method: 'GET', path: request.path, query }, how);
	shared.set(name, { records, readAt } satisfies Picture);
	return await records;
}
