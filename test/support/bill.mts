import { randomUUID } from 'node:crypto';
import axios, { type AxiosInstance } from 'axios';
import { type LocalBill, type LocalBillOptions, startLocalBill } from '../../local-bill/server.mts';

export type Data = Record<string, unknown>;

/** A record as BILL answers it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Rec = { id: string; [member: string]: any };

/** What is typed into the `billApi` credential. */
export type Credential = Data & { organizationId: string };

/** A BILL that operation tests run against: the local one, or BILL's own sandbox. */
export interface Bill {
	/** `trusted` with a remembered device where there is one. */
	credential(trusted: boolean): Credential;
	/** Calls BILL without the node, to make what a test starts from. */
	call(method: string, path: string, body?: unknown, query?: Data): Promise<Rec>;
	/** The first entry of a list that meets the condition; `member` names the list where it is not `results`. */
	first(path: string, holds?: (entry: Rec) => boolean, member?: string): Promise<Rec>;
	/** A text that no other record has. */
	unique(text: string): string;
	/** Its clock, where that is not the computer's. */
	now?(): Date;
	/** The local BILL with its controls; other BILLs have none. */
	localBill?: LocalBill;
}

/** The credential of the local BILL. */
export function localCredential({ url, credentials, mfa }: LocalBill, trusted = false): Credential {
	const { rememberMeId, device } = mfa;
	return {
		environment: 'custom',
		gatewayUrl: url,
		...credentials,
		...(trusted && { rememberMeId, device }),
	};
}

/** The credential of a partner of the local BILL. */
export function partnerCredential({ url, partner, mfa }: LocalBill, trusted = false): Data {
	const { rememberMeId, device } = mfa;
	return {
		environment: 'custom',
		gatewayUrl: url,
		...partner,
		...(trusted && { rememberMeId, device }),
	};
}

/** Starts a local BILL. Each test begins with `localBill.reset()`. */
export async function openLocalBill(
	options: LocalBillOptions = {},
): Promise<Bill & { localBill: LocalBill }> {
	const localBill = await startLocalBill(options);
	const credential = (trusted: boolean) => localCredential(localBill, trusted);
	let count = 0;
	return {
		...callerOf(localBill.url, credential(true)),
		credential,
		unique: (text) => `${text} ${++count}`,
		now: options.now,
		localBill,
	};
}

/** A client with these headers alone; answers of every status are returned, none thrown. */
export function clientOf(baseURL: string, headers: Record<string, string> = {}): AxiosInstance {
	return axios.create({ baseURL, headers, validateStatus: () => true, proxy: false });
}

/** Calls of a plain program with a session of its own; a session that has ended is opened anew. */
export function callerOf(
	gateway: string,
	{ username, password, organizationId, devKey, rememberMeId, device }: Data,
): Pick<Bill, 'call' | 'first'> {
	let sessionId = '';
	const client = clientOf(gateway, { devKey: String(devKey) });
	const refusal = (method: string, path: string, status: number, data: unknown) =>
		new Error(`${method} ${path} answered ${status}: ${JSON.stringify(data)}`);
	const signIn = async () => {
		const account = { username, password, organizationId, devKey };
		const body = rememberMeId ? { ...account, rememberMeId, device } : account;
		const { status, data } = await client.post('/connect/v3/login', body);
		if (status !== 200) throw refusal('POST', '/v3/login', status, data);
		sessionId = data.sessionId;
	};
	const call: Bill['call'] = async (method, path, body, query) => {
		const root = path.startsWith('/connect') ? '' : '/connect';
		const file = Buffer.isBuffer(body);
		for (let attempt = 1; ; attempt++) {
			if (!sessionId) await signIn();
			const { status, data } = await client.request({
				method,
				url: `${root}${path}`,
				params: query,
				data: body,
				headers: {
					sessionId,
					// BILL asks for it where something is made in its Events API.
					...(path.startsWith('/connect-events') && { 'X-Idempotent-Key': randomUUID() }),
					...(body !== undefined && {
						'content-type': file ? 'application/octet-stream' : 'application/json',
					}),
				},
			});
			if (status < 300) return data as Rec;
			if (status !== 401 || attempt > 1) throw refusal(method, path, status, data);
			sessionId = '';
		}
	};
	const first: Bill['first'] = async (path, holds = () => true, member = 'results') => {
		const answer = await call('GET', path);
		const list = (Array.isArray(answer) ? answer : answer[member]) as Rec[];
		const found = list.find(holds);
		if (!found) throw new Error(`Nothing in ${path} is as the test needs it`);
		return found;
	};
	return { call, first };
}
