/** What a fault does to a call. `delay` and `endSessions` can be combined with one of the others. */
export interface FaultAction {
	/** Respond with this HTTP status ... */
	status?: number;
	/** ... with this body (an object is sent as JSON, a text as HTML) and these headers ... */
	body?: unknown;
	headers?: Record<string, string>;
	/** ... or with BILL's error body with this code and message. */
	code?: string;
	message?: string;
	/** Wait this many milliseconds first. */
	delay?: number;
	/** Do the work anyway: only the response is replaced by this status and body. */
	afterWork?: boolean;
	/** Cut the connection before the work, after it (without a response), or in the middle of the response body. */
	drop?: 'before' | 'after' | 'middle';
	/** Leave this many records out of the list in the response. */
	fewer?: number;
	/** Records that the call creates are missing from this many reads of their list. */
	late?: number;
	/** After this page of a list, archive its first record, so that the records of later pages move up. */
	moves?: boolean;
	/** End all sessions before the call is handled. */
	endSessions?: boolean;
}

export interface Fault {
	match?: { method?: string; /** Exact, or a prefix ending with `*`. */ path?: string };
	/** How many calls get it; default 1. */
	times?: number;
	then: FaultAction;
}

/** A fault that is waiting for its calls. */
export interface WaitingFault extends Fault {
	id: number;
	/** How many more calls will get it. */
	times: number;
}

/** The faults waiting for their calls, oldest first. */
export class Faults {
	private queue: WaitingFault[] = [];
	private lastId = 0;

	get waiting(): readonly WaitingFault[] {
		return this.queue;
	}

	add(fault: Fault): WaitingFault {
		const waiting = { ...fault, id: (this.lastId += 1), times: fault.times ?? 1 };
		this.queue.push(waiting);
		return waiting;
	}

	/** Removes a waiting fault; false if it is no longer waiting. */
	remove(id: number): boolean {
		const { length } = this.queue;
		this.queue = this.queue.filter((fault) => fault.id !== id);
		return this.queue.length < length;
	}

	clear(): void {
		this.queue = [];
	}

	/** The fault for this call, if any. It is removed once it has met all its calls. */
	take(method: string, path: string): FaultAction | undefined {
		const fault = this.queue.find((candidate) => matches(candidate, method, path));
		if (!fault) return undefined;
		fault.times -= 1;
		if (fault.times === 0) this.remove(fault.id);
		return fault.then;
	}
}

function matches({ match = {} }: Fault, method: string, path: string): boolean {
	if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
	if (match.path === undefined) return true;
	return match.path.endsWith('*') ? path.startsWith(match.path.slice(0, -1)) : path === match.path;
}
