import type { IDataObject } from 'n8n-workflow';

import { joined, recordKind } from './record-kind';

/* Where BILL sends events. */

export const webhookSubscription = recordKind({
	label: 'Subscription',
	plural: 'Subscriptions',
	eg: '5f0c7a4e-2d3b-4c1a-9e8f-6b7d8c9a0e1f',
	list: {
		path: '/connect-events/v3/subscriptions',
		name: ({ name, notificationUrl, status }) =>
			joined(
				name,
				notificationUrl,
				(status as IDataObject | undefined)?.enabled === false ? 'disabled' : '',
			),
	},
});
