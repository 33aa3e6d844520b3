import type { Field } from '../../../core/form/field';
import { lines } from '../../../core/form/groups';
import { money, number, text } from '../../../core/form/kinds';
import { record } from '../../../core/form/record-fields';
import * as records from '../../records';
import { besideAccount, bookings } from '../shared/bookings';

/** https://developer.bill.com/reference/createbill */
const amount = money('amount', { blank: true, description: 'Overrides Quantity and Price' });
const description = text('description', { eg: 'Copy paper, 20 boxes', max: 4000 });

const moreLineFields: Field[] = [
	...besideAccount,
	number('price', {
		eg: 11.45,
		money: true,
		description: 'Unit price; used with Quantity when Amount is empty',
	}),
	number('quantity', { eg: 20, money: true }),
];

const lineId = record('id', records.billLine, {
	label: 'Line ID',
	as: 'lineId',
	description: 'The existing line to change; leave empty for a new line',
});

interface LineOptions {
	required?: boolean;
	description?: string;
}

const lineItems = (first: Field[], more: Field[], options: LineOptions) =>
	lines('billLineItems', first, {
		label: 'Line Items',
		entry: 'Line',
		more,
		comesFrom: [['amount'], ['price', 'quantity']],
		...options,
	});

/** The lines of a new bill, or all lines that a bill should have. */
export const newLines = (options: Pick<LineOptions, 'description'> = {}) =>
	lineItems([amount, description, bookings.chartOfAccountId], moreLineFields, {
		...options,
		required: true,
	});

/**
 * Lines of which some already exist. n8n requires five or more fields to be sorted, so the description is not among the
 * first ones.
 */
export const linesWithIds = (options: LineOptions) =>
	lineItems([lineId, amount, bookings.chartOfAccountId], [description, ...moreLineFields], options);
