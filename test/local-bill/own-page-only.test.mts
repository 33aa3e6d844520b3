import { get } from 'node:http';
import { expect, it } from '@jest/globals';
import { localBench } from './support.mts';

const bench = localBench();

/** The response status of a call with headers that only a browser sets. */
const status = async (path: string, headers: Record<string, string>) =>
	await new Promise((resolve, reject) => {
		get(`${bench.localBill.url}${path}`, { headers }, (response) => {
			response.resume();
			resolve(response.statusCode);
		}).on('error', reject);
	});

it('refuses the controls to pages of other sites, and to names of other sites that lead here', async () => {
	const { host, port, origin } = new URL(bench.localBill.url);
	const own: Array<Record<string, string>> = [
		{ host },
		{ host: `localhost:${port}` },
		{ host: `[::1]:${port}` },
	];
	for (const headers of [...own, { host, origin }]) {
		expect(await status('/local-bill', headers)).toBe(200);
	}
	const foreign: Array<Record<string, string>> = [
		{ host: `rebound.example:${port}` },
		{ host: `localhost.rebound.example:${port}` },
		{ host, origin: 'https://other.example' },
		{ host, origin: 'null' },
		{ host, origin: `http://127.0.0.1:${Number(port) - 1}` },
	];
	for (const headers of foreign) {
		for (const path of ['/', '/local-bill', '/local-bill/requests', '/local-bill/nothing']) {
			expect(await status(path, headers)).toBe(403);
		}
	}
});

it('does nothing for another site, not even without reading the answer', async () => {
	const headers = { origin: 'https://other.example', 'content-type': 'text/plain' };
	const { data } = await bench.control.post('/reset', undefined, { headers });
	expect(data[0].message).toContain('Other sites cannot use');
	await bench.control.post('/faults', '{"then":{"status":500}}', { headers });
	expect(bench.localBill.waitingFaults()).toEqual([]);
	// The session still exists: nothing was reset.
	expect((await bench.api.get('/v3/vendors')).status).toBe(200);
});

it('allows the API under any host name, as in a container', async () => {
	expect(await status('/connect/v3/vendors', { host: 'host.docker.internal:4010' })).toBe(401);
});
