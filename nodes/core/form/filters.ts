import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Field, Writing } from './field';
import { choice, day, flag, moment, number, text } from './kinds';
import { dropDown, sortedByName } from './option-lists';
import type { Choices } from './option-lists';
import { record } from './record-fields';
import type { RecordKind } from './record-fields';
import { FieldError, shown, toList, toText } from './values';

/** BILL's operators: https://developer.bill.com/docs/search-op-with-lists */
export type FilterOperator = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'nin' | 'sw';

const OPERATOR_NAMES: Record<FilterOperator, string> = {
	eq: 'Is',
	ne: 'Is Not',
	gt: 'Is Greater Than',
	gte: 'Is Greater Than or Equal To',
	lt: 'Is Less Than',
	lte: 'Is Less Than or Equal To',
	in: 'Is One Of',
	nin: 'Is None Of',
	sw: 'Starts With',
};

const TIME_OPERATOR_NAMES: Partial<Record<FilterOperator, string>> = {
	gt: 'Is After',
	gte: 'Is At or After',
	lt: 'Is Before',
	lte: 'Is At or Before',
};

/** A member that BILL can filter a list by, with the operators it has for that member. */
export interface Filter {
	/** Name of the group in the form. */
	name: string;
	/** BILL's name for the member. */
	path: string;
	label: string;
	operators: FilterOperator[];
	value: Field;
	/** Values are compared as moments or days, so the operators are named accordingly. */
	time?: boolean;
	/** "At or before" a day means until its end. */
	wholeDays?: boolean;
	/** BILL cannot filter by it: the condition is applied after reading, see after-reading.ts. */
	afterReading?: boolean;
	/** It stands for other conditions, and has no operator of its own: see meant-filters.ts. */
	means?(value: unknown, writing: Writing): Condition[];
}

/** One condition of the form, with its values converted. */
export interface Condition {
	filter: Filter;
	operator: FilterOperator;
	values: unknown[];
}

const DAY_AS_END = 'A date without a time covers the whole day: from its start, or until its end';

const make = (path: string, operators: FilterOperator[], value: Field, time?: boolean): Filter => ({
	name: value.name,
	path,
	label: value.property.displayName,
	operators,
	value: { ...value, property: { ...value.property, displayName: 'Value', name: 'value' } },
	...(time && { time }),
});

/** Filters by kind of value. The name in the form is the last member of the path. */
export const filterBy = {
	text: (path: string, operators: FilterOperator[], eg: string, label?: string) =>
		make(path, operators, text(path, { eg, label })),
	/** A constant that is not a list in the editor, such as a currency. */
	code: (path: string, operators: FilterOperator[], eg: string, label?: string) =>
		make(path, operators, text(path, { eg, label, capitals: true })),
	choice: (path: string, operators: FilterOperator[], choices: Choices, label?: string) =>
		make(path, operators, choice(path, choices, { label })),
	flag: (path: string, operators: FilterOperator[], description: string) =>
		make(path, operators, flag(path, { description, initially: true })),
	number: (path: string, operators: FilterOperator[], eg: number, label?: string) =>
		make(path, operators, number(path, { eg, label })),
	day: (path: string, operators: FilterOperator[]) => make(path, operators, day(path), true),
	moment: (path: string, operators: FilterOperator[]) => make(path, operators, moment(path), true),
	/** A moment in a list that users query by days: the last day of a range is included. */
	wholeDays: (path: string, operators: FilterOperator[]): Filter => ({
		...make(path, operators, moment(path, { description: DAY_AS_END }), true),
		wholeDays: true,
	}),
	record: (path: string, operators: FilterOperator[], kind: RecordKind, label?: string) =>
		make(path, operators, record(path, kind, label ? { label } : {})),
};

const MANY: FilterOperator[] = ['in', 'nin'];

/** The form of the filters: one group for each member, each with its own operators. */
export function filtersProperty(filters: Filter[]): INodeProperties {
	const groups = filters.map((filter) => {
		const many = filter.operators.filter((operator) => MANY.includes(operator));
		const one = filter.operators.filter((operator) => !MANY.includes(operator));
		const { property } = filter.value;
		const values: INodeProperties[] = [];
		if (filter.means) values.push(property);
		else
			values.push(
				dropDown(
					'Operator',
					'operator',
					filter.operators[0],
					sortedByName(
						filter.operators.map((operator) => ({
							name: (filter.time && TIME_OPERATOR_NAMES[operator]) || OPERATOR_NAMES[operator],
							value: operator,
						})),
					),
				),
			);
		if (one.length > 0) {
			values.push({
				...property,
				...(many.length > 0 && { displayOptions: { show: { operator: one } } }),
			});
		}
		if (many.length > 0) values.push(manyProperty(property, filter, many));
		return { displayName: filter.label, name: filter.name, values };
	});
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'fixedCollection',
		placeholder: 'Add Filter',
		default: {},
		typeOptions: { multipleValues: true },
		description: 'Records must meet all filters',
		options: sortedByName(groups),
	};
}

function manyProperty(
	property: INodeProperties,
	filter: Filter,
	many: FilterOperator[],
): INodeProperties {
	const common = {
		displayName: 'Values',
		name: 'values',
		displayOptions: { show: { operator: many } },
	};
	if (property.type === 'options') {
		return { ...common, type: 'multiOptions', default: [], options: property.options };
	}
	return {
		...common,
		type: 'string',
		default: '',
		placeholder: `e.g. ${String(filter.value.example)},${String(filter.value.example)}`,
		description: 'Values separated by commas',
	};
}

/**
 * BILL's `filters` query, such as `name:sw:"Nor",archived:eq:false`; empty if nothing is filtered.
 *
 * @param filled the content of the Filters form: for each member a list of `{operator, value | values}`
 * @throws FieldError that names the filter
 */
export function writeFilters(filters: Filter[], filled: IDataObject, writing: Writing): string {
	return inBillsNotation(readConditions(filters, filled, writing));
}

/**
 * The conditions that BILL itself applies, in its notation.
 *
 * @throws FieldError
 */
export function inBillsNotation(conditions: Condition[]): string {
	return conditions
		.filter(({ filter }) => !filter.afterReading)
		.map(writeCondition)
		.join(',');
}

/**
 * The checked conditions of the Filters form.
 *
 * @throws FieldError that names the filter
 */
export function readConditions(
	filters: Filter[],
	filled: IDataObject,
	writing: Writing,
): Condition[] {
	if (typeof filled !== 'object' || filled === null || Array.isArray(filled)) {
		throw new FieldError(
			'Filters',
			"must be filled in as a form; use Filter Text for BILL's filter syntax",
		);
	}
	const notThere = Object.keys(filled).find(
		(name) => !filters.some((filter) => filter.name === name),
	);
	if (notThere) {
		throw new FieldError(
			'Filters',
			`cannot use "${notThere}". BILL filters this list by: ${filters.map(({ name }) => name).join(', ')}`,
		);
	}
	return Object.entries(filled).flatMap(([name, entries]) => {
		const filter = filters.find((candidate) => candidate.name === name) as Filter;
		const list = [entries ?? []].flat() as IDataObject[];
		return list.flatMap((entry) => readCondition(filter, entry, writing));
	});
}

const labelOf = ({ label }: Filter) => `Filter ${label}`;

function readCondition(filter: Filter, entry: IDataObject, writing: Writing): Condition[] {
	const label = labelOf(filter);
	if (typeof entry !== 'object' || entry === null) {
		throw new FieldError(label, `must be filled in as ${filter.means ? '' : 'operator and '}value`);
	}
	if (filter.means) {
		const [value] = writeValues(filter, [entry.value], writing);
		return filter.means(value, writing);
	}
	const chosen = toText(entry.operator ?? filter.operators[0], label)
		.trim()
		.toLowerCase();
	const operator = chosen as FilterOperator;
	if (!filter.operators.includes(operator)) {
		throw new FieldError(
			label,
			`cannot use ${shown(operator)}. BILL offers: ${filter.operators.join(', ')}`,
		);
	}
	const asEnd = filter.wholeDays === true && operator === 'lte';
	const values = MANY.includes(operator)
		? listOf(entry.values ?? entry.value ?? '', label)
		: [entry.value];
	return [{ filter, operator, values: writeValues(filter, values, { ...writing, asEnd }) }];
}

/**
 * The values of a filter, converted.
 *
 * @throws FieldError that names the filter
 */
function writeValues(filter: Filter, values: unknown[], writing: Writing): unknown[] {
	const label = labelOf(filter);
	const strict = { ...writing, keepEmpty: false };
	const writeOne = (value: unknown) => {
		try {
			return filter.value.write(value, strict);
		} catch (error) {
			throw error instanceof FieldError ? new FieldError(label, error.reason) : error;
		}
	};
	const written = values.map(writeOne).filter((value) => value !== undefined);
	if (written.length === 0) throw new FieldError(label, 'has no value');
	return written;
}

function listOf(filledIn: unknown, label: string): unknown[] {
	return toList(filledIn, label).map((value) => (typeof value === 'string' ? value.trim() : value));
}

function writeCondition({ filter, operator, values }: Condition): string {
	const label = labelOf(filter);
	const texts = values.map((value) => String(value));
	if (MANY.includes(operator)) {
		const withComma = texts.find((value) => value.includes(','));
		if (withComma !== undefined) {
			throw new FieldError(
				label,
				`cannot contain a comma in one of several values: "${withComma}"`,
			);
		}
		return `${filter.path}:${operator}:${quoted(texts.join(','), label)}`;
	}
	// BILL's own examples quote text, and leave values, IDs and days without quotes.
	const isText = filter.value.property.type === 'string';
	const [value] = texts;
	const written = isText || !/^[\w-]+$/.test(value) ? quoted(value, label) : value;
	return `${filter.path}:${operator}:${written}`;
}

/**
 * A text value for a filter. BILL documents double quotes around values and no way to write a double quote inside one,
 * so such a value is refused rather than sent in an undocumented form.
 */
export function quoted(value: string, label: string): string {
	if (value.includes('"')) {
		throw new FieldError(
			label,
			`cannot contain a double quote, because BILL's filters cannot express one (${value})`,
		);
	}
	return `"${value}"`;
}
