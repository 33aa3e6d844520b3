import type { IDataObject } from 'n8n-workflow';

import { simplified } from '../form/shape';
import { requireList } from '../wire/pages';
import { isWrite } from '../wire/request';
import type { Call, Output } from './operation';

/** Sends one item's request, and gives what becomes of the answer. */
export async function runCall(call: Call): Promise<Output[]> {
	const { client, operation, request, list, settings } = call;
	if (operation.run) return await operation.run(call);
	if (list?.paged) {
		const outputs: Output[] = [];
		for await (const page of client.pages(request, { ...list, limit: settings.limit })) {
			for (const record of page) outputs.push(output(record, call));
		}
		return outputs;
	}
	const answer = await client.send(request);
	if (list) {
		const records = requireList(client, request, answer, list.member);
		return records.map((entry) => output(asRecord(entry), call));
	}
	return outputsOf(answer, call);
}

/** The records in an answer that is no list; an answer without a body gives `{ success: true }`. */
function outputsOf(answer: unknown, call: Call): Output[] {
	requireRecord(answer, call);
	if (answer === undefined || answer === null) return [{ json: { success: true } }];
	if (Array.isArray(answer)) return answer.map((entry) => output(asRecord(entry), call));
	return typeof answer === 'object'
		? [output(answer as IDataObject, call)]
		: [{ json: { result: answer as string } }];
}

/**
 * BILL answers a few requests without a body (https://developer.bill.com/reference/sendinvoice); where a record
 * with an ID is documented, an answer without one does not say what has become of the request.
 */
function requireRecord(answer: unknown, { operation, request, client }: Call): void {
	if (!operation.output || !('id' in operation.output)) return;
	const records: unknown[] = Array.isArray(answer) ? answer : [answer];
	const isRecord = (record: unknown) =>
		typeof record === 'object' && record !== null && Object.keys(record).length > 0;
	if (records.length > 0 && records.every(isRecord)) return;
	if (!isWrite(request)) {
		throw client.refusal(
			'BILL answered without the record that was asked for',
			'Try again in a few minutes.',
		);
	}
	throw client.refusal(
		'The outcome is unknown: BILL answered without the record',
		`${request.method} ${request.path} was sent once. It may have taken effect: look in BILL before you run it again.`,
		request,
	);
}

function asRecord(entry: unknown): IDataObject {
	return typeof entry === 'object' && entry !== null
		? (entry as IDataObject)
		: { value: entry as string };
}

/** One record as an item, simplified when that is chosen. */
export function output(
	record: IDataObject,
	{ operation, settings }: Pick<Call, 'operation' | 'settings'>,
): Output {
	const read = operation.read?.(record) ?? record;
	const isSimple = settings.simplify && operation.simplify !== undefined;
	return { json: isSimple ? simplified(read, operation.simplify ?? []) : read };
}

/** Sends what removes a record. BILL answers with nothing of use; n8n's users expect `deleted`. */
export async function remove({ client, request }: Call): Promise<Output[]> {
	await client.send(request);
	return [{ json: { deleted: true } }];
}

/** Sends a request whose answer is one record, and gives it. */
export async function sendForRecord(call: Call, request: Call['request']): Promise<Output[]> {
	return outputsOf(await call.client.send(request), call);
}
