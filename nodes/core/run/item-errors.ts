import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { FieldError } from '../form/values';
import type { BillClient } from '../wire/client';
import type { BillError } from '../wire/errors';
import type { ItemMemory } from '../wire/execution';
import type { Outcome } from '../wire/failures';
import { textFor } from '../wire/tool';

/** The error classes that n8n expects from a node. */
export type ItemError = NodeApiError | NodeOperationError;

/**
 * An error in the form that n8n expects: with the item's index, and with what was sent for the item.
 *
 * @param client the client of the item; without it, the error belongs to no item
 */
export function inNode(
	context: Pick<IExecuteFunctions, 'getNode'>,
	error: Error,
	client?: BillClient,
): ItemError {
	const node = context.getNode();
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		return Object.assign(error, {
			message: textFor(node, error.message, error.description ?? undefined),
		});
	}
	if (client?.item === undefined) return new NodeOperationError(node, error);
	const itemIndex = client.item;
	const message = `${error.message} [item ${itemIndex}]`;
	if (!(error instanceof FieldError)) {
		return new NodeOperationError(node, error, { itemIndex, message });
	}
	const description = `Correct the field. ${client.whatWasSent}`;
	const text = textFor(node, message, description);
	return new NodeOperationError(node, text, { itemIndex, description });
}

/**
 * The outcome of an item that failed. The request that failed now may not have been sent, or there may have been none,
 * but a write of the item may have been sent before, even in an earlier try.
 */
export function outcomeOfItem(error: ItemError, memory?: ItemMemory): Outcome {
	const { outcome = 'notSent' } = error as BillError;
	const mayBeWritten = memory !== undefined && memory.sent.writes.length > 0;
	return outcome === 'notSent' && mayBeWritten ? 'unknown' : outcome;
}

/**
 * What a failed item outputs if the node goes on: the error text and what is known of the request.
 *
 * n8n sends an item with members beside `error` to the error output only if the item has an `error` of its own, and
 * later treats such an `error` as a reason to keep only the text (n8n 2.41, WorkflowExecute). It copies the item
 * between these two steps, so an `error` that is not enumerable has the first effect and not the second.
 *
 * @param memory what was sent for the item, including earlier tries
 */
export function errorItem(
	context: Pick<IExecuteFunctions, 'getNode'>,
	item: number,
	error: ItemError,
	memory?: ItemMemory,
): INodeExecutionData {
	const { message, request, lookedFor, candidates } = error as BillError;
	const failed: INodeExecutionData = {
		json: {
			error: message,
			outcome: outcomeOfItem(error, memory),
			...(request && { request }),
			...(lookedFor && { lookedFor }),
			...(candidates && { candidates }),
		},
		pairedItem: { item },
	};
	const hasErrorOutput = context.getNode().onError === 'continueErrorOutput';
	if (hasErrorOutput) Object.defineProperty(failed, 'error', { value: error });
	return failed;
}
