import { lately } from '../../support/filters.mts';
import type { Bill, Rec } from '../../support/bill.mts';
import {
	type Case,
	casesOf,
	get,
	optionsIf,
	patch,
	pick,
	post,
	put,
	remove,
} from '../../support/cases.mts';
import { byId, fromList } from '../../support/form.mts';
import { pages } from '../../support/standard-cases.mts';

/** A complete vendor, as filled into a test event. */
const believable = expect.objectContaining({ name: 'Northwind Office Supplies', archived: false });

const webhookEvent = casesOf('webhookEvent');

const { caseOf, bothForms } = casesOf('webhookSubscription');
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

/** The seeded subscription of the local BILL, after a change. */
async function subscribed(bill: Bill, more: object = {}): Promise<Rec> {
	const { id } = await bill.first(path);
	return await bill.call('PATCH', `${path}/${id}`, { name: bill.unique('Ledger'), ...more });
}
const SEEDED = 'changes the subscription that the local BILL begins with';

/** Records that a test event can contain, if the form and BILL use the same name for them. */
const entities = {
	invoice: { id: '00e01ABCDEFGHIJKLMNO' },
	payment: { id: 'stp01ABCDEFGHIJKLMNO' },
	vendor: { id: '00901ABCDEFGHIJKLMNO' },
};

const security = { securityKey: expect.stringMatching(/^.{40,}$/) as unknown };

export const webhookSubscriptionCases: Case[] = [
	caseOf('create', 'smallest', {
		localOnly: LIMITED,
		setUp: (bill) => bill.unique('Ledger'),
		parameters: (name) => ({ name, events: ['bill.updated'], notificationUrl: url }),
		received: (name) => [post(path, smallest(name))],
		added: { subscriptions: 1 },
		kept: (name, [{ json }]) => ({ subscriptions: [{ id: json.id, ...smallest(name) }] }),
		given: (name) => [{ ...smallest(name), ...security }],
	}),
	caseOf('create', 'fullest', {
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
			post(path, {
				...smallest(name),
				status: { enabled: false },
				events: of('vendor.created', 'risk-verification.updated', 'invoice.restored'),
			}),
		],
		added: { subscriptions: 1 },
		given: (name) => [{ name, status: { enabled: false }, ...security }],
	}),
	caseOf('create', 'json', {
		localOnly: LIMITED,
		setUp: (bill) => smallest(bill.unique('Ledger')),
		parameters: (body) => ({ inputMode: 'json', body: JSON.stringify(body) }),
		received: (body) => [post(path, body)],
		added: { subscriptions: 1 },
		given: (body) => [{ ...body, ...security }],
	}),
	caseOf('create', 'events from an expression', {
		localOnly: LIMITED,
		setUp: (bill) => bill.unique('Ledger'),
		parameters: (name) => ({
			name,
			events: 'bill.updated, vendor.updated',
			notificationUrl: url,
		}),
		received: (name) => [
			post(path, { ...smallest(name), events: of('bill.updated', 'vendor.updated') }),
		],
		added: { subscriptions: 1 },
		given: (name) => [{ name }],
	}),
	...bothForms('get', (full) => ({
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => pick('subscriptionId', id, full),
		received: ({ id }) => [get(`${path}/${id}`)],
		given: (one) => [one],
	})),
	caseOf('getAll', 'smallest', {
		setUp: (bill) => bill.call('GET', path, undefined, { max: 50 }),
		parameters: () => ({}),
		received: () => [get(path, { max: '50' })],
		given: ({ results }) => results,
	}),
	caseOf('getAll', 'fullest', {
		setUp: (bill) => bill.call('GET', path, undefined, { max: 100 }),
		parameters: () => ({
			returnAll: true,
			filters: { changedWithin: lately('changedWithin')[1] },
			options: { timeout: 30 },
		}),
		received: () => [get(path, { max: '100' })],
		given: ({ results }) => results,
	}),
	caseOf('update', 'smallest', {
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({ subscriptionId: byId(id), updateFields: { name: 'Renamed' } }),
		received: ({ id }) => [patch(`${path}/${id}`, { name: 'Renamed' })],
		kept: ({ id, events, notificationUrl, status }) => ({
			subscriptions: [{ id, name: 'Renamed', events, notificationUrl, status }],
		}),
		given: ({ id }) => [{ id, name: 'Renamed' }],
	}),
	caseOf('update', 'fullest', {
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({
			subscriptionId: fromList(id),
			inputMode: 'fields',
			updateFields: { enabled: true, name: 'Renamed', notificationUrl: url },
			options: { emptyFields: 'leave', timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ id }) => [
			patch(`${path}/${id}`, { status: { enabled: true }, name: 'Renamed', notificationUrl: url }),
		],
		kept: ({ id }) => ({
			subscriptions: [{ id, name: 'Renamed', notificationUrl: url, status: { enabled: true } }],
		}),
		given: ({ id }) => [{ id, name: 'Renamed', status: { enabled: true } }],
	}),
	caseOf('update', 'json', {
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({
			subscriptionId: byId(id),
			inputMode: 'json',
			body: { notificationUrl: url },
		}),
		received: ({ id }) => [patch(`${path}/${id}`, { notificationUrl: url })],
		given: ({ id }) => [{ id, notificationUrl: url }],
	}),
	...['smallest', 'fullest', 'json'].map((form) => {
		const types = form === 'fullest' ? ['payment.failed', 'bill.archived'] : ['payment.failed'];
		return caseOf('replaceEvents', form, {
			localOnly: SEEDED,
			// Enabled or disabled, it stays so.
			setUp: (bill) => subscribed(bill, { status: { enabled: form === 'fullest' } }),
			parameters: ({ id }) => ({
				subscriptionId: form === 'fullest' ? fromList(id) : byId(id),
				...(form === 'json'
					? { inputMode: 'json', body: { events: of(...types) } }
					: { events: types }),
				...optionsIf(form === 'fullest'),
			}),
			received: ({ id, name, notificationUrl, status: { enabled } }) => [
				get(`${path}/${id}`),
				get(`${path}/${id}`),
				put(`${path}/${id}`, { name, notificationUrl, status: { enabled }, events: of(...types) }),
			],
			kept: ({ id, name, notificationUrl, status: { enabled } }) => ({
				subscriptions: [{ id, name, notificationUrl, status: { enabled }, events: of(...types) }],
			}),
			given: ({ id, name }) => [{ id, name, events: of(...types) }],
		});
	}),
	...['enable', 'disable'].flatMap((operation) => {
		const enabled = operation === 'enable';
		return bothForms(operation, (full) => ({
			localOnly: SEEDED,
			setUp: (bill) => subscribed(bill, { status: { enabled: !enabled } }),
			parameters: ({ id }) => pick('subscriptionId', id, full),
			received: ({ id }) => [patch(`${path}/${id}`, { status: { enabled } })],
			kept: ({ id, name, events }) => ({
				subscriptions: [{ id, name, events, status: { enabled } }],
			}),
			given: ({ id, name }) => [{ id, name, status: { enabled } }],
		}));
	}),
	...bothForms('delete', (full) => ({
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => pick('subscriptionId', id, full),
		received: ({ id }) => [remove(`${path}/${id}`)],
		added: { subscriptions: -1 },
		given: () => [{ deleted: true }],
	})),
	...bothForms('createSecurityKey', (full) => ({
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => pick('subscriptionId', id, full),
		received: ({ id }) => [post(`${path}/${id}/security_key`)],
		given: () => [security],
	})),
	caseOf('sendTest', 'smallest', {
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({ subscriptionId: byId(id) }),
		received: ({ id }) => [post(`${path}/${id}/test`, {})],
		// BILL's payload is a string of JSON; in the output it is an object.
		given: ({ id }) => [
			{
				subscriptionId: id,
				type: 'vendor.updated',
				payload: { metadata: { subscriptionId: id, eventType: 'vendor.updated' } },
			},
		],
	}),
	caseOf('sendTest', 'a chosen event', {
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({ subscriptionId: byId(id), eventType: 'vendor.updated' }),
		received: ({ id }) => [
			post(`${path}/${id}/test`, { eventType: 'vendor.updated', vendor: believable }),
		],
		given: () => [{ payload: { vendor: { name: 'Northwind Office Supplies' } } }],
	}),
	caseOf('sendTest', 'fullest', {
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({
			subscriptionId: fromList(id),
			inputMode: 'fields',
			eventType: 'bill.created',
			additionalFields: {
				bankAccount: { id: 'bac01ABCDEFGHIJKLMNO' },
				bill: '{"id": "00n01ABCDEFGHIJKLMNO", "amount": 5}',
				cardAccount: { last4: '4242' },
				...entities,
				riskVerification: { status: 'APPROVE' },
				version: '1',
			},
			options: { timeout: 30 },
		}),
		received: ({ id }) => [
			post(`${path}/${id}/test`, {
				'bank-account': { id: 'bac01ABCDEFGHIJKLMNO' },
				bill: { id: '00n01ABCDEFGHIJKLMNO', amount: 5 },
				'card-account': { last4: '4242' },
				eventType: 'bill.created',
				...entities,
				'risk-verification': { status: 'APPROVE' },
				version: '1',
			}),
		],
		given: ({ id }) => [
			{
				subscriptionId: id,
				type: 'bill.created',
				payload: { bill: { id: '00n01ABCDEFGHIJKLMNO', amount: 5 } },
			},
		],
	}),
	caseOf('sendTest', 'json', {
		localOnly: SEEDED,
		setUp: (bill) => subscribed(bill),
		parameters: ({ id }) => ({
			subscriptionId: byId(id),
			inputMode: 'json',
			body: { eventType: 'bill.created' },
		}),
		received: ({ id }) => [
			post(`${path}/${id}/test`, {
				eventType: 'bill.created',
				bill: expect.objectContaining({ id: expect.stringMatching(/^00n/), amount: 228.99 }),
			}),
		],
		given: () => [{ type: 'bill.created' }],
	}),
];

const events = '/connect-events/v3/events';
const from = '2020-01-01T00:00:00';
const fromSent = '2020-01-01T08:00:00.000Z';

/** A subscription and its events, with that many more than the local BILL starts with. */
const withEvents = (more: number) => async (bill: Bill) => {
	const one = await subscribed(bill);
	for (let i = 0; i < more; i++) await bill.call('POST', `${path}/${one.id}/test`, {});
	const all = (bill.localBill?.records('events') ?? []) as Rec[];
	return { id: one.id, all: all.filter(({ subscriptionId }) => subscriptionId === one.id) };
};

export const webhookEventCases: Case[] = [
	webhookEvent.caseOf('getAll', 'smallest', {
		localOnly: SEEDED,
		setUp: withEvents(0),
		parameters: ({ id }) => ({ subscriptionId: byId(id), createdTimeFrom: from }),
		received: ({ id }) => [
			get(`${events}/subscription/${id}`, { createdTimeFrom: fromSent, max: '50' }),
		],
		// BILL's payload is a string of JSON; in the output it is an object.
		given: ({ id, all }) =>
			all.map((event) => ({
				id: event.id,
				payload: { metadata: { eventId: event.id, subscriptionId: id } },
			})),
	}),
	webhookEvent.caseOf('getAll', 'pages', {
		localOnly: SEEDED,
		setUp: withEvents(200),
		parameters: ({ id }) => ({
			subscriptionId: byId(id),
			createdTimeFrom: from,
			returnAll: true,
		}),
		received: ({ id }) =>
			pages(`${events}/subscription/${id}`, 3).map((page) => ({
				...page,
				query: { createdTimeFrom: fromSent, ...page.query },
			})),
		given: ({ all }) => all.map(({ id }) => ({ id })),
	}),
	webhookEvent.caseOf('getAll', 'fullest', {
		localOnly: SEEDED,
		setUp: async (bill) => {
			const { id, all } = await withEvents(3)(bill);
			const vendor = await bill.first('/v3/vendors');
			return { id, vendor, all: all.filter(({ payload }) => payload.includes(vendor.id)) };
		},
		parameters: ({ id, vendor }) => ({
			subscriptionId: fromList(id),
			createdTimeFrom: from,
			additionalFields: {
				ascending: true,
				createdTimeTo: '2099-07-01T12:30:00',
				entityId: vendor.id,
			},
			returnAll: true,
			options: { timeout: 30 },
		}),
		received: ({ id, vendor }) => [
			get(`${events}/subscription/${id}`, {
				ascending: 'true',
				createdTimeFrom: fromSent,
				createdTimeTo: '2099-07-01T19:30:00.000Z',
				entityId: vendor.id,
				max: '100',
			}),
		],
		given: ({ all }) => all.map(({ id, statusCode }) => ({ id, statusCode })),
	}),
	webhookEvent.caseOf('getAll', 'newest first', {
		localOnly: SEEDED,
		setUp: withEvents(3),
		parameters: ({ id }) => ({
			subscriptionId: byId(id),
			createdTimeFrom: from,
			additionalFields: { ascending: false },
		}),
		received: ({ id }) => [
			get(`${events}/subscription/${id}`, {
				ascending: 'false',
				createdTimeFrom: fromSent,
				max: '50',
			}),
		],
		given: ({ all }) => all.map(({ id }) => ({ id })).reverse(),
	}),
	...webhookEvent.bothForms('getCatalog', (full) => ({
		setUp: (bill) => bill.call('GET', `${events}/catalog`),
		parameters: () => optionsIf(full),
		received: () => [get(`${events}/catalog`)],
		given: (all) => all as never,
	})),
	...webhookEvent.bothForms('resend', (full) => ({
		localOnly: SEEDED,
		setUp: withEvents(0),
		parameters: ({ id, all }) => ({
			subscriptionId: full ? fromList(id) : byId(id),
			eventId: all[0].id,
			...optionsIf(full),
		}),
		received: ({ id, all }) => [post(`${events}/subscription/${id}/event/${all[0].id}`)],
		kept: ({ all }) => ({ events: [{ id: all[0].id, _resent: 1 }] }),
		given: ({ all }) => [{ id: all[0].id, payload: { metadata: { eventId: all[0].id } } }],
	})),
];
