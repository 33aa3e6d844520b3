import type { INodeProperties } from 'n8n-workflow';

import { dropDown, sortedByName } from '../core/form/option-lists';
import { laidOver } from '../core/form/properties';
import { inWordsOf } from '../core/form/subtitle';
import { sources } from './sources';

const sorted = sortedByName(sources);

/** "Invoices: new or changed", in the words of the resource's Get Many. */
export const subtitle = inWordsOf(
	['polledResource', 'triggerOn'],
	sources.flatMap(({ value, operation }) => {
		const many = operation.action.replace(/^Get many /, '');
		const words = many.charAt(0).toUpperCase() + many.slice(1);
		return [
			[[value, 'created'], `${words}: new`],
			[[value, 'updated'], `${words}: new or changed`],
			[[value], `${words}: new`],
		];
	}),
);

/** The form of the trigger, from the tables of the Bill node. */
export const properties: INodeProperties[] = [
	// n8n adds "Custom API Call" to a parameter named resource or operation; a trigger cannot make one.
	dropDown(
		'Resource',
		'polledResource',
		'customer',
		sorted.map(({ name, value, description }) => ({ name, value, description })),
		{ noDataExpression: true },
	),
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'options',
		default: 'created',
		options: [
			{ name: 'Created', value: 'created', description: 'New records in BILL' },
			{
				name: 'Created or Updated',
				value: 'updated',
				description:
					'New or changed records. A workflow that changes the record itself starts again.',
			},
		],
		displayOptions: {
			show: {
				polledResource: sorted.filter(({ timed }) => timed).map(({ value }) => value),
			},
		},
	},
	...laidOver(sorted.map(({ value, operation }) => ({ by: value, operation }))).map(
		({ property, when, by }): INodeProperties => ({
			...property,
			displayOptions: { show: { polledResource: by, ...when } },
		}),
	),
];
