import { BillError } from '../errors/bill-error.mts';
import type { OAuthApp } from '../state/credentials.mts';

/** Writes that move money or set up how it moves. The scope "Accounting data access" excludes them. */
const MONEY = [
	/^\/v3\/payments\b(?!\/(options|exchange-rate))/,
	/^\/v3\/receivable-payments\b/,
	/^\/v3\/funding-accounts\b/,
	/^\/v3\/(vendors|customers)\/[^/]+\/bank-accounts?\b/,
	/^\/v3\/customers\/[^/]+\/charge-authorization\b/,
];

/** Apps have no session to read, trust or end. */
const OF_SESSIONS = /^\/v3\/(login|logout|mfa)\b/;

/**
 * Throws if an app is not allowed to do this: https://developer.bill.com/docs/oauth-api-scope-capabilities. BILL's
 * response is not documented; 403 and the wording of OAuth are our choice.
 *
 * @param path from the version on, as in the route
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
