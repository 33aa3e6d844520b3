import { resultOf, workflowOf } from '../../tools/lib/run-node.mts';
import { startBalancer } from '../../tools/queue/balancer.mts';
import { figure, type QueueMode } from '../support/queue.mts';
import { loginsAt, someVendors } from '../support/n8n.mts';

const EXECUTIONS = 20;

/** One session for all processes. */
export function signIns(queue: QueueMode): void {
	/** A new workflow that reads vendors, and the sessions used by its requests to BILL. */
	const reading = async () => {
		const given: string[] = [];
		const used: string[] = [];
		// The local BILL's log masks secrets, so they are read in transit.
		const gateway = await startBalancer(({ url, headers }, answer) => {
			if (url?.endsWith('/login')) given.push((JSON.parse(String(answer)) as Login).sessionId);
			else used.push(String(headers.sessionid));
		});
		gateway.add('BILL', queue.bill.url);
		const { credentials } = await queue.account({ gatewayUrl: gateway.url });
		const { id } = await queue.client.createWorkflow(
			workflowOf({ parameters: someVendors, credentials }),
		);
		/** Runs it that often at once. Returns how many of these executions each worker ran. */
		const run = async (times: number) => {
			const executions = await Promise.all(
				Array.from({ length: times }, async () => await queue.client.runWorkflow(id, 'Start')),
			);
			for (const execution of executions) {
				expect(resultOf(execution).error).toBeUndefined();
				expect(resultOf(execution).items).toHaveLength(3);
			}
			return queue.ranBy(executions.map((execution) => execution.id));
		};
		return { given, used, run, close: gateway.close };
	};

	test('all workers use one session; after its end each signs in once at most, and the newest wins', async () => {
		const { bill } = queue;
		const { given, used, run, close } = await reading();
		try {
			await run(1);
			expect(await run(EXECUTIONS)).toEqual([expect.any(Number), expect.any(Number)]);
			expect(given).toHaveLength(1);
			expect(new Set(used)).toEqual(new Set(given));

			const signInsOfRounds: number[] = [];
			for (const _ of [1, 2, 3]) {
				bill.expireSessions();
				given.length = 0;
				await run(EXECUTIONS);
				signInsOfRounds.push(given.length);
				expect(given.length).toBeGreaterThanOrEqual(1);
				expect(given.length).toBeLessThanOrEqual(2);

				used.length = 0;
				const workers = await run(EXECUTIONS);
				expect(workers).toHaveLength(2);
				// The session that n8n stored last. After two sign-ins at once, this may not be the later one at BILL.
				const [session, ...others] = new Set(used);
				expect(given).toContain(session);
				expect(others).toEqual([]);
			}
			await figure(
				`Sign-ins after the session's end, ${EXECUTIONS} executions on two workers, three rounds`,
				signInsOfRounds.join(', '),
			);
			expect(loginsAt(bill)).toBe(1 + signInsOfRounds.reduce((sum, each) => sum + each));
		} finally {
			await close();
		}
	}, 240_000);
}

interface Login {
	sessionId: string;
}
