import type { IExecuteFunctions } from 'n8n-workflow';

import { askedOf } from './asked';
import type { Failure } from './failures';
import type { BillRequest, NodeContext } from './request';
import { filledInByAgent } from './tool';
import { contentOf } from './writes';
import type { Write } from './writes';

/** What is remembered of one item in one run of a node, across all its tries. */
export interface ItemMemory {
	/** What has been sent for the item. */
	sent: Sent;
	/** The item's writes in order, each with its result. */
	writes: Write[];
	/** Used by the code that runs the item: how the item was prepared, and its output. */
	call?: unknown;
	outputs?: unknown;
}

/** What has been sent for an item. */
export interface Sent {
	anything: boolean;
	/** The requests that can change something, such as `POST /v3/bills`. */
	writes: string[];
}

/** Everything that is remembered of an execution; it is freed with the execution. */
interface Memory {
	/** Why nothing more is sent, by credential. */
	stopped: Map<string, Failure>;
	/** By node, run and item. */
	items: Map<string, ItemMemory>;
	/** The writes with an unknown outcome, by node and by what they ask for. */
	unknown: Map<string, { write: Write; run?: Run }>;
	/** Tool calls, by what the agent filled in: n8n passes the same object to all tries of one call. */
	calls: WeakMap<object, string>;
	/** Number of calls so far. */
	called: number;
	/** The seed for numbers that are created in this execution: its ID, or a random text if n8n gives it none. */
	seed: string;
	/** Distinguishes this execution from others in this process. */
	self: number;
}

/** Distinguishes the runs of a node in one execution; the same for all tries of "Retry On Fail". */
type Run = number | string;

let executions = 0;

/** n8n gives all nodes and all tries of one execution the same signal. */
const memories = new WeakMap<AbortSignal, Memory>();

/**
 * What one run of a node knows of its execution. n8n's "Retry On Fail" runs the whole node again, including items whose
 * write succeeded or whose response was lost. The result of an item is remembered by its position (node, run, item) and
 * not by its content, because an expression such as `$now` gives different content in each try.
 *
 * Agents that run their tools themselves (before version 3, n8n 2.41) increase the run index with each try, and give
 * the same index to calls for items that they process at the same time. For these agents the call takes the place of
 * the run. A write with an unknown outcome is also recognized by what it asks for, in every run of the node: by its
 * content, and in a tool by the call (asked.ts).
 */
export class Execution {
	readonly signal?: AbortSignal;
	private readonly memory: Memory;
	private readonly node: string;
	private readonly run?: Run;
	/** What a tool call asks for; only read when an outcome is unknown. */
	private asked?: { text: string | undefined };

	constructor(private readonly context: NodeContext) {
		// There is no signal where nothing is executed, or if n8n is too old.
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

	/** Distinguishes this execution from others in this process. */
	get self(): number {
		return this.memory.self;
	}

	/** Whether Cancel was pressed. */
	get isCancelled(): boolean {
		return this.signal?.aborted === true;
	}

	/** A text that is unique to this item and the same in every try. */
	placeOf(item: number): string {
		return JSON.stringify([this.memory.seed, this.node, this.run, item]);
	}

	/** Why nothing more is sent with a credential. */
	stopOf(credential: string): Failure | undefined {
		return this.memory.stopped.get(credential);
	}

	stop(credential: string, failure: Failure): void {
		this.memory.stopped.set(credential, failure);
	}

	/** What is remembered of an item, including earlier tries. */
	item(item: number | undefined): ItemMemory {
		const fresh: ItemMemory = { sent: { anything: false, writes: [] }, writes: [] };
		// Without the run index, a retry cannot be told from the next round of a loop.
		if (!this.signal || this.run === undefined || item === undefined) return fresh;
		const key = JSON.stringify([this.node, this.run, item]);
		const known = this.memory.items.get(key) ?? fresh;
		this.memory.items.set(key, known);
		return known;
	}

	/**
	 * A write with an unknown outcome from another run of this node that asked for the same thing.
	 *
	 * @param account the organization that it goes to
	 * @param place its position among the writes of its item
	 */
	unknownLike(request: BillRequest, account: string, place: number): Write | undefined {
		if (this.memory.unknown.size === 0) return undefined;
		return this.keysOf(request, contentOf(request), account, place)
			.map((key) => this.memory.unknown.get(key))
			.find((known) => known?.write.state === 'unknown' && known.run !== this.run)?.write;
	}

	/** Records a write whose outcome is unknown, or has become known. */
	noteOutcome(write: Write, account: string, place: number): void {
		const { unknown } = this.memory;
		if (write.state !== 'unknown' && unknown.size === 0) return;
		for (const key of this.keysOf(write.request, write.content, account, place)) {
			if (write.state === 'unknown') unknown.set(key, { write, run: this.run });
			else if (unknown.get(key)?.write === write) unknown.delete(key);
		}
	}

	/** The tool call, if an agent runs its tools itself. */
	private callIn(context: NodeContext): string | undefined {
		const filledIn = filledInByAgent(context);
		if (!filledIn) return undefined;
		const { calls } = this.memory;
		const call = calls.get(filledIn) ?? `call ${++this.memory.called}`;
		calls.set(filledIn, call);
		return call;
	}

	/** The keys by which a write is recognized: what it asks for, and in a tool the call that it belongs to. */
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

/** The ID that n8n gives an execution; a test run of an unsaved workflow may have none. */
function idOf(context: NodeContext): string | undefined {
	return 'getExecutionId' in context ? context.getExecutionId() : undefined;
}

/** The index of the node's run in the execution. */
function runIndexOf(context: NodeContext): number | undefined {
	if (!('getWorkflowDataProxy' in context)) return undefined;
	const { $runIndex } = (context as IExecuteFunctions).getWorkflowDataProxy(0);
	return typeof $runIndex === 'number' ? $runIndex : undefined;
}
