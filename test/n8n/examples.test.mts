import { examples, putCredential, putExamples } from '../../playground/content.mts';
import type { Execution, Workflow } from '../../playground/n8n-client.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { connectN8n } from '../support/n8n.mts';
import { executionIds, publish, triggeredTimes, unpublish } from '../support/trigger.mts';

let n8n: Awaited<ReturnType<typeof connectN8n>>;
let bill: Sandbox;

beforeAll(async () => {
	n8n = await connectN8n();
	bill = await startSandbox({ loopbackWebhooks: true });
	await putExamples(n8n.client, await putCredential(n8n.client, bill));
});
afterAll(async () => await bill.close());

/** Runs an example from its manual trigger, as a person does. */
async function run(name: string): Promise<Execution> {
	const workflow = (await n8n.client.workflows()).find((each) => each.name === name);
	if (!workflow) throw new Error(`There is no workflow "${name}".`);
	return await n8n.client.runWorkflow(workflow.id, 'When clicking Execute workflow');
}

test('set up a second time, the examples are there once', async () => {
	await putExamples(n8n.client, await putCredential(n8n.client, bill));
	const names = (await n8n.client.workflows()).map(({ name }) => name);
	for (const { name } of await examples()) {
		expect(names.filter((each) => each === name)).toHaveLength(1);
	}
});

test('"Create a vendor and a bill with its PDF" does so, and a second run finds the vendor', async () => {
	for (const round of [1, 2]) {
		const execution = await run('Create a vendor and a bill with its PDF');
		expect(execution.data.resultData.error?.message).toBeUndefined();
		expect(execution.status).toBe('success');
		expect(
			bill.records('bills').filter(({ description }) => description === 'Office supplies'),
		).toHaveLength(round);
	}
	const vendors = bill
		.records('vendors')
		.filter(({ name }) => name === 'Northwind Office Supplies');
	expect(vendors).toHaveLength(1);
	const uploads = bill.requests.filter(
		({ method, path }) => method === 'POST' && /\/documents\//.test(path),
	);
	expect(uploads).toHaveLength(2);
	for (const { status } of uploads) expect(status).toBeLessThan(300);
});

test('"Pay the bills that are due this week" pays what is due and approved, and nothing twice', async () => {
	const execution = await run('Pay the bills that are due this week');
	expect(execution.data.resultData.error?.message).toBeUndefined();
	expect(execution.status).toBe('success');
	const paid = execution.data.resultData.runData['Pay the bill']?.[0].data?.main[0] ?? [];
	expect(paid.length).toBeGreaterThan(0);
	expect(paid.filter(({ json }) => json.error)).toEqual([]);
	const payments = bill.requests.filter(
		({ method, path }) => method === 'POST' && path === '/connect/v3/payments',
	);
	expect(payments).toHaveLength(paid.length);

	const again = await run('Pay the bills that are due this week');
	expect(again.data.resultData.runData['Pay the bill']).toBeUndefined();
});

test('"Act on each payment event once" starts when a payment is made, and drops an event that comes again', async () => {
	const name = 'Act on each payment event once';
	const { id } = (await n8n.client.workflows()).find((each) => each.name === name) ?? { id: '' };
	const workflow = await n8n.client.call<Workflow>('GET', `/rest/workflows/${id}`);
	await publish(n8n.client, bill, workflow);
	try {
		const before = await n8n.client.call('GET', `/rest/workflows/${id}`);
		expect(before.activeVersionId).toBeTruthy();
		const [eventId] = bill.sendEvent('payment.updated', { id: 'stp01', status: 'CLEARED' });
		await triggeredTimes(n8n.client, id, 1, 'When a payment changes');
		const [first] = await executionIds(n8n.client, id);
		const { data } = await n8n.client.finished(first);
		expect(Object.keys(data.resultData.runData)).toContain('Note the new status');

		// The same event by another way: as if a second n8n process had received it.
		const again = await n8n.client.startWorkflow(id, 'When a payment changes', {
			triggerToStartFrom: {
				name: 'When a payment changes',
				data: { data: { main: [[{ json: { eventId, eventType: 'payment.updated' } }]] } },
			},
		});
		const run = await n8n.client.finished(again);
		expect(run.data.resultData.runData['Drop repeated events'][0].data?.main[0]).toEqual([]);
		expect(run.data.resultData.runData['Note the new status']).toBeUndefined();
	} finally {
		await unpublish(n8n.client, bill, workflow);
	}
}, 120_000);
