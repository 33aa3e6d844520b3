import { createHash } from 'node:crypto';

import { readFailure } from './failures';

const MINUTE_MS = 60_000;
/** How long to pause after "too many" if the response does not say how long. */
const PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 2 * MINUTE_MS;

/** What one token has sent recently. */
interface Pace {
	running: number;
	/** When the responses of the last minute arrived, oldest first. */
	answered: number[];
	/** BILL said "too many": nothing is sent before this time. */
	closedUntil: number;
}

const paces = new Map<string, Pace>();

/** Resets everything, as in a new process. */
export function forgetPaces(): void {
	paces.clear();
}

/**
 * Waits until a request can be sent without exceeding the limit in any minute, across all executions of this process. A
 * request counts until one minute after its response, because it is unknown when in between BILL counted it.
 *
 * @param holder what BILL counts by; only a digest of it is kept
 * @param wait waits that many milliseconds, or less
 * @param isOver whether to stop waiting
 * @returns a function to call when the response has arrived; its argument is how long to pause if BILL said "too many"
 */
export async function enterPace(
	holder: unknown[],
	perMinute: number,
	wait: (milliseconds: number) => Promise<void>,
	isOver: () => boolean,
): Promise<(pauseMs?: number) => void> {
	const key = createHash('sha256').update(JSON.stringify(holder)).digest('base64');
	const pace = paces.get(key) ?? { running: 0, answered: [], closedUntil: 0 };
	paces.set(key, pace);
	for (let ms = untilFree(pace, perMinute); ms > 0 && !isOver();) {
		await wait(ms);
		ms = untilFree(pace, perMinute);
	}
	pace.running++;
	return (pauseMs = 0) => {
		pace.running--;
		pace.answered.push(Date.now());
		pace.closedUntil = Math.max(pace.closedUntil, Date.now() + pauseMs);
	};
}

function untilFree(pace: Pace, perMinute: number): number {
	const now = Date.now();
	pace.answered = pace.answered.filter((time) => time > now - MINUTE_MS);
	const { running, answered, closedUntil } = pace;
	if (closedUntil > now) return closedUntil - now;
	if (running + answered.length < perMinute) return 0;
	// While all requests are in flight, the first response is awaited in short steps.
	return answered.length > 0 ? answered[0] + MINUTE_MS - now : 1_000;
}

/**
 * How long to pause after an error, in milliseconds: "too many" may say so in `Retry-After`, in seconds or as a date.
 */
export function pauseAfter(error: unknown): number {
	if (readFailure(error).kind !== 'busy') return 0;
	const { response } = error as { response?: { headers?: Record<string, unknown> } };
	const said = String(response?.headers?.['retry-after'] ?? '').trim();
	const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
	return Number.isNaN(ms) ? PAUSE_MS : Math.min(Math.max(ms, 1_000), LONGEST_PAUSE_MS);
}
