import type { Bill, Rec } from '../../support/bill.mts';
import { type Case, both, define, optionsIf } from '../../support/cases.mts';
import { byId, fromList } from '../../support/form.mts';
import { pages } from './pages.mts';

const resource = 'webhookSubscription';
const path = '/connect-events/v3/subscriptions';
const LIMITED = 'an organization may have ten subscriptions';
const url = 'https://hooks.northwind.example/bill';

const of = (...types: string[]) => types.map((type) => ({ type, version: '1' }));
const smallest = (name: string) => ({
	name,
	status: { enabled: true },
	events: of('bill.updated'),
	notificationUrl: url,
});

/** A subscription as it is after a change. To make one, BILL asks for a key that these calls do not send. */
async function subscribed(bill: Bill, more: object = {}): Promise<Rec> {
	const { id } = await bill.first(path);
	return await bill.call('PATCH', `${path}/${id}`, { name: bill.unique('Ledger'), ...more });
}
const SEEDED = 'changes the subscription that the local BILL begins with';

const security = { securityKey: expect.stringMatching(/^.{40,}$/) as unknown };

export const webhookSubscriptionCases: Case[] = [
	define({
		resource,
		operation: 'create',
		form: 'smallest',
		localOnly: LIMITED,
		setUp: (bill) => bill.unique('Ledger'),
		parameters: (name) => ({ name, events: ['bill.updated'], notificationUrl: url }),
		received: (name) => [{ method: 'POST', path, body: smallest(name) }],
		added: { subscriptions: 1 },
		kept: (name, [{ json }]) => ({ subscriptions: [{ id: json.id, ...smallest(name) }] }),
		given: (name) => [{ ...smallest(name), ...security }],
	}),
	define({
		resource,
		operation: 'create',
		form: 'fullest',
		localOnly: LIMITED,
		setUp: (bill) => bill.unique('Ledger'),
		parameters: (name) => ({
			name,
			inputMode: 'fields',
			events: ['vendor.created', 'risk-verification.updated', 'invoice.restored'],
			notificationUrl: url,
			enabled: false,
			options: { timeout: 30 },
		}),
		received: (name) => [
			{
				method: 'POST',
				path,
				body: {
					...smallest(name),
					status: { enabled: false },
					events: of('vendor.created', 'risk-verification.updated', 'invoice.restored'),
				},
			},
		],
		added: { subscriptions: 1 },
		given: (name) => [{ name, status: { enabled: false }, ...security }],
	}),
	define({
		resource,
		operation: 'create',
		form: 'json',
		localOnly: LIMITED,
		setUp: (bill) => smallest(bill.unique('Ledger')),
		parameters: (body) => ({ inputMode: 'json', body: JSON.stringify(body) }),
		received: (body) => [{ method: 'POST', path, body }],
		added: { subscriptions: 1 },
		given: (body) => [{ ...body, ...security }],
	}),
	define({
		resource,
		operation: 'create',
		form: 'events from an expression',
		localOnly: LIMITED,
		setUp: (bill) => bill.unique('Ledger'),
		parameters: (name) => ({
			name,
			events: 'bill.updated, vendor.updated',
			notificationUrl: url,
		}),
		received: (name) => [
			{
				method: 'POST',
				path,
				body: { ...smallest(name), events: of('bill.updated', 'vendor.updated') },
			},
		],
		added: { subscriptions: 1 },
		given: (name) => [{ name }],
	}),
	...both((full) => ({
		resource,
		operation: 'get',
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({
			subscriptionId: full ? fromList(id) : byId(id),
			...optionsIf(full),
		}),
		received: ({ id }) => [{ method: 'GET', path: `${path}/${id}` }],
		given: (one) => [one],
	})),
	define({
		resource,
		operation: 'getAll',
		form: 'smallest',
		setUp: (bill) => bill.call('GET', path, undefined, { max: 50 }),
		parameters: () => ({}),
		received: () => [{ method: 'GET', path, query: { max: '50' } }],
		given: ({ results }) => results,
	}),
	define({
		resource,
		operation: 'getAll',
		form: 'fullest',
		setUp: (bill) => bill.call('GET', path, undefined, { max: 100 }),
		parameters: () => ({ returnAll: true, options: { timeout: 30 } }),
		received: () => [{ method: 'GET', path, query: { max: '100' } }],
		given: ({ results }) => results,
	}),
	define({
		resource,
		operation: 'update',
		form: 'smallest',
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({ subscriptionId: byId(id), updateFields: { name: 'Renamed' } }),
		received: ({ id }) => [{ method: 'PATCH', path: `${path}/${id}`, body: { name: 'Renamed' } }],
		kept: ({ id, events, notificationUrl, status }) => ({
			subscriptions: [{ id, name: 'Renamed', events, notificationUrl, status }],
		}),
		given: ({ id }) => [{ id, name: 'Renamed' }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'fullest',
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({
			subscriptionId: fromList(id),
			inputMode: 'fields',
			updateFields: { enabled: true, name: 'Renamed', notificationUrl: url },
			options: { timeout: 30 },
		}),
		received: ({ id }) => [
			{
				method: 'PATCH',
				path: `${path}/${id}`,
				body: { status: { enabled: true }, name: 'Renamed', notificationUrl: url },
			},
		],
		kept: ({ id }) => ({
			subscriptions: [{ id, name: 'Renamed', notificationUrl: url, status: { enabled: true } }],
		}),
		given: ({ id }) => [{ id, name: 'Renamed', status: { enabled: true } }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'json',
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({
			subscriptionId: byId(id),
			inputMode: 'json',
			body: { notificationUrl: url },
		}),
		received: ({ id }) => [
			{ method: 'PATCH', path: `${path}/${id}`, body: { notificationUrl: url } },
		],
		given: ({ id }) => [{ id, notificationUrl: url }],
	}),
	...['smallest', 'fullest', 'json'].map((form) => {
		const types = form === 'fullest' ? ['payment.failed', 'bill.archived'] : ['payment.failed'];
		return define({
			resource,
			operation: 'replaceEvents',
			form,
			localOnly: SEEDED,
			// Switched on or off, it stays so.
			setUp: (bill) => subscribed(bill, { status: { enabled: form === 'fullest' } }),
			parameters: ({ id }) => ({
				subscriptionId: form === 'fullest' ? fromList(id) : byId(id),
				...(form === 'json'
					? { inputMode: 'json', body: { events: of(...types) } }
					: { events: types }),
				...optionsIf(form === 'fullest'),
			}),
			received: ({ id, name, notificationUrl, status: { enabled } }) => [
				{ method: 'GET', path: `${path}/${id}` },
				{
					method: 'PUT',
					path: `${path}/${id}`,
					body: { name, notificationUrl, status: { enabled }, events: of(...types) },
				},
			],
			kept: ({ id, name, notificationUrl, status: { enabled } }) => ({
				subscriptions: [{ id, name, notificationUrl, status: { enabled }, events: of(...types) }],
			}),
			given: ({ id, name }) => [{ id, name, events: of(...types) }],
		});
	}),
	...['enable', 'disable'].flatMap((operation) => {
		const enabled = operation === 'enable';
		return both((full) => ({
			resource,
			operation,
			localOnly: SEEDED,
			setUp: (bill) => subscribed(bill, { status: { enabled: !enabled } }),
			parameters: ({ id }) => ({
				subscriptionId: full ? fromList(id) : byId(id),
				...optionsIf(full),
			}),
			received: ({ id }) => [
				{ method: 'PATCH', path: `${path}/${id}`, body: { status: { enabled } } },
			],
			kept: ({ id, name, events }) => ({
				subscriptions: [{ id, name, events, status: { enabled } }],
			}),
			given: ({ id, name }) => [{ id, name, status: { enabled } }],
		}));
	}),
	...both((full) => ({
		resource,
		operation: 'delete',
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({
			subscriptionId: full ? fromList(id) : byId(id),
			...optionsIf(full),
		}),
		received: ({ id }) => [{ method: 'DELETE', path: `${path}/${id}` }],
		added: { subscriptions: -1 },
		given: () => [{ deleted: true }],
	})),
	...both((full) => ({
		resource,
		operation: 'createSecurityKey',
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({
			subscriptionId: full ? fromList(id) : byId(id),
			...optionsIf(full),
		}),
		received: ({ id }) => [{ method: 'POST', path: `${path}/${id}/security_key` }],
		given: () => [security],
	})),
	define({
		resource,
		operation: 'sendTest',
		form: 'smallest',
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({ subscriptionId: byId(id) }),
		received: ({ id }) => [{ method: 'POST', path: `${path}/${id}/test`, body: {} }],
		// The payload is JSON in a text; here it is an object.
		given: ({ id }) => [
			{
				subscriptionId: id,
				type: 'vendor.updated',
				payload: { metadata: { subscriptionId: id, eventType: 'vendor.updated' } },
			},
		],
	}),
	define({
		resource,
		operation: 'sendTest',
		form: 'fullest',
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({
			subscriptionId: fromList(id),
			inputMode: 'fields',
			additionalFields: {
				bill: '{"id": "00n01ABCDEFGHIJKLMNO", "amount": 5}',
				eventType: 'bill.created',
				invoice: { id: '00e01ABCDEFGHIJKLMNO' },
				payment: { id: 'stp01ABCDEFGHIJKLMNO' },
				vendor: { id: '00901ABCDEFGHIJKLMNO' },
				version: '1',
			},
			options: { timeout: 30 },
		}),
		received: ({ id }) => [
			{
				method: 'POST',
				path: `${path}/${id}/test`,
				body: {
					bill: { id: '00n01ABCDEFGHIJKLMNO', amount: 5 },
					eventType: 'bill.created',
					invoice: { id: '00e01ABCDEFGHIJKLMNO' },
					payment: { id: 'stp01ABCDEFGHIJKLMNO' },
					vendor: { id: '00901ABCDEFGHIJKLMNO' },
					version: '1',
				},
			},
		],
		given: ({ id }) => [
			{
				subscriptionId: id,
				type: 'bill.created',
				payload: { bill: { id: '00n01ABCDEFGHIJKLMNO', amount: 5 } },
			},
		],
	}),
	define({
		resource,
		operation: 'sendTest',
		form: 'json',
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({
			subscriptionId: byId(id),
			inputMode: 'json',
			body: { eventType: 'bill.created' },
		}),
		received: ({ id }) => [
			{ method: 'POST', path: `${path}/${id}/test`, body: { eventType: 'bill.created' } },
		],
		given: () => [{ type: 'bill.created' }],
	}),
];

const events = '/connect-events/v3/events';
const from = '2020-01-01T00:00:00';
const fromSent = '2020-01-01T08:00:00.000Z';

/** Subscription and its events, with so many more than the local BILL begins with. */
const withEvents = (more: number) => async (bill: Bill) => {
	const one = await subscribed(bill);
	for (let i = 0; i < more; i++) await bill.call('POST', `${path}/${one.id}/test`, {});
	const all = (bill.localBill?.records('events') ?? []) as Rec[];
	return { id: one.id, all: all.filter(({ subscriptionId }) => subscriptionId === one.id) };
};

export const webhookEventCases: Case[] = [
	define({
		resource: 'webhookEvent',
		operation: 'getAll',
		form: 'smallest',
		localOnly: SEEDED,
		setUp: withEvents(0),
		parameters: ({ id }) => ({ subscriptionId: byId(id), createdTimeFrom: from }),
		received: ({ id }) => [
			{
				method: 'GET',
				path: `${events}/subscription/${id}`,
				query: { createdTimeFrom: fromSent, max: '50' },
			},
		],
		// The payload is JSON in a text; here it is an object.
		given: ({ id, all }) =>
			all.map((event) => ({
				id: event.id,
				payload: { metadata: { eventId: event.id, subscriptionId: id } },
			})),
	}),
	define({
		resource: 'webhookEvent',
		operation: 'getAll',
		form: 'pages',
		localOnly: SEEDED,
		setUp: withEvents(200),
		parameters: ({ id }) => ({
			subscriptionId: byId(id),
			createdTimeFrom: from,
			returnAll: true,
		}),
		// Walked by nextPage, which these lists take back under that name.
		received: ({ id }) =>
			pages(`${events}/subscription/${id}`, 3, 'nextPage').map((page) => ({
				...page,
				query: { createdTimeFrom: fromSent, ...page.query },
			})),
		given: ({ all }) => all.map(({ id }) => ({ id })),
	}),
	define({
		resource: 'webhookEvent',
		operation: 'getAll',
		form: 'fullest',
		localOnly: SEEDED,
		setUp: async (bill) => {
			const { id, all } = await withEvents(3)(bill);
			const vendor = await bill.first('/v3/vendors');
			return { id, vendor, all: all.filter(({ payload }) => payload.includes(vendor.id)) };
		},
		parameters: ({ id, vendor }) => ({
			subscriptionId: fromList(id),
			createdTimeFrom: from,
			additionalFields: { createdTimeTo: '2099-07-01T12:30:00', entityId: vendor.id },
			returnAll: true,
			options: { timeout: 30 },
		}),
		received: ({ id, vendor }) => [
			{
				method: 'GET',
				path: `${events}/subscription/${id}`,
				query: {
					createdTimeFrom: fromSent,
					createdTimeTo: '2099-07-01T19:30:00.000Z',
					entityId: vendor.id,
					max: '100',
				},
			},
		],
		given: ({ all }) => all.map(({ id, statusCode }) => ({ id, statusCode })),
	}),
	...both((full) => ({
		resource: 'webhookEvent',
		operation: 'getCatalog',
		setUp: (bill) => bill.call('GET', `${events}/catalog`),
		parameters: () => optionsIf(full),
		received: () => [{ method: 'GET', path: `${events}/catalog` }],
		given: (all) => all as never,
	})),
	...both((full) => ({
		resource: 'webhookEvent',
		operation: 'resend',
		localOnly: SEEDED,
		setUp: withEvents(0),
		parameters: ({ id, all }) => ({
			subscriptionId: full ? fromList(id) : byId(id),
			eventId: all[0].id,
			...optionsIf(full),
		}),
		received: ({ id, all }) => [
			{ method: 'POST', path: `${events}/subscription/${id}/event/${all[0].id}` },
		],
		kept: ({ all }) => ({ events: [{ id: all[0].id, _resent: 1 }] }),
		given: ({ all }) => [{ id: all[0].id, payload: { metadata: { eventId: all[0].id } } }],
	})),
];
