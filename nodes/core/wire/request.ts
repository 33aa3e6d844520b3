import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

/** Every place in n8n from which BILL is spoken to. */
export type NodeContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** One request to BILL. Nothing in it is secret. */
export interface BillRequest {
	method: IHttpRequestMethods;
	/** From the version on: `/v3/vendors`. A leading `/connect` or `/connect-events` names the API. */
	path: string;
	query?: Record<string, string>;
	/** JSON, or the raw bytes of a file. */
	body?: unknown;
	/** Sent as they are, and the same again when the request is repeated. */
	headers?: Record<string, string>;
	timeoutMs?: number;
	/** Bytes are wanted instead of JSON. */
	binary?: boolean;
	/** It changes nothing at BILL, whatever its method is. */
	readsOnly?: boolean;
	/** Members of the body that the node has filled in by itself. */
	filledIn?: string[];
	/** An error text with the labels of the form in the place of the members that it names. */
	inLabels?(text: string): string;
	/** Whether a body is one that BILL answers a success with; one that is not says nothing of the request. */
	isAnswer?(body: unknown): boolean;
}

/** BILL's answer, or where it points to instead. */
export interface BillAnswer {
	status: number;
	/** Parsed JSON, or a Buffer for `binary`; `undefined` when nothing came. */
	body: unknown;
	headers: Record<string, string>;
	/** Where a redirect leads, when it was asked for and not followed. */
	location?: string;
}

/** Whether a request can change something at BILL. */
export function isWrite({ method, readsOnly }: Pick<BillRequest, 'method' | 'readsOnly'>): boolean {
	return method !== 'GET' && readsOnly !== true;
}

/** Whether a request may be sent again although nobody knows what became of it: BILL does it once for one key. */
export function isRepeatable(request: BillRequest): boolean {
	return !isWrite(request) || request.headers?.['X-Idempotent-Key'] !== undefined;
}

/** A request as a person reads it: `POST /v3/bills`. */
export function wordsOf({ method, path }: Pick<BillRequest, 'method' | 'path'>): string {
	return `${method} ${path}`;
}
