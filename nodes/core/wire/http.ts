import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { DEFAULT_TIMEOUT_MS } from './api';
import { holdsErrors } from './error-bodies';
import type { BillAnswer, BillRequest } from './request';

/** What n8n's request helpers return when the full response is requested. */
export interface FullResponse {
	statusCode?: number;
	body?: unknown;
	headers?: Record<string, string>;
}

/** A request in the form that n8n's request helpers take. */
export function httpOptions(
	{ method, query, body, headers, timeoutMs, binary }: BillRequest,
	url: string,
): IHttpRequestOptions {
	const options: IHttpRequestOptions = {
		method,
		url,
		timeout: timeoutMs ?? DEFAULT_TIMEOUT_MS,
		returnFullResponse: true,
		// n8n before 2.34 loses the body and code of a response when it turns the status into an error.
		ignoreHttpStatusErrors: true,
		// A redirect would send session and keys to whatever address it names.
		disableFollowRedirect: true,
		...(query && Object.keys(query).length > 0 && { qs: query as IDataObject }),
		...(headers && { headers: { ...headers } }),
	};
	if (binary) options.encoding = 'arraybuffer';
	else options.json = true;
	if (Buffer.isBuffer(body)) {
		options.body = body;
		options.headers = { 'content-type': 'application/octet-stream', ...options.headers };
	} else if (body !== undefined) {
		// n8n omits an empty object, but BILL requires it (POST /v3/mfa/challenge).
		const isEmpty = JSON.stringify(body) === '{}';
		options.body = isEmpty ? '{}' : (body as IDataObject);
		options.headers = { ...options.headers, 'content-type': 'application/json' };
	}
	return options;
}

/**
 * @throws AnswerWithError when the status, or an entry of severity ERROR, says that the request failed
 * @throws NotData when the response is text or a web page instead of data, or data that does not answer the request
 */
export function readAnswer(
	{ statusCode = 200, body, headers = {} }: FullResponse,
	{ binary, isAnswer }: BillRequest,
	{ countsByMinute = false } = {},
): BillAnswer {
	const answer = { status: statusCode, body: body === '' ? undefined : body, headers };
	if (statusCode >= 300 || (!binary && holdsErrors(answer.body))) {
		throw new AnswerWithError(answer, countsByMinute);
	}
	if (!binary && typeof answer.body === 'string') throw new NotData(statusCode);
	if (isAnswer?.(answer.body) === false) throw new NotData(statusCode, 'ERR_NO_RECORD');
	return answer;
}

/** A complete response that says that the request failed. */
export class AnswerWithError extends Error {
	readonly response: { status: number; data: unknown; headers: Record<string, string> };

	/** @param countsByMinute the API counts requests by the minute, so "too many" soon passes */
	constructor(
		{ status, body, headers }: BillAnswer,
		readonly countsByMinute: boolean,
	) {
		super(`HTTP ${status}`);
		this.response = { status, data: body, headers };
	}
}

/** A response does not contain what it should. The outcome of the request is unknown. */
class NotData extends Error {
	constructor(
		status: number,
		readonly code = 'ERR_BAD_RESPONSE',
	) {
		super(`HTTP ${status} without data`);
	}
}

/** Cancel was pressed before the request was sent. */
export class Cancelled extends Error {
	override name = 'CanceledError';
}
