import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { Digests } from '../core/digests';

/** How many events a node remembers, so that each starts one execution. */
export const EVENTS_REMEMBERED = 5_000;
/** How many records it remembers, for "only when changed". */
const RECORDS_REMEMBERED = 2_000;

/** The node's subscription at BILL; without an ID there is none. */
export interface Subscribed {
	subscriptionId?: string;
	/** BILL shows the key once, and n8n has no other place for it. */
	securityKey?: string;
	/** When it was made or deleted, in milliseconds: which of two is the newer one. */
	subscribedAt?: number;
}

/** What n8n keeps for the node: its static data. */
export interface Kept extends IDataObject, Subscribed {
	/** Of a test run: n8n keeps its data apart, and says only when it begins that it is one. */
	isTest?: boolean;
	/** A subscription may have been made, whether or not its ID has arrived. */
	asked?: boolean;
	/** Counts the subscriptions, so that each has an idempotent key of its own. */
	generation?: number;
	/** The events seen, as digests. */
	seen?: string;
	/** The chosen fields of each record when it was last seen, as digests. */
	records?: Record<string, LastSeen>;
}

export interface LastSeen extends IDataObject {
	/** Digest of the chosen fields. */
	fields: string;
	/** BILL's time stamp of the record in milliseconds, for notifications that arrive in another order. */
	time: number;
}

/** What this process knows of one node beside what is kept. */
export interface Memory {
	subscribed: Subscribed;
	seen: Digests;
	/** Events whose execution is being started; it tells whether it has been. */
	starting: Map<string, Promise<boolean>>;
	records: Map<string, LastSeen>;
	/** What was taken in from the static data last, so that it is not read again each time. */
	merged?: unknown;
}

const memories = new Map<string, Memory>();

/** A node as the memory knows it; a test run has another subscription than production, and other events. */
export function nodeKey(context: IHookFunctions | IWebhookFunctions, isTest: boolean): string {
	return JSON.stringify([context.getWorkflow().id, context.getNode().id, isTest]);
}

/**
 * The memory of a node, with what other processes and earlier ones have kept.
 *
 * n8n loads the static data for each request and saves it whole: two deliveries at the same time would erase each
 * other's events if they had no memory in common, and a delivery on its way while the workflow is published anew
 * would put the old security key in the place of the new one.
 */
export function memoryOf(node: string, kept: Kept): Memory {
	const memory = memories.get(node) ?? {
		subscribed: {},
		seen: new Digests(EVENTS_REMEMBERED),
		starting: new Map<string, Promise<boolean>>(),
		records: new Map<string, LastSeen>(),
	};
	memories.set(node, memory);
	if ((kept.subscribedAt ?? 0) > (memory.subscribed.subscribedAt ?? 0)) {
		const { subscriptionId, securityKey, subscribedAt } = kept;
		memory.subscribed = { subscriptionId, securityKey, subscribedAt };
	}
	if (kept.seen !== memory.merged) {
		memory.merged = kept.seen;
		memory.seen.merge(kept.seen);
	}
	for (const [id, last] of Object.entries(kept.records ?? {})) {
		const own = memory.records.get(id);
		if (!own || own.time < last.time) memory.records.set(id, { ...last });
	}
	return memory;
}

/** Writes the memory into the static data. */
export function keep(kept: Kept, memory: Memory): void {
	Object.assign(kept, memory.subscribed);
	kept.seen = memory.seen.toString();
	memory.merged = kept.seen;
	if (memory.records.size > 0) kept.records = Object.fromEntries(memory.records);
}

/** Notes that the node has a subscription, or has none any more. */
export function noteSubscription(
	kept: Kept,
	memory: Memory,
	subscription: Omit<Subscribed, 'subscribedAt'> = {},
): void {
	const subscribedAt = Math.max(Date.now(), (memory.subscribed.subscribedAt ?? 0) + 1);
	memory.subscribed = {
		subscriptionId: undefined,
		securityKey: undefined,
		...subscription,
		subscribedAt,
	};
	Object.assign(kept, memory.subscribed);
}

/** Notes a record; beyond the limit the one noted longest ago is forgotten. */
export function noteRecord({ records }: Memory, id: string, last: LastSeen): void {
	records.delete(id);
	records.set(id, last);
	if (records.size > RECORDS_REMEMBERED) records.delete(records.keys().next().value as string);
}
