import type { Item } from '../n8n/client.mts';

/** The result of a contender's job. */
export interface Done {
	records: number;
	milliseconds: number;
	/** By how many bytes its process has grown at most. */
	grown?: number;
}

/** One request of the bare program. */
export interface Request {
	method: 'GET' | 'POST' | 'PATCH';
	/** Path, starting at /connect. */
	path: string;
	body?: unknown;
	/** The bytes of a file, as base64. */
	file?: string;
}

/** A list to be read completely. */
export interface List {
	list: string;
	/** The query parameter for the page. */
	pageKey: string;
	/** BILL's maximum page size; default 100. */
	pageSize?: number;
	/** Maximum number of requests per minute. */
	perMinute?: number;
	/** The kind of record whose names are read as well, and the field that holds their IDs. */
	names?: { path: string; id: string };
}

/** What the bare program does: reads a list, or sends requests, `atOnce` of them concurrently. */
export type Program = List | { requests: Request[]; atOnce?: number };

/** What n8n's HTTP Request node does. */
export type HttpRequest =
	| Pick<List, 'list' | 'pageKey' | 'pageSize' | 'perMinute'>
	| {
			method: Request['method'];
			/** Path, starting at /connect; an expression over the item. */
			path: string;
			/** An expression that returns the body as JSON. */
			json?: string;
			/** The binary field used as the body. */
			file?: string;
			items: Item[];
	  };

/** One job, in the form each contender needs. The HTTP Request node is left out if it cannot do it. */
export interface Job {
	program: Program;
	node: { parameters: Record<string, unknown>; items?: Item[] };
	httpRequest?: HttpRequest;
}

/** How many records a response contains. */
export function recordsIn(answer: unknown): number {
	if (Array.isArray(answer)) return answer.length;
	const { results, vendors } = (answer ?? {}) as { results?: unknown[]; vendors?: unknown[] };
	return (results ?? vendors)?.length ?? 1;
}
