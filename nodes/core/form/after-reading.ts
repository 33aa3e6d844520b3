import type { IDataObject } from 'n8n-workflow';

import { asSeen } from './as-seen';
import type { Condition, Filter } from './filters';
import { memberAt } from './shape';

/** Whether to keep a record that was read. */
export type Keep = (record: IDataObject) => boolean;

const NOTE = 'applied after reading, because BILL cannot filter by it';

/**
 * A filter that BILL does not have: in the form it is among the others, and it is applied to the records after reading.
 * With such a filter more records are read than are output.
 */
export function afterReading(filter: Filter): Filter {
	const { value } = filter;
	const { type, description } = value.property;
	// The description of a switch must still say what the switch is about.
	const note = type === 'boolean' ? `${description}; ${NOTE}` : `A${NOTE.slice(1)}`;
	const property = { ...value.property, description: note };
	return { ...filter, afterReading: true, value: { ...value, property } };
}

/** The conditions that are applied after reading, combined; undefined if there are none. */
export function keepBy(conditions: Condition[]): Keep | undefined {
	const own = conditions.filter(({ filter }) => filter.afterReading);
	if (own.length === 0) return undefined;
	return (record) => own.every((condition) => isMet(condition, record));
}

/** Both conditions in one. */
export function both(one: Keep | undefined, other: Keep | undefined): Keep | undefined {
	return one && other ? (record) => one(record) && other(record) : (one ?? other);
}

function isMet({ filter, operator, values }: Condition, record: IDataObject): boolean {
	const asComparable = comparableBy(filter);
	const found = asComparable(memberAt(record, filter.path));
	const wanted = values.map(asComparable);
	const [first] = wanted;
	switch (operator) {
		case 'eq':
		case 'in':
			return wanted.includes(found);
		case 'ne':
		case 'nin':
			return !wanted.includes(found);
		case 'sw':
			return String(found).startsWith(String(first));
		default:
			// A missing value is neither more nor less than anything.
			return found !== '' && found !== undefined && compared(operator, found, first);
	}
}

type Comparable = string | number | boolean | undefined;

function compared(operator: 'gt' | 'gte' | 'lt' | 'lte', a: Comparable, b: Comparable): boolean {
	const [one, other] = [a as number, b as number];
	if (operator === 'gt') return one > other;
	if (operator === 'gte') return one >= other;
	return operator === 'lt' ? one < other : one <= other;
}

/** How values of a filter are compared: text without case, and a boolean that BILL left out as false. */
function comparableBy({ time, value }: Filter): (value: unknown) => Comparable {
	if (value.property.type === 'boolean') return (each) => each === true || each === 'true';
	if (typeof value.example === 'number') {
		return (each) => (each === undefined || each === null ? undefined : Number(each));
	}
	if (time) return (each) => (each ? Date.parse(String(each)) : undefined);
	return (each) => asSeen(String(each ?? '')).toLowerCase();
}
