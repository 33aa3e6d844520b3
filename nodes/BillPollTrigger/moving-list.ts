/** A record as it was read. */
export interface Entry<R = unknown> {
	id: string;
	/** Its time stamp in milliseconds, where it has one. */
	time?: number;
	/** What is remembered of it: the same as long as it has not changed. */
	key: string;
	record: R;
}

/** One answer of a list; without a token it is the last. */
export interface Page<R = unknown> {
	entries: Array<Entry<R>>;
	next?: string;
}

/** A list that others write to while it is read. */
export interface MovingList<R = unknown> {
	/** Can be asked for from a time stamp on, oldest first. */
	ordered: boolean;
	/** One page: the first from a time stamp on, or the one that a token names. */
	page(ask: { from: number; token?: string }): Promise<Page<R>>;
	/** Is not read from its very beginning the first time, although it has no order. */
	beginsLate?: boolean;
	/** The highest time stamp in it, or where the reading is to begin, for lists that are ordered or begin late. */
	newest(): Promise<number | undefined>;
}

/** What was read of a list. */
export interface Reading<R = unknown> {
	/** Each record once, as it was read last. */
	entries: Array<Entry<R>>;
	/** Nothing that has changed up to this time stamp is missing. */
	level: number;
	/** Read to its end; otherwise up to `level`. */
	complete: boolean;
}

/** How often a list, or a part of it, is read anew before it is given up as one that never stands still. */
const MOST_PASSES = 10;

/**
 * Reads a list from a time stamp on, so that nothing is missing although records are written meanwhile.
 *
 * @param stop told what each request has brought; the reading may end there, but only where the list is in order
 * @throws Error when the list does not stand still long enough
 */
export async function read<R>(
	list: MovingList<R>,
	since: number,
	stop: (entries: Array<Entry<R>>) => boolean = () => false,
): Promise<Reading<R>> {
	return (list.ordered && (await readInOrder(list, since, stop))) || (await readWhole(list, since));
}

/**
 * Page tokens may be offsets, and a record that is written moves to the end: all behind it move up one place, and
 * one of them slips over the boundary to the page that was read already. So the next page is asked for not by its
 * token but by the last time stamp read: what changes behind it comes again further on.
 *
 * @returns undefined when the answers are not in order or go back: BILL has not heeded filter or sort
 */
async function readInOrder<R>(
	list: MovingList<R>,
	since: number,
	stop: (entries: Array<Entry<R>>) => boolean,
): Promise<Reading<R> | undefined> {
	const found = new Found<R>();
	for (let from = since; ;) {
		const { entries, next } = await firstFilled(list, from);
		if (!isInOrder(entries)) return undefined;
		found.add(entries);
		if (!next) return { entries: found.all(), level: latest(found.all()) ?? since, complete: true };
		const last = entries.at(-1)?.time ?? from;
		if (last < from) return undefined;
		let added = entries;
		if (last > from) {
			from = last;
		} else {
			added = await readStamp(list, from);
			found.add(added);
			from += 1;
		}
		if (stop(added)) return { entries: found.all(), level: from, complete: false };
	}
}

/**
 * The first page that holds something: BILL may give a page that is empty, with a token of the next. Only tokens lead
 * over such pages, so they are walked until two passes agree.
 */
async function firstFilled<R>(list: MovingList<R>, from: number): Promise<Page<R>> {
	let filled: Page<R> = { entries: [] };
	await untilTwoAgree(async () => {
		const pass = new Found<R>();
		let pages = 0;
		for await (filled of pagesByToken(list, from)) {
			pages++;
			if (filled.entries.length > 0) break;
		}
		pass.add(filled.entries);
		return { pass, atOnce: pages === 1 };
	});
	return filled;
}

/**
 * Reads all records that share one time stamp, as those of a bulk import do, where a page does not hold them. Here
 * only tokens lead on. A record that is written leaves them, and then one may have slipped over a boundary; so
 * they are read until two passes agree: had one left during the first, it would be missing in the second.
 */
async function readStamp<R>(list: MovingList<R>, stamp: number): Promise<Array<Entry<R>>> {
	const found = new Found<R>();
	await untilTwoAgree(async () => {
		const pass = new Found<R>();
		for await (const { entries } of pagesByToken(list, stamp)) {
			found.add(entries);
			pass.add(entries.filter(({ time }) => time === stamp));
			if (entries.some(({ time }) => time !== undefined && time > stamp)) break;
		}
		return { pass, atOnce: false };
	});
	return found.all();
}

/** Reads a list that has no order by time. What one answer holds, it held at one moment; several are compared. */
async function readWhole<R>(list: MovingList<R>, since: number): Promise<Reading<R>> {
	const { last, before } = await untilTwoAgree(async () => {
		const pass = new Found<R>();
		let pages = 0;
		for await (const { entries } of pagesByToken(list, since)) {
			pass.add(entries);
			pages++;
		}
		return { pass, atOnce: pages === 1 };
	});
	return { entries: last.all(), level: latest(before.all()) ?? 0, complete: true };
}

/** Repeats a pass until it holds the same records as the one before it; once is enough for what is read at once. */
async function untilTwoAgree<R>(
	read: () => Promise<{ pass: Found<R>; atOnce: boolean }>,
): Promise<{ before: Found<R>; last: Found<R> }> {
	let before: Found<R> | undefined;
	for (let count = 0; count < MOST_PASSES; count++) {
		const { pass, atOnce } = await read();
		if (atOnce) return { before: pass, last: pass };
		if (before?.ids === pass.ids) return { before, last: pass };
		before = pass;
	}
	throw new Error(
		`The list changed each of the ${MOST_PASSES} times that it was read. Nothing is lost: the next poll reads it again.`,
	);
}

async function* pagesByToken<R>(list: MovingList<R>, from: number): AsyncGenerator<Page<R>> {
	const tokens = new Set<string>();
	for (let token: string | undefined; ;) {
		const page = await list.page({ from, ...(token && { token }) });
		yield page;
		const { next } = page;
		if (!next) return;
		if (tokens.has(next)) {
			throw new Error('BILL repeated a page of the list, so the list was not read to its end');
		}
		tokens.add(next);
		token = next;
	}
}

/** Records by their ID: the one with the later time stamp counts, of equal ones that which was read last. */
class Found<R> {
	private readonly byId = new Map<string, Entry<R>>();

	get ids(): string {
		return JSON.stringify([...this.byId.keys()].sort());
	}

	add(entries: Array<Entry<R>>): void {
		for (const entry of entries) {
			const earlier = this.byId.get(entry.id);
			if (!earlier || (earlier.time ?? 0) <= (entry.time ?? 0)) this.byId.set(entry.id, entry);
		}
	}

	all(): Array<Entry<R>> {
		return [...this.byId.values()];
	}
}

function isInOrder(entries: Entry[]): boolean {
	return entries.every(
		({ time }, at) => time !== undefined && (at === 0 || time >= (entries[at - 1].time as number)),
	);
}

/** The highest time stamp. */
export function latest(entries: Entry[]): number | undefined {
	return entries.reduce<number | undefined>(
		(high, { time }) => (time === undefined || (high ?? time) > time ? high : time),
		undefined,
	);
}
