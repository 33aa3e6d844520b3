import { expect, it } from '@jest/globals';
import { makeVendor } from '../support/records.mts';
import { localBench } from './support.mts';

const bench = localBench();

it('goes back to the seed: records, sessions, log, faults, limits', async () => {
	const before = bench.localBill.records('vendors');
	await makeVendor(bench);
	bench.localBill.setLimits({ concurrent: 1 });
	bench.localBill.addFault({ times: 5, then: { status: 500 } });
	expect((await bench.control.post('/reset')).status).toBe(200);
	expect(bench.localBill.requests).toEqual([]);
	expect((await bench.api.get('/v3/vendors')).status).toBe(401);
	await bench.signInAgain();
	expect((await bench.api.get('/v3/vendors')).status).toBe(200);
	const ids = (records: Array<{ id: string }>) => records.map(({ id }) => id);
	expect(ids(bench.localBill.records('vendors'))).toEqual(ids(before));
	expect((await bench.control.post('/limits', {})).data.concurrent).toBe(3);
});

it('never uses an ID twice, even after a reset', async () => {
	const before = await makeVendor(bench);
	await bench.control.post('/reset');
	await bench.signInAgain();
	expect((await makeVendor(bench)).id).not.toBe(before.id);
});

it('forgets all sessions', async () => {
	await bench.signInAgain();
	expect((await bench.control.post('/sessions/expire')).data.expired).toBeGreaterThan(0);
	expect((await bench.api.get('/v3/vendors')).status).toBe(401);
	await bench.signInAgain();
});

it('shows the kept records, and adds many at once', async () => {
	const { length } = (await bench.control.get('/records/vendors')).data;
	expect((await bench.control.post('/seed', { vendors: 10_000 })).status).toBe(200);
	expect(bench.localBill.records('vendors')).toHaveLength(length + 10_000);
	expect((await bench.control.get('/records/nonsense')).status).toBe(404);
});

it('moves the clock, and refuses what it does not know', async () => {
	await bench.control.post('/clock', { advance: 35 * 60_000 });
	expect((await bench.api.get('/v3/vendors')).status).toBe(401);
	expect((await bench.control.post('/clock', {})).status).toBe(400);
	expect((await bench.control.post('/limits', { concurent: 1 })).status).toBe(400);
	expect((await bench.control.get('')).data.what).toMatch(/not BILL/);
});
