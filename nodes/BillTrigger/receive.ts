import { sleep } from 'n8n-workflow';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { BillClient } from '../core/client';
import { simplified } from '../core/output';
import { hasChanged, meetsAll, readChangedFields, readConditions } from './conditions';
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
	const kept = context.getWorkflowStaticData('node') as Kept;
	const raw = rawBodyOf(context);
	const memory = memoryOf(nodeKey(context, context.getMode() === 'manual'), kept);
	const refusal = whyRefused(memory.subscribed, raw, context.getHeaderData()[SIGNATURE]);
	if (refusal) return refuse(context, refusal);
	const notification = readNotification(raw);
	if (!notification) return refuse(context, 'it is signed, but is no notification');

	const { eventId } = notification;
	// The same event at the same time: whether it is to start an execution shows when the first has been answered.
	for (let other = memory.starting.get(eventId); other; other = memory.starting.get(eventId)) {
		await other;
	}
	if (memory.seen.has(eventId)) return acknowledged('This event has been received before');

	memory.seen.add(eventId);
	const start = watchStart(context, memory, eventId);
	let item: IDataObject | undefined;
	try {
		item = await itemOf(context, notification, memory);
		start.isReady = true;
	} finally {
		if (!start.isReady) start.end(false);
	}
	if (!item) {
		keep(kept, memory);
		return acknowledged('This event does not meet the conditions of the trigger');
	}
	void keepLater(kept, memory);
	return { workflowData: [[{ json: item }]] };
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

function acknowledged(message: string): IWebhookResponseData {
	return { webhookResponse: { message } };
}

/**
 * Watches what n8n answers: when it could not start the execution, the event is forgotten, so that it is not taken
 * for a repetition when BILL sends it again.
 */
function watchStart(context: IWebhookFunctions, memory: Memory, eventId: string) {
	let settle: (started: boolean) => void = () => {};
	const outcome = new Promise<boolean>((resolve) => (settle = resolve));
	memory.starting.set(eventId, outcome);
	const end = (started: boolean) => {
		if (!started) memory.seen.delete(eventId);
		memory.starting.delete(eventId);
		settle(started);
	};
	const response = context.getResponseObject();
	// Without an answer (BILL hung up) n8n starts the execution all the same.
	response.once('close', () => end(!response.writableFinished || response.statusCode === 200));
	return { isReady: false, end };
}

/**
 * Writes what was seen into the node's static data, a moment later. In the moment in which n8n begins to start
 * the execution it forgets that the static data has changed (n8n 2.41, WorkflowRunner); what changes after that is
 * saved, and saved only when the execution has been: an event is never noted whose execution could get lost.
 */
async function keepLater(kept: Kept, memory: Memory): Promise<void> {
	await sleep(0);
	keep(kept, memory);
}

/** What the workflow gets; nothing when the event does not meet the conditions. */
async function itemOf(
	context: IWebhookFunctions,
	notification: Notification,
	memory: Memory,
): Promise<IDataObject | undefined> {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const full = context.getNodeParameter('fetchRecord', false)
		? await readFullRecord(async () => await openClient(context), notification)
		: {};
	const record = full.record ?? notification.entity;

	const changedFields = readChangedFields(options);
	const recordId = recordIdOf(notification);
	if (changedFields.length > 0 && !hasChanged(memory, recordId, record, changedFields)) {
		return undefined;
	}
	if (!meetsAll(record, readConditions(options))) return undefined;

	const { eventId, eventType, errors, member, payload } = notification;
	const fetchError = full.failure && { fetchError: full.failure };
	if (!context.getNodeParameter('simplify', true)) {
		return { ...payload, [member]: record, ...fetchError };
	}
	const members = full.simplify ?? kindOf(eventType)?.simplify ?? Object.keys(record).slice(0, 8);
	return {
		eventId,
		eventType,
		...simplified(record, members),
		...(errors && { errors: errors as IDataObject[] }),
		...fetchError,
	};
}

async function openClient(context: IWebhookFunctions): Promise<BillClient> {
	const api = context.getNodeParameter('api') as EventApi;
	return await BillClient.open(context, PROFILES[api], true);
}
