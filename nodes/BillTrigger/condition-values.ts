import { asSeen } from '../core/form/as-seen';

const NUMBER = /^[+-]?(\d+(\.\d+)?|\.\d+)$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;
/** BILL's constants, such as `FUNDING_STARTED`. */
const CONSTANT = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/**
 * Whether a member of a record has the typed value, by the type of the member: numbers and moments are compared by
 * value, BILL's constants without case and also in words, and other text as a person sees it.
 */
export function isSame(found: unknown, typed: string): boolean {
	if (found === undefined || found === null || found === '') return typed === '';
	if (typeof found === 'number') return NUMBER.test(typed) && Number(typed) === found;
	if (typeof found === 'boolean') return typed.toLowerCase() === String(found);
	if (typeof found === 'object') return JSON.stringify(found) === typed;
	const text = String(found as string);
	// A day equals the day that BILL's moment begins with; BILL writes moments in UTC.
	if (DAY.test(typed) && isTime(text)) return momentOf(text).slice(0, 10) === typed;
	if (isTime(typed) && isTime(text)) return momentOf(text) === momentOf(typed);
	if (CONSTANT.test(text)) return typed.toUpperCase().replace(/[\s-]+/g, '_') === text;
	return asSeen(text) === asSeen(typed);
}

/**
 * The value to compare by size: a plain number, or an ISO date as its milliseconds, in UTC unless it says otherwise.
 * Undefined for anything else, such as "$1000", which a lenient parser reads as the year 1000.
 */
export function orderOf(text: string): { kind: 'number' | 'time'; order: number } | undefined {
	if (NUMBER.test(text)) return { kind: 'number', order: Number(text) };
	if (!isTime(text)) return undefined;
	return { kind: 'time', order: Date.parse(momentOf(text)) };
}

/**
 * Why no value of a member could ever be what was typed, according to BILL's responses; undefined if one could.
 *
 * @param field its name; BILL's names for days and moments end with `Date` or `Time`
 */
export function neverMet(
	kind: 'string' | 'number' | 'boolean' | undefined,
	field: string,
	typed: string,
): string | undefined {
	const isDay = kind === 'string' && /(Date|Time)$/.test(field);
	if (kind === 'number' && !NUMBER.test(typed)) return 'is not a number such as 1000';
	if (isDay && !isTime(typed)) return 'is not a date such as 2027-01-31';
	const isFlag = kind !== 'boolean' || /^(true|false)$/i.test(typed);
	return isFlag ? undefined : 'is neither true nor false';
}

function isTime(text: string): boolean {
	if (!DAY.test(text) && !MOMENT.test(text)) return false;
	const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
	// Dates such as 30 February are refused.
	const isDay = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
	return isDay && !Number.isNaN(Date.parse(inUtc(text)));
}

const inUtc = (text: string) => {
	const moment = text.replace(' ', 'T');
	return DAY.test(text) || /(Z|[+-]\d{2}:?\d{2})$/i.test(moment.slice(10)) ? moment : `${moment}Z`;
};

const momentOf = (text: string) => new Date(inUtc(text)).toISOString();
