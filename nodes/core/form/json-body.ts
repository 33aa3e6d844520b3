import type { INodeProperties } from 'n8n-workflow';

import { instantOf } from './dates';
import { exampleOf, isBlank, put } from './field';
import type { Field } from './field';
import { choice } from './kinds';
import { contentFields } from './operation';
import type { OperationForm } from './operation';
import { memberAt } from './shape';
import { FieldError, toJson } from './values';

const chosen = choice(
	'inputMode',
	[
		{ name: 'Define Below', value: 'fields' },
		{ name: 'JSON', value: 'json' },
	],
	{ label: 'Input', initially: 'fields' },
);

/** Whether the body is given in fields or as JSON. */
export const inputMode: Field = {
	...chosen,
	property: { ...chosen.property, noDataExpression: true },
};

/**
 * A complete valid body for the JSON form: all required fields. If no field is required (updates), one field that can
 * be changed.
 */
export function jsonExample(operation: OperationForm): Record<string, unknown> {
	const required = contentFields(operation).filter((field) => !field.inQuery);
	if (required.length > 0) return exampleOf(required);
	const optional = operation.optional?.fields ?? [];
	// n8n's linter treats "id" in a placeholder as a word of the text.
	const plain = optional.find((field) => !JSON.stringify(exampleOf([field])).includes('"id"'));
	return exampleOf([plain ?? optional[0]]);
}

/** An example in which nothing can be paid or owed: each amount is 0. */
function withoutMoney(fields: Field[], example: object): object {
	const written: Record<string, unknown> = {};
	for (const { path, money, fields: inside } of fields) {
		const value = memberAt(example, path);
		if (value === undefined) continue;
		const entry = (each: unknown) => withoutMoney(inside ?? [], each as object);
		if (inside) put(written, path, Array.isArray(value) ? value.map(entry) : entry(value));
		else put(written, path, money ? 0 : value);
	}
	return written;
}

/** The parameter that takes the body as JSON. */
export function bodyProperty(operation: OperationForm): INodeProperties {
	const example = jsonExample(operation);
	// A form that starts with the example would create or change a record if it is run unchanged. If the example contains
	// an "id", n8n's linter does not allow a placeholder, so the form starts with the example and amounts of 0: BILL knows
	// none of its records and refuses it.
	const isPlain = !JSON.stringify(example).includes('"id"');
	const fields = contentFields(operation);
	const initially = isPlain ? '{}' : JSON.stringify(withoutMoney(fields, example), null, 2);
	return {
		displayName: 'JSON Body',
		name: 'body',
		type: 'json',
		default: initially,
		required: true,
		...(isPlain && { placeholder: `e.g. ${JSON.stringify(example)}` }),
		typeOptions: { rows: 10 },
		description: "Request body with BILL's field names. Null values are not sent.",
	};
}

/**
 * The body from the JSON form.
 *
 * @throws FieldError when it is not an object
 */
export function bodyFromJson(value: unknown): object {
	const body = toJson(value, 'JSON Body');
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw new FieldError(
			'JSON Body',
			'must be an object such as {"name": "..."}. For several records, use several items',
		);
	}
	return body;
}

/** An object without members that are null, at any depth: an expression that finds nothing returns null. */
export function withoutNull(object: object): object {
	return JSON.parse(
		JSON.stringify(object, (_name, part: unknown) => {
			if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
			return Object.fromEntries(Object.entries(part).filter(([, member]) => member !== null));
		}),
	) as object;
}

/** An object without empty values, at any depth: an agent passes them for what it does not know. */
export function withoutEmpty(object: object): object {
	const members = Object.entries(object).map(([name, value]) => [name, filledOf(value)] as const);
	return Object.fromEntries(members.filter(([, value]) => value !== undefined)) as object;
}

/** A value without its empty parts; undefined if nothing is left. */
function filledOf(value: unknown): unknown {
	if (isBlank(value)) return undefined;
	if (typeof value !== 'object' || instantOf(value)) return value;
	if (Array.isArray(value)) {
		// An entry with nothing left still counts, so that the error names what it lacks.
		const isEntry = (each: unknown) => typeof each === 'object' && each !== null;
		const entries = value
			.map((each: unknown) => (isEntry(each) ? withoutEmpty(each as object) : filledOf(each)))
			.filter((each) => each !== undefined);
		return entries.length > 0 ? entries : undefined;
	}
	const inside = withoutEmpty(value as object);
	return Object.keys(inside).length > 0 ? inside : undefined;
}
