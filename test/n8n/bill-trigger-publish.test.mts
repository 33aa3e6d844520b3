import { randomUUID } from 'node:crypto';
import type { Workflow } from '../../tools/n8n/client.mts';
import { callerOf } from '../support/bill.mts';
import { loginsAt, n8nWithBill } from '../support/n8n.mts';
import {
	billTriggers,
	publish,
	published,
	triggeredTimes,
	unpublish,
	unpublished,
} from '../support/trigger.mts';

/* What a Bill Trigger does with its subscription when its workflow is published and unpublished. */

const { n8n, bill } = n8nWithBill({ loopbackWebhooks: true });
const { made, listening, callsTo } = billTriggers({ n8n, bill });

/** Publishes a workflow that BILL refuses, and returns the editor's error. */
async function refusal(workflow: Workflow): Promise<string> {
	const { status, triggers } = await published(n8n.client, workflow);
	expect(status).toBe('failed');
	await unpublished(n8n.client, workflow.id);
	return triggers[0].errorMessage ?? '';
}

/** A subscription created by another program. */
const subscribeAsAnother = async (members: object) =>
	await callerOf(bill.url, bill.credentials).call('POST', '/connect-events/v3/subscriptions', {
		name: 'Other program',
		status: { enabled: true },
		events: [{ type: 'bill.created', version: '1' }],
		...members,
	});

describe('publishing and unpublishing a workflow', () => {
	test('subscribes to the chosen events at the address of the node, and unsubscribes', async () => {
		const { workflow, subscription } = await listening(['vendor.created', 'bill.updated']);
		expect(subscription).toMatchObject({
			name: `n8n: ${workflow.name}`,
			status: { enabled: true },
			events: [
				{ type: 'vendor.created', version: '1' },
				{ type: 'bill.updated', version: '1' },
			],
			notificationUrl: expect.stringMatching(`^${n8n.url}/webhook/`),
		});
		expect(callsTo(/connect-events/)).toEqual([
			'GET /subscriptions',
			'POST /subscriptions',
			'GET /subscriptions/:id',
		]);
		expect(loginsAt(bill)).toBe(1);

		bill.clearRequests();
		await unpublish(n8n.client, bill, workflow);
		expect(callsTo(/connect-events/)).toEqual(['DELETE /subscriptions/:id']);
	}, 120_000);

	test('published again within a day it has a living subscription, not the answer of the first', async () => {
		const { workflow, subscription } = await listening(['vendor.created']);
		await unpublish(n8n.client, bill, workflow);
		const second = await publish(n8n.client, bill, workflow);
		expect(second.id).not.toBe(subscription.id);
		bill.sendEvent('vendor.created', { id: '00901', name: 'Second' });
		const [[item]] = await triggeredTimes(n8n.client, workflow.id, 1);
		expect(item.json).toMatchObject({ name: 'Second' });
	}, 120_000);

	test('a subscription at the same address is taken over with a new security key, and enabled', async () => {
		const { workflow, subscription } = await listening(['vendor.created']);
		await unpublish(n8n.client, bill, workflow);
		// As after restoring a backup: BILL has a disabled subscription that n8n does not know about.
		const left = await subscribeAsAnother({
			status: { enabled: false },
			notificationUrl: subscription.notificationUrl,
		});
		bill.clearRequests();
		await published(n8n.client, workflow);
		expect(callsTo(/connect-events/)).toEqual([
			'GET /subscriptions',
			'PUT /subscriptions/:id',
			'POST /subscriptions/:id/security_key',
		]);
		expect(bill.records('subscriptions').find(({ id }) => id === left.id)).toMatchObject({
			status: { enabled: true },
			events: [{ type: 'vendor.created', version: '1' }],
		});
		bill.sendEvent('vendor.created', { id: '00901', name: 'Taken Over' });
		const [[item]] = await triggeredTimes(n8n.client, workflow.id, 1);
		expect(item.json).toMatchObject({ name: 'Taken Over' });
	}, 120_000);

	test('a subscription whose creation got no response is not created twice', async () => {
		bill.addFault({
			match: { method: 'POST', path: '/connect-events/v3/subscriptions' },
			then: { drop: 'after' },
		});
		const { workflow } = await listening(['vendor.created']);
		const own = bill
			.records('subscriptions')
			.filter(({ name }) => name === `n8n: ${workflow.name}`);
		expect(own).toHaveLength(1);
		bill.sendEvent('vendor.created', { id: '00901', name: 'Once' });
		const [[item]] = await triggeredTimes(n8n.client, workflow.id, 1);
		expect(item.json).toMatchObject({ name: 'Once' });
	}, 120_000);
});

describe('what cannot be subscribed to is explained in plain words', () => {
	test('an event for partners only', async () => {
		const { workflow } = await made({ events: ['bill.created', 'autopay.failed'] });
		expect(await refusal(workflow)).toMatch(/does not offer.*autopay\.failed/);
	}, 120_000);

	test('an event of the other API, chosen before the API was', async () => {
		const { workflow } = await made({ events: ['bill.created', 'spend.transaction.updated'] });
		expect(await refusal(workflow)).toMatch(
			/spend\.transaction\.updated, which belongs to the API Spend/,
		);
		expect(callsTo(/connect-events/)).toEqual([]);
	}, 120_000);

	test('an eleventh subscription', async () => {
		for (let at = bill.records('subscriptions').length; at < 10; at++) {
			await subscribeAsAnother({ notificationUrl: `https://other.example.com/${at}` });
		}
		const { workflow } = await made({ events: ['bill.created'] });
		expect(await refusal(workflow)).toMatch(/allows 10 webhook subscriptions/);
		expect(bill.records('subscriptions')).toHaveLength(10);
	}, 120_000);

	test('a wrong password: one login, however often n8n tries', async () => {
		const { workflow } = await made(
			{ events: ['bill.created'] },
			{ credential: { password: `wrong ${randomUUID()}` } },
		);
		expect(await refusal(workflow)).toMatch(/does not accept User Name and Password/);
		expect(loginsAt(bill)).toBe(1);
	}, 120_000);
});
