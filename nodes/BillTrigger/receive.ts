import { sleep } from 'n8n-workflow';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { eventNames } from '../events/field';
import { compare, isInEvent, meetsAll, readChangedFields, readConditions } from './conditions';
import { keep, memoryOf, nodeKey, noteRecord } from './kept';
import type { Kept, Memory, Sighting, Subscribed } from './kept';
import { lookBack } from './missed-events';
import { readNotification, recordIdOf } from './notification';
import type { Notification } from './notification';
import { outputOf } from './event-output';
import { isSigned } from './signature';

const SIGNATURE = 'x-bill-sha-signature';

/**
 * Handles one request to the node's address: from BILL or not, an event or not, for the first time or not.
 *
 * n8n responds with 200 once it has saved the execution, which takes some milliseconds. BILL sends an event again until
 * it gets that response, so an event whose execution could not be started comes again.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const isTest = context.getMode() === 'manual';
	const kept = context.getWorkflowStaticData('node') as Kept;
	const memory = memoryOf(nodeKey(context, isTest), kept);
	const raw = await rawBodyOf(context);
	const refusal = whyRefused(memory.subscribed, raw, context.getHeaderData()[SIGNATURE]);
	if (refusal) return refuse(context, refusal);
	const notification = readNotification(raw);
	if (!notification) return refuse(context, 'it is signed but is not a notification');

	// A person who tests the workflow wants to see each event.
	if (isTest) return start(itemFor(context, notification));
	// Something has been received before, perhaps by another process; events since then may have been missed.
	if (kept.seen !== undefined) lookBack(context, kept, memory);
	return await receiveOnce(context, notification, kept, memory);
}

async function receiveOnce(
	context: IWebhookFunctions,
	notification: Notification,
	kept: Kept,
	memory: Memory,
): Promise<IWebhookResponseData> {
	const { eventId } = notification;
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const fields = readChangedFields(options, eventNames(context.getNodeParameter('events', [])));
	if (fields.length === 0) memory.records.clear();
	const recordId = fields.length > 0 ? recordIdOf(notification) : undefined;
	// The same event or record is being processed; its result is known when the first request has been answered.
	const other = () =>
		memory.starting.get(eventId) ??
		[...memory.starting.values()].find(
			({ sighting }) => sighting && sighting.recordId === recordId,
		);
	for (let first = other(); first; first = other()) await first.settled;
	if (memory.seen.has(eventId)) return acknowledged('This event was already received');

	let sighting: Sighting | undefined;
	let isChanged = true;
	if (recordId !== undefined) {
		const last = memory.records.get(recordId);
		const comparison = compare(last, notification.entity, fields);
		isChanged = comparison.isChanged;
		sighting = { recordId, seen: comparison.seen };
	}
	const item = isChanged ? itemFor(context, notification) : undefined;
	memory.seen.add(eventId);
	if (item) {
		watchStart(context, memory, eventId, sighting);
		void keepLater(kept, memory, eventId);
	} else {
		noteRecord(memory.records, sighting);
		keep(kept, memory, eventId);
	}
	return start(item);
}

/**
 * What n8n starts the execution with; undefined if the event does not meet the conditions. If the record is to be
 * fetched, this is the whole event: BILL is asked when the execution runs (full-record.ts), so that neither BILL nor
 * the next event has to wait.
 */
function itemFor(context: IWebhookFunctions, notification: Notification): IDataObject | undefined {
	const isFetched = context.getNodeParameter('fetchRecord', false) as boolean;
	const { entity, payload } = notification;
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const conditions = readConditions(options, eventNames(context.getNodeParameter('events', [])));
	const judged = isFetched ? conditions.filter((one) => isInEvent(entity, one)) : conditions;
	if (!meetsAll(entity, judged)) return undefined;
	if (isFetched) return payload;
	return outputOf(notification, context.getNodeParameter('simplify', true) as boolean);
}

function start(item: IDataObject | undefined): IWebhookResponseData {
	return item
		? { workflowData: [[{ json: item }]] }
		: acknowledged('This event does not meet the conditions of the trigger');
}

function acknowledged(message: string): IWebhookResponseData {
	return { webhookResponse: { message } };
}

async function rawBodyOf(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject() as {
		rawBody?: unknown;
		readableEnded?: boolean;
		readRawBody?: () => Promise<void>;
	};
	// n8n has read the body only if it knows the content type; for a form with files nothing is left to read.
	if (request.rawBody === undefined && !request.readableEnded) await request.readRawBody?.();
	const { rawBody } = request;
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
	if (typeof signature !== 'string' || !signature) return 'it has no signature';
	return isSigned(securityKey, raw, signature)
		? undefined
		: 'its signature is wrong; if it came from BILL, publish the workflow again';
}

function refuse(context: IWebhookFunctions, why: string): IWebhookResponseData {
	context.logger.warn(`Bill Trigger "${context.getNode().name}" refused a request: ${why}`, {
		workflowId: context.getWorkflow().id,
	});
	context.getResponseObject().status(401).json({ message: 'Not signed by BILL' });
	return { noWebhookResponse: true };
}

/**
 * Watches n8n's response. Unless it is 200, BILL sends the event again, which must then not be treated as a repetition:
 * it is forgotten. (If BILL has hung up, the execution may have been started anyway; the second one then ends at the
 * trigger, see once.ts.)
 */
function watchStart(
	context: IWebhookFunctions,
	memory: Memory,
	eventId: string,
	sighting: Sighting | undefined,
): void {
	let settle: () => void = () => {};
	const settled = new Promise<void>((resolve) => (settle = resolve));
	memory.starting.set(eventId, { settled, sighting });
	const response = context.getResponseObject();
	const close = () => {
		memory.starting.delete(eventId);
		if (response.writableFinished && response.statusCode === 200) {
			noteRecord(memory.records, sighting);
		} else {
			memory.seen.delete(eventId);
		}
		settle();
	};
	if (response.closed) close();
	else response.once('close', close);
}

/**
 * Writes what was seen into the node's static data, a moment later. At the moment when n8n begins to start the
 * execution, it forgets that the static data has changed (n8n 2.41, WorkflowRunner). Later changes are saved, and only
 * after the execution has been saved.
 */
async function keepLater(kept: Kept, memory: Memory, eventId: string): Promise<void> {
	await sleep(0);
	keep(kept, memory, eventId);
}
