import { sleep } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { ApiProfile } from './api';
import { nodeError, toNodeError } from './errors';
import type { BillError, ErrorFacts } from './errors';
import { Execution } from './execution';
import { endsAll, readFailure } from './failures';
import type { Failure } from './failures';
import { gatewayOf } from './gateway';
import { httpOptions, readAnswer } from './http';
import type { FullResponse } from './http';
import { chosen, isWatched } from './how-it-runs';
import { refusalOf, rememberRefusal } from './refusals';
import type { BillAnswer, BillRequest, NodeContext } from './request';
import { RunSession } from './run-session';
import { secretsOf } from './secrets';
import { keepSession } from './kept-session';
import type { Session } from './kept-session';
import { joinSignIn } from './sign-ins';
import type { SignedIn } from './sign-ins';
import { whyUntrusted } from './trust';
import { inTurn } from './turns';
import { UsedCredential } from './used-credential';

const WAIT_SLICE_MS = 200;

/** One run of a node with its credential: everything that the requests of its items share. */
export class Connection extends UsedCredential {
	readonly timeZone: string;
	readonly execution: Execution;

	protected readonly session = new RunSession(async () => await this.readStored());
	/** The credential with its session; reused as long as consecutive requests use the same session. */
	private signedIn?: Record<'typed' | 'data', ICredentialDataDecryptedObject> & { id: string };
	/** Sessions that ended in this run; BILL may still name one in a response. */
	private readonly endedSessions = new Set<string>();

	protected constructor(
		context: NodeContext,
		api: ApiProfile,
		readonly unattended: boolean,
		execution?: Execution,
	) {
		super(context, api);
		this.timeZone = context.getTimezone();
		this.execution = execution ?? new Execution(context);
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
			gatewayOf(connection.typed);
		} catch (error) {
			throw nodeError(
				connection.node,
				(error as Error).message,
				'Open the credential and correct the field.',
			);
		}
		return connection;
	}

	/** The connection that a request uses, and the request as it is sent there. */
	route(request: BillRequest): { connection: Connection; request: BillRequest } {
		return { connection: this, request };
	}

	/** The credential's secrets, to keep them out of outputs. */
	get secrets(): string[] {
		const { keptIn = '' } = this.api;
		const { current, ended = '' } = this.session;
		return secretsOf({ ...this.typed, [keptIn]: current }, [...this.endedSessions, ended]);
	}

	/** Waits, but stops when Cancel is pressed. */
	async wait(milliseconds: number): Promise<void> {
		const { execution } = this;
		for (let left = milliseconds; left > 0 && !execution.isCancelled; left -= WAIT_SLICE_MS) {
			await sleep(Math.min(left, WAIT_SLICE_MS));
		}
	}

	/** Why nothing more is sent, if so. */
	halted(): Failure | undefined {
		if (this.execution.isCancelled)
			return { kind: 'cancelled', summary: 'the execution was cancelled', notSent: true };
		const stop = this.execution.stopOf(this.credentialKey);
		return stop ?? (this.unattended ? refusalOf(this.identity) : undefined);
	}

	/** Records a failure after which no request with this credential can succeed. */
	noteFailure(failure: Failure): void {
		if (!endsAll(failure, this.api)) return;
		this.execution.stop(this.credentialKey, failure);
		// A sign-in whose response was lost says nothing about the values in the credential.
		const isLasting = failure.kind === 'hourly' || failure.isRefusal === true;
		if (this.unattended && isLasting) rememberRefusal(this.identity, failure);
	}

	/** Turns a failed request into the error that the user sees. */
	error(
		failure: Failure,
		{ method, path, readsOnly, inLabels }: BillRequest,
		facts: Pick<ErrorFacts, 'item' | 'lookedFor' | 'candidates'>,
	): BillError {
		const { api, timeZone } = this;
		const origin = new URL(gatewayOf(this.typed)).origin;
		// A download link is pre-signed: it is a secret as long as it works.
		const isLink = /^https?:/i.test(path);
		const shownPath = isLink ? `${new URL(path).origin}/...` : path.replace(/\?.*$/, '');
		const untrusted = whyUntrusted(this.typed);
		const request = {
			method,
			path: shownPath,
			readsOnly,
			inLabels,
			timeZone,
			origin,
			api,
			untrusted,
		};
		return toNodeError(this.node, failure, request, this.secrets, facts);
	}

	/** Waits until a request can be sent: there is a session, or it is this caller's turn to sign in. */
	async ready(): Promise<void> {
		if (this.api.session) await this.session.ready(() => this.halted() !== undefined);
	}

	/**
	 * Sends a request once. Without a session, n8n first runs the credential's sign-in and stores the session for all
	 * executions.
	 *
	 * @param sending called when the request is sent
	 * @throws what n8n's request helper throws, or what `readAnswer` throws
	 */
	async transmit(request: BillRequest, used: string, sending?: () => void): Promise<BillAnswer> {
		if (used || !this.api.session) {
			return await this.sendWith(request, this.dataWith(used), sending);
		}
		return await this.session.renew(async () => {
			const sent = this.signInAndSend(request, sending);
			// Before the other items continue: after a refused sign-in nothing more is sent.
			await sent.catch((error) => this.noteFailure(readFailure(error)));
			return await sent;
		});
	}

	/** Sends a request with a session that another execution has just obtained, or signs in with the request. */
	protected async signInAndSend(request: BillRequest, leaving?: () => void): Promise<BillAnswer> {
		let session: Session | undefined;
		let finish: SignedIn | undefined;
		try {
			({ session, finish } = await joinSignIn(this.signInKey, this.session.ended));
			const data = this.dataWith(session?.id ?? '');
			if (finish) {
				const whenSignedIn: SignedIn = (got, error) => {
					session = got;
					finish?.(got, error);
				};
				// Not enumerable: n8n before 2.35 stores every enumerable property with the credential.
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

	/**
	 * Signs in again with additional values, and makes n8n store them with the credential: n8n stores everything that a
	 * sign-in returns.
	 *
	 * @returns whether they were stored; false if a field holds an expression
	 * @throws what n8n's request helper throws
	 */
	async keep(members: Record<string, string>): Promise<boolean> {
		const { signedIn, keptIn } = this.api;
		if (!signedIn || !keptIn || !this.api.keepsTrust) return false;
		const data = { ...this.typed, [keptIn]: '' };
		// Not enumerable, as above.
		Object.defineProperty(data, 'alsoKept', { value: members });
		await this.sendWith({ method: 'GET', path: signedIn }, data);
		await this.session.load();
		return Object.entries(members).every(([name, value]) => this.typed[name] === value);
	}

	/** The session that the next request is sent with; empty if that request signs in. */
	get sessionId(): string {
		return this.session.current;
	}

	/** Records that the session that a request was sent with has ended. */
	endSession(used: string): void {
		this.endedSessions.add(used);
		this.session.end(used);
	}

	/** Sends a request without session and keys to an address outside BILL. */
	async transmitBare(request: BillRequest): Promise<BillAnswer> {
		const options = httpOptions(request, request.path);
		return readAnswer((await this.context.helpers.httpRequest(options)) as FullResponse, request);
	}

	/** The credential with a session. Without one, the sign-in gets the ID of the session that has ended. */
	protected dataWith(id: string): ICredentialDataDecryptedObject {
		const { session, keptIn = '' } = this.api;
		if (!session) return this.typed;
		const { typed } = this;
		if (id && this.signedIn?.id === id && this.signedIn.typed === typed) return this.signedIn.data;
		const kept = id && keepSession(typed, { id });
		const data: ICredentialDataDecryptedObject = { ...typed, [keptIn]: kept };
		const { ended } = this.session;
		if (!id && ended) Object.defineProperty(data, 'failedSessionId', { value: ended });
		// A sign-in modifies this object, so it is reused only with a session.
		if (id) this.signedIn = { id, typed, data };
		return data;
	}

	/** Sends one request once, when it is its turn. */
	protected async sendWith(
		request: BillRequest,
		data: ICredentialDataDecryptedObject,
		sending?: () => void,
	): Promise<BillAnswer> {
		const why = this.whyNot(request.path);
		if (why) throw new Error(why);
		const send = async () => await this.sendNow(request, data, sending);
		return await inTurn(this.holder, this.api, this, send);
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
}
