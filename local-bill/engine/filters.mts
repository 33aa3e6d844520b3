import { BillError } from '../errors/bill-error.mts';
import { valueAt } from '../state/members.mts';
import type { World } from '../state/world.mts';
import { isDate } from './schema.mts';

export type Operator = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'nin' | 'sw';

/** How one field may be filtered: https://developer.bill.com/docs/filterable-fields. */
export interface FilterField<R extends object = object> {
	operators: Operator[];
	/** Parses a filter value; undefined if it is not valid. */
	read(text: string): unknown;
	/** The values of the record that are compared. */
	of(record: R, name: string, world: World): unknown[];
}

export type FilterTable<R extends object = object> = Record<string, FilterField<R>>;

const operatorsKnown = new Set(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'nin', 'sw']);

function field(read: FilterField['read'], operators: Operator[], fold = read): FilterField {
	return {
		operators,
		read,
		of: (record, name) => {
			const value = valueAt(record, name) as string | number | boolean | undefined;
			return value === undefined ? [] : [fold(String(value))];
		},
	};
}

const TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{3}(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/**
 * BILL accepts yyyy-MM-dd'T'HH:mm:ss.SSSX, ...SSS, ...ss, ...HH:mm and yyyy-MM-dd:
 * https://developer.bill.com/docs/search-op-with-lists.
 */
function readTime(text: string): number | undefined {
	if (!TIME.test(text) || !isDate(text.slice(0, 10))) return undefined;
	const zoned = /T.*(Z|[+-]\d{2}:?\d{2})$/.test(text);
	const time = Date.parse(zoned ? text : `${text.length === 10 ? `${text}T00:00` : text}Z`);
	return Number.isNaN(time) ? undefined : time;
}

/**
 * Names and document numbers. Case is ignored: not documented, but the looser reading is the safer test for a caller
 * that needs an exact match.
 */
export const text = (...operators: Operator[]) => field((value) => value.toLowerCase(), operators);
/** Ids, and other values that must match exactly. */
export const exact = (...operators: Operator[]) => field((value) => value, operators);
export const flag = (...operators: Operator[]) =>
	field((value) => ({ true: true, false: false })[value], operators);
export const number = (...operators: Operator[]) =>
	field((value) => (/^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined), operators);
export const date = (...operators: Operator[]) =>
	field(
		(value) => (isDate(value) ? value : undefined),
		operators,
		(value) => value,
	);
export const choice = (values: string[], ...operators: Operator[]) =>
	field(
		(value) => (values.includes(value) ? value : undefined),
		operators,
		(value) => value,
	);
/** Two letters for countries, three for currencies. */
export const code = (...operators: Operator[]) =>
	field(
		(value) => (/^[A-Z]{2,3}$/.test(value) ? value : undefined),
		operators,
		(value) => value,
	);
export const time = () => ({
	...field(readTime, ['gt', 'gte', 'lt', 'lte']),
	of: (record: object, name: string) => [Date.parse(String(valueAt(record, name)))],
});

/**
 * Filters that every list takes (documented for some lists, assumed for all: archived, createdTime, updatedTime, id).
 */
export const common: FilterTable = {
	id: exact('eq', 'ne', 'in'),
	archived: flag('eq', 'ne'),
	createdTime: time(),
	updatedTime: time(),
};

/** Parses `field:op:value,field:op:"a,b"` into a predicate. Commas mean AND. */
export function parseFilters(
	filters: string,
	table: FilterTable,
	world: World,
): (record: object) => boolean {
	const tests = splitOutsideQuotes(filters, ',').map((clause) => parseClause(clause, table, world));
	return (record) => tests.every((test) => test(record));
}

function parseClause(
	clause: string,
	table: FilterTable,
	world: World,
): (record: object) => boolean {
	const parts = splitOutsideQuotes(clause, ':');
	const [name, operator, raw] = parts.map((part) => part.trim());
	if (parts.length !== 3 || !raw) {
		throw BillError.of('BDC_1129', `filters: "${clause}" is not field:op:value`);
	}
	const filter = Object.hasOwn(table, name) ? table[name] : undefined;
	if (!filter) throw BillError.of('BDC_1130', `Invalid list filter field: ${name}`);
	if (!operatorsKnown.has(operator) || !filter.operators.includes(operator as Operator)) {
		throw BillError.of('BDC_1131', `Invalid list filter operator for ${name}: ${operator}`);
	}
	const quoted = /^"([^"]*)"$/.exec(raw);
	if (!quoted && raw.includes('"')) throw BillError.invalid('filters', `bad quotes in ${clause}`);
	const plain = quoted ? quoted[1] : raw;
	const texts = operator === 'in' || operator === 'nin' ? plain.split(',') : [plain];
	const values = texts.map((each) => {
		const value = filter.read(each.trim());
		if (value === undefined || value === '') {
			throw BillError.invalid('filters', `invalid value "${each}" for ${name}`);
		}
		return value;
	});
	return (record) => compare(filter.of(record, name, world), operator as Operator, values);
}

function compare(found: unknown[], operator: Operator, wanted: unknown[]): boolean {
	const [first] = wanted as [never];
	switch (operator) {
		case 'eq':
		case 'in':
			return found.some((value) => wanted.includes(value));
		case 'ne':
		case 'nin':
			return !found.some((value) => wanted.includes(value));
		case 'gt':
			return found.some((value) => (value as never) > first);
		case 'gte':
			return found.some((value) => (value as never) >= first);
		case 'lt':
			return found.some((value) => (value as never) < first);
		case 'lte':
			return found.some((value) => (value as never) <= first);
		case 'sw':
			return found.some((value) => String(value).startsWith(String(first)));
	}
}

function splitOutsideQuotes(text: string, separator: string): string[] {
	const parts = [''];
	let quoted = false;
	for (const char of text) {
		if (char === '"') quoted = !quoted;
		if (char === separator && !quoted) parts.push('');
		else parts[parts.length - 1] += char;
	}
	if (quoted) throw BillError.invalid('filters', 'a quote is not closed');
	return parts;
}
