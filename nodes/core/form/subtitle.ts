import type { INodePropertyOptions } from 'n8n-workflow';

import type { OperationForm, ResourceForm } from './operation';

/* The text under a node on the canvas. n8n takes an expression there, which sees only the parameters. */

/** Under an action node: "Get many bills". */
export function subtitleOf(resources: Array<ResourceForm<OperationForm>>): string {
	return inWordsOf(
		['resource', 'operation'],
		resources.flatMap(({ value, operations }) =>
			operations.map((operation): [string[], string] => [
				[value, operation.value],
				operation.action,
			]),
		),
	);
}

/**
 * The words for a combination of parameter values.
 *
 * @param words the values, in the order of the parameters, and the text that is shown for them
 */
export function inWordsOf(
	parameters: string[],
	words: Array<[values: string[], shown: string]>,
): string {
	const known = Object.fromEntries(words.map(([values, shown]) => [values.join(' '), shown]));
	const values = `[${parameters.map(valueOf).join(', ')}].filter(Boolean)`;
	return `={{ (${JSON.stringify(known)})[${values}.join(" ")] ?? ${values}.join(": ") }}`;
}

/** The names of all options that a parameter holds. */
export function listedInWords(parameter: string, options: INodePropertyOptions[]): string {
	const known = JSON.stringify(
		Object.fromEntries(options.map(({ value, name }) => [String(value), name])),
	);
	return `={{ [${valueOf(parameter)} ?? []].flat().map((value) => (${known})[value] ?? value).join(", ") }}`;
}

const valueOf = (parameter: string) => `$parameter[${JSON.stringify(parameter)}]`;
