import { sleep } from 'n8n-workflow';
import type {
	IAdditionalCredentialOptions,
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	INode,
} from 'n8n-workflow';

import { secretsOf, toNodeError, nodeError } from './errors';
import { DEFAULT_TIMEOUT_MS } from './api';
import type { ApiProfile, BillAnswer, BillRequest, NodeContext } from './api';
import { readFailure } from './failures';
import type { Failure, FailureKind } from './failures';
import { gatewayOf, mayCarrySecrets } from './gateway';
import { enterLane } from './lanes';
import { refusalOf, rememberRefusal } from './refusals';
import { identityOf, isForeign } from './session';
import { Writes } from './writes';

const RENEWALS = 2;
const BROKEN_TRIES = 4;
const BUSY_TRIES = 8;
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 15_000;
const WAIT_SLICE_MS = 200;

/** What is known of one execution: why it has stopped sending, for each credential. */
const stopped = new WeakMap<AbortSignal, Map<string, Failure>>();

interface SessionState {
	/** Empty when a sign-in is needed. */
	id: string;
	/** The session that a call has failed with. */
	failed?: string;
	/** The stored credential has not been looked at since the failure. */
	stale: boolean;
	renewing?: Promise<void>;
}

const LOST: FailureKind[] = ['network', 'gateway'];

/**
 * The one place that sends a request. It knows session, limits and what may be sent again:
 * a session that has ended is renewed once for all calls that failed with it, "too many at once" is
 * waited out, a read is repeated when the network fails, a write never is.
 *
 * One client serves one run of a node.
 */
export class BillClient {
	readonly timeZone: string;

	private credentials: ICredentialDataDecryptedObject = {};
	private readonly session: SessionState = { id: '', stale: false };
	private readonly stop: Map<string, Failure>;
	private readonly signal?: AbortSignal;
	private readonly writes: Writes;

	private constructor(
		private readonly context: NodeContext,
		readonly api: ApiProfile,
		private readonly unattended: boolean,
	) {
		this.timeZone = context.getTimezone();
		this.signal =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		this.writes = new Writes(context, this.signal);
		const kept = this.signal && stopped.get(this.signal);
		this.stop = kept ?? new Map<string, Failure>();
		if (this.signal && !kept) stopped.set(this.signal, this.stop);
	}

	/**
	 * A client with the node's credential.
	 *
	 * @param unattended n8n calls by itself, again and again: a refused sign-in is then not tried anew each time
	 * @throws NodeApiError when the credential is unusable
	 */
	static async open(
		context: NodeContext,
		api: ApiProfile,
		unattended = false,
	): Promise<BillClient> {
		const client = new BillClient(context, api, unattended);
		await client.readCredentials();
		try {
			gatewayOf(client.credentials);
		} catch (error) {
			throw nodeError(
				client.node,
				(error as Error).message,
				'Open the credential and correct the field.',
			);
		}
		return client;
	}

	get node(): INode {
		return this.context.getNode();
	}

	/** The organization in the credential, for the paths that name it. */
	get organizationId(): string {
		return String(this.credentials.organizationId ?? '').trim();
	}

	/** Whether the credential speaks to a gateway of its own, such as a local BILL. */
	get isCustom(): boolean {
		return this.credentials.environment === 'custom';
	}

	/** The credential's secrets, so that they can be kept out of outputs. */
	get secrets(): string[] {
		return secretsOf({ ...this.credentials, sessionId: this.session.id });
	}

	/** Whether Cancel was pressed. */
	get cancelled(): boolean {
		return this.signal?.aborted === true;
	}

	/**
	 * Sends a request and gives the answer's body: parsed JSON, or a Buffer for `binary`. An answer
	 * without a body gives `undefined`.
	 *
	 * @throws NodeApiError written for the person at the editor
	 */
	async send(request: BillRequest): Promise<unknown> {
		return (await this.exchange(request)).body;
	}

	/** The same, with status and headers. */
	async exchange(
		request: BillRequest,
		redirects = false,
	): Promise<BillAnswer & { location?: string }> {
		const writes = request.method !== 'GET';
		const earlier = writes ? this.writes.earlier(request) : undefined;
		if (earlier && 'answer' in earlier) return earlier.answer;
		if (earlier) throw this.error(earlier.failure, request);
		let renewals = 0;
		let broken = 0;
		let busy = 0;
		for (;;) {
			await this.readySession();
			const halted = this.halted();
			if (halted) throw this.error(halted, request);
			const used = this.session.id;
			try {
				const answer =
					used || !this.api.session
						? await this.transmit(request, this.credentialsWith(used))
						: await this.signInWith(request);
				if (writes) this.writes.remember(request, { answer });
				return answer;
			} catch (error) {
				const failure = readFailure(error);
				if (redirects && failure.location) {
					return { status: 302, body: undefined, headers: {}, location: failure.location };
				}
				if (failure.kind === 'session' && this.api.session && renewals < RENEWALS) {
					renewals++;
					this.sessionEnded(used);
				} else if (failure.kind === 'busy' && busy < BUSY_TRIES) {
					await this.pause(busy++);
				} else if (LOST.includes(failure.kind) && !writes && broken < BROKEN_TRIES - 1) {
					await this.pause(broken++);
				} else {
					this.stopFor(failure);
					if (writes && isUnknown(failure)) this.writes.remember(request, { failure });
					throw this.error(failure, request);
				}
			}
		}
	}

	/**
	 * Walks a paged list, page by page. The end is a missing `nextPage`; an empty page with a token goes
	 * on. Filters and sort are sent with each page: whether BILL's token carries them is not
	 * documented, and both ways are reported to work.
	 *
	 * @throws NodeApiError when a token comes back a second time, because the walk would never end
	 */
	async *pages(
		request: BillRequest,
		limit = Infinity,
		fixedPages = false,
	): AsyncGenerator<IDataObject[]> {
		const seen = new Set<string>();
		const query = { ...request.query };
		let left = limit;
		for (;;) {
			if (!fixedPages) query.max = String(Math.min(this.api.pageSize, left));
			const { results, nextPage: next } = await this.page({ ...request, query });
			yield results.slice(0, left);
			left -= results.length;
			if (!next || left <= 0) return;
			if (seen.has(next)) {
				throw nodeError(
					this.node,
					'BILL repeated a page of the list, so the list was not read to its end',
					`GET ${request.path} gave the same page token twice. Run it again; if it stays so, narrow the list with a filter.`,
					request.itemIndex,
				);
			}
			seen.add(next);
			query[this.pageKey(request.path)] = next;
		}
	}

	/**
	 * One page of a list, or a list that BILL gives whole.
	 *
	 * @param member what holds the list, where it is not `results`; BILL leaves out what is empty
	 * @throws NodeApiError when the answer is no list
	 */
	async page(
		request: BillRequest,
		member?: string,
	): Promise<{ results: IDataObject[]; nextPage?: string }> {
		const body = (await this.send(request)) as IDataObject | IDataObject[] | null | undefined;
		if (Array.isArray(body)) return { results: body };
		const isObject = typeof body === 'object' && body !== null;
		const found = isObject ? (body[member ?? 'results'] ?? (member && [])) : undefined;
		if (!Array.isArray(found)) {
			throw nodeError(
				this.node,
				'BILL answered without the list that was asked for',
				`GET ${request.path} gave no results, not even an empty list. Try again in a few minutes.`,
				request.itemIndex,
			);
		}
		const { nextPage } = body as { nextPage?: string | null };
		return { results: found as IDataObject[], ...(nextPage && { nextPage }) };
	}

	/** Up to `limit` records of a paged list. */
	async list(request: BillRequest, limit = Infinity, fixedPages = false): Promise<IDataObject[]> {
		const records: IDataObject[] = [];
		for await (const page of this.pages(request, limit, fixedPages)) records.push(...page);
		return records;
	}

	/** Sends, but gives a redirect back (`location`) instead of treating it as a failure. */
	async follow(request: BillRequest): Promise<BillAnswer & { location?: string }> {
		return await this.exchange(request, true);
	}

	/** Reads an address outside BILL: no session and no key go along. */
	async fetchBare(request: BillRequest): Promise<BillAnswer & { location?: string }> {
		if (!request.path.startsWith('https://')) {
			throw nodeError(
				this.node,
				'The download link is not an https address, so it was not followed',
				`It points to ${request.path.split('?')[0]}.`,
				request.itemIndex,
			);
		}
		try {
			return read(
				(await this.context.helpers.httpRequest(this.httpOptions(request))) as FullResponse,
			);
		} catch (error) {
			const failure = readFailure(error);
			if (failure.location)
				return { status: 302, body: undefined, headers: {}, location: failure.location };
			throw this.error(failure, request);
		}
	}

	/** Waits, but not past a Cancel. */
	async wait(milliseconds: number): Promise<void> {
		for (let left = milliseconds; left > 0 && !this.cancelled; left -= WAIT_SLICE_MS) {
			await sleep(Math.min(left, WAIT_SLICE_MS));
		}
	}

	/** The full address of a path, or the path itself when it is an address already (download links). */
	address(path: string): string {
		if (/^https?:\/\//i.test(path)) return path;
		const root = /^\/connect(-events)?\//.test(path) ? '' : this.api.root;
		return `${gatewayOf(this.credentials)}${root}${path}`;
	}

	/** The query key that takes the token of the next page; webhooks have one of their own. */
	pageKey(path: string): string {
		return path.startsWith('/connect-events/') ? 'nextPage' : this.api.pageKey;
	}

	/** Whether session and keys may go along to this address. */
	mayCarrySecrets(address: string): boolean {
		return mayCarrySecrets(address, this.credentials);
	}

	private get credentialKey(): string {
		return this.node.credentials?.[this.api.credential]?.id ?? this.api.credential;
	}

	private get identity(): string {
		return identityOf(this.credentials);
	}

	private halted(): Failure | undefined {
		if (this.cancelled)
			return { kind: 'cancelled', summary: 'the execution was cancelled', notSent: true };
		return (
			this.stop.get(this.credentialKey) ?? (this.unattended ? refusalOf(this.identity) : undefined)
		);
	}

	private error(failure: Failure, request: BillRequest) {
		const { timeZone } = this;
		const origin = new URL(gatewayOf(this.credentials)).origin;
		const path = request.path.replace(/\?.*$/, '');
		return toNodeError(
			this.node,
			failure,
			{ method: request.method, path, timeZone, origin, session: this.api.session },
			this.secrets,
			request.itemIndex,
		);
	}

	private async pause(attempt: number): Promise<void> {
		const longest = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
		await this.wait(longest * (0.5 + Math.random() / 2));
	}

	private stopFor(failure: Failure): void {
		if (failure.kind === 'signIn' || failure.kind === 'hourly') {
			this.stop.set(this.credentialKey, failure);
			if (this.unattended) rememberRefusal(this.identity, failure);
		}
	}

	private async readCredentials(): Promise<void> {
		this.credentials = await this.context.getCredentials(this.api.credential);
		const stored = String(this.credentials.sessionId ?? '');
		const usable = stored !== this.session.failed && !isForeign(this.credentials, stored);
		this.session.id = usable ? stored : '';
	}

	/** Returns when there is a session, or when it is this caller's turn to sign in. */
	private async readySession(): Promise<void> {
		while (this.api.session && !this.session.id && !this.halted()) {
			if (this.session.renewing) {
				await this.session.renewing;
			} else if (this.session.stale) {
				// Another execution may have stored a newer session meanwhile.
				this.session.stale = false;
				await this.renewing(async () => await this.readCredentials());
			} else {
				return;
			}
		}
	}

	private sessionEnded(used: string): void {
		if (this.session.id !== used) return;
		Object.assign(this.session, { id: '', failed: used, stale: used !== '' });
	}

	/**
	 * Sends a request without a session, so that n8n runs the credential's sign-in first, stores the
	 * session for everybody and then sends it. Nobody else of this client sends meanwhile.
	 */
	private async signInWith(request: BillRequest): Promise<BillAnswer> {
		return await this.renewing(async () => {
			const data = this.credentialsWith('', this.session.failed);
			const sent = this.transmit(request, data);
			await sent.catch((error) => this.stopFor(readFailure(error)));
			// n8n writes the new session into what it was given.
			if (typeof data.sessionId === 'string') this.session.id = data.sessionId;
			return await sent;
		});
	}

	private async renewing<T>(work: () => Promise<T>): Promise<T> {
		let finish = () => {};
		this.session.renewing = new Promise<void>((resolve) => (finish = resolve));
		try {
			return await work();
		} finally {
			this.session.renewing = undefined;
			finish();
		}
	}

	private credentialsWith(
		sessionId: string,
		failedSessionId?: string,
	): ICredentialDataDecryptedObject {
		if (!this.api.session) return this.credentials;
		return { ...this.credentials, sessionId, ...(failedSessionId && { failedSessionId }) };
	}

	/** One request, once, in its turn. */
	private async transmit(
		request: BillRequest,
		data: ICredentialDataDecryptedObject,
	): Promise<BillAnswer> {
		const { devKey, organizationId, apiToken } = this.credentials;
		const holder = [gatewayOf(this.credentials), devKey, organizationId, apiToken];
		const leave = await enterLane(holder, this.api.atOnce);
		try {
			if (this.cancelled) throw new Cancelled();
			const answer = (await this.context.helpers.httpRequestWithAuthentication.call(
				this.context,
				this.api.credential,
				this.httpOptions(request),
				this.credentialOptions(data),
			)) as FullResponse;
			const given = read(answer);
			if (!request.binary && typeof given.body === 'string') throw new NotData(given.status);
			return given;
		} finally {
			leave();
		}
	}

	private httpOptions(request: BillRequest): IHttpRequestOptions {
		const { method, query, body } = request;
		const options: IHttpRequestOptions = {
			method,
			url: this.address(request.path),
			timeout: request.timeoutMs ?? DEFAULT_TIMEOUT_MS,
			returnFullResponse: true,
			// A redirect would carry session and keys to whatever address it names.
			disableFollowRedirect: true,
			...(query && Object.keys(query).length > 0 && { qs: query as IDataObject }),
			...(request.headers && { headers: { ...request.headers } }),
		};
		if (request.binary) options.encoding = 'arraybuffer';
		else options.json = true;
		if (Buffer.isBuffer(body)) {
			options.body = body;
			options.headers = { ...options.headers, 'content-type': 'application/octet-stream' };
		} else if (body !== undefined) {
			// n8n leaves an empty object out, but BILL wants to see it (POST /v3/mfa/challenge).
			const empty = JSON.stringify(body) === '{}';
			options.body = empty ? '{}' : (body as IDataObject);
			options.headers = { ...options.headers, 'content-type': 'application/json' };
		}
		return options;
	}

	/**
	 * The credential goes along as this client knows it, and n8n's own "log in and send again" is
	 * switched off: it acts on the HTTP status alone and once for each call, also after a failed login.
	 */
	private credentialOptions(
		data: ICredentialDataDecryptedObject,
	): IAdditionalCredentialOptions | undefined {
		if (!this.api.session) return undefined;
		const stored = this.node.credentials?.[this.api.credential];
		return {
			credentialsDecrypted: {
				id: stored?.id ?? '',
				name: stored?.name ?? '',
				type: this.api.credential,
				data,
			},
			preAuthenticationRetryStatusCode: [],
		};
	}
}

/** Nobody knows whether the write has taken effect. */
function isUnknown({ kind, notSent, status }: Failure): boolean {
	if (kind === 'refused') return status !== undefined && status >= 500;
	return LOST.includes(kind) && !notSent;
}

interface FullResponse {
	statusCode?: number;
	body?: unknown;
	headers?: Record<string, string>;
}

function read({ statusCode, body, headers }: FullResponse): BillAnswer {
	return {
		status: statusCode ?? 200,
		body: body === '' ? undefined : body,
		headers: headers ?? {},
	};
}

/** An answer that should be data is text or a web page. What became of the request is not known. */
class NotData extends Error {
	readonly code = 'ERR_BAD_RESPONSE';

	constructor(status: number) {
		super(`HTTP ${status} came without data`);
	}
}

/** Cancel was pressed before the request was sent. */
class Cancelled extends Error {
	override name = 'CanceledError';
}
