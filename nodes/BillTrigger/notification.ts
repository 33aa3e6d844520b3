import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

/** One event as BILL sent it. */
export interface Notification {
	/** BILL's `eventId`: the same when the event is sent again. */
	eventId: string;
	/** `bill.updated` */
	eventType: string;
	metadata: IDataObject;
	/** The name of the member that holds the record: `bill`, `bank-account`, … */
	member: string;
	/** The record, as far as BILL includes it. */
	entity: IDataObject;
	/** Why a payment or an autopay failed. */
	errors?: unknown[];
	/** The whole notification. */
	payload: IDataObject;
}

const BESIDE_THE_RECORD = new Set(['metadata', 'errors']);

/**
 * Parses a notification. BILL documents JSON that is escaped inside a text
 * (https://developer.bill.com/docs/bill-webhook-api-notification-rules), while its samples show an object: both are
 * accepted. The record is the only member besides `metadata` and `errors`; its name differs between BILL's samples and
 * lists.
 *
 * @returns undefined if it is not a notification
 */
export function readNotification(raw: Buffer): Notification | undefined {
	const payload = asObject(parse(raw.toString('utf8')));
	const metadata = asObject(payload?.metadata);
	if (!payload || !metadata || typeof metadata.eventType !== 'string') return undefined;
	const member = Object.keys(payload).find(
		(name) => !BESIDE_THE_RECORD.has(name) && asObject(payload[name]),
	);
	const { eventId, eventType } = metadata;
	return {
		// Every notification has an ID; if one has none, a digest of its bytes is used.
		eventId:
			eventId === undefined || eventId === null || eventId === ''
				? createHash('sha256').update(raw).digest('base64')
				: String(eventId),
		eventType,
		metadata,
		member: member ?? 'record',
		entity: (member && asObject(payload[member])) || {},
		...(Array.isArray(payload.errors) && { errors: payload.errors as unknown[] }),
		payload,
	};
}

/** The ID of the record; Spend & Expense also has a `uuid`, and a 3-D Secure challenge has only an ID of its own. */
export function recordIdOf({ entity }: Notification): string | undefined {
	const id = entity.id ?? entity.uuid ?? entity.acsTransactionId;
	return id === undefined || id === null || id === '' ? undefined : String(id);
}

function parse(text: string): unknown {
	try {
		const parsed = JSON.parse(text) as unknown;
		return typeof parsed === 'string' ? (JSON.parse(parsed) as unknown) : parsed;
	} catch {
		return undefined;
	}
}

function asObject(value: unknown): IDataObject | undefined {
	const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
	return isObject ? (value as IDataObject) : undefined;
}
