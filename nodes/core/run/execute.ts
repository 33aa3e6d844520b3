import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { findOperation } from '../form/operation';
import type { ApiProfile } from '../wire/api';
import { BillClient } from '../wire/client';
import { Execution } from '../wire/execution';
import { filledInByAgent } from '../wire/tool';
import { warningOf } from '../wire/trust';
import { Parties } from './acting';
import type { ActingFields } from './acting';
import { checkIsOwnCall } from './agent-call';
import { runAtOnce } from './at-once';
import { runBulk } from './bulk';
import { errorItem, inNode } from './item-errors';
import type { Job } from './job';
import { isBegun, recall, rememberCall, rememberOutputs, takeOver } from './memory';
import type { Call, Operation, Resource } from './operation';
import { addNames } from './names';
import { checkTellsExecution } from './old-n8n';
import { marked, runCall } from './output';
import { parametersOf } from './parameters';
import { prepare } from './prepare';
import { errorOf } from './run-error';

/**
 * Runs a node over its items: everything is read, checked and written before the first request is sent;
 * up to three requests are on their way at once, writes to one record in their order; results come
 * in the order of the items. With Continue On Fail an item that fails gives `{ error }` and the others go on, and
 * what fails for all of them gives `{ error }` for each; without, nothing new is sent after the first failure, and
 * it is thrown.
 *
 * @param acting the fields that say for which organization of a partner an item is
 * @throws NodeApiError or NodeOperationError with the index of the item
 */
export async function executeItems(
	context: IExecuteFunctions,
	api: ApiProfile,
	resources: Resource[],
	acting?: ActingFields,
): Promise<INodeExecutionData[][]> {
	// What is thrown never reaches the model of an agent that runs its tools itself: it hears an empty text (n8n 2.41).
	const goOn = context.continueOnFail() || filledInByAgent(context) !== undefined;
	const execution = new Execution(context);
	const jobs = context
		.getInputData()
		.map((_, item): Job => ({ item, memory: execution.item(item) }));
	try {
		checkTellsExecution(context);
		checkIsOwnCall(context);
		const operation = chosenOperation(context, resources);
		const client = await BillClient.open(context, api);
		await runJobs(context, operation, new Parties(client, acting), jobs, goOn);
		const warning = warningOf(client.credential.typed);
		if (warning) hint(context, warning);
	} catch (error) {
		const forAll = inNode(context, error as Error);
		// It may have failed before anything was taken over from an earlier try.
		for (const job of jobs) recall(job);
		if (!goOn) throw errorOf(jobs, forAll) as Error;
		// n8n would pass the items on by the output for success, unmarked.
		for (const job of jobs) if (!job.outputs) job.error ??= forAll;
	}
	const failed = goOn ? undefined : errorOf(jobs);
	if (failed) throw failed;
	hintAtFound(context, jobs);
	return [jobs.flatMap((job) => resultOf(context, job))];
}

/** Tells the person at the editor what was found after BILL's answer was lost. */
function hintAtFound(context: IExecuteFunctions, jobs: Job[]): void {
	const found = jobs.filter(({ outputs }) => outputs?.some(({ json }) => json.outcome === 'found'));
	if (found.length === 0) return;
	const which = found.map(({ item }) => item).join(', ');
	hint(
		context,
		`BILL's response was lost for item ${which}, and the record was then found in BILL. It is marked with "outcome": "found".`,
	);
}

function hint(context: IExecuteFunctions, message: string): void {
	if ('addExecutionHints' in context) {
		context.addExecutionHints({ message, location: 'outputPane' });
	}
}

async function runJobs(
	context: IExecuteFunctions,
	operation: Operation,
	parties: Parties,
	jobs: Job[],
	goOn: boolean,
): Promise<void> {
	const endsHere = () => !goOn && jobs.some(({ error }) => error);
	const parameters = parametersOf(context);
	for (const job of jobs) {
		const parameter = parameters(job.item);
		try {
			if (takeOver(job, context, parties)) continue;
			const { client, shared } = parties.of((name) => parameter(name, ''));
			job.call = await prepare(context, client, operation, job.item, shared, parameter);
			parties.check(job.call);
			rememberCall(job);
		} catch (error) {
			job.call = undefined;
			job.error = inNode(context, error as Error, parties.client.forItem(job.item));
		}
	}
	if (endsHere()) return;
	const begun = new Set(jobs.filter(isBegun));
	const fresh = jobs.filter((job) => job.call && !begun.has(job));
	const ofParties = byParty(fresh);
	for (const { own } of ofParties) checkItems(context, operation, own);

	const { atOnce } = parties.client.api;
	const oneByOne = async (some: Job[]) =>
		await runAtOnce(some, { atOnce, goOn }, async (job) => await run(context, job));
	// What an earlier try has left unknown is found out before anything else is sent.
	await oneByOne([...begun]);
	if (endsHere()) return;
	// What travels together goes to one organization.
	const groups = operation.bulk ? ofParties : [{ client: parties.client, own: fresh }];
	for (const { client, own } of groups) {
		await runBulk(operation, own, { client, goOn, oneByOne });
		if (endsHere()) return;
	}
	for (const { client, own } of byParty(jobs.filter(({ call }) => call))) {
		await giveNames(context, client, own);
		if (endsHere()) return;
	}
}

/** Completes what was read, for all items at once, so that each name is asked for once. */
async function giveNames(
	context: IExecuteFunctions,
	client: BillClient,
	jobs: Job[],
): Promise<void> {
	const wanting = jobs.filter(({ call, outputs }) => outputs && call?.settings.addNames);
	const read = wanting.flatMap(({ call, outputs = [] }) => (call ? [{ ...call, outputs }] : []));
	try {
		const why = await addNames(client, read);
		if (why) hint(context, `No names were added, because BILL did not return them: ${why}`);
		for (const job of wanting) rememberOutputs(job);
	} catch (error) {
		const failed = inNode(context, error as Error, client);
		for (const job of wanting) Object.assign(job, { error: failed, outputs: undefined });
	}
}

/** The jobs of each organization. */
function byParty(jobs: Job[]): Array<{ client: BillClient; own: Job[] }> {
	const groups = new Map<string, { client: BillClient; own: Job[] }>();
	for (const job of jobs) {
		const { client } = job.call as Call;
		const key = JSON.stringify(client.acting);
		const group = groups.get(key) ?? { client, own: [] };
		groups.set(key, group);
		group.own.push(job);
	}
	return [...groups.values()];
}

async function run(context: IExecuteFunctions, job: Job): Promise<void> {
	const call = job.call as Call;
	try {
		job.outputs = marked(await runCall(call), call);
		if (!call.settings.addNames) rememberOutputs(job);
	} catch (error) {
		job.error = inNode(context, error as Error, call.client);
	}
}

function resultOf(
	context: IExecuteFunctions,
	{ item, memory, call, outputs = [], error }: Job,
): INodeExecutionData[] {
	if (error) return [errorItem(context, item, error, call?.client.writes.memory ?? memory)];
	// One for all of them: a list can be long.
	const pairedItem = { item };
	return outputs.map((output) => ({ ...output, pairedItem }));
}

function chosenOperation(context: IExecuteFunctions, resources: Resource[]): Operation {
	const resource = String(context.getNodeParameter('resource', 0));
	const operation = String(context.getNodeParameter('operation', 0));
	try {
		return findOperation(resources, resource, operation);
	} catch (error) {
		throw new NodeOperationError(context.getNode(), (error as Error).message, {
			description: 'Choose Resource and Operation again in the node.',
		});
	}
}

function checkItems(
	context: IExecuteFunctions,
	{ checkItems: check }: Operation,
	jobs: Job[],
): void {
	try {
		check?.(jobs.flatMap(({ call }) => call ?? []));
	} catch (error) {
		throw new NodeOperationError(context.getNode(), (error as Error).message, {
			description: 'Nothing was sent for these items.',
		});
	}
}
