import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { BillRequest } from './api';
import type { BillClient } from './client';
import { DEFAULT_TIMEOUT_MS, FILE_TIMEOUT_MS } from './api';
import { put, writeAll } from './fields';
import type { Field, Writing } from './fields';
import { writeFilters, writeSort } from './list';
import { contentFields, pathFields } from './operation';
import type { Call, Operation } from './operation';
import { FieldError, toJson, toNumber } from './values';

/** Reads an item's parameters and writes them into a request. @throws FieldError */
export function prepare(
	context: IExecuteFunctions,
	client: BillClient,
	operation: Operation,
	itemIndex: number,
	shared: Map<string, unknown>,
): Call {
	const parameter = (name: string, fallback?: unknown): unknown =>
		context.getNodeParameter(name, itemIndex, fallback as IDataObject);
	const { request, ids, options } = requestOf(client, operation, parameter);
	request.itemIndex = itemIndex;
	const recordId = Object.values(ids).map(String).pop();
	return { context, client, operation, request, itemIndex, recordId, parameter, options, shared };
}

/** Writes parameters into a request. @throws FieldError */
export function requestOf(
	client: BillClient,
	operation: Operation,
	parameter: Call['parameter'],
): { request: BillRequest; ids: Record<string, unknown>; options: IDataObject } {
	const options = parameter('options', {}) as IDataObject;
	const ids = writeAll(pathFields(operation), readAll(pathFields(operation), parameter), {
		timeZone: client.timeZone,
		keepEmpty: false,
	});
	const request = writeRequest(operation, parameter, client, options, ids);
	const seconds = options.timeout;
	request.timeoutMs =
		seconds === undefined
			? operation.file
				? FILE_TIMEOUT_MS
				: DEFAULT_TIMEOUT_MS
			: timeoutOf(seconds);
	return { request, ids, options };
}

function timeoutOf(seconds: unknown): number {
	const written = toNumber(seconds, 'Timeout (Seconds)');
	if (written < 1 || written > 3600) {
		throw new FieldError('Timeout (Seconds)', `must be from 1 to 3600, and this is ${written}`);
	}
	return written * 1000;
}

function writeRequest(
	operation: Operation,
	parameter: Call['parameter'],
	{ timeZone, organizationId }: BillClient,
	options: IDataObject,
	ids: Record<string, unknown>,
): BillRequest {
	const writing: Writing = { timeZone, keepEmpty: false };
	let path = operation.path.replace('{organizationId}', encodeURIComponent(organizationId));
	for (const [name, value] of Object.entries(ids)) {
		path = path.replace(`{${name}}`, encodeURIComponent(String(value)));
	}

	const reading = operation.method === 'GET' || operation.method === 'DELETE';
	const asJson = operation.jsonForm === true && parameter('inputMode', 'fields') === 'json';
	const flat = contentFields(operation).filter(
		(field) => asJson || isThere(field, operation.fields, parameter, writing),
	);
	const inQuery = flat.filter((field) => reading || field.inQuery);
	const inBody = flat.filter((field) => !inQuery.includes(field));
	const optional = operation.optional;

	const query = writeAll(inQuery, readAll(inQuery, parameter), writing);
	let body: unknown;
	if (asJson) {
		body = bodyFromJson(parameter('body', ''));
	} else if (!reading) {
		const members = writeAll(inBody, readAll(inBody, parameter), writing);
		if (optional) addOptional(members, optional, parameter, writing, (field) => !field.inQuery);
		if (inBody.length > 0 || optional) body = members;
		if (optional?.as === 'updateFields' && Object.keys(members).length === 0) {
			throw new FieldError('Update Fields', 'is empty. Add at least one field to change');
		}
	}
	if (optional && !asJson) {
		addOptional(query, optional, parameter, writing, (field) => reading || field.inQuery === true);
	}
	if (operation.list) addListQuery(query, operation, parameter, options, writing);
	return {
		method: operation.method,
		path,
		...(Object.keys(query).length > 0 && { query: asText(query) }),
		...(body !== undefined && { body }),
	};
}

function readAll(fields: Field[], parameter: Call['parameter']): Record<string, unknown> {
	return Object.fromEntries(fields.map(({ name }) => [name, parameter(name, null)]));
}

/**
 * Hidden fields keep what was once filled in, which is not meant any more. What decides is taken as it will be
 * sent: an expression or an agent may write "bank_account" or "True".
 */
function isThere(
	{ when }: Field,
	fields: Field[],
	parameter: Call['parameter'],
	writing: Writing,
): boolean {
	return Object.entries(when ?? {}).every(([name, values]) => {
		const deciding = fields.find((field) => field.name === name);
		const given = parameter(name, '');
		const decided = deciding ? deciding.write(given, writing) : given;
		return (values as unknown[]).some((value) => String(value) === String(decided));
	});
}

function addOptional(
	target: Record<string, unknown>,
	{ as, fields }: NonNullable<Operation['optional']>,
	parameter: Call['parameter'],
	writing: Writing,
	belongs: (field: Operation['fields'][number]) => boolean,
): void {
	const filled = (parameter(as, {}) ?? {}) as Record<string, unknown>;
	const own = { ...writing, keepEmpty: as === 'updateFields' };
	for (const field of fields) {
		if (belongs(field)) put(target, field.path, field.write(filled[field.name], own));
	}
}

function bodyFromJson(value: unknown): unknown {
	const body = toJson(value, 'JSON Body');
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw new FieldError(
			'JSON Body',
			'must be an object such as {"name": "..."}. For several records, give several items',
		);
	}
	return body;
}

function addListQuery(
	query: Record<string, unknown>,
	{ list }: Operation,
	parameter: Call['parameter'],
	options: IDataObject,
	writing: Writing,
): void {
	const conditions = [
		list?.filters && writeFilters(list.filters, parameter('filters', {}) as IDataObject, writing),
		String(options.filterText ?? '').trim(),
	].filter(Boolean);
	if (conditions.length > 0) query.filters = conditions.join(',');
	const sort = list?.sort && writeSort(list.sort, parameter('sort', {}) as IDataObject);
	if (sort) query.sort = sort;
}

function asText(query: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(query).map(([key, value]) => [
			key,
			Array.isArray(value) ? value.join(',') : String(value),
		]),
	);
}
