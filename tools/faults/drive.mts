import type { INodeTypeDescription } from 'n8n-workflow';
import type { LoggedRequest } from '../../local-bill/server.mts';
import { openLocalBill } from '../../test/support/bill.mts';
import { billIn } from '../../test/support/n8n.mts';
import type { Execution, N8nClient } from '../n8n/client.mts';
import { type NodeToRun, workflowOf } from '../lib/run-node.mts';
import { type Agent, agentFor, saidToAgent } from './agent.mts';
import { check, type TellsOfItem, undecidable, type Violation } from './check.mts';
import { kindsOfWrites, type Prepared } from './kinds.mts';
import type { Plan, WorkflowPlan } from './plan.mts';
import { saidBy } from './told.mts';

/** How long a node looks for a lost write in these runs. It is short, so that a run takes seconds. */
const LOOK_UP_SECONDS = 3;
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** The n8n that all runs share. */
export interface Ground {
	client: N8nClient;
	/** The description of the Bill node in this n8n. */
	node: INodeTypeDescription;
	/** Kills n8n and starts it again. Returns the client of the new one. */
	restart?(): Promise<N8nClient>;
}

export interface RunResult {
	plan: Plan;
	violations: Violation[];
	/** How many writes are reported as done but are not, although no response could have shown this. */
	undecidable: number;
	/** How many items had each outcome. */
	told: Record<string, number>;
	milliseconds: number;
}

/** Runs one plan against a separate local BILL, and compares what is stored with what is reported. */
export async function runPlan(ground: Ground, plan: Plan): Promise<RunResult> {
	const begun = Date.now();
	let writes = 0;
	let onWrite = (_count: number) => {};
	const bill = await openLocalBill({
		onRequest: ({ method, path }) => {
			if (method !== 'GET' && !path.endsWith('/login')) onWrite(++writes);
		},
	});
	const { localBill } = bill;
	const agents: Array<Agent | undefined> = [];
	try {
		const word = (index: number) => `R${plan.seed}W${index}`;
		const prepared: Prepared[] = [];
		for (const [index, workflow] of plan.workflows.entries()) {
			// Two workflows that create or update with the same key must run in the same process.
			const isShared = workflow.kind === 'vendorUpsert' && workflow.alike;
			const own = word(isShared ? 0 : index);
			prepared.push(await kindsOfWrites[workflow.kind].prepare(bill, workflow, own));
		}
		const trusted = localBill.mfa;
		const account = await billIn(ground.client, localBill, trusted);
		const ids: string[] = [];
		for (const [index, workflow] of plan.workflows.entries()) {
			const node = nodeFor(ground, workflow, prepared[index], account.credentials);
			const { agent } = workflow;
			if (agent) {
				agents[index] = await agentFor(
					ground.client,
					{ ...workflow, agent },
					prepared[index],
					node,
				);
			}
			const made = agents[index]?.workflow ?? workflowOf(node);
			ids.push((await ground.client.createWorkflow(made)).id);
		}
		localBill.clearRequests();
		writes = 0;
		for (const fault of plan.faults) localBill.addFault(fault);

		let client = ground.client;
		const executionIds = new Map<number, string>();
		let restarting: Promise<void> | undefined;
		onWrite = (count) => {
			if (count === plan.cancelAt) {
				for (const id of executionIds.values()) {
					// An execution that has just ended can no longer be stopped.
					void client.call('POST', `/rest/executions/${id}/stop`).catch(() => undefined);
				}
			}
			if (count === plan.killAt && ground.restart) {
				restarting ??= ground.restart().then((fresh) => {
					client = fresh;
				});
			}
		};
		const executions = await Promise.all(
			ids.map(async (id, index) => {
				try {
					const executionId = await client.startWorkflow(id, 'Start');
					executionIds.set(index, executionId);
					return await client.finished(executionId, 180_000);
				} catch (error) {
					if (!restarting) throw error;
					await restarting;
					const executionId = executionIds.get(index);
					return executionId ? await afterKill(client, executionId) : undefined;
				}
			}),
		);
		await restarting;
		await settled(localBill.requests);
		return {
			plan,
			...judge(plan, { prepared, executions, agents }, localBill),
			milliseconds: Date.now() - begun,
		};
	} finally {
		await localBill.close();
		for (const agent of agents) await agent?.model.close();
	}
}

/** An execution that was running when n8n was killed ends as crashed; its output is not always saved. */
async function afterKill(client: N8nClient, id: string): Promise<Execution | undefined> {
	return await client.finished(id, 30_000).catch(() => undefined);
}

/** Waits until BILL has responded to everything: after Cancel, requests can still be in flight. */
async function settled(requests: Array<{ ms?: number }>): Promise<void> {
	for (let tries = 0; requests.some(({ ms }) => ms === undefined) && tries < 200; tries++) {
		await pause(25);
	}
}

function nodeFor(
	{ node }: Ground,
	plan: WorkflowPlan,
	{ parameters, items }: Prepared,
	credentials: Record<string, { id: string; name: string }>,
) {
	const { resource, operation } = kindsOfWrites[plan.kind];
	const looksUp = optionsOf(node, resource, operation).includes('lookUpSeconds');
	const options = {
		...(parameters.options as object | undefined),
		...(looksUp && { lookUpSeconds: LOOK_UP_SECONDS }),
	};
	return {
		parameters: { resource, operation, ...parameters, options },
		credentials,
		items,
		tries: plan.tries > 1 ? plan.tries : undefined,
		continueOnFail:
			plan.onError === 'continue' ? true : plan.onError === 'errorOutput' ? 'error output' : false,
	} satisfies NodeToRun;
}

const isSuccess = (status: number) => status >= 200 && status < 300;

/** The options that an operation has. */
function optionsOf({ properties }: INodeTypeDescription, resource: string, operation: string) {
	return properties
		.filter(({ name, displayOptions: { show = {} } = {} }) => {
			const fits = (values: unknown, value: string) =>
				!Array.isArray(values) || (values as unknown[]).includes(value);
			return name === 'options' && fits(show.resource, resource) && fits(show.operation, operation);
		})
		.flatMap(({ options = [] }) => options.map((option) => option.name));
}

/** An agent that repeats failed calls with the same input, and never makes two calls at the same time. */
const isInTurn = ({ agent, changing }: WorkflowPlan) => agent?.asks === 'in turn' && !changing;

/** The results of the run, per workflow. */
interface Ran {
	prepared: Prepared[];
	executions: Array<Execution | undefined>;
	agents: Array<Agent | undefined>;
}

function judge(
	plan: Plan,
	{ prepared, executions, agents }: Ran,
	bill: Parameters<NonNullable<(typeof kindsOfWrites)['vendor']['kept']>>[0],
): Pick<RunResult, 'violations' | 'undecidable' | 'told'> {
	const byKind = new Map<string, TellsOfItem[]>();
	for (const [index, workflow] of plan.workflows.entries()) {
		const { kind, items: count } = workflow;
		const { idMember = 'id' } = kindsOfWrites[kind];
		const model = agents[index]?.model;
		const said = model
			? saidToAgent(model, workflow, executions[index], idMember)
			: saidBy(executions[index], count, idMember);
		const items = said.map((each, item) => ({
			...each,
			name: `${kind} ${index + 1}, ${model ? 'ask' : 'item'} ${item}${each.text === undefined ? '' : ` [${each.text}]`}`,
			tags: prepared[index].tags[item],
		}));
		byKind.set(kind, [...(byKind.get(kind) ?? []), ...items]);
	}
	const told: Record<string, number> = {};
	let undecided = 0;
	const violations = [...byKind].flatMap(([kind, items]) => {
		for (const item of items) told[item.told] = (told[item.told] ?? 0) + 1;
		const { tagsIn, kept, oneRecordForEach, succeedsEmpty } =
			kindsOfWrites[kind as keyof typeof kindsOfWrites];
		const tagged = (requests: LoggedRequest[]) => {
			const counts: Record<string, number> = {};
			for (const tag of requests.flatMap(tagsIn)) counts[tag] = (counts[tag] ?? 0) + 1;
			return counts;
		};
		const idle = bill.requests.filter(
			({ worked, empty, status = 0 }) => !worked && empty && isSuccess(status),
		);
		const seen = {
			effects: tagged(bill.requests.filter(({ worked }) => worked)),
			looksDone: succeedsEmpty ? tagged(idle) : {},
			kept: kept?.(bill),
			oneRecordForEach,
			inTurn: new Set(
				plan.workflows.flatMap((workflow, index) =>
					workflow.kind === kind && isInTurn(workflow) ? prepared[index].tags.flat() : [],
				),
			),
		};
		undecided += undecidable(items, seen).length;
		return check(items, seen);
	});
	return { violations, undecidable: undecided, told };
}
