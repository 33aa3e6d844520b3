import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { flag, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { replaced, standard } from '../../core/run/operation';
import type { Resource } from '../../core/run/operation';
import * as records from '../records';
import { commonFilters } from './shared/filters';
import {
	allLines,
	changedLines,
	classifications,
	classificationsShape,
	lineShape,
	newLines,
	recurringLine,
} from './shared/invoice-lines';
import { customerName } from './shared/names';
import { scheduleFields, scheduleShape } from './shared/schedule';

/** https://developer.bill.com/docs/ar-recurring-invoices */
const PATH = '/v3/recurring-invoices';
const LINES = 'recurringInvoiceLineItems';

const id = record('recurringInvoiceId', records.recurringInvoice, { required: true });

const recurringShape: Shape = {
	...strings('id', 'customerId', 'description'),
	archived: 'boolean',
	schedule: scheduleShape,
	recurringInvoiceLineItems: [{ ...lineShape, amount: 'number' }],
	classifications: classificationsShape,
	sendEmail: 'boolean',
	...strings('createdTime', 'updatedTime'),
};

const customerId = record('customerId', records.customer);

const { rhythm, daysInAdvance, endDate } = scheduleFields('invoice');

/** Neither PATCH nor PUT accepts classifications: https://developer.bill.com/reference/updaterecurringinvoice */
const details: Field[] = [
	daysInAdvance,
	text('description', { eg: 'Monthly reading set', max: 4000 }),
	endDate,
	flag('sendEmail', {
		description: 'Whether BILL emails each invoice to the customer when it is created',
	}),
];

const recurring = standard({
	one: 'recurring invoice',
	many: 'recurring invoices',
	path: PATH,
	id,
	shape: recurringShape,
	simplify: [
		'id',
		'description',
		'customerName',
		'schedule.nextDueDate',
		'schedule.period',
		'schedule.frequency',
		'schedule.endDate',
		'sendEmail',
		'archived',
		'customerId',
		'updatedTime',
	],
	names: customerName,
});

const create = recurring.create({
	description: 'Set up an invoice that BILL creates on a schedule for a customer',
	fields: [required(customerId), ...rhythm.map(required), newLines(LINES, recurringLine)],
	optional: { as: 'additionalFields', fields: [classifications, ...details] },
});

export const recurringInvoiceResource: Resource = {
	value: 'recurringInvoice',
	name: 'Recurring Invoice',
	description: 'Invoices that BILL creates on a schedule; changes apply to all future invoices',
	operations: [
		create,
		recurring.get(),
		recurring.getAll({
			// Taken from recurring bills and BILL's other lists; the page of filterable fields does not list recurring invoices.
			filters: [
				filterBy.flag('archived', ['eq', 'ne'], 'Whether the recurring invoice is archived'),
				filterBy.record('customerId', ['eq', 'in'], records.customer),
				...commonFilters(records.recurringInvoice),
			],
			sort: ['createdTime', 'updatedTime'],
		}),
		recurring.update([customerId, ...rhythm, changedLines(LINES, recurringLine), ...details], {
			description:
				'Change fields or single lines of a recurring invoice; omitted lines stay unchanged, and invoices already created do not change',
		}),
		{
			...create,
			value: 'replace',
			name: 'Replace',
			action: 'Replace a recurring invoice',
			description:
				'Replace a recurring invoice with all its lines; existing lines you leave out are removed',
			method: 'PUT',
			lookUp: replaced,
			path: `${PATH}/{recurringInvoiceId}`,
			fields: [id, required(customerId), ...rhythm.map(required), allLines(LINES, recurringLine)],
			optional: { as: 'additionalFields', fields: details },
		},
		recurring.archive({
			description: 'Stop a recurring invoice; BILL creates no more invoices until you restore it',
		}),
		recurring.restore(),
	],
};
