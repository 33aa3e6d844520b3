import type { IDataObject } from 'n8n-workflow';

import { asSeen } from '../form/as-seen';
import { memberAt, recordId } from '../form/shape';
import type { ListRequest } from '../wire/pages';
import { bodyOf } from './operation';
import type { Call } from './operation';

/** A member used to find an existing record. */
export interface Key {
	/** Its path in the record: `name`, `invoice.invoiceNumber`. */
	member: string;
	/** BILL can filter its list by the beginning of this member; otherwise the list is read once and compared here. */
	filterable: boolean;
	/** The key is unique only among records with the same value in this member; BILL can filter by it. */
	within?: string;
	/** Values that differ only in case are the same, as with email addresses. */
	ignoresCase?: boolean;
	/** How the records are read, if not in the way of most BILL lists. */
	lists?: Lists;
}

/** Lists that are searched one after the other until the record is found. */
export interface Lists {
	queries(body: IDataObject): Array<Record<string, string>>;
	how: ListRequest;
	/** Which of the records that were read can be the record in question. */
	keep?(record: IDataObject, body: IDataObject): boolean;
}

/** What was read from a list for the items of a run. */
interface Picture {
	records: Promise<IDataObject[]>;
	readAt: number;
}

/** A record's key as a person sees it. */
export function seenKey(record: unknown, { member, ignoresCase }: Key): string {
	const seen = asSeen(textOf(memberAt(record, member)));
	return ignoresCase ? seen.toLowerCase() : seen;
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * The records, without archived ones, that may include the one with the key, and those whose key looks nearly the same.
 * Items of one run share what is read.
 *
 * BILL compares exactly, and names that look the same can differ in their characters (accents, spaces), so a list that
 * can be filtered is narrowed to names with the same first letter. It is read in the order of creation and with the
 * archived records, so that no record moves across a page boundary while it is read.
 */
export async function recordsLike(call: Call, key: Key): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	const { account } = call.client;
	const body = bodyOf(call);
	for (const [index, query] of searches(call, key).entries()) {
		// Further searches are useful only if the key has not been found, also to name records that look nearly the same.
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

/** Organizations in which BILL was seen to ignore case when it searches; this is not documented. */
const ignoringCase = new WeakSet<object>();

function hasBothCases(records: IDataObject[], key: Key): boolean {
	const letters = new Set(records.map((record) => seenKey(record, key).charAt(0)));
	return letters.size > 1;
}

/** Adds what this run has written to what it has read. */
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

/** The first letter of a name in both cases; empty if it is not a plain letter or digit. */
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
