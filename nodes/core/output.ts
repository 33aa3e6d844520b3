import type { IDataObject } from 'n8n-workflow';

import { nodeError } from './errors';
import type { Call, Output } from './operation';
import { FieldError, toFlag, toNumber } from './values';

/** One item's request and what becomes of its answer. */
/**
 * BILL answers a few requests without a body (https://developer.bill.com/reference/sendinvoice); where a record
 * with an ID is documented, an empty answer does not say what has become of the request.
 */
function refuseEmpty({ operation, request, client, itemIndex }: Call): void {
	if (!operation.output || !('id' in operation.output)) return;
	const isRead = request.method === 'GET';
	throw nodeError(
		client.node,
		isRead
			? 'BILL answered without the record that was asked for'
			: 'The outcome is unknown: BILL answered without the record',
		isRead
			? 'Try again in a few minutes.'
			: `${request.method} ${request.path} was sent once. It may have taken effect: look in BILL before you run it again.`,
		itemIndex,
	);
}

export async function runOne(call: Call): Promise<Output[]> {
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
	const answer = await client.send(request);
	if (answer === undefined || answer === null) refuseEmpty(call);
	return outputsOf(answer, call);
}

/** How many records are wanted; `Infinity` with Return All. */
function limitOf({ parameter }: Call): number {
	if (toFlag(parameter('returnAll', false), 'Return All')) return Infinity;
	const limit = toNumber(parameter('limit', 50), 'Limit');
	if (!Number.isInteger(limit) || limit < 1) {
		throw new FieldError('Limit', `must be a whole number from 1, and this is ${limit}`);
	}
	return limit;
}

/** The records in an answer as items; an answer without a body gives `{ success: true }`. */
function outputsOf(answer: unknown, call: Call): Output[] {
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
export function output(
	record: IDataObject,
	{ operation, parameter }: Pick<Call, 'operation' | 'parameter'>,
): Output {
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
