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
 * Runs a node over its items. All parameters are read and checked, and all requests are built, before the first one is
 * sent. At most `api.atOnce` requests are in flight at the same time, and writes to one record keep their order.
 * Results come in the order of the items. With Continue On Fail an item that fails returns `{ error }` and the others
 * go on; an error that affects all items returns `{ error }` for each. Without it, nothing new is sent after the first
 * failure, and the failure is thrown.
 *
 * @param acting the fields that choose a partner's organization for an item
 * @throws NodeApiError or NodeOperationError with the index of the item
 */
export async function executeItems(
	context: IExecuteFunctions,
	api: ApiProfile,
	resources: Resource[],
	acting?: ActingFields,
): Promise<INodeExecutionData[][]> {
	// If an agent runs its tools itself, a thrown error never reaches its model: the model gets an empty text (n8n 2.41).
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
		// The error may have come before results of an earlier try were taken over.
		for (const job of jobs) recall(job);
		if (!goOn) throw errorOf(jobs, forAll) as Error;
		// Otherwise n8n would pass the items to the success output, unmarked.
		for (const job of jobs) if (!job.outputs) job.error ??= forAll;
	}
	const failed = goOn ? undefined : errorOf(jobs);
	if (failed) throw failed;
	hintAtFound(context, jobs);
	return [jobs.flatMap((job) => resultOf(context, job))];
}

/** Tells the user which records were found after BILL's response was lost. */
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
	// Unknown outcomes of an earlier try are looked up before anything else is sent.
	await oneByOne([...begun]);
	if (endsHere()) return;
	// A batch goes to one organization.
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

/** Adds names to what was read, for all items together, so that each name is requested once. */
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
	// One object for all outputs, because a list can be long.
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
