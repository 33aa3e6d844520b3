import { sleep } from 'n8n-workflow';
import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { resources } from '../Bill/resources';
import type { BillClient } from '../core/client';
import { findOperation } from '../core/operation';
import { kindOf } from './event-catalogue';
import type { Notification } from './notification';
import { recordIdOf } from './notification';

/** BILL waits ten seconds for an answer, and gets it when the execution has been started. */
const MOST_MS = 5_000;

export interface FullRecord {
	record?: IDataObject;
	/** The most used members of what was read: with the event's ID and type an item has ten. */
	simplify?: string[];
	/** Why it was not read. */
	failure?: string;
}

/**
 * Reads the whole record that an event is about, as BILL has it now. BILL advises it, because notifications are
 * not the only truth (https://developer.bill.com/docs/webhooks). An event starts its execution also when
 * that is not possible, with the reason in it. Of some events BILL has no record: what failed, what was deleted.
 */
export async function readFullRecord(
	openClient: () => Promise<BillClient>,
	notification: Notification,
): Promise<FullRecord> {
	const place = placeOf(notification);
	if (!place) return {};
	const tooLate = sleep(MOST_MS).then((): FullRecord => ({
		failure: `The record could not be read within ${MOST_MS / 1000} seconds`,
	}));
	return await Promise.race([read(openClient, place), tooLate]);
}

interface Place {
	path: string;
	simplify?: string[];
}

async function read(
	openClient: () => Promise<BillClient>,
	{ path, simplify }: Place,
): Promise<FullRecord> {
	try {
		const client = await openClient();
		const record = await client.send({ method: 'GET', path, timeoutMs: MOST_MS });
		if (typeof record !== 'object' || record === null || Array.isArray(record)) {
			return { failure: 'BILL answered without the record' };
		}
		return { record: record as IDataObject, simplify };
	} catch (error) {
		const { message, description } = error as NodeApiError;
		return { failure: description ? `${message}. ${description}` : message };
	}
}

function placeOf(notification: Notification): Place | undefined {
	const kind = kindOf(notification.eventType);
	const id = recordIdOf(notification);
	const gone = notification.eventType.endsWith('.deleted');
	if (!kind || gone) return undefined;
	const operation = kind.resource ? findOperation(resources, kind.resource, 'get') : undefined;
	const path = operation?.path ?? kind.path;
	if (!path || (path.includes('{') && !id)) return undefined;
	return {
		path: path.replace(/\{\w+\}/, encodeURIComponent(id ?? '')),
		simplify: operation?.simplify?.slice(0, 8),
	};
}
