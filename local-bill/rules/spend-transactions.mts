import { must } from '../errors/bill-error.mts';
import type { SpendTransaction } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';
import { activeBudget, countSpending } from './spend-budgets.mts';
import { isFilledIn } from './spend-custom-fields.mts';

/** Whether a receipt is required. Declined purchases and refunds need none (not documented). */
export function receiptRequired(world: World, transaction: SpendTransaction): boolean {
	const { transactionType, amount, budgetId } = transaction;
	if (transactionType === 'DECLINE' || amount <= 0) return false;
	return world.of('spendBudgets').get(budgetId).receiptRequired;
}

/**
 * Complete once the required receipt and custom fields are there:
 * https://developer.bill.com/docs/transaction-management
 */
export function isComplete(world: World, transaction: SpendTransaction): boolean {
	if (transaction.transactionType === 'DECLINE') return false;
	const receipt =
		!receiptRequired(world, transaction) || transaction.receiptStatus !== 'NOT_ATTACHED';
	return receipt && isFilledIn(world, transaction);
}

/**
 * https://developer.bill.com/changelog/2026-04-17-se-transactions-improvements. When each status applies is not
 * documented.
 */
export function statusOf(world: World, transaction: SpendTransaction): string {
	const { transactionType, reviewers } = transaction;
	if (transactionType === 'DECLINE') return 'DECLINED';
	if (transactionType === 'AUTHORIZATION') return 'PENDING';
	if (reviewers.some(({ status }) => status === 'DENIED')) return 'DENIED';
	if (!isComplete(world, transaction)) return 'INCOMPLETE';
	if (reviewers.length === 0) return 'COMPLETE';
	return reviewers.every(({ status }) => status === 'APPROVED') ? 'APPROVED' : 'REVIEWED';
}

/**
 * What a transaction adds to the cleared and pending spending of its budget. An authorization that has cleared no
 * longer counts.
 */
export function spendingOf(transaction: SpendTransaction): [cleared: number, pending: number] {
	const { transactionType, amount, matchedClearTransactionId } = transaction;
	if (transactionType === 'CLEAR' || transactionType === 'OTHER') return [amount, 0];
	if (transactionType === 'AUTHORIZATION' && !matchedClearTransactionId) return [0, amount];
	return [0, 0];
}

export function mustBeOpen({ isLocked }: SpendTransaction): void {
	must(!isLocked, 'transactionId', 'The transaction is locked');
}

/** Moves a transaction to another budget: https://developer.bill.com/reference/updatetransaction */
export function moveToBudget(
	world: World,
	transaction: SpendTransaction,
	budgetId: string,
): SpendTransaction {
	mustBeOpen(transaction);
	const budget = activeBudget(world, budgetId);
	const [cleared, pending] = spendingOf(transaction);
	countSpending(world, transaction.budgetId, -cleared, -pending);
	countSpending(world, budget.id, cleared, pending);
	return world.of('spendTransactions').save({ ...transaction, budgetId: budget.id });
}
