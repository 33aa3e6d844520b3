import { jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { afterReading, keepBy } from '../../nodes/core/form/after-reading.ts';
import {
	filterBy,
	filtersProperty,
	readConditions,
	writeFilters,
} from '../../nodes/core/form/filters.ts';
import type { Filter } from '../../nodes/core/form/filters.ts';
import {
	changedWithin,
	condition,
	dueFilters,
	whetherOneOf,
} from '../../nodes/core/form/meant-filters.ts';

/* Filters that a person would otherwise write as an expression: by the calendar in the workflow's time zone. */

const dueDate = filterBy.day('dueDate', ['gte', 'lte']);
const paid = filterBy.choice('paymentStatus', ['ne'], ['PAID']);
const status = afterReading(filterBy.choice('status', ['in', 'nin'], ['ASSIGNED', 'APPROVED']));
const atBill = [
	...dueFilters(dueDate, condition(paid, 'ne', 'PAID')),
	changedWithin(filterBy.moment('updatedTime', ['gte'])),
	whetherOneOf('waiting', status, ['ASSIGNED'], 'Whether it waits'),
];
const here = dueFilters(
	afterReading(dueDate),
	condition(afterReading(filterBy.number('dueAmount', ['gt'], 1)), 'gt', 0),
);

const at = (moment: string) => jest.useFakeTimers({ now: new Date(moment) });
afterEach(() => jest.useRealTimers());

const sent = (name: string, value: unknown, timeZone: string, filters: Filter[] = atBill) =>
	writeFilters(filters, { [name]: [{ value }] }, { timeZone, keepEmpty: false });
const keeps = (name: string, value: unknown, record: IDataObject, filters: Filter[]) =>
	keepBy(
		readConditions(
			filters,
			{ [name]: [{ value }] },
			{
				timeZone: 'UTC',
				keepEmpty: false,
			},
		),
	)?.(record);

const NEW_YORK = 'America/New_York';
const AUCKLAND = 'Pacific/Auckland';

test.each<[string, string, unknown, string, string]>([
	// In New York it is still Monday the 30th, in Auckland Tuesday the 1st.
	['2026-12-01T03:00:00Z', 'due', 'today', NEW_YORK, 'gte:2026-11-30 lte:2026-11-30'],
	['2026-12-01T03:00:00Z', 'due', 'today', AUCKLAND, 'gte:2026-12-01 lte:2026-12-01'],
	['2026-12-01T03:00:00Z', 'due', 'thisMonth', NEW_YORK, 'gte:2026-11-01 lte:2026-11-30'],
	['2026-12-01T03:00:00Z', 'due', 'thisMonth', AUCKLAND, 'gte:2026-12-01 lte:2026-12-31'],
	['2026-12-01T03:00:00Z', 'due', 'nextMonth', NEW_YORK, 'gte:2026-12-01 lte:2026-12-31'],
	['2026-12-01T03:00:00Z', 'due', 'nextMonth', AUCKLAND, 'gte:2027-01-01 lte:2027-01-31'],
	// Sunday is the last day of its week, Monday the first.
	['2026-11-29T12:00:00Z', 'due', 'thisWeek', 'UTC', 'gte:2026-11-23 lte:2026-11-29'],
	['2026-11-30T12:00:00Z', 'due', 'thisWeek', 'UTC', 'gte:2026-11-30 lte:2026-12-06'],
	['2026-11-29T12:00:00Z', 'due', 'thisWeek', AUCKLAND, 'gte:2026-11-30 lte:2026-12-06'],
	['2026-12-30T12:00:00Z', 'due', 'nextWeek', 'UTC', 'gte:2027-01-04 lte:2027-01-10'],
	['2028-02-10T12:00:00Z', 'due', 'thisMonth', 'UTC', 'gte:2028-02-01 lte:2028-02-29'],
	['2027-01-31T12:00:00Z', 'due', 'nextMonth', 'UTC', 'gte:2027-02-01 lte:2027-02-28'],
	['2027-01-31T12:00:00Z', 'dueWithin', 0, 'UTC', 'gte:2027-01-31 lte:2027-01-31'],
	['2027-01-31T12:00:00Z', 'dueWithin', '30', 'UTC', 'gte:2027-01-31 lte:2027-03-02'],
	// Across a clock change.
	['2026-03-07T23:00:00Z', 'dueWithin', 2, NEW_YORK, 'gte:2026-03-07 lte:2026-03-09'],
])('at %s, %s %s in %s', (moment, name, value, timeZone, conditions) => {
	at(moment);
	const [first, last] = conditions.split(' ');
	expect(sent(name, value, timeZone)).toBe(`dueDate:${first},dueDate:${last}`);
});

test.each([
	[NEW_YORK, '2026-11-29'],
	[AUCKLAND, '2026-11-30'],
])('overdue in %s is what was due until %s and is not paid', (timeZone, last) => {
	at('2026-12-01T03:00:00Z');
	expect(sent('due', 'Overdue', timeZone)).toBe(`dueDate:lte:${last},paymentStatus:ne:PAID`);
});

test.each([
	[0, NEW_YORK, '2026-11-30T05:00:00.000Z'],
	[0, AUCKLAND, '2026-11-30T11:00:00.000Z'],
	[7, AUCKLAND, '2026-11-23T11:00:00.000Z'],
	// Before the clock change.
	[30, NEW_YORK, '2026-10-31T04:00:00.000Z'],
])('changed within %i days in %s is from %s on', (days, timeZone, from) => {
	at('2026-12-01T03:00:00Z');
	expect(sent('changedWithin', days, timeZone)).toBe(`updatedTime:gte:"${from}"`);
});

test.each<[unknown, IDataObject, boolean]>([
	['overdue', { dueDate: '2026-11-30', dueAmount: 0.01 }, true],
	['overdue', { dueDate: '2026-12-01', dueAmount: 5 }, false],
	['overdue', { dueDate: '2026-11-30', dueAmount: 0 }, false],
	['overdue', { dueDate: '2026-11-30' }, false],
	['overdue', { dueAmount: 5 }, false],
	['today', { dueDate: '2026-12-01', dueAmount: 0 }, true],
	['thisWeek', { dueDate: '2026-12-07' }, false],
])('where BILL cannot filter it is applied after reading: %s, %j', (value, record, kept) => {
	at('2026-12-01T03:00:00Z');
	expect(sent('due', value, 'UTC', here)).toBe('');
	expect(keeps('due', value, record, here)).toBe(kept);
});

test.each([
	[true, 'ASSIGNED', true],
	[true, 'APPROVED', false],
	['false', 'ASSIGNED', false],
	[false, undefined, true],
])('a switch that stands for values: %s of %s', (value, found, kept) => {
	expect(keeps('waiting', value, { status: found }, atBill)).toBe(kept);
});

test.each([
	['due', 'someday', /^Filter Due must be one of nextMonth, nextWeek, overdue/],
	['due', '', /^Filter Due has no value/],
	['dueWithin', -1, /^Filter Due Within \(Days\) must be from 0/],
	['dueWithin', 1.5, /whole number/],
	['changedWithin', null, /^Filter Changed Within \(Days\) has no value/],
	['waiting', 'perhaps', /^Filter Waiting must be true or false/],
])('%s of %p is refused', (name, value, message) => {
	expect(() => sent(name, value, 'UTC')).toThrow(message);
});

test('they ask for a value and no operator, and say whether BILL applies them', () => {
	const groups = filtersProperty([...atBill, ...here]).options as Array<{
		name: string;
		values: Array<{ name: string; description?: string }>;
	}>;
	expect(groups.map(({ values }) => values.map(({ name }) => name))).toEqual(
		groups.map(() => ['value']),
	);
	const notes = (filters: Filter[]) =>
		filters.map(({ value }) => /applied after reading/i.test(value.property.description ?? ''));
	expect(notes(atBill)).toEqual([false, false, false, true]);
	expect(notes(here)).toEqual([true, true]);
});
