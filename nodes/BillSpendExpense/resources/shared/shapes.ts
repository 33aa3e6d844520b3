import { strings } from '../../../core/form/shape';
import type { Shape } from '../../../core/form/shape';

export const receiptShape: Shape = strings('filename', 'url', 'uuid');

/** A custom field as it is in a record. */
export const customFieldShape: Shape = {
	...strings('id', 'uuid', 'name', 'note'),
	isRequired: 'boolean',
	selectedValues: [strings('id', 'uuid', 'value')],
};
