import { BillError } from '../errors/bill-error.mts';
import type { Collection, Rec } from '../state/collection.mts';
import { valueAt } from '../state/members.mts';
import { type FilterTable, parseFilters } from './filters.mts';
import type { Call } from './route.mts';
import type { Members } from './schema.mts';

/** Which fields a list can be filtered and sorted by. */
export interface ListRules<R extends object = object> {
	filters: FilterTable<R>;
	sort: string[];
	/** Path of a sort field, if it differs from its name. */
	sortPaths?: Record<string, string>;
}

/** Default 20, allowed 1 to 100: https://developer.bill.com/docs/search-op-with-lists. 0 and 101 give status 400. */
const DEFAULT_MAX = 20;
export const pageQuery: Members = {
	max: { type: 'string', pattern: '^([1-9][0-9]?|100)$' },
	page: { type: 'string' },
};
export const listQuery: Members = {
	...pageQuery,
	filters: { type: 'string' },
	sort: { type: 'string' },
};

export interface Page {
	results: unknown[];
	nextPage?: string;
	prevPage?: string;
}

interface Token {
	list: string;
	offset: number;
	filters?: string;
	sort?: string;
}

/** The subset of a collection that a list returns. */
export interface Scope<R extends object> {
	key: string;
	holds(record: R): boolean;
}

/** Sort fields that nearly every list accepts. */
export const commonSort = ['createdTime', 'updatedTime'];

/** Returns one page of a list, filtered and sorted. The page token includes filters and sort order. */
export function answerList<R extends Rec>(
	call: Call,
	collection: Collection<R>,
	rules: ListRules<NoInfer<R>>,
	present: (record: R) => unknown = (record) => record,
	scope?: Scope<R>,
): Page {
	const name = `${collection.name} ${scope?.key ?? ''}`;
	const token = readToken(call.query.page, name);
	for (const part of ['filters', 'sort'] as const) {
		const sent = call.query[part];
		if (token && sent !== undefined && sent !== token[part]) {
			throw BillError.invalid(part, 'differs from the request that returned the page token');
		}
	}
	const { filters, sort } = token ?? call.query;
	const records = collection.view(`${scope?.key}|${filters}|${sort}`, () => {
		const holds = filters ? parseFilters(filters, rules.filters, call.world) : () => true;
		const found = collection
			.all()
			.filter((record) => (scope?.holds(record) ?? true) && holds(record));
		return sort ? sorted(found, sort, rules) : found;
	});
	const shown = call.world.late.shown(records);
	return slice(call, shown, { list: name, offset: token?.offset ?? 0, filters, sort }, present);
}

/** Returns one page of items that are not records of a collection. */
export function answerPage(call: Call, name: string, things: unknown[]): Page {
	const token = readToken(call.query.page, name);
	return slice(call, things, { list: name, offset: token?.offset ?? 0 }, (thing) => thing);
}

function slice<T>(call: Call, all: T[], token: Token, present: (one: T) => unknown): Page {
	const max = Number(call.query.max ?? DEFAULT_MAX);
	const { offset } = token;
	const page: Page = { results: all.slice(offset, offset + max).map(present) };
	if (offset + max < all.length) page.nextPage = writeToken({ ...token, offset: offset + max });
	if (offset > 0) page.prevPage = writeToken({ ...token, offset: Math.max(0, offset - max) });
	return page;
}

function writeToken(token: Token): string {
	return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function readToken(text: string | undefined, list: string): Token | undefined {
	if (text === undefined) return undefined;
	try {
		const token = JSON.parse(Buffer.from(text, 'base64url').toString()) as Token;
		if (token.list === list) return token;
	} catch {
		// Not one of our tokens: refused below.
	}
	throw BillError.invalid('page', 'not a page token of this list');
}

function sorted<R extends object>(
	records: R[],
	sort: string,
	{ sort: allowed, sortPaths = {} }: Omit<ListRules, 'filters'>,
): R[] {
	const keys = sort.split(',').map((part) => {
		const [name, direction, ...rest] = part.trim().split(':');
		if (!allowed.includes(name)) throw BillError.invalid('sort', `cannot sort by ${name}`);
		if ((direction !== 'asc' && direction !== 'desc') || rest.length > 0) {
			throw BillError.invalid('sort', `"${part}" is not field:asc or field:desc`);
		}
		return { path: sortPaths[name] ?? name, sign: direction === 'asc' ? 1 : -1 };
	});
	return [...records].sort((a, b) => {
		for (const { path, sign } of keys) {
			const order = compareValues(valueAt(a, path), valueAt(b, path));
			if (order !== 0) return sign * order;
		}
		return 0;
	});
}

/** Compares numbers by value and texts ignoring case; missing values come first. */
export function compareValues(a: unknown, b: unknown): number {
	if (a === b) return 0;
	if (a === undefined) return -1;
	if (b === undefined) return 1;
	if (typeof a === 'string' && typeof b === 'string') {
		const [x, y] = [a.toLowerCase(), b.toLowerCase()];
		return x < y ? -1 : x > y ? 1 : 0;
	}
	return (a as number) < (b as number) ? -1 : 1;
}
