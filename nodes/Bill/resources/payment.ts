import type { IDataObject } from 'n8n-workflow';

import { choice, day, flag, json, money, notSent, onlyWhen, record, text } from '../../core/fields';
import { asJson, group, lines } from '../../core/groups';
import type { Field } from '../../core/fields';
import { downloadLink, withFile } from '../../core/files';
import { filterBy } from '../../core/list';
import { strings } from '../../core/operation';
import type { Call, Output, Resource, Shape } from '../../core/operation';
import { standard } from '../../core/standard';
import { FieldError } from '../../core/values';
import * as records from '../records';
import { OUTPUT_FIELD, TIME_OPERATORS, outputField, purposeShape } from './shared';

const PATH = '/v3/payments';

const id = record('paymentId', records.payment, { required: true });

const paymentShape: Shape = {
	...strings('id', 'vendorId', 'vendorName', 'billId', 'description', 'processDate'),
	...{ amount: 'number', exchangeRate: 'number', fundingAmount: 'number' },
	billPayments: [
		{
			...strings('id', 'billId'),
			amount: 'number',
			vendorCredits: [{ id: 'string', amount: 'number' }],
		},
	],
	fundingAccount: strings('type', 'id'),
	processingOptions: {
		requestPayFaster: 'boolean',
		createBill: 'boolean',
		requestCheckDeliveryType: 'string',
	},
	...strings('transactionNumber', 'confirmationNumber', 'status', 'singleStatus'),
	...strings('disbursementType', 'disbursementStatus', 'remittanceEmail', 'cardFundingPurpose'),
	onlinePayment: 'boolean',
	cancelRequestSubmitted: 'boolean',
	...strings('createdBy', 'createdTime', 'updatedTime'),
	voidInfo: [
		strings('id', 'requestedBy', 'type', 'status', 'reason', 'createdTime', 'updatedTime'),
	],
	paymentPurpose: purposeShape,
};

const fundingTypes = [
	{ value: 'BANK_ACCOUNT', name: 'Bank Account' },
	{ value: 'CARD_ACCOUNT', name: 'Card' },
	{ value: 'AP_CARD', name: 'AP Card' },
	{ value: 'WALLET', name: 'BILL Balance' },
];

/** What pays: https://developer.bill.com/docs/funding-accounts */
const funding: Field[] = [
	choice('fundingAccount.type', fundingTypes, {
		as: 'fundingAccountType',
		label: 'Pay With',
		required: true,
	}),
	onlyWhen(
		{ fundingAccountType: ['BANK_ACCOUNT'] },
		record('fundingAccount.id', records.bankAccount, { as: 'bankAccountId', required: true }),
	),
	onlyWhen(
		{ fundingAccountType: ['CARD_ACCOUNT'] },
		record('fundingAccount.id', records.cardAccount, { as: 'cardAccountId', required: true }),
	),
	onlyWhen(
		{ fundingAccountType: ['AP_CARD'] },
		record('fundingAccount.id', records.apCard, { as: 'apCardId', required: true }),
	),
];

/** https://developer.bill.com/reference/createpayment wants it for BILL Balance and AP Card only. */
const processDate = day('processDate', {
	description:
		'The day on which the money leaves, a business day. Needed with BILL Balance and AP Card; otherwise BILL takes the earliest day.',
});

const transactionNumber = text('transactionNumber', {
	eg: 'RUN-2027-01-0042',
	max: 50,
	description: 'Your own number for the payment, by which you find it again',
});

const processing: Field[] = [
	flag('processingOptions.requestPayFaster', {
		label: 'Pay Faster',
		description: 'Whether to ask for a faster delivery, which BILL charges for',
	}),
	choice(
		'processingOptions.requestCheckDeliveryType',
		[
			{ value: 'STANDARD', name: 'Standard' },
			{ value: 'UPS_1DAY', name: 'UPS, 1 Day' },
			{ value: 'UPS_2DAY', name: 'UPS, 2 Days' },
			{ value: 'UPS_3DAY', name: 'UPS, 3 Days' },
			{ value: 'RTP_DELIVERY', name: 'Instant Transfer' },
		],
		{ label: 'Delivery', initially: 'STANDARD' },
	),
];

const details: Field[] = [
	text('cardFundingPurpose', {
		eg: 'OFFICE_SUPPLIES',
		description: 'For some cards; Card Account > Get Funding Purposes lists the values',
	}),
	...processing,
	text('description', { eg: 'Invoice NW-2027-0114' }),
	text('exchangeRateBatchId', {
		label: 'Exchange Rate Batch ID',
		eg: '7f9a2c31-5b1e-4a0e-9a43-3c1f0d6e2b11',
		description:
			'Needed when the vendor is not paid in USD; Get Exchange Rate gives it, for 20 minutes',
	}),
	json('paymentPurpose', {
		eg: { text: 'Office supplies' },
		description: 'For international vendors',
	}),
	processDate,
	transactionNumber,
];

const vendorCredits = lines(
	'vendorCredits',
	[
		text('id', {
			label: 'Vendor Credit ID',
			as: 'creditId',
			eg: 'vcr01ABCDEFGHIJKLMNO',
			required: true,
		}),
		money('amount', { eg: 25.5, required: true }),
	],
	{ entry: 'Vendor Credit', description: 'Credits of the vendor that pay part of the bill' },
);

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

const billsToPay = lines(
	'payments',
	[
		record('billId', records.bill, { required: true }),
		money('amount', { required: true, min: 0.01 }),
	],
	{ label: 'Bills', entry: 'Bill', required: true, more: [vendorCredits] },
);

/** An expression over all items gives each item all bills, which would then be paid once for each item. */
function eachBillOnce(calls: Call[]): void {
	const seen = new Map<unknown, number>();
	for (const { request, itemIndex } of calls) {
		const { payments = [] } = (request.body ?? {}) as { payments?: Array<{ billId?: unknown }> };
		for (const { billId } of Array.isArray(payments) ? payments : []) {
			const before = seen.get(billId);
			if (before !== undefined && before !== itemIndex) {
				throw new FieldError(
					'Bills',
					`would pay bill ${String(billId)} with item ${before} and again with item ${itemIndex}. Switch on Execute Once in the settings of the node`,
				);
			}
			seen.set(billId, itemIndex);
		}
	}
}

const forVendor = [
	record('vendorId', records.vendor, { required: true }),
	money('amount', { required: true, min: 0.01 }),
];

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
			belongsTo: ({ billId, vendorId }) => billId ?? vendorId,
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
				filterBy.moment('createdTime', [...TIME_OPERATORS]),
				filterBy.record('id', ['eq', 'ne', 'in'], records.payment),
				filterBy.moment('updatedTime', [...TIME_OPERATORS]),
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
			belongsTo: ({ vendorId }) => vendorId,
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
			output: {
				amount: 'number',
				vendorId: 'string',
				fundingOptions: {
					banks: [
						{
							available: 'boolean',
							...strings('deliveryDate', 'processDate', 'reason', 'id', 'name'),
							fee: 'number',
						},
					],
					cards: [
						{
							available: 'boolean',
							...strings('deliveryDate', 'processDate', 'reason', 'id', 'name', 'brand'),
						},
					],
				},
			},
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
				fields: [
					text('baseCurrency', {
						eg: 'USD',
						pattern: /^[A-Za-z]{3}$/,
						mustBe: 'must be the three-letter code of a currency such as USD',
					}),
				],
			},
			output: exchangeRateShape(),
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
			output: exchangeRateShape(),
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

function exchangeRateShape(): Shape {
	return {
		...strings('paymentCurrency', 'baseCurrency', 'expirationTime', 'exchangeRateBatchId'),
		exchangeRate: 'number',
		amountRange: { from: 'number', to: 'number' },
	};
}

/** BILL answers with one link for each side of the check. */
async function downloadCheckImages(call: Call): Promise<Output[]> {
	const { client, context, request, itemIndex, options } = call;
	const images = await client.list(request, Infinity, true);
	const paymentId = decodeURIComponent(request.path.split('/')[3]);
	const outputs: Output[] = [];
	for (const [index, image] of images.entries()) {
		const file = await downloadLink(context, client, String(image.downloadLink), {
			itemIndex,
			timeoutMs: request.timeoutMs,
		});
		outputs.push(
			withFile({ paymentId, image: index + 1 }, String(options.outputField ?? OUTPUT_FIELD), file),
		);
	}
	return outputs;
}
