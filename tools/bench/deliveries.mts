import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';
import type { WorkflowNode } from '../n8n/client.mts';
import type { Done } from './job.mts';
import { published } from './n8n.mts';
import type { Bench, Row } from './row.mts';

const DELIVERIES = 1000;
const EVENT = 'vendor.updated';

/**
 * Webhooks, signed as the local BILL signs them, until each has got a response and n8n has finished each execution.
 * The bare program checks the signature; n8n's Webhook node (which stands in for HTTP Request here) does not.
 */
export const deliveries: Row = {
	title: `${DELIVERIES.toLocaleString('en')} webhook deliveries`,
	expected: DELIVERIES,
	prepare: (bench) => ({
		'bare program': async () => await toProgram(bench),
		'Bill node': async () => {
			const parameters = { events: [EVENT], fetchRecord: false };
			const type = 'n8n-nodes-bill.billTrigger';
			const credentials = { billApi: bench.n8n.credentials.billApi };
			return await toWorkflow(bench, { type, typeVersion: 2, parameters, credentials });
		},
		'HTTP Request node': async () => {
			const path = randomUUID();
			const parameters = { httpMethod: 'POST', path, responseMode: 'onReceived' };
			const url = `${bench.n8n.client.url}/webhook/${path}`;
			const type = 'n8n-nodes-base.webhook';
			return await toWorkflow(bench, { type, typeVersion: 2, parameters }, url);
		},
	}),
};

/** Sends the events and waits until they have been processed. */
async function send({ bill }: Bench, ended = async () => {}): Promise<Done> {
	const [vendor] = bill.records('vendors');
	bill.clearDeliveries();
	const started = performance.now();
	bill.sendEvent(EVENT, { id: vendor.id, name: vendor.name }, { count: DELIVERIES });
	await bill.delivered();
	await ended();
	const milliseconds = performance.now() - started;
	const records = bill.deliveries.filter(({ status }) => status === 200).length;
	return { records, milliseconds };
}

async function toProgram(bench: Bench): Promise<Done> {
	const { program } = bench;
	const url = await program.ask<string>({ do: 'listen' });
	const { securityKey, end } = await subscribe(bench, url);
	await program.ask({ do: 'key', securityKey });
	const done = await send(bench);
	await end();
	await program.ask({ do: 'close' });
	return done;
}

/** @param url URL to subscribe, if the workflow does not subscribe itself */
async function toWorkflow(
	bench: Bench,
	trigger: Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters' | 'credentials'>,
	url?: string,
): Promise<Done> {
	const { bill } = bench;
	const { client } = bench.n8n;
	const workflow = await client.createWorkflow({
		name: `Deliveries ${randomUUID()}`,
		nodes: [
			{ ...trigger, id: randomUUID(), webhookId: randomUUID(), name: 'Trigger', position: [0, 0] },
			{
				id: randomUUID(),
				name: 'Nothing',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [240, 0],
				parameters: {},
			},
		],
		connections: { Trigger: { main: [[{ node: 'Nothing', type: 'main', index: 0 }]] } },
	});
	const there = bill.records('subscriptions').length;
	await client.activateWorkflow(workflow);
	const subscription = url && (await subscribe(bench, url));
	while (bill.records('subscriptions').length === there) await pause(100);
	// The trigger creates its subscription before n8n has registered its webhook.
	await published(client, workflow.id);
	const done = await send(bench, async () => await allEnded(bench, workflow.id));
	if (subscription) await subscription.end();
	await client.deactivateWorkflow(workflow.id);
	while (bill.records('subscriptions').length > there) await pause(100);
	return done;
}

/** Waits until n8n has saved an execution for each event. */
async function allEnded({ n8n: { client } }: Bench, workflowId: string): Promise<void> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ['success'] }));
	for (;;) {
		const path = `/rest/executions?filter=${filter}&limit=1`;
		const { count } = await client.call<{ count: number }>('GET', path);
		if (count >= DELIVERIES) return;
		await pause(250);
	}
}

/** Subscribes a URL to the event at the local BILL. */
async function subscribe({ bill, program }: Bench, notificationUrl: string) {
	const { apiToken: _spend, ...own } = program.headers;
	const headers = { ...own, 'X-Idempotent-Key': randomUUID() };
	const subscriptions = `${bill.url}/connect-events/v3/subscriptions`;
	const { data } = await axios.post<{ id: string; securityKey: string }>(
		subscriptions,
		{
			name: `Bench ${notificationUrl}`,
			status: { enabled: true },
			events: [{ type: EVENT, version: '1' }],
			notificationUrl,
		},
		{ headers, proxy: false },
	);
	return {
		securityKey: data.securityKey,
		end: async () => {
			await axios.delete(`${subscriptions}/${data.id}`, { headers, proxy: false });
		},
	};
}
