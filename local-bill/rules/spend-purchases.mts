import { randomUUID } from 'node:crypto';
import { BillError, must } from '../errors/bill-error.mts';
import type { SpendCard, SpendChallenge, SpendTransaction } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';
import { countSpending, currentPeriod } from './spend-budgets.mts';

/** Card purchases. BILL's API has no call for them, and its sandbox has no purchases at all. */

export interface Purchase {
	amount: number;
	merchantName?: string;
	/** Either of the two ids. Default: the first activated card that has a budget. */
	cardId?: string;
}

const MERCHANT = 'Local Test Shop';
/** How long a shop waits for the answer; an assumption. */
const CHALLENGE_MS = 10 * 60_000;

/** Uses a card. The purchase is authorized or declined. */
export function useCard(world: World, purchase: Purchase): SpendTransaction {
	const { amount, merchantName = MERCHANT } = purchase;
	const card = cardOf(world, purchase.cardId);
	const budgetId = budgetOf(world, card);
	const decline = declineOf(world, card, budgetId, amount);
	const occurredTime = world.clock.stamp();
	if (!decline) countSpending(world, budgetId, 0, amount);
	return world.of('spendTransactions').add({
		...{ transactionType: decline ? 'DECLINE' : 'AUTHORIZATION', amount, transactedAmount: amount },
		...{ fees: 0, foreignExchangeFee: 0, isCredit: amount < 0, merchantName },
		...{ rawMerchantName: merchantName.toUpperCase(), merchantCategoryCode: '5999' },
		...{ userId: card.userId, budgetId, cardId: card.id, cardPresent: card.type === 'PHYSICAL' },
		...{ occurredTime, authorizedTime: occurredTime, childTransactionIds: [], isLocked: false },
		...{ isReconciled: false, receiptStatus: 'NOT_ATTACHED', receiptSyncStatus: 'NO_ATTACHMENTS' },
		...{ receipts: [], customFields: [], reviewRequired: false, reviewers: [], reviews: [] },
		...{ syncStatus: 'NOT_SYNCED', pointsAwarded: 0, ...decline },
	});
}

/** Settles an authorization with a second transaction; the two refer to each other. */
export function clearTransaction(world: World, id: string, amount?: number): SpendTransaction {
	const transactions = world.of('spendTransactions');
	const { id: authId, uuid: _uuid, createdTime: _time, ...auth } = transactions.get(id);
	const open = auth.transactionType === 'AUTHORIZATION' && !auth.matchedClearTransactionId;
	must(open, 'transactionId', 'is not a pending authorization');
	const settled = amount ?? auth.amount;
	countSpending(world, auth.budgetId, settled, -auth.amount);
	const stamp = world.clock.stamp();
	const clear = transactions.add({
		...auth,
		...{ transactionType: 'CLEAR', amount: settled, transactedAmount: settled },
		...{ occurredTime: stamp, updatedTime: stamp, originalAuthTransactionId: authId },
		pointsAwarded: Math.max(0, Math.floor(settled)),
	});
	transactions.save({ ...transactions.get(authId), matchedClearTransactionId: clear.id });
	return clear;
}

/** An online shop asks the card's owner to confirm the purchase. */
export function openChallenge(world: World, purchase: Purchase, id = randomUUID()): SpendChallenge {
	const { amount, merchantName = MERCHANT, cardId } = purchase;
	return world.of('spendChallenges').add({
		...{ id, amount, merchantName, merchantCategoryCode: '5999' },
		cardId: cardOf(world, cardId).id,
		occurredTime: world.clock.stamp(),
		_until: world.clock.now() + CHALLENGE_MS,
	});
}

function cardOf(world: World, id?: string): SpendCard {
	const cards = world.of('spendCards');
	if (id !== undefined) return cards.get(id);
	const card = cards.first(
		({ status, budgetId }) => status === 'ACTIVATED' && budgetId !== undefined,
	);
	if (!card) throw BillError.notFound('an activated card');
	return card;
}

/** For a physical card, the budget chosen in BILL's app counts; here it is the default one. */
function budgetOf(world: World, { budgetId }: SpendCard): string {
	const fallback = world.of('spendBudgets').first((budget) => budget.default)!;
	return budgetId ?? fallback.id;
}

function declineOf(world: World, { status }: SpendCard, budgetId: string, amount: number) {
	const budget = world.of('spendBudgets').get(budgetId);
	const { limit, cleared, pending } = currentPeriod(world, budget);
	const buffer = 1 + (budget._overspendBuffer ?? 0) / 100;
	if (status !== 'ACTIVATED') return declined('The card is not active.', `CARD_${status}`);
	if (amount > (budget.maxTxSize ?? Infinity)) {
		return declined(
			'The charge exceeds the maximum transaction size of the budget.',
			'MAX_TRANSACTION_SIZE',
		);
	}
	const left = limit === undefined ? Infinity : limit * buffer - cleared - pending;
	return amount > left && !budget.limitlessOverspend
		? declined('The charge exceeds the remaining budget.', 'OVER_LIMIT')
		: undefined;
}

function declined(declineReason: string, declineInternalReasonCode: string) {
	return { declineReason, declineInternalReasonCode };
}
