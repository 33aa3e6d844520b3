import type { BillClient } from '../wire/client';
import type { AccountWrites, LookUp, Sighting, Write } from '../wire/writes';
import type { Fit, Lost, Reader, Way } from './way';

/** When to look in BILL, in seconds after the response was lost. */
const LOOKS = [1, 4, 15, 45];

/** Items of one batch look at about the same time, and share one read. */
const TOGETHER_MS = 250;

/** The times to look within the given seconds, including one at the end. */
export function looksWithin(seconds: number): number[] {
	const within = LOOKS.filter((each) => each < seconds);
	return seconds > 0 ? [...within, seconds] : [];
}

/**
 * Finds out what happened to a lost write. It looks several times, at growing intervals, or only once if earlier
 * look-ups have not found the write. It ends when the write is found, when Cancel is pressed, or when BILL refuses the
 * read.
 *
 * "Not found" never means that it did not happen: BILL can show a record late.
 */
export function lookUpBy(
	way: Way,
	client: Pick<BillClient, 'wait' | 'cancelled' | 'timeZone' | 'account'>,
	{ reader, seconds }: { reader(notBefore: number): Reader; seconds: number },
): LookUp {
	return async (write) => {
		const lost = lostOf(write);
		const lostAt = Date.now();
		const looks = write.wasLookedFor ? [0] : looksWithin(seconds);
		write.wasLookedFor = true;
		let seen: Fit[] = [];
		let trouble = '';
		for (const [index, after] of looks.entries()) {
			const due = lostAt + after * 1000;
			await client.wait(due - Date.now());
			if (client.cancelled) {
				trouble = 'the execution was cancelled';
				break;
			}
			try {
				const notBefore = Math.max(lostAt, due - TOGETHER_MS);
				seen = unclaimed(way, await way.look(lost, reader(notBefore)), client.account);
				trouble = '';
			} catch (error) {
				trouble = (error as Error).message;
				if (index === looks.length - 1 || isFinal(error)) break;
				continue;
			}
			const found = ownOf(way, write, seen, client.account);
			if (found) {
				// At once, so that no other look-up at this moment takes the same record.
				client.account.done(write, { status: 200, body: found.answer, headers: {} });
				client.account.claim(recordsOf(found));
				return { found: found.answer };
			}
		}
		return notFound(way.words(lost), seen, trouble, clock(client.timeZone));
	};
}

/** After each read more is known about BILL's clock. */
function lostOf({ request, sentAt, clock: billClock }: Write): Lost {
	return {
		request,
		get since() {
			return billClock.earliest(sentAt);
		},
	};
}

/** BILL refuses the read, so looking again shows nothing. */
function isFinal(error: unknown): boolean {
	return (error as { outcome?: string }).outcome === 'refused';
}

/**
 * The record that belongs to this write. If writes create new records, other writes that fit and have no response yet
 * are counted too: there must be as many records as such writes, and all of them must ask for the same thing.
 */
function ownOf(way: Way, write: Write, seen: Fit[], account: AccountWrites): Fit | undefined {
	const free = seen.filter(({ isProven }) => isProven);
	const { fits } = way;
	if (!fits) return free[0];
	const isRival = (other: Write) =>
		free.some(({ answer, record }) => fits(lostOf(other), record ?? answer));
	const rivals = account.rivalsOf(write, { withDone: way.answersOtherwise }).filter(isRival);
	const areAlike = rivals.every(
		(other) => other.state !== 'onItsWay' && other.content === write.content,
	);
	return areAlike && free.length === rivals.length + 1 ? free[0] : undefined;
}

/** Leaves out the records that are known to be results of other writes. */
function unclaimed({ fits }: Way, seen: Fit[], account: AccountWrites): Fit[] {
	if (!fits) return seen;
	return seen.filter((fit) => !recordsOf(fit).some((record) => account.isAnswer(record)));
}

const recordsOf = ({ answer, record, records }: Fit) => records ?? [record ?? answer];

function notFound(words: string, seen: Fit[], trouble: string, now: string): Sighting {
	const candidates = seen.flatMap(({ ids }) => ids);
	const isUnseen = !trouble && candidates.length === 0;
	if (trouble) return { lookedFor: `Looked for ${words}, but ${trouble}`, candidates, isUnseen };
	if (isUnseen) return { lookedFor: `Not found up to ${now}: ${words}`, candidates, isUnseen };
	const ids = candidates.join(', ');
	const lookedFor = `Looked for ${words} up to ${now}: it could be any of these: ${ids}`;
	return { lookedFor, candidates, isUnseen };
}

function clock(timeZone: string): string {
	const form = new Intl.DateTimeFormat('en-GB', {
		timeZone,
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
	});
	return `${form.format(new Date())} (${timeZone})`;
}
