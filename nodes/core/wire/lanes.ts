import { createHash } from 'node:crypto';

/** After so many answers a place more is tried, spread so that processes do not all try in the same moment. */
const ANSWERS_UNTIL_MORE = 20;
/** A share that was lowered so long ago says nothing of who sends now. */
const SHARE_KEPT_MS = 60_000;

/** Requests in flight for each holder, over all executions of this process. */
const lanes = new Map<string, Lane>();

interface Lane {
	active: number;
	waiting: Array<() => void>;
	/** How many places this process takes; less than there are while other processes take some. */
	share: number;
	/** How many answers until it takes one more. */
	untilMore: number;
	/** When BILL last had no place for a request of this process. */
	turnedAwayAt: number;
}

/**
 * Waits for one of the places that BILL gives a developer key and organization, or a token
 * (https://developer.bill.com/docs/api-rate-limits).
 *
 * The places are shared with other processes, which this one does not see: n8n's workers, or other programs with the
 * same key. When BILL turns a request away, this process goes on with as many as BILL had taken, one at least, and
 * tries one more now and then.
 *
 * @param holder what BILL counts by; only a digest of it is kept
 * @param atOnce how many places there are
 * @returns gives the place back; with whether BILL had none for the request
 */
export async function enterLane(
	holder: unknown[],
	atOnce: number,
): Promise<(turnedAway?: boolean) => void> {
	const key = createHash('sha256').update(JSON.stringify(holder)).digest('base64');
	const lane = lanes.get(key) ?? newLane(atOnce);
	lanes.set(key, lane);
	if (Date.now() - lane.turnedAwayAt > SHARE_KEPT_MS) lane.share = atOnce;
	if (lane.active >= lane.share) {
		await new Promise<void>((resolve) => lane.waiting.push(resolve));
	} else {
		lane.active++;
	}
	return (turnedAway = false) => {
		lane.active--;
		if (turnedAway) lower(lane);
		else raise(lane, atOnce);
		while (lane.waiting.length > 0 && lane.active < lane.share) {
			lane.active++;
			lane.waiting.shift()?.();
		}
		if (lane.active === 0 && lane.share === atOnce) lanes.delete(key);
	};
}

function newLane(share: number): Lane {
	return { active: 0, waiting: [], share, untilMore: 0, turnedAwayAt: 0 };
}

/** The others that are on their way now are those that BILL has taken. */
function lower(lane: Lane): void {
	lane.share = Math.max(1, Math.min(lane.share, lane.active));
	lane.untilMore = answersUntilMore();
	lane.turnedAwayAt = Date.now();
}

function raise(lane: Lane, atOnce: number): void {
	if (lane.share >= atOnce || --lane.untilMore > 0) return;
	lane.share++;
	lane.untilMore = answersUntilMore();
}

const answersUntilMore = (): number => ANSWERS_UNTIL_MORE * (0.5 + Math.random());
