import {
	keep,
	memoryOf,
	noteRecord,
	noteSubscription,
	type Kept,
} from '../../nodes/BillTrigger/kept.ts';

/** Serializes static data the way n8n saves and loads it. */
const saved = (kept: Kept): Kept => JSON.parse(JSON.stringify(kept));

test('takes in what another process has kept, and never loses its own events', () => {
	const first = memoryOf('shared', {});
	first.seen.add('a');
	const other: Kept = {};
	const elsewhere = memoryOf('elsewhere', other);
	elsewhere.seen.add('b');
	keep(other, elsewhere, 'b');
	const merged = memoryOf('shared', saved(other));
	for (const event of ['a', 'b']) expect(merged.seen.has(event)).toBe(true);
	const written: Kept = {};
	keep(written, merged, 'a');
	expect(memoryOf('third', saved(written)).seen.has('a')).toBe(true);
});

test('an event whose execution is still being started is not written down by another', () => {
	const memory = memoryOf('parallel', {});
	const kept: Kept = {};
	memory.starting.set('a', { settled: Promise.resolve() });
	memory.starting.set('b', { settled: Promise.resolve() });
	for (const event of ['a', 'b', 'c']) memory.seen.add(event);
	keep(kept, memory, 'b');
	const after = memoryOf('parallel, after a restart', saved(kept));
	expect(['a', 'b', 'c'].map((event) => after.seen.has(event))).toEqual([false, true, true]);
});

test('two processes that share what is kept do not make it grow without limit', () => {
	const kept: Kept = {};
	for (let turn = 0; turn < 20; turn++) {
		const memory = memoryOf(turn % 2 === 0 ? 'process one' : 'process two', saved(kept));
		for (let at = 0; at < 500; at++) {
			noteRecord(memory.records, { recordId: `${turn} ${at}`, seen: { fields: {}, time: turn } });
		}
		keep(kept, memory, 'event');
	}
	expect(Object.keys(kept.records ?? {})).toHaveLength(2_000);
});

describe('the subscription', () => {
	const none = { subscriptionId: undefined, securityKey: undefined };
	const first = { subscriptionId: 'first', securityKey: 'key of the first' };
	const second = { subscriptionId: 'second', securityKey: 'key of the second' };

	test('a delivery that began before the workflow was republished does not restore the old key', () => {
		const kept: Kept = {};
		noteSubscription(kept, memoryOf('republished', kept), first);
		const atDelivery = saved(kept);
		memoryOf('republished', atDelivery);

		const now = saved(kept);
		noteSubscription(now, memoryOf('republished', now), none);
		noteSubscription(now, memoryOf('republished', now), second);

		const memory = memoryOf('republished', atDelivery);
		expect(memory.subscribed).toMatchObject(second);
		keep(atDelivery, memory, 'event');
		expect(saved(atDelivery).subscribed).toMatchObject(second);
	});

	test('nor does one restore a subscription that was deleted in the meantime', () => {
		const kept: Kept = {};
		noteSubscription(kept, memoryOf('deleted', kept), first);
		const atDelivery = saved(kept);
		const memory = memoryOf('deleted', atDelivery);
		noteSubscription(kept, memory, none);
		keep(atDelivery, memory, 'event');
		expect(saved(atDelivery).subscribed).toEqual({ notedAt: expect.any(Number) });
	});

	test('another process takes the newer one from what is kept', () => {
		const kept: Kept = {};
		noteSubscription(kept, memoryOf('main', kept), first);
		expect(memoryOf('webhook process', saved(kept)).subscribed).toMatchObject(first);
		noteSubscription(kept, memoryOf('main', kept), second);
		expect(memoryOf('webhook process', saved(kept)).subscribed).toMatchObject(second);
	});
});
