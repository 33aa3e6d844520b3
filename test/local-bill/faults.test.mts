import { expect, it } from '@jest/globals';
import { usAddress } from '../support/records.mts';
import { codes, localBench } from './support.mts';

const bench = localBench();

const vendor = { name: 'Faulty', address: usAddress };
const kept = () =>
	bench.localBill.records('vendors').filter(({ name }) => name === 'Faulty').length;

it('returns a status, a body and headers, for the given number of calls', async () => {
	const then = { status: 502, body: '<html>Bad gateway</html>', headers: { 'retry-after': '7' } };
	bench.localBill.addFault({ times: 2, then });
	for (let i = 0; i < 2; i += 1) {
		const { status, data, headers } = await bench.api.get('/v3/vendors');
		expect([status, data]).toEqual([502, '<html>Bad gateway</html>']);
		expect(headers).toMatchObject({ 'retry-after': '7', 'content-type': 'text/html' });
	}
	expect((await bench.api.get('/v3/vendors')).status).toBe(200);
});

it("answers with BILL's error body, and nothing is done", async () => {
	const then = { status: 500, code: 'BDC_1001', message: 'System error.' };
	bench.localBill.addFault({ match: { method: 'POST' }, then });
	const { status, data } = await bench.api.post('/v3/vendors', vendor);
	expect([status, ...codes(data)]).toEqual([500, 'BDC_1001']);
	expect(data[0].message).toBe('System error.');
	expect(kept()).toBe(0);
	expect(bench.localBill.requests.at(-1)).toMatchObject({ status: 500, code: 'BDC_1001' });
});

it('applies only to matching calls', async () => {
	bench.localBill.addFault({
		match: { method: 'POST', path: '/connect/v3/vendors*' },
		then: { status: 503 },
	});
	expect((await bench.api.get('/v3/vendors')).status).toBe(200);
	expect((await bench.api.post('/v3/customers', {})).status).toBe(400);
	expect((await bench.api.post('/v3/vendors/bulk', [vendor])).status).toBe(503);
	expect((await bench.api.post('/v3/vendors/bulk', [vendor])).status).toBe(201);
});

it('cuts the connection before the work, or after it', async () => {
	bench.localBill.addFault({ then: { drop: 'before' } });
	await expect(bench.api.post('/v3/vendors', vendor)).rejects.toThrow(/socket hang up|ECONNRESET/);
	expect(kept()).toBe(0);
	bench.localBill.addFault({ then: { drop: 'after' } });
	await expect(bench.api.post('/v3/vendors', vendor)).rejects.toThrow(/socket hang up|ECONNRESET/);
	expect(kept()).toBe(1);
	expect(bench.localBill.requests.map(({ dropped, status }) => [dropped, status])).toEqual([
		['before', undefined],
		['after', undefined],
	]);
});

it('can be set and cleared over HTTP, and refuses what it does not know', async () => {
	const post = (fault: object) => bench.control.post('/faults', fault);
	expect(
		(await post({ then: { status: 500 }, match: { path: '/connect/v3/vendors' } })).status,
	).toBe(200);
	expect((await bench.api.get('/v3/vendors')).status).toBe(500);
	await post({ times: 9, then: { status: 500 } });
	await bench.control.delete('/faults');
	expect((await bench.api.get('/v3/vendors')).status).toBe(200);
	for (const wrong of [{}, { then: {} }, { then: { drop: 'during' } }, { then: { stauts: 500 } }]) {
		expect((await post(wrong)).status).toBe(400);
	}
});

it('lists waiting faults, removes one, and logs with each call which fault it got', async () => {
	const faults = '/faults';
	const then = { status: 503 };
	const first = (await bench.control.post(faults, { times: 2, then })).data.id;
	const second = (await bench.control.post(faults, { then: { delay: 1 } })).data.id;
	await bench.api.get('/v3/vendors');
	expect(bench.localBill.requests.at(-1)).toMatchObject({ status: 503, fault: then });
	expect((await bench.control.get(faults)).data).toEqual([
		{ id: first, times: 1, then },
		{ id: second, times: 1, then: { delay: 1 } },
	]);
	expect((await bench.control.delete(`${faults}/${first}`)).status).toBe(200);
	expect((await bench.control.delete(`${faults}/${first}`)).status).toBe(404);
	await bench.api.get('/v3/vendors');
	expect(bench.localBill.requests.at(-1)).toMatchObject({ status: 200, fault: { delay: 1 } });
	await bench.api.get('/v3/vendors');
	expect(bench.localBill.requests.at(-1)).not.toHaveProperty('fault');
	expect((await bench.control.get(faults)).data).toEqual([]);
});
