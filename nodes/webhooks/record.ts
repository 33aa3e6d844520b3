import type { IDataObject } from 'n8n-workflow';

import { joined } from '../core/form/one-line';
import type { ListedKind } from '../core/run/pick-lists';

/** Where BILL sends events, to be picked. */
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
