import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';

import { findOperation } from '../core/form/operation';
import { inNode } from '../core/run/item-errors';
import { tables } from '../tables';
import { openClient } from './open-client';
import { isInEvent, meetsAll, readConditions } from './conditions';
import { kindOf } from '../events/catalogue';
import { eventNames } from '../events/field';
import { readNotification, recordIdOf } from './notification';
import type { Notification } from './notification';
import { outputOf } from './event-output';
import type { FullRecord } from './event-output';

/**
 * Replaces the data of the events with the full record, as BILL has it now, if the node is set to do so. BILL
 * recommends it, because notifications are not the only source of truth (https://developer.bill.com/docs/webhooks).
 * Conditions on fields that an event does not contain are checked here; an event that does not meet them goes no
 * further.
 *
 * For some events BILL has no record: for what failed or was deleted. If a record cannot be read, whatever the reason,
 * the event goes on with its own data and says so: BILL does not send it a second time, and n8n may not keep an
 * execution that fails. That includes limits and refused sign-ins, because nobody knows when they end. Conditions on
 * fields that the event does not contain cannot be checked in that case and do not stop the event. The execution fails
 * only with Retry On Fail, so that n8n tries again.
 *
 * @param first the index of the first item
 * @throws NodeApiError when the execution was cancelled, or n8n is to try again
 */
export async function withFullRecord(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	first: number,
): Promise<INodeExecutionData[]> {
	if (!context.getNodeParameter('fetchRecord', 0, false)) return items;
	const isSimple = context.getNodeParameter('simplify', 0, true) as boolean;
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	const conditions = readConditions(options, eventNames(context.getNodeParameter('events', 0, [])));
	const completed: INodeExecutionData[] = [];
	for (const [at, { json }] of items.entries()) {
		const item = first + at;
		const notification = readNotification(Buffer.from(JSON.stringify(json)));
		// Nothing came from BILL: a person has just pressed Execute.
		if (!notification) {
			completed.push({ json, pairedItem: { item } });
			continue;
		}
		const { entity } = notification;
		const full = await readRecord(context, notification);
		const notInEvent = conditions.filter((one) => !isInEvent(entity, one));
		const isKnown = full?.missing === undefined;
		if (isKnown && !meetsAll(full?.record ?? entity, notInEvent)) continue;
		completed.push({ json: outputOf(notification, isSimple, full), pairedItem: { item } });
	}
	return completed;
}

async function readRecord(
	context: IExecuteFunctions,
	notification: Notification,
): Promise<FullRecord | undefined> {
	const place = placeOf(notification);
	if (!place) return undefined;
	try {
		const client = await openClient(
			context,
			context.getNodeParameter('api', 0),
			context.getNodeParameter('recordAuthentication', 0, 'subscription'),
		);
		const record = await client.find(place.path);
		if (isRecord(record)) return { record, simplify: place.simplify };
		// The record of a test event is made up.
		if (context.getMode() === 'manual') return undefined;
		return { missing: 'BILL does not know the record' };
	} catch (error) {
		const triesAgain = context.getNode().retryOnFail === true && !context.continueOnFail();
		if (triesAgain || context.getExecutionCancelSignal()?.aborted) {
			throw inNode(context, error as Error);
		}
		const { message, description } = error as NodeApiError;
		context.logger.warn(
			`Bill Trigger "${context.getNode().name}" could not read a record: ${message}`,
		);
		return { missing: [message, description].filter(Boolean).join('. ') };
	}
}

const isRecord = (answer: unknown): answer is IDataObject =>
	typeof answer === 'object' && answer !== null && !Array.isArray(answer);

function placeOf(notification: Notification): { path: string; simplify?: string[] } | undefined {
	const kind = kindOf(notification.eventType);
	const id = recordIdOf(notification);
	const gone = notification.eventType.endsWith('.deleted');
	if (!kind || gone) return undefined;
	const operation = kind.resource ? findOperation(tables, kind.resource, 'get') : undefined;
	const path = operation?.path ?? kind.path;
	if (!path || (path.includes('{') && !id)) return undefined;
	return {
		path: path.replace(/\{\w+\}/, encodeURIComponent(id ?? '')),
		simplify: operation?.simplify,
	};
}
