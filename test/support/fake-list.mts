import type { Entry, MovingList } from '../../nodes/BillPollTrigger/moving-list.ts';

/*
 * A list in memory whose page tokens are offsets, and which can be written to between any two requests: BILL moving
 * under the feet of the one who reads it. Time stamps are plain numbers.
 */

export interface Version {
	id: string;
	time?: number;
}

export interface Habits {
	pageSize?: number;
	/** Asked for from a time stamp on, it gives everything all the same. */
	ignoresFilter?: boolean;
	/** Asked for oldest first, it keeps its own order. */
	ignoresSort?: boolean;
	/** Cannot be asked so at all. */
	unordered?: boolean;
	/** So many empty pages come before the first that holds something. */
	emptyPages?: number;
}

export class FakeList implements MovingList<Version> {
	readonly ordered: boolean;
	/** The requests so far. */
	asked: Array<{ from?: number; token?: string }> = [];
	/** Called before each request is answered, with its number from 1 on. */
	before: (request: number) => void = () => {};

	private readonly records = new Map<string, Version>();

	constructor(private readonly habits: Habits = {}) {
		this.ordered = !habits.unordered;
	}

	/** Writes a record: a new one, or an old one with another time stamp. */
	write(id: string, time?: number): void {
		this.records.set(id, { id, time });
	}

	/** Takes it out of the list, as a filter does with one that is archived. */
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

/** The same numbers between 0 and 1 each time. */
export function dice(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
