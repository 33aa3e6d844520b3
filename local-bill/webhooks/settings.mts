/** What can be wrong with a notification on purpose. */
export const FORGERIES = ['none', 'unsigned', 'wrongKey', 'changedBody', 'truncated'] as const;

export type Forgery = (typeof FORGERIES)[number];

/** How notifications are delivered. */
export interface DeliverySettings {
	/**
	 * BILL says "the payload is JSON-escaped and is presented as a string": the body is a JSON text that holds the
	 * JSON. BILL's samples are unescaped, so an object can be had, too.
	 */
	form: 'string' | 'object';
	/** With line breaks and indents; the signature stays that of the minified JSON. */
	spaced: boolean;
	/** Share of the events that are delivered twice: with 1/3 every third. */
	duplicate: number;
	/** So many notifications of a subscription are held back and sent in reversed order; 1 keeps the order. */
	reorder: number;
	/** Milliseconds between an event and its delivery. */
	delay: number;
	/** Milliseconds before each further try. */
	retryAfter: number[];
	/** Milliseconds within which the answer must come. */
	timeout: number;
	/** What is wrong with each delivery. Forged ones are tried again, and count as failures, like all others. */
	forge: Forgery;
	/** Deliveries of one subscription at the same time. */
	atOnce: number;
}

/**
 * As BILL does it: within 10 seconds, and again after 2, 4, 8 and 16 seconds
 * (https://developer.bill.com/docs/bill-webhook-api-notification-rules). These four make five tries; the page's "after
 * resending a notification five times" may mean one more. How many BILL sends at the same time is not said.
 */
export function deliveryDefaults(): DeliverySettings {
	return {
		...{ form: 'string', spaced: false, duplicate: 0, reorder: 1, delay: 0 },
		...{ retryAfter: [2_000, 4_000, 8_000, 16_000], timeout: 10_000, forge: 'none', atOnce: 5 },
	};
}
