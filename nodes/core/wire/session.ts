import { sleep } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

import { noteSignInText, readFailure } from './failures';
import type { Failure } from './failures';
import { trimmed } from './gateway';
import { bareSession, identityOf, keepSession, keptSession } from './kept-session';
import type { Session } from './kept-session';
import { forgetRefusal, rememberRefusal } from './refusals';
import { redact, secretsOf } from './secrets';
import type { SignedIn } from './sign-ins';

export type HttpRequest = IHttpRequestHelper['helpers']['httpRequest'];

const TRIES_WHEN_BUSY = 5;
const TRIES_WHEN_LOST = 3;
const IDENTITIES_KEPT = 500;
const OLDER_KEPT = 20;
const FRESH_MS = 10_000;

/** What this process knows of the session of one identity. Failed sign-ins are not kept. */
interface KnownSession {
	current?: Session;
	/** When `current` was obtained. */
	since: number;
	/** Sessions that `current` replaced. */
	older: string[];
	inFlight?: Promise<Session>;
}

const sessions = new Map<string, KnownSession>();

/** How one kind of credential signs in. */
export interface SignIn {
	/** The hidden field that stores the result of the sign-in. */
	keptIn: string;
	/**
	 * Sends the sign-in once.
	 *
	 * @throws SignInError when a field is wrong; any other error when the request failed
	 */
	send(httpRequest: HttpRequest, credentials: ICredentialDataDecryptedObject): Promise<Session>;
	/** Explains a refused sign-in to the person who filled in the credential. */
	explain(failure: Failure, credentials: ICredentialDataDecryptedObject): string;
	/** Whether BILL itself rejects the values: sending them again would be one more wrong attempt. */
	isRefusal(failure: Failure): boolean;
}

/**
 * Signing in failed. The message is written for the person who filled in the credential and contains no secret. There
 * is no `response` on it, because n8n would treat a 401 there as an expired session and log in a second time.
 */
export class SignInError extends Error {
	override name = 'BillSignInError';

	/** @param isRefusal BILL checked the values and rejects them; sending them again would be one more wrong attempt */
	constructor(
		message: string,
		readonly isRefusal = false,
	) {
		super(message);
		noteSignInText(message, isRefusal);
	}
}

/**
 * n8n's `preAuthentication` of a credential: signs in if there is no session, or if the stored one has ended.
 *
 * @returns what n8n stores with the credential for all workflows and processes
 * @throws SignInError with a text that names the field to check
 */
export async function signInFor(
	signIn: SignIn,
	httpRequest: HttpRequest,
	credentials: ICredentialDataDecryptedObject,
): Promise<Record<string, string>> {
	// A node of this package starts without a session and passes the one that failed (connection.ts).
	const stored = keptSession(credentials, credentials[signIn.keptIn]);
	const failed = stored?.id ?? trimmed(credentials.failedSessionId);
	const whenSignedIn = credentials.whenSignedIn as unknown as SignedIn | undefined;
	// Values that BILL has just issued to trust the session by: tried first, then stored with the session (connection.ts).
	const alsoKept = credentials.alsoKept as unknown as Record<string, string> | undefined;
	const used = { ...credentials, ...alsoKept };
	const obtaining = obtainSession(signIn, httpRequest, used, failed || undefined);
	await obtaining.catch((error: Error) => whenSignedIn?.(undefined, error));
	const session = await obtaining;
	whenSignedIn?.(session);
	if (alsoKept && session.trusted === false)
		throw new SignInError('BILL does not trust the session');
	return { [signIn.keptIn]: keepSession(used, session), ...alsoKept };
}

/** Whether this process obtained a session within the last seconds. */
export function isFresh(credentials: ICredentialDataDecryptedObject, { id }: Session): boolean {
	const known = sessions.get(identityOf(credentials));
	return known?.current?.id === id && Date.now() - known.since < FRESH_MS;
}

/**
 * A session for the credential.
 *
 * Without `failed`, logs in, and shares only a login that is in progress at this moment. With `failed` (the session
 * that a call has just failed with), returns the newer session if another call of this process has already obtained
 * one.
 *
 * BILL counts logins: 200 an hour for each developer key (https://developer.bill.com/docs/api-rate-limits), so they are
 * shared wherever that is safe.
 */
async function obtainSession(
	signIn: SignIn,
	httpRequest: HttpRequest,
	credentials: ICredentialDataDecryptedObject,
	failed?: string,
): Promise<Session> {
	const identity = identityOf(credentials);
	const known = sessions.get(identity) ?? { older: [], since: 0 };
	remember(identity, known);
	if (known.inFlight) return await known.inFlight;
	if (failed && known.current && known.older.includes(failed)) return known.current;

	const sending = send(signIn, httpRequest, credentials);
	known.inFlight = sending;
	try {
		await sending.catch((error: SignInError) => noteRefusal(identity, error));
		const fresh = await sending;
		known.older = [...known.older, known.current?.id, failed]
			.filter((id): id is string => !!id && id !== fresh.id)
			.slice(-OLDER_KEPT);
		known.current = fresh;
		known.since = Date.now();
		forgetRefusal(identity);
		return fresh;
	} finally {
		known.inFlight = undefined;
	}
}

function noteRefusal(identity: string, { message, isRefusal }: SignInError): void {
	if (isRefusal) rememberRefusal(identity, { kind: 'signIn', summary: message, isRefusal: true });
}

function remember(identity: string, known: KnownSession) {
	sessions.delete(identity);
	sessions.set(identity, known);
	for (const [oldest, { inFlight }] of sessions) {
		if (sessions.size <= IDENTITIES_KEPT) break;
		if (!inFlight) sessions.delete(oldest);
	}
}

async function send(
	signIn: SignIn,
	httpRequest: HttpRequest,
	credentials: ICredentialDataDecryptedObject,
): Promise<Session> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await signIn.send(httpRequest, credentials);
		} catch (error) {
			const failure = readFailure(error);
			if (attempt >= triesFor(signIn, failure)) throw refusal(signIn, error, credentials);
			await sleep(2 ** attempt * 250 * (0.5 + Math.random()));
		}
	}
}

/**
 * How often a sign-in is sent: it is retried if it may succeed soon, because BILL was busy or its response was lost.
 */
function triesFor(signIn: SignIn, failure: Failure): number {
	const { kind, status, notSent, isRefusal } = failure;
	if (kind === 'busy') return TRIES_WHEN_BUSY;
	if (isRefusal || signIn.isRefusal(failure)) return 1;
	const isLost =
		kind === 'network' ? !notSent : kind === 'gateway' || (status !== undefined && status >= 500);
	return isLost ? TRIES_WHEN_LOST : 1;
}

function refusal(
	signIn: SignIn,
	error: unknown,
	credentials: ICredentialDataDecryptedObject,
): SignInError {
	if (error instanceof SignInError) return error;
	const failure = readFailure(error);
	const secrets = secretsOf({
		...credentials,
		[signIn.keptIn]: bareSession(credentials[signIn.keptIn]),
	});
	const text = redact(signIn.explain(failure, credentials), secrets);
	return new SignInError(text, signIn.isRefusal(failure));
}

/** The error text for a sign-in that was not answered, or not by BILL; the same for every kind of credential. */
export function explainUnanswered(failure: Failure, url: string): string | undefined {
	const { kind, status } = failure;
	const { origin } = new URL(url);
	const summary = failure.summary.replace(/\.$/, '');
	if (kind === 'network') {
		return `BILL could not be reached at ${origin}: ${summary}. Check Environment and Gateway URL, and the network of the computer that runs n8n.`;
	}
	if (kind === 'gateway' || (status !== undefined && status >= 500)) {
		return `BILL cannot sign in anyone at the moment (HTTP ${status}). Try again in a few minutes.`;
	}
	return undefined;
}
