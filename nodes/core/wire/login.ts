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

/** Signs in with user name, password, organization and developer key. */
export const login: SignIn = {
	keptIn: 'sessionId',
	send,
	explain: (failure, credentials) => explain(failure, loginAddress(credentials)),
	isRefusal: ({ code }) => code !== undefined && isAboutTheLogin(code),
};

/** `POST /v3/login`: https://developer.bill.com/reference/login */
async function send(
	httpRequest: HttpRequest,
	credentials: ICredentialDataDecryptedObject,
): Promise<Session> {
	const url = loginAddress(credentials);
	const body = loginBody(credentials);
	const request: BillRequest = { method: 'POST', path: url, body, timeoutMs: LOGIN_TIMEOUT_MS };
	const full = (await httpRequest(httpOptions(request, url))) as FullResponse;
	const answer = (readAnswer(full, request).body ?? {}) as Record<string, unknown>;
	const { sessionId: id, trusted } = answer;
	if (typeof id === 'string' && id) return { id, ...(typeof trusted === 'boolean' && { trusted }) };
	throw new SignInError(
		'The address answered the sign-in, but without a session. Check Environment and Gateway URL: is it really BILL that answers there?',
	);
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

function explain(failure: Failure, url: string): string {
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
	const unanswered = explainUnanswered(failure, url);
	if (unanswered) return unanswered;
	if (status === 404 || (status !== undefined && status >= 300 && status < 400)) {
		return `There is no BILL login at ${new URL(url).origin} (HTTP ${status}). Check Environment and Gateway URL.`;
	}
	if (!failure.isRefusal && status !== 401) {
		return `The sign-in was answered with HTTP ${status}, but not as BILL answers: ${summary}. Check Environment and Gateway URL, and what stands between n8n and BILL, such as a proxy.`;
	}
	return `BILL refused the sign-in: ${summary}. Check User Name, Password, Organization ID (begins with 008), Developer Key and Environment.${said}`;
}
