import { required } from '../../../core/form/field';
import { filterBy } from '../../../core/form/filters';
import { lines } from '../../../core/form/groups';
import { flag, money } from '../../../core/form/kinds';
import { record } from '../../../core/form/record-fields';
import { replaced, standard } from '../../../core/run/operation';
import type { Resource } from '../../../core/run/operation';
import * as records from '../../records';
import { billColumns } from '../bill/shape';
import { bulkEndpoints } from '../shared/bulk';
import { amountFilter, commonFilters } from '../shared/filters';
import { vendorName } from '../shared/names';
import { details, lineItems, main } from './fields';
import { applied, unapplied } from './look-up';
import { billShape, creditShape } from './shapes';
import { unapply } from './unapply';

/** https://developer.bill.com/docs/ap-vendor-credits */
const PATH = '/v3/vendor-credits';
const BILL_PATH = '/v3/bills/{billId}';

const id = record('vendorCreditId', records.vendorCredit, { required: true });
const billId = record('billId', records.bill, { required: true });

const credit = standard({
	one: 'vendor credit',
	many: 'vendor credits',
	path: PATH,
	id,
	shape: creditShape,
	simplify: [
		'id',
		'referenceNumber',
		'vendorName',
		'amount',
		'appliedAmount',
		'status',
		'creditDate',
		'description',
		'vendorId',
		'archived',
		'updatedTime',
	],
	names: vendorName,
});

/** https://developer.bill.com/reference/bulkcreatevendorcredit does not name accounts. */
const createdInBulk = [
	'vendorId',
	'referenceNumber',
	'creditDate',
	'description',
	'vendorCreditLineItems',
];

const bulk = bulkEndpoints(PATH, {
	most: 50,
	member: 'vendorCredits',
	takes: createdInBulk,
	toldApartBy: createdInBulk,
});

const create = credit.create({
	description: 'Create a credit from a vendor with its lines',
	fields: [...main.map(required), lineItems.created],
	optional: { as: 'additionalFields', fields: details },
	bulk: bulk.create,
});

const billApprovals = flag('billApprovals', {
	label: 'Include Approvers',
	description:
		'Whether the response includes the approvers of the bill. Once used, BILL requires it on later updates too.',
});

export const vendorCreditResource: Resource = {
	value: 'vendorCredit',
	name: 'Vendor Credit',
	description: 'Credits from vendors, to apply to their bills',
	operations: [
		create,
		credit.get(),
		credit.getAll({
			// Taken from BILL's other lists; its page of filterable fields does not name vendor credits.
			filters: [
				filterBy.flag('archived', ['eq', 'ne'], 'Whether the vendor credit is archived'),
				...commonFilters(records.vendorCredit),
				amountFilter('amount'),
			],
			sort: ['creditDate', 'amount', 'appliedAmount', 'archived', 'createdTime', 'updatedTime'],
		}),
		credit.update([...main, lineItems.changed, ...details], {
			description: 'Change fields or single lines of a vendor credit; omitted lines stay unchanged',
			bulk: bulk.change,
		}),
		{
			...create,
			value: 'replace',
			name: 'Replace',
			action: 'Replace a vendor credit',
			description:
				'Replace a vendor credit with all its lines; existing lines you leave out are removed',
			method: 'PUT',
			lookUp: replaced,
			path: `${PATH}/{vendorCreditId}`,
			fields: [id, ...main.map(required), lineItems.replaced],
			bulk: bulk.change,
		},
		credit.archive({
			description: 'Archive a vendor credit permanently; BILL cannot restore it',
			bulk: bulk.archive,
		}),
		{
			value: 'apply',
			name: 'Apply to Bill',
			action: 'Apply vendor credits to a bill',
			description: 'Apply one or more credits of a vendor to one of its bills; no money moves',
			method: 'PATCH',
			path: BILL_PATH,
			fields: [
				billId,
				lines(
					'vendorCredits',
					[
						record('id', records.vendorCredit, { as: 'vendorCreditId', required: true }),
						money('amount', {
							eg: 25.5,
							required: true,
							description: 'How much of the credit to apply to the bill',
						}),
					],
					// A separate name, because n8n checks the required fields of every list with the same name, in any operation.
					{ as: 'creditsToApply', entry: 'Vendor Credit', required: true },
				),
			],
			optional: { as: 'additionalFields', fields: [billApprovals] },
			jsonForm: true,
			lookUp: applied,
			output: billShape,
			columns: billColumns,
		},
		{
			value: 'unapply',
			name: 'Unapply From Bill',
			action: 'Unapply a vendor credit from a bill',
			description:
				'Remove a vendor credit from a bill. The node reads the bill and writes it back without this credit; its vendor, dates, number, lines, classifications and other credits stay the same.',
			method: 'PUT',
			path: BILL_PATH,
			fields: [billId, { ...id, inQuery: true }],
			optional: { as: 'additionalFields', fields: [billApprovals] },
			output: billShape,
			columns: billColumns,
			lookUp: unapplied,
			run: unapply,
		},
	],
};
