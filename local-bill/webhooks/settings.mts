/** What can deliberately be wrong with a notification. */
export const FORGERIES = ['none', 'unsigned', 'wrongKey', 'changedBody', 'truncated'] as const;

export type Forgery = (typeof FORGERIES)[number];

/** How notifications are delivered. */
export interface DeliverySettings {
	/**
	 * BILL says "the payload is JSON-escaped and is presented as a string": the body is a JSON string that contains the
	 * JSON. BILL's samples are unescaped, so an object is possible too.
	 */
	form: 'string' | 'object';
	/** With line breaks and indentation. The signature is still that of the minified JSON. */
	spaced: boolean;
	/** Share of the events that are delivered twice: 1/3 means every third one. */
	duplicate: number;
	/** This many notifications of a subscription are held back and sent in reversed order; 1 keeps the order. */
	reorder: number;
	/** Milliseconds between an event and its delivery. */
	delay: number;
	/** Milliseconds before each retry. */
	retryAfter: number[];
	/** Milliseconds to wait for the response. */
	timeout: number;
	/** What is wrong with each delivery. Forged deliveries are retried and count as failures like any others. */
	forge: Forgery;
	/** Maximum concurrent deliveries per subscription. */
	atOnce: number;
}

/**
 * BILL's values: a timeout of 10 seconds, and retries after 2, 4, 8 and 16 seconds
 * (https://developer.bill.com/docs/bill-webhook-api-notification-rules). These four make five attempts; the page's
 * "after resending a notification five times" may mean one more. How many BILL sends at the same time is not
 * documented.
 */
export function deliveryDefaults(): DeliverySettings {
	return {
		...{ form: 'string', spaced: false, duplicate: 0, reorder: 1, delay: 0 },
		...{ retryAfter: [2_000, 4_000, 8_000, 16_000], timeout: 10_000, forge: 'none', atOnce: 5 },
	};
}
