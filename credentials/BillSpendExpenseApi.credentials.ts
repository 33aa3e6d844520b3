import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { closedToHttpRequest } from '../nodes/core/wire/closed';
import {
	GATEWAY_EXPRESSION,
	gatewayProperties,
	trimmed,
	withSecrets,
} from '../nodes/core/wire/gateway';

export class BillSpendExpenseApi implements ICredentialType {
	name = 'billSpendExpenseApi';

	displayName = 'Bill Spend & Expense API';

	icon: Icon = { light: 'file:../nodes/Bill/bill.svg', dark: 'file:../nodes/Bill/bill.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-bill/n8n-nodes-bill/blob/main/docs/signing-in.md#bill-spend--expense-api';

	properties: INodeProperties[] = [
		...gatewayProperties,
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In BILL Spend & Expense, as an administrator: Profile > Settings > API Tokens > Generate New Token',
		},
		...closedToHttpRequest,
	];

	/**
	 * Adds the token to requests to BILL only.
	 *
	 * @throws Error for any other address
	 */
	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		withSecrets(this.displayName, credentials, requestOptions, () => ({
			apiToken: trimmed(credentials.apiToken),
		}));

	test: ICredentialTestRequest = {
		request: {
			baseURL: GATEWAY_EXPRESSION,
			url: '/connect/v3/spend/users/current',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'BILL does not accept the API Token. Check API Token and Environment: a token belongs to the sandbox or to production, and stops working when its user is retired.',
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
