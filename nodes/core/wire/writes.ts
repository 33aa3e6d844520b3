import { createHash } from 'node:crypto';

import type { BillClock } from './bill-clock';
import type { Failure } from './failures';
import type { BillAnswer, BillRequest } from './request';

/** What is known of a write: it may still be on its way, BILL has answered, or its answer is lost. */
export type WriteState = 'onItsWay' | 'done' | 'unknown';

/** One write that has left for BILL. */
export interface Write {
	/** What it asks for, alone; without the bytes of a file. */
	request: BillRequest;
	/** The same for two writes that ask for the same. */
	content: string;
	/** The request that carried it, where it travelled with others. */
	carriedBy?: BillRequest;
	state: WriteState;
	/** When it was sent last, by our clock. */
	sentAt: number;
	/** Where BILL's clock is read. */
	clock: BillClock;
	/** The execution that it belongs to. */
	execution: number;
	answer?: BillAnswer;
	/** Why its outcome is not known. */
	failure?: Failure;
	/** It was looked up at least once. */
	wasLookedFor?: boolean;
	/** It was found in BILL after its answer was lost. */
	wasFound?: boolean;
}

/** What became of a write whose answer was lost, as far as reads tell. */
export type Sighting =
	| { found: unknown }
	| {
			/** What was looked for, and until when, as a sentence. */
			lookedFor: string;
			/** IDs of the records that may be this write's. */
			candidates: string[];
			/** BILL was read, and shows nothing like it. */
			isUnseen: boolean;
	  };

/** Finds out, by reads alone, what became of a write whose answer was lost. */
export type LookUp = (write: Write) => Promise<Sighting>;

/** How long BILL may take to do what nobody waits for any more. */
export const MAY_STILL_COME_MS = 10 * 60_000;

/** When a path was written to. */
interface LastWrites {
	latest: { execution: number; at: number };
	/** By another execution than that of the latest. */
	other?: number;
	lostAt?: number;
}

const MOST_OPEN = 10_000;
const MOST_DONE = 1_000;
const MOST_ANSWERED = 50_000;

/** The writes of this process to one organization of BILL, over all executions. */
export class AccountWrites {
	/** Writes on their way, and those whose outcome nobody knows. */
	private readonly open = new Set<Write>();
	/** IDs that BILL has answered writes with; it gives an ID once. */
	private readonly answered = new Set<string>();
	/** The last writes that were answered. */
	private readonly doneLately = new Set<Write>();
	/** The last writes to each path, done or lost. */
	private readonly last = new Map<string, LastWrites>();

	/** @param account what tells the organization from others */
	constructor(readonly account = '') {}

	/** @param execution the execution that it belongs to */
	begin(request: BillRequest, clock: BillClock, execution: number): Write {
		const content = contentOf(request);
		// The bytes of a file would be kept as long as the execution.
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

	/** BILL has turned it down, or it has not left. */
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

	/** Notes that records are the answer of a write. */
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

	/** Whether something was written since a moment that an execution does not know of: by another one, or lost. */
	isOutdated(path: string, readAt: number, execution: number): boolean {
		const last = this.last.get(path);
		if (!last) return false;
		const byOthers = last.latest.execution === execution ? last.other : last.latest.at;
		return (byOthers ?? 0) >= readAt || (last.lostAt ?? 0) >= readAt;
	}

	/** The writes whose outcome nobody knows. */
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
	 * Other writes to the same path whose answers have not come and may still come.
	 *
	 * @param withDone also those that were answered, where the answer does not tell which record was made
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

	/** Whether a record is the answer of another write. */
	isAnswer({ id }: { id?: unknown }): boolean {
		return typeof id === 'string' && this.answered.has(id);
	}
}

function forgetOldest(kept: Set<unknown> | Map<unknown, unknown>, most: number): void {
	while (kept.size > most) kept.delete(kept.keys().next().value);
}

/** The IDs of the records in an answer: its own, and those of its lists. */
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

/** What a request asks for, as a short text: the same for two requests that would do the same. */
export function contentOf({ method, path, query, body, filledIn = [] }: BillRequest): string {
	const hash = createHash('sha256');
	hash.update(JSON.stringify([method, path, ordered(query)]));
	if (Buffer.isBuffer(body)) return hash.update(body).digest('base64');
	const meant = { ...(body as object | undefined) };
	for (const member of filledIn) delete meant[member as keyof typeof meant];
	const isList = Array.isArray(body);
	return hash.update(JSON.stringify(ordered(isList ? body : meant))).digest('base64');
}

/** A value with the members of its objects in one order. */
function ordered(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(ordered);
	if (typeof value !== 'object' || value === null) return value;
	const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(members.map(([name, member]) => [name, ordered(member)]));
}
