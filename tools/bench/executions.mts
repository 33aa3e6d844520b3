import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { httpRequestNode, published, type BenchN8n } from './n8n.mts';
import type { Done } from './job.mts';
import type { Row } from './row.mts';

const EXECUTIONS = 200;

/** Executions of a workflow with one item, one after the other, each started by a call of its webhook. */
export const executions: Row = {
	title: `${EXECUTIONS} executions with one item`,
	expected: EXECUTIONS,
	prepare: ({ bill, n8n, program }) => {
		const [vendor] = bill.records('vendors');
		const path = `/connect/v3/vendors/${vendor.id}`;
		const get = { method: 'GET' as const, path };
		const requests = Array.from({ length: EXECUTIONS }, () => get);
		const billNode = {
			type: 'n8n-nodes-bill.bill',
			typeVersion: 1,
			credentials: { billApi: n8n.credentials.billApi },
			parameters: {
				resource: 'vendor',
				operation: 'get',
				vendorId: { __rl: true, mode: 'id', value: vendor.id },
				simplify: false,
			},
		};
		const httpRequest = httpRequestNode({ ...get, items: [] }, bill.url, n8n.credentials, 0);
		return {
			'bare program': async () => await program.work({ requests, atOnce: 1 }),
			'Bill node': async () => await callsOf(n8n, billNode),
			'HTTP Request node': async () => await callsOf(n8n, httpRequest),
		};
	},
};

/** Publishes a workflow of a webhook and a node, and calls it repeatedly. */
async function callsOf({ client }: BenchN8n, node: object): Promise<Done> {
	const webhookId = randomUUID();
	const workflow = await client.createWorkflow({
		name: `Calls ${webhookId}`,
		nodes: [
			{
				id: randomUUID(),
				webhookId,
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				parameters: { httpMethod: 'POST', path: webhookId, responseMode: 'lastNode' },
			},
			{ ...node, id: randomUUID(), name: 'Node', position: [240, 0] },
		],
		connections: { Webhook: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
	});
	await client.activateWorkflow(workflow);
	const call = async () =>
		await axios.post<{ id?: string }>(`${client.url}/webhook/${webhookId}`, undefined, {
			proxy: false,
		});
	await published(client, workflow.id);
	const started = performance.now();
	let records = 0;
	for (let done = 0; done < EXECUTIONS; done++) if ((await call()).data.id) records++;
	const milliseconds = performance.now() - started;
	await client.deactivateWorkflow(workflow.id);
	return { records, milliseconds };
}
