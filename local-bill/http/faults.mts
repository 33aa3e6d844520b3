/** What a fault does to a call. `delay` may stand with one of the others. */
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
	/** Cut the connection without an answer, before or after the work has been done. */
	drop?: 'before' | 'after';
}

export interface Fault {
	match?: { method?: string; /** Exact, or a beginning that ends with `*`. */ path?: string };
	/** How many calls it meets; 1 unless told. */
	times?: number;
	then: FaultAction;
}

/** The faults that wait for their calls, oldest first. */
export class Faults {
	private waiting: Array<Fault & { times: number }> = [];

	add(fault: Fault): void {
		this.waiting.push({ ...fault, times: fault.times ?? 1 });
	}

	clear(): void {
		this.waiting = [];
	}

	/** The fault for this call, if any; used up when it has met its calls. */
	take(method: string, path: string): FaultAction | undefined {
		const fault = this.waiting.find((candidate) => matches(candidate, method, path));
		if (!fault) return undefined;
		fault.times -= 1;
		this.waiting = this.waiting.filter((candidate) => candidate.times > 0);
		return fault.then;
	}
}

function matches({ match = {} }: Fault, method: string, path: string): boolean {
	if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
	if (match.path === undefined) return true;
	return match.path.endsWith('*') ? path.startsWith(match.path.slice(0, -1)) : path === match.path;
}
