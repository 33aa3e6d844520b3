import { randomUUID } from 'node:crypto';
import type { Workflow } from '../../tools/n8n/client.mts';
import { isBelow } from '../../tools/n8n/age.mts';
import { n8nVersion } from '../../tools/n8n/install.mts';
import { eventually } from '../support/eventually.mts';
import { type billIn, loginsAt, n8nWithBill, newVendor } from '../support/n8n.mts';
import {
	billTriggers,
	executionIds,
	runsOf,
	triggered,
	triggeredTimes,
	triggerWorkflow,
} from '../support/trigger.mts';

/* What a Bill Trigger does with an event. */

const { n8n, bill } = n8nWithBill({ loopbackWebhooks: true });
const { made, listening, publishing, callsTo } = billTriggers({ n8n, bill });

describe('an event', () => {
	test.each(['string', 'object'] as const)(
		'made by a change in BILL, sent as a %s, starts the workflow',
		async (form) => {
			bill.setDelivery({ form, spaced: true });
			const { account, workflow } = await listening(['vendor.created', 'vendor.archived']);
			const made = await account.run(newVendor('Night Shift Bakery'));
			expect(made.error).toBeUndefined();
			const [[item], ...more] = await triggeredTimes(n8n.client, workflow.id, 1);
			expect(more).toEqual([]);
			expect(item.json).toMatchObject({
				eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
				eventType: 'vendor.created',
				id: made.items[0].json.id,
				name: 'Night Shift Bakery',
			});
			expect(Object.keys(item.json).length).toBeLessThanOrEqual(10);
			await bill.delivered();
			expect(bill.deliveries.map(({ status, attempt }) => [status, attempt])).toEqual([[200, 1]]);
		},
		120_000,
	);

	test('that arrives twice in the same instant starts one execution', async () => {
		bill.setDelivery({ duplicate: 1, atOnce: 20 });
		const { workflow } = await listening(['vendor.updated']);
		bill.sendEvent('vendor.updated', { id: '00901' }, { count: 20 });
		await bill.delivered();
		expect(bill.deliveries).toHaveLength(40);
		expect(bill.deliveries.every(({ status }) => status === 200)).toBe(true);
		// Before 2.8, n8n responds first and saves the execution afterwards.
		if (isBelow(n8nVersion, 2, 8)) await triggeredTimes(n8n.client, workflow.id, 20);
		expect(await executionIds(n8n.client, workflow.id)).toHaveLength(20);
		const items = (await triggered(n8n.client, workflow.id)).flat();
		expect(new Set(items.map(({ json }) => json.eventId)).size).toBe(20);
	}, 120_000);

	test('comes whole when it is not simplified, and with the record as BILL has it now when that is fetched', async () => {
		const { account, workflow } = await listening(['vendor.updated'], {
			simplify: false,
			fetchRecord: true,
		});
		const [vendor] = bill.records('vendors');
		await account.run({
			resource: 'vendor',
			operation: 'update',
			vendorId: { __rl: true, mode: 'id', value: vendor.id },
			updateFields: { name: 'Renamed Ltd' },
		});
		const [[item]] = await triggeredTimes(n8n.client, workflow.id, 1);
		expect(item.json).toMatchObject({
			metadata: { eventType: 'vendor.updated', subscriptionId: expect.any(String) },
			vendor: { id: vendor.id, name: 'Renamed Ltd', paymentInformation: expect.anything() },
		});
		expect(callsTo(/\/v3\/vendors\/[^/]+$/).filter((call) => call.startsWith('GET'))).toHaveLength(
			1,
		);
	}, 120_000);

	test('whose record cannot be fetched with Retry On Fail has an execution that says why, and can be retried', async () => {
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 };
		const { workflow } = await listening(['vendor.updated'], { fetchRecord: true }, { settings });
		const [vendor] = bill.records('vendors');
		const path = `/connect/v3/vendors/${vendor.id}`;
		bill.addFault({ match: { method: 'GET', path }, times: 10, then: { status: 503, body: '' } });
		bill.sendEvent('vendor.updated', { id: vendor.id, name: 'Told' });
		await bill.delivered();
		expect(bill.deliveries.map(({ status }) => status)).toEqual([200]);
		const [id] = await executionIds(n8n.client, workflow.id);
		const { status, data } = await n8n.client.finished(id);
		expect(status).toBe('error');
		expect(data.resultData.error?.message).toMatch(/BILL/);

		bill.clearFaults();
		await n8n.client.call('POST', `/rest/executions/${id}/retry`, {});
		const [failed, retried] = await runsOf(n8n.client, workflow.id);
		expect(failed.items).toEqual([]);
		expect(retried.items.map(({ json }) => json)).toEqual([
			expect.objectContaining({ eventId: failed.eventId, id: vendor.id, name: vendor.name }),
		]);
	}, 120_000);

	test('goes on when its record can be fetched with Retry On Fail', async () => {
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
		const { workflow } = await listening(['vendor.archived'], { fetchRecord: true }, { settings });
		const [vendor] = bill.records('vendors');
		const path = `/connect/v3/vendors/${vendor.id}`;
		bill.addFault({ match: { method: 'GET', path }, times: 1, then: { status: 400, body: [] } });
		bill.sendEvent('vendor.archived', { id: vendor.id });
		const [[item]] = await triggeredTimes(n8n.client, workflow.id, 1);
		expect(item.json).toMatchObject({ id: vendor.id, name: vendor.name });
		expect(callsTo(/\/v3\/vendors\/[^/]+$/)).toHaveLength(2);
	}, 120_000);

	test('checks conditions against the event, and against the record where the event lacks the field', async () => {
		const [payment] = bill.records('payments');
		const { workflow } = await listening(['payment.updated'], {
			fetchRecord: true,
			options: {
				conditions: {
					condition: [
						{ field: 'status', operator: 'is', value: 'CLEARED' },
						{ field: 'amount', operator: 'is', value: String(payment.amount) },
					],
				},
			},
		});
		// As BILL does: the event's status is that of the money, and only the record has the amount.
		for (const [id, status] of [
			[payment.id, 'SCHEDULED'],
			[payment.id, 'CLEARED'],
		]) {
			bill.sendEvent('payment.updated', { id, status });
		}
		await bill.delivered();
		const [[item], ...more] = await triggeredTimes(n8n.client, workflow.id, 1);
		expect(more).toEqual([]);
		expect(item.json).toMatchObject({ id: payment.id, amount: payment.amount });
		bill.clearRequests();
		const other = bill.records('payments').find(({ amount }) => amount !== payment.amount);
		bill.sendEvent('payment.updated', { id: other?.id, status: 'CLEARED' });
		expect((await triggeredTimes(n8n.client, workflow.id, 2)).at(-1)).toEqual([]);
		expect(callsTo(/\/v3\/payments\/[^/]+$/)).toHaveLength(1);
	}, 120_000);

	test('that does not meet the conditions starts nothing and is answered 200', async () => {
		const { workflow } = await listening(['payment.updated'], {
			options: {
				conditions: {
					condition: [{ field: 'status', operator: 'isOneOf', value: 'CLEARED,VOIDED' }],
				},
			},
		});
		for (const status of ['SCHEDULED', 'CLEARED', 'DELIVERED', 'VOIDED']) {
			bill.sendEvent('payment.updated', { id: 'stp01', status });
		}
		await bill.delivered();
		expect(bill.deliveries.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		const items = (await triggeredTimes(n8n.client, workflow.id, 2)).flat();
		expect(items.map(({ json }) => json.status).sort()).toEqual(['CLEARED', 'VOIDED']);
	}, 120_000);

	test('starts the workflow only when a chosen field has changed', async () => {
		const { workflow } = await listening(['bill.updated'], {
			options: { changedFields: 'amount, dueDate' },
		});
		for (const [amount, description] of [
			[10, 'first'],
			[10, 'second'],
			[11, 'third'],
		]) {
			bill.sendEvent('bill.updated', { id: '00n01', amount, description });
			await bill.delivered();
		}
		const items = (await triggeredTimes(n8n.client, workflow.id, 2)).flat();
		expect(items.map(({ json }) => json.amount)).toEqual([10, 11]);
	}, 120_000);

	test('of Spend & Expense comes with the API token alone', async () => {
		const name = `Spend ${randomUUID()}`;
		const { id } = await n8n.client.createCredential({
			name,
			type: 'billSpendExpenseApi',
			data: { environment: 'custom', gatewayUrl: bill.url, apiToken: bill.spendToken },
		});
		const workflow = await triggerWorkflow(n8n.client, {
			parameters: { api: 'spendExpense', events: ['spend.transaction.updated'] },
			credentials: { billSpendExpenseApi: { id, name } },
		});
		await publishing(workflow);
		expect(loginsAt(bill)).toBe(0);
		bill.sendEvent('spend.transaction.updated', { uuid: 'txr_1', amount: 12.5 });
		const [[item]] = await triggeredTimes(n8n.client, workflow.id, 1);
		expect(item.json).toMatchObject({
			eventType: 'spend.transaction.updated',
			uuid: 'txr_1',
			amount: 12.5,
		});
	}, 120_000);
});

describe('"Listen for test event"', () => {
	test('has a subscription of its own, and a test event of BILL ends it, each time', async () => {
		const { account, workflow } = await made({ events: ['payment.updated'] });
		for (const time of [1, 2, 3]) {
			const payment = { status: 'CLEARED' };
			const item = await listen(workflow, account, time, { eventType: 'payment.updated', payment });
			expect(item).toMatchObject({ eventType: 'payment.updated', status: 'CLEARED' });
		}
	}, 180_000);

	test('shows the record when that is fetched', async () => {
		const { account, workflow } = await made({ events: ['vendor.updated'], fetchRecord: true });
		const [{ id, name }] = bill.records('vendors');
		const item = await listen(workflow, account, 1, {
			eventType: 'vendor.updated',
			vendor: { id },
		});
		expect(item).toMatchObject({ eventType: 'vendor.updated', id, name });
	}, 180_000);
});

/** Listens for a test event, makes BILL send it, and returns the item that the trigger shows. */
async function listen(
	workflow: Workflow,
	account: Awaited<ReturnType<typeof billIn>>,
	time: number,
	event: { eventType: string; [record: string]: unknown },
) {
	const answer = await n8n.client.call('POST', `/rest/workflows/${workflow.id}/run`, {
		triggerToStartFrom: { name: 'Trigger' },
	});
	expect(answer).toMatchObject({ waitingForWebhook: true });
	const { eventType, ...record } = event;
	const own = () =>
		bill.records('subscriptions').find(({ name }) => name === `n8n test: ${workflow.name}`);
	const subscription = await eventually(own, 'a subscription for the test');
	expect(subscription.notificationUrl).toContain('/webhook-test/');

	const sent = await account.run({
		resource: 'webhookSubscription',
		operation: 'sendTest',
		subscriptionId: { __rl: true, mode: 'id', value: subscription.id },
		eventType,
		additionalFields: record,
	});
	expect(sent.error).toBeUndefined();
	const [item] = (await triggeredTimes(n8n.client, workflow.id, time)).at(-1) ?? [];
	await eventually(() => !own(), 'the subscription is deleted');
	return item.json;
}
