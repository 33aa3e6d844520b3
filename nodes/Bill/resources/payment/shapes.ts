import { strings } from '../../../core/form/shape';
import type { Shape } from '../../../core/form/shape';
import { purposeShape } from '../shared/payment-purpose';

/** What every payment has, whether it was made by BILL or outside BILL. */
const madeShape: Shape = {
	...strings('id', 'vendorId', 'billId', 'description', 'processDate'),
	...{ amount: 'number', exchangeRate: 'number', fundingAmount: 'number' },
	billPayments: [
		{
			...strings('id', 'billId'),
			amount: 'number',
			vendorCredits: [{ id: 'string', amount: 'number' }],
		},
	],
	...strings('transactionNumber', 'confirmationNumber', 'status', 'singleStatus'),
	...strings('disbursementType', 'disbursementStatus', 'remittanceEmail'),
	onlinePayment: 'boolean',
	...strings('createdBy', 'createdTime', 'updatedTime'),
};

export const paymentShape: Shape = {
	...madeShape,
	vendorName: 'string',
	fundingAccount: strings('type', 'id'),
	processingOptions: {
		requestPayFaster: 'boolean',
		createBill: 'boolean',
		requestCheckDeliveryType: 'string',
	},
	cardFundingPurpose: 'string',
	cancelRequestSubmitted: 'boolean',
	voidInfo: [
		strings('id', 'requestedBy', 'type', 'status', 'reason', 'createdTime', 'updatedTime'),
	],
	paymentPurpose: purposeShape,
};

/** https://developer.bill.com/reference/recordpayment */
export const recordedShape: Shape = {
	...madeShape,
	toPrintCheck: 'boolean',
	classifications: { chartOfAccountId: 'string' },
	syncReference: 'string',
	allowExport: 'boolean',
};

export const exchangeRateShape: Shape = {
	...strings('paymentCurrency', 'baseCurrency', 'expirationTime', 'exchangeRateBatchId'),
	exchangeRate: 'number',
	amountRange: { from: 'number', to: 'number' },
};

/** https://developer.bill.com/reference/listpaymentoptions */
export const optionsShape: Shape = {
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
};
