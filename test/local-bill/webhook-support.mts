import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import type { Bench } from './support.mts';

/** A notification as it came in. */
export interface Notification {
	path: string;
	headers: IncomingHttpHeaders;
	/** The body as it came. */
	raw: string;
	/** The JSON of the body, or the JSON in the text that the body is; undefined where it is none. */
	payload: any;
	at: number;
}

/** What a receiver answers: a status, an address to go to, or nothing at all. */
export type Answer = number | { location: string } | 'nothing';

export interface Receiver {
	url: string;
	received: Notification[];
	/** Given for every notification; 200 unless told. */
	answer: (notification: Notification, index: number) => Answer | Promise<Answer>;
	/** The most notifications that were there at the same time. */
	most: number;
	close(): Promise<void>;
}

/** A server on this computer that keeps what it gets. */
export async function receiver(): Promise<Receiver> {
	let open = 0;
	const known = { received: [], answer: () => 200, most: 0 } as unknown as Receiver;
	const server = createServer(async (request, response) => {
		known.most = Math.max(known.most, ++open);
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const raw = Buffer.concat(chunks).toString('utf8');
		const { url: path = '', headers } = request;
		const payload = payloadOf(raw);
		const notification = { path, headers, raw, payload, at: performance.now() };
		const index = known.received.push(notification) - 1;
		const answer = await known.answer(notification, index);
		open -= 1;
		if (answer === 'nothing') return;
		if (typeof answer === 'number') response.writeHead(answer).end();
		else response.writeHead(307, answer).end();
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	known.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
	known.close = async () => {
		server.closeAllConnections();
		await new Promise((done) => server.close(done));
	};
	return known;
}

function payloadOf(raw: string): unknown {
	try {
		const body = JSON.parse(raw) as unknown;
		return typeof body === 'string' ? JSON.parse(body) : body;
	} catch {
		return undefined;
	}
}

/** The signature that belongs to a payload, computed as a receiver would. */
export function signature(payload: unknown, securityKey: string): string {
	return createHmac('sha256', securityKey).update(JSON.stringify(payload)).digest('base64');
}

/** A call of the Events API, signed in unless headers are given. */
export async function eventsApi(
	{ localBill, api }: Bench,
	method: string,
	path: string,
	data?: object,
	headers?: Record<string, string>,
) {
	const { devKey, sessionId } = api.defaults.headers as never as Record<string, string>;
	return await axios.request({
		...{ method, data, url: `${localBill.url}/connect-events/v3${path}`, proxy: false },
		headers: { 'X-Idempotent-Key': randomUUID(), ...(headers ?? { devKey, sessionId }) },
		validateStatus: () => true,
	});
}

/** The answer to a new subscription to these types; one in Spend & Expense when they are of there. */
export async function trySubscribe(bench: Bench, notificationUrl: string, types: string[]) {
	const spend = types[0].startsWith('spend.');
	const headers = spend ? { apiToken: bench.localBill.spendToken } : undefined;
	const events = types.map((type) => ({ type, version: '1' }));
	const body = { name: 'Test', status: { enabled: true }, events, notificationUrl };
	return await eventsApi(bench, 'POST', '/subscriptions', body, headers);
}

/** A new subscription. */
export async function subscribe(bench: Bench, notificationUrl: string, ...types: string[]) {
	const { status, data } = await trySubscribe(bench, notificationUrl, types);
	if (status !== 200) throw new Error(`The subscription was refused: ${JSON.stringify(data)}`);
	return data;
}
