import type { IDataObject } from 'n8n-workflow';

import { flag, moment, typedId } from '../core/form/kinds';
import { record } from '../core/form/record-fields';
import { strings } from '../core/form/shape';
import type { Shape } from '../core/form/shape';
import { cannotBeLookedUp } from '../core/look-up/way';
import type { Resource } from '../core/run/operation';
import { webhookEvent, webhookSubscription } from './record';

/** https://developer.bill.com/docs/bill-webhook-api-notification-rules */
const PATH = '/connect-events/v3/events';
const OF_SUBSCRIPTION = `${PATH}/subscription/{subscriptionId}`;

const subscriptionId = record('subscriptionId', webhookSubscription, { required: true });

export const notificationShape: Shape = {
	...strings('id', 'type', 'version', 'subscriptionId', 'createdTime'),
	payload: {
		metadata: strings('eventId', 'subscriptionId', 'organizationId', 'eventType', 'version'),
	},
	statusCode: 'number',
};

/** BILL returns the payload as text that contains JSON; here it becomes an object. */
export function withPayload(event: IDataObject): IDataObject {
	if (typeof event.payload !== 'string') return event;
	try {
		return { ...event, payload: JSON.parse(event.payload) as IDataObject };
	} catch {
		return event;
	}
}

export const webhookEventResource: Resource = {
	value: 'webhookEvent',
	name: 'Webhook Event',
	description: 'Events that BILL has sent, and events it can send',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many events of a webhook subscription',
			description:
				'Read the events of a subscription with their payload and the response from its URL; BILL keeps them for 180 days',
			method: 'GET',
			path: OF_SUBSCRIPTION,
			fields: [
				subscriptionId,
				moment('createdTimeFrom', {
					label: 'Created From',
					required: true,
					description: 'Events from this moment on',
				}),
			],
			optional: {
				as: 'additionalFields',
				fields: [
					flag('ascending', { description: 'Whether the oldest events come first' }),
					moment('createdTimeTo', {
						label: 'Created To',
						eg: '2027-01-31T00:00:00.000Z',
						description: 'Events up to this moment',
					}),
					typedId('entityId', {
						label: 'Record ID',
						eg: '00n01ABCDEFGHIJKLMNO',
						description: 'ID of one record, such as a bill, to read only its events',
					}),
				],
			},
			// https://developer.bill.com/reference/geteventsforsubscription shows `{}`.
			list: { paged: true, leftOut: true },
			output: notificationShape,
			read: withPayload,
		},
		{
			value: 'getCatalog',
			name: 'Get Catalog',
			action: 'Get the catalog of events',
			description: 'Read which events the organization can subscribe to',
			method: 'GET',
			path: `${PATH}/catalog`,
			fields: [],
			list: { paged: false },
			output: { type: 'string', versions: ['string'] },
		},
		{
			value: 'resend',
			name: 'Resend',
			action: 'Resend an event',
			description: 'Have BILL send an event to the URL of its subscription again',
			method: 'POST',
			path: `${OF_SUBSCRIPTION}/event/{eventId}`,
			fields: [
				subscriptionId,
				record('eventId', webhookEvent, {
					required: true,
					description: 'The list shows events of the last 30 days',
				}),
			],
			lookUp: cannotBeLookedUp('BILL does not show how many times it has sent an event'),
			output: notificationShape,
			read: withPayload,
		},
	],
};
