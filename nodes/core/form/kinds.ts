import type { INodePropertyOptions } from 'n8n-workflow';

import { isMoment, toDay, toEnd, toMoment } from './dates';
import { field } from './field';
import type { Common, Field } from './field';
import { optionList } from './option-lists';
import type { Choices } from './option-lists';
import {
	FieldError,
	shown,
	toDecimal,
	toFlag,
	toJson,
	toNumber,
	toText,
	unseenIn,
	withWholeNumbers,
} from './values';

/** A line of text. */
export function text(
	path: string,
	options: Common & {
		eg: string;
		rows?: number;
		max?: number;
		pattern?: RegExp;
		mustBe?: string;
		/** One of BILL's constants, such as a currency: sent in upper case, however it was typed. */
		capitals?: boolean | RegExp;
	},
): Field {
	const { eg, rows, max, pattern, mustBe, capitals } = options;
	const asSent = (written: string) => {
		const constant = written.trim();
		return isConstant(constant, capitals) ? constant.toUpperCase() : written;
	};
	const withoutUnseen = (written: string, label: string) => {
		if (unseenIn(written).length === 0) return written;
		throw new FieldError(label, `${mustBe ?? 'is not valid'}: ${shown(written)}`);
	};
	return field(
		path,
		options,
		{
			type: 'string',
			default: '',
			placeholder: `e.g. ${eg}`,
			...(rows && { typeOptions: { rows } }),
		},
		eg,
		(value, label) => {
			const written = toText(value, label);
			if (max && written.length > max) {
				throw new FieldError(label, `can have at most ${max} characters; got ${written.length}`);
			}
			if (!pattern) return asSent(written);
			const trimmed = withoutUnseen(written.trim(), label);
			if (!pattern.test(trimmed)) {
				throw new FieldError(label, `${mustBe ?? 'is not valid'}: ${shown(written)}`);
			}
			return asSent(trimmed);
		},
		{
			inJson: (value, label) => {
				if (!isScalar(value)) return value;
				const written = toText(value, label);
				return asSent(pattern ? withoutUnseen(written.trim(), label) : written);
			},
		},
	);
}

/** An ID that cannot be picked from a list; it must not contain spaces or invisible characters. */
export function typedId(path: string, options: Common & { eg: string }): Field {
	return text(path, {
		...options,
		pattern: /^\S+$/,
		mustBe: 'must be an ID without spaces and invisible characters',
	});
}

const isConstant = (written: string, capitals: boolean | RegExp | undefined) =>
	typeof capitals === 'object' ? capitals.test(written) : capitals === true;

const isScalar = (value: unknown) => typeof value === 'string' || typeof value === 'number';

/** An email address. BILL validates it; only a value without an @, or with spaces, is refused here. */
export function email(path: string, options: Common & { eg?: string } = {}): Field {
	const eg = options.eg ?? 'billing@example.com';
	const made = text(path, {
		...options,
		eg,
		pattern: /^\S+@\S+$/,
		mustBe: `must be an email address such as ${eg}`,
	});
	return made;
}

/** An amount of money in the currency of the record, or any other number. */
export function number(
	path: string,
	options: Common & {
		eg: number;
		/** Shown as an empty text field, for the flat fields of a group that may be left out. */
		blank?: boolean;
		integer?: boolean;
		min?: number;
		max?: number;
		decimals?: number;
	},
): Field {
	const { eg, integer, min, max, decimals } = options;
	const convert = (value: unknown, label: string) =>
		decimals === undefined ? toNumber(value, label) : toDecimal(value, label, decimals);
	const inRange = (written: number, label: string) => {
		if ((min === undefined || written >= min) && (max === undefined || written <= max)) {
			return written;
		}
		const range =
			max === undefined
				? `${min} or more`
				: min === undefined
					? `at most ${max}`
					: `from ${min} to ${max}`;
		throw new FieldError(label, `must be ${range}; got ${written}`);
	};
	const typeOptions = {
		...(min !== undefined && { minValue: min }),
		...(max !== undefined && { maxValue: max }),
		...(decimals !== undefined && { numberPrecision: decimals }),
	};
	return field(
		path,
		options,
		options.blank
			? { type: 'string', default: '', placeholder: `e.g. ${eg}` }
			: {
					type: 'number',
					// Not the smallest amount: an amount that nobody typed is refused, not sent.
					default: min !== undefined && min >= 1 ? min : 0,
					placeholder: `e.g. ${eg}`,
					...(Object.keys(typeOptions).length > 0 && { typeOptions }),
				},
		eg,
		(value, label) => {
			const written = convert(value, label);
			if (integer && !Number.isInteger(written)) {
				throw new FieldError(label, `must be a whole number; got ${written}`);
			}
			return inRange(written, label);
		},
		{
			empty: null,
			inJson: (value, label) => {
				// It is not documented whether BILL accepts a number in quotes, and BILL would not check its decimals as is done
				// here.
				if (!isScalar(value)) return value;
				const written = convert(value, label);
				// The JSON form starts with amounts of 0, which nobody typed.
				return options.money ? inRange(written, label) : written;
			},
		},
	);
}
/**
 * An amount of money: a JSON number in units of the record's currency, such as 228.99, with at most two decimals. A
 * required amount starts empty, so that no 0 is sent that nobody typed.
 */
export function money(
	path: string,
	options: Common & { eg?: number; blank?: boolean; min?: number } = {},
): Field {
	const blank = options.blank ?? options.required === true;
	return number(path, { eg: 228.99, decimals: 2, money: true, ...options, blank });
}

/** Yes or no. */
export function flag(
	path: string,
	options: Common & { description: string; initially?: boolean },
): Field {
	return field(
		path,
		options,
		{ type: 'boolean', default: options.initially ?? false },
		options.initially ?? false,
		(value, label) => toFlag(value, label),
		{ empty: null },
	);
}

/** A calendar day, sent as yyyy-MM-dd. */
export function day(path: string, options: Common & { eg?: string } = {}): Field {
	const eg = options.eg ?? '2027-01-31';
	return field(
		path,
		options,
		{ type: 'dateTime', default: '', typeOptions: { dateOnly: true }, placeholder: `e.g. ${eg}` },
		eg,
		(value, label, { timeZone }) => toDay(value, label, timeZone),
		{
			// BILL refuses what is not a day at all.
			inJson: (value, label, { timeZone }) =>
				isMoment(value) ? toDay(value, label, timeZone) : value,
		},
	);
}

/** A moment, sent as ISO 8601 in UTC. */
export function moment(path: string, options: Common & { eg?: string } = {}): Field {
	const eg = options.eg ?? '2026-12-30T00:00:00.000Z';
	return field(
		path,
		options,
		{ type: 'dateTime', default: '', placeholder: `e.g. ${eg}` },
		eg,
		(value, label, { timeZone, asEnd }) =>
			asEnd ? toEnd(value, label, timeZone) : toMoment(value, label, timeZone),
	);
}

/** Any JSON: an object, or text that contains one. */
export function json(path: string, options: Common & { eg: object }): Field {
	return field(
		path,
		options,
		{
			type: 'json',
			default: '',
			placeholder: `e.g. ${JSON.stringify(options.eg)}`,
			typeOptions: { rows: 4 },
		},
		options.eg,
		(value, label) => withWholeNumbers(toJson(value, label), label),
		{ empty: null },
	);
}

/** One of BILL's values. */
export function choice(
	path: string,
	choices: Choices,
	options: Common & { initially?: string } = {},
): Field {
	const list = optionList(choices);
	return field(
		path,
		options,
		{ type: 'options', default: options.initially ?? list[0].value, options: list },
		options.initially ?? list[0].value,
		(value, label) => toChoice(value, label, list),
		// BILL may know more values than this list.
		{ inJson: (value) => (typeof value === 'string' ? (found(value, list) ?? value) : value) },
	);
}

/** The intended value, found by its value or name in any case. */
function found(typed: string, list: INodePropertyOptions[]): string | undefined {
	const written = typed.trim();
	const lower = written.toLowerCase();
	const option =
		list.find(({ value }) => value === written) ??
		list.find(
			({ value, name }) => String(value).toLowerCase() === lower || name.toLowerCase() === lower,
		);
	return option && String(option.value);
}

function toChoice(value: unknown, label: string, list: INodePropertyOptions[]): string {
	const written = toText(value, label);
	const meant = found(written, list);
	if (meant !== undefined) return meant;
	throw new FieldError(
		label,
		`must be one of ${list.map((option) => option.value).join(', ')}; got ${shown(written)}`,
	);
}
