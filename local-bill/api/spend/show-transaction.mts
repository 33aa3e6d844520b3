import { fieldsOf } from '../../rules/spend-custom-fields.mts';
import { showReceipt } from '../../rules/spend-receipts.mts';
import { showFilled } from '../../rules/spend-shown-fields.mts';
import { isComplete, receiptRequired, statusOf } from '../../rules/spend-transactions.mts';
import type { SpendTransaction } from '../../state/records/spend.mts';
import type { World } from '../../state/world.mts';

/** What is shown only on request. */
export interface Shown {
	/** Custom fields, by either of their two ids. */
	fieldIds: string[];
	receipts: boolean;
}

/** A transaction as BILL returns it. */
export function showTransaction(world: World, record: SpendTransaction, shown: Shown) {
	const { id, uuid, childTransactionIds, isLocked, isReconciled, transactionType } = record;
	const { parentTransactionId, rawMerchantName, merchantName, isCredit, currencyData } = record;
	const { occurredTime, updatedTime, authorizedTime, pointsAwarded, amount, transactedAmount } =
		record;
	const { fees, foreignExchangeFee, receiptStatus, receiptSyncStatus, reviewRequired } = record;
	const { merchantCategoryCode, declineReason, declineInternalReasonCode, cardPresent } = record;
	const { merchantLocation, disputeStatus, originalAuthTransactionId } = record;
	const { matchedClearTransactionId } = record;
	const transactions = world.of('spendTransactions');
	const uuidOf = (other?: string) => (other ? transactions.find(other)?.uuid : undefined);
	return {
		...{ id, uuid, childTransactionIds },
		childTransactionUuids: childTransactionIds.map(uuidOf),
		...{ isLocked, isReconciled, transactionType, parentTransactionId },
		...peopleOf(world, record),
		...{ rawMerchantName, merchantName, originalAuthTransactionId },
		originalAuthTransactionUuid: uuidOf(originalAuthTransactionId),
		...{ isCredit, currencyData, receiptRequired: receiptRequired(world, record), reviewRequired },
		...{ occurredTime, updatedTime, authorizedTime, complete: isComplete(world, record) },
		...{ pointsAwarded, ...fieldsAndReceipts(world, record, shown), network: 'VISA' },
		...{ isParent: childTransactionIds.length > 0, amount, transactedAmount, fees },
		...{ foreignExchangeFee, receiptStatus, matchedClearTransactionId },
		matchedClearTransactionUuid: uuidOf(matchedClearTransactionId),
		...{ receiptSyncStatus, merchantCategoryCode, declineReason, declineInternalReasonCode },
		...{ cardPresent, merchantLocation, disputeStatus, status: statusOf(world, record) },
		...accountingOf(record),
		...reviewsOf(world, record),
	};
}

function peopleOf(world: World, { userId, budgetId, cardId }: SpendTransaction) {
	const user = world.of('spendUsers').get(userId);
	const budget = world.of('spendBudgets').get(budgetId);
	const card = world.of('spendCards').get(cardId);
	const parent = budget.parentBudgetId && world.of('spendBudgets').get(budget.parentBudgetId);
	return {
		...{ userId, userUuid: user.uuid, userName: `${user.firstName} ${user.lastName}` },
		...{ budgetId, budgetUuid: budget.uuid, budgetName: budget.name },
		...(parent && { parentBudgetUuid: parent.uuid }),
		...{ cardId, cardUuid: card.uuid, cardLastFour: card.lastFour, cardType: card.type },
	};
}

function fieldsAndReceipts(world: World, record: SpendTransaction, shown: Shown) {
	const fields = fieldsOf(world, record).filter(
		({ id, uuid }) => shown.fieldIds.includes(id) || shown.fieldIds.includes(uuid),
	);
	return {
		...(shown.fieldIds.length > 0 && {
			customFields: fields.map((field) => showFilled(world, field, record)),
		}),
		...(shown.receipts && {
			receipts: record.receipts.map((receipt) => showReceipt(world, receipt)),
		}),
	};
}

/** The status of an accounting integration was seen in lowercase, but the filter takes it in uppercase. */
function accountingOf({ id, transactionType, syncStatus, syncMessage }: SpendTransaction) {
	if (transactionType !== 'CLEAR') return {};
	return {
		accountingIntegrationTransactions: [
			{
				...{ id: `int-${id}`, billable: false, syncStatus: syncStatus.toLowerCase() },
				...{ syncMessage, integrationType: 'QUICKBOOKS_ONLINE' },
			},
		],
	};
}

function reviewsOf(world: World, { reviewers, reviews }: SpendTransaction) {
	const user = (id: string) => world.of('spendUsers').get(id);
	return {
		reviewers: reviewers.map((reviewer) => ({
			...reviewer,
			userUuid: user(reviewer.userId).uuid,
			userName: `${user(reviewer.userId).firstName} ${user(reviewer.userId).lastName}`,
		})),
		reviews: reviews.map((review) => ({ ...review, reviewerUuid: user(review.reviewerId).uuid })),
	};
}
