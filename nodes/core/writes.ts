import { createHash } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { BillAnswer, BillRequest, NodeContext } from './api';
import type { Failure } from './failures';

/** What came of a write: BILL's answer, or that nobody knows. */
export type Outcome = { answer: BillAnswer } | { failure: Failure };

/** The writes of an execution, gone with it. */
const executions = new WeakMap<AbortSignal, Map<string, { run: object; outcome: Outcome }>>();

/**
 * Remembers the writes of one run of a node. n8n's "Retry On Fail" runs the whole node again, with items whose
 * write has succeeded, or whose answer was lost: those are not sent a second time, and the retry gets what
 * came of the first.
 */
export class Writes {
	private readonly known?: Map<string, { run: object; outcome: Outcome }>;
	private readonly place: unknown[];

	constructor(context: NodeContext, signal: AbortSignal | undefined) {
		const runIndex = runIndexOf(context);
		this.place = [context.getNode().name, runIndex];
		// Without the number of the run a retry cannot be told from the next round of a loop.
		if (!signal || runIndex === undefined) return;
		this.known = executions.get(signal) ?? new Map();
		executions.set(signal, this.known);
	}

	/** What came of the same write of the same item in an earlier try. */
	earlier(request: BillRequest): Outcome | undefined {
		const found = this.known?.get(this.keyOf(request));
		return found && found.run !== this ? found.outcome : undefined;
	}

	remember(request: BillRequest, outcome: Outcome): void {
		this.known?.set(this.keyOf(request), { run: this, outcome });
	}

	private keyOf({ method, path, query, body, itemIndex }: BillRequest): string {
		const hash = createHash('sha256');
		hash.update(JSON.stringify([this.place, method, path, query, itemIndex]));
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
