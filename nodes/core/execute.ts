import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { runBulk } from './bulk';
import { BillClient } from './client';
import type { ApiProfile } from './api';
import { findOperation } from './operation';
import type { Call, Operation, Output, Resource } from './operation';
import { runOne } from './output';
import { prepare } from './request';
import { FieldError } from './values';

/** One item on its way: what is to be sent, and what came of it. */
export interface Job {
	itemIndex: number;
	call?: Call;
	outputs?: Output[];
	error?: Error;
}

/**
 * Runs a node over its items: everything is checked and written before the first request is sent;
 * up to three requests are on their way at once, writes to one record in their order; results come
 * in the order of the items. With Continue On Fail an item that fails gives `{ error }` and the others go on;
 * without, nothing new is sent after the first failure, and it is thrown.
 *
 * @throws NodeApiError or NodeOperationError with the index of the item
 */
export async function executeItems(
	context: IExecuteFunctions,
	api: ApiProfile,
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const goOn = context.continueOnFail();
	const operation = chosenOperation(context, resources);
	const client = await BillClient.open(context, api);
	const shared = new Map<string, unknown>();

	const jobs = items.map((_, itemIndex): Job => {
		try {
			return { itemIndex, call: prepare(context, client, operation, itemIndex, shared) };
		} catch (error) {
			return { itemIndex, error: inNode(context, error, itemIndex) };
		}
	});
	throwFirst(jobs, goOn);
	checkItems(context, operation, jobs);

	const oneByOne = async (some: Job[]) =>
		await runAtOnce(some, api.atOnce, goOn, async (job) => {
			try {
				job.outputs = await runOne(job.call as Call);
			} catch (error) {
				job.error = inNode(context, error, job.itemIndex);
			}
		});
	await runBulk(
		operation,
		jobs.filter((job) => job.call),
		goOn,
		oneByOne,
	);
	throwFirst(jobs, goOn);

	return [
		jobs.flatMap(({ itemIndex, outputs, error }): INodeExecutionData[] =>
			error
				? [{ json: { error: error.message }, pairedItem: { item: itemIndex } }]
				: (outputs ?? []).map((output) => ({ ...output, pairedItem: { item: itemIndex } })),
		),
	];
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
			description: 'Nothing was sent.',
		});
	}
}

function throwFirst(jobs: Job[], goOn: boolean): void {
	const failed = jobs.find((job) => job.error);
	if (!failed?.error || goOn) return;
	const written = jobs.filter(({ call, outputs }) => outputs && call?.request.method !== 'GET');
	if (written.length > 0) {
		const error = failed.error as NodeApiError;
		const which = written.map(({ itemIndex }) => itemIndex).join(', ');
		error.description =
			`${error.description ?? ''} Already written in this run: item ${which}. They are in BILL; leave them out when you run it again.`.trim();
	}
	throw failed.error;
}

/** An error with the item's index in it, as n8n wants it. */
function inNode(context: IExecuteFunctions, error: unknown, itemIndex: number): Error {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const message = `${(error as Error).message} [item ${itemIndex}]`;
	const node = context.getNode();
	return error instanceof FieldError
		? new NodeOperationError(node, message, {
				itemIndex,
				description: 'Correct the field. Nothing was sent for this item.',
			})
		: new NodeOperationError(node, error as Error, { itemIndex, message });
}

/**
 * Runs jobs, at most `atOnce` together. Writes that belong to the same record run one after the
 * other, in the order of the items.
 */
async function runAtOnce(
	jobs: Job[],
	atOnce: number,
	goOn: boolean,
	work: (job: Job) => Promise<void>,
): Promise<void> {
	const chains = new Map<string, Promise<void>>();
	const waiting = jobs.map((job) => ({ job, key: recordOf(job.call as Call) }));
	let failed = false;
	const worker = async () => {
		while (waiting.length > 0 && !(failed && !goOn)) {
			const next = waiting.findIndex(({ key }) => !key || !chains.has(key));
			if (next < 0) {
				await Promise.race(chains.values());
				continue;
			}
			const [{ job, key }] = waiting.splice(next, 1);
			const done = work(job).then(() => {
				if (key) chains.delete(key);
				if (job.error) failed = true;
			});
			if (key) chains.set(key, done);
			await done;
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, jobs.length) }, worker));
}

/** What a write belongs to; reads belong to nothing. */
function recordOf({ operation, request, parameter }: Call): string | undefined {
	if (request.method === 'GET') return undefined;
	const inPath = operation.path.includes('{') ? request.path.replace(/\/[a-z-]+$/, '') : undefined;
	const named = operation.belongsTo?.((request.body ?? {}) as Record<string, unknown>, parameter);
	return (inPath ?? named) === undefined ? undefined : JSON.stringify([inPath, named]);
}
