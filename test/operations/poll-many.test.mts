import { localCredential } from '../support/bill.mts';
import { directPoll } from '../support/direct-poll.mts';
import { local } from '../support/local.mts';

/*
 * Many records, many with the same timestamp, and changes while pages are read. The page tokens of the local BILL are
 * offsets: a reader that only follows them loses records that move across a page boundary.
 */

const at = local();
let count = 0;
const trigger = (triggerOn: 'created' | 'updated') =>
	directPoll(
		localCredential(at.localBill),
		{ polledResource: 'vendor', triggerOn, simplify: false },
		`many ${++count}`,
	);
const HOUR = 3_600_000;
const keysOf = (items: Array<{ json: Record<string, unknown> }>) =>
	items.map(({ json }) => `${String(json.id)} ${String(json.updatedTime)}`);
const kept = () => at.localBill.records('vendors').map((vendor) => ({ json: { ...vendor } }));

test('150 vendors with one time stamp, and pages of 100', async () => {
	const poller = trigger('created');
	await poller.activate();
	at.localBill.seed({ vendors: 150, sameTime: true });
	at.localBill.clearRequests();
	const keys = keysOf(await poller.poll());
	expect(keys).toHaveLength(150);
	expect(new Set(keys).size).toBe(150);
	expect(at.sent().length).toBeLessThanOrEqual(7);
	expect(await poller.poll()).toEqual([]);
});

test('the same at the first poll: none of them is new', async () => {
	at.localBill.seed({ vendors: 150, sameTime: true });
	const poller = trigger('updated');
	expect(await poller.activate()).toEqual([]);
	expect(await poller.poll()).toEqual([]);
});

test('3,000 after a pause of days, oldest first, in 31 or so requests', async () => {
	const poller = trigger('created');
	await poller.activate();
	at.localBill.advanceClock(72 * HOUR);
	at.localBill.seed({ vendors: 3_000, sameTime: false });
	at.localBill.clearRequests();
	const items = await poller.restart();
	const times = items.map(({ json }) => String(json.createdTime));
	expect(items).toHaveLength(3_000);
	expect(times).toEqual([...times].sort());
	expect(new Set(keysOf(items)).size).toBe(3_000);
	expect(at.sent().length).toBeLessThanOrEqual(32);
});

test('a page boundary that moves while the pages are read', async () => {
	const poller = trigger('updated');
	await poller.activate();
	at.localBill.advanceClock(HOUR);
	at.localBill.seed({ vendors: 250, sameTime: false });
	const made = at.localBill.records('vendors').slice(-250);
	let requests = 0;
	poller.meanwhile = async () => {
		// The records of the first page move to the end before the second page is read.
		if (++requests !== 3) return;
		at.localBill.advanceClock(HOUR);
		for (const { id } of made.slice(0, 5)) {
			await at.bill.call('PATCH', `/v3/vendors/${id}`, { phone: '+1 510 555 0100' });
		}
	};
	const ids = (await poller.poll()).map(({ json }) => json.id);
	poller.meanwhile = undefined;
	ids.push(...(await poller.poll()).map(({ json }) => json.id));
	for (const { id } of made) expect(ids).toContain(id);
});

test('5,000 changes at any time: none is lost, none comes twice', async () => {
	at.localBill.seed({ vendors: 600, sameTime: false });
	const poller = trigger('updated');
	await poller.activate();
	const before = new Set(keysOf(kept()));
	let left = 5_000;
	let turn = 0;
	const change = (upTo: number) => {
		const some = Math.min(left, (turn++ * 37) % upTo);
		left -= some;
		at.localBill.touch('vendors', some);
		// Sometimes an hour, sometimes less than the overlap.
		at.localBill.advanceClock(turn % 3 === 0 ? HOUR : 1000);
	};
	poller.meanwhile = async () => change(40);
	const found: string[] = [];
	let polls = 0;
	while (left > 0) {
		change(400);
		found.push(...keysOf(await poller.poll()));
		if (++polls % 5 === 0) found.push(...keysOf(await poller.restart()));
	}
	poller.meanwhile = undefined;
	for (let rest = 0; rest < 3; rest++) found.push(...keysOf(await poller.poll()));
	expect(await poller.poll()).toEqual([]);
	expect(new Set(found).size).toBe(found.length);
	const changed = keysOf(kept()).filter((key) => !before.has(key));
	expect(changed.length).toBeGreaterThan(300);
	expect(changed.filter((key) => !found.includes(key))).toEqual([]);
	expect(found.length).toBeGreaterThan(2_000);
});
