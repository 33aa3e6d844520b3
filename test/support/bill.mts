import { randomUUID } from 'node:crypto';
import axios, { type AxiosInstance } from 'axios';
import { type LocalBill, type LocalBillOptions, startLocalBill } from '../../local-bill/server.mts';

export type Data = Record<string, unknown>;

/** A record as BILL returns it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Rec = { id: string; [member: string]: any };

/** The fields of the `billApi` credential. */
export type Credential = Data & { organizationId: string };

/** A BILL that operation tests run against: the local one, or BILL's own sandbox. */
export interface Bill {
	/** `trusted` adds a remembered device, if there is one. */
	credential(trusted: boolean): Credential;
	/** Calls BILL without the node, to create what a test starts from. */
	call(method: string, path: string, body?: unknown, query?: Data): Promise<Rec>;
	/** The first matching entry of a list. `member` is the field that holds the list, if it is not `results`. */
	first(path: string, holds?: (entry: Rec) => boolean, member?: string): Promise<Rec>;
	/** A text that no other record has. */
	unique(text: string): string;
	/** BILL's clock, if it differs from the computer's. */
	now?(): Date;
	/** The local BILL with its controls; undefined for other BILLs. */
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

/** A client that sends only these headers. It returns responses of every status and throws none. */
export function clientOf(baseURL: string, headers: Record<string, string> = {}): AxiosInstance {
	return axios.create({ baseURL, headers, validateStatus: () => true, proxy: false });
}

/** Calls that a plain program makes, with a session of its own. An expired session is renewed. */
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
					// BILL requires this key wherever its Events API creates something.
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
