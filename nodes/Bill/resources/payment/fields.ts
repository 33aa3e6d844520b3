import { onlyWhen } from '../../../core/form/field';
import type { Field } from '../../../core/form/field';
import { choice, day, flag, json, money, text, typedId } from '../../../core/form/kinds';
import { record } from '../../../core/form/record-fields';
import * as records from '../../records';
import { appliedCredits } from '../shared/applied-credits';

const fundingTypes = [
	{ value: 'BANK_ACCOUNT', name: 'Bank Account' },
	{ value: 'CARD_ACCOUNT', name: 'Card' },
	{ value: 'AP_CARD', name: 'AP Card' },
	{ value: 'WALLET', name: 'BILL Balance' },
];

/** Stands for an amount that was left empty, until BILL has returned the amount due. */
export const WHAT_IS_DUE = 'what is due';

const typedAmount = money('amount', {
	blank: true,
	min: 0.01,
	description:
		'How much to pay, in the currency of the bill. Leave empty to pay all that is due when the node runs; the output shows the amount.',
});

/** The amount to pay. An expression that returns nothing is refused; an empty field means the amount due. */
export const amountOrDue: Field = {
	...typedAmount,
	write: (value, writing) => typedAmount.write(value, writing) ?? WHAT_IS_DUE,
};

/** The accounts that pay: https://developer.bill.com/docs/funding-accounts */
export const funding: Field[] = [
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

/** https://developer.bill.com/reference/createpayment requires it only for BILL Balance and AP Card. */
export const processDate = day('processDate', {
	description:
		'The business day on which the money leaves. Required for BILL Balance and AP Card; otherwise BILL uses the earliest day.',
});

export const transactionNumber = text('transactionNumber', {
	eg: 'RUN2027010042',
	max: 50,
	description: 'Your own number for the payment, to find it later',
});

export const processing: Field[] = [
	flag('processingOptions.requestPayFaster', {
		label: 'Pay Faster',
		description: 'Whether to request faster delivery, which BILL charges for',
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

export const details: Field[] = [
	text('cardFundingPurpose', {
		eg: 'OFFICE_SUPPLIES',
		description: 'For some cards; Card Account > Get Funding Purposes lists the values',
	}),
	...processing,
	text('description', { eg: 'Invoice NW-2027-0114' }),
	typedId('exchangeRateBatchId', {
		label: 'Exchange Rate Batch ID',
		eg: '7f9a2c31-5b1e-4a0e-9a43-3c1f0d6e2b11',
		description:
			'Required when the vendor is not paid in USD; Get Exchange Rate returns it, valid for 20 minutes',
	}),
	json('paymentPurpose', {
		eg: { text: 'Office supplies' },
		description: 'For international vendors',
	}),
	transactionNumber,
];

export const vendorCredits = appliedCredits('Vendor credits that pay part of the bill');
