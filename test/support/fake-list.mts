import type { Entry, MovingList } from '../../nodes/BillPollTrigger/moving-list.ts';

/*
 * A list in memory whose page tokens are offsets, and which can be written to between any two requests: it simulates
 * BILL changing while someone reads it. Timestamps are plain numbers.
 */

export interface Version {
	id: string;
	time?: number;
}

export interface Habits {
	pageSize?: number;
	/** Returns everything, even if asked only for records from a timestamp on. */
	ignoresFilter?: boolean;
	/** Keeps its own order, even if asked for oldest first. */
	ignoresSort?: boolean;
	/** Cannot be sorted at all. */
	unordered?: boolean;
	/** The number of empty pages before the first page with records. */
	emptyPages?: number;
}

export class FakeList implements MovingList<Version> {
	readonly ordered: boolean;
	/** The requests so far. */
	asked: Array<{ from?: number; token?: string }> = [];
	/** Called before each response, with the number of the request, from 1. */
	before: (request: number) => void = () => {};

	private readonly records = new Map<string, Version>();

	constructor(private readonly habits: Habits = {}) {
		this.ordered = !habits.unordered;
	}

	/** Writes a record: a new one, or an existing one with another timestamp. */
	write(id: string, time?: number): void {
		this.records.set(id, { id, time });
	}

	/** Removes a record from the list, as a filter does with an archived one. */
	remove(id: string): void {
		this.records.delete(id);
	}

	/** The records as they are now. */
	all(): Version[] {
		return [...this.records.values()];
	}

	async page(ask: { from: number; token?: string }) {
		this.asked.push(ask);
		this.before(this.asked.length);
		const { pageSize = 3, ignoresFilter, ignoresSort, unordered, emptyPages = 0 } = this.habits;
		const empty = /^empty (\d+)$/.exec(ask.token ?? 'empty 0')?.[1];
		if (empty && Number(empty) < emptyPages) {
			return { entries: [], next: `empty ${Number(empty) + 1}` };
		}
		let list = this.all();
		if (!ignoresFilter && !unordered) list = list.filter(({ time }) => time! >= ask.from);
		if (!ignoresSort && !unordered) list.sort((a, b) => a.time! - b.time!);
		const offset = empty ? 0 : Number(ask.token);
		const more = offset + pageSize < list.length;
		return {
			entries: list.slice(offset, offset + pageSize).map(entryOf),
			...(more && { next: String(offset + pageSize) }),
		};
	}

	async newest() {
		this.asked.push({});
		this.before(this.asked.length);
		return this.all().reduce<number | undefined>(
			(high, { time }) => Math.max(high ?? 0, time ?? 0),
			undefined,
		);
	}
}

function entryOf(record: Version): Entry<Version> {
	return { ...record, key: `${record.id}|${record.time ?? JSON.stringify(record)}`, record };
}

/** Returns the same numbers between 0 and 1 for a seed. */
export function dice(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
