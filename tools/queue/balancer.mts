import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import axios from 'axios';

/** A load balancer in front of several webhook processes, as in every n8n of that size. */
export interface Balancer {
	url: string;
	add(name: string, url: string): void;
	remove(name: string): void;
	/** From now on, sends every n-th request to all processes at the same time; 0 turns this off. */
	mirror(every: number): void;
	/** The bodies of the requests that were sent to all processes. */
	readonly mirrored: string[];
	close(): Promise<void>;
}

/** Called for each forwarded request, with the body of its response. */
type Seen = (request: IncomingMessage, answer: Buffer) => void;

/** Forwards requests to the processes in turn. If a process is gone the response is 502, as with nginx. */
export async function startBalancer(seen?: Seen): Promise<Balancer> {
	const targets = new Map<string, string>();
	let count = 0;
	let every = 0;
	const mirrored: string[] = [];

	const pass = async (name: string, request: IncomingMessage, body: Buffer) => {
		const answer = await axios.request<Buffer>({
			baseURL: targets.get(name),
			url: request.url,
			method: request.method,
			headers: Object.fromEntries(
				Object.entries({ ...request.headers, connection: 'close' }).map(([header, value]) => [
					header,
					String(value),
				]),
			),
			data: body,
			responseType: 'arraybuffer',
			transformRequest: (data: Buffer) => data,
			validateStatus: () => true,
			proxy: false,
		});
		seen?.(request, answer.data);
		return answer;
	};
	const handle = async (request: IncomingMessage, response: ServerResponse) => {
		const body = await buffer(request);
		const names = [...targets.keys()];
		const turn = count++;
		const toAll = every > 0 && turn % every === 0 && names.length > 1;
		if (toAll) mirrored.push(body.toString());
		const chosen = toAll ? names : names.slice(turn % names.length).slice(0, 1);
		const sent = await Promise.allSettled(
			chosen.map(async (name) => await pass(name, request, body)),
		);
		const answered = sent.find((each) => each.status === 'fulfilled');
		const { status, data } = answered?.value ?? { status: 502, data: '' };
		response.writeHead(status).end(data);
	};

	const server = createServer((request, response) => void handle(request, response));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		add: (name, url) => void targets.set(name, url),
		remove: (name) => void targets.delete(name),
		mirror: (n) => {
			every = n;
		},
		mirrored,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
