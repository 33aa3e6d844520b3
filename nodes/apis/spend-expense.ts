import type { ApiProfile, Hints } from '../core/wire/api';
import { BILL_OAUTH2, SPEND_TOKEN } from './credentials';

const ADMINISTRATOR =
	'The API Token acts as the user who made it. Many operations need an administrator: User > Get Current shows whose token it is, and with which role.';

const hints: Hints = {
	byCode: {
		BDC_1002:
			'BILL often answers so when a field is unknown or written wrongly. Check the fields, in the JSON form above all.',
		BDC_1121: 'This path or method does not exist in BILL, or not for this account.',
		BDC_1205:
			'Check the ID: is it complete, of the right kind, and of the company of the API Token?',
	},
	byWords: [],
	byStatus: {
		403: ADMINISTRATOR,
		404: 'Check the ID: is it complete, of the right kind, and of the company of the API Token?',
		409: 'BILL has such a record already. Create or Update finds it, where the resource has that.',
	},
	busy: {
		message:
			'BILL took no more requests with this API Token, also after waiting: its limit of 60 a minute was used up',
		description:
			'The requests of this n8n process are spread so that they stay under the limit. Another program, or another worker of n8n, is using the same API Token: give it one of its own, or run the workflow later.',
	},
};

/**
 * Spend & Expense: a token in place of a session, and 60 requests a minute with it
 * (https://developer.bill.com/docs/spend-expense-api, https://developer.bill.com/docs/api-rate-limits). How many
 * requests BILL takes at once is not documented there.
 */
export const SPEND_EXPENSE: ApiProfile = {
	...SPEND_TOKEN,
	otherCredentials: [BILL_OAUTH2],
	root: '/connect',
	pageSize: 100,
	pageKey: 'nextPage',
	atOnce: 3,
	perMinute: 60,
	hints,
};
