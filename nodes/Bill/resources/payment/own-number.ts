import { createHash } from 'node:crypto';

import type { Call } from '../../../core/run/operation';

/** BILL accepts 50 characters, letters and digits: https://developer.bill.com/reference/createpayment */
const DIGITS = 32;

/**
 * A transaction number for a payment without one. It is derived from the n8n instance, the execution, the node and the
 * item, so that another try of the item has the same number, and no other payment has it.
 */
export function ownNumber({ context, client }: Call): string {
	const made = createHash('sha256').update(JSON.stringify([context.getInstanceId(), client.place]));
	return `N8N${made.digest('hex').slice(0, DIGITS).toUpperCase()}`;
}
