import { readErrorBody } from './error-bodies';

/**
 * What a failed request means for what happens next. BILL says the reason with a code in the body;
 * the HTTP status of most codes is not documented, so the code is looked at first
 * (https://developer.bill.com/docs/common-api-error-codes).
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

/** One failed request, read once. Holds no headers and no request body. */
export interface Failure {
	kind: FailureKind;
	/** HTTP status; missing when no answer came. */
	status?: number;
	/** BILL's code, such as `BDC_1205`. */
	code?: string;
	/** What was said, as one text without repetitions. */
	summary: string;
	/** Where a refused answer points to, for redirects. */
	location?: string;
	/** The request certainly did not reach BILL. */
	notSent?: boolean;
}

const KIND_BY_CODE: Record<string, FailureKind> = {
	BDC_1109: 'session',
	BDC_1144: 'hourly',
	BDC_1322: 'busy',
	BDC_1361: 'untrusted',
};

/** Codes about user, key or organization: another login with the same fields would change nothing. */
const ABOUT_THE_LOGIN = /^BDC_11(01|02|03|04|06|07|10|11|23)$/;

/** Faults in which no connection was made, so nothing of the request can have arrived. */
const NOT_SENT: Record<string, string> = {
	ECONNREFUSED: 'the connection was refused',
	ENOTFOUND: 'the name of the host is not known',
	EAI_AGAIN: 'the name of the host could not be looked up',
	EHOSTUNREACH: 'the host cannot be reached',
	ENETUNREACH: 'the network cannot be reached',
	CERT_HAS_EXPIRED: 'the certificate of the host has expired',
	ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate belongs to another host',
};

const BROKEN: Record<string, string> = {
	ECONNRESET: 'the connection was cut',
	EPIPE: 'the connection was cut',
	ECONNABORTED: 'no answer came in time',
	ETIMEDOUT: 'no answer came in time',
	ERR_BAD_RESPONSE: 'the answer was broken off',
};

interface HttpErrorLike {
	name?: string;
	message?: string;
	code?: unknown;
	httpCode?: unknown;
	statusCode?: unknown;
	cause?: HttpErrorLike;
	response?: {
		status?: number;
		statusCode?: number;
		data?: unknown;
		body?: unknown;
		headers?: Record<string, unknown>;
	};
	context?: { data?: unknown };
}

/**
 * Reads what n8n's request helpers throw: the HTTP error itself (`helpers.httpRequest`) or a
 * NodeApiError around it (`httpRequestWithAuthentication`, where n8n leaves BILL's array bodies in
 * `cause.response.data` only).
 */
export function readFailure(thrown: unknown): Failure {
	const outer = (thrown ?? {}) as HttpErrorLike;
	const inner = rootOf(outer);
	if (inner.name === 'BillSignInError') {
		return { kind: 'signIn', summary: inner.message ?? 'Sign-in did not work' };
	}
	const response = inner.response;
	const status = numeric(
		response?.status ?? response?.statusCode ?? outer.httpCode ?? outer.statusCode,
	);
	if (status === undefined) return readBrokenConnection(inner);
	const said = readErrorBody(response?.data ?? response?.body ?? outer.context?.data);
	const location = response?.headers?.location;
	return {
		kind: (said.code && KIND_BY_CODE[said.code]) || kindByStatus(status, said.code),
		status,
		code: said.code,
		summary: said.summary || `HTTP ${status} without an explanation`,
		...(typeof location === 'string' && { location }),
	};
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
	if (status === 401 && !(code && ABOUT_THE_LOGIN.test(code))) return 'session';
	if (status === 429) return 'busy';
	if (status === 408 || status === 502 || status === 503 || status === 504) return 'gateway';
	return 'refused';
}

function readBrokenConnection(error: HttpErrorLike): Failure {
	const code = typeof error.code === 'string' ? error.code : '';
	if (code === 'ERR_CANCELED' || error.name === 'CanceledError' || error.name === 'AbortError') {
		return { kind: 'cancelled', summary: 'the execution was cancelled' };
	}
	if (/CERT|UNABLE_TO_VERIFY/.test(code) && !NOT_SENT[code]) {
		const summary = 'the certificate of the host is not trusted';
		return { kind: 'network', summary, notSent: true };
	}
	if (NOT_SENT[code]) return { kind: 'network', summary: NOT_SENT[code], notSent: true };
	if (BROKEN[code]) return { kind: 'network', summary: BROKEN[code] };
	const message = error.message ?? '';
	if (code || /socket|network|timeout|hang up|aborted/i.test(message)) {
		return {
			kind: 'network',
			summary: /timeout/i.test(message) ? 'no answer came in time' : 'the connection was cut',
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
