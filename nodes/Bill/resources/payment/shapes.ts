import { strings } from '../../../core/form/shape';
import type { Shape } from '../../../core/form/shape';
import { purposeShape } from '../shared/payment-purpose';

export const paymentShape: Shape = {
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
