import { readErrorBody } from './error-bodies';

/**
 * What a failed request means for the next step. BILL gives the reason as a code in the body. The HTTP status of most
 * codes is not documented, so the code is checked first (https://developer.bill.com/docs/common-api-error-codes).
 */
export type FailureKind =
	| 'signIn'
	| 'session'
	| 'untrusted'
	| 'busy'
	| 'hourly'
	| 'network'
	| 'gateway'
	| 'cancelled'
	| 'refused';

/** One failed request, parsed once. Contains no headers and no request body. */
export interface Failure {
	kind: FailureKind;
	/** HTTP status; missing if no response came. */
	status?: number;
	/** BILL's code, such as `BDC_1205`. */
	code?: string;
	/** What the response said, as one text without repetitions. */
	summary: string;
	/** The target of a redirect. */
	location?: string;
	/** The request certainly did not reach BILL. */
	notSent?: boolean;
	/** BILL itself refused the request, so nothing of it was done. */
	isRefusal?: boolean;
}

/**
 * What is known of a failed request: BILL refused it, it did not reach BILL, or its outcome is unknown. Only a complete
 * response from BILL itself with a 4xx status, or with entries of severity ERROR, is a refusal.
 */
export type Outcome = 'refused' | 'notSent' | 'unknown';

export function outcomeOf({ kind, notSent, isRefusal }: Failure): Outcome {
	if (notSent || kind === 'signIn') return 'notSent';
	return isRefusal ? 'refused' : 'unknown';
}

/**
 * Whether no other request with this credential can succeed. A key that BILL does not know stays unknown; a session can
 * be renewed.
 */
export function endsAll({ kind, isRefusal }: Failure, { session }: { session?: unknown }): boolean {
	const isKeyRefused = kind === 'session' && !session && isRefusal === true;
	return kind === 'signIn' || kind === 'hourly' || isKeyRefused;
}

const KIND_BY_CODE: Record<string, FailureKind> = {
	BDC_1109: 'session',
	BDC_1144: 'hourly',
	BDC_1322: 'busy',
	BDC_1361: 'untrusted',
};

const ABOUT_THE_LOGIN = /^BDC_11(01|02|03|04|06|07|10|11|23)$/;

/** Whether a code is about user, key or organization: signing in again with the same fields would change nothing. */
export function isAboutTheLogin(code: string): boolean {
	return ABOUT_THE_LOGIN.test(code);
}

/** Errors in which no connection was made, so nothing of the request can have arrived. */
const NOT_SENT: Record<string, string> = {
	ECONNREFUSED: 'the connection was refused',
	ENOTFOUND: 'the name of the host is not known',
	EAI_AGAIN: 'the name of the host could not be looked up',
	EHOSTUNREACH: 'the host cannot be reached',
	ENETUNREACH: 'the network cannot be reached',
	CERT_HAS_EXPIRED: 'the certificate of the host has expired',
	ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate belongs to another host',
};

const MAY_COME_LATER = new Set(['EHOSTUNREACH', 'ENETUNREACH']);

const BROKEN: Record<string, string> = {
	ECONNRESET: 'the connection was cut',
	EPIPE: 'the connection was cut',
	ECONNABORTED: 'no response came in time',
	ETIMEDOUT: 'no response came in time',
	ERR_BAD_RESPONSE: 'the response was cut off',
	ERR_NO_RECORD: 'the response does not contain the record',
};

interface HttpErrorLike {
	name?: string;
	message?: string;
	code?: unknown;
	syscall?: unknown;
	isRefusal?: boolean;
	countsByMinute?: boolean;
	httpCode?: unknown;
	cause?: HttpErrorLike;
	response?: {
		status?: number;
		statusCode?: number;
		data?: unknown;
		body?: unknown;
		headers?: Record<string, unknown>;
	};
}

/**
 * Reads what went wrong with a request: an error response (`AnswerWithError`), or what n8n's request helpers throw when
 * no response came. n8n wraps that in a NodeApiError, and before 2.34 keeps only its code, in `httpCode`; so nothing
 * here depends on more than that.
 */
export function readFailure(thrown: unknown): Failure {
	const outer = (thrown ?? {}) as HttpErrorLike;
	const inner = rootOf(outer);
	const signIn = [inner, outer].find(isSignInError);
	if (signIn) {
		const { message = 'Sign-in did not work', isRefusal } = signIn;
		const isRefused = isRefusal ?? signInTexts.get(message) ?? false;
		return { kind: 'signIn', summary: message, ...(isRefused && { isRefusal: true }) };
	}
	const { response } = inner;
	const status = numeric(response?.status ?? response?.statusCode);
	// If the body was cut off, the status line says nothing about what came after it.
	if (status === undefined || isCut(inner)) return readBrokenConnection(inner, outer);
	const failure = readAnswerWithError(status, response?.data ?? response?.body, response?.headers);
	// An API that counts by the minute has no code of its own for "too many"; it uses the code of the hourly limit.
	const isBusy = failure.kind === 'hourly' && inner.countsByMinute === true;
	return isBusy ? { ...failure, kind: 'busy' } : failure;
}

function readAnswerWithError(
	status: number,
	body: unknown,
	headers: Record<string, unknown> = {},
): Failure {
	const { code, summary, isBills } = readErrorBody(body);
	const kindOfCode = code === undefined ? undefined : KIND_BY_CODE[code];
	const isClients = status >= 400 && status < 500 && status !== 408;
	// BILL also returns 200 with entries of severity ERROR; http.ts treats only those as errors.
	const isRefusal = kindOfCode !== undefined || (isBills && (isClients || status < 300));
	const isRedirect = status >= 300 && status < 400;
	return {
		kind: kindOfCode ?? kindByStatus(status, code),
		status,
		code,
		summary:
			summary ||
			(isRedirect ? 'a redirect, which is not followed' : `HTTP ${status} without an explanation`),
		...(typeof headers.location === 'string' && { location: headers.location }),
		...(isRefusal && { isRefusal }),
	};
}

function isCut({ message = '' }: HttpErrorLike): boolean {
	return /\baborted\b/i.test(message);
}

/** Why sign-ins failed, and whether BILL refused them. */
const signInTexts = new Map<string, boolean>();
const MOST_SIGN_IN_TEXTS = 100;

/** Records why a sign-in failed: n8n before 2.34 passes on only the text of an error. */
export function noteSignInText(text: string, isRefusal: boolean): void {
	if (signInTexts.size >= MOST_SIGN_IN_TEXTS) signInTexts.clear();
	signInTexts.set(text, isRefusal);
}

function isSignInError({ name, message }: HttpErrorLike): boolean {
	return name === 'BillSignInError' || (message !== undefined && signInTexts.has(message));
}

function rootOf(error: HttpErrorLike): HttpErrorLike {
	let at = error;
	for (let depth = 0; depth < 5; depth++) {
		if (at.response || at.name === 'BillSignInError' || !at.cause || typeof at.cause !== 'object')
			break;
		at = at.cause;
	}
	return at;
}

function kindByStatus(status: number, code: string | undefined): FailureKind {
	if (status === 401 && !(code && isAboutTheLogin(code))) return 'session';
	if (status === 429) return 'busy';
	if (status === 408 || status === 502 || status === 503 || status === 504) return 'gateway';
	return 'refused';
}

function readBrokenConnection(error: HttpErrorLike, wrapped: HttpErrorLike): Failure {
	const code = [error.code, wrapped.httpCode].find((each) => typeof each === 'string') ?? '';
	if (code === 'ERR_CANCELED' || error.name === 'CanceledError' || error.name === 'AbortError') {
		return { kind: 'cancelled', summary: 'the execution was cancelled' };
	}
	if (/CERT|UNABLE_TO_VERIFY/.test(code) && !NOT_SENT[code]) {
		const summary = 'the certificate of the host is not trusted';
		return { kind: 'network', summary, notSent: true };
	}
	if (NOT_SENT[code]) {
		// A host can also become unreachable while a response is on its way.
		const isConnecting = !MAY_COME_LATER.has(code) || error.syscall === 'connect';
		return { kind: 'network', summary: NOT_SENT[code], ...(isConnecting && { notSent: true }) };
	}
	if (BROKEN[code]) return { kind: 'network', summary: BROKEN[code] };
	const message = error.message ?? '';
	if (code || /socket|network|timeout|hang up|aborted/i.test(message)) {
		return {
			kind: 'network',
			summary: /timeout/i.test(message) ? 'no response came in time' : 'the connection was cut',
		};
	}
	// Thrown before anything was sent: by n8n's own checks of the request or by the credential.
	return { kind: 'refused', summary: message || 'the request could not be made', notSent: true };
}

function numeric(value: unknown): number | undefined {
	const number = Number(value);
	return value !== undefined && value !== null && Number.isInteger(number) && number >= 100
		? number
		: undefined;
}
