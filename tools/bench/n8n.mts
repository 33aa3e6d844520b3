import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LocalBill } from '../../local-bill/server.mts';
import { putCredential } from '../../playground/content.mts';
import type { Execution, N8nClient } from '../n8n/client.mts';
import { resultOf, workflowOf, type NodeToRun } from '../lib/run-node.mts';
import { startN8n } from '../n8n/server.mts';
import { recordsIn, type Done, type HttpRequest, type Job } from './job.mts';
import { watch, type Watch } from './watch.mts';

/** n8n with the package, and with what its nodes need to work with the local BILL. */
export interface BenchN8n {
	client: N8nClient;
	watch: Watch;
	credentials: Credentials;
	billNode(node: Job['node']): Promise<Done>;
	/** @param pauseMs pause between two batches of three */
	httpRequest(job: HttpRequest, pauseMs: number): Promise<Done>;
	stop(): Promise<void>;
}

/** Credentials as a node refers to them. */
export type Credentials = Record<string, { id: string; name: string }>;

/** Starts a separate n8n with credentials, and makes the Bill node sign in to the local BILL once. */
export async function startBenchN8n(bill: LocalBill, env?: NodeJS.ProcessEnv): Promise<BenchN8n> {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-bench-'));
	const watched = await watch();
	const n8n = await startN8n({ userFolder, env: { ...env, ...watched.env } });
	const { client } = n8n;
	const credentials = await credentialsFor(client, bill);

	const run = async (node: NodeToRun) => await runWatched({ client, bill, watched }, node);
	const billNode = async ({ parameters, items }: Job['node']) => {
		const { result, grown } = await run({
			parameters: { simplify: false, ...parameters },
			type: isSpend(parameters) ? 'n8n-nodes-bill.billSpendExpense' : undefined,
			credentials,
			items,
		});
		const { items: given, error, executionTime: milliseconds } = resultOf(result);
		return { records: error ? 0 : given.length, milliseconds, grown };
	};
	await billNode({ parameters: { resource: 'vendor', operation: 'getAll', limit: 1 } });
	return {
		client,
		watch: watched,
		credentials,
		billNode,
		httpRequest: async (job, pauseMs) => {
			const { result, grown } = await run(httpRequestNode(job, bill.url, credentials, pauseMs));
			const { items, error, executionTime: milliseconds } = resultOf(result);
			const records = items.reduce((sum, { json }) => sum + recordsIn(json), 0);
			return { records: error ? 0 : records, milliseconds, grown };
		},
		stop: async () => {
			await n8n.stop();
			await rm(userFolder, { recursive: true, force: true });
		},
	};
}

const isSpend = ({ resource }: Record<string, unknown>) => resource === 'transaction';

/** Open to n8n's HTTP Request node, because it is one of the contenders. */
async function credentialsFor(client: N8nClient, bill: LocalBill): Promise<Credentials> {
	const open = { allowedHttpRequestDomains: 'all' };
	const spend = { apiToken: bill.spendToken, environment: 'custom', gatewayUrl: bill.url };
	const type = 'billSpendExpenseApi';
	return {
		billApi: await putCredential(client, bill, open),
		[type]: await client.createCredential({ name: 'Spend', type, data: { ...spend, ...open } }),
	};
}

/**
 * n8n's HTTP Request node with the same credential. By default it sends all items at once, which BILL refuses, so it
 * gets batches of three with a pause.
 */
export function httpRequestNode(
	job: HttpRequest,
	url: string,
	credentials: Credentials,
	pauseMs: number,
): NodeToRun {
	const of = 'list' in job ? job.list : job.path;
	const credential = of.includes('/spend/') ? 'billSpendExpenseApi' : 'billApi';
	const common = {
		authentication: 'predefinedCredentialType',
		nodeCredentialType: credential,
	};
	const node = {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credentials: { [credential]: credentials[credential] },
	};
	if ('list' in job) {
		const page = { type: 'qs', name: job.pageKey, value: '={{ $response.body.nextPage }}' };
		const pagination = {
			paginationMode: 'updateAParameterInEachRequest',
			parameters: { parameters: [page] },
			paginationCompleteWhen: 'other',
			completeExpression: '={{ !$response.body.nextPage }}',
			limitPagesFetched: false,
			requestInterval: job.perMinute ? 60_000 / job.perMinute : 0,
		};
		return {
			...node,
			parameters: {
				...common,
				url: url + job.list,
				sendQuery: true,
				queryParameters: { parameters: [{ name: 'max', value: String(job.pageSize ?? 100) }] },
				options: { pagination: { pagination } },
			},
		};
	}
	const { method, path: to, json, file, items } = job;
	return {
		...node,
		items,
		parameters: {
			...common,
			method,
			url: `=${url}${to}`,
			sendBody: json !== undefined || file !== undefined,
			...(json && { contentType: 'json', specifyBody: 'json', jsonBody: json }),
			...(file && { contentType: 'binaryData', inputDataFieldName: file }),
			options: { batching: { batch: { batchSize: 3, batchInterval: pauseMs } } },
		},
	};
}

/**
 * Runs one node and does not poll n8n meanwhile: each status request costs n8n milliseconds. Memory is read before
 * the result of the execution.
 */
async function runWatched(
	{ client, bill, watched }: { client: N8nClient; bill: LocalBill; watched: Watch },
	node: NodeToRun,
): Promise<{ result: Execution; grown?: number }> {
	const { id: workflowId } = await client.createWorkflow(workflowOf(node));
	const { result: executionId, grown } = await watched.memoryOf(async () => {
		const id = await client.startWorkflow(workflowId, 'Start');
		await pause(200);
		for (;;) {
			await quiet(bill);
			const executions = await client.executions(workflowId);
			const ended = ['success', 'error', 'crashed', 'canceled'];
			if (executions.some((each) => each.id === id && ended.includes(each.status))) return id;
			await pause(500);
		}
	});
	return { result: await client.execution(executionId), grown };
}

/** Waits until the local BILL has received no request for a while. */
async function quiet({ requests }: LocalBill): Promise<void> {
	const here = () => `${requests.length} ${requests.at(-1)?.status}`;
	for (let before = ''; before !== here();) {
		before = here();
		await pause(500);
	}
}

/** Waits until a published workflow accepts webhooks. */
export async function published(client: N8nClient, workflowId: string): Promise<void> {
	if (!client.publishesLater) return;
	for (;;) {
		const path = `/rest/workflows/${workflowId}/publication-status`;
		const { status } = await client.call<{ status: string }>('GET', path);
		if (status === 'published') return;
		await pause(100);
	}
}
