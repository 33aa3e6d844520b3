/** A record as it was read. */
export interface Entry<R = unknown> {
	id: string;
	/** Its time stamp in milliseconds, if it has one. */
	time?: number;
	/** What is remembered of it; it stays the same as long as the record has not changed. */
	key: string;
	record: R;
}

/** One response of a list; without a token it is the last one. */
export interface Page<R = unknown> {
	entries: Array<Entry<R>>;
	next?: string;
}

/** A list that others change while it is read. */
export interface MovingList<R = unknown> {
	/** Can be requested from a time stamp on, oldest first. */
	ordered: boolean;
	/** One page: the first one from a time stamp on, or the one that a token identifies. */
	page(ask: { from: number; token?: string }): Promise<Page<R>>;
	/** The first time, it is not read from its very beginning, although it has no order. */
	beginsLate?: boolean;
	/** The highest time stamp in it, or where reading begins, for lists that are ordered or begin late. */
	newest(): Promise<number | undefined>;
}

/** What was read from a list. */
export interface Reading<R = unknown> {
	/** Each record once, as it was last read. */
	entries: Array<Entry<R>>;
	/** No change up to this time stamp is missing. */
	level: number;
	/** Read to its end; otherwise up to `level`. */
	complete: boolean;
}

/** How often a list, or a part of it, is read again before it is given up because it keeps changing. */
const MOST_PASSES = 10;

/**
 * Reads a list from a time stamp on, so that nothing is missed although records change in the meantime.
 *
 * @param stop called with the entries of each request; reading may end there, but only if the list is in order
 * @throws Error when the list keeps changing
 */
export async function read<R>(
	list: MovingList<R>,
	since: number,
	stop: (entries: Array<Entry<R>>) => boolean = () => false,
): Promise<Reading<R>> {
	return (list.ordered && (await readInOrder(list, since, stop))) || (await readWhole(list, since));
}

/**
 * Page tokens may be offsets, and a record that changes moves to the end: all records after it move up one place, and
 * one of them moves across the boundary to the page that was already read. So the next page is requested by the last
 * time stamp that was read, not by its token; records that change later come again further on.
 *
 * @returns undefined if the responses are out of order or go back: BILL has ignored filter or sort
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
 * The first page with entries: BILL may return an empty page with a token for the next one. Only tokens lead past such
 * pages, so they are read until two passes agree.
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
 * Reads all records with the same time stamp, such as those of a bulk import, if they do not fit into one page. Here
 * only tokens lead on. A record that changes leaves the group, and then another one may have moved across a page
 * boundary. So the group is read until two passes agree: if a record had left during the first pass, it would be
 * missing in the second.
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

/**
 * Reads a list that has no order by time. One response shows the list at one moment; several responses are compared.
 */
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

/** Repeats a pass until it has the same records as the one before; a single pass is enough if it is one response. */
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
		`The list was read ${MOST_PASSES} times and changed each time. Nothing is lost: the next poll reads it again.`,
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
			throw new Error('BILL repeated a page of the list, so the list was not read completely');
		}
		tokens.add(next);
		token = next;
	}
}

/** Records by ID: the later time stamp wins; if they are equal, the record that was read last. */
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
