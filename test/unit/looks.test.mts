import { looksWithin, lookUpBy } from '../../nodes/core/look-up/looks.ts';
import type { Fit, Reader, Way } from '../../nodes/core/look-up/way.ts';
import { BillClock } from '../../nodes/core/wire/bill-clock.ts';
import { AccountWrites } from '../../nodes/core/wire/writes.ts';
import type { Write } from '../../nodes/core/wire/writes.ts';

/* When look-ups happen, and which record they accept. */

const execution = 1;
const fit = (id: string, more: Partial<Fit> = {}): Fit => ({
	answer: { id },
	ids: [id],
	isProven: true,
	...more,
});

/** Look-ups that see one list after another. The last one is repeated. */
function looking(seen: Array<Fit[] | Error>, { fits = true } = {}) {
	const account = new AccountWrites();
	const waits: number[] = [];
	const client = {
		cancelled: false,
		timeZone: 'UTC',
		account,
		wait: async (ms: number) => void waits.push(Math.round(ms / 1000)),
	};
	let looks = 0;
	const way: Way = {
		seconds: 15,
		words: () => 'a vendor with the name "Quay"',
		async look() {
			const now = seen[Math.min(looks++, seen.length - 1)];
			if (now instanceof Error) throw now;
			return now;
		},
		...(fits && { fits: (lost) => lost.request.path === '/v3/vendors' }),
	};
	const lose = (body: object): Write => {
		const request = { method: 'POST' as const, path: '/v3/vendors', body };
		const write = account.begin(request, new BillClock(), execution);
		account.lost(write, { kind: 'network', summary: 'cut' });
		return write;
	};
	const lookUp = lookUpBy(way, client, { reader: () => ({}) as Reader, seconds: 15 });
	return { account, client, waits, lose, lookUp, looks: () => looks };
}

test.each([
	[0, []],
	[0.5, [0.5]],
	[1, [1]],
	[4, [1, 4]],
	[10, [1, 4, 10]],
	[15, [1, 4, 15]],
	[45, [1, 4, 15, 45]],
	[600, [1, 4, 15, 45, 600]],
])('%p seconds give looks after %p', (seconds, looks) => {
	expect(looksWithin(seconds)).toEqual(looks);
});

test('it ends at the look that finds it', async () => {
	const { lookUp, lose, waits, looks } = looking([[], [fit('1')]]);
	expect(await lookUp(lose({ name: 'Quay' }))).toEqual({ found: { id: '1' } });
	expect(waits).toEqual([1, 4]);
	expect(looks()).toBe(2);
});

test('not found is reported with the time and what was looked for', async () => {
	const { lookUp, lose, looks } = looking([[]]);
	const sighting = await lookUp(lose({ name: 'Quay' }));
	expect(sighting).toMatchObject({ candidates: [], isUnseen: true });
	expect(sighting).toMatchObject({
		lookedFor: expect.stringMatching(
			/^Not found up to \d\d:\d\d:\d\d \(UTC\): a vendor with the name "Quay"$/,
		),
	});
	expect(looks()).toBe(3);
});

test('a write that was looked for before is looked for once more, and at once', async () => {
	const { lookUp, lose, waits, looks } = looking([[]]);
	const write = lose({ name: 'Quay' });
	await lookUp(write);
	waits.length = 0;
	await lookUp(write);
	expect(looks()).toBe(4);
	expect(waits).toEqual([0]);
});

test('it ends at Cancel', async () => {
	const { client, lookUp, lose, looks } = looking([[fit('1')]]);
	client.cancelled = true;
	const sighting = await lookUp(lose({ name: 'Quay' }));
	expect(sighting).toMatchObject({
		isUnseen: false,
		lookedFor: expect.stringContaining('the execution was cancelled'),
	});
	expect(looks()).toBe(0);
});

test('it ends when BILL refuses the read, and says why', async () => {
	const refused = Object.assign(new Error('No right to read'), { outcome: 'refused' });
	const { lookUp, lose, looks } = looking([refused, [fit('1')]]);
	const sighting = await lookUp(lose({ name: 'Quay' }));
	expect(sighting).toMatchObject({
		isUnseen: false,
		lookedFor: expect.stringContaining('but No right to read'),
	});
	expect(looks()).toBe(1);
});

test('a read that failed for another reason is tried again at the next look', async () => {
	const { lookUp, lose } = looking([new Error('cut'), [fit('1')]]);
	expect(await lookUp(lose({ name: 'Quay' }))).toEqual({ found: { id: '1' } });
});

test('two records for one write are named, and none is taken', async () => {
	const { lookUp, lose } = looking([[fit('1'), fit('2')]]);
	expect(await lookUp(lose({ name: 'Quay' }))).toMatchObject({
		candidates: ['1', '2'],
		isUnseen: false,
		lookedFor: expect.stringContaining('it could be any of these: 1, 2'),
	});
});

test('a record that is not proven is named, and not taken', async () => {
	const { lookUp, lose } = looking([[fit('1', { isProven: false })]]);
	expect(await lookUp(lose({ name: 'Quay' }))).toMatchObject({ candidates: ['1'] });
});

test('a record that was the answer of another write is not taken, whenever it says it was created', async () => {
	const answer = { id: '1', createdTime: new Date(Date.now() + 60_000).toISOString() };
	const { account, lookUp, lose } = looking([[fit('1', { answer })]]);
	const other = lose({ name: 'Quay' });
	account.done(other, { status: 200, body: { id: '1' }, headers: {} });
	expect(await lookUp(lose({ name: 'Quay' }))).not.toHaveProperty('found');
});

test('two equal lost writes with one record: neither is found', async () => {
	const { lookUp, lose } = looking([[fit('1')]]);
	const [one, two] = [lose({ name: 'Quay' }), lose({ name: 'Quay' })];
	expect(await lookUp(one)).toMatchObject({ candidates: ['1'] });
	expect(await lookUp(two)).toMatchObject({ candidates: ['1'] });
});

test('two equal lost writes with two records: each finds one of its own', async () => {
	const { account, lookUp, lose } = looking([[fit('1'), fit('2')]]);
	const [one, two] = [lose({ name: 'Quay' }), lose({ name: 'Quay' })];
	expect(await lookUp(one)).toEqual({ found: { id: '1' } });
	account.done(one, { status: 200, body: { id: '1' }, headers: {} });
	expect(await lookUp(two)).toEqual({ found: { id: '2' } });
});

test('a write still on its way that fits as well keeps a record from being taken', async () => {
	const { account, lookUp, lose } = looking([[fit('1'), fit('2')]]);
	const request = { method: 'POST' as const, path: '/v3/vendors', body: { name: 'Quay' } };
	account.begin(request, new BillClock(), execution);
	expect(await lookUp(lose({ name: 'Quay' }))).not.toHaveProperty('found');
});

test('a state of a record needs no rivals: it is as it was to be', async () => {
	const { lookUp, lose } = looking([[fit('1')]], { fits: false });
	lose({ name: 'Quay' });
	expect(await lookUp(lose({ name: 'Quay' }))).toEqual({ found: { id: '1' } });
});
