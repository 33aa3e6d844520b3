import { randomUUID } from 'node:crypto';
import { resultOf } from '../lib/run-node.mts';
import type { Execution, N8nClient } from '../n8n/client.mts';
import type { Prepared } from './kinds.mts';
import {
	isError,
	promptOf,
	type StandInModel,
	startStandInModel,
	type ToolCall,
} from './model.mts';
import type { AgentPlan, WorkflowPlan } from './plan.mts';
import { isCutOff, type Said, saidInText } from './told.mts';

/*
 * The Bill node as a tool of n8n's AI Agent, with a stand-in for the language model. Only what the model is told
 * counts: an agent sees the text that the tool returns, and nothing else.
 */

/** An agent that is ready to run. */
export interface Agent {
	model: StandInModel;
	workflow: {
		name: string;
		nodes: object[];
		connections: object;
		pinData: object;
		settings: object;
	};
}

type Credentials = Record<string, { id: string; name: string }>;

/** Replaces the expressions that read from the item with values that the model fills in. */
const filledByModel = <T,>(parameters: T): T =>
	JSON.parse(
		JSON.stringify(parameters).replaceAll(
			'$json.tag',
			"$fromAI('tag', 'what it is for', 'string')",
		),
	) as T;

/** A workflow with an agent that has the node as its tool, and the model it talks to. */
export async function agentFor(
	client: N8nClient,
	plan: Pick<WorkflowPlan, 'onError' | 'tries'> & { agent: AgentPlan },
	prepared: Pick<Prepared, 'tags'>,
	{ parameters, credentials }: { parameters: object; credentials: Credentials },
): Promise<Agent> {
	const { version, asks, insists } = plan.agent;
	const tags = prepared.tags.map(([tag]) => ({ tag }));
	const model = await startStandInModel({ asks: tags, atOnce: asks === 'at once', insists });
	const openAi = await client.createCredential({
		name: `Stand-in ${randomUUID()}`,
		type: 'openAiApi',
		data: { apiKey: 'none', url: model.url },
	});
	const all = tags.map((_, ask) => ask);
	const prompts = asks === 'each by its item' ? all.map((ask) => [ask]) : [all];
	const at = (name: string, type: string, more: object) => ({
		id: randomUUID(),
		name,
		type,
		position: [0, 0],
		...more,
	});
	return {
		model,
		workflow: {
			name: `Agent ${randomUUID()}`,
			nodes: [
				at('Start', 'n8n-nodes-base.manualTrigger', { typeVersion: 1, parameters: {} }),
				at('Agent', '@n8n/n8n-nodes-langchain.agent', {
					typeVersion: version,
					// An error that ends the agent is then reported for each of its items.
					onError: 'continueRegularOutput',
					parameters: {
						promptType: 'define',
						text: '={{ $json.prompt }}',
						options: { maxIterations: 40, batching: { batchSize: 3 } },
					},
				}),
				at('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', {
					typeVersion: 1.2,
					parameters: { model: { __rl: true, mode: 'id', value: 'stand-in' }, options: {} },
					credentials: { openAiApi: { id: openAi.id, name: openAi.name } },
				}),
				at('Node', 'n8n-nodes-bill.billTool', {
					typeVersion: 1,
					parameters: { toolDescription: 'Does it', ...filledByModel(parameters) },
					credentials,
					...(plan.onError !== 'stop' && { onError: 'continueRegularOutput' }),
					...(plan.tries > 1 && { retryOnFail: true, maxTries: plan.tries, waitBetweenTries: 10 }),
				}),
			],
			connections: {
				Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
				Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
				Node: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
			},
			// The execution order of every new workflow. In the older order, an agent continues before its tools have run.
			settings: { executionOrder: 'v1' },
			pinData: { Start: prompts.map((some) => ({ json: { prompt: promptOf(some) } })) },
		},
	};
}

/** What the agent was told about each ask, over all the calls it made for it. */
export function saidToAgent(
	{ calls }: StandInModel,
	{ items, agent }: WorkflowPlan,
	execution: Execution | undefined,
	idMember: string,
): Said[] {
	const wasCutOff = isCutOff(execution);
	return Array.from({ length: items }, (_, ask) => {
		const conversation = agent?.asks === 'each by its item' ? ask : 0;
		const ended = execution && !wasCutOff ? endOf(execution, conversation) : undefined;
		const own = calls.filter((call) => call.ask === ask);
		return together(own.map((call) => saidOf(call, ended, wasCutOff, idMember)));
	});
}

function saidOf(
	{ heard }: ToolCall,
	ended: string | undefined,
	wasCutOff: boolean,
	idMember: string,
): Said {
	const text = heard ?? ended;
	if (text === undefined)
		return { told: wasCutOff ? 'cutOff' : 'unclear', ids: [], text: 'nothing' };
	// n8n's own message for a cancelled call.
	if (wasCutOff && isError(text) && /Execution was cancelled/.test(text)) {
		return { told: 'cutOff', ids: [] };
	}
	return saidInText(text, idMember);
}

/** The error that ended a conversation of the agent, if any. Agents before version 3 end when a tool fails. */
function endOf(execution: Execution, conversation: number): string | undefined {
	const { items, error } = resultOf(execution, 'Agent');
	const own = items.find(({ pairedItem }) => {
		const item =
			typeof pairedItem === 'object' ? (pairedItem as { item?: number })?.item : pairedItem;
		return (item ?? 0) === conversation;
	});
	return (own?.json.error as string | undefined) ?? error?.message;
}

/**
 * The combined result of several calls for one ask. It is done if one call says so. If one call left it unknown, it
 * stays unknown, whatever later calls say about themselves. An ask that was never made was never begun.
 */
export function together(said: Said[]): Said {
	const order = ['unclear', 'made', 'found', 'written', 'unknown', 'cutOff'];
	for (const told of order) {
		const first = said.find((each) => each.told === told);
		if (first) return first;
	}
	return said.at(-1) ?? { told: 'notNamed', ids: [] };
}
