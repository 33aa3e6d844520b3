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
	trimmed,
	withSecrets,
} from '../nodes/core/wire/gateway';
import { keptSession } from '../nodes/core/wire/kept-session';
import type { Session } from '../nodes/core/wire/kept-session';
import { login } from '../nodes/core/wire/login';
import { isFresh, signInFor } from '../nodes/core/wire/session';
import { whyUntrusted } from '../nodes/core/wire/trust';

export class BillApi implements ICredentialType {
	name = 'billApi';

	displayName = 'Bill API';

	icon: Icon = { light: 'file:../nodes/Bill/bill.svg', dark: 'file:../nodes/Bill/bill.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-bill/n8n-nodes-bill/blob/main/docs/signing-in.md#bill-api';

	properties: INodeProperties[] = [
		...gatewayProperties,
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. name@example.com',
			description:
				'The email address you sign in to BILL with. With an AP & AR sync token (BILL: Settings > Tokens): the name of the token.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The password you sign in to BILL with. With an AP & AR sync token: the value of the token. A session with a token cannot pay.',
		},
		{
			displayName: 'Organization ID',
			name: 'organizationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 00801ABCDEFGHIJKLMNO',
			description: 'Begins with 008. In BILL: at the bottom of the Settings page.',
		},
		{
			displayName: 'Developer Key',
			name: 'devKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In BILL: Settings > Sync & Integrations > Manage Developer Keys > Generate Developer Key. Sandbox and production have separate keys.',
		},
		{
			displayName: 'Remember Me ID',
			name: 'rememberMeId',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for operations that BILL protects with a second factor, such as payments. The Bill node fills it in: Session > Request Code, then Validate Code. Lasts 30 days.',
		},
		{
			displayName: 'Device',
			name: 'device',
			type: 'string',
			default: '',
			placeholder: 'e.g. n8n',
			description:
				'The same device name as in Session > Validate Code. Needed with a Remember Me ID.',
		},
		{
			displayName: 'Trusted Since',
			name: 'trustedSince',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-11-29',
			description:
				'The day of Session > Validate Code, which fills it in. The node uses it to show how many of the 30 days are left.',
		},
		{
			displayName: 'Session ID',
			name: 'sessionId',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		...closedToHttpRequest,
	];

	/**
	 * Signs in if there is no session, or if n8n reports that the stored one has ended.
	 *
	 * @returns `sessionId`, which n8n stores with the credential for all workflows and workers
	 * @throws SignInError with a text that names the field to check
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return await signInFor(login, this.helpers.httpRequest, credentials);
	}

	/**
	 * Adds key and session to requests to BILL only.
	 *
	 * @throws Error for any other address, and for a session that was obtained with other values of the fields
	 */
	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const { [TEST_HEADER]: isTest, ...headers } = requestOptions.headers ?? {};
		const options = { ...requestOptions, headers } as IHttpRequestOptions;
		return withSecrets(this.displayName, credentials, options, () => {
			const session = keptSession(credentials, credentials.sessionId);
			if (!session) throw new NotSignedIn();
			if (isTest) refuseUntrusted(credentials, session);
			return { devKey: trimmed(credentials.devKey), sessionId: session.id };
		});
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: GATEWAY_EXPRESSION,
			url: '/connect/v3/login/session',
			headers: { [TEST_HEADER]: 'true' },
			disableFollowRedirect: true,
		},
	};
}

/** Tells `authenticate` that the request is the test of the credential; `authenticate` removes the header. */
const TEST_HEADER = 'x-n8n-credential-test';

/**
 * A user who fills in a Remember Me ID wants to pay, and learns here that it does not work. Other operations do not
 * need it.
 */
function refuseUntrusted(credentials: ICredentialDataDecryptedObject, session: Session): void {
	if (!trimmed(credentials.rememberMeId) || session.trusted !== false) return;
	// BILL may trust the session by now.
	if (!isFresh(credentials, session)) throw new NotSignedIn();
	throw new Error(
		`The sign-in works, but BILL does not trust the session. ${whyUntrusted(credentials) || 'Remember Me ID and Device do not belong together, or the Remember Me ID is older than 30 days. '}BILL will refuse payments. Get a new one with the Bill node: Session > Request Code, then Validate Code.`,
	);
}
