import { createHmac, randomUUID } from 'node:crypto';
import axios from 'axios';
import { n8nWithBill } from '../support/n8n.mts';
import { billTriggers, executionIds, triggeredTimes } from '../support/trigger.mts';

/* Requests to the URL of a trigger that were not signed by BILL. */

const { n8n, bill } = n8nWithBill({ loopbackWebhooks: true });
const { listening } = billTriggers({ n8n, bill });

test('1,000 forged requests are refused, none starts an execution, and n8n goes on', async () => {
	const { workflow, subscription } = await listening(['vendor.updated']);
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
		(text) => ({ data: text, signature: sign(`${text} `), type: 'application/octet-stream' }),
		(text) => ({
			data: `--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n${text}\r\n--b--\r\n`,
			signature: sign(text),
			type: 'multipart/form-data; boundary=b',
		}),
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
	// n8n itself refuses invalid JSON (422) before the node sees it.
	expect(new Set(answers)).toEqual(new Set([401, 422]));
	expect(await executionIds(n8n.client, workflow.id)).toEqual([]);

	bill.sendEvent('vendor.updated', { id: '00901', name: 'Genuine' });
	const [[item]] = await triggeredTimes(n8n.client, workflow.id, 1);
	expect(item.json).toMatchObject({ name: 'Genuine' });
	// A signed request is accepted whatever its content type is.
	const signed = body('Unusual');
	const { status } = await axios.post(subscription.notificationUrl, Buffer.from(signed), {
		headers: { 'content-type': 'application/octet-stream', 'x-bill-sha-signature': sign(signed) },
		proxy: false,
	});
	expect(status).toBe(200);
	const items = (await triggeredTimes(n8n.client, workflow.id, 2)).flat();
	expect(items.map(({ json }) => json.name).sort()).toEqual(['Genuine', 'Unusual']);
	const logs = await n8n.logs();
	expect(logs).toMatch(/Bill Trigger "Trigger" refused a request: its signature is wrong/);
	expect(logs).toMatch(/Bill Trigger "Trigger" refused a request: it has no signature/);
	expect(logs).not.toContain(key);
}, 300_000);
