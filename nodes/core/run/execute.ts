import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { findOperation } from '../form/operation';
import type { ApiProfile } from '../wire/api';
import { BillClient } from '../wire/client';
import { runAtOnce } from './at-once';
import { runBulk } from './bulk';
import { errorItem, inNode } from './item-errors';
import type { Job } from './job';
import { isBegun, rememberCall, rememberOutputs, takeOver } from './memory';
import type { Call, Operation, Resource } from './operation';
import { addNames } from './names';
import { marked, runCall } from './output';
import { prepare } from './prepare';
import { errorOf } from './run-error';

/**
 * Runs a node over its items: everything is read, checked and written before the first request is sent;
 * up to three requests are on their way at once, writes to one record in their order; results come
 * in the order of the items. With Continue On Fail an item that fails gives `{ error }` and the others go on, and
 * what fails for all of them gives `{ error }` for each; without, nothing new is sent after the first failure, and
 * it is thrown.
 *
 * @throws NodeApiError or NodeOperationError with the index of the item
 */
export async function executeItems(
	context: IExecuteFunctions,
	api: ApiProfile,
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	const goOn = context.continueOnFail();
	const jobs = context.getInputData().map((_, item): Job => ({ item }));
	try {
		await runJobs(context, api, resources, jobs, goOn);
	} catch (error) {
		if (!goOn) throw inNode(context, error as Error);
		// n8n would pass the items on by the output for success, unmarked.
		const forEach = inNode(context, error as Error);
		for (const job of jobs) if (!job.outputs) job.error ??= forEach;
	}
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
		`BILL's answer was lost for item ${which}, and the record was then found in BILL. It is marked with "outcome": "found".`,
	);
}

function hint(context: IExecuteFunctions, message: string): void {
	if ('addExecutionHints' in context) {
		context.addExecutionHints({ message, location: 'outputPane' });
	}
}

async function runJobs(
	context: IExecuteFunctions,
	api: ApiProfile,
	resources: Resource[],
	jobs: Job[],
	goOn: boolean,
): Promise<void> {
	const operation = chosenOperation(context, resources);
	const client = await BillClient.open(context, api);
	const shared = new Map<string, unknown>();
	for (const job of jobs) {
		try {
			if (takeOver(job, context, client, shared)) continue;
			job.call = await prepare(context, client, operation, job.item, shared);
			rememberCall(job);
		} catch (error) {
			job.error = inNode(context, error as Error, client.forItem(job.item));
		}
	}
	throwFailed(jobs, goOn);
	const begun = jobs.filter(isBegun);
	const fresh = jobs.filter((job) => job.call && !begun.includes(job));
	checkItems(context, operation, fresh, client);

	const oneByOne = async (some: Job[]) =>
		await runAtOnce(some, { atOnce: api.atOnce, goOn }, async (job) => await run(context, job));
	// What an earlier try has left unknown is found out before anything else is sent.
	await oneByOne(begun);
	throwFailed(jobs, goOn);
	await runBulk(operation, fresh, { client, goOn, oneByOne });
	throwFailed(jobs, goOn);
	await giveNames(context, client, jobs);
	throwFailed(jobs, goOn);
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
		if (why) hint(context, `No names were added, because BILL did not give them: ${why}`);
		for (const job of wanting) rememberOutputs(job);
	} catch (error) {
		const failed = inNode(context, error as Error, client);
		for (const job of wanting) Object.assign(job, { error: failed, outputs: undefined });
	}
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
	{ item, call, outputs = [], error }: Job,
): INodeExecutionData[] {
	if (error) return [errorItem(context, item, error, call?.client)];
	return outputs.map((output) => ({ ...output, pairedItem: { item } }));
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
	client: BillClient,
): void {
	try {
		check?.(jobs.flatMap(({ call }) => call ?? []));
	} catch (error) {
		throw new NodeOperationError(context.getNode(), (error as Error).message, {
			description: client.whatWasSent,
		});
	}
}

function throwFailed(jobs: Job[], goOn: boolean): void {
	const error = goOn ? undefined : errorOf(jobs);
	if (error) throw error;
}
