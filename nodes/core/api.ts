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

/** One request to BILL, as the tables describe it. Nothing in it is secret. */
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
	/** The item the request is made for; it stands in error texts. */
	itemIndex?: number;
}

export interface BillAnswer {
	status: number;
	body: unknown;
	headers: Record<string, string>;
}

/** How an API of BILL is spoken to. */
export interface ApiProfile {
	credential: string;
	/** Signs in, and so has a session that can end. */
	session: boolean;
	/** In front of a path that begins with /v3. */
	root: string;
	/** https://developer.bill.com/docs/search-op-with-lists */
	pageSize: number;
	/** The query key that takes the token of the next page. */
	pageKey: string;
	/** Requests in flight at once, over all executions of this process. */
	atOnce: number;
}

/** AP & AR: https://developer.bill.com/docs/api-rate-limits */
export const CONNECT: ApiProfile = {
	credential: 'billApi',
	session: true,
	root: '/connect',
	pageSize: 100,
	pageKey: 'page',
	atOnce: 3,
};

/**
 * Spend & Expense: a token in place of a session, https://developer.bill.com/docs/spend-expense-api. How many
 * requests BILL takes at once is not documented there.
 */
export const SPEND_EXPENSE: ApiProfile = {
	credential: 'billSpendExpenseApi',
	session: false,
	root: '/connect',
	pageSize: 100,
	pageKey: 'nextPage',
	atOnce: 3,
};

export const DEFAULT_TIMEOUT_MS = 60_000;
export const FILE_TIMEOUT_MS = 300_000;
