import { randomUUID } from 'node:crypto';
import type { Execution, Item, N8nClient, NodeRun, WorkflowNode } from '../n8n/client.mts';

/** One node to run on some items in a running n8n. */
export interface NodeToRun {
	parameters: Record<string, unknown>;
	/** The node type; the Bill node when left out. */
	type?: string;
	typeVersion?: number;
	credentials?: Record<string, { id: string; name: string }>;
	/** Its input; one empty item when left out. Binary data is `{ data: base64, mimeType, fileName }`. */
	items?: Item[];
	/** "Continue" on error: a failed item comes out as `{ error }`; with `error output`, by the second output. */
	continueOnFail?: boolean | 'error output';
	/** "Retry On Fail": how often n8n runs the node when it fails. */
	tries?: number;
	/** Settings of the workflow, such as its time zone. */
	settings?: Record<string, unknown>;
}

export interface NodeResult {
	/** The items of the first output; none when the node failed. */
	items: Item[];
	/** The items of the error output, where the node has one. */
	failed: Item[];
	/** What stopped the node, as the editor shows it. */
	error?: { message: string; description?: string | null; [more: string]: unknown };
	/** How long the node itself ran, in milliseconds, by n8n's own run data. */
	executionTime: number;
	execution: Execution;
}

/** A workflow of a manual trigger, with the items pinned to it, and the node under it. */
export function workflowOf(node: NodeToRun) {
	const startId = randomUUID();
	const start: WorkflowNode = {
		id: startId,
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const subject: WorkflowNode = {
		id: randomUUID(),
		name: 'Node',
		type: node.type ?? 'n8n-nodes-bill.bill',
		typeVersion: node.typeVersion ?? 1,
		position: [240, 0],
		parameters: node.parameters,
		...(node.credentials && { credentials: node.credentials }),
		...(node.continueOnFail && {
			onError: node.continueOnFail === true ? 'continueRegularOutput' : 'continueErrorOutput',
		}),
		...(node.tries && { retryOnFail: true, maxTries: node.tries, waitBetweenTries: 10 }),
	};
	return {
		name: `Run ${subject.type} ${startId}`,
		nodes: [start, subject],
		connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		pinData: { Start: node.items ?? [{ json: {} }] },
		settings: node.settings ?? {},
	};
}

/** What one node of an execution gave out. */
export function resultOf(execution: Execution, name = 'Node'): NodeResult {
	const { runData, error } = execution.data.resultData;
	const run: NodeRun | undefined = runData[name]?.at(-1);
	return {
		items: run?.data?.main?.[0] ?? [],
		failed: run?.data?.main?.[1] ?? [],
		error: run?.error ?? error,
		executionTime: run?.executionTime ?? 0,
		execution,
	};
}

/** Runs one node with given parameters on given items: about 0.1 s on top of its own time. */
export async function runNode(client: N8nClient, node: NodeToRun): Promise<NodeResult> {
	const { id } = await client.createWorkflow(workflowOf(node));
	return resultOf(await client.runWorkflow(id, 'Start'));
}
