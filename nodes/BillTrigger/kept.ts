import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { Digests } from '../core/run/digests';

/** How many events a node remembers, so that each starts one execution. */
export const EVENTS_REMEMBERED = 5_000;
/** How many records it remembers, for "only when changed". */
const RECORDS_REMEMBERED = 2_000;

/** The node's subscription at BILL; without an ID there is none. */
export interface Subscribed {
	subscriptionId?: string;
	/** BILL shows the key once, and n8n has no other place for it. */
	securityKey?: string;
	/** The address that it sends to. */
	url?: string;
	/** One may have been made, whether or not its ID has arrived. */
	asked?: boolean;
	/** Since when the subscription is the node's, in milliseconds; earlier events are none of its own. */
	since?: number;
	/** When this was noted, in milliseconds: which of two is the newer one. */
	notedAt?: number;
}

/** What n8n keeps for the node: its static data. */
export interface Kept extends IDataObject {
	subscribed?: Subscribed & IDataObject;
	/** Of a test run: n8n keeps its data apart, and says only when it begins that it is one. */
	isTest?: boolean;
	/** The events seen, as digests. */
	seen?: string;
	/** When the last event was received before which none is missing, in milliseconds. */
	receivedAt?: number;
	/** The records whose changes are looked for. */
	records?: Record<string, LastSeen>;
}

/** A record when it was last seen. */
export interface LastSeen extends IDataObject {
	/** The chosen fields by name, as digests. */
	fields: Record<string, string>;
	/** BILL's time stamp of the record in milliseconds, for notifications that arrive in another order. */
	time: number;
}

/** An execution that n8n is starting. */
export interface Start {
	/** It has been started, or could not be. */
	settled: Promise<void>;
	/** The record of the event as it is in it, to be noted when the execution has been started. */
	sighting?: Sighting;
}

/** A record in one event. */
export interface Sighting {
	recordId: string;
	/** Nothing when a later state is known already. */
	seen?: LastSeen;
}

/** What this process knows of one node beside what is kept. */
export interface Memory {
	subscribed: Subscribed;
	seen: Digests;
	/** Events whose execution is being started. */
	starting: Map<string, Start>;
	/** Records as they were in the last event about them that was dealt with. */
	records: Map<string, LastSeen>;
	/** What was missed before this process began has been asked for, or is being asked for (missed-events.ts). */
	lookBack: 'due' | 'running' | 'done';
	/** When it may be asked for again, after it went wrong. */
	lookBackAfter: number;
	/** What was taken in from the static data last, so that it is not read again each time. */
	merged?: string;
}

const memories = new Map<string, Memory>();

/** A node as the memory knows it; a test run has another subscription than production. */
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
		starting: new Map<string, Start>(),
		records: new Map<string, LastSeen>(),
		lookBack: 'due' as const,
		lookBackAfter: 0,
	};
	memories.set(node, memory);
	if ((kept.subscribed?.notedAt ?? 0) > (memory.subscribed.notedAt ?? 0)) {
		memory.subscribed = { ...kept.subscribed };
	}
	if (kept.seen !== memory.merged) {
		memory.merged = kept.seen;
		memory.seen.merge(kept.seen);
	}
	for (const [id, { fields, time }] of Object.entries(kept.records ?? {})) {
		const remembered = memory.records.get(id);
		if (!remembered || remembered.time < time)
			memory.records.set(id, { fields: { ...fields }, time });
	}
	forgetOldest(memory.records);
	return memory;
}

/**
 * Writes the memory into the static data. Events whose execution is still being started are left out with their
 * records, all but the one that this is written for: if n8n were killed now, they would count as seen and would be
 * lost.
 */
export function keep(kept: Kept, memory: Memory, eventId: string): void {
	kept.subscribed = { ...memory.subscribed };
	kept.seen = memory.seen.toString([...memory.starting.keys()].filter((id) => id !== eventId));
	if (memory.lookBack === 'done') kept.receivedAt = Date.now();
	memory.merged = kept.seen;
	const records = new Map(memory.records);
	noteRecord(records, memory.starting.get(eventId)?.sighting);
	if (records.size > 0) kept.records = Object.fromEntries(records);
	else delete kept.records;
}

/** Notes what has become of the node's subscription. */
export function noteSubscription(kept: Kept, memory: Memory, changes: Subscribed): void {
	const notedAt = Math.max(Date.now(), (memory.subscribed.notedAt ?? 0) + 1);
	memory.subscribed = { ...memory.subscribed, ...changes, notedAt };
	kept.subscribed = { ...memory.subscribed };
}

/** Notes a record; beyond the limit the one noted longest ago is forgotten. */
export function noteRecord(
	records: Map<string, LastSeen>,
	{ recordId, seen }: Partial<Sighting> = {},
): void {
	if (recordId === undefined || !seen) return;
	records.delete(recordId);
	records.set(recordId, seen);
	forgetOldest(records);
}

function forgetOldest(records: Map<string, LastSeen>): void {
	for (const id of records.keys()) {
		if (records.size <= RECORDS_REMEMBERED) return;
		records.delete(id);
	}
}
