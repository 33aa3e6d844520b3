import { jest } from '@jest/globals';
import {
	dayOf,
	trustOf,
	trustSince,
	warningOf,
	whyUntrusted,
} from '../../nodes/core/wire/trust.ts';

/* How many of the thirty days remain for which BILL trusts a Remember Me ID, and what the node says about it. */

const DAY = 86_400_000;
const at = (moment: string) => Date.parse(moment);

test.each([
	['2026-11-29T00:00:00Z', 30, false],
	['2026-11-29T23:59:59Z', 30, false],
	['2026-12-23T12:00:00Z', 6, false],
	['2026-12-24T00:00:00Z', 5, true],
	['2026-12-28T23:59:59Z', 1, true],
	['2026-12-29T12:00:00Z', 0, true],
	['2026-12-30T00:00:00Z', -1, true],
])('of a trust since 2026-11-29, at %s %i days are left', (now, daysLeft, endsSoon) => {
	expect(trustSince('2026-11-29', at(now))).toEqual({
		...{ since: '2026-11-29', until: '2026-12-29', daysLeft, endsSoon },
	});
});

test('a trust runs over the end of a year and of a February', () => {
	expect(trustSince('2026-12-15').until).toBe('2027-01-14');
	expect(trustSince('2028-02-10').until).toBe('2028-03-11');
});

test.each([
	['no day', {}],
	['an empty one', { trustedSince: '' }],
	['no Remember Me ID', { trustedSince: '2026-11-29', rememberMeId: ' ' }],
	['no date', { trustedSince: 'last week' }],
	['no day of the calendar', { trustedSince: '2026-13-45' }],
	['a day to come', { trustedSince: '2027-11-29' }],
])('nothing is known where the credential has %s', (_, more) => {
	const now = at('2026-11-30T00:00:00Z');
	expect(trustOf({ rememberMeId: 'one', ...more }, now)).toBeUndefined();
});

test.each(['2026-11-29', ' 2026-11-29 ', '2026-11-29T10:15:00.000Z'])(
	'a day may be typed as "%s"',
	(trustedSince) => {
		const now = at('2026-12-01T00:00:00Z');
		expect(trustOf({ rememberMeId: 'one', trustedSince }, now)?.daysLeft).toBe(28);
	},
);

/** A credential whose trust began that many days ago. */
const since = (days: number) => ({
	rememberMeId: 'one',
	trustedSince: dayOf(Date.now() - days * DAY),
});

describe('with the clock of this computer stopped', () => {
	beforeEach(() => {
		jest.useFakeTimers({ now: at('2026-12-20T08:00:00Z') });
	});
	afterEach(() => {
		jest.useRealTimers();
	});

	test.each([
		[24, undefined],
		[25, 'ends in 5 days, on 2026-12-25'],
		[29, 'ends in 1 day, on 2026-12-21'],
		[30, 'ends today, on 2026-12-20'],
		[31, 'ended on 2026-12-19'],
	])('%i days after the code the warning is: %s', (days, when) => {
		expect(warningOf(since(days))).toBe(
			when &&
				`BILL's trust in the credential ${when}. Without it BILL refuses payments. Get a new Remember Me ID.`,
		);
	});

	test('a session that is not trusted is explained by the day, or by the Device before it', () => {
		expect(whyUntrusted(since(40))).toMatch(/the trust ended on 2026-12-10\. $/);
		expect(whyUntrusted(since(3))).toMatch(/lasts until 2027-01-16, so Remember Me ID and Device/);
		expect(whyUntrusted({ rememberMeId: 'one' })).toBe('');
	});
});
