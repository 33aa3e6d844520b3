import { sleep } from 'n8n-workflow';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { BillClient } from '../core/client';
import { simplified } from '../core/output';
import { compare, meetsAll, readChangedFields, readConditions } from './conditions';
import type { Comparison } from './conditions';
import { kindOf } from './event-catalogue';
import type { EventApi } from './event-catalogue';
import { readFullRecord } from './full-record';
import { keep, memoryOf, nodeKey } from './kept';
import type { Kept, Memory, Subscribed } from './kept';
import { readNotification, recordIdOf } from './notification';
import type { Notification } from './notification';
import { isSigned } from './signature';
import { PROFILES } from './subscription';

const SIGNATURE = 'x-bill-sha-signature';

/**
 * One request at the node's address: from BILL or not, an event or not, for the first time or not.
 *
 * n8n answers 200 once it has saved the execution, which takes some milliseconds. BILL sends an event again until
 * it gets that answer, so an event whose execution could not be started comes again.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const isTest = context.getMode() === 'manual';
	const kept = context.getWorkflowStaticData('node') as Kept;
	const memory = memoryOf(nodeKey(context, isTest), kept);
	const raw = rawBodyOf(context);
	const refusal = whyRefused(memory.subscribed, raw, context.getHeaderData()[SIGNATURE]);
	if (refusal) return refuse(context, refusal);
	const notification = readNotification(raw);
	if (!notification) return refuse(context, 'it is signed, but is no notification');

	// A person who tries the workflow wants to see each event.
	if (isTest) return start(await itemOf(context, notification));
	return await receiveOnce(context, notification, kept, memory);
}

async function receiveOnce(
	context: IWebhookFunctions,
	notification: Notification,
	kept: Kept,
	memory: Memory,
): Promise<IWebhookResponseData> {
	const { eventId } = notification;
	// The same event at the same time: whether it is to start an execution shows when the first has been answered.
	for (let other = memory.starting.get(eventId); other; other = memory.starting.get(eventId)) {
		await other;
	}
	if (memory.seen.has(eventId)) return acknowledged('This event has been received before');

	memory.seen.add(eventId);
	const attempt = watchStart(context, memory, eventId);
	let item: IDataObject | undefined;
	let isRead = false;
	try {
		item = await itemOf(context, notification, { memory, undo: attempt.undo });
		isRead = true;
	} finally {
		if (!isRead) attempt.end(false);
	}
	if (item) void keepLater(kept, memory, eventId);
	else keep(kept, memory, eventId);
	return start(item);
}

function start(item: IDataObject | undefined): IWebhookResponseData {
	return item
		? { workflowData: [[{ json: item }]] }
		: acknowledged('This event does not meet the conditions of the trigger');
}

function acknowledged(message: string): IWebhookResponseData {
	return { webhookResponse: { message } };
}

function rawBodyOf(context: IWebhookFunctions): Buffer {
	const { rawBody } = context.getRequestObject() as { rawBody?: unknown };
	return Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
}

function whyRefused(
	{ securityKey }: Subscribed,
	raw: Buffer,
	signature: unknown,
): string | undefined {
	if (!securityKey) {
		return 'there is no security key for its subscription; publish the workflow again';
	}
	if (typeof signature !== 'string' || !signature) return 'it carries no signature';
	return isSigned(securityKey, raw, signature) ? undefined : 'its signature is wrong';
}

function refuse(context: IWebhookFunctions, why: string): IWebhookResponseData {
	context.logger.warn(`Bill Trigger "${context.getNode().name}" refused a request: ${why}`, {
		workflowId: context.getWorkflow().id,
	});
	context.getResponseObject().status(401).json({ message: 'Not signed by BILL' });
	return { noWebhookResponse: true };
}

/**
 * Watches what n8n answers. Unless it is 200, BILL sends the event again, and it must not be taken for a repetition
 * then: it is forgotten. (When BILL has hung up, the execution may have been started all the same; then the second
 * one ends at the trigger, see once.ts.)
 */
function watchStart(context: IWebhookFunctions, memory: Memory, eventId: string) {
	const undo: Array<() => void> = [];
	let settle: () => void = () => {};
	const outcome = new Promise<void>((resolve) => (settle = resolve));
	memory.starting.set(eventId, outcome);
	const end = (isStarted: boolean) => {
		if (memory.starting.get(eventId) !== outcome) return;
		memory.starting.delete(eventId);
		if (!isStarted) {
			memory.seen.delete(eventId);
			for (const step of undo) step();
		}
		settle();
	};
	const response = context.getResponseObject();
	const close = () => end(response.writableFinished && response.statusCode === 200);
	if (response.closed) close();
	else response.once('close', close);
	return { end, undo };
}

/**
 * Writes what was seen into the node's static data, a moment later. In the moment in which n8n begins to start
 * the execution it forgets that the static data has changed (n8n 2.41, WorkflowRunner); what changes after that is
 * saved, and saved only when the execution has been.
 */
async function keepLater(kept: Kept, memory: Memory, eventId: string): Promise<void> {
	await sleep(0);
	keep(kept, memory, eventId);
}

/**
 * What the workflow gets; nothing when the event does not meet the conditions.
 *
 * @param last what is known of records from before, and what takes back that this one was seen
 */
async function itemOf(
	context: IWebhookFunctions,
	notification: Notification,
	last?: { memory: Memory; undo: Array<() => void> },
): Promise<IDataObject | undefined> {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const full = context.getNodeParameter('fetchRecord', false)
		? await readFullRecord(async () => await openClient(context), notification)
		: {};
	const record = full.record ?? notification.entity;
	// A notification writes some fields otherwise than the record: the two are not compared with each other.
	if (last && !full.failure && !isChanged(notification, record, options, last)) return undefined;
	if (!meetsAll(record, readConditions(options))) return undefined;

	const { eventId, eventType, errors, member, payload } = notification;
	const fetchError = full.failure && { fetchError: full.failure };
	if (!context.getNodeParameter('simplify', true)) {
		return { ...payload, [member]: record, ...fetchError };
	}
	const members =
		(full.record && full.simplify) ??
		kindOf(eventType)?.simplify ??
		Object.keys(record).slice(0, 8);
	return {
		eventId,
		eventType,
		...simplified(record, members),
		...(errors && { errors: errors as IDataObject[] }),
		...fetchError,
	};
}

function isChanged(
	notification: Notification,
	record: IDataObject,
	options: IDataObject,
	{ memory, undo }: { memory: Memory; undo: Array<Comparison['forget']> },
): boolean {
	const fields = readChangedFields(options);
	if (fields.length === 0) {
		memory.records.clear();
		return true;
	}
	const comparison = compare(memory, recordIdOf(notification), record, fields);
	undo.push(comparison.forget);
	return comparison.isChanged;
}

async function openClient(context: IWebhookFunctions): Promise<BillClient> {
	const api = context.getNodeParameter('api') as EventApi;
	return await BillClient.open(context, PROFILES[api], true);
}
