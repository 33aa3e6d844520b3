import type { Connection } from './connection';
import type { ItemMemory } from './execution';
import { outcomeOf } from './failures';
import type { Failure, Outcome } from './failures';
import { isRepeatable, isWrite, wordsOf } from './request';
import type { BillAnswer, BillRequest } from './request';
import type { LookUp, Sighting, Write } from './writes';

/** A write that has failed for good, and what a look-up has seen of it. */
export interface LostWrite {
	failure: Failure;
	write: Write;
	/** Missing where nothing was looked up. */
	sighting?: Exclude<Sighting, { found: unknown }>;
}

/**
 * The writes of one item in one try, in their order. What is known of a place among them from an earlier try stands:
 * the writes of an item are not sent a second time, whatever its parameters have become.
 */
export class ItemWrites {
	private place = 0;
	/** A write of this item was found in BILL after its answer was lost. */
	hasFound = false;

	/** @param lookUp finds out what became of a lost write of this item */
	constructor(
		private readonly connection: Connection,
		/** What is remembered of the item, also from earlier tries. */
		readonly memory: ItemMemory,
		private readonly lookUp?: LookUp,
	) {}

	/** What is known of the next write, from an earlier try or from another run that asked for the same. */
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

	/** Whether something was written to a path since a moment of which this execution does not know the answer. */
	isOutdated(path: string, readAt: number): boolean {
		const { writes, execution } = this.connection;
		return writes.isOutdated(path, readAt, execution.self);
	}

	/** Notes the next write, which is about to leave, alone or together with others. */
	begin(request: BillRequest): Write {
		const { writes, clock, execution } = this.connection;
		const write = writes.begin(request, clock, execution.self);
		this.memory.writes[this.place++] = write;
		return write;
	}

	/** Notes that something has left for the item, and what came of it; without an outcome BILL has answered. */
	noteTried(request: BillRequest, outcome?: Outcome): void {
		const { sent } = this.memory;
		sent.anything = true;
		const words = wordsOf(request);
		const mayHaveChanged = isWrite(request) && outcome !== 'refused';
		if (mayHaveChanged && !sent.writes.includes(words)) sent.writes.push(words);
	}

	/** BILL has answered. */
	done(write: Write, answer: BillAnswer): void {
		this.noteTried(write.request);
		const { writes, execution } = this.connection;
		writes.done(write, answer);
		execution.noteOutcome(write, writes.account, this.placeOf(write));
	}

	/** It has failed: what BILL has turned down, or what never left, is as if it had not been begun. */
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

	/** It has not happened, so that it may be sent again. */
	forget(write: Write): void {
		this.connection.writes.drop(write);
		this.memory.writes.splice(this.memory.writes.indexOf(write), 1);
		this.place--;
	}

	/** What a look-up sees of a write whose outcome is not known. */
	async sight(write: Write): Promise<Sighting | undefined> {
		const sighting = await this.lookUp?.(write);
		if (sighting && 'found' in sighting) {
			write.wasFound = true;
			this.done(write, { status: 200, body: sighting.found, headers: {} });
		}
		return sighting;
	}

	/** BILL's answer, or the record that a look-up has found in its place. */
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
