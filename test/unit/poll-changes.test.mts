import { type Limits, OVERLAP_MS } from '../../nodes/BillPollTrigger/changes.ts';
import { FakeList } from '../support/fake-list.mts';
import { poller } from '../support/poller.mts';

/*
 * What a poll finds, and what it stores for the next one. The lists are in memory and change between polls and
 * between the requests of a poll.
 */

const MINUTE = 60_000;
const START = Date.parse('2026-11-02T08:00:00.000Z');

const requests = (list: FakeList) => list.asked.splice(0).length;

describe('the first poll', () => {
	test('counts all that is there as seen', async () => {
		const list = new FakeList();
		for (let at = 0; at < 10; at++) list.write(`old${at}`, START + at * 1000);
		const polls = poller([list]);

		expect(await polls.ids()).toEqual([]);
		expect(await polls.ids()).toEqual([]);
		list.write('new', START + 9000);
		expect(await polls.ids()).toEqual(['new']);
	});

	test('does not read history', async () => {
		const list = new FakeList();
		for (let at = 0; at < 1000; at++) list.write(`old${at}`, START + at * 10 * MINUTE);
		await poller([list]).poll();
		expect(requests(list)).toBe(2);
	});

	test('of an empty list lets the first record ever through, however old its time stamp is', async () => {
		const list = new FakeList();
		const polls = poller([list]);
		expect(await polls.ids()).toEqual([]);
		list.write('first', START - 9_999 * MINUTE);
		expect(await polls.ids()).toEqual(['first']);
	});
});

describe('after a bulk change', () => {
	/** 300 records within four minutes, and one poll per minute. */
	async function changed() {
		const list = new FakeList({ pageSize: 10 });
		list.write('old', START);
		const polls = poller([list]);
		await polls.poll();
		for (let at = 0; at < 300; at++) list.write(`r${at}`, START + MINUTE + at * 800);
		expect(await polls.ids()).toHaveLength(300);
		const quietMinutes = async (minutes: number) => {
			for (let minute = 0; minute < minutes; minute++) {
				polls.now += MINUTE;
				requests(list);
				expect(await polls.ids()).toEqual([]);
			}
			return requests(list);
		};
		return { list, polls, quietMinutes };
	}

	test('an idle poll is one request again when the overlap has passed', async () => {
		const { polls, quietMinutes } = await changed();
		expect(await quietMinutes(5)).toBeGreaterThan(20);
		expect(await quietMinutes(3)).toBe(1);
		expect(polls.state.seen.length).toBeLessThan(310 * 11);
	});

	test('what shows late, but within the overlap, comes all the same', async () => {
		const { list, polls, quietMinutes } = await changed();
		await quietMinutes(4);
		list.write('late', START + MINUTE + 1);
		polls.now += MINUTE;
		expect(await polls.ids()).toEqual(['late']);
		expect(await quietMinutes(5)).toBe(1);
	});

	test('nothing comes twice when something newer follows soon', async () => {
		const { list, polls, quietMinutes } = await changed();
		await quietMinutes(10);
		list.write('new', START + 6 * MINUTE);
		expect(await polls.ids()).toEqual(['new']);
		list.write('newer', START + 7 * MINUTE);
		expect(await polls.ids()).toEqual(['newer']);
		expect(await polls.ids()).toEqual([]);
	});
});

test('each version of a record comes once', async () => {
	const list = new FakeList();
	list.write('a', START);
	const polls = poller([list]);
	await polls.poll();
	list.write('a', START + 1);
	expect(await polls.poll()).toEqual([{ id: 'a', time: START + 1 }]);
	expect(await polls.poll()).toEqual([]);
	list.write('a', START + 2);
	expect(await polls.poll()).toEqual([{ id: 'a', time: START + 2 }]);
	expect(await polls.poll()).toEqual([]);
});

test('a record with the time stamp of one that was seen is new', async () => {
	const list = new FakeList();
	const polls = poller([list]);
	await polls.poll();
	list.write('a', START);
	expect(await polls.ids()).toEqual(['a']);
	list.write('b', START);
	expect(await polls.ids()).toEqual(['b']);
	expect(await polls.ids()).toEqual([]);
});

test('a record that shows late is found as long as it is not older than the overlap', async () => {
	const list = new FakeList();
	const polls = poller([list]);
	await polls.poll();
	list.write('a', START);
	await polls.poll();
	list.write('late', START - OVERLAP_MS);
	list.write('too late', START - OVERLAP_MS - 1);
	expect(await polls.ids()).toEqual(['late']);
});

test('a record that is out of sight for a while does not come twice', async () => {
	const list = new FakeList();
	const polls = poller([list]);
	await polls.poll();
	list.write('a', START);
	expect(await polls.ids()).toEqual(['a']);
	list.remove('a');
	expect(await polls.ids()).toEqual([]);
	list.write('a', START);
	expect(await polls.ids()).toEqual([]);
});

test('records come oldest first', async () => {
	const list = new FakeList();
	const polls = poller([list]);
	await polls.poll();
	for (const [id, at] of [
		['c', 3],
		['a', 1],
		['d', 4],
		['b', 2],
	] as const)
		list.write(id, START + at);
	expect(await polls.ids()).toEqual(['a', 'b', 'c', 'd']);
});

test('a poll without changes is one request and leaves the state as it was', async () => {
	const list = new FakeList({ pageSize: 100 });
	for (let at = 0; at < 50; at++) list.write(`r${at}`, START + at);
	const polls = poller([list]);
	await polls.poll();
	await polls.poll();
	const { state } = polls;
	requests(list);
	await polls.poll();
	expect(requests(list)).toBe(1);
	expect(polls.state).toEqual(state);
});

test('the state stays small', async () => {
	const list = new FakeList({ pageSize: 100 });
	const polls = poller([list]);
	await polls.poll();
	for (let at = 0; at < 20_000; at++) list.write(`r${at}`, START + at * MINUTE);
	while ((await polls.poll()).length > 0);
	expect(JSON.stringify(polls.state).length).toBeLessThan(12_000);
});

describe('a pause of days', () => {
	const afterPause = async (limits: Partial<Limits> = {}, step = MINUTE) => {
		const list = new FakeList({ pageSize: 100 });
		list.write('old', START);
		const polls = poller([list], limits);
		await polls.poll();
		for (let at = 1; at <= 3_000; at++) list.write(`r${at}`, START + at * step);
		return { list, polls };
	};
	const wanted = Array.from({ length: 3_000 }, (_, at) => `r${at + 1}`);

	test('everything since comes, oldest first', async () => {
		const { polls } = await afterPause();
		expect(await polls.ids()).toEqual(wanted);
	});

	test.each([
		['a minute apart', MINUTE],
		['a millisecond apart', 1],
	])('beyond the limit the rest comes with the next polls: %s', async (_, step) => {
		const { polls } = await afterPause({ most: 1_000 }, step);
		const found = [await polls.ids(), await polls.ids(), await polls.ids(), await polls.ids()];
		for (const { length } of found) expect(length).toBeLessThanOrEqual(1_000);
		while (found.at(-1)!.length > 0) found.push(await polls.ids());
		expect(found.flat()).toEqual(wanted);
	});

	test('the limit does not cut records of one time stamp away', async () => {
		const list = new FakeList({ pageSize: 100 });
		list.write('old', START);
		const polls = poller([list], { most: 70 });
		await polls.poll();
		for (let at = 1; at <= 450; at++) list.write(`r${at}`, START + 99 * MINUTE);
		const found: string[] = [];
		for (let poll = 0; poll < 8; poll++) found.push(...(await polls.ids()));
		expect(found).toHaveLength(450);
		expect(new Set(found).size).toBe(450);
	});

	test('when the time of a poll is over, the rest comes with the next', async () => {
		let left = 0;
		const { list, polls } = await afterPause({ isOver: () => --left < 0 });
		const found: string[][] = [];
		do {
			left = 3;
			found.push(await polls.ids());
		} while (found.at(-1)!.length > 0);
		expect(found.length).toBeGreaterThan(5);
		expect(found.flat()).toEqual(wanted);
		expect(requests(list)).toBeLessThan(80);
	});

	test('a time that is too short for what was seen already does not block what is new', async () => {
		const list = new FakeList({ pageSize: 3 });
		for (let at = 0; at < 30; at++) list.write(`old${at}`, START + at);
		const polls = poller([list], { isOver: () => true });
		await polls.poll();
		list.write('new', START + 31);
		expect(await polls.ids()).toEqual(['new']);
	});
});

describe('a poll that fails', () => {
	test.each([1, 2, 3])('at request %p changes nothing, and the next finds all', async (at) => {
		const list = new FakeList({ pageSize: 2 });
		list.write('old', START);
		const polls = poller([list]);
		await polls.poll();
		const { state } = polls;
		for (const id of ['a', 'b', 'c', 'd', 'e', 'f'])
			list.write(id, START + list.all().length * MINUTE);
		requests(list);
		list.before = (request) => {
			if (request === at) throw new Error('The line is cut');
		};
		await expect(polls.poll()).rejects.toThrow('The line is cut');
		expect(polls.state).toEqual(state);
		list.before = () => {};
		expect(await polls.ids()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
	});
});

describe('records without a time stamp', () => {
	test('are told apart by their content', async () => {
		const list = new FakeList({ unordered: true });
		list.write('a');
		const polls = poller([list]);
		expect(await polls.ids()).toEqual([]);
		list.write('b');
		expect(await polls.ids()).toEqual(['b']);
		list.write('a', START);
		expect(await polls.ids()).toEqual(['a']);
		expect(await polls.ids()).toEqual([]);
	});

	test('of which only the ID counts are new again when they come back', async () => {
		const list = new FakeList({ unordered: true });
		list.write('a');
		const polls = poller([list], { comesBack: true });
		expect(await polls.ids()).toEqual([]);
		list.remove('a');
		list.write('b');
		expect(await polls.ids()).toEqual(['b']);
		list.write('a');
		expect(await polls.ids()).toEqual(['a']);
		expect(await polls.ids()).toEqual([]);
	});
});

describe('a list that cannot be asked for a time', () => {
	test('gives what has changed, and no history', async () => {
		const list = new FakeList({ unordered: true });
		for (let at = 0; at < 10; at++) list.write(`old${at}`, START + at * 60 * MINUTE);
		const polls = poller([list]);
		expect(await polls.ids()).toEqual([]);
		expect(await polls.ids()).toEqual([]);
		list.write('old3', START + 999 * MINUTE);
		list.write('new', START + 998 * MINUTE);
		expect(await polls.ids()).toEqual(['new', 'old3']);
		expect(await polls.ids()).toEqual([]);
	});

	test('a change behind the back of a long reading is found by the next', async () => {
		const list = new FakeList({ unordered: true });
		for (let at = 0; at < 9; at++) list.write(`r${at}`, START + at);
		const polls = poller([list]);
		await polls.poll();
		requests(list);
		// A record of the first page changes after the second pass has read that page; the last page comes an hour later.
		list.before = (request) => {
			if (request === 5) list.write('r0', START + 10 * MINUTE);
			if (request === 6) list.write('r8', START + 70 * MINUTE);
		};
		expect(await polls.ids()).toEqual(['r8']);
		list.before = () => {};
		expect(await polls.ids()).toEqual(['r0']);
		expect(await polls.ids()).toEqual([]);
	});
});

describe('several lists', () => {
	test('each record comes once, of whichever list', async () => {
		const [one, two, three, four] = Array.from({ length: 4 }, () => new FakeList());
		one.write('1a', START);
		two.write('2a', START + 60 * MINUTE);
		const polls = poller([one, two, three, four]);
		expect(await polls.ids()).toEqual([]);
		one.write('1b', START + 61 * MINUTE);
		four.write('4a', START + 90 * MINUTE);
		expect(await polls.ids()).toEqual(['1b', '4a']);
		expect(await polls.ids()).toEqual([]);
	});

	test('a change in one that has been read, while the last is still to come, is found by the next poll', async () => {
		const lists = Array.from({ length: 9 }, () => new FakeList());
		lists.forEach((list, at) => list.write(`old${at}`, START + at));
		const polls = poller(lists);
		await polls.poll();
		// Hours pass while the lists are read one after the other.
		lists[8].before = () => {
			lists[0].write('early', START + 60 * MINUTE);
			lists[8].write('last', START + 180 * MINUTE);
		};
		expect(await polls.ids()).toEqual(['last']);
		lists[8].before = () => {};
		expect(await polls.ids()).toEqual(['early']);
		expect(await polls.ids()).toEqual([]);
	});

	test('the same while they are read for the first time', async () => {
		const lists = Array.from({ length: 9 }, () => new FakeList());
		lists.forEach((list, at) => list.write(`old${at}`, START + at));
		const polls = poller(lists);
		lists[8].before = (request) => {
			if (request !== 2) return;
			lists[0].write('early', START + 60 * MINUTE);
			lists[8].write('last', START + 180 * MINUTE);
		};
		expect(await polls.ids()).toEqual([]);
		lists[8].before = () => {};
		expect(await polls.ids()).toEqual(['early']);
	});

	test('beyond the limit the rest comes with the next polls', async () => {
		const lists = Array.from({ length: 5 }, () => new FakeList());
		const polls = poller(lists, { most: 7 });
		await polls.poll();
		for (let at = 0; at < 50; at++) lists[at % 5].write(`r${at}`, START + at * MINUTE);
		const found: string[] = [];
		for (let poll = 0; poll < 9; poll++) found.push(...(await polls.ids()));
		expect(found).toEqual(Array.from({ length: 50 }, (_, at) => `r${at}`));
	});
});
