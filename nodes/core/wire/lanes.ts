import { createHash } from 'node:crypto';

/**
 * After this many responses, one more slot is tried. Randomized so that processes do not all try at the same moment.
 */
const ANSWERS_UNTIL_MORE = 20;
/** A share that was lowered longer ago than this says nothing about who is sending now. */
const SHARE_KEPT_MS = 60_000;

/** Requests in flight for each holder, across all executions of this process. */
const lanes = new Map<string, Lane>();

interface Lane {
	active: number;
	waiting: Array<() => void>;
	/** How many slots this process uses; fewer than there are while other processes use some. */
	share: number;
	/** How many responses until it tries one more slot. */
	untilMore: number;
	/** When BILL last rejected a request of this process because there was no free slot. */
	turnedAwayAt: number;
}

/**
 * Waits for one of the slots for concurrent requests that BILL gives a developer key and organization, or a token
 * (https://developer.bill.com/docs/api-rate-limits).
 *
 * The slots are shared with other processes, which this one does not see: n8n's workers, or other programs with the
 * same key. When BILL rejects a request, this process continues with as many slots as BILL had accepted, at least one,
 * and tries one more now and then.
 *
 * @param holder what BILL counts by; only a digest of it is kept
 * @param atOnce how many slots there are
 * @returns a function that frees the slot; its argument says whether BILL had no slot for the request
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

/** The other requests in flight at this moment are those that BILL has accepted. */
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
