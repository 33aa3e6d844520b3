import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { OperationForm } from '../form/operation';
import { writeForm } from '../form/write-form';
import type { FilledForm, ReadParameter } from '../form/write-form';
import type { BillClient } from '../wire/client';
import type { BillRequest } from '../wire/request';
import type { Call, Operation } from './operation';

/**
 * Reads every parameter of an item, checks it, and writes the request.
 *
 * @throws FieldError that names the field
 */
export async function prepare(
	context: IExecuteFunctions,
	client: BillClient,
	operation: Operation,
	item: number,
	shared: Map<string, unknown>,
): Promise<Call> {
	const parameter: ReadParameter = (name, fallback) =>
		context.getNodeParameter(name, item, fallback as IDataObject);
	const { request, ids, settings, keep } = writeRequest(client, operation, parameter);
	const call: Call = {
		context,
		client: client.forItem(item),
		operation,
		request,
		list: operation.list && { ...operation.list, ...(keep && { keep }) },
		item,
		recordId: Object.values(ids).pop(),
		settings,
		shared,
	};
	await operation.prepare?.(call);
	return call;
}

/** Writes what is filled in into a request. @throws FieldError */
export function writeRequest(
	{ timeZone, organizationId }: BillClient,
	operation: OperationForm,
	parameter: ReadParameter,
): Pick<FilledForm, 'ids' | 'settings' | 'keep'> & { request: BillRequest } {
	const { ids, query, body, settings, keep } = writeForm(operation, parameter, timeZone);
	let path = operation.path.replace('{organizationId}', encodeURIComponent(organizationId));
	for (const [name, value] of Object.entries(ids)) {
		path = path.replace(`{${name}}`, encodeURIComponent(value));
	}
	const request: BillRequest = {
		method: operation.method,
		path,
		...(Object.keys(query).length > 0 && { query }),
		...(body !== undefined && { body }),
		timeoutMs: settings.timeoutMs,
	};
	return { request, ids, settings, keep };
}
