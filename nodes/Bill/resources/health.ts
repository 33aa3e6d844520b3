import { strings } from '../../core/form/shape';
import type { Operation, Resource } from '../../core/run/operation';

const health = (rest: Pick<Operation, 'value' | 'name' | 'action' | 'description' | 'path'>) => ({
	...rest,
	method: 'GET' as const,
	fields: [],
	output: strings('appId', 'appEnv', 'appVersion', 'bdcRegion'),
});

/** https://developer.bill.com/reference/gethealthcheck */
export const healthResource: Resource = {
	value: 'health',
	name: 'Health',
	description: 'Status of the BILL APIs',
	operations: [
		health({
			value: 'get',
			name: 'Get',
			action: 'Get the health of BILL',
			description: "Read the status and version of BILL's payables and receivables API",
			path: '/v3/health',
		}),
		health({
			value: 'getWebhooks',
			name: 'Get for Webhooks',
			action: 'Get the health of the webhooks of BILL',
			description: "Read the status and version of BILL's webhook API",
			path: '/connect-events/v3/health',
		}),
	],
};
