import { strings } from '../../../core/form/shape';
import type { Shape } from '../../../core/form/shape';
import { addressShape } from '../shared/address';
import { purposeShape } from '../shared/payment-purpose';

export const bankAccountShape = strings(
	'nameOnAccount',
	'accountNumber',
	'routingNumber',
	'type',
	'ownerType',
	'paymentCurrency',
);

export const vendorShape: Shape = {
	...strings('id', 'name', 'shortName', 'accountNumber', 'accountType', 'email', 'phone'),
	archived: 'boolean',
	address: addressShape,
	paymentInformation: {
		...strings('payeeName', 'email', 'lastPaymentDate', 'payByType', 'payBySubType'),
		virtualCard: strings('status', 'remitEmail', 'enrollDate', 'declineDate', 'alternatePayByType'),
		bankAccount: bankAccountShape,
		paymentPurpose: purposeShape,
	},
	additionalInfo: {
		...strings('taxId', 'taxIdType', 'paymentTermId', 'companyName'),
		track1099: 'boolean',
		leadTimeInDays: 'number',
		combinePayments: 'boolean',
	},
	...strings('rppsId', 'bankAccountStatus', 'billCurrency', 'networkStatus', 'transferMethod'),
	recurringPayments: 'boolean',
	...strings('createdTime', 'updatedTime'),
	balance: { amount: 'number', lastUpdatedDate: 'string' },
	autoPay: {
		enabled: 'boolean',
		...strings('bankAccountId', 'createdBy'),
		maxAmount: 'number',
		daysBeforeDueDate: 'number',
	},
};
