import { afterReading } from './after-reading';
import { dayAt, daysAfter, toMoment } from './dates';
import type { Field } from './field';
import { filterBy } from './filters';
import type { Condition, Filter, FilterOperator } from './filters';
import { choice, flag, number } from './kinds';

/* Filters that users would otherwise write as expressions, such as "overdue". Days are in the workflow's time zone. */

type Meaning = NonNullable<Filter['means']>;

function meant(path: string, value: Field, means: Meaning): Filter {
	const property = { ...value.property, displayName: 'Value', name: 'value' };
	const { name } = value;
	const label = value.property.displayName;
	return { name, path, label, operators: [], value: { ...value, property }, means };
}

/** A condition on a member. */
export const condition = (
	filter: Filter,
	operator: FilterOperator,
	...values: unknown[]
): Condition => ({ filter, operator, values });

/** First and last day of a range of days; undefined where it is open. */
type Range = [first: string | undefined, last: string | undefined];

const between = (filter: Filter, [first, last]: Range): Condition[] => [
	...(first === undefined ? [] : [condition(filter, 'gte', first)]),
	...(last === undefined ? [] : [condition(filter, 'lte', last)]),
];

/** The ranges relative to today. Weeks begin on Monday, as in n8n. */
const RANGES: Record<string, (today: string) => Range> = {
	overdue: (today) => [undefined, daysAfter(today, -1)],
	today: (today) => [today, today],
	thisWeek: (today) => weekOf(today),
	nextWeek: (today) => weekOf(daysAfter(today, 7)),
	thisMonth: (today) => monthOf(today),
	nextMonth: (today) => monthOf(daysAfter(monthOf(today)[1], 1)),
};

function weekOf(day: string): [string, string] {
	const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
	const monday = daysAfter(day, -weekday);
	return [monday, daysAfter(monday, 6)];
}

function monthOf(day: string): [string, string] {
	const [year, month] = day.split('-').map(Number);
	const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
	return [`${day.slice(0, 7)}-01`, last];
}

const today = (timeZone: string) => dayAt(new Date(), timeZone);

/** Added to a description if the node applies the filter after reading, and not BILL. */
const how = (filter: Filter) =>
	filter.afterReading ? ' Applied after reading, because BILL cannot filter by it.' : '';

/**
 * The filters by due date.
 *
 * @param due the filter by due date
 * @param isOpen the conditions for a record that is not paid; only such a record is overdue
 */
export function dueFilters(due: Filter, ...isOpen: Condition[]): Filter[] {
	return [
		meant(
			due.path,
			choice(
				'due',
				[
					{ value: 'overdue', name: 'Overdue', description: 'Due before today and not paid' },
					{ value: 'today', name: 'Today' },
					{ value: 'thisWeek', name: 'This Week', description: 'Monday to Sunday' },
					{ value: 'nextWeek', name: 'Next Week', description: 'Monday to Sunday' },
					{ value: 'thisMonth', name: 'This Month' },
					{ value: 'nextMonth', name: 'Next Month' },
				],
				{
					initially: 'thisWeek',
					description: `Dates follow the workflow's time zone. All choices except Overdue include paid records.${how(due)}`,
				},
			),
			(value, { timeZone }) => [
				...between(due, RANGES[String(value)](today(timeZone))),
				...(value === 'overdue' ? isOpen : []),
			],
		),
		meant(
			due.path,
			number('dueWithin', {
				label: 'Due Within (Days)',
				eg: 7,
				integer: true,
				min: 0,
				max: 3660,
				description: `Within this many days from today; 0 means today only. Includes paid records.${how(due)}`,
			}),
			(value, { timeZone }) => {
				const first = today(timeZone);
				return between(due, [first, daysAfter(first, Number(value))]);
			},
		),
	];
}

const within = (time: Filter, name: string, label: string): Filter =>
	meant(
		time.path,
		number(name, {
			label,
			eg: 7,
			integer: true,
			min: 0,
			max: 3660,
			description: `Since midnight this many days ago, in the workflow's time zone. 0 means since midnight today.${how(time)}`,
		}),
		(value, { timeZone }) => {
			const first = daysAfter(today(timeZone), -Number(value));
			return [condition(time, 'gte', toMoment(first, label, timeZone))];
		},
	);

/** @param updated the filter by the time of the last change */
export const changedWithin = (updated: Filter): Filter =>
	within(updated, 'changedWithin', 'Changed Within (Days)');

const asRead = (path: string) => afterReading(filterBy.moment(path, ['gte']));

/** Recently changed records, for a list that BILL cannot filter by the time of the last change. */
export const keptIfChanged = changedWithin(asRead('updatedTime'));

/** New records, for a list whose records do not say when they were changed, and that BILL cannot filter by time. */
export const keptIfNew = within(asRead('createdTime'), 'createdWithin', 'Created Within (Days)');

/**
 * Whether a member has one of these values.
 *
 * @param description begins with "Whether"
 */
export const whetherOneOf = (
	name: string,
	filter: Filter,
	values: string[],
	description: string,
): Filter =>
	meant(
		filter.path,
		flag(name, {
			initially: true,
			description: `${description}.${how(filter)}`.replace(/\. A(pplied [^.]*)\.$/, '; a$1'),
		}),
		(value) => [condition(filter, value === true ? 'in' : 'nin', ...values)],
	);
