import { createHmac, randomUUID } from 'node:crypto';
import axios from 'axios';
import { startLocalBill, type LocalBill } from '../../local-bill/server.mts';
import { billIn, connectN8n } from '../support/n8n.mts';
import {
	executionIds,
	publish,
	triggeredTimes,
	triggerWorkflow,
	unpublish,
} from '../support/trigger.mts';

/* Requests at the address of a trigger that BILL has not signed. */

let n8n: Awaited<ReturnType<typeof connectN8n>>;
let bill: LocalBill;

beforeAll(async () => {
	n8n = await connectN8n();
	bill = await startLocalBill({ loopbackWebhooks: true });
}, 60_000);
afterAll(async () => await bill.close());

test('1,000 forged requests are refused, none starts an execution, and n8n goes on', async () => {
	const account = await billIn(n8n.client, bill);
	const workflow = await triggerWorkflow(n8n.client, {
		parameters: { events: ['vendor.updated'] },
		credentials: account.credentials,
	});
	const subscription = await publish(n8n.client, bill, workflow);
	const key = bill.records('subscriptions').find(({ id }) => id === subscription.id)?._securityKey;
	const body = (name: string) =>
		JSON.stringify({
			metadata: {
				eventId: randomUUID(),
				subscriptionId: subscription.id,
				eventType: 'vendor.updated',
				version: '1',
			},
			vendor: { id: '00901', name },
		});
	const sign = (text: string, by = key as string) =>
		createHmac('sha256', by).update(text).digest('base64');
	const kinds: Array<(text: string) => { data: string; signature?: string; type?: string }> = [
		(text) => ({ data: text }),
		(text) => ({ data: text, signature: sign(text, 'another key') }),
		(text) => ({ data: text.replace('00901', '00902'), signature: sign(text) }),
		(text) => ({ data: text.slice(0, -20), signature: sign(text) }),
		() => ({ data: 'hello', signature: sign('bye') }),
		(text) => ({ data: text, signature: sign(text).slice(0, -2) }),
		(text) => ({
			data: `<event>${text.length}</event>`,
			signature: sign(text),
			type: 'application/xml',
		}),
		(text) => ({
			data: `a=${text.length}`,
			signature: sign(text),
			type: 'application/x-www-form-urlencoded',
		}),
		() => ({ data: '', signature: sign('x') }),
		(text) => ({ data: JSON.stringify(text), signature: sign(`${text} `), type: 'text/plain' }),
	];
	const answers: number[] = [];
	const send = async (at: number) => {
		const { data, signature, type } = kinds[at % kinds.length](body(`Forged ${at}`));
		const { status } = await axios.post(subscription.notificationUrl, data, {
			headers: {
				'content-type': type ?? 'application/json',
				...(signature && { 'x-bill-sha-signature': signature }),
			},
			transformRequest: [(as) => as],
			validateStatus: () => true,
			proxy: false,
		});
		answers.push(status);
	};
	for (let at = 0; at < 980; at += 10) {
		await Promise.all(Array.from({ length: 10 }, async (_, more) => await send(at + more)));
	}
	for (let at = 0; at < 20; at++) {
		const data = JSON.stringify({
			...JSON.parse(body('Large')),
			filler: 'x'.repeat(5 * 1024 * 1024),
		});
		const { status } = await axios.post(subscription.notificationUrl, data, {
			headers: {
				'content-type': 'application/json',
				'x-bill-sha-signature': sign(body('Other')),
			},
			transformRequest: [(as) => as],
			maxBodyLength: Infinity,
			validateStatus: () => true,
			proxy: false,
		});
		answers.push(status);
	}
	expect(answers).toHaveLength(1_000);
	// What claims to be JSON and is none is refused by n8n itself (422) before the node sees it.
	expect(new Set(answers)).toEqual(new Set([401, 422]));
	expect(await executionIds(n8n.client, workflow.id)).toEqual([]);

	bill.sendEvent('vendor.updated', { id: '00901', name: 'Genuine' });
	const [[item]] = await triggeredTimes(n8n.client, workflow.id, 1);
	expect(item.json).toMatchObject({ name: 'Genuine' });
	const logs = await n8n.logs();
	expect(logs).toMatch(/Bill Trigger "Trigger" refused a request: its signature is wrong/);
	expect(logs).toMatch(/Bill Trigger "Trigger" refused a request: it carries no signature/);
	expect(logs).not.toContain(key);
	await unpublish(n8n.client, bill, workflow);
}, 300_000);
