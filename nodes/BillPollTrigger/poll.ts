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
/** Shorter than the overlap, so that the next poll still covers records that show late while this one reads. */
const LONGEST_POLL_MS = OVERLAP_MS / 2;

/** What n8n stores for the node: its static data. */
interface Kept extends IDataObject, Partial<State> {
	/** Digest of what is polled. If the user changes that, the state starts again from the beginning. */
	of?: string;
}

/** The nodes of this process whose poll is still running: n8n starts the next one anyway. */
const polling = new Set<string>();

/**
 * One poll.
 *
 * How n8n stores the state, as seen in 2.41.1: it polls once when a workflow is activated, and saves the static data
 * afterwards (active-workflow-triggers.js, workflow-trigger-activator.js), so the first state survives a restart. Later
 * it saves the static data with each poll that returned records (trigger-execution-context.factory.js); after a poll
 * without records the state is only in memory. That is enough: with an older state the same is read again, and the
 * polls in between have found nothing. There is one exception: if a record without a time stamp is removed, and comes
 * back while n8n is stopped, nobody notices that it was gone. If a poll throws, the state is unchanged, because it is
 * written last.
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

/** What is polled, according to the node's form. */
interface Polled {
	client: BillClient;
	lists: BillList[];
	source: Source;
	/** Digest of everything that decides which records are returned. */
	of: string;
	on: TriggerOn;
	/** Which records to keep, if BILL cannot filter them. */
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
	// Records that are filtered out count as seen, too.
	const items = await toItems(records.filter((record) => keep?.(record) ?? true));
	Object.assign(kept, { of, ...state });
	return items.length > 0 ? [items] : null;
}

/** One record for the editor, so that users see what to expect. The state is not changed. */
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
	// As the parameters are written in the node: an expression such as {{ $now }} has another value with each poll.
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

/** If the record that the list belongs to is left open, its placeholder stays in the path. */
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

/** A record that was picked is the same, whatever its name in the list. */
function digest(what: unknown): string {
	const plain = JSON.stringify(what, (_, value: unknown) =>
		typeof value === 'object' && value !== null && '__rl' in value
			? (value as IDataObject).value
			: value,
	);
	return createHash('sha256').update(plain).digest('base64url').slice(0, 16);
}

/** Errors in the form that n8n expects, with a text for the person at the editor. */
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
