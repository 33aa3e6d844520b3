import type { ApiProfile } from './api';
import { Cancelled } from './http';
import { enterLane } from './lanes';
import { enterPace, pauseAfter } from './pace';

/** How a run waits, and whether Cancel was pressed. */
interface Waiting {
	wait(milliseconds: number): Promise<void>;
	isCancelled(): boolean;
}

/**
 * Sends a request when it is its turn: there is a place among those that may be on their way at once, and, where the
 * API counts by the minute, among those of this minute.
 *
 * @param holder whom BILL's limits are for
 * @throws Cancelled when Cancel was pressed before
 */
export async function inTurn<T>(
	holder: unknown[],
	{ atOnce, perMinute }: Pick<ApiProfile, 'atOnce' | 'perMinute'>,
	{ wait, isCancelled }: Waiting,
	send: () => Promise<T>,
): Promise<T> {
	const leave = await enterLane(holder, atOnce);
	let answered: ((pauseMs?: number) => void) | undefined;
	let pauseMs = 0;
	try {
		if (perMinute !== undefined) answered = await enterPace(holder, perMinute, wait, isCancelled);
		if (isCancelled()) throw new Cancelled();
		const sent = send();
		await sent.catch((error) => {
			pauseMs = pauseAfter(error);
		});
		return await sent;
	} finally {
		answered?.(pauseMs);
		leave();
	}
}
