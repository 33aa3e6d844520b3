import { onlyWhen } from '../../../core/form/field';
import { filterBy } from '../../../core/form/filters';
import { group, lines } from '../../../core/form/groups';
import { choice, day, flag, money, text } from '../../../core/form/kinds';
import { record } from '../../../core/form/record-fields';
import { bodyOf } from '../../../core/run/operation';
import type { Resource } from '../../../core/run/operation';
import * as records from '../../records';
import { outputField } from '../shared/file-fields';
import { amountFilter, commonFilters } from '../shared/filters';
import { downloadCheckImages } from './check-images';
import {
	amountOrDue,
	details,
	funding,
	processDate,
	transactionNumber,
	vendorCredits,
} from './fields';
import { cancelled, offlinePayment, onePayment, voided } from './look-up';
import { payManyBills } from './pay-many';
import { moneyOptions, onceForEach } from './repeats';
import { paymentShape, recordedShape } from './shapes';
import { columns, id, PATH, payment } from './standard';
import { vendorPaymentOperations } from './vendor-options';

export const paymentResource: Resource = {
	value: 'payment',
	name: 'Payment',
	description: 'Payments to vendors',
	operations: [
		payment.create({
			action: 'Pay a bill',
			description:
				"Pay a vendor's bill in full or in part. Requires an approved bill and a trusted session. Money moves.",
			fields: [
				onlyWhen({ createBill: [false] }, record('billId', records.bill, { required: true })),
				amountOrDue,
				...funding,
				processDate,
				flag('processingOptions.createBill', {
					label: 'Without a Bill',
					description:
						'Whether to pay a vendor without a bill in BILL; BILL then creates the bill. Requires an Amount.',
				}),
				onlyWhen({ createBill: [true] }, record('vendorId', records.vendor, { required: true })),
			],
			optional: { as: 'additionalFields', fields: [...details, vendorCredits] },
			options: moneyOptions,
			belongsTo: (call) => bodyOf(call).billId ?? bodyOf(call).vendorId,
			lookUp: onePayment,
			...onceForEach,
		}),
		payManyBills,
		payment.get(),
		payment.getAll({
			filters: [
				...commonFilters(records.payment),
				amountFilter('amount'),
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
			description: 'Cancel a payment that is still scheduled; after that, use Void',
			method: 'POST',
			path: `${PATH}/{paymentId}/cancel`,
			fields: [id],
			output: paymentShape,
			columns,
			lookUp: cancelled,
		},
		{
			value: 'void',
			name: 'Void',
			action: 'Void a payment',
			description: 'Void a payment that has already been sent, and choose what happens to the bill',
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
					{ as: 'voidType', label: 'Void Type', required: true },
				),
				text('reason', { eg: 'Check was lost', required: true }),
			],
			output: paymentShape,
			columns,
			lookUp: voided,
		},
		{
			value: 'recordOffline',
			name: 'Record Offline Payment',
			action: 'Record a payment made outside BILL',
			description: 'Record that bills were paid outside BILL, for example by check; no money moves',
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
					// Credits: https://developer.bill.com/changelog/record-ap-payment-api-improvements
					{ label: 'Bills', entry: 'Bill', more: [vendorCredits], required: true },
				),
			],
			optional: {
				as: 'additionalFields',
				fields: [
					group('classifications', [record('chartOfAccountId', records.chartOfAccount)]),
					text('description', { eg: 'Paid by check 1042' }),
					flag('toPrintCheck', {
						label: 'Print Check',
						description: 'Whether a check still has to be printed',
					}),
					transactionNumber,
				],
			},
			jsonForm: true,
			belongsTo: (call) => bodyOf(call).vendorId,
			output: recordedShape,
			columns,
			lookUp: offlinePayment,
		},
		...vendorPaymentOperations,
		{
			value: 'downloadCheckImages',
			name: 'Download Check Images',
			action: 'Download the check images of a payment',
			description: 'Download the images of a check that a vendor has cashed',
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
