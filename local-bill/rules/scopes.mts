import { BillError } from '../errors/bill-error.mts';
import type { OAuthApp } from '../state/credentials.mts';

/** What moves money, or is money's way: the writes that the scope "Accounting data access" leaves out. */
const MONEY = [
	/^\/v3\/payments\b(?!\/(options|exchange-rate))/,
	/^\/v3\/receivable-payments\b/,
	/^\/v3\/funding-accounts\b/,
	/^\/v3\/(vendors|customers)\/[^/]+\/bank-accounts?\b/,
	/^\/v3\/customers\/[^/]+\/charge-authorization\b/,
];

/** There is no session to look at, to trust or to end. */
const OF_SESSIONS = /^\/v3\/(login|logout|mfa)\b/;

/**
 * Refuses what an app may not do: https://developer.bill.com/docs/oauth-api-scope-capabilities. How BILL answers is
 * not documented; 403 and the words of OAuth are a choice.
 *
 * @param path from the version on, as the route writes it
 */
export function checkScope(app: OAuthApp, method: string, path: string): void {
	const product = path.startsWith('/v3/spend/') ? 'spend' : 'connect';
	const isMoney = method !== 'GET' && MONEY.some((pattern) => pattern.test(path));
	const isAllowed =
		app.products.includes(product) &&
		!OF_SESSIONS.test(path) &&
		!(isMoney && app.scope === 'accounting');
	if (!isAllowed) {
		throw new BillError(403, [
			{
				code: 'insufficient_scope',
				category: 'REQUEST',
				message: 'The app is not allowed to do this.',
			},
		]);
	}
}
