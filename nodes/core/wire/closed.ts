import type { INodeProperties } from 'n8n-workflow';

/**
 * Closes a credential to n8n's HTTP Request node. That node signs in and sends again when a request fails, whatever the
 * reason, so a payment could be made twice. n8n (2.41) reads these two fields by their names; if a credential does not
 * have them, n8n adds its own, which allow all domains. n8n does not check them for nodes that come with the
 * credential.
 */
export const closedToHttpRequest: INodeProperties[] = [
	{
		displayName: 'Allowed HTTP Request Domains',
		name: 'allowedHttpRequestDomains',
		type: 'options',
		options: [
			{
				name: 'All',
				value: 'all',
				description: 'For reading only: a payment sent this way can be made twice',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Only the Bill nodes can use this credential',
			},
			{
				name: 'Specific Domains',
				value: 'domains',
				description:
					'For reading only: a payment sent this way can be made twice. The sign-in URL must also be in one of these domains.',
			},
		],
		default: 'none',
		description:
			"Whether n8n's HTTP Request and GraphQL nodes may use this credential. When one of their requests fails, n8n sends it again whatever the reason, so never make payments with them. For a path without its own operation, use API Request > Send in the Bill node, which never sends a write twice.",
	},
	{
		displayName: 'Allowed Domains',
		name: 'allowedDomains',
		type: 'string',
		default: '',
		placeholder: 'e.g. gateway.stage.bill.com',
		description: 'Domains separated by commas; use an asterisk for any subdomain',
		displayOptions: { show: { allowedHttpRequestDomains: ['domains'] } },
	},
];
