import type { ApiProfile } from './api';
import { readFailure } from './failures';
import { Cancelled } from './http';
import { enterLane } from './lanes';
import { enterPace, pauseAfter } from './pace';

/** How a run waits, and whether Cancel was pressed. */
interface Run {
	readonly execution: { readonly isCancelled: boolean };
	wait(milliseconds: number): Promise<void>;
}

/**
 * Sends a request when it is its turn: one of the slots for concurrent requests is free and, if the API counts by the
 * minute, the limit of this minute is not reached.
 *
 * @param holder whom BILL's limits apply to
 * @throws Cancelled when Cancel was pressed before
 */
export async function inTurn<T>(
	holder: unknown[],
	{ atOnce, perMinute }: Pick<ApiProfile, 'atOnce' | 'perMinute'>,
	run: Run,
	send: () => Promise<T>,
): Promise<T> {
	const leave = await enterLane(holder, atOnce);
	let answered: ((pauseMs?: number) => void) | undefined;
	let pauseMs = 0;
	let turnedAway = false;
	try {
		if (perMinute !== undefined) {
			const wait = async (ms: number) => await run.wait(ms);
			answered = await enterPace(holder, perMinute, wait, () => run.execution.isCancelled);
		}
		if (run.execution.isCancelled) throw new Cancelled();
		const sent = send();
		await sent.catch((error) => {
			pauseMs = pauseAfter(error);
			// If the API counts by the minute, "too many" says nothing about concurrent requests.
			turnedAway = perMinute === undefined && readFailure(error).kind === 'busy';
		});
		return await sent;
	} finally {
		answered?.(pauseMs);
		leave(turnedAway);
	}
}
