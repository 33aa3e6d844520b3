import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { closedToHttpRequest } from '../nodes/core/wire/closed';
import {
	GATEWAY_EXPRESSION,
	gatewayProperties,
	NotSignedIn,
	withSecrets,
} from '../nodes/core/wire/gateway';
import { keptSession } from '../nodes/core/wire/kept-session';
import { signInFor } from '../nodes/core/wire/session';
import { accessToken } from '../nodes/core/wire/token';

/**
 * OAuth client credentials, BILL's method for AP, AR and Spend & Expense. It does not extend n8n's `oAuth2Api`, which
 * follows a redirect of the token address with the secret, puts a token of an unusual type into the URL, and has its
 * own error texts.
 */
export class BillOAuth2Api implements ICredentialType {
	name = 'billOAuth2Api';

	displayName = 'Bill OAuth2 API';

	icon: Icon = { light: 'file:../nodes/Bill/bill.svg', dark: 'file:../nodes/Bill/bill.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-bill/n8n-nodes-bill/blob/main/docs/signing-in.md#bill-oauth2-api';

	properties: INodeProperties[] = [
		...gatewayProperties,
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://auth.prod.bill.com/authx/token',
			displayOptions: { show: { environment: ['production', 'custom'] } },
			description:
				'Where BILL issues access tokens. Leave empty in production for https://auth.prod.bill.com/authx/token. That URL is a guess based on the sandbox URL; if BILL shows you a different one, enter it. Leave empty with Custom for /authx/token under the Gateway URL.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description:
				'From an app that you create in BILL: Settings > Sync & Integrations > Manage Developer Apps. It belongs to one organization and one environment. App scope: "Full access" for everything; with "Accounting data access" BILL refuses payments and funding accounts, and the scope cannot be changed later.',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'BILL shows it when you create the app',
		},
		{
			displayName: 'Organization ID',
			name: 'organizationId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 00801ABCDEFGHIJKLMNO',
			description:
				'Only needed for the operations of Organization, Payment Term and Billing Statement. Begins with 008. In BILL: at the bottom of the Settings page.',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		...closedToHttpRequest,
	];

	/**
	 * Gets an access token if there is none, or if n8n reports that the stored one has ended.
	 *
	 * @throws SignInError with a text that names the field to check
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return await signInFor(accessToken, this.helpers.httpRequest, credentials);
	}

	/**
	 * Adds the token to requests to BILL only.
	 *
	 * @throws Error for any other address, and for a token that was obtained with other values of the fields
	 */
	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const token = keptSession(credentials, credentials.accessToken);
		return withSecrets(this.displayName, credentials, requestOptions, () => {
			if (!token) throw new NotSignedIn();
			return { authorization: `Bearer ${token.id}` };
		});
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: GATEWAY_EXPRESSION,
			url: '/connect/v3/vendors',
			qs: { max: 1 },
			disableFollowRedirect: true,
			// BILL has issued a token for the values. An app may be for Spend & Expense only; BILL then refuses this request,
			// with a status that is not documented.
			ignoreHttpStatusErrors: {
				ignore: true,
				except: [301, 302, 303, 307, 308, 401, 404, 408, 429, 500, 502, 503, 504],
			},
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'BILL issued an access token but does not accept it. Check that Gateway URL and Access Token URL belong together.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'BILL does not respond at the Gateway URL. Check Environment and Gateway URL.',
				},
			},
		],
	};
}
