import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { afterEach, beforeEach } from '@jest/globals';
import { tinyServer } from '../support/http.mts';
import type { Bench } from './support.mts';

/** A notification as received. */
export interface Notification {
	path: string;
	headers: IncomingHttpHeaders;
	/** The body as received. */
	raw: string;
	/** The parsed JSON of the body, or of the string in the body; undefined if it is not JSON. */
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it was sent
	payload: any;
	at: number;
}

/** The response of a receiver: a status, a redirect, or none at all. */
export type Answer = number | { location: string } | 'nothing';

export interface Receiver {
	url: string;
	received: Notification[];
	/** The response to each notification; default 200. */
	answer: (notification: Notification, index: number) => Answer | Promise<Answer>;
	/** The largest number of notifications being handled at the same time. */
	most: number;
	close(): Promise<void>;
}

/** A new receiver for each test of a file. */
export function receiverForEach(): Receiver {
	const hook = {} as Receiver;
	beforeEach(async () => await open(hook));
	afterEach(async () => await hook.close());
	return hook;
}

async function open(hook: Receiver): Promise<void> {
	const server = await tinyServer();
	let busy = 0;
	server.say(async ({ path, headers, text }) => {
		hook.most = Math.max(hook.most, ++busy);
		const at = performance.now();
		const notification = { path, headers, raw: text, payload: payloadOf(text), at };
		const index = hook.received.push(notification) - 1;
		const answer = await hook.answer(notification, index);
		busy -= 1;
		if (answer === 'nothing') return await new Promise(() => {});
		return typeof answer === 'number' ? { status: answer } : { status: 307, headers: answer };
	});
	const url = `${server.url}/hook`;
	Object.assign(hook, { url, received: [], answer: () => 200, most: 0, close: server.close });
}

function payloadOf(raw: string): unknown {
	try {
		const body = JSON.parse(raw) as unknown;
		return typeof body === 'string' ? JSON.parse(body) : body;
	} catch {
		return undefined;
	}
}

/** The signature of a payload, computed the way a receiver would. */
export function signature(payload: unknown, securityKey: string): string {
	return createHmac('sha256', securityKey).update(JSON.stringify(payload)).digest('base64');
}

/** The response to creating a subscription to these types; in Spend & Expense if the types belong there. */
export async function trySubscribe(bench: Bench, notificationUrl: string, types: string[]) {
	const spend = types[0].startsWith('spend.');
	const headers = spend ? { apiToken: bench.localBill.spendToken } : {};
	const events = types.map((type) => ({ type, version: '1' }));
	const body = { name: 'Test', status: { enabled: true }, events, notificationUrl };
	return await bench.events.post('/subscriptions', body, { headers });
}

/** Creates a subscription. Throws if it is refused. */
export async function subscribe(bench: Bench, notificationUrl: string, ...types: string[]) {
	const { status, data } = await trySubscribe(bench, notificationUrl, types);
	if (status !== 200) throw new Error(`The subscription was refused: ${JSON.stringify(data)}`);
	return data;
}
