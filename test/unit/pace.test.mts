import { jest } from '@jest/globals';
import { enterPace, forgetPaces, pauseAfter } from '../../nodes/core/wire/pace.ts';
import { inTurn } from '../../nodes/core/wire/turns.ts';

/* A maximum number of requests per minute, over all executions of the process. Time is faked and moved by hand. */

const MINUTE = 60_000;

beforeEach(() => {
	jest.useFakeTimers({ now: 1_000_000 });
	forgetPaces();
});
afterEach(() => {
	jest.useRealTimers();
});

const wait = async (ms: number) => {
	jest.setSystemTime(Date.now() + ms);
};
const never = () => false;

/** Sends requests one after the other, each with an immediate response. Returns when each was sent. */
async function times(holder: unknown[], count: number, perMinute: number): Promise<number[]> {
	const begun = Date.now();
	const left: number[] = [];
	for (let i = 0; i < count; i++) {
		const answered = await enterPace(holder, perMinute, wait, never);
		left.push(Date.now() - begun);
		answered();
	}
	return left;
}

test('no minute has more requests than are allowed', async () => {
	const left = await times(['token'], 200, 60);
	for (const time of left) {
		const inMinute = left.filter((other) => other >= time && other < time + MINUTE);
		expect(inMinute.length).toBeLessThanOrEqual(60);
	}
	expect(left.at(-1)).toBe(3 * MINUTE);
});

test('200 requests of many items, three at once, meet no limiter that refuses the 61st of any minute', async () => {
	const after = async (ms: number) => await new Promise<void>((done) => setTimeout(done, ms));
	const begun = Date.now();
	const counted: number[] = [];
	let refused = 0;
	/** Counts a request when it arrives, each time after a different delay, and then responds. */
	const limiter = async (number: number) => {
		await after((number % 7) * 150);
		const now = Date.now();
		if (counted.filter((time) => now - time < MINUTE).length >= 60) refused++;
		else counted.push(now);
		await after(50);
	};
	const run = { execution: { isCancelled: false }, wait: after };
	const sent = Promise.all(
		Array.from({ length: 200 }, async (_, number) => {
			await inTurn(['token'], { atOnce: 3, perMinute: 60 }, run, async () => await limiter(number));
		}),
	);
	await jest.runAllTimersAsync();
	await sent;
	expect({ refused, taken: counted.length }).toEqual({ refused: 0, taken: 200 });
	// Three full minutes plus the time for the last twenty: there is no more waiting than the limit requires.
	expect(Date.now() - begun).toBeLessThan(3.5 * MINUTE);
});

test('below the limit nothing waits', async () => {
	expect(await times(['token'], 60, 60)).toEqual(Array(60).fill(0));
});

test('each token has a limit of its own', async () => {
	await times(['one'], 60, 60);
	expect(await times(['other'], 1, 60)).toEqual([0]);
	expect(await times(['one'], 1, 60)).toEqual([MINUTE]);
});

test('a request counts until a minute after its answer', async () => {
	const answered = await enterPace(['token'], 1, wait, never);
	await wait(40_000);
	answered();
	expect(await times(['token'], 1, 1)).toEqual([MINUTE]);
});

test('requests that are on their way are counted', async () => {
	const first = await enterPace(['token'], 2, wait, never);
	await enterPace(['token'], 2, wait, never);
	let hasLeft = false;
	const third = enterPace(
		['token'],
		2,
		async (ms) => {
			await wait(ms);
			if (Date.now() >= 1_005_000) first();
			if (Date.now() < 1_005_000) expect(hasLeft).toBe(false);
		},
		never,
	).then(() => {
		hasLeft = true;
	});
	await third;
	expect(Date.now()).toBe(1_005_000 + MINUTE);
});

test('after "too many" nothing leaves for as long as was said', async () => {
	const answered = await enterPace(['token'], 60, wait, never);
	answered(7_000);
	expect(await times(['token'], 1, 60)).toEqual([7_000]);
});

test('Cancel ends the waiting', async () => {
	await times(['token'], 2, 2);
	const before = Date.now();
	await enterPace(['token'], 2, wait, () => true);
	expect(Date.now()).toBe(before);
});

describe('how long to pause', () => {
	const tooMany = (headers: Record<string, string> = {}, status = 429) => ({
		response: { status, headers, data: [{ code: 'BDC_1322', message: 'Too many requests' }] },
	});

	test.each([
		['seconds', { 'retry-after': '12' }, 12_000],
		['a date', { 'retry-after': new Date(1_020_000).toUTCString() }, 20_000],
		['more than is sensible', { 'retry-after': '86400' }, 120_000],
		['nothing', {}, 10_000],
		['something else', { 'retry-after': 'later' }, 10_000],
	])('when the answer says %s', (_, headers, ms) => {
		expect(pauseAfter(tooMany(headers as Record<string, string>))).toBe(ms);
	});

	test('other failures need none', () => {
		const refused = { response: { status: 400, data: [{ code: 'BDC_1129', message: 'No' }] } };
		expect(pauseAfter(refused)).toBe(0);
		expect(pauseAfter(new Error('socket hang up'))).toBe(0);
	});
});
