import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { flag, text } from '../../core/form/kinds';
import { keptIfChanged } from '../../core/form/meant-filters';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { newRecord } from '../../core/look-up/new-record';
import { replaced, standard } from '../../core/run/operation';
import type { Resource } from '../../core/run/operation';
import * as records from '../records';
import { besideAccount, bookings } from './shared/bookings';
import { vendorName } from './shared/names';
import { payableLines } from './shared/payable-lines';
import { scheduleFields, scheduleShape } from './shared/schedule';

/** https://developer.bill.com/docs/ap-recurring-bills */
const PATH = '/v3/recurringbills';

const id = record('recurringBillId', records.recurringBill, { required: true });

const recurringShape: Shape = {
	...strings('id', 'vendorId', 'description'),
	archived: 'boolean',
	schedule: scheduleShape,
	recurringBillLineItems: [
		{
			...strings('id', 'description'),
			amount: 'number',
			classifications: strings(
				'chartOfAccountId',
				'accountingClassId',
				'departmentId',
				'employeeId',
				'jobId',
				'locationId',
				'itemId',
			),
		},
	],
	processingOptions: { autoPayment: 'boolean' },
	paymentInformation: { bankAccountId: 'string' },
	...strings('createdTime', 'updatedTime'),
};

/** The lines of recurring bills are not booked to customers. */
const lineBookings = besideAccount.filter((field) => field !== bookings.customerId);

const lines = payableLines('recurringBillLineItems', records.recurringBillLine, lineBookings, {
	amount: 1450,
	description: 'Rent of the Harbor Road shop',
});

const vendorId = record('vendorId', records.vendor);

const { rhythm, daysInAdvance, endDate } = scheduleFields('bill');

const details: Field[] = [
	flag('processingOptions.autoPayment', {
		label: 'Auto Payment',
		description: 'Whether BILL pays each bill by itself. Needs a trusted session. Money moves.',
	}),
	daysInAdvance,
	text('description', { eg: 'Shop rent', max: 4000 }),
	endDate,
	record('paymentInformation.bankAccountId', records.bankAccount, {
		label: 'Pay From Bank Account',
		description: 'The account that Auto Payment pays from',
	}),
];

const recurring = standard({
	one: 'recurring bill',
	many: 'recurring bills',
	path: PATH,
	id,
	shape: recurringShape,
	simplify: [
		'id',
		'description',
		'vendorName',
		'schedule.nextDueDate',
		'schedule.period',
		'schedule.frequency',
		'schedule.endDate',
		'processingOptions.autoPayment',
		'archived',
		'vendorId',
		'updatedTime',
	],
	names: vendorName,
});

const create = recurring.create({
	lookUp: newRecord({
		aRecord: 'a recurring bill',
		conditions: ({ vendorId: vendor }) => [`vendorId:eq:${String(vendor)}`],
	}),
	description: 'Set up a bill that BILL makes again and again for a vendor',
	fields: [required(vendorId), ...rhythm.map(required), lines.created],
	optional: { as: 'additionalFields', fields: details },
});

export const recurringBillResource: Resource = {
	value: 'recurringBill',
	name: 'Recurring Bill',
	description: 'Bills that BILL makes again and again; a change holds for all future ones',
	operations: [
		create,
		recurring.get(),
		recurring.getAll({
			// BILL's page of filterable fields names three and no time stamps.
			filters: [
				filterBy.flag('archived', ['eq', 'ne'], 'Whether the recurring bill is archived'),
				keptIfChanged,
				filterBy.record('id', ['eq', 'ne', 'in'], records.recurringBill),
				filterBy.record('vendorId', ['eq', 'in'], records.vendor),
			],
			sort: ['archived'],
		}),
		recurring.update([vendorId, ...rhythm, lines.changed, ...details], {
			description:
				'Change fields or single lines of a recurring bill; lines left out stay as they are, and bills made before do not change',
		}),
		{
			...create,
			value: 'replace',
			name: 'Replace',
			action: 'Replace a recurring bill',
			description:
				'Write a recurring bill anew with all its lines; existing lines that are left out are removed',
			method: 'PUT',
			lookUp: replaced,
			path: `${PATH}/{recurringBillId}`,
			fields: [id, required(vendorId), ...rhythm.map(required), lines.replaced],
		},
		recurring.archive({
			description: 'Stop a recurring bill; no more bills are made until it is restored',
		}),
		recurring.restore(),
	],
};
