import type { INode } from 'n8n-workflow';

/** Whether an AI agent uses the node: n8n makes a tool of it, under the name of the node with "Tool" behind. */
export function isTool({ type }: Pick<INode, 'type'>): boolean {
	return type.endsWith('Tool');
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
