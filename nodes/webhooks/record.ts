import type { IDataObject } from 'n8n-workflow';

import { asText, joined } from '../core/form/one-line';
import type { ListedKind } from '../core/run/pick-lists';

/**
 * Events that BILL has sent to a subscription in the last days:
 * https://developer.bill.com/reference/geteventsforsubscription
 */
export const webhookEvent: ListedKind = {
	label: 'Event',
	searchMethod: 'searchEvents',
	eg: '0b1e6a52-8c3f-4d7e-a1b9-2f4c6d8e0a13',
	pattern: /^[0-9A-Za-z_-]+$/,
	mustBe: 'must be an ID of letters and digits',
	list: {
		path: '/connect-events/v3/events/subscription/{subscriptionId}',
		query: { ascending: 'false' },
		since: { query: 'createdTimeFrom', days: 30 },
		leftOut: true,
		name: ({ createdTime, type, statusCode }) =>
			joined(createdTime, type, statusCode ? `response ${asText(statusCode)}` : 'no response'),
	},
};

/** Subscriptions, which say where BILL sends events. */
export const webhookSubscription: ListedKind = {
	label: 'Subscription',
	searchMethod: 'searchSubscriptions',
	eg: '5f0c7a4e-2d3b-4c1a-9e8f-6b7d8c9a0e1f',
	pattern: /^[0-9A-Za-z_-]+$/,
	mustBe: 'must be an ID of letters and digits',
	list: {
		path: '/connect-events/v3/subscriptions',
		name: ({ name, notificationUrl, status }) =>
			joined(
				name,
				notificationUrl,
				(status as IDataObject | undefined)?.enabled === false ? 'disabled' : '',
			),
	},
};
