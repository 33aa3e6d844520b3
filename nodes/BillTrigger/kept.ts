import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { Digests } from '../core/run/digests';

/** How many events a node remembers, so that each starts only one execution. */
export const EVENTS_REMEMBERED = 5_000;
/** How many records it remembers for "only when changed". */
const RECORDS_REMEMBERED = 2_000;

/** The node's subscription in BILL; without an ID there is none. */
export interface Subscribed {
	subscriptionId?: string;
	/** BILL shows the key only once, and n8n has no other place to store it. */
	securityKey?: string;
	/** The address that BILL sends to. */
	url?: string;
	/** A subscription may have been created, even if its ID has not arrived. */
	asked?: boolean;
	/** Since when the subscription belongs to the node, in milliseconds; earlier events are not for the node. */
	since?: number;
	/** When this was recorded, in milliseconds; it shows which of two is newer. */
	notedAt?: number;
}

/** What n8n stores for the node: its static data. */
export interface Kept extends IDataObject {
	subscribed?: Subscribed & IDataObject;
	/** The data belongs to a test run: n8n stores it separately, and says only at the beginning that it is a test run. */
	isTest?: boolean;
	/** The events that were seen, as digests. */
	seen?: string;
	/** When an event was last received with no earlier one missing, in milliseconds. */
	receivedAt?: number;
	/** The records that are watched for changes. */
	records?: Record<string, LastSeen>;
}

/** A record as it was last seen. */
export interface LastSeen extends IDataObject {
	/** The chosen fields by name, as digests. */
	fields: Record<string, string>;
	/** BILL's time stamp of the record in milliseconds, because notifications may arrive out of order. */
	time: number;
}

/** An execution that n8n is starting. */
export interface Start {
	/** Resolves when it has been started, or could not be. */
	settled: Promise<void>;
	/** The record in this event, to be remembered when the execution has been started. */
	sighting?: Sighting;
}

/** A record in one event. */
export interface Sighting {
	recordId: string;
	/** Undefined if a later state is already known. */
	seen?: LastSeen;
}

/** What this process knows of one node in addition to what is stored. */
export interface Memory {
	subscribed: Subscribed;
	seen: Digests;
	/** Events whose execution is being started. */
	starting: Map<string, Start>;
	/** Records as they were in the last processed event about them. */
	records: Map<string, LastSeen>;
	/** Whether the events that were missed before this process started have been requested (missed-events.ts). */
	lookBack: 'due' | 'running' | 'done';
	/** When they may be requested again after a failure. */
	lookBackAfter: number;
	/** The static data that was merged last, so that it is not read again each time. */
	merged?: string;
}

const memories = new Map<string, Memory>();

/** The key of a node in the memory; a test run has another subscription than production. */
export function nodeKey(context: IHookFunctions | IWebhookFunctions, isTest: boolean): string {
	return JSON.stringify([context.getWorkflow().id, context.getNode().id, isTest]);
}

/**
 * The memory of a node, with what other and earlier processes have stored.
 *
 * n8n loads the static data for each request and saves it as a whole. Without a common memory, two deliveries at the
 * same time would erase each other's events, and a delivery in progress while the workflow is published again would
 * replace the new security key with the old one.
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
 * records, except for the one that this is written for: if n8n were killed now, they would count as seen and would be
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

/** Records a change of the node's subscription. */
export function noteSubscription(kept: Kept, memory: Memory, changes: Subscribed): void {
	const notedAt = Math.max(Date.now(), (memory.subscribed.notedAt ?? 0) + 1);
	memory.subscribed = { ...memory.subscribed, ...changes, notedAt };
	kept.subscribed = { ...memory.subscribed };
}

/** Remembers a record; beyond the limit the one remembered longest ago is forgotten. */
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
