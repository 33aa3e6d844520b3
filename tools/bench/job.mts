import type { Item } from '../n8n/client.mts';

/** What a contender says of one piece of work. */
export interface Done {
	records: number;
	milliseconds: number;
	/** By how many bytes its process has grown at most. */
	grown?: number;
}

/** One request of the bare program. */
export interface Request {
	method: 'GET' | 'POST' | 'PATCH';
	/** From /connect on. */
	path: string;
	body?: unknown;
	/** The bytes of a file, as base64. */
	file?: string;
}

/** A list that is read to its end. */
export interface List {
	list: string;
	/** The parameter that names a page. */
	pageKey: string;
	/** The most records that BILL puts on a page; 100 where it is not said. */
	pageSize?: number;
	/** How many requests are sent in a minute at most. */
	perMinute?: number;
	/** The kind of record whose names are then read, and the member that holds their IDs. */
	names?: { path: string; id: string };
}

/** What the bare program does: reads a list, or sends requests, so many at once. */
export type Program = List | { requests: Request[]; atOnce?: number };

/** What n8n's HTTP Request node does. */
export type HttpRequest =
	| Pick<List, 'list' | 'pageKey' | 'pageSize' | 'perMinute'>
	| {
			method: Request['method'];
			/** From /connect on; an expression over the item. */
			path: string;
			/** An expression that gives the body as JSON. */
			json?: string;
			/** The binary field that is the body. */
			file?: string;
			items: Item[];
	  };

/** One piece of work in the words of each contender. The HTTP Request node is left out where it cannot do it. */
export interface Job {
	program: Program;
	node: { parameters: Record<string, unknown>; items?: Item[] };
	httpRequest?: HttpRequest;
}

/** How many records an answer holds. */
export function recordsIn(answer: unknown): number {
	if (Array.isArray(answer)) return answer.length;
	const { results, vendors } = (answer ?? {}) as { results?: unknown[]; vendors?: unknown[] };
	return (results ?? vendors)?.length ?? 1;
}
