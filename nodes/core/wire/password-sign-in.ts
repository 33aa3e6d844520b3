import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { whenTheHourTurns } from './errors';
import { isAboutTheLogin } from './failures';
import type { Failure } from './failures';
import { gatewayOf, trimmed } from './gateway';
import { httpOptions, readAnswer } from './http';
import type { FullResponse } from './http';
import type { Session } from './kept-session';
import type { BillRequest } from './request';
import { explainUnanswered, SignInError } from './session';
import type { HttpRequest, SignIn } from './session';

const LOGIN_TIMEOUT_MS = 60_000;

/** Invisible characters; a plain space between words is not one of them. */
const UNSEEN = /\p{Cc}|\p{Default_Ignorable_Code_Point}|(?! )\p{Zs}/u;

/** A sign-in with a password: its address, its fields, and the texts for a refusal. */
export interface PasswordSignIn {
	/** Path below the gateway. */
	path: string;
	credentialLabel: string;
	/** The required fields, with their names in the editor. */
	fields: Record<string, string>;
	/**
	 * What else is sent.
	 *
	 * @throws SignInError
	 */
	more?(credentials: ICredentialDataDecryptedObject): Record<string, string>;
	/** The name of the key that BILL's limits apply to. */
	key: string;
	/** What each code means for the person at the credential. */
	hints: Record<string, string>;
	/** What to check if the code says nothing. */
	check: string;
}

/** A sign-in with a password, whose session is stored in `sessionId`. */
export function passwordSignIn(how: PasswordSignIn): SignIn {
	return {
		keptIn: 'sessionId',
		send: async (httpRequest, credentials) => await send(how, httpRequest, credentials),
		explain: (failure, credentials) => explain(how, failure, addressOf(how, credentials)),
		isRefusal: ({ code }) => code !== undefined && isAboutTheLogin(code),
	};
}

async function send(
	how: PasswordSignIn,
	httpRequest: HttpRequest,
	credentials: ICredentialDataDecryptedObject,
): Promise<Session> {
	const url = addressOf(how, credentials);
	const body = bodyOf(how, credentials);
	const request: BillRequest = { method: 'POST', path: url, body, timeoutMs: LOGIN_TIMEOUT_MS };
	const full = (await httpRequest(httpOptions(request, url))) as FullResponse;
	const answer = (readAnswer(full, request).body ?? {}) as Record<string, unknown>;
	const { sessionId: id, trusted } = answer;
	if (typeof id === 'string' && id) return { id, ...(typeof trusted === 'boolean' && { trusted }) };
	throw new SignInError(
		'The sign-in returned no session. Check Environment and Gateway URL: is BILL really at that address?',
	);
}

function addressOf({ path }: PasswordSignIn, credentials: ICredentialDataDecryptedObject): string {
	try {
		return `${gatewayOf(credentials)}${path}`;
	} catch (error) {
		throw asSignInError(error as Error);
	}
}

function asSignInError({ message }: Error): SignInError {
	return new SignInError(message);
}

function bodyOf(
	{ fields, more, credentialLabel }: PasswordSignIn,
	credentials: ICredentialDataDecryptedObject,
): Record<string, string> {
	const body: Record<string, string> = {};
	for (const [name, label] of Object.entries(fields)) {
		const typed = credentials[name];
		// A password may begin or end with a space: it is sent as it was typed.
		const asTyped = typed === undefined ? '' : String(typed);
		body[name] = name === 'password' ? asTyped : trimmed(typed);
		if (!body[name])
			throw new SignInError(`${label} is empty. Fill it in the ${credentialLabel} credential.`);
		const [unseen] = name === 'password' ? [] : (UNSEEN.exec(body[name]) ?? []);
		if (unseen === undefined) continue;
		// Copying a key can include such a character, and BILL's refusal would name a key that looks right.
		const code = (unseen.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
		throw new SignInError(
			`${label} contains an invisible character, U+${code}. Type it again in the ${credentialLabel} credential.`,
		);
	}
	return { ...body, ...more?.(credentials) };
}

/**
 * The values for a remembered device in a credential. BILL requires both or neither:
 * https://developer.bill.com/reference/login
 *
 * @throws SignInError when the device is missing
 */
export function rememberedDevice({
	rememberMeId: id,
	device: name,
}: ICredentialDataDecryptedObject): Record<string, string> {
	const [rememberMeId, device] = [trimmed(id), trimmed(name)];
	if (rememberMeId && !device) {
		throw new SignInError(
			'Device is empty. A Remember Me ID works only with the Device it was created for.',
		);
	}
	return rememberMeId ? { rememberMeId, device } : {};
}

function explain({ hints, key, check }: PasswordSignIn, failure: Failure, url: string): string {
	const { kind, code, status } = failure;
	const summary = failure.summary.replace(/\.$/, '');
	const said = code ? ` (${code})` : '';
	if (code && hints[code]) return `${hints[code]}${said}`;
	if (kind === 'hourly') {
		return `The limit of logins for this ${key} is reached: BILL allows 200 an hour. It resets at ${whenTheHourTurns()}${said}`;
	}
	if (kind === 'busy') {
		return `BILL is busy with other requests of this ${key} and organization (3 at once are allowed). Try again in a minute${said}`;
	}
	const unanswered = explainUnanswered(failure, url);
	if (unanswered) return unanswered;
	if (status === 404 || (status !== undefined && status >= 300 && status < 400)) {
		return `There is no BILL login at ${new URL(url).origin} (HTTP ${status}). Check Environment and Gateway URL.`;
	}
	if (!failure.isRefusal && status !== 401) {
		return `The sign-in returned HTTP ${status}, but not from BILL: ${summary}. Check Environment and Gateway URL, and anything between n8n and BILL, such as a proxy.`;
	}
	return `BILL refused the sign-in: ${summary}. Check ${check}.${said}`;
}
