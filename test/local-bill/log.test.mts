import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { usAddress } from '../support/records.mts';
import { localBench, seededBill, sessionOf } from './support.mts';

const answered: string[] = [];
const bench = localBench({
	onRequest: ({ method, path, status }) => answered.push(`${method} ${path} ${status}`),
});

const last = () => bench.localBill.requests.at(-1)!;

it('keeps what was sent: path, query, body parsed and as it came', async () => {
	const body = { name: 'Logged', address: usAddress };
	await bench.api.post('/v3/vendors', body);
	expect(last()).toMatchObject({
		index: 0,
		method: 'POST',
		path: '/connect/v3/vendors',
		query: {},
		body,
		rawBody: JSON.stringify(body),
		status: 201,
		inFlight: 1,
	});
	await bench.api.get('/v3/vendors', { params: { max: '2', filters: 'name:eq:"a,b"' } });
	expect(last().query).toEqual({ max: '2', filters: 'name:eq:"a,b"' });
	expect(last().rawBody).toBeUndefined();
	await bench.api.post('/v3/vendors', { name: 1 });
	expect(last()).toMatchObject({ status: 400, code: 'BDC_1108', body: { name: 1 } });
	await bench.api.get('/v3/nothing');
	expect(last()).toMatchObject({ path: '/connect/v3/nothing', status: 404, code: 'BDC_1121' });
});

it('masks secrets, and says whether they were right', async () => {
	const { credentials } = bench.localBill;
	await bench.plain.post('/v3/login', credentials);
	expect(last().body).toEqual({
		username: credentials.username,
		organizationId: credentials.organizationId,
		password: '***',
		devKey: '***',
	});
	expect(last().auth).toEqual({ devKey: 'right', password: 'right', sessionId: undefined });
	await bench.plain.post('/v3/login', { ...credentials, password: 'guess' });
	expect(last().auth).toMatchObject({ devKey: 'right', password: 'wrong' });
	await bench.api.get('/v3/vendors');
	expect(last().auth).toMatchObject({ devKey: 'right', sessionId: 'right' });
	expect(last().headers).toMatchObject({ devkey: '***', sessionid: '***' });
	await bench.with({ sessionId: 'old' }).get('/v3/vendors');
	expect(last().auth).toEqual({ devKey: undefined, password: undefined, sessionId: 'wrong' });

	const log = JSON.stringify(bench.localBill.requests);
	const sessionId = sessionOf(bench.api);
	for (const secret of [credentials.password, credentials.devKey, sessionId, 'guess']) {
		expect(log).not.toContain(secret);
	}
});

it('keeps size and hash of an upload in place of its bytes', async () => {
	const bytes = Buffer.from([0, 1, 2, 255, 254]);
	const { id } = seededBill(bench, 'AO-2291');
	await bench.api.post(`/v3/documents/bills/${id}?name=a.bin`, bytes, {
		headers: { 'content-type': 'application/octet-stream' },
	});
	expect(last().rawBody).toEqual({
		bytes: 5,
		sha256: createHash('sha256').update(bytes).digest('hex'),
	});
	expect(last().body).toBeUndefined();
});

it('can be read and cleared over HTTP, and reading it is not logged', async () => {
	await bench.api.get('/v3/vendors');
	await bench.api.get('/v3/bills');
	expect((await bench.control.get('/requests')).data).toHaveLength(2);
	const params = { path: '/connect/v3/bil*', method: 'get' };
	const { data } = await bench.control.get('/requests', { params });
	expect(data).toMatchObject([{ index: 1, path: '/connect/v3/bills' }]);
	await bench.control.delete('/requests');
	expect(bench.localBill.requests).toEqual([]);
});

it('reports each call after the response', async () => {
	answered.length = 0;
	await bench.api.get('/v3/vendors');
	await bench.api.get('/v3/nothing');
	expect(answered[0]).toBe('GET /connect/v3/vendors 200');
});
