import type { IDataObject } from 'n8n-workflow';

import { moment, optionList, record, text } from '../../core/fields';
import type { Choices, Field } from '../../core/fields';
import { strings } from '../../core/operation';
import type { Call, Output, Resource, Shape } from '../../core/operation';
import { runOne } from '../../core/output';
import { FieldError, toText } from '../../core/values';
import { eventChoices } from '../../BillTrigger/event-catalogue';
import * as records from '../records';

/** https://developer.bill.com/docs/bill-webhook-api-notification-rules */
const PATH = '/connect-events/v3/events';
const OF_SUBSCRIPTION = `${PATH}/subscription/{subscriptionId}`;

const subscriptionId = record('subscriptionId', records.subscription, { required: true });

/** Events of Spend & Expense are subscribed to with the token of that API, and not here. */
export const eventNames: Choices = eventChoices('apAr');

const VERSION = '1';

/** The events of a subscription. An expression may name events that BILL has added since. */
export const events = (required: boolean): Field => ({
	name: 'events',
	path: 'events',
	example: [{ type: 'bill.updated', version: VERSION }],
	property: {
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		default: [],
		options: optionList(eventNames),
		...(required && { required: true }),
		description:
			'Which events are sent. BILL offers some of them only to some organizations; Get Catalog lists them.',
	},
	write: (value) => {
		const list = Array.isArray(value) ? value : toText(value ?? '', 'Events').split(',');
		const types = list.map((type) => toText(type, 'Events').trim()).filter(Boolean);
		const wrong = types.find((type) => !/^[a-z-]+(\.[a-z-]+)+$/.test(type));
		if (wrong) throw new FieldError('Events', `must be names such as bill.updated: "${wrong}"`);
		if (types.length === 0 && required) throw new FieldError('Events', 'needs at least one event');
		return types.map((type) => ({ type, version: VERSION }));
	},
});

export const notificationShape: Shape = {
	...strings('id', 'type', 'version', 'subscriptionId', 'createdTime'),
	payload: {
		metadata: strings('eventId', 'subscriptionId', 'organizationId', 'eventType', 'version'),
	},
	statusCode: 'number',
};

/** BILL hands out the payload as text that holds JSON; here it is an object. */
export async function withPayload(call: Call): Promise<Output[]> {
	const outputs = await runOne({ ...call, operation: { ...call.operation, run: undefined } });
	return outputs.map(({ json, ...rest }) => ({ ...rest, json: parsed(json) }));
}

function parsed(event: IDataObject): IDataObject {
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
	description: 'Events that BILL has sent, and those that it can send',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many events of a webhook subscription',
			description:
				'Read the events of a subscription with their payload and what its address answered; BILL keeps them for 180 days',
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
					moment('createdTimeTo', {
						label: 'Created To',
						eg: '2027-01-31T00:00:00.000Z',
						description: 'Events up to this moment',
					}),
					text('entityId', {
						label: 'Record ID',
						eg: '00n01ABCDEFGHIJKLMNO',
						description: 'Events of one record, such as a bill, by its ID',
					}),
				],
			},
			list: { paged: true },
			output: notificationShape,
			run: withPayload,
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
			description: 'Have BILL send an event to the address of its subscription once more',
			method: 'POST',
			path: `${OF_SUBSCRIPTION}/event/{eventId}`,
			fields: [
				subscriptionId,
				text('eventId', {
					label: 'Event ID',
					eg: '0b1e6a52-8c3f-4d7e-a1b9-2f4c6d8e0a13',
					required: true,
					description: 'The ID of the event, as Get Many shows it',
				}),
			],
			output: notificationShape,
			run: withPayload,
		},
	],
};
