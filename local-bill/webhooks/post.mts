import http from 'node:http';
import https from 'node:https';
import axios, { type AxiosError } from 'axios';
import type { Message } from './message.mts';

/** The result of a delivery: an HTTP status, or the reason why there is none. */
export type Outcome = { status: number } | { error: string };

// One connection per request: the receiver might close a kept-alive connection just when it is reused.
const httpAgent = new http.Agent({ keepAlive: false });
const httpsAgent = new https.Agent({ keepAlive: false });

/** Posts a message once. Only the URL itself is contacted: no proxy, no redirects. */
export async function post(
	address: string,
	{ headers, body }: Message,
	timeout: number,
	signal: AbortSignal,
): Promise<Outcome> {
	try {
		// Sent as bytes, because axios might parse and rewrite a string.
		const { status } = await axios.post(address, Buffer.from(body), {
			...{ headers, timeout, signal, httpAgent, httpsAgent, proxy: false, maxRedirects: 0 },
			...{ responseType: 'arraybuffer', validateStatus: () => true },
		});
		return { status };
	} catch (error) {
		const { code, message } = error as AxiosError;
		return { error: code === 'ECONNABORTED' ? 'timeout' : (code ?? message) };
	}
}
