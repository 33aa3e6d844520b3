import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { inWords } from './words';

/** BILL's values with the names people know; a value without a name is named by its own words. */
export type Choices = Array<string | { value: string; name?: string; description?: string }>;

/** A parameter that is chosen from a list. */
export function dropDown(
	displayName: string,
	name: string,
	initially: string,
	options: INodePropertyOptions[],
	rest: Partial<INodeProperties> = {},
): INodeProperties {
	const kind = { type: 'options' as const, default: initially, options };
	return { displayName, name, ...kind, ...rest };
}

/** Options for the editor, sorted by name as n8n requires for five or more. */
export function optionList(choices: Choices): INodePropertyOptions[] {
	const list = choices.map((entry) => {
		const { value, name, description }: Exclude<Choices[number], string> =
			typeof entry === 'string' ? { value: entry } : entry;
		return {
			name: name ?? inWords(value),
			value,
			...(description && { description }),
		};
	});
	return list.length < 5 ? list : sortedByName(list);
}

/** Sorted as n8n's linter sorts. */
export function sortedByName<T extends { name?: string; displayName?: string }>(list: T[]): T[] {
	const key = (entry: T) => entry.displayName ?? entry.name ?? '';
	return [...list].sort((a, b) => key(a).localeCompare(key(b), 'en'));
}
