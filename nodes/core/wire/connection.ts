import { sleep } from 'n8n-workflow';
import type {
	IAdditionalCredentialOptions,
	ICredentialDataDecryptedObject,
	INode,
} from 'n8n-workflow';

import type { ApiProfile } from './api';
import { clockOf } from './bill-clock';
import type { BillClock } from './bill-clock';
import { nodeError, toNodeError } from './errors';
import type { BillError, ErrorFacts } from './errors';
import { Execution } from './execution';
import { readFailure } from './failures';
import type { Failure } from './failures';
import { gatewayOf, isSafe, mayCarrySecrets } from './gateway';
import { httpOptions, readAnswer } from './http';
import type { FullResponse } from './http';
import { chosen, isWatched } from './how-it-runs';
import { refusalOf, rememberRefusal } from './refusals';
import type { BillAnswer, BillRequest, NodeContext } from './request';
import { RunSession } from './run-session';
import { secretsOf } from './secrets';
import { identityOf, isOver, keepSession, keptSession } from './kept-session';
import type { Session } from './kept-session';
import { joinSignIn } from './sign-ins';
import type { SignedIn } from './sign-ins';
import { inTurn } from './turns';
import { writesOf } from './writes';
import type { AccountWrites } from './writes';

const WAIT_SLICE_MS = 200;

/** One run of a node and its credential: all that the requests of its items share. */
export class Connection {
	readonly timeZone: string;
	readonly execution: Execution;

	private credentials: ICredentialDataDecryptedObject = {};
	private readonly session: RunSession;
	/** Sessions that have ended in this run; BILL can still name one in an answer. */
	private readonly endedSessions = new Set<string>();

	private constructor(
		readonly context: NodeContext,
		readonly api: ApiProfile,
		private readonly unattended: boolean,
	) {
		this.timeZone = context.getTimezone();
		this.execution = new Execution(context);
		this.session = new RunSession(async () => {
			this.credentials = await context.getCredentials(api.credential);
			const stored = keptSession(this.credentials, this.credentials[api.keptIn ?? '']);
			return stored && !isOver(stored) ? stored.id : '';
		});
	}

	/** @throws NodeApiError when the credential is unusable */
	static async open(
		context: NodeContext,
		api: ApiProfile,
		unattended: boolean,
	): Promise<Connection> {
		const isUnwatched = unattended || !isWatched(context);
		const connection = new Connection(context, chosen(context, api), isUnwatched);
		await connection.session.load();
		try {
			gatewayOf(connection.credentials);
		} catch (error) {
			throw nodeError(
				connection.node,
				(error as Error).message,
				'Open the credential and correct the field.',
			);
		}
		return connection;
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
		const { keptIn = '' } = this.api;
		return secretsOf({ ...this.credentials, [keptIn]: this.session.current }, this.endedSessions);
	}

	/** The full address of a path, or the path itself when it is an address already (download links). */
	address(path: string): string {
		if (/^https?:\/\//i.test(path)) return path;
		const root = /^\/connect(-events)?\//.test(path) ? '' : this.api.root;
		return `${gatewayOf(this.credentials)}${root}${path}`;
	}

	/** Whether session and keys may go along to this address. */
	mayCarrySecrets(address: string): boolean {
		return mayCarrySecrets(address, this.credentials);
	}

	/** Whether a file may travel to or from this address: over https, or within this computer to its own gateway. */
	isSafe(address: string): boolean {
		return isSafe(address, this.credentials);
	}

	/** Waits, but not past a Cancel. */
	async wait(milliseconds: number): Promise<void> {
		const { execution } = this;
		for (let left = milliseconds; left > 0 && !execution.isCancelled; left -= WAIT_SLICE_MS) {
			await sleep(Math.min(left, WAIT_SLICE_MS));
		}
	}

	/** Why nothing is sent any more. */
	halted(): Failure | undefined {
		if (this.execution.isCancelled)
			return { kind: 'cancelled', summary: 'the execution was cancelled', notSent: true };
		const stop = this.execution.stopOf(this.credentialKey);
		return stop ?? (this.unattended ? refusalOf(identityOf(this.credentials)) : undefined);
	}

	/** Notes a failure after which nothing that is sent with the credential can succeed. */
	noteFailure(failure: Failure): void {
		if (failure.kind !== 'signIn' && failure.kind !== 'hourly') return;
		this.execution.stop(this.credentialKey, failure);
		// A sign-in whose answer was lost says nothing of what is typed.
		const isLasting = failure.kind === 'hourly' || failure.isRefusal === true;
		if (this.unattended && isLasting) rememberRefusal(identityOf(this.credentials), failure);
	}

	/** A failed request as the error that a person sees. */
	error(
		failure: Failure,
		{ method, path, readsOnly, inLabels }: BillRequest,
		facts: Pick<ErrorFacts, 'item' | 'lookedFor' | 'candidates'>,
	): BillError {
		const { api, timeZone } = this;
		const origin = new URL(gatewayOf(this.credentials)).origin;
		// A download link is signed in itself: it is a secret as long as it works.
		const isLink = /^https?:/i.test(path);
		const shownPath = isLink ? `${new URL(path).origin}/...` : path.replace(/\?.*$/, '');
		const request = { method, path: shownPath, readsOnly, inLabels, timeZone, origin, api };
		return toNodeError(this.node, failure, request, this.secrets, facts);
	}

	/** Waits until a request can be sent: there is a session, or it is the caller's turn to sign in. */
	async ready(): Promise<void> {
		if (this.api.session) await this.session.ready(() => this.halted() !== undefined);
	}

	/**
	 * Sends a request once. Without a session n8n runs the credential's sign-in first, and stores the session for
	 * everybody.
	 *
	 * @param sending is called when the request leaves
	 * @throws what n8n's request helper throws, or what `readAnswer` does
	 */
	async transmit(request: BillRequest, used: string, sending?: () => void): Promise<BillAnswer> {
		if (used || !this.api.session) {
			return await this.sendWith(request, this.dataWith(used), sending);
		}
		return await this.session.renew(async () => {
			const sent = this.signInAndSend(request, sending);
			// Before the other items go on: after a refused sign-in nothing more is sent.
			await sent.catch((error) => this.noteFailure(readFailure(error)));
			return await sent;
		});
	}

	/** Sends a request with a session that another execution has just got, or signs in with it. */
	private async signInAndSend(request: BillRequest, leaving?: () => void): Promise<BillAnswer> {
		const key = JSON.stringify([this.credentialKey, identityOf(this.credentials)]);
		let session: Session | undefined;
		let finish: SignedIn | undefined;
		try {
			({ session, finish } = await joinSignIn(key, this.session.ended));
			const data = this.dataWith(session?.id ?? '');
			if (finish) {
				const whenSignedIn: SignedIn = (got, error) => {
					session = got;
					finish?.(got, error);
				};
				// Not enumerable: n8n before 2.35 stores all that it can list here with the credential.
				Object.defineProperty(data, 'whenSignedIn', { value: whenSignedIn });
			}
			const sending = this.sendWith(request, data, leaving);
			let isRefused = false;
			await sending.catch((error) => {
				isRefused = readFailure(error).kind === 'session';
			});
			if (session && isRefused) this.session.refuse(session.id);
			else if (session) this.session.take(session.id);
			return await sending;
		} finally {
			finish?.(undefined);
		}
	}

	/** The session that the next request is sent with; empty when it signs in. */
	get sessionId(): string {
		return this.session.current;
	}

	/** Notes that the session has ended that a request was sent with. */
	endSession(used: string): void {
		this.endedSessions.add(used);
		this.session.end(used);
	}

	/** Sends a request without session and keys, to an address outside BILL. */
	async transmitBare(request: BillRequest): Promise<BillAnswer> {
		const options = httpOptions(request, request.path);
		return readAnswer((await this.context.helpers.httpRequest(options)) as FullResponse, request);
	}

	/** BILL's clock at this gateway. */
	get clock(): BillClock {
		return clockOf(gatewayOf(this.credentials));
	}

	/** The writes of this process to the organization in the credential. */
	get writes(): AccountWrites {
		return writesOf(JSON.stringify(this.holder));
	}

	/** Whom BILL's limits are for. */
	private get holder(): unknown[] {
		const { devKey, organizationId, apiToken, clientId } = this.credentials;
		return [gatewayOf(this.credentials), devKey, organizationId, apiToken, clientId];
	}

	private get credentialKey(): string {
		return this.node.credentials?.[this.api.credential]?.id ?? this.api.credential;
	}

	/** The credential with a session. Without one, the sign-in is told which one has ended. */
	private dataWith(id: string): ICredentialDataDecryptedObject {
		const { session, keptIn = '' } = this.api;
		if (!session) return this.credentials;
		const kept = id && keepSession(this.credentials, { id });
		const data: ICredentialDataDecryptedObject = { ...this.credentials, [keptIn]: kept };
		const { ended } = this.session;
		if (!id && ended) Object.defineProperty(data, 'failedSessionId', { value: ended });
		return data;
	}

	/** One request, once, in its turn. */
	private async sendWith(
		request: BillRequest,
		data: ICredentialDataDecryptedObject,
		sending?: () => void,
	): Promise<BillAnswer> {
		const [, why] = this.api.notFor?.find(([path]) => path.test(request.path)) ?? [];
		if (why) throw new Error(why);
		const waiting = {
			wait: async (ms: number) => await this.wait(ms),
			isCancelled: () => this.execution.isCancelled,
		};
		const send = async () => await this.sendNow(request, data, sending);
		return await inTurn(this.holder, this.api, waiting, send);
	}

	private async sendNow(
		request: BillRequest,
		data: ICredentialDataDecryptedObject,
		sending?: () => void,
	): Promise<BillAnswer> {
		const sentAt = Date.now();
		sending?.();
		const answer = (await this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			this.api.credential,
			httpOptions(request, this.address(request.path)),
			this.credentialOptions(data),
		)) as FullResponse;
		this.clock.note(answer.headers?.date, sentAt, Date.now());
		return readAnswer(answer, request, { countsByMinute: this.api.perMinute !== undefined });
	}

	/**
	 * The credential goes along as this connection knows it, and n8n's own "log in and send again" is
	 * switched off: it acts on the HTTP status alone and once for each call, also after a failed login.
	 */
	private credentialOptions(
		data: ICredentialDataDecryptedObject,
	): IAdditionalCredentialOptions | undefined {
		const { credential, session } = this.api;
		if (!session) return undefined;
		const stored = this.node.credentials?.[credential];
		return {
			credentialsDecrypted: {
				id: stored?.id ?? '',
				name: stored?.name ?? '',
				type: credential,
				data,
			},
			preAuthenticationRetryStatusCode: [],
		};
	}
}
