import { createHash } from 'node:crypto';
import { sleep } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

import { whenTheHourTurns } from './errors';
import { isAboutTheLogin, noteSignInText, readFailure } from './failures';
import type { Failure } from './failures';
import { gatewayOf, trimmed } from './gateway';
import { httpOptions, readAnswer } from './http';
import type { FullResponse } from './http';
import type { BillRequest } from './request';
import { redact, secretsOf } from './secrets';

type HttpRequest = IHttpRequestHelper['helpers']['httpRequest'];

const LOGIN_TIMEOUT_MS = 60_000;
const TRIES_WHEN_BUSY = 5;
const TRIES_WHEN_LOST = 3;
const IDENTITIES_KEPT = 500;
const OLDER_KEPT = 20;

/** What this process knows of the session of one identity. Failed sign-ins are not kept. */
interface KnownSession {
	current?: string;
	/** Sessions that `current` has taken the place of. */
	older: string[];
	inFlight?: Promise<string>;
}

const sessions = new Map<string, KnownSession>();

/**
 * Signing in did not work. The message is written for the person who filled in the credential and
 * holds no secret; there is no `response` on it, because n8n would take a 401 there for an expired
 * session and log in a second time.
 */
export class SignInError extends Error {
	override name = 'BillSignInError';

	/** @param isRefusal BILL has looked at what is typed and does not take it; the same again would be one more wrong try */
	constructor(
		message: string,
		readonly isRefusal = false,
	) {
		super(message);
		noteSignInText(message, isRefusal);
	}
}

/**
 * Everything typed into the credential, as one short text that gives nothing away. A changed
 * password, organization or environment is another identity and shares no session with the old one.
 */
export function identityOf(credentials: ICredentialDataDecryptedObject): string {
	const typed = [
		'environment',
		'gatewayUrl',
		'username',
		'password',
		'organizationId',
		'devKey',
		'rememberMeId',
		'device',
		'apiToken',
	].map((name) => (credentials[name] === undefined ? '' : String(credentials[name])));
	return createHash('sha256').update(JSON.stringify(typed)).digest('base64');
}

/**
 * Whether this process itself obtained the session for another identity than the credential now
 * describes: it was stored before the fields were changed, and could belong to another organization.
 */
export function isForeign(credentials: ICredentialDataDecryptedObject, sessionId: string): boolean {
	const thisIdentity = identityOf(credentials);
	for (const [identity, session] of sessions) {
		if (
			identity !== thisIdentity &&
			(session.current === sessionId || session.older.includes(sessionId))
		) {
			return sessions.get(thisIdentity)?.current !== sessionId;
		}
	}
	return false;
}

/**
 * A session for the credential.
 *
 * Without `failed`, logs in, and shares only a login that is on its way at this moment. With
 * `failed`, the session that a call has just failed with, takes the newer one when another call
 * of this process has already obtained it.
 *
 * BILL counts logins: 200 an hour for each developer key
 * (https://developer.bill.com/docs/api-rate-limits), so they are shared wherever that is safe.
 *
 * @throws SignInError with a text that names the field to look at
 */
export async function obtainSession(
	httpRequest: HttpRequest,
	credentials: ICredentialDataDecryptedObject,
	failed?: string,
): Promise<string> {
	const identity = identityOf(credentials);
	const session = sessions.get(identity) ?? { older: [] };
	remember(identity, session);
	if (session.inFlight) return await session.inFlight;
	if (failed && session.current && session.older.includes(failed)) return session.current;

	session.inFlight = logIn(httpRequest, credentials);
	try {
		const fresh = await session.inFlight;
		session.older = [...session.older, session.current, failed]
			.filter((id): id is string => !!id && id !== fresh)
			.slice(-OLDER_KEPT);
		session.current = fresh;
		return fresh;
	} finally {
		session.inFlight = undefined;
	}
}

function remember(identity: string, session: KnownSession) {
	sessions.delete(identity);
	sessions.set(identity, session);
	for (const [oldest, { inFlight }] of sessions) {
		if (sessions.size <= IDENTITIES_KEPT) break;
		if (!inFlight) sessions.delete(oldest);
	}
}

/** `POST /v3/login`: https://developer.bill.com/reference/login */
async function logIn(
	httpRequest: HttpRequest,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const url = loginAddress(credentials);
	const body = loginBody(credentials);
	const request: BillRequest = { method: 'POST', path: url, body, timeoutMs: LOGIN_TIMEOUT_MS };
	for (let attempt = 1; ; attempt++) {
		try {
			const full = (await httpRequest(httpOptions(request, url))) as FullResponse;
			const { sessionId } = (readAnswer(full, request).body ?? {}) as { sessionId?: unknown };
			if (typeof sessionId === 'string' && sessionId) return sessionId;
		} catch (error) {
			const failure = readFailure(error);
			if (attempt >= triesFor(failure)) throw refusal(failure, url, credentials);
			await sleep(2 ** attempt * 250 * (0.5 + Math.random()));
			continue;
		}
		throw new SignInError(
			'The address answered the sign-in, but without a session. Check Environment and Gateway URL: is it really BILL that answers there?',
		);
	}
}

/** How often a sign-in is sent: again where it can succeed in a moment, because BILL was busy or its answer was lost. */
function triesFor({ kind, code, status, notSent, isRefusal }: Failure): number {
	if (kind === 'busy') return TRIES_WHEN_BUSY;
	if (isRefusal || (code !== undefined && isAboutTheLogin(code))) return 1;
	const isLost =
		kind === 'network' ? !notSent : kind === 'gateway' || (status !== undefined && status >= 500);
	return isLost ? TRIES_WHEN_LOST : 1;
}

function loginAddress(credentials: ICredentialDataDecryptedObject): string {
	try {
		return `${gatewayOf(credentials)}/connect/v3/login`;
	} catch (error) {
		throw asSignInError(error as Error);
	}
}

function asSignInError({ message }: Error): SignInError {
	return new SignInError(message);
}

function refusal(
	failure: Failure,
	url: string,
	credentials: ICredentialDataDecryptedObject,
): SignInError {
	const text = redact(explainSignIn(failure, url), secretsOf(credentials));
	return new SignInError(text, failure.code !== undefined && isAboutTheLogin(failure.code));
}

function loginBody(credentials: ICredentialDataDecryptedObject): Record<string, string> {
	const body: Record<string, string> = {
		username: trimmed(credentials.username),
		// A password may begin or end with a space: it is sent as it was typed.
		password: credentials.password === undefined ? '' : String(credentials.password),
		organizationId: trimmed(credentials.organizationId),
		devKey: trimmed(credentials.devKey),
	};
	const labels = {
		username: 'User Name',
		password: 'Password',
		organizationId: 'Organization ID',
		devKey: 'Developer Key',
	};
	for (const [name, label] of Object.entries(labels)) {
		if (!body[name])
			throw new SignInError(`${label} is empty. Fill it in the Bill API credential.`);
	}
	// BILL wants both or neither: https://developer.bill.com/reference/login
	const rememberMeId = trimmed(credentials.rememberMeId);
	const device = trimmed(credentials.device);
	if (rememberMeId && !device) {
		throw new SignInError(
			'Device is empty. A Remember Me ID works only with the Device it was made for.',
		);
	}
	if (rememberMeId) Object.assign(body, { rememberMeId, device });
	return body;
}

/**
 * What each refusal of a login means for the person at the credential. Codes:
 * https://developersupport.bill.com/hc/en-us/articles/208762056-Error-codes-list. Their HTTP status
 * is not documented, so only the code counts.
 */
const SIGN_IN_HINTS: Record<string, string> = {
	BDC_1101:
		'BILL does not accept User Name and Password. Check both fields, and that Environment is where this user signs in: sandbox and production have separate users. With an AP & AR sync token, the User Name is the name of the token and the Password its value.',
	BDC_1102:
		'BILL does not accept the Developer Key. Check Developer Key and Environment: sandbox and production have separate keys, and BILL also answers so when the user belongs to the other environment.',
	BDC_1103: 'The Developer Key is inactive. Ask BILL to activate it, or use another Developer Key.',
	BDC_1104:
		'The developer terms are not accepted yet. Sign in to BILL with this user and accept them.',
	BDC_1106:
		'The Developer Key is not meant for this organization. Check Organization ID and Developer Key.',
	BDC_1107:
		'BILL has locked this organization out. Check Organization ID, or ask BILL to unlock it.',
	BDC_1110:
		'BILL has locked this user after too many attempts. Unlock it at BILL, then check User Name and Password.',
	BDC_1111:
		'This user is not an active user of the organization. Check User Name and Organization ID.',
	BDC_1123:
		'BILL does not know the organization. Check Organization ID: it begins with 008 and stands at the bottom of the Settings page in BILL.',
};

function explainSignIn(failure: Failure, url: string): string {
	const { kind, code, status } = failure;
	const summary = failure.summary.replace(/\.$/, '');
	const said = code ? ` (${code})` : '';
	if (code && SIGN_IN_HINTS[code]) return `${SIGN_IN_HINTS[code]}${said}`;
	if (kind === 'hourly') {
		return `The limit of logins for this Developer Key is reached: BILL allows 200 an hour. It starts again at ${whenTheHourTurns()}${said}`;
	}
	if (kind === 'busy') {
		return `BILL is busy with other requests of this Developer Key and organization (3 at once are allowed). Try again in a minute${said}`;
	}
	if (kind === 'network') {
		return `BILL could not be reached at ${new URL(url).origin}: ${summary}. Check Environment and Gateway URL, and the network of the computer that runs n8n.`;
	}
	if (kind === 'gateway' || (status !== undefined && status >= 500)) {
		return `BILL is not able to sign anybody in at the moment (HTTP ${status}). Try again in a few minutes.`;
	}
	if (status === 404 || (status !== undefined && status >= 300 && status < 400)) {
		return `There is no BILL login at ${new URL(url).origin} (HTTP ${status}). Check Environment and Gateway URL.`;
	}
	if (!failure.isRefusal && status !== 401) {
		return `The sign-in was answered with HTTP ${status}, but not as BILL answers: ${summary}. Check Environment and Gateway URL, and what stands between n8n and BILL, such as a proxy.`;
	}
	return `BILL refused the sign-in: ${summary}. Check User Name, Password, Organization ID (begins with 008), Developer Key and Environment.${said}`;
}
