import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { DEFAULT_TIMEOUT_MS } from './api';
import { holdsErrors } from './error-bodies';
import type { BillAnswer, BillRequest } from './request';

/** What n8n's request helpers give when the full response is asked for. */
export interface FullResponse {
	statusCode?: number;
	body?: unknown;
	headers?: Record<string, string>;
}

/** A request as n8n's request helpers take it. */
export function httpOptions(
	{ method, query, body, headers, timeoutMs, binary }: BillRequest,
	url: string,
): IHttpRequestOptions {
	const options: IHttpRequestOptions = {
		method,
		url,
		timeout: timeoutMs ?? DEFAULT_TIMEOUT_MS,
		returnFullResponse: true,
		// n8n before 2.34 loses body and code of an answer when it makes an error of its status.
		ignoreHttpStatusErrors: true,
		// A redirect would carry session and keys to whatever address it names.
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
		// n8n leaves an empty object out, but BILL wants to see it (POST /v3/mfa/challenge).
		const isEmpty = JSON.stringify(body) === '{}';
		options.body = isEmpty ? '{}' : (body as IDataObject);
		options.headers = { ...options.headers, 'content-type': 'application/json' };
	}
	return options;
}

/**
 * @throws AnswerWithError when the status, or an entry of severity ERROR, says that the request has failed
 * @throws NotData when text or a web page came in place of data, or data that does not answer the request
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

/** A complete answer that says that the request has failed. */
export class AnswerWithError extends Error {
	readonly response: { status: number; data: unknown; headers: Record<string, string> };

	/** @param countsByMinute it came from an API that counts requests by the minute, so that "too many" soon passes */
	constructor(
		{ status, body, headers }: BillAnswer,
		readonly countsByMinute: boolean,
	) {
		super(`HTTP ${status}`);
		this.response = { status, data: body, headers };
	}
}

/** An answer does not hold what it should. What became of the request is not known. */
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
