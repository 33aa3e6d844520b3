import { strings } from '../../../core/form/shape';
import type { Shape } from '../../../core/form/shape';
import { customFieldShape, receiptShape } from '../shared/shapes';

/** https://developer.bill.com/reference/gettransaction */
export const transactionShape: Shape = {
	...strings('id', 'uuid', 'transactionType', 'status', 'merchantName', 'rawMerchantName'),
	...{ amount: 'number', transactedAmount: 'number', fees: 'number', foreignExchangeFee: 'number' },
	...strings('occurredTime', 'updatedTime', 'authorizedTime'),
	...strings('userId', 'userUuid', 'userName', 'budgetId', 'budgetUuid', 'budgetName'),
	...strings('parentBudgetUuid', 'cardId', 'cardUuid', 'cardLastFour', 'cardType', 'network'),
	...{ complete: 'boolean', isLocked: 'boolean', isReconciled: 'boolean', isCredit: 'boolean' },
	...{ isParent: 'boolean', cardPresent: 'boolean', pointsAwarded: 'number' },
	...{ receiptRequired: 'boolean', reviewRequired: 'boolean' },
	...strings('receiptStatus', 'receiptSyncStatus', 'disputeStatus', 'merchantCategoryCode'),
	...strings('declineReason', 'declineInternalReasonCode', 'parentTransactionId'),
	...strings('originalAuthTransactionId', 'originalAuthTransactionUuid'),
	...strings('matchedClearTransactionId', 'matchedClearTransactionUuid'),
	childTransactionIds: ['string'],
	childTransactionUuids: ['string'],
	currencyData: {
		...strings('originalCurrencyAmount', 'originalCurrencyCode', 'symbol'),
		...{ exchangeRate: 'number', exponent: 'number' },
	},
	merchantLocation: strings('city', 'state', 'postalCode', 'country'),
	customFields: [customFieldShape],
	receipts: [receiptShape],
	reviews: [
		{
			...strings('id', 'note', 'createdTime', 'deletedTime', 'reviewerId', 'reviewerUuid'),
			isApproved: 'boolean',
		},
	],
	reviewers: [strings('approverType', 'reviewedTime', 'status', 'userId', 'userUuid', 'userName')],
	accountingIntegrationTransactions: [
		{
			...strings('id', 'integrationTxId', 'syncStatus', 'syncMessage', 'integrationType'),
			...strings('integrationId', 'syncRequestId'),
			billable: 'boolean',
		},
	],
};
