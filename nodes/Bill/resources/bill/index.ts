import type { IDataObject } from 'n8n-workflow';

import { afterReading } from '../../../core/form/after-reading';
import { required } from '../../../core/form/field';
import { filterBy } from '../../../core/form/filters';
import { condition, dueFilters, whetherOneOf } from '../../../core/form/meant-filters';
import { record } from '../../../core/form/record-fields';
import { bodyOfLost } from '../../../core/look-up/way';
import type { Lost } from '../../../core/look-up/way';
import { ifNumberExists, unlessNumberExists } from '../../../core/run/known-number';
import { changedTo, replacedBy, standard } from '../../../core/run/operation';
import type { Resource } from '../../../core/run/operation';
import { upsert } from '../../../core/run/upsert';
import * as records from '../../records';
import { aging } from '../shared/aging';
import { amountFilter, commonFilters } from '../shared/filters';
import { vendorName } from '../shared/names';
import { details, includeApprovers, main } from './fields';
import { linesWithIds, newLines } from './lines';
import { billColumns, billShape } from './shape';

const PATH = '/v3/bills';

const id = record('billId', records.bill, { required: true });

const bill = standard({
	one: 'bill',
	many: 'bills',
	path: PATH,
	id,
	shape: billShape,
	simplify: billColumns,
	names: vendorName,
});

/** Each vendor has its own numbers, so a number identifies a bill only together with the vendor. */
const numbered = {
	one: 'bill',
	member: 'invoice.invoiceNumber',
	within: { member: 'vendorId', what: 'vendor' },
	path: PATH,
};

const create = bill.create({
	description: 'Create a bill from a vendor with its lines',
	choices: [ifNumberExists(numbered)],
	...unlessNumberExists(numbered),
	fields: [...main.map(required), newLines()],
	optional: { as: 'additionalFields', fields: details },
	bulk: {
		path: `${PATH}/bulk`,
		// https://developer.bill.com/reference/createbulkbills
		allOrNone: true,
		most: 100,
		records: {
			// Payment term and approvers are left out, because BILL does not document them in the response.
			toldApartBy: [
				'vendorId',
				'invoice',
				'dueDate',
				'description',
				'billLineItems',
				'payFromChartOfAccountId',
				'classifications',
			],
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

/**
 * What BILL shows of a bill that was sent: not whether its approvers were requested, and only the total of its credits.
 */
function asKept(lost: Lost): IDataObject {
	const { vendorCredits, ...body } = bodyOfLost(lost);
	const credits = (vendorCredits ?? []) as Array<{ amount?: number }>;
	const creditAmount = credits.reduce((sum, { amount }) => sum + Number(amount), 0);
	const kept = { ...body, billApprovals: undefined };
	return { ...kept, ...(vendorCredits !== undefined && { creditAmount }) };
}

const dueDate = filterBy.day('dueDate', ['gte', 'lte', 'gt', 'lt']);
const paymentStatus = filterBy.choice(
	'paymentStatus',
	['eq', 'ne', 'in'],
	['PAID', 'PARTIAL', 'SCHEDULED', 'UNDEFINED', 'UNPAID'],
);
const notPaid = condition(paymentStatus, 'ne', 'PAID');
// Not in BILL's list of filterable members: https://developer.bill.com/docs/filterable-fields
const approvalStatus = afterReading(
	filterBy.choice(
		'approvalStatus',
		['eq', 'ne', 'in', 'nin'],
		['APPROVED', 'APPROVING', 'ASSIGNED', 'DENIED', 'UNASSIGNED'],
	),
);

const KEEPS_LINES =
	'Lines with a Line ID are changed, lines without one are added, and lines you leave out stay unchanged';

export const billResource: Resource = {
	value: 'bill',
	name: 'Bill',
	description: 'Bills you owe to vendors',
	operations: [
		create,
		upsert(
			{
				...create,
				fields: create.fields.map((field) =>
					field.path === 'billLineItems'
						? newLines({ description: 'An existing bill gets exactly these lines' })
						: field,
				),
			},
			{
				one: 'bill',
				many: 'bills',
				// Each vendor has its own numbers, so a number identifies a bill only together with the vendor.
				keys: [{ member: 'invoice.invoiceNumber', filterable: false, within: 'vendorId' }],
				change: 'PUT',
				becomes: replacedBy(asKept),
				// https://developer.bill.com/docs/ap-vendor-credits: a bill that is replaced without its credits loses them.
				refuse: ({ creditAmount }, { vendorCredits }) =>
					Number(creditAmount ?? 0) > 0 && vendorCredits === undefined
						? {
								message: 'The bill already exists in BILL and has vendor credits applied',
								description:
									'Nothing was changed, because replacing it would remove the credits. Add them under Vendor Credits, or use Update.',
							}
						: undefined,
			},
		),
		aging({
			what: 'payables',
			path: PATH,
			filters: 'archived:eq:false,paymentStatus:ne:PAID',
			whose: 'vendor',
			owners: { path: records.vendor.list.path, currency: 'billCurrency' },
			count: 'bills',
			date: 'invoice.invoiceDate',
			amount: 'amount',
			isOwed: ({ paymentStatus: status }) => status !== 'PAID',
		}),
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
					amountFilter('amount'),
					approvalStatus,
					...dueFilters(dueDate, notPaid),
					amountFilter('dueAmount'),
					dueDate,
					...commonFilters(records.bill),
					filterBy.record(
						'payFromChartOfAccountId',
						['eq', 'ne', 'in'],
						records.chartOfAccount,
						'Pay From GL Account',
					),
					paymentStatus,
					filterBy.record('vendorId', ['eq', 'in'], records.vendor),
					whetherOneOf(
						'waitingForApproval',
						approvalStatus,
						['ASSIGNED', 'APPROVING'],
						'Whether an approver still has to decide',
					),
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
		bill.update([...main, linesWithIds({ description: KEEPS_LINES }), ...details], {
			description: 'Change fields or single lines of a bill; omitted lines stay unchanged',
			// Credits are added to existing ones, so their total is the one that was sent only if there were none before.
			lookUp: changedTo(asKept),
		}),
		{
			...bill.create({
				fields: [
					id,
					...main.map(required),
					linesWithIds({
						required: true,
						description:
							'All lines of the bill: a line without a Line ID is added, and an existing line you leave out is removed',
					}),
				],
				optional: { as: 'additionalFields', fields: details },
			}),
			value: 'replace',
			name: 'Replace',
			action: 'Replace a bill',
			description:
				'Replace a bill with all its lines; lines and vendor credits you leave out are removed',
			method: 'PUT',
			lookUp: replacedBy(asKept),
			path: `${PATH}/{billId}`,
		},
		bill.archive(),
		bill.restore(),
	],
};
