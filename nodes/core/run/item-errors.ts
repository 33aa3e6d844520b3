import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { FieldError } from '../form/values';
import type { BillClient } from '../wire/client';

/**
 * An error as n8n wants it: with the item's index in it, and with what has been sent for the item.
 *
 * @param client the client of the item; without it, the error belongs to no item
 */
export function inNode(
	context: Pick<IExecuteFunctions, 'getNode'>,
	error: Error,
	client?: BillClient,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const node = context.getNode();
	if (client?.item === undefined) return new NodeOperationError(node, error);
	const itemIndex = client.item;
	const message = `${error.message} [item ${itemIndex}]`;
	if (!(error instanceof FieldError)) {
		return new NodeOperationError(node, error, { itemIndex, message });
	}
	const description = `Correct the field. ${client.whatWasSent}`;
	return new NodeOperationError(node, message, { itemIndex, description });
}

/** What goes on in the place of an item that failed, where the node goes on. */
export function errorItem(item: number, { message }: Error): INodeExecutionData {
	return { json: { error: message }, pairedItem: { item } };
}
