import type { INodeProperties } from 'n8n-workflow';

import { FieldError } from './values';
import { inWords } from './words';

/** What a field needs to know to write its value. */
export interface Writing {
	/** IANA name of the workflow's time zone. */
	timeZone: string;
	/** A cleared field is sent empty, if that was chosen for Update Fields; otherwise it is left out. */
	keepEmpty: boolean;
	/** An AI agent fills in the fields, and passes empty values for what it does not know. */
	asTool?: boolean;
	/** The field was added by hand, so it is not meant to be empty. */
	isAdded?: boolean;
	/** The values next to the field, by the names of the parameters. */
	beside?: Record<string, unknown>;
	/** A day is the end of a range, so it means its last moment. */
	asEnd?: boolean;
}

/** One thing a person fills in: it defines its form in the editor, and how its value is written into a request. */
export interface Field {
	/** Name of the parameter in the node. */
	name: string;
	/**
	 * Where the value goes: a member of the body (`invoice.invoiceNumber`), a query key or a `{placeholder}` of the path.
	 */
	path: string;
	/** Goes into the query even if the request has a body. */
	inQuery?: boolean;
	/** Determines what is paid or owed: if an expression returned nothing for it, nothing is sent. */
	money?: boolean;
	/** For a list with money in its entries: sets of field names, of which one set must state the amount of an entry. */
	comesFrom?: string[][];
	/** Present only if other parameters have one of these values. */
	when?: Record<string, string[] | boolean[]>;
	/** Required if it is present; the property of a conditional field does not say so. */
	mustBeThere?: boolean;
	/** The fields of a group or of each entry of a list; their paths begin inside it. */
	fields?: Field[];
	/** Its form, without display options. */
	property: INodeProperties;
	/** A complete valid value, as it is sent. */
	example: unknown;
	/**
	 * The value as it is sent; `undefined` if nothing is to be sent.
	 *
	 * @throws FieldError that names the field
	 */
	write(value: unknown, writing: Writing): unknown;
	/**
	 * Converts the member in the JSON form, where BILL's own names and values are expected: only a value that would arrive
	 * as something other than what was given is corrected or refused. Without this function the member stays as it is.
	 *
	 * @throws FieldError that names the field
	 */
	inJson?(value: unknown, writing: Writing): unknown;
}

export interface Common {
	/** Name in the editor, if it is not the last member of the path in words. */
	label?: string;
	/** Name of the parameter, if it is not the last member of the path. */
	as?: string;
	description?: string;
	hint?: string;
	required?: boolean;
	inQuery?: boolean;
	/** See Field. */
	money?: boolean;
}

type Convert = (value: unknown, label: string, writing: Writing) => unknown;

/**
 * A field of any kind, with what all kinds have in common.
 *
 * @param convert converts the value to what is sent
 * @param empty what is sent to clear the field
 * @param inJson see Field
 */
export function field(
	path: string,
	common: Common,
	form: Pick<INodeProperties, 'type' | 'default'> & Partial<INodeProperties>,
	example: unknown,
	convert: Convert,
	{ empty = '', inJson }: { empty?: unknown; inJson?: Convert } = {},
): Field {
	const last = path.split('.').pop() as string;
	const displayName = common.label ?? inWords(last);
	const name = common.as ?? last;
	const made: Field = {
		name,
		path,
		...(common.inQuery && { inQuery: true }),
		...(common.money && { money: true }),
		example,
		property: {
			displayName,
			name,
			...form,
			...(common.description && { description: common.description }),
			...(common.hint && { hint: common.hint }),
		},
		write(filled, writing) {
			const value = locatorValue(filled);
			if (!isBlank(value)) return convert(value, displayName, writing);
			// An expression that finds nothing returns null; that does not mean that the user cleared the field.
			if (writing.keepEmpty && typeof value === 'string') return empty;
			const isNothing = value === null || (typeof value === 'string' && writing.isAdded === true);
			if (common.money && isNothing && !writing.asTool) throw isEmpty(displayName);
			return undefined;
		},
		...(inJson && {
			inJson(value, writing) {
				if (!isBlank(value)) return inJson(value, displayName, writing);
				if (common.money) throw isEmpty(displayName);
				return value;
			},
		}),
	};
	return common.required ? required(made) : made;
}

/**
 * The same field as a required one. A number that would start with 0 starts as an empty text field, so that no 0 is
 * sent that nobody typed.
 */
export function required(optional: Field): Field {
	const property = { ...optional.property, required: true };
	if (property.type === 'number' && property.default === 0) {
		Object.assign(property, { type: 'string', default: '' });
		delete property.typeOptions;
	}
	return {
		...optional,
		property,
		write(filled, writing) {
			const value = locatorValue(filled);
			const written = isBlank(value) ? undefined : optional.write(value, writing);
			const isNothing = written === undefined || (Array.isArray(written) && written.length === 0);
			if (isNothing) throw new FieldError(property.displayName, 'is required');
			return written;
		},
	};
}

/** The error for money for which an expression returned nothing. */
export const isEmpty = (label: string) =>
	new FieldError(label, 'is empty, but it determines the amount. Fill it in, or remove the field');

/** Whether nothing was filled in. */
export function isBlank(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** A resource locator's value; any other value unchanged. */
export function locatorValue(value: unknown): unknown {
	const isLocator = typeof value === 'object' && value !== null && '__rl' in value;
	return isLocator ? (value as { value?: unknown }).value : value;
}

/** A field that is present only if other parameters have one of these values. */
export function onlyWhen(when: NonNullable<Field['when']>, conditional: Field): Field {
	const { required: mustBeThere, ...property } = conditional.property;
	return { ...conditional, when, property, ...(mustBeThere && { mustBeThere }) };
}

/** A field that only decides what else is shown; it is not sent. */
export function notSent(deciding: Field): Field {
	return { ...deciding, path: '' };
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
			put(target, part.path, part.write(values[part.name], { ...writing, beside: values }));
		} catch (error) {
			throw error instanceof FieldError && inside ? error.inside(inside) : error;
		}
	}
	return target;
}

/** Sets a member by its path; `undefined`, or a field that is not sent, sets nothing. */
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
