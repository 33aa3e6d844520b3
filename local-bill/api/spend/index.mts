import type { Route } from '../../engine/route.mts';
import { spendBudgetMemberRoutes } from './budget-members.mts';
import { spendBudgetRoutes } from './budgets.mts';
import { spendCardRoutes } from './cards.mts';
import { spendCustomFieldRoutes } from './custom-fields.mts';
import { spendReimbursementRoutes } from './reimbursements.mts';
import { storageRoutes } from './storage.mts';
import { spendChallengeRoutes } from './three-ds-challenges.mts';
import { spendTransactionFieldRoutes } from './transaction-custom-fields.mts';
import { spendTransactionRoutes } from './transactions.mts';
import { spendUserRoutes } from './users.mts';

/** Spend & Expense: https://developer.bill.com/docs/spend-expense-api. */
export const spendRoutes: Route[] = [
	...spendUserRoutes,
	...spendBudgetRoutes,
	...spendBudgetMemberRoutes,
	...spendCardRoutes,
	...spendCustomFieldRoutes,
	...spendTransactionRoutes,
	...spendTransactionFieldRoutes,
	...spendChallengeRoutes,
	...spendReimbursementRoutes,
	...storageRoutes,
];
