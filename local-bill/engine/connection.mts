import { BillError } from '../errors/bill-error.mts';
import type { Rec } from '../state/collection.mts';
import type { CollectionName } from '../state/records/index.mts';
import { type FilterField, type FilterTable, parseFilters } from './filters.mts';
import { compareValues } from './list.mts';
import type { Call } from './route.mts';
import type { Members } from './schema.mts';

/**
 * Lists of Spend & Expense. Their page tokens are positions in the list and do not include filters or sort order:
 * records that are added or removed in the meantime shift the pages.
 * https://developer.bill.com/docs/spend-expense-api
 */

/** Query parameters of a list. The maximum page size is a rule of each list. */
export const connectionQuery: Members = {
	max: { type: 'string' },
	nextPage: { type: 'string' },
	prevPage: { type: 'string' },
};
export const filteredQuery: Members = { ...connectionQuery, filters: { type: 'string' } };
export const sortedQuery: Members = { ...filteredQuery, sort: { type: 'string' } };

export interface ConnectionRules<R extends object> {
	/** The largest page; default 100. */
	max?: number;
	filters?: FilterTable<R>;
	/** What each sort field compares. */
	sort?: Record<string, (record: R) => unknown>;
	/** Records that are shown only if the caller filters by `retired`. */
	retired?(record: R): boolean;
}

export interface Connection {
	results: unknown[];
	nextPage: string | null;
	prevPage: string | null;
}

const DEFAULT_MAX = 20;
const TOKEN = /^arrayconnection:(\d+)$/;

/** Returns one page of the records for which `holds` is true. */
export function answerConnection<R extends Rec>(
	call: Call,
	records: R[],
	rules: ConnectionRules<NoInfer<R>>,
	show: (record: R) => unknown,
): Connection {
	const { filters, sort } = call.query;
	const test = filters ? parseFilters(filters, rules.filters ?? {}, call.world) : () => true;
	const asks = /(^|,)\s*retired:/.test((filters ?? '').replace(/"[^"]*"/g, ''));
	const found = records.filter(
		(record) => test(record) && (asks || !(rules.retired?.(record) ?? false)),
	);
	return pageOf(call, sort ? sorted(found, sort, rules.sort ?? {}) : found, rules.max, show);
}

/** Returns one page of the given items. */
export function pageOf<T>(
	{ query }: Call,
	all: T[],
	most = 100,
	show: (thing: T) => unknown = (thing) => thing,
): Connection {
	const max = readMax(query.max, most);
	const { nextPage, prevPage } = query;
	if (nextPage && prevPage) throw BillError.invalid('prevPage', 'cannot be combined with nextPage');
	const end = prevPage ? readToken('prevPage', prevPage) : undefined;
	const start =
		end === undefined
			? nextPage
				? readToken('nextPage', nextPage) + 1
				: 0
			: Math.max(0, end - max);
	const results = all.slice(start, end === undefined ? start + max : end);
	const next = start + results.length;
	return {
		results: results.map(show),
		nextPage: results.length > 0 && next < all.length ? writeToken(next - 1) : null,
		prevPage: start > 0 ? writeToken(start) : null,
	};
}

/** Seen live: `max: must be less than or equal to 50`. */
function readMax(text: string | undefined, most: number): number {
	if (text === undefined) return DEFAULT_MAX;
	if (!/^-?\d+$/.test(text)) throw BillError.invalid('max', 'must be a number');
	const max = Number(text);
	if (max < 1) throw BillError.invalid('max', 'must be greater than or equal to 1');
	if (max > most) throw BillError.invalid('max', `must be less than or equal to ${most}`);
	return max;
}

function writeToken(place: number): string {
	return Buffer.from(`arrayconnection:${place}`).toString('base64');
}

function readToken(name: string, token: string): number {
	const place = TOKEN.exec(Buffer.from(token, 'base64').toString())?.[1];
	if (place === undefined) throw BillError.invalid(name, 'is not a page token');
	return Number(place);
}

/** Only one sort field: https://developer.bill.com/reference/listtransactions. */
function sorted<R>(
	records: R[],
	sort: string,
	fields: Record<string, (record: R) => unknown>,
): R[] {
	const [name, direction, ...rest] = sort.split(':');
	if (sort.includes(',') || rest.length > 0 || !/^(asc|desc)$/.test(direction ?? '')) {
		throw BillError.invalid('sort', `"${sort}" is not one field:asc or field:desc`);
	}
	if (!Object.hasOwn(fields, name)) throw BillError.invalid('sort', `cannot sort by ${name}`);
	const sign = direction === 'asc' ? 1 : -1;
	return [...records].sort((a, b) => sign * compareValues(fields[name](a), fields[name](b)));
}

/** Matches a record by either of its two ids, or by either id of a record it refers to. */
export function byIds<R extends object>(
	name: CollectionName,
	idsOf: (record: R) => Array<string | undefined>,
): FilterField<R> {
	return {
		operators: ['eq', 'in'],
		read: (text) => text,
		of: (record, _name, world) =>
			idsOf(record).flatMap((id) => {
				const other: Rec | undefined = id === undefined ? undefined : world.of(name).find(id);
				return other ? [other.id, other.uuid] : [];
			}),
	};
}
