import { createHash } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Failure } from './failures';
import type { BillAnswer, BillRequest, NodeContext } from './request';

/** What came of a write: BILL's answer, or that nobody knows. */
export type Outcome = { answer: BillAnswer } | { failure: Failure };

/** Everything that is remembered of an execution; gone with it. */
interface Memory {
	/** Why nothing is sent any more, for each credential. */
	stopped: Map<string, Failure>;
	/** What came of each write, and which run of the code sent it. */
	writes: Map<string, { by: Execution; outcome: Outcome }>;
	/** What has left for each item, by node, run and item. */
	sent: Map<string, Sent>;
}

/** What has been sent for an item. */
export interface Sent {
	anything: boolean;
	/** The requests that can change something, such as `POST /v3/bills`. */
	writes: string[];
}

/** n8n gives all nodes and all tries of one execution the same signal. */
const memories = new WeakMap<AbortSignal, Memory>();

/**
 * What one run of a node knows of the execution that it belongs to. n8n's "Retry On Fail" runs the whole node again,
 * with items whose write has succeeded, or whose answer was lost: those are not sent a second time, and the retry
 * gets what came of the first.
 */
export class Execution {
	readonly signal?: AbortSignal;
	private readonly memory: Memory;
	private readonly place: unknown[];
	/** Without the number of the run a retry cannot be told from the next round of a loop. */
	private readonly tellsTries: boolean;

	constructor(context: NodeContext) {
		this.signal =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		const runIndex = runIndexOf(context);
		this.place = [context.getNode().name, runIndex];
		this.tellsTries = this.signal !== undefined && runIndex !== undefined;
		this.memory = (this.signal && memories.get(this.signal)) ?? {
			stopped: new Map<string, Failure>(),
			writes: new Map<string, { by: Execution; outcome: Outcome }>(),
			sent: new Map<string, Sent>(),
		};
		if (this.signal) memories.set(this.signal, this.memory);
	}

	/** Whether Cancel was pressed. */
	get isCancelled(): boolean {
		return this.signal?.aborted === true;
	}

	/** Why nothing is sent with a credential any more. */
	stopOf(credential: string): Failure | undefined {
		return this.memory.stopped.get(credential);
	}

	stop(credential: string, failure: Failure): void {
		this.memory.stopped.set(credential, failure);
	}

	/** What came of the same write of the same item in an earlier try. */
	earlier(request: BillRequest, item: number | undefined): Outcome | undefined {
		if (!this.tellsTries) return undefined;
		const found = this.memory.writes.get(this.keyOf(request, item));
		return found && found.by !== this ? found.outcome : undefined;
	}

	remember(request: BillRequest, item: number | undefined, outcome: Outcome): void {
		if (this.tellsTries) this.memory.writes.set(this.keyOf(request, item), { by: this, outcome });
	}

	/** What has been sent for an item, also in earlier tries. */
	sentFor(item: number | undefined): Sent {
		const key = JSON.stringify([this.place, item]);
		const earlier = this.tellsTries ? this.memory.sent.get(key) : undefined;
		const sent = earlier ?? { anything: false, writes: [] };
		if (this.tellsTries) this.memory.sent.set(key, sent);
		return sent;
	}

	private keyOf({ method, path, query, body }: BillRequest, item: number | undefined): string {
		const hash = createHash('sha256');
		hash.update(JSON.stringify([this.place, method, path, query, item]));
		hash.update(Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null));
		return hash.digest('base64');
	}
}

/** The number of the node's run in the execution; the same for all tries of "Retry On Fail". */
function runIndexOf(context: NodeContext): number | undefined {
	if (!('getWorkflowDataProxy' in context)) return undefined;
	const { $runIndex } = (context as IExecuteFunctions).getWorkflowDataProxy(0);
	return typeof $runIndex === 'number' ? $runIndex : undefined;
}
