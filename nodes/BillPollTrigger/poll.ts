import { createHash } from 'node:crypto';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Keep } from '../core/form/after-reading';
import { contentFields, pathFields } from '../core/form/operation';
import { FieldError, shown } from '../core/form/values';
import type { ReadParameter } from '../core/form/write-form';
import type { Operation } from '../core/run/operation';
import { addNames } from '../core/run/names';
import { output } from '../core/run/output';
import { writeRequest } from '../core/run/prepare';
import { BillClient } from '../core/wire/client';
import { listsOf } from './bill-lists';
import type { BillList } from './bill-lists';
import { OVERLAP_MS, findChanges } from './changes';
import type { State } from './changes';
import type { Source, TriggerOn } from './source';
import { sources } from './sources';

const MOST_RECORDS = 10_000;
/** Shorter than the overlap, so that what shows late while a poll reads is within reach of the next. */
const LONGEST_POLL_MS = OVERLAP_MS / 2;

/** What n8n keeps for the node: its static data. */
interface Kept extends IDataObject, Partial<State> {
	/** Digest of what is polled. When the person changes it, the state is another one, and begins anew. */
	of?: string;
}

/** The nodes of this process whose poll is still going on: n8n starts the next one all the same. */
const polling = new Set<string>();

/**
 * One poll.
 *
 * How n8n keeps the state, as seen in 2.41.1: it polls once when a workflow is activated, and saves the static data
 * when that is done (active-workflow-triggers.js, workflow-trigger-activator.js), so that the first state is
 * there after a restart. Later it saves it with each poll that has given records
 * (trigger-execution-context.factory.js); after a poll without, it is in memory only. That is enough: with an older
 * state the same is read once more, and the polls between have found nothing in it. Only what has no time stamp,
 * is gone, and comes back while n8n is stopped, is not seen to have been gone. When a poll throws, the state is what
 * it was, because it is written last.
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await inNode(context, sample);
	const node = `${context.getWorkflow().id} ${context.getNode().id}`;
	if (polling.has(node)) return null;
	polling.add(node);
	try {
		return await inNode(context, changes);
	} finally {
		polling.delete(node);
	}
}

/** What is polled, as the node's form says it. */
interface Polled {
	client: BillClient;
	lists: BillList[];
	source: Source;
	/** Digest of all that decides which records come. */
	of: string;
	on: TriggerOn;
	/** Which records are wanted, where BILL cannot tell. */
	keep?: Keep;
	toItems(records: IDataObject[]): Promise<INodeExecutionData[]>;
}

async function changes(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const budget = 'getPollBudgetMs' in context ? context.getPollBudgetMs() : LONGEST_POLL_MS;
	const end = Date.now() + Math.min(budget, LONGEST_POLL_MS);
	const kept: Kept = context.getWorkflowStaticData('node');
	const { client, lists, source, on, of, keep, toItems } = await polled(context, true);
	const { records, state } = await findChanges(lists, stateIn(kept, of), {
		most: MOST_RECORDS,
		isOver: () => Date.now() > end,
		atOnce: client.api.atOnce,
		comesBack: !source.timed,
		remembers: source.own?.[on].remembers,
		now: Date.now(),
	});
	// What is not wanted has been seen all the same.
	const items = await toItems(records.filter((record) => keep?.(record) ?? true));
	Object.assign(kept, { of, ...state });
	return items.length > 0 ? [items] : null;
}

/** One record for the editor, so that the person sees what will come. The state stays as it is. */
async function sample(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const { lists, toItems } = await polled(context, false);
	for (const list of lists) {
		const record = await list.sample();
		if (record) return [await toItems([record])];
	}
	return null;
}

async function polled(context: IPollFunctions, unattended: boolean): Promise<Polled> {
	const parameter: ReadParameter = (name, fallback) => context.getNodeParameter(name, fallback);
	const source = chosen(parameter);
	const on = source.timed ? triggerOn(parameter) : 'created';
	const client = await BillClient.open(context, source.api, { unattended });
	// As it is written in the node: an expression such as {{ $now }} has another value with each poll.
	const written = context.getNode().parameters;
	const operation = withoutEmptyPath(source.operation, written);
	const { request, settings, keep } = writeRequest(client, operation, parameter);
	return {
		client,
		lists: await listsOf(client, source, on, request),
		source,
		on,
		keep,
		of: digest([
			client.address(request.path),
			client.organizationId,
			on,
			contentFields(operation).map(({ name }) => written[name]),
			written.filters,
			(written.options as IDataObject | undefined)?.filterText,
		]),
		async toItems(found) {
			const outputs = found.map((record) => output(record, { operation, settings }));
			await addNames(client, [{ operation, settings, outputs }]);
			return outputs.map(({ json }) => ({ json }));
		},
	};
}

function chosen(parameter: ReadParameter): Source {
	const value = parameter('polledResource');
	const source = sources.find((each) => each.value === value);
	if (source) return source;
	throw new FieldError(
		'Resource',
		`cannot be ${shown(value)}: this version of the node does not poll it`,
	);
}

function triggerOn(parameter: ReadParameter): TriggerOn {
	const value = parameter('triggerOn', 'created');
	if (value === 'created' || value === 'updated') return value;
	throw new FieldError('Trigger On', `must be created or updated; got ${shown(value)}`);
}

/** Where the record is left open that the list belongs to, its placeholder stays in the path. */
function withoutEmptyPath(operation: Operation, written: IDataObject): Operation {
	const open = pathFields(operation).filter(({ name }) => isEmpty(written[name]));
	return { ...operation, fields: operation.fields.filter((field) => !open.includes(field)) };
}

function isEmpty(value: unknown): boolean {
	const isLocator = typeof value === 'object' && value !== null && '__rl' in value;
	const inside = isLocator ? (value as IDataObject).value : value;
	return inside === undefined || inside === null || String(inside).trim() === '';
}

function stateIn({ of: earlier, ...state }: Kept, of: string): State | undefined {
	const { from, newest, seen, quietSince, settled } = state;
	const isComplete = typeof from === 'number' && typeof newest === 'number';
	return earlier === of && isComplete && typeof seen === 'string'
		? { from, newest, seen, quietSince, settled }
		: undefined;
}

/** A record that was picked is the same, whatever its name in the list was. */
function digest(what: unknown): string {
	const plain = JSON.stringify(what, (_, value: unknown) =>
		typeof value === 'object' && value !== null && '__rl' in value
			? (value as IDataObject).value
			: value,
	);
	return createHash('sha256').update(plain).digest('base64url').slice(0, 16);
}

/** Errors as n8n wants them, in words for the person at the editor. */
async function inNode<T>(
	context: IPollFunctions,
	work: (context: IPollFunctions) => Promise<T>,
): Promise<T> {
	try {
		return await work(context);
	} catch (error) {
		throw asNodeError(context, error as Error);
	}
}

function asNodeError(context: IPollFunctions, error: Error): Error {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	return new NodeOperationError(context.getNode(), error, {
		message: error.message,
		description:
			error instanceof FieldError
				? 'Correct the field in the trigger.'
				: 'Nothing is lost: the next poll starts from the same point.',
	});
}
