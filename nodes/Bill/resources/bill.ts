import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { group, lines } from '../../core/form/groups';
import { day, flag, money, number, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { standard } from '../../core/run/operation';
import type { Resource } from '../../core/run/operation';
import { upsert } from '../../core/run/upsert';
import * as records from '../records';
import { appliedCredits } from './shared/applied-credits';
import { bookings } from './shared/bookings';
import { commonFilters } from './shared/filters';
import { inside } from './shared/inside';

const PATH = '/v3/bills';

const id = record('billId', records.bill, { required: true });

const lineShape: Shape = {
	...strings('id', 'description'),
	...{ amount: 'number', quantity: 'number', price: 'number' },
	classifications: strings(
		'chartOfAccountId',
		'accountingClassId',
		'departmentId',
		'employeeId',
		'jobId',
		'locationId',
		'itemId',
		'customerId',
	),
};

const billShape: Shape = {
	...strings('id', 'vendorId', 'vendorName', 'description', 'dueDate'),
	archived: 'boolean',
	...{ amount: 'number', fundingAmount: 'number', paidAmount: 'number', dueAmount: 'number' },
	...{ scheduledAmount: 'number', creditAmount: 'number', exchangeRate: 'number' },
	invoice: strings('invoiceNumber', 'invoiceDate'),
	billLineItems: [lineShape],
	...strings('payFromChartOfAccountId', 'paymentStatus', 'approvalStatus'),
	...strings('purchaseOrderNumber', 'paymentTermId', 'createdTime', 'updatedTime'),
	classifications: strings(
		'chartOfAccountId',
		'accountingClassId',
		'departmentId',
		'locationId',
		'itemId',
	),
	approvers: [{ ...strings('userId', 'status', 'statusChangedTime'), approverOrder: 'number' }],
};

/** https://developer.bill.com/reference/createbill */
const lineFields: Field[] = [
	money('amount', { blank: true, description: 'Wins over Quantity and Price' }),
	text('description', { eg: 'Copy paper, 20 boxes', max: 4000 }),
];

const moreLineFields: Field[] = [
	...Object.values(bookings),
	number('price', {
		eg: 11.45,
		description: 'Price of one; used with Quantity when Amount is empty',
	}),
	number('quantity', { eg: 20 }),
];

const lineId = text('id', {
	label: 'Line ID',
	as: 'lineId',
	eg: 'bli01ABCDEFGHIJKLMNO',
	description: 'ID of an existing line, to change it; leave empty for a new line',
});

const lineItems = (first: Field[], options: { required?: boolean; description?: string }) =>
	lines('billLineItems', first, {
		label: 'Line Items',
		entry: 'Line Item',
		more: moreLineFields,
		...options,
	});

const main: Field[] = [
	record('vendorId', records.vendor),
	text('invoice.invoiceNumber', {
		eg: 'NW-2027-0114',
		description: "The number on the vendor's invoice",
	}),
	day('invoice.invoiceDate', { eg: '2027-01-01' }),
	day('dueDate'),
];

const details: Field[] = [
	group(
		'classifications',
		inside('classifications', [
			bookings.accountingClassId,
			bookings.chartOfAccountId,
			bookings.departmentId,
			bookings.itemId,
			bookings.locationId,
		]),
	),
	text('description', { eg: 'Office supplies, January', max: 4000 }),
	flag('billApprovals', {
		label: 'Include Approvers',
		description:
			'Whether the answer names the approvers. Once used, BILL wants it on later updates too.',
	}),
	record('payFromChartOfAccountId', records.chartOfAccount, { label: 'Pay From Chart of Account' }),
	record('paymentTermId', records.paymentTerm),
	text('purchaseOrderNumber', { eg: 'PO-3391' }),
	appliedCredits('Credits of the same vendor that are applied to this bill'),
];

const includeApprovers = flag('billApprovals', {
	label: 'Include Approvers',
	inQuery: true,
	description: 'Whether the answer names the approvers and how far they are',
});

const bill = standard({
	one: 'bill',
	many: 'bills',
	path: PATH,
	id,
	shape: billShape,
	simplify: [
		'id',
		'vendorId',
		'vendorName',
		'invoice.invoiceNumber',
		'invoice.invoiceDate',
		'dueDate',
		'amount',
		'dueAmount',
		'paymentStatus',
		'approvalStatus',
	],
});

const create = bill.create({
	description: 'Enter a bill of a vendor with its lines',
	fields: [...main.map(required), lineItems(lineFields, { required: true })],
	optional: { as: 'additionalFields', fields: details },
	bulk: {
		path: `${PATH}/bulk`,
		most: 100,
		records: {
			toldApartBy: ['vendorId', 'invoice', 'dueDate', 'description', 'billLineItems'],
		},
		// https://developer.bill.com/reference/createbulkbills names no vendor credits and no purchase order number.
		takes: [
			'vendorId',
			'dueDate',
			'billLineItems',
			'invoice',
			'description',
			'payFromChartOfAccountId',
			'classifications',
			'paymentTermId',
			'billApprovals',
		],
	},
});

const KEEPS_LINES =
	'Lines with a Line ID are changed, lines without one are added, and lines left out stay as they are';

export const billResource: Resource = {
	value: 'bill',
	name: 'Bill',
	description: 'What vendors are owed',
	operations: [
		create,
		upsert(
			{
				...create,
				fields: create.fields.map((field) =>
					field.path === 'billLineItems'
						? lineItems(lineFields, {
								required: true,
								description: 'A bill that is there already gets exactly these lines',
							})
						: field,
				),
			},
			{
				one: 'bill',
				many: 'bills',
				// Vendors number by themselves, so the number says something only together with the vendor.
				keys: [{ member: 'invoice.invoiceNumber', filterable: false, within: 'vendorId' }],
				change: 'PUT',
				// https://developer.bill.com/docs/ap-vendor-credits: a bill that is replaced without its credits loses them.
				refuse: ({ creditAmount }, { vendorCredits }) =>
					Number(creditAmount ?? 0) > 0 && vendorCredits === undefined
						? {
								message: 'The bill is in BILL already and has vendor credits on it',
								description:
									'Nothing was changed, because writing it anew would take the credits off. Name them under Vendor Credits, or use Update.',
							}
						: undefined,
			},
		),
		bill.get({ optional: { as: 'additionalFields', fields: [includeApprovers] } }),
		bill.getAll(
			{
				filters: [
					filterBy.flag('archived', ['eq', 'ne'], 'Whether the bill is archived'),
					filterBy.record(
						'classifications.accountingClassId',
						['eq', 'ne', 'in'],
						records.accountingClass,
					),
					filterBy.record(
						'classifications.chartOfAccountId',
						['eq', 'ne', 'in'],
						records.chartOfAccount,
					),
					filterBy.record('classifications.departmentId', ['eq', 'ne', 'in'], records.department),
					filterBy.record('classifications.itemId', ['eq', 'ne', 'in'], records.item),
					filterBy.record('classifications.locationId', ['eq', 'ne', 'in'], records.location),
					filterBy.day('dueDate', ['gte', 'lte', 'gt', 'lt']),
					...commonFilters(records.bill),
					filterBy.record(
						'payFromChartOfAccountId',
						['eq', 'ne', 'in'],
						records.chartOfAccount,
						'Pay From Chart of Account',
					),
					filterBy.choice(
						'paymentStatus',
						['eq', 'ne', 'in'],
						['PAID', 'PARTIAL', 'SCHEDULED', 'UNDEFINED', 'UNPAID'],
					),
					filterBy.record('vendorId', ['eq', 'in'], records.vendor),
				],
				sort: [
					'dueDate',
					'fundingAmount',
					'exchangeRate',
					'description',
					'archived',
					'createdTime',
					'updatedTime',
				],
			},
			{ optional: { as: 'additionalFields', fields: [includeApprovers] } },
		),
		bill.update(
			[...main, lineItems([lineId, ...lineFields], { description: KEEPS_LINES }), ...details],
			{ description: 'Change fields or single lines of a bill; lines left out stay as they are' },
		),
		{
			...bill.create({
				fields: [
					id,
					...main.map(required),
					lineItems([lineId, ...lineFields], {
						required: true,
						description:
							'All lines the bill is to have: a line without a Line ID is added, and an existing line that is left out is removed',
					}),
				],
				optional: { as: 'additionalFields', fields: details },
			}),
			value: 'replace',
			name: 'Replace',
			action: 'Replace a bill',
			description:
				'Write a bill anew with all its lines; lines and vendor credits that are left out are removed',
			method: 'PUT',
			path: `${PATH}/{billId}`,
		},
		bill.archive(),
		bill.restore(),
	],
};
