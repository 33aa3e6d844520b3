import { FieldError, shown } from './values';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;
const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/;
/** Databases also write the offset in short form: `+00`, `UTC`. */
const WITH_OFFSET =
	/^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(?:(Z|UTC)|([+-]\d{2})(?::?(\d{2}))?)$/i;

/**
 * A calendar day as yyyy-MM-dd.
 *
 * A day, or a day and time without an offset (what the editor's picker returns), is that day. So is exactly midnight
 * UTC, unless it is written with another offset, and also as a Date or Luxon DateTime: BILL's events and databases
 * write a day like this. Any other moment is the day on which it falls in `timeZone`.
 */
export function toDay(value: unknown, label: string, timeZone: string): string {
	const instant = instantOf(value);
	if (instant) {
		const isDay = instant.getTime() % DAY_MS === 0 && !hasOtherOffset(value);
		return isDay ? instant.toISOString().slice(0, 10) : localParts(instant, timeZone).day;
	}
	const local = localOf(value);
	if (local) return local[1];
	throw new FieldError(label, `must be a date such as 2027-01-31; got ${shown(value)}`);
}

/**
 * A moment as ISO 8601 in UTC. A value without an offset is a time in `timeZone`; a day alone is its first moment
 * there, even if the clocks skip midnight.
 */
export function toMoment(value: unknown, label: string, timeZone: string): string {
	const instant = instantOf(value);
	if (instant) return instant.toISOString();
	const local = localOf(value);
	if (local) {
		const [, day, hour, minute, second = '00', fraction = '0'] = local;
		const clock = `${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
		const moment = atLocalClock(new Date(clock), timeZone);
		const isDay = DAY.test((value as string).trim());
		if (moment) return (isDay ? startOf(day, moment, timeZone) : moment).toISOString();
	}
	throw new FieldError(
		label,
		`must be a date and time such as 2026-12-30T09:00:00; got ${shown(value)}`,
	);
}

/** Whether a text has an offset other than UTC. */
function hasOtherOffset(value: unknown): boolean {
	return typeof value === 'string' && !/(Z|UTC|[+-]00(:?00)?)$/i.test(value.trim());
}

/** A day without a time, and what the editor's picker returns for one. */
const DAY_ALONE = /^(\d{4}-\d{2}-\d{2})([T ]00:00(:00(\.0+)?)?)?$/;

/** A moment that ends a range: like `toMoment`, but a day alone is its last moment. */
export function toEnd(value: unknown, label: string, timeZone: string): string {
	const moment = toMoment(value, label, timeZone);
	const [, day] = DAY_ALONE.exec(typeof value === 'string' ? value.trim() : '') ?? [];
	if (!day) return moment;
	const next = new Date(new Date(`${day}T00:00:00Z`).getTime() + 24 * 3_600_000);
	const nextDay = toMoment(next.toISOString().slice(0, 10), label, timeZone);
	return new Date(new Date(nextDay).getTime() - 1).toISOString();
}

/** The moment that a value specifies without the help of a time zone. */
export function instantOf(value: unknown): Date | undefined {
	let date: Date | undefined;
	if (value instanceof Date) date = value;
	else if (typeof value === 'object' && value !== null && 'toMillis' in value) {
		date = new Date((value as { toMillis(): number }).toMillis());
	} else if (typeof value === 'string') {
		const [, day, clock, utc, hours, minutes = '00'] = WITH_OFFSET.exec(value.trim()) ?? [];
		if (day === undefined || !isCalendarDay(day)) return undefined;
		date = new Date(`${day}T${clock}${utc === undefined ? `${hours}:${minutes}` : 'Z'}`);
	}
	return date && !Number.isNaN(date.getTime()) ? date : undefined;
}

/** Whether a value is a day or a moment, with or without an offset. */
export function isMoment(value: unknown): boolean {
	return instantOf(value) !== undefined || localOf(value) !== undefined;
}

/** The parts of a day, or of a day and time, without an offset. */
function localOf(value: unknown): RegExpExecArray | undefined {
	const written = typeof value === 'string' ? value.trim() : '';
	const local = LOCAL.exec(DAY.test(written) ? `${written}T00:00` : written);
	return local && isOnCalendarAndClock(local) ? local : undefined;
}

function isOnCalendarAndClock([, day, hour, minute, second = '0']: RegExpExecArray): boolean {
	return isCalendarDay(day) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

function isCalendarDay(day: string): boolean {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** The day on which a moment falls in a time zone. */
export function dayAt(instant: Date, timeZone: string): string {
	return localParts(instant, timeZone).day;
}

/** The day that many days later, or earlier. */
export function daysAfter(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
	const clock =
		clocks.get(timeZone) ??
		new Intl.DateTimeFormat('en-US', {
			timeZone,
			calendar: 'iso8601',
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
		});
	clocks.set(timeZone, clock);
	return clock;
}

/** The date and time that the clocks of a time zone show at a moment. */
function localParts(instant: Date, timeZone: string): { day: string; asUtc: number } {
	const parts = clockOf(timeZone).formatToParts(instant);
	const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
	const day = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
	const clock = `${day}T${part('hour')}:${part('minute')}:${part('second')}Z`;
	return { day, asUtc: new Date(clock).getTime() + (instant.getTime() % 1000) };
}

/** The moment at which the clocks of a time zone show what `clock` shows in UTC. */
function atLocalClock(clock: Date, timeZone: string): Date | undefined {
	if (Number.isNaN(clock.getTime())) return undefined;
	let guess = clock.getTime();
	// Two rounds, because the first guess may have the offset from the other side of a clock change.
	for (let round = 0; round < 2; round++) {
		guess += clock.getTime() - localParts(new Date(guess), timeZone).asUtc;
	}
	return new Date(guess);
}

/** The first moment of a day: the clocks may skip its midnight, or show it twice. */
function startOf(day: string, midnight: Date, timeZone: string): Date {
	const isThere = (ms: number) => localParts(new Date(ms), timeZone).day >= day;
	// Clocks change by at most three hours, and at a full minute.
	let before = Math.floor(midnight.getTime() / 60_000) - 181;
	let after = before + 362;
	while (after - before > 1) {
		const middle = Math.floor((before + after) / 2);
		if (isThere(middle * 60_000)) after = middle;
		else before = middle;
	}
	return new Date(after * 60_000);
}
