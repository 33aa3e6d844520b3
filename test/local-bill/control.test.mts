import { afterAll, beforeAll, expect, it } from '@jest/globals';
import axios from 'axios';
import { type Bench, makeVendor, openBench, signInAgain } from './support.mts';

let bench: Bench;
const control = (method: string, path: string, data?: object) =>
	axios.request({
		method,
		data,
		url: `${bench.localBill.url}/local-bill${path}`,
		validateStatus: () => true,
	});

beforeAll(async () => {
	bench = await openBench();
});
afterAll(() => bench.localBill.close());

it('goes back to the seed: records, sessions, log, faults, limits', async () => {
	const before = bench.localBill.records('vendors');
	await makeVendor(bench);
	bench.localBill.setLimits({ concurrent: 1 });
	bench.localBill.addFault({ times: 5, then: { status: 500 } });
	expect((await control('POST', '/reset')).status).toBe(200);
	expect(bench.localBill.requests).toEqual([]);
	expect((await bench.api.get('/v3/vendors')).status).toBe(401);
	await signInAgain(bench);
	expect((await bench.api.get('/v3/vendors')).status).toBe(200);
	const ids = (records: Array<{ id: string }>) => records.map(({ id }) => id);
	expect(ids(bench.localBill.records('vendors'))).toEqual(ids(before));
	expect((await control('POST', '/limits', {})).data.concurrent).toBe(3);
});

it('forgets all sessions', async () => {
	await signInAgain(bench);
	expect((await control('POST', '/sessions/expire')).data.expired).toBeGreaterThan(0);
	expect((await bench.api.get('/v3/vendors')).status).toBe(401);
	await signInAgain(bench);
});

it('shows the kept records, and adds many at once', async () => {
	const { length } = (await control('GET', '/records/vendors')).data;
	expect((await control('POST', '/seed', { vendors: 10_000 })).status).toBe(200);
	expect(bench.localBill.records('vendors')).toHaveLength(length + 10_000);
	expect((await control('GET', '/records/nonsense')).status).toBe(404);
});

it('moves the clock, and refuses what it does not know', async () => {
	await control('POST', '/clock', { advance: 35 * 60_000 });
	expect((await bench.api.get('/v3/vendors')).status).toBe(401);
	expect((await control('POST', '/clock', {})).status).toBe(400);
	expect((await control('POST', '/limits', { concurent: 1 })).status).toBe(400);
	expect((await control('GET', '')).data.what).toMatch(/not BILL/);
});
