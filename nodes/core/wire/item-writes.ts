import type { Connection } from './connection';
import type { ItemMemory } from './execution';
import { outcomeOf } from './failures';
import type { Failure, Outcome } from './failures';
import { isRepeatable, isWrite, wordsOf } from './request';
import type { BillAnswer, BillRequest } from './request';
import type { LookUp, Sighting, Write } from './writes';

/** A write that has finally failed, and what a look-up found out about it. */
export interface LostWrite {
	failure: Failure;
	write: Write;
	/** Missing if nothing was looked up. */
	sighting?: Exclude<Sighting, { found: unknown }>;
}

/**
 * The writes of one item in one try, in order. What an earlier try found out about the write at a position stays valid:
 * an item's writes are not sent a second time, even if its parameters have changed.
 */
export class ItemWrites {
	private place = 0;
	/** A write of this item was found in BILL after its response was lost. */
	hasFound = false;

	/** @param lookUp finds out what happened to a lost write of this item */
	constructor(
		private readonly connection: Connection,
		/** What is remembered of the item, including earlier tries. */
		readonly memory: ItemMemory,
		private readonly lookUp?: LookUp,
	) {}

	/** What is known of the next write, from an earlier try or from another run that asked for the same thing. */
	next(request: BillRequest): Write | undefined {
		const write =
			this.memory.writes[this.place] ??
			this.connection.execution.unknownLike(request, this.connection.writes.account, this.place);
		if (!write || (write.state === 'unknown' && isRepeatable(request))) return undefined;
		this.memory.writes[this.place++] = write;
		return write;
	}

	/** Whether a write was sent by the same execution. */
	isOfThisExecution({ execution }: Write): boolean {
		return execution === this.connection.execution.self;
	}

	/** Whether something was written to a path since a moment, with a result that this execution does not know. */
	isOutdated(path: string, readAt: number): boolean {
		const { writes, execution } = this.connection;
		return writes.isOutdated(path, readAt, execution.self);
	}

	/** Records the next write, which is about to be sent, alone or together with others. */
	begin(request: BillRequest): Write {
		const { writes, clock, execution } = this.connection;
		const write = writes.begin(request, clock, execution.self);
		this.memory.writes[this.place++] = write;
		return write;
	}

	/** Records that something was sent for the item, and its outcome; without an outcome, BILL has responded. */
	noteTried(request: BillRequest, outcome?: Outcome): void {
		const { sent } = this.memory;
		sent.anything = true;
		const words = wordsOf(request);
		const mayHaveChanged = isWrite(request) && outcome !== 'refused';
		if (mayHaveChanged && !sent.writes.includes(words)) sent.writes.push(words);
	}

	/** Records BILL's response. */
	done(write: Write, answer: BillAnswer): void {
		this.noteTried(write.request);
		const { writes, execution } = this.connection;
		writes.done(write, answer);
		execution.noteOutcome(write, writes.account, this.placeOf(write));
	}

	/** Records a failure. A write that BILL refused, or that was never sent, is treated as if it had not begun. */
	failed(write: Write, failure: Failure): void {
		const outcome = outcomeOf(failure);
		if (outcome !== 'notSent') this.noteTried(write.request, outcome);
		if (outcome === 'unknown') {
			const { writes, execution } = this.connection;
			writes.lost(write, failure);
			execution.noteOutcome(write, writes.account, this.placeOf(write));
			return;
		}
		this.forget(write);
	}

	private placeOf(write: Write): number {
		return this.memory.writes.indexOf(write);
	}

	/** The write did not happen, so it may be sent again. */
	forget(write: Write): void {
		this.connection.writes.drop(write);
		this.memory.writes.splice(this.memory.writes.indexOf(write), 1);
		this.place--;
	}

	/** What a look-up finds out about a write with an unknown outcome. */
	async sight(write: Write): Promise<Sighting | undefined> {
		const sighting = await this.lookUp?.(write);
		if (sighting && 'found' in sighting) {
			write.wasFound = true;
			this.done(write, { status: 200, body: sighting.found, headers: {} });
		}
		return sighting;
	}

	/** BILL's response, or the record that a look-up found instead. */
	async answerOf(write: Write): Promise<{ answer: BillAnswer } | LostWrite> {
		const sighting = write.answer ? undefined : await this.sight(write);
		if (!write.answer) {
			const seen = sighting && !('found' in sighting) ? sighting : undefined;
			return { failure: write.failure as Failure, write, sighting: seen };
		}
		if (write.wasFound) this.hasFound = true;
		return { answer: write.answer };
	}
}
