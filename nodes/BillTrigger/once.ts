import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Digests } from '../core/run/digests';

/** n8n keeps these in one row of its database, which is written anew for each event. */
const EVENTS_SHARED = 1_000;

/** What executions of this process have let through lately. */
const passed = new Digests(EVENTS_SHARED);

/** The last look-up of each node in this process. */
const turns = new Map<string, Promise<unknown>>();

/**
 * The trigger's own step at the beginning of an execution: an event that has gone through it before goes no further.
 *
 * Most repeated events are dropped before that, when they are received (receive.ts). What can come this far is one
 * that reaches two n8n processes at the same time, or one whose execution was saved just before n8n was killed. Only
 * here does n8n offer the store that all its processes share. It is one row, which is read and then written whole,
 * without a lock: two processes that look at the same time can both let the event through, and a process that is slow
 * to write can undo what others have written meanwhile. Looking several times was tried and does not help against
 * the latter.
 *
 * @throws NodeOperationError when the store cannot be reached; the event's execution can then be retried
 */
export async function passOnce(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const mode = context.getMode();
	if (mode === 'cli') throw withoutEvent(context);
	// Not when a person tries the workflow, or has an execution run again.
	if (mode !== 'webhook') return items;
	const node = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const fresh: INodeExecutionData[] = [];
	for (const item of items) {
		const { eventId, metadata } = item.json;
		const id = eventId ?? (metadata as IDataObject | undefined)?.eventId;
		if (id === undefined) {
			fresh.push(item);
			continue;
		}
		// When the node fails after this, n8n can run it once more in the same execution (Retry On Fail).
		const passage = `${context.getExecutionId()} ${String(id)}`;
		if (
			!passed.has(passage) &&
			!(await inTurn(node, async () => await isNew(context, String(id))))
		) {
			continue;
		}
		passed.add(passage);
		fresh.push(item);
	}
	return fresh;
}

async function isNew(context: IExecuteFunctions, eventId: string): Promise<boolean> {
	const look = async () =>
		await context.helpers.checkProcessedAndRecord([eventId], 'node', {
			mode: 'entries',
			maxEntries: EVENTS_SHARED,
		});
	try {
		// For the first event of all, another process can make the row in the same moment.
		const found = await look().catch(async (error: Error) => {
			if (!/unique|duplicate/i.test(error.message)) throw unreadable(context, error);
			return await look();
		});
		// Only what is certainly known goes no further.
		return found.processed.length === 0;
	} catch (error) {
		throw unreadable(context, error as Error);
	}
}

function withoutEvent(context: IExecuteFunctions): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'There is no event to start with', {
		description:
			'n8n started the workflow at the Bill Trigger. Start the workflow from the trigger you want to use.',
	});
}

function unreadable(context: IExecuteFunctions, error: Error): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	return new NodeOperationError(context.getNode(), error, {
		message: "n8n's memory of received events could not be read",
		description: 'The event was received. Retry the execution when the database answers again.',
	});
}

/** Runs one after the other what belongs to one node. */
async function inTurn<T>(node: string, work: () => Promise<T>): Promise<T> {
	const turn = (turns.get(node) ?? Promise.resolve()).then(work, work);
	turns.set(node, turn);
	try {
		return await turn;
	} finally {
		if (turns.get(node) === turn) turns.delete(node);
	}
}
