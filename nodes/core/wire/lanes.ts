import { createHash } from 'node:crypto';

/** Requests in flight for each holder, over all executions of this process. */
const lanes = new Map<string, Lane>();

interface Lane {
	active: number;
	waiting: Array<() => void>;
}

/**
 * Waits for one of the places that BILL gives a developer key and organization, or a token
 * (https://developer.bill.com/docs/api-rate-limits).
 *
 * @param holder what BILL counts by; only a digest of it is kept
 * @param atOnce how many places there are
 * @returns gives the place back
 */
export async function enterLane(holder: unknown[], atOnce: number): Promise<() => void> {
	const key = createHash('sha256').update(JSON.stringify(holder)).digest('base64');
	const lane = lanes.get(key) ?? { active: 0, waiting: [] };
	lanes.set(key, lane);
	if (lane.active >= atOnce) {
		await new Promise<void>((resolve) => lane.waiting.push(resolve));
	} else {
		lane.active++;
	}
	return () => {
		const next = lane.waiting.shift();
		if (next) next();
		else if (--lane.active === 0) lanes.delete(key);
	};
}
