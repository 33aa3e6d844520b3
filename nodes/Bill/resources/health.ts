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
	description: "Whether BILL's interfaces answer",
	operations: [
		health({
			value: 'get',
			name: 'Get',
			action: 'Get the health of BILL',
			description: "Read whether BILL's payables and receivables answer, and in which version",
			path: '/v3/health',
		}),
		health({
			value: 'getWebhooks',
			name: 'Get of Webhooks',
			action: 'Get the health of the webhooks of BILL',
			description: "Read whether BILL's webhooks answer, and in which version",
			path: '/connect-events/v3/health',
		}),
	],
};
