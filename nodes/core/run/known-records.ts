import type { IDataObject } from 'n8n-workflow';

import { asSeen } from '../form/as-seen';
import { memberAt } from '../form/shape';
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
}

/** What was read of a list for the items of a run. */
interface Picture {
	records: Promise<IDataObject[]>;
	readAt: number;
}

/** What a person sees of a record's key. */
export const seenKey = (record: unknown, { member }: Key): string =>
	asSeen(textOf(memberAt(record, member)));

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
	for (const [index, conditions] of searches(call, key).entries()) {
		// The other case is of use only where the key is nowhere, to name what is nearly the same.
		const isFound = found.some((record) => seenKey(record, key) === seenKey(bodyOf(call), key));
		if (index > 0 && (isFound || ignoringCase.has(account))) break;
		const records = await read(call, conditions);
		if (hasBothCases(records, key)) ignoringCase.add(account);
		found.push(...records);
	}
	const distinct = new Map(found.map((record) => [record.id, record]));
	return [...distinct.values()].filter(({ archived }) => archived !== true);
}

/** Where BILL has shown that it searches without regard to case; it does not say so anywhere. */
const ignoringCase = new WeakSet<object>();

function hasBothCases(records: IDataObject[], key: Key): boolean {
	const letters = new Set(records.map((record) => seenKey(record, key).charAt(0)));
	return letters.size > 1;
}

/** Takes what this run has written into what it has read. */
export async function noteWritten(call: Call, key: Key, record: IDataObject): Promise<void> {
	for (const conditions of searches(call, key)) {
		const picture = call.shared.get(nameOf(call, conditions)) as Picture | undefined;
		const records = await picture?.records;
		const at = records?.findIndex(({ id }) => id === record.id) ?? -1;
		if (at < 0) records?.push(record);
		else records?.splice(at, 1, record);
	}
}

/** The conditions of each search, in BILL's notation. */
function searches(call: Call, key: Key): string[] {
	const { member, filterable, within } = key;
	const owner = within ? [`${within}:eq:${textOf(memberAt(bodyOf(call), within))}`] : [];
	const [first = ''] = seenKey(bodyOf(call), key);
	if (!filterable || !/^[0-9A-Za-z]$/.test(first)) return [owner.join(',')];
	const letters = [...new Set([first, first.toUpperCase(), first.toLowerCase()])];
	return letters.map((letter) => [`${member}:sw:"${letter}"`, ...owner].join(','));
}

const nameOf = ({ request }: Call, conditions: string) =>
	JSON.stringify([request.path, conditions]);

async function read(call: Call, conditions: string): Promise<IDataObject[]> {
	const { client, request, shared } = call;
	const name = nameOf(call, conditions);
	const known = shared.get(name) as Picture | undefined;
	if (known && !client.writes.isOutdated(request.path, known.readAt)) return await known.records;
	const query = { ...(conditions && { filters: conditions }), sort: 'createdTime:asc' };
	const readAt = Date.now();
	const records = client.list({ method: 'GET', path: request.path, query });
	shared.set(name, { records, readAt } satisfies Picture);
	return await records;
}
