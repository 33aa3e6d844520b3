import { randomUUID } from 'node:crypto';
import type { Execution, Item, N8nClient, NodeRun, WorkflowNode } from '../n8n/client.mts';

/** One node to run on some items in a running n8n. */
export interface NodeToRun {
	parameters: Record<string, unknown>;
	/** The node type; default: the Bill node. */
	type?: string;
	typeVersion?: number;
	credentials?: Record<string, { id: string; name: string }>;
	/** Its input; default: one empty item. Binary data is `{ data: base64, mimeType, fileName }`. */
	items?: Item[];
	/**
	 * "Continue" on error: a failed item is returned as `{ error }`. With `error output`, it goes to the second output.
	 */
	continueOnFail?: boolean | 'error output';
	/** "Retry On Fail": the maximum number of attempts. */
	tries?: number;
	/** Settings of the workflow, such as its time zone. */
	settings?: Record<string, unknown>;
}

export interface NodeResult {
	/** The items of the first output; none if the node failed. */
	items: Item[];
	/** The items of the error output, if the node has one. */
	failed: Item[];
	/** The error that stopped the node, as the editor shows it. */
	error?: { message: string; description?: string | null; [more: string]: unknown };
	/** How long the node itself ran, in milliseconds, from n8n's run data. */
	executionTime: number;
	execution: Execution;
}

/** A workflow with a manual trigger, with the items pinned to it, and the node after it. */
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

/** The output of one node of an execution. */
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

/** Runs one node with the given parameters and items. Takes about 0.1 s in addition to the node's own time. */
export async function runNode(client: N8nClient, node: NodeToRun): Promise<NodeResult> {
	const { id } = await client.createWorkflow(workflowOf(node));
	return resultOf(await client.runWorkflow(id, 'Start'));
}
