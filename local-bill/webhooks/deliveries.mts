import { setMaxListeners } from 'node:events';
import type { Event, Subscription } from '../state/records/webhooks.mts';
import type { World } from '../state/world.mts';
import { Lane } from './lane.mts';
import { isLoopback } from './loopback.mts';
import { writeMessage } from './message.mts';
import { post } from './post.mts';
import { type DeliverySettings, deliveryDefaults, type Forgery } from './settings.mts';

/** One attempt to deliver a notification. */
export interface DeliveryAttempt {
	eventId: string;
	type: string;
	subscriptionId: string;
	url: string;
	/** 1 for the first. */
	attempt: number;
	/** The HTTP status of the response ... */
	status?: number;
	/** ... or why there was none: `timeout`, or a code such as ECONNREFUSED. Neither while the response is pending. */
	error?: string;
	forged?: Forgery;
	time: string;
}

interface Job {
	eventId: string;
	subscriptionId: string;
}

/**
 * Delivers the events of the history: https://developer.bill.com/docs/bill-webhook-api-notification-rules.
 *
 * Only to this computer: for any other URL nothing is sent and nothing counts as a failure. An event that is not sent
 * stays in the history without `statusCode`.
 */
export class Deliveries {
	settings = deliveryDefaults();
	/** Called after each attempt. */
	onAttempt?: (attempt: DeliveryAttempt) => void;
	/** Every attempt since the start or the last reset, oldest first. */
	readonly log: DeliveryAttempt[] = [];
	private readonly lanes = new Map<string, Lane>();
	private readonly open = new Set<Job>();
	private waiting: Array<() => void> = [];
	private counted = 0;
	private inFlight = unlimited();
	private closed = false;

	constructor(private readonly world: World) {}

	/** Delivers an event of the history, possibly twice. Does not block the caller. */
	add({ id: eventId, subscriptionId }: Event): void {
		if (this.closed || !this.receiverOf(subscriptionId)) return;
		const due = (count: number) => Math.floor(count * this.settings.duplicate + 1e-9);
		const times = due(this.counted + 1) > due(this.counted) ? 2 : 1;
		this.counted += 1;
		for (let i = 0; i < times; i += 1) void this.deliver({ eventId, subscriptionId });
	}

	/** Changes settings, also for waiting notifications. Returns all settings. */
	change(changes: Partial<DeliverySettings>): DeliverySettings {
		Object.assign(this.settings, changes);
		if (changes.duplicate !== undefined) this.counted = 0;
		return { ...this.settings };
	}

	/** How many notifications are queued, waiting for a retry or being sent. */
	get pending(): number {
		return this.open.size;
	}

	/** Resolves when nothing is pending. */
	async delivered(): Promise<void> {
		if (this.open.size > 0) await new Promise<void>((done) => this.waiting.push(done));
	}

	/** Drops what has not been sent to a subscription yet, because it was disabled or deleted. */
	drop(subscriptionId: string): void {
		this.lanes.get(subscriptionId)?.stop();
		this.lanes.delete(subscriptionId);
	}

	/** Default settings, an empty log, nothing pending. */
	reset(): void {
		for (const id of [...this.lanes.keys()]) this.drop(id);
		this.inFlight.abort();
		this.inFlight = unlimited();
		this.open.clear();
		this.wake();
		this.settings = deliveryDefaults();
		this.log.length = 0;
		this.counted = 0;
	}

	/** Stops sending, and leaves no timer running. */
	close(): void {
		this.closed = true;
		this.reset();
	}

	/** The whole life of one notification: delay, attempt and retries. */
	private async deliver(job: Job): Promise<void> {
		const lane = this.laneOf(job.subscriptionId);
		this.open.add(job);
		try {
			await lane.pause(this.settings.delay);
			await lane.regroup();
			for (let attempt = 1; ; attempt += 1) {
				if (await lane.run(() => this.attempt(job, attempt))) return;
				const retryAfter = this.settings.retryAfter[attempt - 1];
				await lane.pause(retryAfter ?? 0);
				if (retryAfter === undefined) return this.disable(job.subscriptionId);
			}
		} catch (error) {
			if ((error as Error).name !== 'AbortError') console.error(error); // A bug in the local BILL itself.
		} finally {
			this.open.delete(job);
			if (this.open.size === 0) this.wake();
		}
	}

	/** Makes one attempt. True if there is nothing more to do. Only status 200 is a success. */
	private async attempt({ eventId, subscriptionId }: Job, attempt: number): Promise<boolean> {
		const subscription = this.receiverOf(subscriptionId);
		if (!subscription) return true;
		const { inFlight, settings, world } = this;
		const { type, payload } = world.of('events').get(eventId);
		const { notificationUrl: url, _securityKey: key } = subscription;
		const entry: DeliveryAttempt = { eventId, type, subscriptionId, url, attempt, time: '' };
		entry.time = new Date(world.clock.now()).toISOString();
		if (settings.forge !== 'none') entry.forged = settings.forge;
		this.log.push(entry);
		// A new security key applies at once, also to older events: BILL does not document this.
		const message = writeMessage(payload, key, settings);
		const outcome = await post(url, message, settings.timeout, inFlight.signal);
		inFlight.signal.throwIfAborted();
		Object.assign(entry, outcome);
		this.onAttempt?.(entry);
		if (!('status' in outcome)) return false;
		const events = world.of('events');
		events.put({ ...events.get(eventId), statusCode: outcome.status });
		return outcome.status === 200;
	}

	/** The subscription, if anything may be sent to it. */
	private receiverOf(subscriptionId: string): Subscription | undefined {
		const subscription = this.world.of('subscriptions').find(subscriptionId);
		if (!subscription?.status.enabled) return undefined;
		return isLoopback(subscription.notificationUrl) ? subscription : undefined;
	}

	/**
	 * After its last failed attempt an event disables the subscription until it is enabled again through the API:
	 * https://developer.bill.com/docs/working-with-bill-webhooks. BILL keeps such events for later attempts and does
	 * not say when those happen. Here there are none, except on request (resend).
	 */
	private disable(subscriptionId: string): void {
		const subscriptions = this.world.of('subscriptions');
		const subscription = subscriptions.find(subscriptionId);
		// No user did this, so there is no `updatedBy`.
		if (subscription) subscriptions.save({ ...subscription, status: { enabled: false } });
		this.drop(subscriptionId);
	}

	private laneOf(subscriptionId: string): Lane {
		const lane = this.lanes.get(subscriptionId) ?? new Lane(() => this.settings);
		this.lanes.set(subscriptionId, lane);
		return lane;
	}

	private wake(): void {
		for (const done of this.waiting.splice(0)) done();
	}
}

/** No limit on listeners: one is added per notification being sent, and Node.js warns of a leak above ten. */
function unlimited(): AbortController {
	const controller = new AbortController();
	setMaxListeners(0, controller.signal);
	return controller;
}
