import { Digests } from '../core/run/digests';
import { latest, read } from './moving-list';
import type { Entry, MovingList, Reading } from './moving-list';

/** What is remembered from one poll to the next. Time stamps are BILL's own, because the clocks of computers differ. */
export interface State {
	/** No change up to this time stamp is still missing, except for records that show late. */
	from: number;
	/** The highest time stamp seen. */
	newest: number;
	/** What was seen since `from`, including the overlap, as digests. */
	seen: string;
	/** Since when, by our clock, nothing newer than `newest` has appeared. */
	quietSince?: number;
	/** Everything up to this time stamp has appeared. */
	settled?: number;
}

export interface Limits {
	/** Maximum number of records of one poll; the rest comes with the next one. */
	most: number;
	/** Whether no more requests fit into this poll. */
	isOver?(): boolean;
	/** How many lists are read at the same time. */
	atOnce: number;
	/** A record that is gone and comes back is new again; otherwise it was only out of sight. */
	comesBack: boolean;
	/** How many are remembered, however old: a record that is known only by its ID may change again much later. */
	remembers?: number;
	/** The time by our clock, in milliseconds. */
	now: number;
}

/**
 * How far back each poll looks again: BILL sets the time stamp when it begins to write a record, but shows the record
 * only when that is finished and has reached the server that responds.
 */
export const OVERLAP_MS = 5 * 60_000;

/**
 * How many records that were seen earlier, but not in this reading, are also remembered: a server that is behind may
 * show them.
 */
const SPARE = 1_000;

/**
 * Finds what is new or has changed since the last poll, oldest first, and what to remember for the next one.
 *
 * The first time, everything counts as seen. If this throws, nothing must be remembered: the next poll finds the same
 * again.
 */
export async function findChanges<R>(
	lists: Array<MovingList<R>>,
	before: State | undefined,
	limits: Limits,
): Promise<{ records: R[]; state: State }> {
	const newestBefore = before?.newest ?? (await newestOf(lists, limits));
	const since = Math.max(before?.settled ?? 0, (before?.from ?? newestBefore) - OVERLAP_MS);
	const seen = new Digests(Infinity, before?.seen);
	const isNew = ({ time, key }: Entry) =>
		before !== undefined && (time === undefined || time >= since) && !seen.has(key);

	let count = 0;
	const stop = (entries: Entry[]) => {
		count += entries.filter(isNew).length;
		return count >= limits.most || (count > 0 && limits.isOver?.() === true);
	};
	const { entries, level, complete } =
		lists.length === 1
			? await read(lists[0], since, stop)
			: await readAll(lists, since, newestBefore, limits.atOnce);

	const fresh = oldestFirst(entries.filter(isNew));
	const left = new Set(fresh.slice(limits.most));
	const [next] = left;
	const sure = Math.min(complete ? Math.max(newestBefore, level) : level, next?.time ?? Infinity);
	const from = Math.max(before?.from ?? 0, sure);
	const newest = Math.max(newestBefore, latest(entries) ?? 0);
	// Without this, each poll would read the records of a bulk change again until something newer appears.
	const isQuiet = before !== undefined && complete && left.size === 0 && newest === before.newest;
	const quietSince = isQuiet ? (before.quietSince ?? limits.now) : undefined;
	const isSettled = quietSince !== undefined && limits.now - quietSince > OVERLAP_MS;
	const settled = isSettled ? from : before?.settled;
	const isKept = ({ time }: Entry) =>
		limits.remembers !== undefined ||
		time === undefined ||
		time >= Math.max(settled ?? 0, from - OVERLAP_MS);
	return {
		records: fresh.slice(0, limits.most).map(({ record }) => record),
		state: {
			from,
			newest,
			quietSince,
			settled,
			seen: remember(
				entries.filter((entry) => isKept(entry) && !left.has(entry)),
				limits.comesBack ? undefined : before?.seen,
				limits.remembers,
			),
		},
	};
}

/**
 * Reads several lists, `atOnce` at a time. A record of the first list may change while the last one is read, which may
 * contain a later time stamp. So only what was known before the first request is certain to be complete.
 */
async function readAll<R>(
	lists: Array<MovingList<R>>,
	since: number,
	newestBefore: number,
	atOnce: number,
): Promise<Reading<R>> {
	const readings = await inTurns(lists, atOnce, async (list) => await read(list, since));
	const entries = readings.flatMap((reading) => reading.entries);
	return { entries, level: newestBefore, complete: true };
}

/**
 * The highest time stamp before the first reading. A single list without order is read completely, so it needs none.
 */
async function newestOf(lists: MovingList[], { atOnce }: Limits): Promise<number> {
	const hasBeginning = ({ ordered, beginsLate }: MovingList) => ordered || beginsLate === true;
	const asked = lists.length === 1 ? lists.filter(hasBeginning) : lists;
	const found = await inTurns(asked, atOnce, async (list) =>
		hasBeginning(list) ? await list.newest() : latest((await read(list, 0)).entries),
	);
	return found.reduce<number>((high, time) => Math.max(high, time ?? 0), 0);
}

async function inTurns<T, U>(
	list: T[],
	atOnce: number,
	work: (one: T) => Promise<U>,
): Promise<U[]> {
	const done: U[] = [];
	for (let at = 0; at < list.length; at += atOnce) {
		done.push(...(await Promise.all(list.slice(at, at + atOnce).map(work))));
	}
	return done;
}

/** By time stamp; entries without one keep their order, at the end. */
function oldestFirst<R>(entries: Array<Entry<R>>): Array<Entry<R>> {
	const order = ({ time }: Entry) => time ?? Infinity;
	return [...entries].sort((a, b) => (order(a) === order(b) ? 0 : order(a) - order(b)));
}

function remember(entries: Entry[], earlier: string | undefined, most?: number): string {
	const digests = new Digests(most ?? entries.length + SPARE, earlier);
	for (const { key } of entries) {
		// An entry that is added again is forgotten last.
		digests.delete(key);
		digests.add(key);
	}
	return digests.toString();
}
