import type { IExecuteFunctions } from 'n8n-workflow';

import { inLabels } from '../form/in-labels';
import type { OperationForm } from '../form/operation';
import type { Settings } from '../form/settings';
import { FieldError } from '../form/values';
import { writeForm } from '../form/write-form';
import type { FilledForm, ReadParameter } from '../form/write-form';
import { lookUpBy } from '../look-up/looks';
import { SharedReads } from '../look-up/reader';
import type { BillClient } from '../wire/client';
import { listIn } from '../wire/pages';
import { isWrite } from '../wire/request';
import type { BillRequest } from '../wire/request';
import { isTool } from '../wire/tool';
import type { Call, Operation } from './operation';

/**
 * Reads every parameter of an item, checks it, and builds the request.
 *
 * @throws FieldError that names the field
 */
export async function prepare(
	context: IExecuteFunctions,
	client: BillClient,
	operation: Operation,
	item: number,
	shared: Map<string, unknown>,
	parameter: ReadParameter,
): Promise<Call> {
	const { request, ids, settings, keep } = writeRequest(client, operation, parameter);
	const call: Call = {
		context,
		client: clientFor(client, item, operation, settings, shared),
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

/**
 * A call that an earlier try has prepared and begun to send: its content is kept, even if the parameters of the item
 * have changed.
 */
export function resume(
	call: Call,
	context: IExecuteFunctions,
	client: BillClient,
	shared: Map<string, unknown>,
): Call {
	const { operation, settings, item } = call;
	return {
		...call,
		context,
		shared,
		client: clientFor(client, item, operation, settings, shared),
	};
}

/** The client of an item, which knows how its lost writes are looked up. */
function clientFor(
	client: BillClient,
	item: number,
	{ lookUp }: Operation,
	{ lookUpSeconds: seconds }: Settings,
	shared: Map<string, unknown>,
): BillClient {
	if (!lookUp) return client.forItem(item);
	if ('cannot' in lookUp) {
		const lookedFor = `It cannot be looked up: ${lookUp.cannot}`;
		return client.forItem(item, async () => ({ lookedFor, candidates: [], isUnseen: false }));
	}
	if (seconds === 0) return client.forItem(item);
	const reads =
		(shared.get('look-ups') as SharedReads | undefined) ?? new SharedReads(client.api.signedIn);
	shared.set('look-ups', reads);
	const own: BillClient = client.forItem(item, async (write) => await look(write));
	const reader = (notBefore: number) => reads.reader(own, notBefore);
	const look = lookUpBy(lookUp, own, { reader, seconds });
	return own;
}

/**
 * Builds a request from the values that are filled in.
 *
 * @throws FieldError
 */
export function writeRequest(
	{ timeZone, organizationId, node }: BillClient,
	operation: OperationForm,
	parameter: ReadParameter,
): Pick<FilledForm, 'ids' | 'settings' | 'keep'> & { request: BillRequest } {
	const { ids, query, body, settings, keep } = writeForm(operation, parameter, {
		timeZone,
		asTool: isTool(node),
	});
	if (!organizationId && operation.path.includes('{organizationId}')) {
		throw new FieldError(
			'Organization ID',
			'is empty in the credential, but this operation requires it',
		);
	}
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
		inLabels: (text) => inLabels(text, operation, body),
		...(operation.readsOnly && { readsOnly: true }),
		...(isWrite(operation) && { isAnswer: (answer: unknown) => isAnswerOf(operation, answer) }),
	};
	return { request, ids, settings, keep };
}

/**
 * Whether a response is one that BILL returns for a success of this operation. A few requests are answered without a
 * body (https://developer.bill.com/reference/sendinvoice). If a record with an ID is documented, a response without one
 * does not show what happened to the request.
 */
function isAnswerOf({ output, list }: OperationForm, answer: unknown): boolean {
	if (list) return (listIn(answer, list) ?? []).length > 0;
	// With an empty list the item would have no output.
	if (!output || !('id' in output)) return !(Array.isArray(answer) && answer.length === 0);
	const records: unknown[] = Array.isArray(answer) ? answer : [answer];
	const isRecord = (record: unknown) =>
		typeof record === 'object' && record !== null && Object.keys(record).length > 0;
	return records.length > 0 && records.every(isRecord);
}
