import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { findOperation } from '../core/form/operation';
import { BillClient } from '../core/wire/client';
import { nodeError } from '../core/wire/errors';
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
 * Puts the whole record, as BILL has it now, in the place of what the events tell of it, where the node is set so.
 * BILL advises it, because notifications are not the only truth (https://developer.bill.com/docs/webhooks).
 * Conditions on what an event does not tell are judged here; one that is not met goes no further.
 *
 * Of some events BILL has no record: what failed, what was deleted.
 *
 * @param first the index of the first item
 * @throws NodeApiError when the record cannot be read; the event's execution can then be retried
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
		// Nothing came from BILL: someone has just pressed Execute.
		if (!notification) {
			completed.push({ json, pairedItem: { item } });
			continue;
		}
		const { entity } = notification;
		const full = await readRecord(context, notification);
		const notInEvent = conditions.filter((one) => !isInEvent(entity, one));
		if (!meetsAll(full?.record ?? entity, notInEvent)) continue;
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
	const client = await openClient(
		context,
		context.getNodeParameter('api', 0),
		context.getNodeParameter('recordAuthentication', 0, 'subscription'),
	);
	const record = await read(client, place.path, context.getMode() === 'manual');
	return record && { record, simplify: place.simplify };
}

async function read(
	client: BillClient,
	path: string,
	isTest: boolean,
): Promise<IDataObject | undefined> {
	// A test event tells of a record that is made up.
	const record = isTest
		? await client.find(path)
		: ((await client.send({ method: 'GET', path })) as unknown);
	if (isTest && record === undefined) return undefined;
	if (typeof record === 'object' && record !== null && !Array.isArray(record)) {
		return record as IDataObject;
	}
	throw nodeError(
		client.node,
		'BILL answered without the record of the event',
		'The event was received. Retry the execution in a few minutes.',
	);
}

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
