import { expect, it } from '@jest/globals';
import { usAddress } from '../support/records.mts';
import { codes, localBench } from './support.mts';

/* Faults that let the work be done but spoil the response. */

const bench = localBench();

const vendor = (name: string) => ({ name, address: usAddress });
const kept = (name: string) =>
	bench.localBill.records('vendors').filter((record) => record.name === name).length;
const listed = async (name: string) => {
	const { data } = await bench.api.get('/v3/vendors', { params: { filters: `name:eq:"${name}"` } });
	return data.results.length as number;
};

it('cuts a response within its body, after the status', async () => {
	bench.localBill.addFault({ then: { drop: 'middle' } });
	await expect(bench.api.post('/v3/vendors', vendor('Cut'))).rejects.toMatchObject({
		message: expect.stringMatching(/aborted/),
		response: { status: 201 },
	});
	expect(kept('Cut')).toBe(1);
	expect(bench.localBill.requests.at(-1)).toMatchObject({ worked: true, dropped: 'middle' });
});

it.each([
	[200, {}],
	[200, []],
	[200, '<html>'],
	[302, ''],
	[502, '<html>Bad gateway</html>'],
])('returns %i with %j although the work is done', async (status, body) => {
	bench.localBill.addFault({ then: { afterWork: true, status, body } });
	const answer = await bench.api.post('/v3/vendors', vendor('Done'), { maxRedirects: 0 });
	expect([answer.status, answer.data]).toEqual([status, body]);
	expect(kept('Done')).toBe(1);
	expect(bench.localBill.requests.at(-1)).toMatchObject({ worked: true, status });
});

it('does no work that BILL refuses, and says so', async () => {
	bench.localBill.addFault({ then: { afterWork: true, status: 200, body: {} } });
	expect((await bench.api.post('/v3/vendors', { name: 'No address' })).status).toBe(400);
	expect(bench.localBill.requests.at(-1)?.worked).toBeUndefined();
});

it('leaves records out of a bulk response', async () => {
	bench.localBill.addFault({ match: { method: 'POST' }, then: { fewer: 2 } });
	const names = ['A', 'B', 'C'];
	const { data } = await bench.api.post('/v3/vendors/bulk', names.map(vendor));
	expect(data.vendors.map(({ name }: { name: string }) => name)).toEqual(['A']);
	expect(names.map(kept)).toEqual([1, 1, 1]);
});

it('hides new records from that many reads of their list, and nothing else', async () => {
	bench.localBill.addFault({ match: { method: 'POST' }, then: { late: 2 } });
	await bench.api.post('/v3/vendors', vendor('Late'));
	await bench.api.post('/v3/vendors', vendor('Soon'));
	expect(await listed('Soon')).toBe(1);
	expect([await listed('Late'), await listed('Late'), await listed('Late')]).toEqual([0, 0, 1]);
});

it('changes a list while it is being read', async () => {
	const page = async (query: object) =>
		(await bench.api.get('/v3/vendors', { params: { max: 2, ...query } })).data;
	const query = { filters: 'archived:eq:false', sort: 'createdTime:asc' };
	const whole = (await page({ ...query, max: 100 })).results.map(({ id }: { id: string }) => id);
	bench.localBill.addFault({ then: { moves: true } });
	const { nextPage } = await page(query);
	const second = (await page({ page: nextPage })).results.map(({ id }: { id: string }) => id);
	// One record has moved across the page boundary.
	expect(second).toEqual(whole.slice(3, 5));
});

it('ends the session at any call', async () => {
	bench.localBill.addFault({ match: { method: 'POST' }, then: { endSessions: true } });
	expect((await bench.api.get('/v3/vendors')).status).toBe(200);
	expect(codes((await bench.api.post('/v3/vendors', vendor('Out'))).data)).toEqual(['BDC_1109']);
	expect(kept('Out')).toBe(0);
});
