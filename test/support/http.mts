import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import axios, { type AxiosRequestConfig } from 'axios';

export interface Received {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	/** The body as received. */
	text: string;
	/** The parsed body, if it is JSON. */
	body: unknown;
}

/** A response of the server; `cut` drops the connection without one. */
export type Answer =
	| { status: number; body?: unknown; headers?: Record<string, string> }
	| 'cut'
	| ((request: Received) => Promise<Answer> | Answer);

export interface TinyServer {
	url: string;
	received: Received[];
	/** Sets the responses from now on, one after the other. The last one is repeated. */
	say(...answers: Answer[]): void;
	close(): Promise<void>;
}

/** A server on this computer that gives scripted responses and records its requests. */
export async function tinyServer(): Promise<TinyServer> {
	let answers: Answer[] = [];
	const received: Received[] = [];
	const server = createServer((request, response) => void answer(request, response));
	async function answer(request: IncomingMessage, response: ServerResponse) {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const text = Buffer.concat(chunks).toString('utf8');
		const { method = '', url = '', headers } = request;
		const got = { method, path: url, headers, text, body: parsed(text) };
		received.push(got);
		await send(response, got, answers.length > 1 ? answers.shift() : answers[0]);
	}
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received,
		say(...next) {
			answers = next;
			received.length = 0;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function send(response: ServerResponse, request: Received, answer?: Answer): Promise<void> {
	if (typeof answer === 'function') return await send(response, request, await answer(request));
	if (answer === undefined || answer === 'cut') {
		response.destroy();
		return;
	}
	const { status, body, headers } = answer;
	const isText = typeof body === 'string';
	response.writeHead(status, {
		'content-type': isText ? 'text/html' : 'application/json',
		...headers,
	});
	response.end(body === undefined ? undefined : isText ? body : JSON.stringify(body));
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

export interface RequestOptions {
	method?: string;
	url: string;
	body?: unknown;
	headers?: Record<string, string>;
	timeout?: number;
	encoding?: string;
	disableFollowRedirect?: boolean;
	ignoreHttpStatusErrors?: boolean;
	returnFullResponse?: boolean;
}

/** What n8n's `helpers.httpRequest` does with the options that the package uses: axios, over real HTTP. */
export async function httpRequest(options: RequestOptions): Promise<unknown> {
	const config: AxiosRequestConfig = {
		method: options.method,
		url: options.url,
		data: options.body,
		headers: options.headers,
		timeout: options.timeout,
		maxRedirects: options.disableFollowRedirect ? 0 : 5,
		proxy: false,
		...(options.encoding && { responseType: 'arraybuffer' as const }),
		...(options.ignoreHttpStatusErrors && { validateStatus: () => true }),
	};
	const { status, headers, data } = await axios.request(config);
	return options.returnFullResponse ? { statusCode: status, headers, body: data } : data;
}
