import type { IDataObject } from 'n8n-workflow';

import { notSent, onlyWhen } from '../../../core/form/field';
import { filterBy } from '../../../core/form/filters';
import { asJson, group, lines } from '../../../core/form/groups';
import { choice, day, flag, money, text } from '../../../core/form/kinds';
import { record } from '../../../core/form/record-fields';
import { FieldError } from '../../../core/form/values';
import { bodyOf, standard } from '../../../core/run/operation';
import type { Call, Resource } from '../../../core/run/operation';
import * as records from '../../records';
import { outputField } from '../shared/file-fields';
import { currency } from '../shared/codes';
import { commonFilters } from '../shared/filters';
import { downloadCheckImages } from './check-images';
import {
	billsToPay,
	details,
	forVendor,
	funding,
	processDate,
	processing,
	transactionNumber,
	vendorCredits,
} from './fields';
import { exchangeRateShape, optionsShape, paymentShape } from './shapes';

const PATH = '/v3/payments';

const id = record('paymentId', records.payment, { required: true });

const payment = standard({
	one: 'payment',
	many: 'payments',
	path: PATH,
	id,
	shape: paymentShape,
	simplify: [
		'id',
		'vendorId',
		'vendorName',
		'billId',
		'amount',
		'processDate',
		'singleStatus',
		'disbursementType',
		'transactionNumber',
		'confirmationNumber',
	],
});

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

export const paymentResource: Resource = {
	value: 'payment',
	name: 'Payment',
	description: 'Money paid to vendors',
	operations: [
		payment.create({
			action: 'Pay a bill',
			description:
				'Pay a bill of a vendor, fully or in part; needs an approved bill and a session that BILL trusts. Money moves.',
			fields: [
				flag('processingOptions.createBill', {
					label: 'Create Bill',
					description:
						'Whether to pay a vendor without a bill, so that BILL creates the bill itself',
				}),
				onlyWhen({ createBill: [false] }, record('billId', records.bill, { required: true })),
				onlyWhen({ createBill: [true] }, record('vendorId', records.vendor, { required: true })),
				money('amount', {
					required: true,
					min: 0.01,
					description: 'How much to pay, in the currency of the bill',
				}),
				...funding,
			],
			optional: { as: 'additionalFields', fields: [...details, vendorCredits] },
			belongsTo: (call) => bodyOf(call).billId ?? bodyOf(call).vendorId,
		}),
		{
			...payment.create({ fields: [] }),
			value: 'payMany',
			name: 'Pay Many Bills',
			action: 'Pay many bills in one request',
			description:
				'Pay up to 50 bills at once, all or none; bills of one vendor may be combined. Money moves.',
			path: `${PATH}/bulk`,
			fields: [
				...funding,
				notSent(
					choice(
						'billsFrom',
						[
							{ value: 'list', name: 'List Below' },
							{
								value: 'json',
								name: 'JSON',
								description:
									'For a list from an expression over all items, together with Execute Once in the settings of the node',
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
					text('exchangeRateBatchId', {
						label: 'Exchange Rate Batch ID',
						eg: '7f9a2c31-5b1e-4a0e-9a43-3c1f0d6e2b11',
					}),
					processDate,
					transactionNumber,
					record('vendorId', records.vendor, {
						description: 'Only when all bills are of one vendor',
					}),
				],
			},
			list: { paged: false, member: 'payments' },
			checkItems: eachBillOnce,
			belongsTo: () => 'bulk payment',
		},
		payment.get(),
		payment.getAll({
			filters: [
				...commonFilters(records.payment),
				filterBy.record('vendorId', ['eq', 'ne', 'in'], records.vendor),
			],
			sort: [
				'processDate',
				'amount',
				'description',
				'confirmationNumber',
				'onlinePayment',
				'disbursementStatus',
				'createdTime',
				'updatedTime',
			],
		}),
		{
			value: 'cancel',
			name: 'Cancel',
			action: 'Cancel a payment',
			description: 'Stop a payment that is still scheduled; later only Void helps',
			method: 'POST',
			path: `${PATH}/{paymentId}/cancel`,
			fields: [id],
			output: paymentShape,
		},
		{
			value: 'void',
			name: 'Void',
			action: 'Void a payment',
			description: 'Take back a payment that has left already, and choose what becomes of the bill',
			method: 'POST',
			path: `${PATH}/{paymentId}/void`,
			fields: [
				id,
				choice(
					'type',
					[
						{ value: 'VOID_ONLY', name: 'Void Only', description: 'The bill becomes unpaid again' },
						{
							value: 'VOID_AND_CREDIT',
							name: 'Void and Credit',
							description: 'The money becomes a credit',
						},
						{
							value: 'VOID_AND_REISSUE',
							name: 'Void and Reissue',
							description: 'BILL sends a new payment',
						},
						{
							value: 'VOID_AND_REISSUE_VCARD',
							name: 'Void and Reissue as Virtual Card',
							description: 'BILL sends a virtual card instead',
						},
					],
					{ as: 'voidType', label: 'What Happens Then', required: true },
				),
				text('reason', { eg: 'Check was lost', required: true }),
			],
			output: paymentShape,
		},
		{
			value: 'recordOffline',
			name: 'Record Offline Payment',
			action: 'Record a payment made outside BILL',
			description: 'Note that bills were paid outside BILL, for example by check; no money moves',
			method: 'POST',
			path: '/v3/bills/record-payment',
			fields: [
				record('vendorId', records.vendor, { required: true }),
				day('processDate', { label: 'Payment Date', required: true }),
				lines(
					'payments',
					[
						record('billId', records.bill, { required: true }),
						money('amount', { required: true, min: 0.01 }),
					],
					{ label: 'Bills', entry: 'Bill', required: true },
				),
			],
			optional: {
				as: 'additionalFields',
				fields: [
					group('classifications', [record('chartOfAccountId', records.chartOfAccount)]),
					text('description', { eg: 'Paid by check 1042' }),
					flag('toPrintCheck', {
						label: 'Print Check',
						description: 'Whether a check is still to be printed',
					}),
					transactionNumber,
				],
			},
			jsonForm: true,
			belongsTo: (call) => bodyOf(call).vendorId,
			output: paymentShape,
		},
		{
			value: 'getOptions',
			name: 'Get Options',
			action: 'Get the payment options of a vendor',
			description: 'Read which accounts can pay a vendor, with the earliest dates and the fees',
			method: 'GET',
			path: `${PATH}/options`,
			fields: forVendor,
			output: optionsShape,
		},
		{
			value: 'getExchangeRate',
			name: 'Get Exchange Rate',
			action: 'Get the exchange rate for a vendor',
			description:
				'Read the rate at which an amount would be paid to a vendor who is not paid in USD',
			method: 'GET',
			path: `${PATH}/exchange-rate`,
			fields: forVendor,
			optional: {
				as: 'additionalFields',
				fields: [currency('baseCurrency')],
			},
			output: exchangeRateShape,
		},
		{
			value: 'getExchangeRates',
			name: 'Get Exchange Rates',
			action: 'Get the exchange rates for many vendors',
			description: 'Read the rates for several vendors as one batch that one payment run can use',
			method: 'POST',
			path: `${PATH}/exchange-rate`,
			fields: [lines('payments', forVendor, { label: 'Vendors', entry: 'Vendor', required: true })],
			list: { paged: false },
			output: exchangeRateShape,
			// The body is a bare list. Its form is not shown in BILL's examples, only described.
			run: async ({ client, request }) => {
				const { payments } = request.body as { payments: IDataObject[] };
				const rates = (await client.send({ ...request, body: payments })) as IDataObject[];
				return (Array.isArray(rates) ? rates : [rates]).map((json) => ({ json }));
			},
		},
		{
			value: 'downloadCheckImages',
			name: 'Download Check Images',
			action: 'Download the check images of a payment',
			description: 'Download the pictures of the check that a vendor has cashed',
			method: 'GET',
			path: `${PATH}/{paymentId}/check-image`,
			fields: [id],
			options: [outputField],
			file: true,
			output: { paymentId: 'string', image: 'number' },
			run: downloadCheckImages,
		},
	],
};
