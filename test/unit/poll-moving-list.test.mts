import { read } from '../../nodes/BillPollTrigger/moving-list.ts';
import { FakeList, type Habits } from '../support/fake-list.mts';

/*
 * A list is read completely although others write to it in the meantime. The list in memory uses offsets as page
 * tokens, as BILL may do.
 */

const MINUTE = 60_000;

/** Records r1, r2, … one minute apart. */
function filled(count: number, habits?: Habits): FakeList {
	const list = new FakeList(habits);
	for (let at = 1; at <= count; at++) list.write(`r${at}`, at * MINUTE);
	return list;
}

const idsOf = (entries: Array<{ id: string }>) => entries.map(({ id }) => id);
const inNumbers = (ids: string[]) =>
	[...ids].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
const names = (count: number) => Array.from({ length: count }, (_, at) => `r${at + 1}`);

/** What a reader gets that only follows the tokens. */
async function byTokens(list: FakeList, from: number): Promise<string[]> {
	const ids: string[] = [];
	for (let token: string | undefined; ;) {
		const { entries, next } = await list.page({ from, token });
		ids.push(...idsOf(entries));
		if (!next) return ids;
		token = next;
	}
}

test('a list that stands still comes whole and in order', async () => {
	const reading = await read(filled(10), 0);
	expect(idsOf(reading.entries)).toEqual(names(10));
	expect(reading).toMatchObject({ level: 10 * MINUTE, complete: true });
});

test('what is before the time stamp is not asked for', async () => {
	expect(idsOf((await read(filled(10), 8 * MINUTE)).entries)).toEqual(['r8', 'r9', 'r10']);
});

test('an empty list is one request', async () => {
	const list = filled(0);
	expect(await read(list, 7)).toEqual({ entries: [], level: 7, complete: true });
	expect(list.asked).toHaveLength(1);
});

describe('a record that is written between two pages moves to the end, and the rest moves up', () => {
	const moving = () => {
		const list = filled(9);
		list.before = (request) => {
			if (request === 2) list.write('r1', 20 * MINUTE);
		};
		return list;
	};

	test('following the tokens loses one', async () => {
		expect(await byTokens(moving(), 0)).not.toContain('r4');
	});

	test('here none is lost, and the one that moved comes once, in its current state', async () => {
		const { entries } = await read(moving(), 0);
		expect(inNumbers(idsOf(entries))).toEqual(names(9));
		expect(entries.find(({ id }) => id === 'r1')?.time).toBe(20 * MINUTE);
	});
});

test('one that leaves the list between two pages takes none with it', async () => {
	const list = filled(9);
	list.before = (request) => {
		if (request === 2) list.remove('r2');
	};
	const ids = idsOf((await read(list, 0)).entries);
	expect(ids).toEqual(expect.arrayContaining(['r3', 'r4', 'r5', 'r6', 'r7', 'r8', 'r9']));
});

test('one is written before each request, and none is lost', async () => {
	const list = filled(30);
	list.before = (request) => {
		if (request <= 20) list.write(`r${request}`, (100 + request) * MINUTE);
	};
	const { entries } = await read(list, 0);
	expect(inNumbers(idsOf(entries))).toEqual(names(30));
	for (const { id, time } of list.all()) {
		expect(entries.find((entry) => entry.id === id)?.time).toBe(time);
	}
});

describe('more records with one time stamp than a page holds', () => {
	const imported = () => {
		const list = new FakeList({ pageSize: 3 });
		list.write('r1', MINUTE);
		for (let at = 2; at <= 11; at++) list.write(`r${at}`, 2 * MINUTE);
		list.write('r12', 3 * MINUTE);
		list.write('r13', 4 * MINUTE);
		return list;
	};

	test('all of them come, and what follows', async () => {
		expect(idsOf((await read(imported(), 0)).entries)).toEqual(names(13));
	});

	test('also when they are all there is', async () => {
		const list = new FakeList();
		for (let at = 1; at <= 10; at++) list.write(`r${at}`, MINUTE);
		expect(inNumbers(idsOf((await read(list, 0)).entries))).toEqual(names(10));
	});

	test('one that leaves them while they are read takes none with it', async () => {
		const moving = () => {
			const list = imported();
			let first = true;
			list.before = () => {
				const { token } = list.asked.at(-1)!;
				if (token && first) {
					first = false;
					list.write('r2', 50 * MINUTE);
				}
			};
			return list;
		};
		expect(await byTokens(moving(), 2 * MINUTE)).not.toContain('r5');
		expect(inNumbers(idsOf((await read(moving(), 0)).entries))).toEqual(names(13));
	});

	test('one that leaves them in each pass takes none with it', async () => {
		const list = imported();
		let left = 2;
		list.before = () => {
			if (list.asked.at(-1)!.token && left <= 7) list.write(`r${left++}`, (50 + left) * MINUTE);
		};
		expect(inNumbers(idsOf((await read(list, 0)).entries))).toEqual(names(13));
	});

	test('exactly a page of them, and the first of the next slips over the boundary', async () => {
		const list = new FakeList({ pageSize: 3 });
		for (const id of ['r1', 'r2', 'r3']) list.write(id, MINUTE);
		list.write('r4', 2 * MINUTE);
		list.before = () => {
			if (list.asked.at(-1)!.token === '3') list.remove('r1');
		};
		const { entries } = await read(list, 0);
		expect(idsOf(entries)).toEqual(expect.arrayContaining(['r2', 'r3', 'r4']));
	});

	test('150 in one stamp with pages of 100 are few requests', async () => {
		const list = new FakeList({ pageSize: 100 });
		for (let at = 1; at <= 150; at++) list.write(`r${at}`, MINUTE);
		expect((await read(list, 0)).entries).toHaveLength(150);
		expect(list.asked.length).toBeLessThanOrEqual(7);
	});
});

describe('empty pages with a token, whichever page is asked for', () => {
	test('are not the end', async () => {
		const list = filled(10, { emptyPages: 2 });
		const reading = await read(list, 0);
		expect(idsOf(reading.entries)).toEqual(names(10));
		expect(reading).toMatchObject({ level: 10 * MINUTE, complete: true });
	});

	test('of an empty list are read to the end', async () => {
		const list = filled(0, { emptyPages: 2 });
		expect(await read(list, 7)).toEqual({ entries: [], level: 7, complete: true });
		expect(list.asked).toHaveLength(6);
	});

	test('a record that slips into the page before is not lost', async () => {
		const list = filled(6, { emptyPages: 2 });
		list.before = (request) => {
			if (request === 3) list.write('r1', 20 * MINUTE);
		};
		expect(inNumbers(idsOf((await read(list, 0)).entries))).toEqual(names(6));
	});

	test('whose token repeats end in an error', async () => {
		const list = filled(3);
		list.page = async () => ({ entries: [], next: 'again' });
		await expect(read(list, 0)).rejects.toThrow(/repeated a page/);
	});
});

test.each<[string, Habits]>([
	['does not heed the filter', { ignoresFilter: true }],
	['does not heed the order', { ignoresSort: true }],
	['heeds neither', { ignoresFilter: true, ignoresSort: true }],
	['cannot be asked so', { unordered: true }],
])('a list that %s is read whole', async (_, habits) => {
	const list = new FakeList(habits);
	const times = [7, 3, 9, 1, 5, 8, 2, 6, 4, 10];
	for (const time of times) list.write(`r${time}`, time * MINUTE);
	const { entries, complete } = await read(list, 5 * MINUTE);
	const wanted = names(10).slice(4);
	expect(idsOf(entries)).toEqual(expect.arrayContaining(wanted));
	expect(complete).toBe(true);
	expect(list.asked.length).toBeLessThan(25);
});

describe('a list without an order by time', () => {
	test('of one page is one request: it is as it was at one moment', async () => {
		const list = filled(3, { unordered: true });
		await read(list, 0);
		expect(list.asked).toHaveLength(1);
	});

	test('of several pages is read until two readings agree', async () => {
		const list = filled(9, { unordered: true });
		list.before = (request) => {
			if (request === 2) list.remove('r1');
		};
		const { entries } = await read(list, 0);
		expect(idsOf(entries)).toEqual(names(9).slice(1));
		expect(list.asked).toHaveLength(9);
	});

	test('what came while it was read is not covered by its level', async () => {
		const list = filled(9, { unordered: true });
		list.before = (request) => {
			if (request === 6) list.write('r9', 99 * MINUTE);
		};
		expect((await read(list, 0)).level).toBe(9 * MINUTE);
	});

	test('that keeps changing ends with an error', async () => {
		const list = filled(9, { unordered: true });
		list.before = (request) => {
			if (request % 3 === 0) list.write(`new${request}`, request);
			if (request % 5 === 0) list.remove(list.all()[0].id);
		};
		await expect(read(list, 0)).rejects.toThrow('was read 10 times and changed each time');
	});
});

test('a repeated page token ends with an error instead of a loop', async () => {
	const list = filled(9, { unordered: true });
	const page = list.page.bind(list);
	list.page = async (ask) => ({ ...(await page(ask)), next: '3' });
	await expect(read(list, 0)).rejects.toThrow('repeated a page');
	expect(list.asked.length).toBeLessThan(5);
});

test('reading stops at the given limit, and returns how far it got', async () => {
	const list = filled(30);
	let count = 0;
	const reading = await read(list, 0, (entries) => (count += entries.length) >= 6);
	expect(idsOf(reading.entries)).toEqual(names(5));
	expect(reading).toMatchObject({ level: 5 * MINUTE, complete: false });
});
