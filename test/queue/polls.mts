import { callerOf } from '../support/bill.mts';
import { eventually } from '../support/eventually.mts';
import { figure, type QueueMode, size } from '../support/queue.mts';
import { published, triggered, triggerWorkflow } from '../support/trigger.mts';

/** Poll triggers, which run in the main process. */
export function polls(queue: QueueMode): void {
	test('the main process is killed while it polls, and a new one started: nothing comes twice, nothing is lost', async () => {
		const { bill, client, cluster } = queue;
		const changes = size(100, 30);
		bill.seed({ customers: changes });
		const { credentials } = await queue.account();
		const workflow = await triggerWorkflow(client, {
			type: 'billPollTrigger',
			parameters: {
				pollTimes: { item: [{ mode: 'everyMinute' }] },
				polledResource: 'customer',
				triggerOn: 'updated',
			},
			credentials,
		});
		expect((await published(client, workflow)).status).toBe('published');
		const { call } = callerOf(bill.url, bill.credentials);
		const customers = bill
			.records('customers')
			.slice(-changes)
			.map(({ id }) => String(id));
		const change = async (some: string[]) => {
			for (const id of some) await call('PATCH', `/v3/customers/${id}`, { phone: '555-0133' });
		};
		const found = async () => (await triggered(client, workflow.id)).flat();

		const third = Math.round(changes / 3);
		await change(customers.slice(0, third));
		await eventually(async () => (await found()).length >= third, 'the first third', 90_000);

		await change(customers.slice(third, 2 * third));
		// The response to the next poll comes too late: the process is killed first.
		const isPoll = { method: 'GET', path: '/connect/v3/customers' };
		bill.addFault({ match: isPoll, then: { delay: 5_000 } });
		const asked = () =>
			bill.requests.filter(({ method, path }) => method === isPoll.method && path === isPoll.path)
				.length;
		const before = asked();
		await eventually(() => asked() > before, 'the next poll', 90_000);
		await cluster.kill('main');
		const killedAt = Date.now();
		await change(customers.slice(2 * third));
		await cluster.start('main');
		await eventually(async () => (await found()).length >= changes, 'all changes', 150_000);
		await figure(
			'Seconds from the end of the main process to the last change',
			(Date.now() - killedAt) / 1000,
		);

		const ids = (await found()).map(({ json }) => String(json.id));
		await figure('Changes that a poll trigger found over a new main process', ids.length);
		expect(ids.sort()).toEqual([...customers].sort());
	}, 600_000);
}
