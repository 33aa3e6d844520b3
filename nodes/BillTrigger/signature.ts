import { createHmac, timingSafeEqual } from 'node:crypto';

/** Notifications are a few kilobytes; for larger bodies only the bytes as received are checked. */
const MOST_REWRITTEN = 256 * 1024;

/**
 * Whether BILL has signed a notification: the header `x-bill-sha-signature` holds base64(HMAC-SHA256(security key,
 * minified JSON)), https://developer.bill.com/docs/test-with-webhook-security.
 *
 * It is not documented whether the received bytes are already minified, and whether JSON that is escaped inside a text
 * is signed with or without its escapes. So the bytes as received are tried first, then the same data in the other
 * forms. Each of them is the same notification, and none can be signed without the key.
 *
 * @param securityKey the key that BILL returned with the subscription
 * @param raw the request's body, byte for byte
 * @param signature the header, as received
 */
export function isSigned(securityKey: string, raw: Buffer, signature: string): boolean {
	if (!securityKey) return false;
	if (isSignatureOf(raw)) return true;
	if (raw.length > MOST_REWRITTEN) return false;
	const text = raw.toString('utf8');
	const spellings = new Set([...spellingsOf(text), ...spellingsOf(textInside(text))]);
	return [...spellings].some((spelling) => isSignatureOf(spelling));

	function isSignatureOf(data: Buffer | string): boolean {
		const expected = Buffer.from(createHmac('sha256', securityKey).update(data).digest('base64'));
		const received = Buffer.from(signature);
		return received.length === expected.length && timingSafeEqual(received, expected);
	}
}

/** The text itself, without the white space between its parts, and serialized again (`230.00` becomes `230`). */
function spellingsOf(text: string | undefined): string[] {
	if (text === undefined) return [];
	const rewritten = rewrite(text);
	// Only for JSON: if a quotation mark is never closed, the search below would start again at each one.
	return rewritten === undefined ? [text] : [text, withoutWhiteSpace(text), rewritten];
}

function withoutWhiteSpace(json: string): string {
	return json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|\s+/g, (part) =>
		part.startsWith('"') ? part : '',
	);
}

function rewrite(text: string): string | undefined {
	try {
		return JSON.stringify(JSON.parse(text));
	} catch {
		return undefined; // Not JSON, or nested too deeply to be serialized.
	}
}

/** The text in a body that is a single JSON string, such as `"{\"metadata\":…}"`. */
function textInside(body: string): string | undefined {
	try {
		const parsed = JSON.parse(body) as unknown;
		return typeof parsed === 'string' ? parsed : undefined;
	} catch {
		return undefined;
	}
}
