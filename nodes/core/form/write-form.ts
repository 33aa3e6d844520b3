import type { IDataObject } from 'n8n-workflow';

import { keepBy } from './after-reading';
import type { Keep } from './after-reading';
import { put, writeAll } from './field';
import type { Field, Writing } from './field';
import { inBillsNotation, readConditions } from './filters';
import { bodyFromJson, inputMode, withoutEmpty, withoutNull } from './json-body';
import { writeJson } from './json-members';
import { contentFields, hasNoBody, pathFields } from './operation';
import type { OperationForm } from './operation';
import { emptiesFields, readSettings } from './settings';
import type { Settings } from './settings';
import { writeSort } from './sort';
import { FieldError, withWholeNumbers } from './values';

/** Reads a parameter for one item. */
export type ReadParameter = (name: string, fallback?: unknown) => unknown;

/** A form as it was filled in for one item, with every parameter read and checked. */
export interface FilledForm {
	/** The values for the placeholders of the path. */
	ids: Record<string, string>;
	query: Record<string, string>;
	/** `undefined` if nothing is to be sent. */
	body?: unknown;
	settings: Settings;
	/** Which records of a list to keep, if not all of them. */
	keep?: Keep;
}

/**
 * Writes the filled-in values as the members of a request.
 *
 * @throws FieldError that names the field
 */
export function writeForm(
	operation: OperationForm,
	parameter: ReadParameter,
	filledIn: Pick<Writing, 'timeZone' | 'asTool'>,
): FilledForm {
	const writing: Writing = { ...filledIn, keepEmpty: false };
	const settings = readSettings(operation, parameter, writing);
	const inPath = pathFields(operation);
	const ids = asText(writeAll(inPath, readAll(inPath, parameter), writing));

	const asJson =
		operation.jsonForm === true &&
		inputMode.write(parameter('inputMode', null), writing) === 'json';
	const flat = contentFields(operation).filter(
		(field) => asJson || isThere(field, operation.fields, parameter, writing),
	);
	const inQuery = flat.filter((field) => hasNoBody(operation) || field.inQuery);
	const inBody = flat.filter((field) => !inQuery.includes(field));
	const { optional } = operation;

	const keepEmpty = emptiesFields(settings) && !writing.asTool;
	const inCollection = { ...writing, keepEmpty, isAdded: true };

	const query = writeAll(inQuery, readAll(inQuery, parameter), writing);
	let body: unknown;
	if (asJson) {
		const more = (optional?.fields ?? []).filter((field) => !field.inQuery);
		const typed = bodyFromJson(parameter('body', ''));
		const given = writing.asTool ? withoutEmpty(typed) : typed;
		// Members without a field are checked as far as possible.
		const written = withWholeNumbers(writeJson([...inBody, ...more], given, writing), 'JSON Body');
		body = withoutNull(written);
	} else if (!hasNoBody(operation)) {
		const members = writeAll(inBody, readAll(inBody, parameter), writing);
		if (optional)
			addOptional(members, optional, parameter, inCollection, (field) => !field.inQuery);
		if (inBody.length > 0 || optional) body = members;
		if (optional?.as === 'updateFields' && Object.keys(members).length === 0) {
			throw new FieldError(
				'Update Fields',
				'is empty. Fill in at least one field to change; to clear fields, choose Options > Empty Fields > Clear',
			);
		}
	}
	if (optional && !asJson) {
		const goesIntoQuery = (field: Field) => hasNoBody(operation) || field.inQuery === true;
		addOptional(query, optional, parameter, inCollection, goesIntoQuery);
	}
	const keep = addListQuery(query, operation, parameter, settings, writing);
	return { ids, query: asText(query), body, settings, ...(keep && { keep }) };
}

function readAll(fields: Field[], parameter: ReadParameter): Record<string, unknown> {
	// An expression that finds nothing returns undefined or null; a field that nobody has touched is an empty text.
	return Object.fromEntries(fields.map(({ name }) => [name, parameter(name, '') ?? null]));
}

/**
 * Hidden fields keep earlier values that are no longer meant. The deciding value is taken as it will be sent: an
 * expression or an agent may write "bank_account" or "True".
 */
function isThere(
	{ when }: Field,
	fields: Field[],
	parameter: ReadParameter,
	writing: Writing,
): boolean {
	return Object.entries(when ?? {}).every(([name, values]) => {
		const deciding = fields.find((field) => field.name === name);
		const filled = parameter(name, '');
		const decided = deciding ? deciding.write(filled, writing) : filled;
		return (values as unknown[]).some((value) => String(value) === String(decided));
	});
}

function addOptional(
	target: Record<string, unknown>,
	{ as, fields }: NonNullable<OperationForm['optional']>,
	parameter: ReadParameter,
	writing: Writing,
	belongs: (field: Field) => boolean,
): void {
	const filled = (parameter(as, {}) ?? {}) as Record<string, unknown>;
	for (const field of fields) {
		if (!belongs(field)) continue;
		put(target, field.path, field.write(filled[field.name], { ...writing, beside: filled }));
	}
}

/** @returns which records to keep, if BILL cannot filter them */
function addListQuery(
	query: Record<string, unknown>,
	{ list }: OperationForm,
	parameter: ReadParameter,
	{ options }: Settings,
	writing: Writing,
): Keep | undefined {
	if (!list) return undefined;
	const conditions = list.filters
		? readConditions(list.filters, parameter('filters', {}) as IDataObject, writing)
		: [];
	const texts = [inBillsNotation(conditions), String(options.filterText ?? '').trim()];
	const filters = texts.filter(Boolean).join(',');
	if (filters) query.filters = filters;
	const sort = list.sort && writeSort(list.sort, parameter('sort', {}) as IDataObject, list);
	if (sort) query.sort = sort;
	return keepBy(conditions);
}

function asText(members: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(members).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(',') : asOneText(value),
		]),
	);
}

function asOneText(value: unknown): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
