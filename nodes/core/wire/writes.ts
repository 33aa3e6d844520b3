import { createHash } from 'node:crypto';

import type { BillClock } from './bill-clock';
import type { Failure } from './failures';
import type { BillAnswer, BillRequest } from './request';

/** The state of a write: it may still be in flight, BILL has responded, or its response was lost. */
export type WriteState = 'onItsWay' | 'done' | 'unknown';

/** One write that was sent to BILL. */
export interface Write {
	/** The request of this write alone, without the bytes of a file. */
	request: BillRequest;
	/** The same for two writes that ask for the same thing. */
	content: string;
	/** The request that carried it, if it was sent together with other writes. */
	carriedBy?: BillRequest;
	state: WriteState;
	/** When it was last sent, by our clock. */
	sentAt: number;
	/** Tells the time on BILL's clock. */
	clock: BillClock;
	/** The execution that it belongs to. */
	execution: number;
	answer?: BillAnswer;
	/** Why its outcome is unknown. */
	failure?: Failure;
	/** It was looked up at least once. */
	wasLookedFor?: boolean;
	/** It was found in BILL after its response was lost. */
	wasFound?: boolean;
}

/** What happened to a write whose response was lost, as far as reads show. */
export type Sighting =
	| { found: unknown }
	| {
			/** What was looked for, and until when, as a sentence. */
			lookedFor: string;
			/** IDs of the records that this write may have created. */
			candidates: string[];
			/** BILL was read, and shows nothing like it. */
			isUnseen: boolean;
	  };

/** Finds out, with reads only, what happened to a write whose response was lost. */
export type LookUp = (write: Write) => Promise<Sighting>;

/** How long BILL may take to perform a request that nobody waits for any more. */
export const MAY_STILL_COME_MS = 10 * 60_000;

/** When a path was written to. */
interface LastWrites {
	latest: { execution: number; at: number };
	/** By an execution other than that of the latest write. */
	other?: number;
	lostAt?: number;
}

const MOST_OPEN = 10_000;
const MOST_DONE = 1_000;
const MOST_ANSWERED = 50_000;

/** The writes of this process to one organization in BILL, across all executions. */
export class AccountWrites {
	/** Writes in flight, and those with an unknown outcome. */
	private readonly open = new Set<Write>();
	/** IDs in BILL's responses to writes; BILL issues each ID once. */
	private readonly answered = new Set<string>();
	/** The last writes that BILL has answered. */
	private readonly doneLately = new Set<Write>();
	/** The last writes to each path, done or lost. */
	private readonly last = new Map<string, LastWrites>();

	/** @param account identifies the organization */
	constructor(readonly account = '') {}

	/** @param execution the execution that it belongs to */
	begin(request: BillRequest, clock: BillClock, execution: number): Write {
		const content = contentOf(request);
		// The bytes of a file would be kept in memory as long as the execution.
		const body = Buffer.isBuffer(request.body) ? undefined : request.body;
		const write: Write = {
			request: { ...request, body },
			content,
			state: 'onItsWay',
			sentAt: Date.now(),
			clock,
			execution,
		};
		this.open.add(write);
		forgetOldest(this.open, MOST_OPEN);
		return write;
	}

	/** BILL refused it, or it was not sent. */
	drop(write: Write): void {
		this.open.delete(write);
	}

	done(write: Write, answer: BillAnswer): void {
		write.state = 'done';
		write.answer = answer;
		this.open.delete(write);
		this.doneLately.add(write);
		forgetOldest(this.doneLately, MOST_DONE);
		for (const id of idsIn(answer.body)) this.answered.add(id);
		forgetOldest(this.answered, MOST_ANSWERED);
		this.noteLast(write);
	}

	/** Records that these records are the result of a write. */
	claim(records: Array<{ id?: unknown }>): void {
		for (const { id } of records) {
			if (typeof id === 'string') this.answered.add(id);
		}
	}

	lost(write: Write, failure: Failure): void {
		write.state = 'unknown';
		write.failure = failure;
		this.noteLast(write);
	}

	/**
	 * Whether something was written since a moment that an execution does not know of: by another execution, or with a
	 * lost response.
	 */
	isOutdated(path: string, readAt: number, execution: number): boolean {
		const last = this.last.get(path);
		if (!last) return false;
		const byOthers = last.latest.execution === execution ? last.other : last.latest.at;
		return (byOthers ?? 0) >= readAt || (last.lostAt ?? 0) >= readAt;
	}

	/** The writes with an unknown outcome. */
	unknownOf({ method, path }: Pick<BillRequest, 'method' | 'path'>): Write[] {
		return [...this.open].filter(
			({ state, request }) =>
				state === 'unknown' && request.method === method && request.path === path,
		);
	}

	private noteLast({ request: { path }, execution, state }: Write): void {
		const at = Date.now();
		const before = this.last.get(path);
		const isOfAnother = before !== undefined && before.latest.execution !== execution;
		this.last.set(path, {
			latest: { execution, at },
			other: isOfAnother ? before.latest.at : before?.other,
			lostAt: state === 'unknown' ? at : before?.lostAt,
		});
	}

	/**
	 * Other writes to the same path that have no response and may still take effect.
	 *
	 * @param withDone also those that were answered, if a response does not tell which record was created
	 */
	rivalsOf(self: Write, { withDone = false } = {}): Write[] {
		const { method, path } = self.request;
		return [...this.open, ...(withDone ? this.doneLately : [])].filter(
			(other) =>
				other !== self &&
				other.request.path === path &&
				other.request.method === method &&
				self.sentAt - other.sentAt < MAY_STILL_COME_MS,
		);
	}

	/** Whether a record is the result of another write. */
	isAnswer({ id }: { id?: unknown }): boolean {
		return typeof id === 'string' && this.answered.has(id);
	}
}

function forgetOldest(kept: Set<unknown> | Map<unknown, unknown>, most: number): void {
	while (kept.size > most) kept.delete(kept.keys().next().value);
}

/** The IDs of the records in a response: its own, and those in its lists. */
function idsIn(body: unknown): string[] {
	if (typeof body !== 'object' || body === null) return [];
	const lists = Array.isArray(body) ? [body] : Object.values(body).filter(Array.isArray);
	return [body, ...lists.flat()].flatMap((record) => {
		const id = (record as { id?: unknown } | null)?.id;
		return typeof id === 'string' ? [id] : [];
	});
}

const accounts = new Map<string, AccountWrites>();

/** @param account gateway and organization, as one text */
export function writesOf(account: string): AccountWrites {
	const known = accounts.get(account) ?? new AccountWrites(account);
	accounts.set(account, known);
	return known;
}

/** A hash of what a request asks for: the same for two requests that would do the same thing. */
export function contentOf({ method, path, query, body, filledIn = [] }: BillRequest): string {
	const hash = createHash('sha256');
	hash.update(JSON.stringify([method, path, ordered(query)]));
	if (Buffer.isBuffer(body)) return hash.update(body).digest('base64');
	const meant = { ...(body as object | undefined) };
	for (const member of filledIn) delete meant[member as keyof typeof meant];
	const isList = Array.isArray(body);
	return hash.update(JSON.stringify(ordered(isList ? body : meant))).digest('base64');
}

/** A value with the members of its objects in a fixed order. */
function ordered(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(ordered);
	if (typeof value !== 'object' || value === null) return value;
	const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(members.map(([name, member]) => [name, ordered(member)]));
}
