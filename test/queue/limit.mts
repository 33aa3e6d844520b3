import { type LocalBill, startLocalBill } from '../../local-bill/server.mts';
import { resultOf, workflowOf } from '../../tools/lib/run-node.mts';
import { figure, isWhole, type QueueMode, size } from '../support/queue.mts';

const EXECUTIONS = 8;
/** So slow that BILL's limit is the bottleneck, and not this computer. */
const LATENCY_MS = 300;

/** BILL's limit of three concurrent calls per developer key and organization. */
export function limit(queue: QueueMode): void {
	let bill: LocalBill;
	beforeAll(async () => {
		bill = await startLocalBill({ latency: LATENCY_MS });
	});
	afterAll(async () => await bill.close());

	/** Runs Gets in several executions at once, and measures them at BILL. */
	const measured = async (gets: number) => {
		const { client } = queue;
		const account = await queue.account({ gatewayUrl: bill.url });
		const ids = bill.records('vendors').map(({ id }) => id);
		const items = Array.from({ length: gets }, (_, n) => ({ json: { id: ids[n % ids.length] } }));
		const { id } = await client.createWorkflow(
			workflowOf({
				parameters: {
					resource: 'vendor',
					operation: 'get',
					vendorId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				},
				credentials: account.credentials,
				items,
			}),
		);
		await account.run({ resource: 'vendor', operation: 'getAll', returnAll: false, limit: 1 });
		bill.clearRequests();
		const executions = await Promise.all(
			Array.from({ length: EXECUTIONS }, async () => await client.runWorkflow(id, 'Start')),
		);
		for (const execution of executions) {
			expect(resultOf(execution).error).toBeUndefined();
			expect(resultOf(execution).items).toHaveLength(gets);
		}
		const times = bill.requests.map(({ time }) => Date.parse(time));
		const answered = bill.requests.filter(({ status }) => status === 200).length;
		expect(answered).toBe(gets * EXECUTIONS);
		return {
			perSecond: (answered * 1000) / (Math.max(...times) - Math.min(...times)),
			refused: bill.requests.length - answered,
			workers: queue.ranBy(executions.map((execution) => execution.id)),
		};
	};

	test('two workers together are as fast as one alone, and nothing fails', async () => {
		const gets = size(75, 10);
		const both = await measured(gets);
		expect(both.workers).toHaveLength(2);
		await queue.cluster.stop('worker-2');
		const alone = await measured(gets);
		expect(alone.refused).toBe(0);

		const ratio = both.perSecond / alone.perSecond;
		await figure(`${gets * EXECUTIONS} Gets, one worker: requests in a second`, alone.perSecond);
		await figure(`${gets * EXECUTIONS} Gets, two workers: requests in a second`, both.perSecond);
		await figure('Two workers: turned away by BILL', both.refused);
		await figure('Two workers: throughput of one worker', ratio);
		// The few requests of `npm test` say nothing about speed.
		if (isWhole) expect(ratio).toBeGreaterThan(0.85);
	}, 400_000);
}
