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

/** One run of a node and its credential: all that the requests of its items share. */
export class Connection extends UsedCredential {
	readonly timeZone: string;
	readonly execution: Execution;

	protected readonly session = new RunSession(async () => await this.readStored());
	/** The credential with its session, which is the same for one request after the other. */
	private signedIn?: Record<'typed' | 'data', ICredentialDataDecryptedObject> & { id: string };
	/** Sessions that have ended in this run; BILL can still name one in an answer. */
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

	/** Over which connection a request goes, and how. */
	route(request: BillRequest): { connection: Connection; request: BillRequest } {
		return { connection: this, request };
	}

	/** The credential's secrets, so that they can be kept out of outputs. */
	get secrets(): string[] {
		const { keptIn = '' } = this.api;
		const { current, ended = '' } = this.session;
		return secretsOf({ ...this.typed, [keptIn]: current }, [...this.endedSessions, ended]);
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
		return stop ?? (this.unattended ? refusalOf(this.identity) : undefined);
	}

	/** Notes a failure after which nothing that is sent with the credential can succeed. */
	noteFailure(failure: Failure): void {
		if (!endsAll(failure, this.api)) return;
		this.execution.stop(this.credentialKey, failure);
		// A sign-in whose answer was lost says nothing of what is typed.
		const isLasting = failure.kind === 'hourly' || failure.isRefusal === true;
		if (this.unattended && isLasting) rememberRefusal(this.identity, failure);
	}

	/** A failed request as the error that a person sees. */
	error(
		failure: Failure,
		{ method, path, readsOnly, inLabels }: BillRequest,
		facts: Pick<ErrorFacts, 'item' | 'lookedFor' | 'candidates'>,
	): BillError {
		const { api, timeZone } = this;
		const origin = new URL(gatewayOf(this.typed)).origin;
		// A download link is signed in itself: it is a secret as long as it works.
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

	/**
	 * Signs in anew with more than what is typed, and has n8n keep that with the credential: it stores all that a
	 * sign-in gives.
	 *
	 * @returns whether it is kept; it is not where a field holds an expression
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

	/** The credential with a session. Without one, the sign-in is told which one has ended. */
	protected dataWith(id: string): ICredentialDataDecryptedObject {
		const { session, keptIn = '' } = this.api;
		if (!session) return this.typed;
		const { typed } = this;
		if (id && this.signedIn?.id === id && this.signedIn.typed === typed) return this.signedIn.data;
		const kept = id && keepSession(typed, { id });
		const data: ICredentialDataDecryptedObject = { ...typed, [keptIn]: kept };
		const { ended } = this.session;
		if (!id && ended) Object.defineProperty(data, 'failedSessionId', { value: ended });
		// A sign-in writes into what it is given; with a session nobody does.
		if (id) this.signedIn = { id, typed, data };
		return data;
	}

	/** One request, once, in its turn. */
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
