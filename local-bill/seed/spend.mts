import { openChallenge } from '../rules/spend-purchases.mts';
import type { World } from '../state/world.mts';
import { seedSpendBudgets } from './spend-budgets.mts';
import { cardEnding, seedSpendCards } from './spend-cards.mts';
import { seedSpendFields } from './spend-custom-fields.mts';
import { seedSpendReimbursements } from './spend-reimbursements.mts';
import { seedSpendTransactions } from './spend-transactions.mts';
import { seedSpendUsers } from './spend-users.mts';

/**
 * The company's Spend & Expense data, including its pitfalls: equal names, two ids per record, purchases that clear
 * as second transactions, values that BILL silently drops.
 */
export function seedSpend(world: World, time: (daysAgo: number) => string): void {
	seedSpendUsers(world, time(300));
	seedSpendBudgets(world, time(290));
	seedSpendFields(world, time(280));
	seedSpendCards(world, time);
	seedSpendTransactions(world, time);
	seedSpendReimbursements(world, time);
	const { id: cardId } = cardEnding(world, '4188');
	const question = { amount: 49, merchantName: 'Stratus Hosting', cardId };
	openChallenge(world, question, '3f1c8f0a-5d0e-4c52-9f0b-6b1f2a7c9d10');
}
