import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

/** Every n8n context that sends requests to BILL. */
export type NodeContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** One request to BILL. It contains no secrets. */
export interface BillRequest {
	method: IHttpRequestMethods;
	/** Begins with the version: `/v3/vendors`. A leading `/connect` or `/connect-events` names the API. */
	path: string;
	query?: Record<string, string>;
	/** JSON, or the raw bytes of a file. */
	body?: unknown;
	/** Sent unchanged, and sent again when the request is repeated. */
	headers?: Record<string, string>;
	timeoutMs?: number;
	/** The response is read as bytes instead of JSON. */
	binary?: boolean;
	/** It changes nothing in BILL, whatever its method is. */
	readsOnly?: boolean;
	/** Members of the body that the node filled in itself. */
	filledIn?: string[];
	/** Replaces the member names in an error text with the labels of the form. */
	inLabels?(text: string): string;
	/** Whether a body is one of BILL's success responses; any other body says nothing about the request. */
	isAnswer?(body: unknown): boolean;
}

/** BILL's response, or where it redirects to. */
export interface BillAnswer {
	status: number;
	/** Parsed JSON, or a Buffer for `binary`; `undefined` if there is no body. */
	body: unknown;
	headers: Record<string, string>;
	/** The target of a redirect, if it was requested and not followed. */
	location?: string;
}

/** Whether a request can change something in BILL. */
export function isWrite({ method, readsOnly }: Pick<BillRequest, 'method' | 'readsOnly'>): boolean {
	return method !== 'GET' && readsOnly !== true;
}

/**
 * Whether a request may be sent again although its outcome is unknown: reads, and writes with a key, which BILL
 * performs once for each key.
 */
export function isRepeatable(request: BillRequest): boolean {
	return !isWrite(request) || request.headers?.['X-Idempotent-Key'] !== undefined;
}

/** A request as users read it: `POST /v3/bills`. */
export function wordsOf({ method, path }: Pick<BillRequest, 'method' | 'path'>): string {
	return `${method} ${path}`;
}
