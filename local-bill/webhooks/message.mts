import { createHmac } from 'node:crypto';
import type { DeliverySettings } from './settings.mts';

/** What is posted to a notification URL. */
export interface Message {
	headers: Record<string, string>;
	body: string;
}

/**
 * base64 of HMAC-SHA256 over the minified JSON, by https://developer.bill.com/docs/test-with-webhook-security. That
 * the key is taken as text, and not as the bytes that a base64 text would stand for, is how public receivers do it.
 */
export function signatureOf(payload: string, securityKey: string): string {
	return createHmac('sha256', Buffer.from(securityKey, 'utf8')).update(payload).digest('base64');
}

/**
 * The message for a payload (minified JSON). Where the payload is sent as a text, whether the signature is over the
 * payload or over the body with its quotes is not said; "minified JSON payload" is taken at its word.
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
			// This is not BILL; its answers say so, too.
			'x-local-bill': 'true',
		},
		body: forge === 'truncated' ? body.slice(0, body.length / 2) : body,
	};
}

/** The payload as somebody on the way might change it: the record has another id. */
function changed(payload: string): string {
	const { metadata, errors, ...rest } = JSON.parse(payload) as Record<string, object>;
	const [[name, record]] = Object.entries(rest);
	return JSON.stringify({ metadata, [name]: { ...record, id: 'CHANGED' }, errors });
}
