import { randomUUID } from 'node:crypto';
import type { Execution, Item, N8nClient, Workflow } from '../../tools/n8n/client.mts';
import type { LocalBill } from '../../local-bill/server.mts';
import { eventually } from './eventually.mts';
import { billIn, type n8nWithBill } from './n8n.mts';

/** A workflow that consists only of a trigger of this package. */
export async function triggerWorkflow(
	client: N8nClient,
	trigger: {
		type?: 'billTrigger' | 'billPollTrigger';
		parameters: Record<string, unknown>;
		credentials: Record<string, { id: string; name: string }>;
		/** Values of the node's Settings. */
		settings?: object;
	},
): Promise<Workflow> {
	const { type = 'billTrigger', parameters, credentials, settings } = trigger;
	return await client.createWorkflow({
		name: `Trigger ${randomUUID()}`,
		nodes: [
			{
				id: randomUUID(),
				webhookId: randomUUID(),
				name: 'Trigger',
				type: `n8n-nodes-bill.${type}`,
				typeVersion: type === 'billTrigger' ? 2 : 1,
				position: [0, 0],
				// By default, events in these tests are about records that BILL does not have.
				parameters: { ...(type === 'billTrigger' && { fetchRecord: false }), ...parameters },
				credentials,
				...settings,
			},
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
}

/** Bill Triggers in the shared n8n. What a test leaves published is unpublished afterwards. */
export function billTriggers({ n8n, bill }: ReturnType<typeof n8nWithBill>) {
	const open: Workflow[] = [];
	afterEach(async () => {
		for (const workflow of open.splice(0)) await unpublish(n8n.client, bill, workflow);
	}, 60_000);

	/**
	 * A workflow with a Bill Trigger, and its credential. `credential` overrides fields of the credential, to break it.
	 */
	const made = async (
		parameters: Record<string, unknown>,
		{ settings, credential }: { settings?: object; credential?: object } = {},
	) => {
		const account = await billIn(n8n.client, bill, credential);
		const { credentials } = account;
		const workflow = await triggerWorkflow(n8n.client, { parameters, credentials, settings });
		return { account, workflow };
	};
	/** Publishes a workflow until the test ends, and returns its subscription. */
	const publishing = async (workflow: Workflow) => {
		open.push(workflow);
		return await publish(n8n.client, bill, workflow);
	};
	/** A published workflow with a Bill Trigger, its credential and its subscription. */
	const listening = async (
		events: string[],
		parameters: Record<string, unknown> = {},
		more?: Parameters<typeof made>[1],
	) => {
		const { account, workflow } = await made({ events, ...parameters }, more);
		return { account, workflow, subscription: await publishing(workflow) };
	};
	/** The calls to BILL whose path matches, each as `POST /subscriptions`. */
	const callsTo = (path: RegExp) =>
		bill.requests
			.filter((request) => path.test(request.path) && request.path !== '/connect/v3/login')
			.map(
				({ method, path: to }) =>
					`${method} ${to.replace(/^.*\/v3/, '').replace(/[0-9a-f-]{36}/, ':id')}`,
			);
	return { made, publishing, listening, callsTo };
}

/** Publishes a workflow and waits until that is done: n8n responds before it has begun. */
export async function published(client: N8nClient, workflow: Workflow) {
	await client.activateWorkflow(workflow);
	if (!client.publishesLater) return { status: 'published', triggers: [] } satisfies Publication;
	return await eventually(
		async () => {
			const path = `/rest/workflows/${workflow.id}/publication-status`;
			const status = await client.call<Publication>('GET', path);
			return ['published', 'partial', 'failed'].includes(status.status) && status;
		},
		`the end of publishing "${workflow.name}"`,
		90_000,
	);
}

interface Publication {
	status: string;
	triggers: Array<{ status: string; errorMessage: string | null }>;
}

/** Publishes a workflow, and returns the subscription that BILL then has. */
export async function publish(client: N8nClient, bill: LocalBill, workflow: Workflow) {
	const before = new Set(bill.records('subscriptions').map(({ id }) => id));
	const { triggers } = await published(client, workflow);
	const made = bill.records('subscriptions').find(({ id }) => !before.has(id));
	if (!made) throw new Error(`No subscription was made: ${JSON.stringify(triggers)}`);
	return made;
}

/**
 * Unpublishes a workflow and waits until that is done. If it were published again earlier, n8n would find that
 * nothing has changed.
 */
export async function unpublished(client: N8nClient, workflowId: string) {
	await client.deactivateWorkflow(workflowId);
	if (!client.publishesLater) return;
	await eventually(async () => {
		const path = `/rest/workflows/${workflowId}/publication-status`;
		return (await client.call<Publication>('GET', path)).status === 'not_published';
	}, 'the end of the publication');
}

/** Unpublishes a workflow, and waits until its subscription is gone. */
export async function unpublish(client: N8nClient, bill: LocalBill, workflow: Workflow) {
	await unpublished(client, workflow.id);
	const name = `n8n: ${workflow.name}`;
	await eventually(
		() => !bill.records('subscriptions').some((subscription) => subscription.name === name),
		`the subscription of "${workflow.name}" is deleted`,
	);
}

/** The IDs of all executions of a workflow, latest first. */
export async function executionIds(client: N8nClient, workflowId: string): Promise<string[]> {
	const executions = [
		...(await listed(client, { workflowId, status: 'running' })),
		...(await listed(client, { workflowId })),
	];
	return [...new Set(executions.map(({ id }) => String(id)))].sort((a, b) => Number(b) - Number(a));
}

/**
 * Executions from n8n's public API, page by page. The editor's list is not reliable: it sorts by start time but pages
 * by ID (n8n 2.41), so an execution that began almost at the same time as others may be on no page.
 */
async function listed(client: N8nClient, query: Record<string, string>): Promise<Listed[]> {
	const executions: Listed[] = [];
	let cursor: string | null = '';
	while (cursor !== null) {
		const asked = new URLSearchParams({ ...query, limit: '250', ...(cursor && { cursor }) });
		const page: Page = await client.callPublic('GET', `/executions?${asked.toString()}`);
		executions.push(...page.data);
		cursor = page.nextCursor;
	}
	return executions;
}

type Listed = { id: string };
type Page = { data: Listed[]; nextCursor: string | null };

/** The items that the trigger returned in each execution of a workflow, earliest first. */
export async function triggered(
	client: N8nClient,
	workflowId: string,
	trigger = 'Trigger',
): Promise<Item[][]> {
	return (await runsOf(client, workflowId, trigger)).map(({ items }) => items);
}

/** One execution of a workflow with a trigger. */
export interface Run {
	id: string;
	status: string;
	/** The items that the trigger returned. */
	items: Item[];
	/** The event that started it, even if it was cut off before the trigger ran. */
	eventId: string;
}

/** All executions of a workflow, once all have ended, earliest first. */
export async function runsOf(
	client: N8nClient,
	workflowId: string,
	trigger = 'Trigger',
): Promise<Run[]> {
	const ended = read.get(client) ?? new Map<string, Run>();
	read.set(client, ended);
	const ids = (await executionIds(client, workflowId)).reverse();
	for (const id of ids) {
		if (!ended.has(id)) ended.set(id, runOf(await client.finished(id), trigger));
	}
	return ids.map((id) => ended.get(id) as Run);
}

/** Caches finished executions: they no longer change. */
const read = new WeakMap<N8nClient, Map<string, Run>>();

function runOf({ id, status, data }: Execution, trigger: string): Run {
	const [run] = data.resultData.runData[trigger] ?? [];
	const stack = (data as { executionData?: { nodeExecutionStack: Array<{ data: Input }> } })
		.executionData?.nodeExecutionStack;
	// n8n replaces data that it did not save before it was killed by an item that says so.
	const items = (run?.data?.main?.[0] ?? []).filter(
		({ json }) => !json.isArtificialRecoveredEventItem,
	);
	const input = (run as { inputOverride?: Input } | undefined)?.inputOverride ?? stack?.[0]?.data;
	const event = (items[0] ?? input?.main?.[0]?.[0])?.json;
	return { id, status, items, eventId: event?.eventId ?? event?.metadata?.eventId };
}

type Input = { main?: Array<Item[] | null> };

/** Waits for a number of executions, and returns the items of the trigger in each. */
export async function triggeredTimes(
	client: N8nClient,
	workflowId: string,
	times: number,
	trigger?: string,
) {
	await eventually(
		async () => (await executionIds(client, workflowId)).length >= times,
		`${times} executions`,
	);
	return await triggered(client, workflowId, trigger);
}
