import type { NodeContext } from './request';
import { isTool } from './tool';

/** What gives something else at each moment, or in each run. */
const OF_THE_MOMENT = /\$(now|today|runIndex|itemIndex)\b|\bDate(Time)?\b|random|uuid/i;

/**
 * What a call of a tool asks for, apart from the moment: what the model has filled in, and all that is filled in by
 * expressions but such as `$now`. A model that makes a call again after an error asks for the same, though the time in a
 * description has gone on; other values of other items ask for something else.
 *
 * @returns a text that is the same for two calls that ask for the same; nothing where the node is no tool
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
		// What cannot be read fails on its own account; nothing is recognised by it.
		return undefined;
	}
}

/** The values of expressions that do not go by the moment. */
function steady(raw: unknown, value: () => unknown): unknown {
	if (typeof raw === 'string') {
		return raw.startsWith('=') && !OF_THE_MOMENT.test(raw) ? value() : undefined;
	}
	if (typeof raw !== 'object' || raw === null) return undefined;
	return Object.entries(raw).map(([name, member]) =>
		steady(member, () => (value() as Record<string, unknown> | undefined)?.[name]),
	);
}
