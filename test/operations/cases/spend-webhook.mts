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
import { LOCAL, spendCall } from '../../support/spend.mts';

/* Subscriptions and events of Spend & Expense, with its own credential and event types. */

const { caseOf, bothForms } = casesOf('webhookSubscription', 'billSpendExpense');
const webhookEvent = casesOf('webhookEvent', 'billSpendExpense');
const localOnly = LOCAL;
const path = '/connect-events/v3/subscriptions';
const events = '/connect-events/v3/events';
const url = 'https://hooks.northwind.example/spend';
const from = '2020-01-01T00:00:00';
const fromSent = '2020-01-01T08:00:00.000Z';

const of = (...types: string[]) => types.map((type) => ({ type, version: '1' }));
const subscription = (name: string, ...types: string[]) => ({
	name,
	status: { enabled: true },
	events: of(...types),
	notificationUrl: url,
});

const security = { securityKey: expect.stringMatching(/^.{40,}$/) as unknown };

const ALL = [
	...['spend.transaction.updated', 'spend.reimbursement.created'],
	'spend.three-ds-challenge.created',
];

/** A subscription of the company to three events, enabled or disabled. */
async function subscribed(bill: Bill, enabled = true): Promise<Rec> {
	const body = { ...subscription(bill.unique('Spend'), ...ALL) };
	const { securityKey: _, ...made } = await spendCall(bill, 'POST', path, body);
	if (enabled) return made;
	return await spendCall(bill, 'PATCH', `${path}/${made.id}`, { status: { enabled } });
}

/** The same with one event that BILL has sent. */
async function withEvent(bill: Bill): Promise<{ id: string; event: Rec }> {
	const { id } = await subscribed(bill);
	const eventType = 'spend.transaction.updated';
	await spendCall(bill, 'POST', `${path}/${id}/test`, { eventType, transaction: { amount: 5 } });
	const event = ((bill.localBill?.records('events') ?? []) as Rec[]).find(
		({ subscriptionId }) => subscriptionId === id,
	);
	return { id, event: event as Rec };
}

export const spendWebhookSubscriptionCases: Case[] = [
	...bothForms('create', (full) => ({
		localOnly,
		setUp: (bill: Bill) => bill.unique('Spend'),
		parameters: (name) => ({
			name,
			events: ['spend.transaction.updated'],
			notificationUrl: url,
			...(full && { inputMode: 'fields', enabled: false, ...optionsIf(true) }),
		}),
		received: (name) => [
			post(path, {
				...subscription(name, 'spend.transaction.updated'),
				status: { enabled: !full },
			}),
		],
		added: { subscriptions: 1 },
		given: (name) => [{ name, status: { enabled: !full }, ...security }],
	})),
	caseOf('create', 'json', {
		localOnly,
		setUp: (bill) => subscription(bill.unique('Spend'), 'spend.reimbursement.created'),
		parameters: (body) => ({ inputMode: 'json', body }),
		received: (body) => [post(path, body)],
		added: { subscriptions: 1 },
		given: (body) => [{ ...body, ...security }],
	}),
	...bothForms('get', (full) => ({
		localOnly,
		setUp: async (bill: Bill) => await subscribed(bill),
		parameters: ({ id }) => pick('subscriptionId', id, full),
		received: ({ id }) => [get(`${path}/${id}`)],
		given: (one) => [one],
	})),
	...bothForms('getAll', (full) => ({
		localOnly,
		setUp: async (bill: Bill) => await subscribed(bill),
		parameters: () =>
			full
				? {
						returnAll: true,
						filters: { changedWithin: lately('changedWithin')[1] },
						options: { timeout: 30 },
					}
				: {},
		received: () => [get(path, { max: full ? '100' : '50' })],
		given: (one) => [one],
	})),
	...bothForms('update', (full) => ({
		localOnly,
		setUp: async (bill: Bill) => await subscribed(bill),
		parameters: ({ id }) => ({
			subscriptionId: full ? fromList(id) : byId(id),
			...(full && { inputMode: 'fields', ...optionsIf(true) }),
			updateFields: {
				name: 'Renamed',
				...(full && { enabled: false, notificationUrl: `${url}/2` }),
			},
		}),
		received: ({ id }) => [
			patch(`${path}/${id}`, {
				...(full && { status: { enabled: false } }),
				name: 'Renamed',
				...(full && { notificationUrl: `${url}/2` }),
			}),
		],
		kept: ({ id }) => ({ subscriptions: [{ id, name: 'Renamed' }] }),
		given: ({ id }) => [{ id, name: 'Renamed' }],
	})),
	caseOf('update', 'json', {
		localOnly,
		setUp: async (bill) => await subscribed(bill),
		parameters: ({ id }) => ({
			...{ subscriptionId: byId(id), inputMode: 'json', body: { name: 'Renamed' } },
		}),
		received: ({ id }) => [patch(`${path}/${id}`, { name: 'Renamed' })],
		given: ({ id }) => [{ id, name: 'Renamed' }],
	}),
	...['smallest', 'fullest', 'json'].map((form) =>
		caseOf('replaceEvents', form, {
			localOnly,
			setUp: async (bill) => await subscribed(bill),
			parameters: ({ id }) => ({
				subscriptionId: form === 'fullest' ? fromList(id) : byId(id),
				...(form === 'json'
					? { inputMode: 'json', body: { events: of('spend.reimbursement.deleted') } }
					: { events: ['spend.reimbursement.deleted'] }),
				...optionsIf(form === 'fullest'),
			}),
			received: ({ id, name, notificationUrl }) => [
				get(`${path}/${id}`),
				get(`${path}/${id}`),
				put(`${path}/${id}`, {
					...{ name, notificationUrl, status: { enabled: true } },
					events: of('spend.reimbursement.deleted'),
				}),
			],
			given: ({ id }) => [{ id, events: of('spend.reimbursement.deleted') }],
		}),
	),
	...['enable', 'disable'].flatMap((operation) => {
		const enabled = operation === 'enable';
		return bothForms(operation, (full) => ({
			localOnly,
			setUp: async (bill: Bill) => await subscribed(bill, !enabled),
			parameters: ({ id }) => pick('subscriptionId', id, full),
			received: ({ id }) => [patch(`${path}/${id}`, { status: { enabled } })],
			kept: ({ id, events: kept }) => ({
				subscriptions: [{ id, events: kept, status: { enabled } }],
			}),
			given: ({ id }) => [{ id, status: { enabled } }],
		}));
	}),
	...bothForms('delete', (full) => ({
		localOnly,
		setUp: async (bill: Bill) => await subscribed(bill),
		parameters: ({ id }) => pick('subscriptionId', id, full),
		received: ({ id }) => [remove(`${path}/${id}`)],
		added: { subscriptions: -1 },
		given: () => [{ deleted: true }],
	})),
	...bothForms('createSecurityKey', (full) => ({
		localOnly,
		setUp: async (bill: Bill) => await subscribed(bill),
		parameters: ({ id }) => pick('subscriptionId', id, full),
		received: ({ id }) => [post(`${path}/${id}/security_key`)],
		given: () => [security],
	})),
	...(
		[
			['spend.transaction.updated', 'transaction', { merchantName: 'Harbor Coffee' }],
			['spend.reimbursement.created', 'reimbursement', { merchantName: 'Harbor Coffee' }],
			['spend.three-ds-challenge.created', 'threeDsChallenge', { merchantName: 'Harbor Coffee' }],
		] as const
	).map(([eventType, member, record]) =>
		caseOf('sendTest', `${member} made up`, {
			localOnly,
			setUp: async (bill) => await subscribed(bill),
			parameters: ({ id }) => ({ subscriptionId: byId(id), eventType }),
			received: ({ id }) => [
				post(`${path}/${id}/test`, { eventType, [member]: expect.objectContaining(record) }),
			],
			given: ({ id }) => [{ subscriptionId: id, type: eventType, payload: { [member]: record } }],
		}),
	),
	caseOf('sendTest', 'json', {
		localOnly,
		setUp: async (bill) => await subscribed(bill),
		parameters: ({ id }) => ({
			...{ subscriptionId: byId(id), inputMode: 'json' },
			body: { eventType: 'spend.transaction.updated', transaction: { amount: 4 } },
		}),
		received: ({ id }) => [
			post(`${path}/${id}/test`, {
				...{ eventType: 'spend.transaction.updated', transaction: { amount: 4 } },
			}),
		],
		given: () => [{ payload: { transaction: { amount: 4 } } }],
	}),
	caseOf('sendTest', 'smallest', {
		localOnly,
		setUp: async (bill) => await subscribed(bill),
		parameters: ({ id }) => ({ subscriptionId: byId(id) }),
		received: ({ id }) => [post(`${path}/${id}/test`, {})],
		given: ({ id }) => [{ subscriptionId: id, type: 'spend.transaction.updated' }],
	}),
	caseOf('sendTest', 'fullest', {
		localOnly,
		setUp: async (bill) => await subscribed(bill),
		parameters: ({ id }) => ({
			...{ subscriptionId: fromList(id), inputMode: 'fields' },
			eventType: 'spend.transaction.updated',
			additionalFields: {
				...{ reimbursement: { amount: 1 }, threeDsChallenge: { amount: 2 } },
				...{ transaction: '{"amount": 3}', version: '1' },
			},
			...optionsIf(true),
		}),
		received: ({ id }) => [
			post(`${path}/${id}/test`, {
				eventType: 'spend.transaction.updated',
				...{ reimbursement: { amount: 1 }, threeDsChallenge: { amount: 2 } },
				...{ transaction: { amount: 3 }, version: '1' },
			}),
		],
		given: ({ id }) => [{ subscriptionId: id, payload: { transaction: { amount: 3 } } }],
	}),
];

export const spendWebhookEventCases: Case[] = [
	...webhookEvent.bothForms('getAll', (full) => ({
		localOnly,
		setUp: withEvent,
		parameters: ({ id }) => ({
			subscriptionId: full ? fromList(id) : byId(id),
			createdTimeFrom: from,
			...(full && {
				additionalFields: {
					ascending: true,
					createdTimeTo: '2099-07-01T12:30:00',
					entityId: 'txr_1',
				},
				...{ returnAll: true, options: { timeout: 30 } },
			}),
		}),
		received: ({ id }) => [
			get(`${events}/subscription/${id}`, {
				...(full && { ascending: 'true' }),
				createdTimeFrom: fromSent,
				...(full && { createdTimeTo: '2099-07-01T19:30:00.000Z', entityId: 'txr_1' }),
				max: full ? '100' : '50',
			}),
		],
		given: ({ event }) => (full ? [] : [{ id: event.id, payload: { transaction: { amount: 5 } } }]),
	})),
	...webhookEvent.bothForms('getCatalog', (full) => ({
		localOnly,
		setUp: async (bill: Bill) => await spendCall(bill, 'GET', `${events}/catalog`),
		parameters: () => optionsIf(full),
		received: () => [get(`${events}/catalog`)],
		given: (all) => all as never,
	})),
	...webhookEvent.bothForms('resend', (full) => ({
		localOnly,
		setUp: withEvent,
		parameters: ({ id, event }) => ({
			subscriptionId: full ? fromList(id) : byId(id),
			...{ eventId: event.id, ...optionsIf(full) },
		}),
		received: ({ id, event }) => [post(`${events}/subscription/${id}/event/${event.id}`)],
		kept: ({ event }) => ({ events: [{ id: event.id, _resent: 1 }] }),
		given: ({ event }) => [{ id: event.id }],
	})),
];
