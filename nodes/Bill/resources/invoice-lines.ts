import { flag, group, lines, money, number, text } from '../../core/fields';
import type { Field } from '../../core/fields';
import { strings } from '../../core/operation';
import type { Shape } from '../../core/operation';
import { bookings, inside } from './shared';

/** What invoices, recurring invoices and credit memos have in common: their lines and what they are booked to. */

const bookedAsAWhole = [
	bookings.accountingClassId,
	bookings.departmentId,
	bookings.jobId,
	bookings.locationId,
];

export const classifications = group('classifications', inside('classifications', bookedAsAWhole));

const description = text('description', { eg: 'Reading set, January', max: 4000 });
const price = money('price', { eg: 19.99, description: 'Price of one' });
const quantity = (required: boolean) => number('quantity', { eg: 2, required });
const taxable = flag('taxable', {
	description: 'Whether the sales tax item is applied to the line',
});
const booked: Field[] = [...bookedAsAWhole, bookings.chartOfAccountId, bookings.itemId];

/** https://developer.bill.com/reference/createinvoice */
export const invoiceLineFields = [description, price, quantity(true), taxable, ...booked];

/** https://developer.bill.com/docs/ar-recurring-invoices */
export const recurringLineFields = [
	money('amount', { eg: 39.98 }),
	description,
	price,
	quantity(true),
	taxable,
	...booked,
];

/** https://developer.bill.com/docs/ar-credit-memos */
export const creditLineFields: Field[] = [
	description,
	price,
	quantity(false),
	{
		...number('ratePercent', {
			label: 'Percent of Lines Above',
			eg: -10,
			description: 'Such as -10 for a discount on the lines above; takes the place of Price',
		}),
		// A line has a price or a percentage, so that an example with both would not be valid.
		example: undefined,
	},
	taxable,
	...booked,
];

const lineId = text('id', {
	label: 'Line ID',
	as: 'lineId',
	eg: '01ABCDEFGHIJKLMNOPQR',
	description: 'ID of an existing line, as Get shows it',
});

/** Existing lines are named by their IDs, and need only say what is to be changed. */
const known = (fields: Field[]): Field[] => [
	lineId,
	...fields.map((field) => (field.name === 'quantity' ? quantity(false) : field)),
];

const form = { label: 'Line Items', entry: 'Line Item' };

/** The lines of a new record. */
export const newLines = (member: string, fields: Field[]): Field =>
	lines(member, fields, { ...form, required: true });

/** All lines that a record is to have: https://developer.bill.com/reference/replaceinvoice */
export const allLines = (member: string, fields: Field[]): Field =>
	lines(member, known(fields), {
		...form,
		required: true,
		description:
			'All lines that there are to be: a line without a Line ID is added, and an existing line that is left out is removed',
	});

/** Changes of single lines: https://developer.bill.com/reference/updateinvoice */
export const changedLines = (member: string, fields: Field[]): Field =>
	lines(member, known(fields), {
		...form,
		description:
			'Each with the Line ID of an existing line; lines left out stay as they are. To add or remove lines, use Replace.',
	});

export const classificationsShape = strings(
	'accountingClassId',
	'departmentId',
	'jobId',
	'locationId',
);

export const lineShape: Shape = {
	...strings('id', 'description'),
	...{ price: 'number', quantity: 'number', taxable: 'boolean' },
	classifications: { ...classificationsShape, ...strings('chartOfAccountId', 'itemId') },
};

export const salesTaxShape = {
	salesTaxItemId: 'string',
	salesTaxTotal: 'number',
	salesTaxPercentage: 'number',
} as const;
