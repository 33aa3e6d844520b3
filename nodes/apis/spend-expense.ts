import type { ApiProfile, Hints } from '../core/wire/api';
import { BILL_OAUTH2, SPEND_TOKEN } from './credentials';

const ADMINISTRATOR =
	"The API Token acts as the user who created it. Many operations need an administrator: User > Get Current shows the token's user and role.";

const hints: Hints = {
	byCode: {
		BDC_1002:
			'BILL often returns this when a field is unknown or misspelled. Check the fields, especially in JSON.',
		BDC_1121: 'This path or method does not exist in BILL, or not for this account.',
		BDC_1205:
			'Check the ID: is it complete, of the right kind, and of the company of the API Token?',
	},
	byWords: [],
	byStatus: {
		403: ADMINISTRATOR,
		404: 'Check the ID: is it complete, of the right kind, and of the company of the API Token?',
		409: 'BILL already has such a record. Use Create or Update to find it, if the resource has that operation.',
	},
	busy: {
		message:
			'BILL accepted no more requests with this API Token, even after waiting: its limit of 60 a minute was used up',
		description:
			'This n8n process spreads its requests to stay under the limit. Another program or n8n worker is using the same API Token: give it its own token, or run the workflow later.',
	},
};

/**
 * Spend & Expense: a token instead of a session, and 60 requests a minute with it
 * (https://developer.bill.com/docs/spend-expense-api, https://developer.bill.com/docs/api-rate-limits). How many
 * concurrent requests BILL accepts is not documented there.
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
