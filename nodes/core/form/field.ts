import type { INodeProperties } from 'n8n-workflow';

import { FieldError } from './values';
import { inWords } from './words';

/** What a field needs to know to write itself. */
export interface Writing {
	/** IANA name of the workflow's time zone. */
	timeZone: string;
	/** A field that was emptied is sent empty, where that was chosen for Update Fields; else it is left out. */
	keepEmpty: boolean;
	/** An AI agent fills in, and hands over empty what it does not know. */
	asTool?: boolean;
	/** The field was added by hand, so that nobody meant it to be empty. */
	isAdded?: boolean;
	/** What is filled in beside the field, by the names of the parameters. */
	beside?: Record<string, unknown>;
	/** A day is the end of a range, so that it means its last moment. */
	asEnd?: boolean;
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
	/** Decides what is paid or owed: where an expression gave nothing for it, nothing is sent. */
	money?: boolean;
	/** Of a list with money in its entries: the names of the fields of which one set says what an entry comes to. */
	comesFrom?: string[][];
	/** Is there only when other parameters have one of these values. */
	when?: Record<string, string[] | boolean[]>;
	/** Must be filled in where it is there; the property of a conditional field does not say so. */
	mustBeThere?: boolean;
	/** What a group or each entry of a list is made of; their paths begin inside it. */
	fields?: Field[];
	/** Its form, without display options. */
	property: INodeProperties;
	/** A complete valid value, as it is sent. */
	example: unknown;
	/**
	 * What was filled in, as it is sent; `undefined` when nothing is to be sent.
	 * @throws FieldError that names the field
	 */
	write(value: unknown, writing: Writing): unknown;
	/**
	 * What becomes of the member in the JSON form, where BILL's own names and values are meant: only what would
	 * arrive as something else than was given is mended or refused. Without it the member stays as it is.
	 * @throws FieldError that names the field
	 */
	inJson?(value: unknown, writing: Writing): unknown;
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
	/** See Field. */
	money?: boolean;
}

type Convert = (value: unknown, label: string, writing: Writing) => unknown;

/**
 * A field of any kind: what all kinds have in common.
 *
 * @param convert what was filled in, as it is sent
 * @param empty what is sent to empty it
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
			// An expression that finds nothing gives null, and nobody has emptied the field.
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
 * The same field where it must be filled in. A number that would begin with 0 then begins as an empty line, so that no 0
 * is sent that nobody typed.
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

/** Money that an expression gave nothing for. */
export const isEmpty = (label: string) =>
	new FieldError(label, 'is empty, but it determines the amount. Fill it in, or remove the field');

/** Whether nothing was filled in. */
export function isBlank(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** A resource locator's value; anything else as it is. */
export function locatorValue(value: unknown): unknown {
	const isLocator = typeof value === 'object' && value !== null && '__rl' in value;
	return isLocator ? (value as { value?: unknown }).value : value;
}

/** A field that is there only when other parameters have one of these values. */
export function onlyWhen(when: NonNullable<Field['when']>, conditional: Field): Field {
	const { required: mustBeThere, ...property } = conditional.property;
	return { ...conditional, when, property, ...(mustBeThere && { mustBeThere }) };
}

/** A field that only decides what else is shown; nothing of it is sent. */
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
