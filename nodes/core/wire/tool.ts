import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

import type { NodeContext } from './request';

/** Whether an AI agent uses the node: n8n creates a tool from it, whose type is the node's type followed by "Tool". */
export function isTool({ type }: Pick<INode, 'type'>): boolean {
	return type.endsWith('Tool');
}

/**
 * The values that the model filled in, if an agent runs the tool itself, as agents before version 3 do: the same object
 * for all tries of a call. Undefined if n8n runs the tool.
 */
export function filledInByAgent(context: NodeContext): IDataObject | undefined {
	if (!('isToolExecution' in context) || !context.isToolExecution()) return undefined;
	return (context as IExecuteFunctions).getInputData()[0]?.json;
}

/**
 * The text of an error. A model sees only the message, never the description, so for a tool the message also contains
 * the explanation and how to proceed.
 */
export function textFor(
	node: Pick<INode, 'type'>,
	message: string,
	description: string | undefined,
): string {
	const more = description?.trim();
	if (!isTool(node) || !more || message.includes(more)) return message;
	return `${message.replace(/\.$/, '')}. ${more}`;
}
