import { makeId, prefixes } from './ids.mts';

/**
 * The one account of the local BILL. None of this is secret: it only gives access to a made-up company on this
 * computer.
 */
export const credentials = {
	username: 'avery.lindqvist@northlight-goods.example',
	password: 'local-bill-password',
	organizationId: '00802LOCALSANDBOX001',
	devKey: '01LOCALSANDBOXDEVKEY0001',
} as const;

/** The user of every session. */
export const currentUserId = makeId(prefixes.users, 1);

/**
 * An AP & AR sync token: its name and value replace user name and password
 * (https://developer.bill.com/docs/token-based-sign-in).
 */
export const syncToken = {
	name: 'local-sync-token',
	value: 'local-sync-token-value',
} as const;

/** Multi-factor sign-in: the code in every "text message", and a device that is already remembered. */
export const mfa = {
	code: '123456',
	rememberMeId: 'local-remember-me-id-0001',
	device: 'local-device',
} as const;

/**
 * A partner whose platform signs in for the organizations it has created: https://developer.bill.com/docs/partner.
 * The application key is for the partner's own calls, the developer key for calls as a user of an organization.
 */
export const partner = {
	username: 'local-partner',
	password: 'local-partner-password',
	appKey: '01LOCALPARTNERAPPKEY0001',
	devKey: '01LOCALPARTNERDEVKEY0001',
} as const;

/** Developer keys that a session can be opened with. */
export const devKeys: readonly string[] = [credentials.devKey, partner.devKey];

/** Token of the Spend & Expense API. */
export const spendToken = 'local-spend-token-0001';

/**
 * What an app of BILL may do, chosen when it is created:
 * https://developer.bill.com/docs/oauth-api-scope-capabilities.
 */
export interface OAuthApp {
	clientId: string;
	clientSecret: string;
	scope: 'full' | 'accounting';
	/** The APIs that the user who created the app may use. */
	products: Array<'connect' | 'spend'>;
}

/** Apps for OAuth client credentials: https://developer.bill.com/docs/oauth-client-credentials. */
export const oauthApps = {
	full: {
		clientId: 'local-app-full',
		clientSecret: 'local-app-full-secret-0001',
		scope: 'full',
		products: ['connect', 'spend'],
	},
	accounting: {
		clientId: 'local-app-accounting',
		clientSecret: 'local-app-accounting-secret-0001',
		scope: 'accounting',
		products: ['connect', 'spend'],
	},
	spendOnly: {
		clientId: 'local-app-spend',
		clientSecret: 'local-app-spend-secret-0001',
		scope: 'full',
		products: ['spend'],
	},
} as const satisfies Record<string, OAuthApp>;
