import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

import type { NodeContext } from './request';

/** Whether an AI agent uses the node: n8n makes a tool of it, under the name of the node with "Tool" behind. */
export function isTool({ type }: Pick<INode, 'type'>): boolean {
	return type.endsWith('Tool');
}

/**
 * What the model has filled in, where an agent runs the tool itself, as agents before version 3 do: one object for all
 * tries of a call. Nothing where n8n runs it.
 */
export function filledInByAgent(context: NodeContext): IDataObject | undefined {
	if (!('isToolExecution' in context) || !context.isToolExecution()) return undefined;
	return (context as IExecuteFunctions).getInputData()[0]?.json;
}

/**
 * The text of an error. A model sees the message alone, never the description, so that as a tool what there is to know
 * and how to go on stands in the message.
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
