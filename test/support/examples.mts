import axios from 'axios';
import {
	putAssistantToken,
	putCredential,
	putExamples,
	putModel,
	putSpendCredential,
} from '../../playground/content.mts';
import { startStandInModel, type StandInModel } from '../../playground/stand-in-model.mts';
import type { Execution, Item, Workflow } from '../../tools/n8n/client.mts';
import { eventually } from './eventually.mts';
import { n8nWithBill } from './n8n.mts';

/** The examples in the shared n8n, with credentials for a local BILL. The tests of a file build on each other. */
export function withExamples() {
	const { n8n, bill } = n8nWithBill({ loopbackWebhooks: true, reset: false });
	let model: StandInModel;
	beforeAll(async () => {
		model = await startStandInModel();
		await putExamples(n8n.client, [
			await putCredential(n8n.client, bill),
			await putSpendCredential(n8n.client, bill),
			await putAssistantToken(n8n.client),
			await putModel(n8n.client, model),
		]);
	});
	afterAll(async () => await model.close());

	const workflow = async (name: string): Promise<Workflow> => {
		const { id } = (await n8n.client.workflows()).find((each) => each.name === name) ?? {};
		if (!id) throw new Error(`There is no workflow "${name}".`);
		return await n8n.client.call<Workflow>('GET', `/rest/workflows/${id}`);
	};
	/** Presses "Execute workflow". Returns the execution's ID at once. */
	const start = async (name: string, trigger = 'When clicking Execute workflow') =>
		await n8n.client.startWorkflow((await workflow(name)).id, trigger);
	/** Waits for the end of an execution, which must be successful. */
	const finished = async (executionId: string): Promise<Execution> => {
		const execution = await n8n.client.finished(executionId);
		expect(execution.data.resultData.error?.message).toBeUndefined();
		expect(execution.status).toBe('success');
		return execution;
	};
	return {
		n8n,
		bill,
		workflow,
		start,
		finished,
		/** Runs an example from its manual trigger to its end, as a person does. */
		run: async (name: string) => await finished(await start(name)),
		/** Waits until an execution has asked its next question. Returns the output of the node before the question. */
		question: async (executionId: string, node: string, time = 1): Promise<Item['json']> =>
			await eventually(async () => {
				const { status, data } = await n8n.client.execution(executionId);
				const run = data?.resultData.runData[node]?.[time - 1];
				return status === 'waiting' && run?.data?.main[0]?.[0]?.json;
			}, `question ${time} of "${node}"`),
		/** Fills in a form of n8n, field by field, and submits it. */
		fillIn: async (url: string, answers: Array<string | File>) => {
			const form = new FormData();
			for (const [index, answer] of answers.entries()) {
				if (typeof answer === 'string') form.append(`field-${index}`, answer);
				else form.append(`field-${index}`, answer, answer.name);
			}
			const { status, data } = await axios.post<unknown>(url, form, {
				proxy: false,
				validateStatus: () => true,
			});
			if (status >= 400)
				throw new Error(`n8n returned ${status} for a form: ${JSON.stringify(data)}`);
		},
	};
}

/** What a node returned at one of its outputs, over all runs in an execution. */
export function outputOf(execution: Execution, node: string, output = 0): Array<Item['json']> {
	const runs = execution.data.resultData.runData[node] ?? [];
	return runs.flatMap(({ data }) => (data?.main[output] ?? []).map(({ json }) => json));
}
