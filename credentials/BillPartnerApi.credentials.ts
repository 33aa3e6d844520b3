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

import { partnerLogin } from '../nodes/apis/partner-login';
import { closedToHttpRequest } from '../nodes/core/wire/closed';
import {
	GATEWAY_EXPRESSION,
	gatewayProperties,
	NotSignedIn,
	trimmed,
	withSecrets,
} from '../nodes/core/wire/gateway';
import { keptSession } from '../nodes/core/wire/kept-session';
import { signInFor } from '../nodes/core/wire/session';

/** For platforms that create organizations in BILL and act for them: https://developer.bill.com/docs/partner */
export class BillPartnerApi implements ICredentialType {
	name = 'billPartnerApi';

	displayName = 'Bill Partner API';

	icon: Icon = { light: 'file:../nodes/Bill/bill.svg', dark: 'file:../nodes/Bill/bill.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-bill/n8n-nodes-bill/blob/main/docs/signing-in.md#partners';

	properties: INodeProperties[] = [
		...gatewayProperties,
		{
			displayName: 'Application Key',
			name: 'appKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The key that BILL issues to a partner. Sandbox and production have separate keys.',
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			description: 'The user name that the partner signs in to BILL with',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The password of that user',
		},
		{
			displayName: 'Developer Key',
			name: 'devKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only needed to work in an organization as one of its users: BILL requires it there instead of the Application Key. The test of this credential does not check it.',
		},
		{
			displayName: 'Remember Me ID',
			name: 'rememberMeId',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for operations that BILL protects with a second factor, such as payments. It belongs to one user of one organization, so create a separate credential for it. Get it with the Bill node: Session > Request Code, then Validate Code. Lasts 30 days.',
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
		...closedToHttpRequest,
		{
			displayName: 'Session ID',
			name: 'sessionId',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/**
	 * Signs in as the partner if there is no session, or if n8n reports that the stored one has ended.
	 *
	 * @returns `sessionId`, which n8n stores with the credential for all workflows and workers
	 * @throws SignInError with a text that names the field to check
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return await signInFor(partnerLogin, this.helpers.httpRequest, credentials);
	}

	/**
	 * Adds key and session to requests to BILL only. A session of an organization comes with the organization's ID, for
	 * which the credential has no field, and is sent with the developer key.
	 *
	 * @throws Error for any other address, and for a session that was obtained with other values of the fields
	 */
	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		withSecrets(this.displayName, credentials, requestOptions, () => {
			const session = keptSession(credentials, credentials.sessionId);
			if (!session) throw new NotSignedIn();
			const key: Record<string, string> = credentials.organizationId
				? { devKey: trimmed(credentials.devKey) }
				: { appKey: trimmed(credentials.appKey) };
			return { ...key, sessionId: session.id };
		});

	test: ICredentialTestRequest = {
		request: {
			baseURL: GATEWAY_EXPRESSION,
			url: '/connect/v3/partner/organizations',
			qs: { max: 1 },
			disableFollowRedirect: true,
		},
	};
}
