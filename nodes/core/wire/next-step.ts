import type { Failure, FailureKind } from './failures';

/** What is known of a request when one of its tries has failed. */
export interface Tried {
	/** It changes nothing, or BILL performs it once however often it arrives. */
	isRepeatable: boolean;
	/** The API has sessions, which can be renewed. */
	hasSession: boolean;
	/** The kinds of its earlier failures, without this one. */
	earlier: FailureKind[];
}

export type NextStep =
	{ action: 'renewSession' } | { action: 'wait'; ms: number } | { action: 'giveUp' };

/** How often each kind of failure is retried. */
const RENEWALS = 2;
const WAITS_WHEN_BUSY = 8;
const WAITS_WHEN_LOST = 3;

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 15_000;

const LOST: FailureKind[] = ['network', 'gateway'];

/**
 * The next step after this failure of a request: a session that has ended is renewed, "too many at once" is waited out,
 * and a read is repeated if its response was lost. A write is sent again only if BILL itself refused it because of its
 * session or its limit.
 *
 * @param random from 0 to 1: spreads the waits, so that not all waiting requests are sent again at the same moment
 */
export function nextStep(failure: Failure, tried: Tried, random = Math.random()): NextStep {
	const { kind, code } = failure;
	// A bare 401 or 429 may come from an intermediary, which may have passed the request on.
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
