import { expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.mts';
import { codes, localBench, openBench, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });

const statuses = async (count: number) => {
	const calls = Array.from({ length: count }, () => bench.api.get('/v3/departments-not-there'));
	return (await Promise.all(calls)).map(({ status }) => status).sort();
};

it('has three calls at once in flight, and refuses a fourth', async () => {
	bench.localBill.addFault({ times: 3, then: { delay: 2_000 } });
	const first = statuses(3);
	await eventually(() => bench.localBill.requests.length === 3, 'three calls are in flight');
	expect(await statuses(1)).toEqual([422]);
	expect(await first).toEqual([404, 404, 404]);
	expect(bench.localBill.requests.map(({ inFlight }) => inFlight)).toEqual([1, 2, 3, 4]);
	const refused = bench.localBill.requests.find(({ status }) => status === 422);
	expect(refused?.code).toBe('BDC_1322');
	expect(await statuses(3)).toEqual([404, 404, 404]);
});

it('gives a place back when the caller hangs up or is cut off', async () => {
	const hangUp = new AbortController();
	bench.localBill.addFault({ times: 3, then: { delay: 2_000 } });
	const calls = [1, 2, 3].map(() => bench.api.get('/v3/vendors', { signal: hangUp.signal }));
	await eventually(() => bench.localBill.requests.length === 3, 'three calls are in flight');
	hangUp.abort();
	await Promise.allSettled(calls);
	await eventually(
		() => bench.localBill.requests.every(({ ms }) => ms !== undefined),
		'the calls have ended',
	);
	expect(bench.localBill.requests.map(({ status }) => status)).toEqual([
		undefined,
		undefined,
		undefined,
	]);
	bench.localBill.addFault({ times: 3, then: { drop: 'after' } });
	for (let i = 0; i < 3; i += 1) await expect(bench.api.get('/v3/vendors')).rejects.toThrow();
	expect((await bench.api.get('/v3/vendors')).status).toBe(200);
	expect(bench.localBill.requests.at(-1)?.inFlight).toBe(1);
});

it('counts the calls of an hour; the count restarts every hour', async () => {
	bench.localBill.reset();
	await bench.signInAgain();
	bench.localBill.setLimits({ perHour: 2, status: 429 });
	await bench.api.get('/v3/vendors');
	await bench.api.get('/v3/vendors');
	const { status, data } = await bench.api.get('/v3/vendors');
	expect([status, ...codes(data)]).toEqual([429, 'BDC_1144']);
	expect(data[0]).toMatchObject({
		category: 'DOWNSTREAM',
		message: 'Max number of allowed requests per hour reached: 2.',
	});
	bench.localBill.advanceClock(3_600_000);
	await bench.signInAgain();
	expect((await bench.api.get('/v3/vendors')).status).toBe(200);
});

it('adds its latency to each response', async () => {
	const slow = await openBench({ latency: 60 });
	try {
		const begun = performance.now();
		await slow.api.get('/v3/vendors');
		expect(performance.now() - begun).toBeGreaterThanOrEqual(55);
	} finally {
		await slow.localBill.close();
	}
});
