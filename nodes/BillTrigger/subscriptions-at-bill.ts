import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { BillClient } from '../core/wire/client';
import { nodeError } from '../core/wire/errors';

/** https://developer.bill.com/docs/working-with-bill-webhooks */
export const SUBSCRIPTIONS = '/connect-events/v3/subscriptions';
const CATALOG = '/connect-events/v3/events/catalog';
/** https://developer.bill.com/changelog/2026-04-30-webhook-subscription-limits */
const MOST_SUBSCRIPTIONS = 10;

export interface Event extends IDataObject {
	type: string;
	version: string;
}

/** A subscription as BILL returns it; the key is included only when it is created. */
export interface Subscription {
	id: string;
	name?: string;
	notificationUrl?: string;
	events?: Event[];
	status?: { enabled?: boolean };
	securityKey?: string;
}

/**
 * All subscriptions of the organization, or of the Spend & Expense company.
 *
 * @throws NodeApiError
 */
export async function subscriptionsAt(client: BillClient): Promise<Subscription[]> {
	return (await client.list({ method: 'GET', path: SUBSCRIPTIONS })) as unknown as Subscription[];
}

/**
 * Why BILL has refused a subscription, as far as that can be found out: code and text of these cases are not
 * documented, so the limit and the catalog are checked.
 *
 * @returns undefined if neither is the reason; then BILL's own text is used
 */
export async function explainRefusal(
	client: BillClient,
	{ httpCode, message }: NodeApiError,
	events: Event[],
): Promise<NodeApiError | undefined> {
	const status = Number(httpCode);
	if (!(status >= 400 && status < 500) || status === 401 || status === 429) return undefined;
	const there = await subscriptionsAt(client);
	if (there.length >= MOST_SUBSCRIPTIONS) {
		const names = there.map(({ name, id }) => name ?? id).join(', ');
		return nodeError(
			client.node,
			`BILL allows ${MOST_SUBSCRIPTIONS} webhook subscriptions in an organization, and there are already ${there.length}`,
			`Unpublish a workflow with a Bill Trigger, let one trigger receive the events of several, or delete a subscription you do not need with Webhook Subscription > Delete. Existing ones: ${names}.`,
			{ status },
		);
	}
	const catalog = (await client.send({ method: 'GET', path: CATALOG })) as Array<{ type: string }>;
	const offered = new Set(Array.isArray(catalog) ? catalog.map(({ type }) => type) : []);
	const missing = events.filter(({ type }) => offered.size > 0 && !offered.has(type));
	if (missing.length === 0) return undefined;
	return nodeError(
		client.node,
		`BILL does not offer this organization the events ${missing.map(({ type }) => type).join(', ')}`,
		`Remove them from Events. Some events are for select BILL partners only; Webhook Event > Get Catalog lists what is offered. BILL's message: ${message}`,
		{ status },
	);
}
