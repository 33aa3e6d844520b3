import type { IDataObject } from 'n8n-workflow';

import { inColumns, simplified } from '../form/shape';
import { columnsOf } from '../form/shown-shape';
import { requireList } from '../wire/pages';
import { isWrite } from '../wire/request';
import type { Call, Output } from './operation';

/** Sends one item's request, unless the work is already done, and returns the outputs. */
export async function runCall(call: Call): Promise<Output[]> {
	const { guard } = call.operation;
	const isBegun = call.client.writes.memory.writes.length > 0;
	const send = async () => await sendCall(call);
	return guard && !isBegun ? await guard(call, send) : await send();
}

async function sendCall(call: Call): Promise<Output[]> {
	const { client, operation, request, list, settings } = call;
	if (operation.run) return await operation.run(call);
	if (list?.paged) {
		const outputs: Output[] = [];
		const walk = { ...list, limit: settings.limit, ahead: true };
		for await (const page of client.pages(request, walk)) {
			for (const record of page) outputs.push(output(record, call));
		}
		return outputs;
	}
	const answer = await client.send(request);
	if (list) {
		const records = requireList(client, request, answer, list);
		const { keep = () => true } = list;
		return records
			.map(asRecord)
			.filter(keep)
			.map((record) => output(record, call));
	}
	return outputsOf(answer, call);
}

/** The records in a response that is not a list; a response without a body gives `{ success: true }`. */
function outputsOf(answer: unknown, call: Call): Output[] {
	requireRecord(answer, call);
	if (answer === undefined || answer === null) return [{ json: { success: true } }];
	if (Array.isArray(answer)) return answer.map((entry) => output(asRecord(entry), call));
	return typeof answer === 'object'
		? [output(answer as IDataObject, call)]
		: [{ json: { result: answer as string } }];
}

/** @throws NodeApiError when the record that a read asked for is missing */
function requireRecord(answer: unknown, { operation, request, client }: Call): void {
	if (isWrite(request) || !operation.output || !('id' in operation.output)) return;
	const records: unknown[] = Array.isArray(answer) ? answer : [answer];
	const isRecord = (record: unknown) =>
		typeof record === 'object' && record !== null && Object.keys(record).length > 0;
	if (records.length > 0 && records.every(isRecord)) return;
	throw client.refusal(
		"BILL's response does not contain the requested record",
		'Try again in a few minutes.',
	);
}

function asRecord(entry: unknown): IDataObject {
	return typeof entry === 'object' && entry !== null
		? (entry as IDataObject)
		: { value: entry as string };
}

/** One record as an output, simplified if that is chosen. */
export function output(
	record: IDataObject,
	{ operation, settings }: Pick<Call, 'operation' | 'settings'>,
): Output {
	const read = operation.read?.(record) ?? record;
	const isSimple = settings.simplify && operation.simplify !== undefined;
	if (isSimple) return { json: simplified(read, operation.simplify ?? []) };
	return { json: inColumns(read, columnsOf(operation)) };
}

/** Marks what was found in BILL after BILL's response was lost, so that users see it. */
export function marked(outputs: Output[], { client }: Call): Output[] {
	if (!client.writes.hasFound) return outputs;
	return outputs.map((output) => ({ ...output, json: { ...output.json, outcome: 'found' } }));
}

/** Sends a request that removes a record. BILL returns nothing useful; n8n's users expect `deleted`. */
export async function remove({ client, request }: Call): Promise<Output[]> {
	await client.send(request);
	return [{ json: { deleted: true } }];
}

/** Sends a request whose response is one record, and returns it. */
export async function sendForRecord(call: Call, request: Call['request']): Promise<Output[]> {
	return outputsOf(await call.client.send(request), call);
}
