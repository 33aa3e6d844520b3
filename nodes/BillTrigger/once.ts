import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** n8n stores these in one row of its database, which is rewritten with each look-up. */
const EVENTS_SHARED = 1_000;
/** How many events are looked up at once. */
const EVENTS_AT_ONCE = 100;
/** How many of its own events a process writes again with each look-up. */
const EVENTS_AGAIN = 200;

/** An event that an execution of this process wants to let through. */
interface Asked {
	eventId: string;
	executionId: string;
	answer: (isNew: Promise<boolean>) => void;
}

/** What this process knows of the events of a node. */
interface Passages {
	/** The events that it has recently let through, each with its execution. */
	through: Map<string, string>;
	/** Events that wait to be looked up, while a look-up is in progress. */
	waiting?: Asked[];
}

const passages = new Map<string, Passages>();

/**
 * The trigger's own step at the beginning of an execution: an event that has already passed it goes no further.
 *
 * Most repeated events are dropped earlier, when they are received (receive.ts). What can come this far is an event
 * that reaches two n8n processes at the same time, or one whose execution was saved just before n8n was killed. Only
 * here does n8n offer the store that all its processes share. It is one row, which is read and then written as a whole,
 * without a lock: two processes that read it at the same time can both let the event through, and a process that is
 * slow to write can undo what others have written in the meantime. So each look-up writes again what this process has
 * recently let through. Looking up several times was tried and does not help.
 *
 * @throws NodeOperationError when the store cannot be reached; the event's execution can then be retried
 */
export async function passOnce(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const mode = context.getMode();
	if (mode === 'cli') throw withoutEvent(context);
	// Not when a person tests the workflow, or runs an execution again.
	if (mode !== 'webhook') return items;
	const node = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const known = passages.get(node) ?? { through: new Map<string, string>() };
	passages.set(node, known);
	const fresh: INodeExecutionData[] = [];
	for (const item of items) {
		const { eventId, metadata } = item.json;
		const id = eventId ?? (metadata as IDataObject | undefined)?.eventId;
		if (id === undefined || (await isNew(context, known, String(id)))) fresh.push(item);
	}
	return fresh;
}

/**
 * Whether an event is seen for the first time. A node has only one look-up in progress at a time; events that arrive in
 * the meantime are looked up together in the next one, so that a burst of events does not write the row once for each.
 */
async function isNew(
	context: IExecuteFunctions,
	known: Passages,
	eventId: string,
): Promise<boolean> {
	const executionId = context.getExecutionId();
	const by = known.through.get(eventId);
	// If the node fails after this, n8n can run it once more in the same execution (Retry On Fail).
	if (by !== undefined) return by === executionId;
	return await new Promise<boolean>((answer) => {
		const asked = { eventId, executionId, answer };
		if (known.waiting) known.waiting.push(asked);
		else void lookUntilNoneWaits(context, known, asked);
	});
}

async function lookUntilNoneWaits(
	context: IExecuteFunctions,
	known: Passages,
	first: Asked,
): Promise<void> {
	const waiting: Asked[] = [];
	known.waiting = waiting;
	for (let now = [first]; now.length > 0; now = waiting.splice(0, EVENTS_AT_ONCE)) {
		// If the same event is in one look-up twice, only the first one may pass.
		const firsts = new Map<string, Asked>();
		for (const asked of now) if (!firsts.has(asked.eventId)) firsts.set(asked.eventId, asked);
		const looked = letThrough(context, known, [...firsts.values()]);
		for (const asked of now) asked.answer(looked.then((through) => through.has(asked)));
		await looked.catch(() => {});
	}
	delete known.waiting;
}

/** The events that are not known to have passed; they are recorded as passed. */
async function letThrough(
	context: IExecuteFunctions,
	{ through }: Passages,
	asked: Asked[],
): Promise<Set<Asked>> {
	const unknown = asked.filter(({ eventId }) => !through.has(eventId));
	if (unknown.length === 0) return new Set();
	const again = [...through.keys()].slice(-EVENTS_AGAIN);
	const look = async () =>
		await context.helpers.checkProcessedAndRecord(
			[...again, ...unknown.map(({ eventId }) => eventId)],
			'node',
			{ mode: 'entries', maxEntries: EVENTS_SHARED },
		);
	try {
		// For the very first event, another process can create the row at the same moment.
		const { processed } = await look().catch(async (error: Error) => {
			if (!/unique|duplicate/i.test(error.message)) throw error;
			return await look();
		});
		// Only events that are certainly known are stopped.
		const before = new Set(processed.map(String));
		const fresh = unknown.filter(({ eventId }) => !before.has(eventId));
		for (const { eventId, executionId } of fresh) through.set(eventId, executionId);
		for (const oldest of through.keys()) {
			if (through.size <= EVENTS_SHARED) break;
			through.delete(oldest);
		}
		return new Set(fresh);
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
		description:
			'The event was received. Retry the execution when the database is available again.',
	});
}
