import { FakeList, type Version, dice } from '../support/fake-list.mts';
import { poller } from '../support/poller.mts';

/* Polls of lists that change at random times: nothing may be lost, and nothing may come twice. */

const MINUTE = 60_000;
const START = Date.parse('2026-11-02T08:00:00.000Z');

describe('many changes at any time, also between the requests of a poll', () => {
	const run = async (
		seed: number,
		{
			lists: count = 1,
			pageSize = 5,
			changes = 400,
			records = 60,
			most = 10_000,
			unordered = false,
			failing = 0,
		},
	) => {
		const roll = dice(seed);
		const upTo = (most: number) => Math.floor(roll() * most);
		const lists = Array.from({ length: count }, () => new FakeList({ pageSize, unordered }));
		let now = START;
		let left = changes;
		const write = () => {
			left--;
			// Often the same timestamp, sometimes longer than the overlap.
			if (roll() < 0.4) now += [1, 1000, MINUTE, 4 * MINUTE, 20 * MINUTE][upTo(5)];
			const at = upTo(records);
			lists[at % count].write(`r${at}`, now);
		};
		for (let at = 0; at < 30; at++) write();
		const polls = poller(lists, { most });
		const found: Version[] = [];
		const during = new Set(lists.flatMap((list) => list.all().map(keyOf)));
		// Records that exist while the first poll reads may count as seen. A request takes more than a millisecond.
		let writing = 20;
		for (const list of lists) {
			list.before = () => {
				now++;
				if (writing > 20 && roll() < failing) throw new Error('The line is cut');
				if (left <= 0 || writing <= 0 || roll() < 0.5) return;
				for (let times = upTo(4); times >= 0; times--) write();
				writing--;
			};
		}
		found.push(...(await polls.poll()));
		for (const list of lists) for (const each of list.all()) during.add(keyOf(each));
		writing = Infinity;
		let failures = 0;
		const poll = async () => {
			const batch = await polls.poll().catch(() => undefined);
			found.push(...(batch ?? []));
			if (!batch) failures++;
			return batch?.length;
		};
		while (left > 0) {
			for (let times = upTo(30); times >= 0 && left > 0; times--) write();
			await poll();
		}
		failing = 0;
		for (let rest = 0; (await poll()) !== 0; rest++) {
			if (rest > 500) throw new Error('There is no end of what is new');
		}
		const keys = found.map(keyOf);
		const there = lists.flatMap((list) => list.all().map(keyOf));
		const lost = there.filter((key) => !keys.includes(key) && !during.has(key));
		const twice = keys.filter((key, at) => keys.indexOf(key) !== at);
		return { lost, twice, found: found.length, failures };
	};

	test.each<[string, Parameters<typeof run>[1]]>([
		['one list', {}],
		['small pages', { pageSize: 2, records: 25 }],
		['a low limit', { most: 6 }],
		['several lists', { lists: 7, records: 80 }],
		['several lists and a low limit', { lists: 4, most: 9 }],
		['a list without order, on one page', { unordered: true, pageSize: 100 }],
		['a list without order, on several pages', { unordered: true, records: 12 }],
		['requests that fail', { failing: 0.1 }],
		['several lists and requests that fail', { lists: 4, failing: 0.05 }],
	])('none is lost, none comes twice: %s', async (_, how) => {
		let failed = 0;
		for (let seed = 1; seed <= 30; seed++) {
			const { lost, twice, found, failures } = await run(seed, how);
			expect([seed, lost, twice]).toEqual([seed, [], []]);
			expect(found).toBeGreaterThan(20);
			failed += failures;
		}
		expect(failed > 0).toBe('failing' in how);
	});

	test('5,000 changes with pages of 100', async () => {
		const { lost, twice } = await run(7, { changes: 5_000, pageSize: 100, records: 1_500 });
		expect([lost, twice]).toEqual([[], []]);
	});
});

function keyOf({ id, time }: Version): string {
	return `${id}|${time}`;
}
