import { isComplete } from '../rules/spend-transactions.mts';
import type {
	SpendChallenge,
	SpendReimbursement,
	SpendTransaction,
} from '../state/records/spend.mts';
import { spendCompanyUuid } from '../state/spend-company.mts';
import type { World } from '../state/world.mts';
import type { Entity } from './events.mts';

/**
 * Notifications of Spend & Expense refer to records by their uuids only. Not everything on BILL's pages about them has
 * been read.
 */

/** https://developer.bill.com/docs/spend-transaction-webhook-notification-payloads */
export function spendTransactionEntity(world: World, record: SpendTransaction): Entity {
	const { uuid, transactionType, merchantName, rawMerchantName, fees, foreignExchangeFee } = record;
	const { occurredTime, updatedTime, authorizedTime, declineReason, currencyData, amount } = record;
	const other = (id?: string) => (id ? world.of('spendTransactions').find(id)?.uuid : undefined);
	return {
		uuid,
		...uuidsOf(world, record),
		parentTransactionUuid: other(record.parentTransactionId),
		originalAuthTransactionUuid: other(record.originalAuthTransactionId),
		...{ transactionType, merchantName, rawMerchantName, amount, fees, foreignExchangeFee },
		...{ occurredTime, updatedTime, authorizedTime, complete: isComplete(world, record) },
		...{ declineReason, currencyData },
	};
}

/** https://developer.bill.com/docs/spend-reimbursement-webhook-notification-payloads */
export function spendReimbursementEntity(world: World, record: SpendReimbursement): Entity {
	const { uuid, note, merchantName, amount, status, fulfillmentType, occurredDate } = record;
	return {
		...{ uuid, note, merchantName, amount, status, fulfillmentType, occurredDate },
		...{ ...uuidsOf(world, record), companyUuid: spendCompanyUuid },
	};
}

/** https://developer.bill.com/docs/three-ds-challenge-webhook-notification-payloads */
export function spendChallengeEntity(world: World, record: SpendChallenge): Entity {
	const { id, merchantName, merchantCategoryCode, amount, occurredTime, cardId } = record;
	const card = world.of('spendCards').get(cardId);
	return {
		...{ acsTransactionId: id, merchantName, merchantCategoryCode, amount, cardUuid: card.uuid },
		userUuid: world.of('spendUsers').get(card.userId).uuid,
		...{ companyUuid: spendCompanyUuid, occurredTime },
	};
}

function uuidsOf(world: World, { userId, budgetId }: { userId: string; budgetId: string }) {
	return {
		userUuid: world.of('spendUsers').get(userId).uuid,
		budgetUuid: world.of('spendBudgets').get(budgetId).uuid,
	};
}
