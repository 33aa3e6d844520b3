import http from 'node:http';
import https from 'node:https';
import axios, { type AxiosError } from 'axios';
import type { Message } from './message.mts';

/** How a delivery ended: with a status, or with the reason why there is none. */
export type Outcome = { status: number } | { error: string };

// A connection for each: one that is kept may be closed by the receiver just when it is used again.
const httpAgent = new http.Agent({ keepAlive: false });
const httpsAgent = new https.Agent({ keepAlive: false });

/** Posts a message once. Nothing but the address itself is contacted: neither a proxy nor where it redirects to. */
export async function post(
	address: string,
	{ headers, body }: Message,
	timeout: number,
	signal: AbortSignal,
): Promise<Outcome> {
	try {
		// Bytes, because a text would be looked at and perhaps rewritten.
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
