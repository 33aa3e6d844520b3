import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios, { type AxiosError, type AxiosInstance } from 'axios';
import { recordsIn, type List, type Program, type Request } from './job.mts';

/*
 * What a developer would write without n8n: axios, one sign-in, three concurrent requests. It runs in a process of
 * its own, so that it does not share one with the local BILL, just as n8n does not. The bench sends it messages.
 */

/** BILL's limit of concurrent requests per developer key and organization. */
const AT_ONCE = 3;
const MINUTE_MS = 60_000;

/** The messages of the bench. */
export type Ask =
	| { do: 'work'; program: Program; url: string; headers: Record<string, string> }
	| { do: 'listen' }
	| { do: 'key'; securityKey: string }
	| { do: 'close' };

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** Waits before requests so that no minute has more than `perMinute` of them. */
function pacer(perMinute = Infinity) {
	const answered: number[] = [];
	return {
		turn: async () => {
			const oldest = answered[answered.length - perMinute];
			if (oldest) await pause(Math.max(0, oldest + MINUTE_MS - Date.now()));
		},
		answered: () => answered.push(Date.now()),
	};
}

async function read(
	bill: AxiosInstance,
	{ list, pageKey, pageSize = 100, perMinute, names }: List,
) {
	const records: Array<Record<string, unknown>> = [];
	const { turn, answered } = pacer(perMinute);
	let page: string | undefined;
	do {
		await turn();
		const { data } = await bill.get<{ results: typeof records; nextPage?: string }>(list, {
			params: { max: pageSize, [pageKey]: page },
		});
		answered();
		records.push(...data.results);
		page = data.nextPage;
	} while (page);
	if (names) await readNames(bill, names, records);
	return records.length;
}

/** Adds the name of the record that each record belongs to, read in batches of a hundred. */
async function readNames(
	bill: AxiosInstance,
	{ path, id }: NonNullable<List['names']>,
	records: Array<Record<string, unknown>>,
) {
	const ids = [...new Set(records.map((record) => String(record[id])))];
	const found = new Map<string, unknown>();
	for (let from = 0; from < ids.length; from += 100) {
		const filters = `id:in:"${ids.slice(from, from + 100).join(',')}"`;
		const { data } = await bill.get<{ results: Array<{ id: string; name: string }> }>(path, {
			params: { max: 100, filters },
		});
		for (const each of data.results) found.set(each.id, each.name);
	}
	for (const record of records) record.name = found.get(String(record[id]));
}

async function send(bill: AxiosInstance, requests: Request[], atOnce: number) {
	const answers: unknown[] = [];
	const waiting = requests.entries();
	const worker = async () => {
		for (const [index, { method, path, body, file }] of waiting) {
			const bytes = file === undefined ? undefined : Buffer.from(file, 'base64');
			const headers = bytes && { 'content-type': 'application/octet-stream' };
			const sent = { method, url: path, data: bytes ?? body, headers };
			answers[index] = (await bill.request<unknown>(sent)).data;
		}
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return answers.reduce<number>((sum, answer) => sum + recordsIn(answer), 0);
}

let server: Server | undefined;
let securityKey = '';

/** Receives webhooks, and responds to those that BILL has signed. */
async function listen() {
	const seen = new Set<string>();
	server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const body = Buffer.concat(parts).toString();
			const said = JSON.parse(body) as string | object;
			const payload = typeof said === 'string' ? said : body;
			const right = createHmac('sha256', securityKey).update(payload).digest();
			const given = Buffer.from(String(request.headers['x-bill-sha-signature']), 'base64');
			const isBills = given.length === right.length && timingSafeEqual(given, right);
			const event = JSON.parse(payload) as { metadata: { eventId: string } };
			if (isBills) seen.add(event.metadata.eventId);
			response.writeHead(isBills ? 200 : 401).end();
		});
	});
	await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function answer(ask: Ask): Promise<unknown> {
	if (ask.do === 'listen') return await listen();
	if (ask.do === 'key') securityKey = ask.securityKey;
	if (ask.do === 'close') server?.close();
	if (ask.do !== 'work') return undefined;
	const { program, url, headers } = ask;
	const bill = axios.create({ baseURL: url, headers, proxy: false });
	const started = performance.now();
	const records =
		'list' in program
			? await read(bill, program)
			: await send(bill, program.requests, program.atOnce ?? AT_ONCE);
	return { records, milliseconds: performance.now() - started };
}

process.on('message', (ask: Ask) => {
	answer(ask).then(
		(given) => process.send?.({ given }),
		({ message, response }: AxiosError) => {
			// In the error for a bulk request, BILL's actual reason can come after many BDC_1246 entries.
			const said = JSON.stringify(response?.data ?? '').replaceAll(
				/\{[^{}]*BDC_1246[^{}]*\},?/g,
				'',
			);
			process.send?.({ error: `${message} ${said.slice(0, 500)}` });
		},
	);
});
process.on('disconnect', () => process.exit());
process.send?.({ given: 'ready' });
