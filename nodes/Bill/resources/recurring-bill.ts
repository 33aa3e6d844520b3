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
		description:
			'Whether BILL pays each bill automatically. Requires a trusted session. Money moves.',
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
	description: 'Set up a bill that BILL creates on a schedule for a vendor',
	fields: [required(vendorId), ...rhythm.map(required), lines.created],
	optional: { as: 'additionalFields', fields: details },
});

export const recurringBillResource: Resource = {
	value: 'recurringBill',
	name: 'Recurring Bill',
	description: 'Bills that BILL creates on a schedule; changes apply to all future bills',
	operations: [
		create,
		recurring.get(),
		recurring.getAll({
			// BILL's page of filterable fields lists three, and no time stamps.
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
				'Change fields or single lines of a recurring bill; omitted lines stay unchanged, and bills already created do not change',
		}),
		{
			...create,
			value: 'replace',
			name: 'Replace',
			action: 'Replace a recurring bill',
			description:
				'Replace a recurring bill with all its lines; existing lines you leave out are removed',
			method: 'PUT',
			lookUp: replaced,
			path: `${PATH}/{recurringBillId}`,
			fields: [id, required(vendorId), ...rhythm.map(required), lines.replaced],
		},
		recurring.archive({
			description: 'Stop a recurring bill; BILL creates no more bills until you restore it',
		}),
		recurring.restore(),
	],
};
