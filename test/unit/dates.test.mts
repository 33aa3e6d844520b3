import { toDay, toMoment } from '../../nodes/core/form/dates.ts';
import { FieldError } from '../../nodes/core/form/values.ts';
import { DateTime } from '../support/luxon.mts';

const ZONES = [
	'UTC',
	'America/New_York',
	'America/Los_Angeles',
	'Europe/Berlin',
	'Asia/Kolkata',
	'Australia/Lord_Howe',
	'Africa/Cairo',
	'Pacific/Kiritimati',
];

const HOUR = 3_600_000;

/** Moments all over a year, and each hour around the spring and autumn clock changes. */
function instants(): number[] {
	const from = Date.UTC(2026, 0, 1);
	const year = Array.from({ length: 120 }, (_, index) => from + index * 73 * HOUR);
	const changes = [
		'2026-03-08',
		'2026-03-29',
		'2026-04-04',
		'2026-04-24',
		'2026-10-25',
		'2026-11-01',
	];
	const around = changes.flatMap((day) =>
		Array.from({ length: 24 }, (_, index) => Date.parse(day) - 5 * HOUR + index * HOUR),
	);
	return [...year, ...around];
}

describe.each(ZONES)('a day, in a workflow of %s', (zone) => {
	test.each([
		['2026-11-25'],
		[' 2026-11-25 '],
		['2026-11-25T00:00:00'],
		['2026-11-25T00:00'],
		['2026-11-25 00:00:00'],
		['2026-11-25T23:59:59'],
		['2026-11-25T23:59:59.999'],
	])('%s, as the editor gives it, is that very day', (value) => {
		expect(toDay(value, 'Due Date', zone)).toBe('2026-11-25');
	});

	test('a moment is the day that the calendar shows there, and midnight UTC the day of UTC', () => {
		for (const instant of instants()) {
			const isDay = instant % (24 * HOUR) === 0;
			const there = DateTime.fromMillis(instant, { zone: isDay ? 'UTC' : zone });
			const expected = there.toISODate();
			expect(toDay(new Date(instant), 'Due Date', zone)).toBe(expected);
			expect(toDay(DateTime.fromMillis(instant, { zone }), 'Due Date', zone)).toBe(expected);
			expect(toDay(new Date(instant).toISOString(), 'Due Date', zone)).toBe(expected);
		}
	});

	test.each([
		['2026-12-15T00:00:00.000Z'],
		['2026-12-15T00:00:00Z'],
		['2026-12-15T00:00Z'],
		['2026-12-15t00:00:00z'],
		['2026-12-15T00:00:00.000+00:00'],
		['2026-12-15T00:00:00+0000'],
		['2026-12-15 00:00:00 +00:00'],
		['2026-12-15T00:00:00.000000-00:00'],
	])('%s, a day as BILL and databases write it, is that very day', (value) => {
		expect(toDay(value, 'Due Date', zone)).toBe('2026-12-15');
	});

	test('a moment written with any offset is the same day', () => {
		const instant = Date.UTC(2026, 10, 25, 4, 30);
		const expected = DateTime.fromMillis(instant, { zone }).toISODate();
		for (const other of ZONES) {
			const written = DateTime.fromMillis(instant, { zone: other });
			expect(toDay(written, 'Due Date', zone)).toBe(expected);
			expect(toDay(written.toISO(), 'Due Date', zone)).toBe(expected);
		}
	});

	test('a time on the clock there is the moment at which the clock shows it', () => {
		for (const instant of instants()) {
			const there = DateTime.fromMillis(instant, { zone });
			const clock = there.toISO({ includeOffset: false });
			const moment = toMoment(clock, 'Created Time', zone);
			// In the hour that repeats in autumn, the clock shows each time twice, and either moment is correct.
			expect(DateTime.fromISO(moment, { zone }).toISO({ includeOffset: false })).toBe(clock);
		}
	});

	test('a day alone is its first moment there', () => {
		for (let day = 0; day < 366; day++) {
			const there = DateTime.fromISO('2026-01-01', { zone }).plus({ days: day }).startOf('day');
			const moment = toMoment(there.toISODate(), 'Created Time', zone);
			expect(new Date(moment).getTime()).toBe(there.toMillis());
		}
	});
});

test.each([
	['2026-11-25T23:30:00Z', 'Asia/Tokyo', '2026-11-26'],
	['2026-11-25T23:30:00Z', 'America/Los_Angeles', '2026-11-25'],
	['2026-11-26T02:00:00Z', 'America/Los_Angeles', '2026-11-25'],
	['2026-11-25T23:30:00+02:00', 'UTC', '2026-11-25'],
	['2026-11-25T00:30:00+0200', 'UTC', '2026-11-24'],
	['2026-11-25 00:30:00 +02:00', 'UTC', '2026-11-24'],
	['2026-11-25T23:30-05:00', 'UTC', '2026-11-26'],
	['2026-11-25t23:30:00z', 'Asia/Tokyo', '2026-11-26'],
	['2026-11-25T23:30:00.123456789Z', 'Asia/Tokyo', '2026-11-26'],
	['2026-03-08T07:30:00Z', 'America/New_York', '2026-03-08'],
	['2026-03-08T04:30:00Z', 'America/New_York', '2026-03-07'],
	['2026-11-01T03:30:00Z', 'America/New_York', '2026-10-31'],
	['2028-02-29T12:00:00Z', 'UTC', '2028-02-29'],
	['2026-12-15T00:00:01Z', 'America/New_York', '2026-12-14'],
	['2026-12-14T23:59:59.999Z', 'America/New_York', '2026-12-14'],
	['2026-12-15T05:00:00Z', 'America/New_York', '2026-12-15'],
	// Written with the offset of another time zone, midnight UTC is a moment like any other.
	['2026-12-14T19:00:00-05:00', 'America/New_York', '2026-12-14'],
	['2026-12-15T09:00:00+09:00', 'Asia/Tokyo', '2026-12-15'],
	['2026-12-14T14:00:00-10:00', 'Pacific/Honolulu', '2026-12-14'],
])('%s is, in %s, the day %s', (value, zone, expected) => {
	expect(toDay(value, 'Due Date', zone)).toBe(expected);
});

const NO_DAY: Array<[string, unknown]> = [
	['a day that February does not have', '2027-02-30'],
	['the leap day of a common year', '2027-02-29'],
	['a day that April does not have', '2026-04-31'],
	['such a day with a time', '2027-02-30T00:00:00'],
	['such a day with an offset', '2027-02-30T00:00:00Z'],
	['a month 13', '2026-13-01'],
	['a day 0', '2026-01-00'],
	['the American form', '11/25/2026'],
	['the European form', '25.11.2026'],
	['digits alone', '20261125'],
	['a month without a zero', '2026-1-5'],
	['two digits of the year', '26-11-25'],
	['a month alone', '2026-11'],
	['a week', '2026-W48-3'],
	['words', 'tomorrow'],
	['a day with words behind', '2026-11-25 or later'],
	['an hour that no clock shows', '2026-11-25T25:00:00'],
	['an hour that no clock shows, with an offset', '2026-11-25T25:00:00Z'],
	['nothing', ''],
	['a number', 1795564800000],
	['the digits of a number', '1795564800000'],
	['true', true],
	['null', null],
	['undefined', undefined],
	['an object', {}],
	['a list', ['2026-11-25']],
	['an invalid Date', new Date('nonsense')],
	['an invalid Luxon DateTime', DateTime.invalid('nonsense')],
];

test.each(NO_DAY)('as a day, %s is refused with the name of the field', (_, value) => {
	const attempt = () => toDay(value, 'Due Date', 'America/New_York');
	expect(attempt).toThrow(FieldError);
	expect(attempt).toThrow(/^Due Date must be a date such as /);
});

test.each([...NO_DAY, ['a time alone', '10:00'], ['a second 75', '2026-11-25T10:00:75']])(
	'as a moment, %s is refused with the name of the field',
	(_, value) => {
		const attempt = () => toMoment(value, 'Created Time', 'America/New_York');
		expect(attempt).toThrow(FieldError);
		expect(attempt).toThrow(/^Created Time must be a date and time such as /);
	},
);

test.each<[unknown, string, string]>([
	['2026-11-25T10:00:00', 'UTC', '2026-11-25T10:00:00.000Z'],
	['2026-11-25T10:00:00', 'America/New_York', '2026-11-25T15:00:00.000Z'],
	['2026-07-25T10:00:00', 'America/New_York', '2026-07-25T14:00:00.000Z'],
	['2026-11-25 10:00', 'Asia/Kolkata', '2026-11-25T04:30:00.000Z'],
	['2026-11-25T10:00:00.5', 'UTC', '2026-11-25T10:00:00.500Z'],
	['2026-11-25T10:00:00.123456', 'UTC', '2026-11-25T10:00:00.123Z'],
	['2026-11-25T10:00:00Z', 'Asia/Tokyo', '2026-11-25T10:00:00.000Z'],
	['2026-11-25T10:00:00+01:00', 'Asia/Tokyo', '2026-11-25T09:00:00.000Z'],
	[new Date(0), 'Asia/Tokyo', '1970-01-01T00:00:00.000Z'],
	[DateTime.fromISO('2026-11-25T10:00:00.000-05:00'), 'UTC', '2026-11-25T15:00:00.000Z'],
	['2026-11-25', 'America/New_York', '2026-11-25T05:00:00.000Z'],
])('%s on the clock of %s is sent as %s', (value, zone, expected) => {
	expect(toMoment(value, 'Created Time', zone)).toBe(expected);
});

test.each([
	[
		'Europe/Berlin',
		'2026-03-29T02:30:00',
		['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z'],
	],
	[
		'America/New_York',
		'2026-03-08T02:30:00',
		['2026-03-08T06:30:00.000Z', '2026-03-08T07:30:00.000Z'],
	],
])('in %s, %s, which the clock jumps over, is a moment beside the jump', (zone, clock, either) => {
	expect(either).toContain(toMoment(clock, 'Created Time', zone));
});

test.each([
	// In Santiago the first hour of this day is skipped, and likewise in Havana, Beirut and Cairo.
	['America/Santiago', '2027-09-05', '2027-09-05T04:00:00.000Z'],
	['America/Havana', '2026-03-08', '2026-03-08T05:00:00.000Z'],
	['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z'],
	['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
	['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00.000Z'],
	['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z'],
	['UTC', '2027-09-05', '2027-09-05T00:00:00.000Z'],
])('in %s the day %s begins at %s', (zone, day, first) => {
	expect(toMoment(day, 'Created Time', zone)).toBe(first);
	expect(toDay(first, 'Created Time', zone)).toBe(day);
	const before = new Date(Date.parse(first) - 1).toISOString();
	if (zone !== 'UTC') expect(toDay(before, 'Created Time', zone) < day).toBe(true);
});
