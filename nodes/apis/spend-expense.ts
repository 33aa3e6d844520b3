import type { ApiProfile } from '../core/wire/api';
import { BILL_OAUTH2, SPEND_TOKEN } from './credentials';
import { hints } from './hints';

/**
 * Spend & Expense: a token in place of a session, https://developer.bill.com/docs/spend-expense-api. How many
 * requests BILL takes at once is not documented there.
 */
export const SPEND_EXPENSE: ApiProfile = {
	...SPEND_TOKEN,
	otherCredentials: [BILL_OAUTH2],
	root: '/connect',
	pageSize: 100,
	pageKey: 'nextPage',
	atOnce: 3,
	hints,
};
