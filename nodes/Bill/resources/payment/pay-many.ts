import { notSent, onlyWhen } from '../../../core/form/field';
import { asJson, lines } from '../../../core/form/groups';
import { choice, money, text, typedId } from '../../../core/form/kinds';
import { record } from '../../../core/form/record-fields';
import { FieldError } from '../../../core/form/values';
import type { Call, Operation } from '../../../core/run/operation';
import * as records from '../../records';
import { funding, processDate, processing, transactionNumber } from './fields';
import { manyPayments } from './look-up';
import { moneyOptions, onceForAll } from './repeats';
import { PATH, payment } from './standard';

const billsToPay = lines(
	'payments',
	[
		record('billId', records.bill, { required: true }),
		money('amount', { required: true, min: 0.01 }),
	],
	{
		label: 'Bills',
		entry: 'Bill',
		required: true,
		// https://developer.bill.com/reference/createbulkpayment does not accept vendor credits.
		description:
			'To use vendor credits, first apply them to the bill with Vendor Credit > Apply to Bill',
	},
);

/** An expression over all items gives each item all bills, which would then be paid once for each item. */
function eachBillOnce(calls: Call[]): void {
	const seen = new Map<unknown, number>();
	for (const { request, item } of calls) {
		const { payments = [] } = (request.body ?? {}) as { payments?: Array<{ billId?: unknown }> };
		for (const { billId } of Array.isArray(payments) ? payments : []) {
			const before = seen.get(billId);
			if (before !== undefined && before !== item) {
				throw new FieldError(
					'Bills',
					`would pay bill ${String(billId)} with item ${before} and again with item ${item}. Switch on Execute Once in the settings of the node`,
				);
			}
			seen.set(billId, item);
		}
	}
}

export const payManyBills: Operation = {
	...payment.create({ fields: [] }),
	value: 'payMany',
	name: 'Pay Many Bills',
	action: 'Pay many bills in one request',
	description:
		'Pay up to 50 bills in one request, all or none. Bills from one vendor may be combined. Money moves.',
	path: `${PATH}/bulk`,
	fields: [
		...funding,
		processDate,
		notSent(
			choice(
				'billsFrom',
				[
					{ value: 'list', name: 'List Below' },
					{
						value: 'json',
						name: 'JSON',
						description:
							"For a list that an expression builds from all items; also switch on Execute Once in the node's settings",
					},
				],
				{ as: 'billsFrom' },
			),
		),
		onlyWhen({ billsFrom: ['list'] }, billsToPay),
		onlyWhen({ billsFrom: ['json'] }, asJson(billsToPay, 'billsJson')),
	],
	optional: {
		as: 'additionalFields',
		fields: [
			text('cardFundingPurpose', { eg: 'OFFICE_SUPPLIES' }),
			...processing,
			text('description', { eg: 'Bills of January' }),
			typedId('exchangeRateBatchId', {
				label: 'Exchange Rate Batch ID',
				eg: '7f9a2c31-5b1e-4a0e-9a43-3c1f0d6e2b11',
			}),
			transactionNumber,
			record('vendorId', records.vendor, {
				description: 'Only when all bills are from one vendor',
			}),
		],
	},
	list: { paged: false, member: 'payments' },
	checkItems: eachBillOnce,
	belongsTo: () => 'bulk payment',
	options: moneyOptions,
	lookUp: manyPayments,
	...onceForAll,
};
