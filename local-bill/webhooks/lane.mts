import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { DeliverySettings } from './settings.mts';

/** How long a group that is to be reversed waits for its last notification. */
const GROUP_MS = 200;

/** The deliveries of one subscription: some at the same time, the others in order or, on request, in reversed order. */
export class Lane {
	private readonly stopping = new AbortController();
	private running = 0;
	private waiting: Array<() => void> = [];
	private held: Array<() => void> = [];
	private group: NodeJS.Timeout | undefined;

	constructor(private readonly settings: () => DeliverySettings) {
		// Each waiting notification adds a listener, and Node.js warns of a leak above ten.
		setMaxListeners(0, this.stopping.signal);
	}

	get stopped(): boolean {
		return this.stopping.signal.aborted;
	}

	/** Waits. Throws if the lane has been stopped by then. */
	async pause(ms: number): Promise<void> {
		if (ms > 0) await wait(ms, undefined, { signal: this.stopping.signal });
		this.stopping.signal.throwIfAborted();
	}

	/** Waits for the rest of a group that is sent in reversed order. */
	async regroup(): Promise<void> {
		if (this.settings().reorder <= 1) return;
		await new Promise<void>((go) => {
			this.held.push(go);
			if (this.held.length >= this.settings().reorder) this.releaseGroup();
			else this.group ??= setTimeout(() => this.releaseGroup(), GROUP_MS);
		});
	}

	/** Runs the work when its turn comes. Throws if the lane has been stopped by then. */
	async run<T>(work: () => Promise<T>): Promise<T> {
		await new Promise<void>((go) => {
			this.waiting.push(go);
			this.admit();
		});
		try {
			this.stopping.signal.throwIfAborted();
			return await work();
		} finally {
			this.running -= 1;
			this.admit();
		}
	}

	/** Cancels everything that has not been sent yet. */
	stop(): void {
		this.stopping.abort();
		this.releaseGroup();
		this.admit();
	}

	private releaseGroup(): void {
		clearTimeout(this.group);
		this.group = undefined;
		const group = this.held.splice(0).reverse();
		// The notification that came last goes first, and it is not waiting yet: hence the microtask.
		queueMicrotask(() => group.forEach((go) => go()));
	}

	private admit(): void {
		const places = this.stopped ? Infinity : this.settings().atOnce;
		while (this.running < places && this.waiting.length > 0) {
			this.running += 1;
			this.waiting.shift()!();
		}
	}
}
