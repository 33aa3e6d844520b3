/** What a fault does to a call. `delay` and `endSessions` may stand with one of the others. */
export interface FaultAction {
	/** Answer this HTTP status ... */
	status?: number;
	/** ... with this body (an object is sent as JSON, a text as HTML) and these headers ... */
	body?: unknown;
	headers?: Record<string, string>;
	/** ... or with BILL's error body with this code and message. */
	code?: string;
	message?: string;
	/** Wait this many milliseconds first. */
	delay?: number;
	/** Do the work nevertheless: only its answer is replaced by this status and body. */
	afterWork?: boolean;
	/** Cut the connection without an answer before or after the work has been done, or within the body of the answer. */
	drop?: 'before' | 'after' | 'middle';
	/** Leave so many records out of the list that the answer holds. */
	fewer?: number;
	/** What the call makes is missing in so many reads of its list. */
	late?: number;
	/** After this page of a list, archive the first record that it shows: those on the pages to come move up. */
	moves?: boolean;
	/** End all sessions before the call is looked at. */
	endSessions?: boolean;
}

export interface Fault {
	match?: { method?: string; /** Exact, or a beginning that ends with `*`. */ path?: string };
	/** How many calls it meets; 1 unless told. */
	times?: number;
	then: FaultAction;
}

/** A fault that waits for its calls. */
export interface WaitingFault extends Fault {
	id: number;
	/** How many calls it will still meet. */
	times: number;
}

/** The faults that wait for their calls, oldest first. */
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

	/** Takes one back; false when it waits no more. */
	remove(id: number): boolean {
		const { length } = this.queue;
		this.queue = this.queue.filter((fault) => fault.id !== id);
		return this.queue.length < length;
	}

	clear(): void {
		this.queue = [];
	}

	/** The fault for this call, if any; used up when it has met its calls. */
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
