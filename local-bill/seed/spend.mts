import type { World } from '../state/world.mts';
import { seedSpendBudgets } from './spend-budgets.mts';
import { seedSpendCards } from './spend-cards.mts';
import { seedSpendFields } from './spend-custom-fields.mts';
import { seedSpendReimbursements } from './spend-reimbursements.mts';
import { seedSpendTransactions } from './spend-transactions.mts';
import { seedSpendUsers } from './spend-users.mts';

/** The company's Spend & Expense, with what makes it hard: same names, two ids, cleared twice, dropped without a word. */
export function seedSpend(world: World, time: (daysAgo: number) => string): void {
	seedSpendUsers(world, time(300));
	seedSpendBudgets(world, time(290));
	seedSpendFields(world, time(280));
	seedSpendCards(world, time);
	seedSpendTransactions(world, time);
	seedSpendReimbursements(world, time);
}
