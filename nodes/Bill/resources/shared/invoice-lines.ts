import type { Field } from '../../../core/form/field';
import { group, lines } from '../../../core/form/groups';
import { flag, money, number, text } from '../../../core/form/kinds';
import type { RecordKind } from '../../../core/form/record-fields';
import { strings } from '../../../core/form/shape';
import type { Shape } from '../../../core/form/shape';
import * as records from '../../records';
import { bookings } from './bookings';
import { existingLine } from './existing-line';
import { inside } from './inside';

/** What invoices, recurring invoices and credit memos have in common: their lines, and what they are booked to. */

const recordBookings = [
	bookings.accountingClassId,
	bookings.departmentId,
	bookings.jobId,
	bookings.locationId,
];

export const classifications = group('classifications', inside('classifications', recordBookings));

const description = text('description', { eg: 'Reading set, January', max: 4000 });
const priceOptions = { eg: 19.99, description: 'Unit price', money: true };
const price = number('price', priceOptions);
const quantity = number('quantity', { eg: 2, money: true });
const quantityFromOne: Field = {
	...number('quantity', { eg: 2, money: true, required: true }),
	property: { ...quantity.property, default: 1, required: true },
};
const taxAndBookings: Field[] = [
	flag('taxable', { description: 'Whether the sales tax item applies to the line' }),
	...recordBookings,
	bookings.chartOfAccountId,
	bookings.itemId,
];

/** The fields of a line: those that are always shown for a new one, and the others. */
interface Line {
	first: Field[];
	more: Field[];
	/** See Field. */
	comesFrom: string[][];
	/** The kind of record of existing lines. */
	existing: RecordKind;
}

/** https://developer.bill.com/reference/createinvoice */
export const invoiceLine: Line = {
	first: [description, quantityFromOne, number('price', { ...priceOptions, blank: true })],
	more: taxAndBookings,
	// BILL knows the price of an item.
	comesFrom: [['price'], ['itemId']],
	existing: records.invoiceLine,
};

/** https://developer.bill.com/docs/ar-recurring-invoices */
export const recurringLine: Line = {
	first: [description, quantityFromOne],
	more: [money('amount', { eg: 39.98 }), price, ...taxAndBookings],
	comesFrom: [['price'], ['amount'], ['itemId']],
	existing: records.recurringInvoiceLine,
};

/** https://developer.bill.com/docs/ar-credit-memos */
export const creditLine: Line = {
	first: [description],
	more: [
		money('amount', { eg: 39.98 }),
		price,
		quantity,
		number('ratePercent', {
			label: 'Percent of Lines Above',
			eg: -10,
			money: true,
			description: 'Such as -10 for a discount on the lines above; replaces Price',
		}),
		...taxAndBookings,
	],
	comesFrom: [['amount'], ['price', 'quantity'], ['ratePercent'], ['itemId']],
	existing: records.creditMemoLine,
};

/** Existing lines are identified by their IDs, and only need the values that change. */
function ofExistingLines({ first, more, comesFrom, existing }: Line): Line {
	const rest = [...first, ...more].filter((field) => field !== description);
	const withoutDefaults: Record<string, Field> = { price, quantity };
	return {
		first: [existingLine(existing), description],
		more: rest.map((field) => withoutDefaults[field.name] ?? field),
		comesFrom,
		existing,
	};
}

function lineItems(
	member: string,
	{ first, more, comesFrom }: Line,
	options: { required?: boolean; description?: string },
): Field {
	return lines(member, first, { label: 'Line Items', entry: 'Line', more, comesFrom, ...options });
}

/** The lines of a new record. */
export const newLines = (member: string, line: Line, description?: string): Field =>
	lineItems(member, line, { required: true, description });

/** All lines that a record should have: https://developer.bill.com/reference/replaceinvoice */
export const allLines = (member: string, line: Line): Field =>
	lineItems(member, ofExistingLines(line), {
		required: true,
		description:
			'All lines: a line without a Line ID is added, and an existing line you leave out is removed',
	});

/** Changes of single lines: https://developer.bill.com/reference/updateinvoice */
export const changedLines = (member: string, line: Line): Field =>
	lineItems(member, ofExistingLines(line), {
		description:
			'Each with the Line ID of an existing line; lines you leave out stay unchanged. To add or remove lines, use Replace.',
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
