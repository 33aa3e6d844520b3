import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { runBulk } from './bulk';
import { BillClient, DEFAULT_TIMEOUT_MS, FILE_TIMEOUT_MS } from './client';
import type { ApiProfile, BillRequest } from './client';
import { put, writeAll } from './fields';
import type { Field, Writing } from './fields';
import { writeFilters, writeSort } from './list';
import { contentFields, findOperation, pathFields } from './operation';
import type { Call, Operation, Output, Resource } from './operation';
import { FieldError, toFlag, toJson, toNumber } from './values';

/** One item on its way: what is to be sent, and what came of it. */
export interface Job {
	itemIndex: number;
	call?: Call;
	outputs?: Output[];
	error?: Error;
}

/**
 * Runs a node over its items: everything is checked and written before the first request is sent;
 * up to three requests are on their way at once, writes to one record in their order; results come
 * in the order of the items. With Continue On Fail an item that fails gives `{ error }` and the others go on;
 * without, nothing new is sent after the first failure, and it is thrown.
 *
 * @throws NodeApiError or NodeOperationError with the index of the item
 */
export async function executeItems(
	context: IExecuteFunctions,
	api: ApiProfile,
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const goOn = context.continueOnFail();
	const operation = chosenOperation(context, resources);
	const client = await BillClient.open(context, api);
	const shared = new Map<string, unknown>();

	const jobs = items.map((_, itemIndex): Job => {
		try {
			return { itemIndex, call: prepare(context, client, operation, itemIndex, shared) };
		} catch (error) {
			return { itemIndex, error: inNode(context, error, itemIndex) };
		}
	});
	throwFirst(jobs, goOn);

	const single = await runBulk(
		operation,
		jobs.filter((job) => job.call),
		goOn,
	);
	throwFirst(jobs, goOn);
	await runAtOnce(single, api.atOnce, goOn, async (job) => {
		try {
			job.outputs = await runOne(job.call as Call);
		} catch (error) {
			job.error = inNode(context, error, job.itemIndex);
		}
	});
	throwFirst(jobs, goOn);

	return [
		jobs.flatMap(({ itemIndex, outputs, error }): INodeExecutionData[] =>
			error
				? [{ json: { error: error.message }, pairedItem: { item: itemIndex } }]
				: (outputs ?? []).map((output) => ({ ...output, pairedItem: { item: itemIndex } })),
		),
	];
}

function chosenOperation(context: IExecuteFunctions, resources: Resource[]): Operation {
	const resource = String(context.getNodeParameter('resource', 0));
	const operation = String(context.getNodeParameter('operation', 0));
	try {
		return findOperation(resources, resource, operation);
	} catch (error) {
		throw new NodeOperationError(context.getNode(), (error as Error).message, {
			description: 'Choose Resource and Operation again in the node.',
		});
	}
}

function throwFirst(jobs: Job[], goOn: boolean): void {
	const failed = jobs.find((job) => job.error);
	if (failed?.error && !goOn) throw failed.error;
}

/** An error with the item's index in it, as n8n wants it. */
function inNode(context: IExecuteFunctions, error: unknown, itemIndex: number): Error {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const message = `${(error as Error).message} [item ${itemIndex}]`;
	const node = context.getNode();
	return error instanceof FieldError
		? new NodeOperationError(node, message, {
				itemIndex,
				description: 'Correct the field. Nothing was sent for this item.',
			})
		: new NodeOperationError(node, error as Error, { itemIndex, message });
}

/** Reads an item's parameters and writes them into a request. @throws FieldError */
function prepare(
	context: IExecuteFunctions,
	client: BillClient,
	operation: Operation,
	itemIndex: number,
	shared: Map<string, unknown>,
): Call {
	const parameter = (name: string, fallback?: unknown): unknown =>
		context.getNodeParameter(name, itemIndex, fallback as IDataObject);
	const options = parameter('options', {}) as IDataObject;
	const request = writeRequest(operation, parameter, client, options);
	const seconds = options.timeout;
	request.timeoutMs =
		seconds === undefined
			? operation.file
				? FILE_TIMEOUT_MS
				: DEFAULT_TIMEOUT_MS
			: timeoutOf(seconds);
	request.itemIndex = itemIndex;
	return { context, client, operation, request, itemIndex, parameter, options, shared };
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
): BillRequest {
	const writing: Writing = { timeZone, keepEmpty: false };
	const read = (fields: typeof operation.fields) =>
		Object.fromEntries(fields.map(({ name }) => [name, parameter(name, undefined)]));

	let path = operation.path.replace('{organizationId}', encodeURIComponent(organizationId));
	const inPath = pathFields(operation);
	const ids = writeAll(inPath, read(inPath), writing);
	for (const [name, value] of Object.entries(ids)) {
		path = path.replace(`{${name}}`, encodeURIComponent(String(value)));
	}

	const reading = operation.method === 'GET' || operation.method === 'DELETE';
	const flat = contentFields(operation).filter((field) => isThere(field, parameter));
	const inQuery = flat.filter((field) => reading || field.inQuery);
	const inBody = flat.filter((field) => !inQuery.includes(field));
	const optional = operation.optional;
	const asJson = operation.jsonForm === true && parameter('inputMode', 'fields') === 'json';

	const query = writeAll(inQuery, read(inQuery), writing);
	let body: unknown;
	if (asJson) {
		body = bodyFromJson(parameter('body', ''));
	} else if (!reading) {
		const members = writeAll(inBody, read(inBody), writing);
		if (optional) addOptional(members, optional, parameter, writing, (field) => !field.inQuery);
		if (inBody.length > 0 || optional) body = members;
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

/** Hidden fields keep what was once filled in, which is not meant any more. */
function isThere({ when }: Field, parameter: Call['parameter']): boolean {
	return Object.entries(when ?? {}).every(([name, values]) =>
		(values as unknown[]).some((value) => String(value) === String(parameter(name, ''))),
	);
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

/** One item's request and what becomes of its answer. */
async function runOne(call: Call): Promise<Output[]> {
	const { client, operation, request } = call;
	if (operation.run) return await operation.run(call);
	if (operation.list?.paged) {
		const limit = limitOf(call);
		const outputs: Output[] = [];
		for await (const page of client.pages(request, limit, operation.list.fixedPages)) {
			for (const record of page) outputs.push(output(record, call));
		}
		return outputs;
	}
	return outputsOf(await client.send(request), call);
}

/** How many records are wanted; `Infinity` with Return All. */
export function limitOf({ parameter }: Call): number {
	if (toFlag(parameter('returnAll', false), 'Return All')) return Infinity;
	const limit = toNumber(parameter('limit', 50), 'Limit');
	if (!Number.isInteger(limit) || limit < 1) {
		throw new FieldError('Limit', `must be a whole number from 1, and this is ${limit}`);
	}
	return limit;
}

/** The records in an answer as items; an answer without a body gives `{ success: true }`. */
export function outputsOf(answer: unknown, call: Call): Output[] {
	const { list } = call.operation;
	if (!list) {
		const isRecord = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
		if (isRecord) return [output(answer as IDataObject, call)];
		if (Array.isArray(answer)) return answer.map((entry) => output(asRecord(entry), call));
		return [
			{
				json:
					answer === undefined || answer === null
						? { success: true }
						: ({ result: answer } as IDataObject),
			},
		];
	}
	const inside = answer as Record<string, unknown> | undefined;
	const found = list.member
		? inside?.[list.member]
		: Array.isArray(answer)
			? answer
			: inside?.results;
	return (Array.isArray(found) ? found : []).map((entry) => output(asRecord(entry), call));
}

function asRecord(entry: unknown): IDataObject {
	return typeof entry === 'object' && entry !== null
		? (entry as IDataObject)
		: { value: entry as string };
}

/** One record as an item, simplified when that is chosen. */
export function output(record: IDataObject, { operation, parameter }: Call): Output {
	const { simplify } = operation;
	if (!simplify || !toFlag(parameter('simplify', true), 'Simplify')) return { json: record };
	return { json: simplified(record, simplify) };
}

/** The chosen members of a record, flat: `address.city` becomes `city`. Members that BILL left out stay out. */
export function simplified(record: IDataObject, paths: string[]): IDataObject {
	const flat: IDataObject = {};
	for (const path of paths) {
		let value: unknown = record;
		for (const member of path.split('.')) value = (value as IDataObject | undefined)?.[member];
		if (value !== undefined) flat[path.split('.').pop() as string] = value as IDataObject;
	}
	return flat;
}

/**
 * Runs jobs, at most `atOnce` together. Writes that belong to the same record run one after the
 * other, in the order of the items.
 */
async function runAtOnce(
	jobs: Job[],
	atOnce: number,
	goOn: boolean,
	work: (job: Job) => Promise<void>,
): Promise<void> {
	const chains = new Map<string, Promise<void>>();
	const waiting = jobs.map((job) => ({ job, key: recordOf(job.call as Call) }));
	let failed = false;
	const worker = async () => {
		while (waiting.length > 0 && !(failed && !goOn)) {
			const next = waiting.findIndex(({ key }) => !key || !chains.has(key));
			if (next < 0) {
				await Promise.race(chains.values());
				continue;
			}
			const [{ job, key }] = waiting.splice(next, 1);
			const done = work(job).then(() => {
				if (key) chains.delete(key);
				if (job.error) failed = true;
			});
			if (key) chains.set(key, done);
			await done;
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, jobs.length) }, worker));
}

/** What a write belongs to; reads belong to nothing. */
function recordOf({ operation, request, parameter }: Call): string | undefined {
	if (request.method === 'GET') return undefined;
	const inPath = operation.path.includes('{') ? request.path.replace(/\/[a-z-]+$/, '') : undefined;
	const named = operation.belongsTo?.((request.body ?? {}) as Record<string, unknown>, parameter);
	return (inPath ?? named) === undefined ? undefined : JSON.stringify([inPath, named]);
}
