import { required } from '../../../core/form/field';
import type { Field } from '../../../core/form/field';
import { text } from '../../../core/form/kinds';

/** The name of a binary field; `data` by default. */
const binaryField = (path: string, label: string, hint: string): Field => {
	const made = text(path, { label, eg: 'data', hint });
	return { ...made, property: { ...made.property, default: 'data' } };
};

export const outputField = binaryField(
	'outputField',
	'Put Output File in Field',
	'The name of the output binary field to put the file in',
);

export const inputField = required(
	binaryField(
		'inputField',
		'Input Binary Field',
		'The name of the input binary field that holds the file',
	),
);

export const fileName = text('fileName', {
	eg: 'invoice.pdf',
	description: 'Replaces the file name from the binary field',
});
