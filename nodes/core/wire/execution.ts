import type { IExecuteFunctions } from 'n8n-workflow';

import { askedOf } from './asked';
import type { Failure } from './failures';
import type { BillRequest, NodeContext } from './request';
import { filledInByAgent } from './tool';
import { contentOf } from './writes';
import type { Write } from './writes';

/** What is remembered of one item of one run of a node, over all its tries. */
export interface ItemMemory {
	/** What has been sent for the item. */
	sent: Sent;
	/** Its writes in their order, each with what became of it. */
	writes: Write[];
	/** The room of those who run the item: how it was prepared, and what it gave. */
	call?: unknown;
	outputs?: unknown;
}

/** What has been sent for an item. */
export interface Sent {
	anything: boolean;
	/** The requests that can change something, such as `POST /v3/bills`. */
	writes: string[];
}

/** Everything that is remembered of an execution; gone with it. */
interface Memory {
	/** Why nothing is sent any more, for each credential. */
	stopped: Map<string, Failure>;
	/** By node, run and item. */
	items: Map<string, ItemMemory>;
	/** The writes of each node whose outcome is not known, by what they ask for. */
	unknown: Map<string, { write: Write; run?: Run }>;
	/** The calls of tools, by what the agent has filled in: n8n gives all tries of one call the same object. */
	calls: WeakMap<object, string>;
	/** How many calls there were. */
	called: number;
	/** What numbers of this execution are made from, where n8n gives it no ID. */
	seed: string;
	/** What tells it from others in this process. */
	self: number;
}

/** What tells the runs of a node in one execution apart; the same for all tries of "Retry On Fail". */
type Run = number | string;

let executions = 0;

/** n8n gives all nodes and all tries of one execution the same signal. */
const memories = new WeakMap<AbortSignal, Memory>();

/**
 * What one run of a node knows of the execution that it belongs to. n8n's "Retry On Fail" runs the whole node again,
 * with items whose write has succeeded, or whose answer was lost. What came of an item belongs to its place (node, run,
 * item) and not to its content, because an expression such as `$now` gives another content in each try.
 *
 * Agents that run their tools themselves (before version 3, n8n 2.41) count the run up for each try, and give calls of
 * items that they work on at the same time one number: there the call is the run. A write whose outcome is unknown is
 * also recognised by what it asks for, in every run of the node: by its content, and in a tool by the call (asked.ts).
 */
export class Execution {
	readonly signal?: AbortSignal;
	private readonly memory: Memory;
	private readonly node: string;
	private readonly run?: Run;
	/** What a call of a tool asks for; read only when something is not known. */
	private asked?: { text: string | undefined };

	constructor(private readonly context: NodeContext) {
		// Where nothing is executed there is none, and in n8n that is too old.
		this.signal = (context as Partial<IExecuteFunctions>).getExecutionCancelSignal?.();
		this.node = context.getNode().name;
		this.memory = (this.signal && memories.get(this.signal)) ?? {
			stopped: new Map<string, Failure>(),
			items: new Map<string, ItemMemory>(),
			unknown: new Map<string, { write: Write; run?: Run }>(),
			calls: new WeakMap<object, string>(),
			called: 0,
			seed: idOf(context) ?? Math.random().toString(36),
			self: ++executions,
		};
		if (this.signal) memories.set(this.signal, this.memory);
		this.run = this.callIn(context) ?? runIndexOf(context);
	}

	/** What tells this execution from others in this process. */
	get self(): number {
		return this.memory.self;
	}

	/** Whether Cancel was pressed. */
	get isCancelled(): boolean {
		return this.signal?.aborted === true;
	}

	/** A text that is this item's alone, and the same in every try. */
	placeOf(item: number): string {
		return JSON.stringify([this.memory.seed, this.node, this.run, item]);
	}

	/** Why nothing is sent with a credential any more. */
	stopOf(credential: string): Failure | undefined {
		return this.memory.stopped.get(credential);
	}

	stop(credential: string, failure: Failure): void {
		this.memory.stopped.set(credential, failure);
	}

	/** What is remembered of an item, also from earlier tries. */
	item(item: number | undefined): ItemMemory {
		const fresh: ItemMemory = { sent: { anything: false, writes: [] }, writes: [] };
		// Without the number of the run a retry cannot be told from the next round of a loop.
		if (!this.signal || this.run === undefined || item === undefined) return fresh;
		const key = JSON.stringify([this.node, this.run, item]);
		const known = this.memory.items.get(key) ?? fresh;
		this.memory.items.set(key, known);
		return known;
	}

	/**
	 * A write of another run of this node whose outcome is not known, and that asked for the same.
	 *
	 * @param account the organization that it goes to
	 * @param place its place among the writes of its item
	 */
	unknownLike(request: BillRequest, account: string, place: number): Write | undefined {
		if (this.memory.unknown.size === 0) return undefined;
		return this.keysOf(request, contentOf(request), account, place)
			.map((key) => this.memory.unknown.get(key))
			.find((known) => known?.write.state === 'unknown' && known.run !== this.run)?.write;
	}

	/** Notes a write whose outcome is not known, or is known at last. */
	noteOutcome(write: Write, account: string, place: number): void {
		const { unknown } = this.memory;
		if (write.state !== 'unknown' && unknown.size === 0) return;
		for (const key of this.keysOf(write.request, write.content, account, place)) {
			if (write.state === 'unknown') unknown.set(key, { write, run: this.run });
			else if (unknown.get(key)?.write === write) unknown.delete(key);
		}
	}

	/** The call of an agent that runs its tools itself. */
	private callIn(context: NodeContext): string | undefined {
		const filledIn = filledInByAgent(context);
		if (!filledIn) return undefined;
		const { calls } = this.memory;
		const call = calls.get(filledIn) ?? `call ${++this.memory.called}`;
		calls.set(filledIn, call);
		return call;
	}

	/** By what a write is recognised: what it asks for, and in a tool the call that it belongs to. */
	private keysOf(
		{ method, path }: BillRequest,
		content: string,
		account: string,
		place: number,
	): string[] {
		this.asked ??= { text: askedOf(this.context) };
		const byContent = JSON.stringify([this.node, account, content]);
		if (this.asked.text === undefined) return [byContent];
		return [byContent, JSON.stringify([this.node, account, method, path, place, this.asked.text])];
	}
}

/** The ID that n8n gives an execution; a test run of an unsaved workflow can have none. */
function idOf(context: NodeContext): string | undefined {
	return 'getExecutionId' in context ? context.getExecutionId() : undefined;
}

/** The number of the node's run in the execution. */
function runIndexOf(context: NodeContext): number | undefined {
	if (!('getWorkflowDataProxy' in context)) return undefined;
	const { $runIndex } = (context as IExecuteFunctions).getWorkflowDataProxy(0);
	return typeof $runIndex === 'number' ? $runIndex : undefined;
}
