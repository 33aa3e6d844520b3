import { outcomeOf } from '../../nodes/core/wire/failures.ts';
import type { Failure, FailureKind, Outcome } from '../../nodes/core/wire/failures.ts';
import { nextStep } from '../../nodes/core/wire/next-step.ts';
import type { Tried } from '../../nodes/core/wire/next-step.ts';

/* The next step after each kind of failure, for reads and writes, the first time and after the last retry. */

const failure = (kind: FailureKind, more: Partial<Failure> = {}): Failure => ({
	kind,
	summary: 'said',
	...more,
});
const times = (count: number, ...kinds: FailureKind[]) =>
	Array.from({ length: count }, () => kinds).flat();

const read: Tried = { isRepeatable: true, hasSession: true, earlier: [] };
const write: Tried = { ...read, isRepeatable: false };

test.each<[string, Failure, Tried, string]>([
	['session ended, read', failure('session'), read, 'renewSession'],
	['session ended, write', failure('session', { code: 'BDC_1109' }), write, 'renewSession'],
	['a bare 401 to a write', failure('session', { status: 401 }), write, 'giveUp'],
	['session ended again', failure('session'), { ...read, earlier: ['session'] }, 'renewSession'],
	['ended a third time', failure('session'), { ...read, earlier: times(2, 'session') }, 'giveUp'],
	['a token is refused', failure('session'), { ...read, hasSession: false }, 'giveUp'],
	['too many at once, read', failure('busy'), read, 'wait'],
	['too many at once, write', failure('busy', { code: 'BDC_1322' }), write, 'wait'],
	['a bare 429 to a write', failure('busy', { status: 429 }), write, 'giveUp'],
	['seven waits', failure('busy'), { ...read, earlier: times(7, 'busy') }, 'wait'],
	['eight waits', failure('busy'), { ...read, earlier: times(8, 'busy') }, 'giveUp'],
	['a cut connection, read', failure('network'), read, 'wait'],
	['a cut connection, write', failure('network'), write, 'giveUp'],
	['not reached, write', failure('network', { notSent: true }), write, 'giveUp'],
	['a gateway error, read', failure('gateway', { status: 503 }), read, 'wait'],
	['a gateway error, write', failure('gateway', { status: 503 }), write, 'giveUp'],
	['twice lost', failure('gateway'), { ...read, earlier: times(2, 'network') }, 'wait'],
	[
		'three times lost, in either way',
		failure('network'),
		{ ...read, earlier: ['network', 'gateway', 'network'] },
		'giveUp',
	],
	[
		'each kind has its own patience',
		failure('network'),
		{ ...read, earlier: times(2, 'session', 'busy', 'network') },
		'wait',
	],
	['the hourly limit', failure('hourly'), read, 'giveUp'],
	['no trust', failure('untrusted'), write, 'giveUp'],
	['a refused sign-in', failure('signIn'), read, 'giveUp'],
	['Cancel', failure('cancelled'), read, 'giveUp'],
	['a refusal', failure('refused', { status: 400 }), read, 'giveUp'],
	['an error of BILL', failure('refused', { status: 500 }), read, 'giveUp'],
])('%s', (_, failed, tried, action) => {
	expect(nextStep(failed, tried).action).toBe(action);
});

test('waits double, are spread over half their length, and end at 15 seconds', () => {
	const ms = (count: number, random: number) => {
		const step = nextStep(failure('busy'), { ...read, earlier: times(count, 'busy') }, random);
		return step.action === 'wait' ? step.ms : undefined;
	};
	expect([0, 1, 2].map((count) => ms(count, 0))).toEqual([200, 400, 800]);
	expect([0, 1, 2].map((count) => ms(count, 1))).toEqual([400, 800, 1600]);
	expect([ms(7, 0), ms(7, 1)]).toEqual([7_500, 15_000]);
});

test.each<[string, Failure, Outcome]>([
	['lost on the way', failure('network'), 'unknown'],
	['not reached', failure('network', { notSent: true }), 'notSent'],
	['a gateway error', failure('gateway', { status: 502 }), 'unknown'],
	['an error of BILL', failure('refused', { status: 500 }), 'unknown'],
	['a refusal of BILL', failure('refused', { status: 422, isRefusal: true }), 'refused'],
	['a refusal of somebody in between', failure('refused', { status: 403 }), 'unknown'],
	['no answer at all', failure('refused', { notSent: true }), 'notSent'],
	['turned away', failure('busy', { status: 429, isRefusal: true }), 'refused'],
	['no session to send it with', failure('signIn'), 'notSent'],
])('what is known of a write that failed: %s', (_, failed, expected) => {
	expect(outcomeOf(failed)).toBe(expected);
});
