import type { Failure, FailureKind } from './failures';

/** What is known of a request when one of its tries has failed. */
export interface Tried {
	/** It changes nothing, or BILL does it once however often it comes. */
	isRepeatable: boolean;
	/** The API has sessions, which can be renewed. */
	hasSession: boolean;
	/** The kinds of its failures so far, this one not among them. */
	earlier: FailureKind[];
}

export type NextStep =
	{ action: 'renewSession' } | { action: 'wait'; ms: number } | { action: 'giveUp' };

/** How often each kind of failure is met with another try. */
const RENEWALS = 2;
const WAITS_WHEN_BUSY = 8;
const WAITS_WHEN_LOST = 3;

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 15_000;

const LOST: FailureKind[] = ['network', 'gateway'];

/**
 * What next, after this failure of a request: a session that has ended is renewed, "too many at once" is waited out,
 * a read is repeated when its answer was lost. A write is sent again only when BILL itself has turned it down for its
 * session or its limit.
 *
 * @param random from 0 to 1: waits are spread, so that those who wait do not all come back at once
 */
export function nextStep(failure: Failure, tried: Tried, random = Math.random()): NextStep {
	const { kind, code } = failure;
	// A bare 401 or 429 can be that of somebody in between, who may have passed the request on.
	const isCertain = tried.isRepeatable || code !== undefined;
	const before = (kinds: FailureKind[]) =>
		tried.earlier.filter((earlier) => kinds.includes(earlier)).length;
	const wait = (count: number, most: number): NextStep =>
		count < most ? { action: 'wait', ms: backOff(count, random) } : { action: 'giveUp' };

	switch (kind) {
		case 'session':
			return tried.hasSession && isCertain && before(['session']) < RENEWALS
				? { action: 'renewSession' }
				: { action: 'giveUp' };
		case 'busy':
			return isCertain ? wait(before(['busy']), WAITS_WHEN_BUSY) : { action: 'giveUp' };
		case 'network':
		case 'gateway':
			return tried.isRepeatable ? wait(before(LOST), WAITS_WHEN_LOST) : { action: 'giveUp' };
		case 'signIn':
		case 'untrusted':
		case 'hourly':
		case 'cancelled':
		case 'refused':
			return { action: 'giveUp' };
	}
}

function backOff(count: number, random: number): number {
	return Math.min(FIRST_WAIT_MS * 2 ** count, LONGEST_WAIT_MS) * (0.5 + random / 2);
}
