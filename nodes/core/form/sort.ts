import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { dropDown, sortedByName } from './option-lists';
import { FieldError, shown, toText } from './values';
import { inWords } from './words';

/** The form for sorting. */
export function sortProperty(members: string[], { oneSort = false } = {}): INodeProperties {
	return {
		displayName: 'Sort',
		name: 'sort',
		type: 'fixedCollection',
		placeholder: 'Add Sort Rule',
		default: {},
		...(!oneSort && { typeOptions: { multipleValues: true } }),
		options: [
			{
				displayName: 'Rule',
				name: 'rules',
				values: [
					dropDown(
						'Field',
						'field',
						members[0],
						sortedByName(members.map((value) => ({ name: inWords(value), value }))),
					),
					{
						displayName: 'Direction',
						name: 'direction',
						type: 'options',
						default: 'asc',
						options: [
							{ name: 'Ascending', value: 'asc' },
							{ name: 'Descending', value: 'desc' },
						],
					},
				],
			},
		],
	};
}

/** BILL's `sort` query, such as `dueDate:asc,amount:desc`; empty if no order is requested. */
export function writeSort(
	members: string[],
	filled: IDataObject,
	{ oneSort = false } = {},
): string {
	const rules = [filled.rules ?? []].flat() as Array<{ field?: unknown; direction?: unknown }>;
	if (oneSort && rules.length > 1) {
		throw new FieldError('Sort', `has ${rules.length} rules, but BILL sorts this list by only one`);
	}
	return rules
		.map((rule) => {
			const field = toText(rule.field ?? '', 'Sort').trim();
			const direction = toText(rule.direction ?? 'asc', 'Sort')
				.trim()
				.toLowerCase();
			if (!members.includes(field)) {
				throw new FieldError(
					'Sort',
					`cannot use ${shown(field)}. BILL sorts this list by: ${members.join(', ')}`,
				);
			}
			if (direction !== 'asc' && direction !== 'desc') {
				throw new FieldError('Sort', `has the direction ${shown(direction)}. Use asc or desc`);
			}
			return `${field}:${direction}`;
		})
		.join(',');
}
