import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../../core/form/field';
import { lines } from '../../../core/form/groups';
import { flag, text } from '../../../core/form/kinds';
import { FieldError, toText } from '../../../core/form/values';
import { bodyOf } from '../../../core/run/operation';
import type { Call } from '../../../core/run/operation';
import * as records from '../../records';
import { recordOrName, texts } from './kinds';

/* Custom fields as users give them: field and values by UUID, by ID or by name. */

/** The list of custom fields to set, in the forms of transactions and reimbursements. */
export const customFieldsToSet = (required: boolean): Field =>
	lines(
		'customFields',
		[
			recordOrName('customFieldId', records.customField, { eg: 'Project', required: true }),
			recordOrName('value', records.customFieldValue, { eg: 'Harbor Road' }),
		],
		{
			entry: 'Custom Field',
			required,
			more: [
				flag('clear', { description: 'Whether to clear the field' }),
				texts('moreValues', {
					eg: 'Harbor Road',
					description:
						'More values for a field that accepts several: names or UUIDs, one per line, or a list from an expression',
				}),
				text('note', { eg: 'Dinner with the press', description: 'For a note field' }),
			],
		},
	);

export const createMissingValues = flag('createValues', {
	label: 'Create Missing Values',
	description:
		'Whether to add a value that a field does not have yet, if the field allows custom values; otherwise the value is refused',
});

/** What to do with one field. */
export interface Wish {
	/** UUID, ID or name. */
	field: string;
	/** UUIDs, IDs or names; an empty list clears the field. */
	values?: string[];
	note?: string;
}

/**
 * The custom fields of a call's body, from the form or from JSON with BILL's own `selectedValues`.
 *
 * @throws FieldError that names the entry
 */
export function wishesOf(call: Call): Wish[] {
	const { customFields } = bodyOf(call) as { customFields?: IDataObject[] };
	const entries = Array.isArray(customFields) ? customFields : [];
	const wishes = entries.map((entry, index) => wishOf(entry, `Custom Fields ${index + 1}`));
	const names = wishes.map(({ field }) => field.toLowerCase());
	const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
	if (twice >= 0) {
		throw new FieldError(
			`Custom Fields ${twice + 1}: Custom Field`,
			`appears twice: "${wishes[twice].field}". Give several values of one field in one entry`,
		);
	}
	return wishes;
}

function wishOf(entry: IDataObject, inside: string): Wish {
	const { customFieldId, value, moreValues, selectedValues, note, clear } = entry;
	const field = toText(customFieldId ?? '', `${inside}: Custom Field`).trim();
	if (!field) throw new FieldError(`${inside}: Custom Field`, 'is required');
	const label = `${inside}: Value`;
	const values = [value ?? [], moreValues ?? [], selectedValues ?? []]
		.flat()
		.map((each) => toText(each, label).trim())
		.filter((each) => each !== '');
	const isCleared = clear === true || (Array.isArray(selectedValues) && values.length === 0);
	if (clear === true && (values.length > 0 || note)) {
		throw new FieldError(`${inside}: Clear`, 'cannot be used with a value or a note');
	}
	if (!isCleared && values.length === 0 && note === undefined) {
		throw new FieldError(label, 'is empty. To clear the field, switch on Clear');
	}
	return {
		field,
		...((isCleared || values.length > 0) && { values: [...new Set(values)] }),
		...(note !== undefined && { note: String(note) }),
		...(clear === true && { note: '' }),
	};
}
