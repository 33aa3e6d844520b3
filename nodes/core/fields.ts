import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { FieldError, toDay, toFlag, toJson, toMoment, toNumber, toText } from './values';
import { inWords } from './words';

/** What a field needs to know to write itself. */
export interface Writing {
	/** IANA name of the workflow's time zone. */
	timeZone: string;
	/** In Update Fields an emptied field is sent empty; elsewhere it is left out. */
	keepEmpty: boolean;
}

/**
 * One thing a person fills in: it knows its form in the editor, and how to write what was filled in
 * into a request.
 */
export interface Field {
	/** Name of the parameter in the node. */
	name: string;
	/** Where it goes: a member of the body (`invoice.invoiceNumber`), a query key or a `{placeholder}` of the path. */
	path: string;
	/** Goes into the query also where the request has a body. */
	inQuery?: boolean;
	/** Is there only when other parameters have one of these values. */
	when?: Record<string, string[] | boolean[]>;
	/** Its form, without display options. */
	property: INodeProperties;
	/** A complete valid value, as it is sent. */
	example: unknown;
	/**
	 * What was filled in, as it is sent; `undefined` when nothing is to be sent.
	 * @throws FieldError that names the field
	 */
	write(value: unknown, writing: Writing): unknown;
}

export interface Common {
	/** Name in the editor, when it is not the last member of the path in words. */
	label?: string;
	/** Name of the parameter, when it is not the last member of the path. */
	as?: string;
	description?: string;
	hint?: string;
	required?: boolean;
	inQuery?: boolean;
}

type Convert = (value: unknown, label: string, writing: Writing) => unknown;

/** A field of any kind: what all kinds have in common. */
export function field(
	path: string,
	common: Common,
	form: Pick<INodeProperties, 'type' | 'default'> & Partial<INodeProperties>,
	example: unknown,
	convert: Convert,
	empty: unknown = '',
): Field {
	const last = path.split('.').pop() as string;
	const displayName = common.label ?? inWords(last);
	const name = common.as ?? last;
	return {
		name,
		path,
		...(common.inQuery && { inQuery: true }),
		example,
		property: {
			displayName,
			name,
			...form,
			...(common.required && { required: true }),
			...(common.description && { description: common.description }),
			...(common.hint && { hint: common.hint }),
		},
		write(filled, writing) {
			const value = unwrapped(filled);
			const isEmpty = value === null || (typeof value === 'string' && value.trim() === '');
			if (value === undefined || isEmpty) {
				if (common.required) throw new FieldError(displayName, 'is required');
				return isEmpty && writing.keepEmpty ? empty : undefined;
			}
			return convert(value, displayName, writing);
		},
	};
}

/** A resource locator's value; anything else as it is. */
function unwrapped(value: unknown): unknown {
	const isLocator = typeof value === 'object' && value !== null && '__rl' in value;
	return isLocator ? (value as { value?: unknown }).value : value;
}

/** A line of text. */
export function text(
	path: string,
	options: Common & { eg: string; rows?: number; max?: number; pattern?: RegExp; mustBe?: string },
): Field {
	const { eg, rows, max, pattern, mustBe } = options;
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
				throw new FieldError(label, `may have ${max} characters, and this has ${written.length}`);
			}
			if (pattern && !pattern.test(written.trim())) {
				throw new FieldError(label, `${mustBe ?? 'is not valid'}: "${written}"`);
			}
			return pattern ? written.trim() : written;
		},
	);
}

/** An e-mail address. BILL judges it; only what has no @ at all is turned away here. */
export function email(path: string, options: Common & { eg?: string } = {}): Field {
	const eg = options.eg ?? 'billing@example.com';
	const made = text(path, {
		...options,
		eg,
		pattern: /^\S+@\S+$/,
		mustBe: `must be an e-mail address such as ${eg}`,
	});
	return made;
}

/** An amount of money in the currency of the record, or any other number. */
export function number(
	path: string,
	options: Common & {
		eg: number;
		/** Shown as an empty line of text, for the flat fields of a group that may be left out. */
		blank?: boolean;
		integer?: boolean;
		min?: number;
		max?: number;
		decimals?: number;
	},
): Field {
	const { eg, integer, min, max, decimals } = options;
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
					// Not the smallest amount: one that nobody typed is refused, not sent.
					default: min !== undefined && min >= 1 ? min : 0,
					placeholder: `e.g. ${eg}`,
					...(Object.keys(typeOptions).length > 0 && { typeOptions }),
				},
		eg,
		(value, label) => {
			const written = toNumber(value, label);
			if (decimals !== undefined && Number(written.toFixed(decimals)) !== written) {
				throw new FieldError(label, `may have ${decimals} decimals, and this is ${written}`);
			}
			if (integer && !Number.isInteger(written)) {
				throw new FieldError(label, `must be a whole number, and this is ${written}`);
			}
			if ((min !== undefined && written < min) || (max !== undefined && written > max)) {
				const range =
					max === undefined
						? `${min} or more`
						: min === undefined
							? `at most ${max}`
							: `from ${min} to ${max}`;
				throw new FieldError(label, `must be ${range}, and this is ${written}`);
			}
			return written;
		},
		null,
	);
}

/**
 * An amount of money: a JSON number in units of the record's currency, such as 228.99, with two decimals at
 * most. One that is required begins empty, so that no 0 is sent that nobody typed.
 */
export function money(
	path: string,
	options: Common & { eg?: number; blank?: boolean; min?: number } = {},
): Field {
	const blank = options.blank ?? (options.required === true && options.min === undefined);
	return number(path, { eg: 228.99, decimals: 2, ...options, blank });
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
		null,
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
		(value, label, { timeZone }) => toMoment(value, label, timeZone),
	);
}

/** BILL's values with the names people know; `[value]` alone is named by its own words. */
export type Choices = Array<string | { value: string; name?: string; description?: string }>;

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
	);
}

function toChoice(value: unknown, label: string, list: INodePropertyOptions[]): string {
	const written = toText(value, label).trim();
	const lower = written.toLowerCase();
	const found =
		list.find((option) => option.value === written) ??
		list.find(
			(option) =>
				String(option.value).toLowerCase() === lower || option.name.toLowerCase() === lower,
		);
	if (found) return String(found.value);
	throw new FieldError(
		label,
		`must be one of ${list.map((option) => option.value).join(', ')}, and this is "${written}"`,
	);
}

/** A parameter that is chosen from a list. */
export function dropDown(
	displayName: string,
	name: string,
	initially: string,
	options: INodePropertyOptions[],
	rest: Partial<INodeProperties> = {},
): INodeProperties {
	const kind = { type: 'options' as const, default: initially, options };
	return { displayName, name, ...kind, ...rest };
}

/** Options for the editor, sorted by name as n8n wants them from five up. */
export function optionList(choices: Choices): INodePropertyOptions[] {
	const list = choices.map((entry) => {
		const { value, name, description }: Exclude<Choices[number], string> =
			typeof entry === 'string' ? { value: entry } : entry;
		return {
			name: name ?? inWords(value),
			value,
			...(description && { description }),
		};
	});
	return list.length < 5 ? list : sortedByName(list);
}

/** Sorted as n8n's linter sorts. */
export function sortedByName<T extends { name?: string; displayName?: string }>(list: T[]): T[] {
	const key = (entry: T) => entry.displayName ?? entry.name ?? '';
	return [...list].sort((a, b) => key(a).localeCompare(key(b), 'en'));
}

/** A kind of record that can be picked: how its IDs look and how its list is searched. */
export interface RecordKind {
	/** Name of the method that searches the list. */
	searchMethod: string;
	/** As a person calls it: "Vendor". */
	label: string;
	/** A complete ID. */
	eg: string;
	/** What every ID of this kind matches. */
	pattern: RegExp;
	/** What the editor says when it does not match. */
	mustBe: string;
}

/** A field that is there only when other parameters have one of these values. */
export function onlyWhen(when: NonNullable<Field['when']>, conditional: Field): Field {
	// n8n counts a required field as missing when an expression decides whether it is shown; the field's own
	// check does not.
	const property = { ...conditional.property };
	delete property.required;
	return { ...conditional, when, property };
}

/** A field that only decides what else is shown; nothing of it is sent. */
export function notSent(deciding: Field): Field {
	return { ...deciding, path: '' };
}

/** A record, picked from a list or by its ID. */
export function record(path: string, kind: RecordKind, options: Common = {}): Field {
	return field(
		path,
		{ label: kind.label, ...options },
		{
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: kind.searchMethod, searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: `e.g. ${kind.eg}`,
					validation: [
						{
							type: 'regex',
							properties: { regex: kind.pattern.source, errorMessage: kind.mustBe },
						},
					],
				},
			],
		},
		kind.eg,
		(value, label) => toId(value, label, kind),
	);
}

/** The ID of a record of this kind. The same pattern is checked in the editor. */
export function toId(value: unknown, label: string, kind: RecordKind): string {
	const id = toText(value, label).trim();
	if (!kind.pattern.test(id)) throw new FieldError(label, `${kind.mustBe}, and this is "${id}"`);
	return id;
}

/** IDs of several records of a kind, as text with commas or as a list from an expression. */
export function records(path: string, kind: RecordKind, options: Common = {}): Field {
	const form = { type: 'string' as const, default: '', placeholder: `e.g. ${kind.eg},${kind.eg}` };
	const common = { description: 'IDs separated by commas', ...options };
	return field(path, common, form, [kind.eg], (value, label) => {
		const list = Array.isArray(value) ? value : toText(value, label).split(',');
		const ids = list.filter((id) => String(unwrapped(id) ?? '').trim() !== '');
		if (ids.length === 0 && options.required) throw new FieldError(label, 'is required');
		return ids.map((id) => toId(unwrapped(id), label, kind));
	});
}

/** Any JSON: an object, or text that holds one. */
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
		(value, label) => toJson(value, label),
		null,
	);
}

/**
 * Writes fields from an object of filled-in values into a new object.
 *
 * @param inside the name of what they are part of, for error texts
 */
export function writeAll(
	fields: Field[],
	filled: unknown,
	writing: Writing,
	inside?: string,
): Record<string, unknown> {
	const values = (filled ?? {}) as Record<string, unknown>;
	const target: Record<string, unknown> = {};
	for (const part of fields) {
		try {
			put(target, part.path, part.write(values[part.name], writing));
		} catch (error) {
			throw error instanceof FieldError && inside ? error.inside(inside) : error;
		}
	}
	return target;
}

/** Sets a member by its path; `undefined`, and a field that is not sent, set nothing. */
export function put(target: Record<string, unknown>, path: string, value: unknown): void {
	if (value === undefined || path === '') return;
	const members = path.split('.');
	const last = members.pop() as string;
	let at = target;
	for (const member of members) at = (at[member] ??= {}) as Record<string, unknown>;
	at[last] = value;
}

/** A complete valid body: each field with its example. */
export function exampleOf(fields: Field[]): Record<string, unknown> {
	const target: Record<string, unknown> = {};
	const examples = Object.fromEntries(fields.map(({ name, example }) => [name, example]));
	for (const { path, example, when } of fields) {
		const isThere = Object.entries(when ?? {}).every(([name, values]) =>
			(values as unknown[]).includes(examples[name]),
		);
		if (isThere) put(target, path, example);
	}
	return target;
}
