import type { NodeContext } from './request';
import { isTool } from './tool';

/** Expressions that give a different value at each moment or in each run. */
const OF_THE_MOMENT = /\$(now|today|runIndex|itemIndex)\b|\bDate(Time)?\b|random|uuid/i;

/**
 * What a tool call asks for, regardless of when it is made: the values that the model filled in, and the values of all
 * expressions except those that change over time, such as `$now`. A model that repeats a call after an error asks for
 * the same thing, even if a time in a description has changed. Different values from other items ask for something
 * else.
 *
 * @returns the same text for two calls that ask for the same thing; undefined if the node is not a tool
 */
export function askedOf(context: NodeContext): string | undefined {
	const node = context.getNode();
	if (!isTool(node) || !('getInputData' in context)) return undefined;
	try {
		const filledIn = { ...context.getInputData()[0]?.json };
		// n8n numbers the calls that it runs itself.
		delete filledIn.toolCallId;
		const values = Object.entries(node.parameters).map(([name, raw]) => [
			name,
			steady(raw, () => context.getNodeParameter(name, 0)),
		]);
		return JSON.stringify([filledIn, values]);
	} catch {
		// A parameter that cannot be read causes its own error later; such a call cannot be recognized.
		return undefined;
	}
}

/** The values of expressions that do not depend on the time or the run. */
function steady(raw: unknown, value: () => unknown): unknown {
	if (typeof raw === 'string') {
		return raw.startsWith('=') && !OF_THE_MOMENT.test(raw) ? value() : undefined;
	}
	if (typeof raw !== 'object' || raw === null) return undefined;
	return Object.entries(raw).map(([name, member]) =>
		steady(member, () => (value() as Record<string, unknown> | undefined)?.[name]),
	);
}
