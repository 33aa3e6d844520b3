import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Digests } from '../core/run/digests';

/** n8n keeps these in one row of its database, which is written anew for each event. */
const EVENTS_SHARED = 1_000;

/** What executions of this process have let through lately. */
const passed = new Digests(EVENTS_SHARED);

/** How many events are looked up at once. */
const EVENTS_AT_ONCE = 100;
/** How many of its own events a process writes down again with each look. */
const EVENTS_AGAIN = 200;

/** The events that executions of this process have let through lately, for each node. */
const letThrough = new Map<string, Set<string>>();

/** An event that an execution of this process wants to let through. */
interface Asked {
	eventId: string;
	answer: (isNew: Promise<boolean>) => void;
}

/** What waits to be looked up for each node, while a look is on its way. */
const waiting = new Map<string, Asked[]>();

/**
 * The trigger's own step at the beginning of an execution: an event that has gone through it before goes no further.
 *
 * Most repeated events are dropped before that, when they are received (receive.ts). What can come this far is one
 * that reaches two n8n processes at the same time, or one whose execution was saved just before n8n was killed. Only
 * here does n8n offer the store that all its processes share. It is one row, which is read and then written whole,
 * without a lock: two processes that look at the same time can both let the event through, and a process that is slow
 * to write can undo what others have written meanwhile. So each look writes down again what this process has let
 * through lately. Looking several times was tried and does not help.
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
		if (!passed.has(passage) && !(await isNew(context, node, String(id)))) {
			continue;
		}
		passed.add(passage);
		fresh.push(item);
	}
	return fresh;
}

/**
 * Whether an event is seen for the first time. One look of a node is on its way at a time; what is asked for meanwhile
 * goes together in the next one, so that a burst of events does not write the row once for each.
 */
async function isNew(context: IExecuteFunctions, node: string, eventId: string): Promise<boolean> {
	return await new Promise<boolean>((answer) => {
		const asked = { eventId, answer };
		const others = waiting.get(node);
		if (others) others.push(asked);
		else void lookUntilNoneWaits(context, node, asked);
	});
}

async function lookUntilNoneWaits(
	context: IExecuteFunctions,
	node: string,
	first: Asked,
): Promise<void> {
	const others: Asked[] = [];
	waiting.set(node, others);
	for (let now = [first]; now.length > 0; now = others.splice(0, EVENTS_AT_ONCE)) {
		const fresh = newOnes(
			context,
			node,
			now.map(({ eventId }) => eventId),
		);
		const claimed = new Set<string>();
		for (const { eventId, answer } of now) {
			// The same event twice in one look: the first one has it.
			const isFirst = !claimed.has(eventId);
			claimed.add(eventId);
			answer(fresh.then((ids) => isFirst && ids.has(eventId)));
		}
		await fresh.catch(() => {});
	}
	waiting.delete(node);
}

/** The events that are not known to have gone through, which are noted with that. */
async function newOnes(
	context: IExecuteFunctions,
	node: string,
	eventIds: string[],
): Promise<Set<string>> {
	const own = letThrough.get(node) ?? new Set<string>();
	letThrough.set(node, own);
	const asked = new Set(eventIds.filter((id) => !own.has(id)));
	if (asked.size === 0) return asked;
	const look = async () =>
		await context.helpers.checkProcessedAndRecord([...own, ...asked], 'node', {
			mode: 'entries',
			maxEntries: EVENTS_SHARED,
		});
	try {
		// For the first event of all, another process can make the row in the same moment.
		const { processed } = await look().catch(async (error: Error) => {
			if (!/unique|duplicate/i.test(error.message)) throw error;
			return await look();
		});
		// Only what is certainly known goes no further.
		for (const known of processed) asked.delete(String(known));
		for (const id of asked) own.add(id);
		for (const oldest of own) {
			if (own.size <= EVENTS_AGAIN) break;
			own.delete(oldest);
		}
		return asked;
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
	return new NodeOperationError(context.getNode(), error, {
		message: "n8n's memory of received events could not be read",
		description: 'The event was received. Retry the execution when the database answers again.',
	});
}
