import { createHmac } from 'node:crypto';
import type { DeliverySettings } from './settings.mts';

/** What is posted to a notification URL. */
export interface Message {
	headers: Record<string, string>;
	body: string;
}

/**
 * base64 of HMAC-SHA256 over the minified JSON, by https://developer.bill.com/docs/test-with-webhook-security. Public
 * receivers use the key as text, and not as the bytes it would decode to as base64.
 */
export function signatureOf(payload: string, securityKey: string): string {
	return createHmac('sha256', Buffer.from(securityKey, 'utf8')).update(payload).digest('base64');
}

/**
 * The message for a payload (minified JSON). If the payload is sent as a string, BILL does not say whether the
 * signature is over the payload or over the body with its quotes; "minified JSON payload" is taken literally.
 */
export function writeMessage(
	payload: string,
	securityKey: string,
	{ form, spaced, forge }: Pick<DeliverySettings, 'form' | 'spaced' | 'forge'>,
): Message {
	const key = forge === 'wrongKey' ? `not ${securityKey}` : securityKey;
	const said = forge === 'changedBody' ? changed(payload) : payload;
	const text = spaced ? JSON.stringify(JSON.parse(said), null, 2) : said;
	const body = form === 'string' ? JSON.stringify(text) : text;
	return {
		headers: {
			'content-type': 'application/json',
			...(forge !== 'unsigned' && { 'x-bill-sha-signature': signatureOf(payload, key) }),
			// This is not BILL. Its API responses have the same header.
			'x-local-bill': 'true',
		},
		body: forge === 'truncated' ? body.slice(0, body.length / 2) : body,
	};
}

/** The payload as someone in transit might change it: the record gets another id. */
function changed(payload: string): string {
	const { metadata, errors, ...rest } = JSON.parse(payload) as Record<string, object>;
	const [[name, record]] = Object.entries(rest);
	return JSON.stringify({ metadata, [name]: { ...record, id: 'CHANGED' }, errors });
}
