import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import type { ApiProfile, CredentialProfile } from '../core/wire/api';

/** What a partner does with the organizations that it has created. */
const OF_PARTNERS = /^(\/connect)?\/v3\/partner\b/;

const FOR_PARTNERS_ONLY: [RegExp, string] = [
	OF_PARTNERS,
	'BILL accepts this only from partners. Choose a Bill Partner API credential in the node',
];

/** User name, password, organization and developer key; only AP & AR. */
export const BILL_SESSION: CredentialProfile = {
	credential: 'billApi',
	credentialLabel: 'Bill API',
	session: true,
	keptIn: 'sessionId',
	signedIn: '/v3/login/session',
	keepsTrust: true,
	notFor: [FOR_PARTNERS_ONLY],
	whenRefusedAnew:
		'Check whether the Developer Key in the credential belongs to this organization and environment.',
};

/** An API token of Spend & Expense. */
export const SPEND_TOKEN: CredentialProfile = {
	credential: 'billSpendExpenseApi',
	credentialLabel: 'Bill Spend & Expense API',
	session: false,
};

/**
 * https://developer.bill.com/docs/oauth-client-credentials: for AP & AR and Spend & Expense, but not for webhooks and
 * partners.
 */
export const BILL_OAUTH2: CredentialProfile = {
	credential: 'billOAuth2Api',
	credentialLabel: 'Bill OAuth2 API',
	session: true,
	keptIn: 'accessToken',
	whenRefusedAnew: 'Check that Gateway URL and Access Token URL in the credential belong together.',
	notFor: [
		FOR_PARTNERS_ONLY,
		[
			/^\/connect-events\//,
			'BILL does not accept OAuth for webhook subscriptions and their events. Choose another type of credential in the node for them; all other operations can use OAuth',
		],
		[
			/^(\/connect)?\/v3\/(login|logout|mfa)\b/,
			'OAuth uses no session: an access token needs none, and an app with full access pays without a second factor. Choose a Bill API credential in the node to work with a session',
		],
	],
	// https://developer.bill.com/docs/oauth-api-scope-capabilities
	whenForbidden:
		'An app with the scope "Accounting data access" cannot move money or change funding accounts, and an app can do no more than the BILL user who created it. The scope cannot be changed: create a new app in BILL with App scope "Full access", as a user who may do this, and enter its Client ID and Client Secret into the Bill OAuth2 API credential.',
};

/**
 * https://developer.bill.com/reference/partnerlogin: for platforms that serve many organizations; BILL does not accept
 * OAuth for it.
 */
export const BILL_PARTNER: CredentialProfile = {
	credential: 'billPartnerApi',
	credentialLabel: 'Bill Partner API',
	session: true,
	keptIn: 'sessionId',
	signedIn: '/v3/login/session',
	whenRefusedAnew:
		'Check whether the Developer Key in the credential belongs to the partner and to this environment.',
	partner: {
		own: OF_PARTNERS,
		named: /^(\/connect)?\/v3\/partner\/(users|roles|risk-verifications)\b/,
		signIn: '/v3/partner/login-as-user',
		whyNone: 'This operation works in an organization: choose Organization and User in the node',
	},
};

const AUTHENTICATION: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	default: '',
};

/** The parameter that chooses among the credentials of an API; n8n shows it next to the credential. */
export function authenticationProperty(api: ApiProfile): INodeProperties {
	const options = choicesOf(api).map(({ credential, credentialLabel }) => ({
		name: credentialLabel.replace(/ API$/, ''),
		value: credential,
	}));
	return { ...AUTHENTICATION, options, default: api.credential };
}

/** The credentials of a node with that parameter. */
export function credentialsOf(api: ApiProfile): INodeCredentialDescription[] {
	return choicesOf(api).map(({ credential }) => ({
		name: credential,
		required: true,
		displayOptions: { show: { authentication: [credential] } },
	}));
}

function choicesOf(api: ApiProfile): CredentialProfile[] {
	return [api, ...(api.otherCredentials ?? [])];
}
