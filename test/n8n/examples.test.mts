import { examples, putCredential, putExamples } from '../../playground/content.mts';
import type { Execution, Workflow } from '../../tools/n8n/client.mts';
import { n8nWithBill } from '../support/n8n.mts';
import { executionIds, publish, triggeredTimes, unpublish } from '../support/trigger.mts';

const { n8n, bill } = n8nWithBill({ loopbackWebhooks: true, reset: false });

beforeAll(async () => {
	await putExamples(n8n.client, await putCredential(n8n.client, bill));
});

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

test('"Act once on each payment status" starts when a payment changes, and drops what it has acted on', async () => {
	const name = 'Act once on each payment status';
	const { id } = (await n8n.client.workflows()).find((each) => each.name === name) ?? { id: '' };
	const workflow = await n8n.client.call<Workflow>('GET', `/rest/workflows/${id}`);
	await publish(n8n.client, bill, workflow);
	const nodesOf = async (executionId: string) =>
		Object.keys((await n8n.client.finished(executionId)).data.resultData.runData);
	try {
		for (const [time, status, last] of [
			[1, 'DELIVERED', 'Note the new status'],
			// Another event that says the same.
			[2, 'DELIVERED', 'Drop what was acted on'],
			[3, 'DISBURSEMENT_FAILED_ACTION_NEEDED', 'Alert somebody'],
		] as const) {
			bill.sendEvent('payment.updated', { id: 'stp01', status });
			await triggeredTimes(n8n.client, id, time, 'When a payment changes');
			const [latest] = await executionIds(n8n.client, id);
			expect((await nodesOf(latest)).at(-1)).toBe(last);
		}
	} finally {
		await unpublish(n8n.client, bill, workflow);
	}
}, 120_000);
