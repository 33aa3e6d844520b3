import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { required } from '../core/form/field';
import type { Field } from '../core/form/field';
import { choice, flag, json, text } from '../core/form/kinds';
import { keptIfChanged } from '../core/form/meant-filters';
import { record } from '../core/form/record-fields';
import { strings } from '../core/form/shape';
import type { Shape } from '../core/form/shape';
import { recordGone } from '../core/look-up/record-state';
import { cannotBeLookedUp } from '../core/look-up/way';
import { bodyOf, changed, replaced, standard } from '../core/run/operation';
import type { Call, Operation, Output, Resource } from '../core/run/operation';
import { remove, sendForRecord } from '../core/run/output';
import { refuseWhenChanged } from '../core/run/unchanged';
import { contentOf } from '../core/wire/writes';
import { eventChoices } from '../events/catalogue';
import type { EventApi } from '../events/catalogue';
import { eventsField } from '../events/field';
import { sampleFor } from '../events/samples';
import { webhookSubscription } from './record';
import { notificationShape, withPayload } from './event';

/** https://developer.bill.com/docs/working-with-bill-webhooks */
const PATH = '/connect-events/v3/subscriptions';
const ONE = `${PATH}/{subscriptionId}`;

const id = record('subscriptionId', webhookSubscription, { required: true });

const subscriptionShape: Shape = {
	...strings('id', 'name', 'organizationId', 'notificationUrl', 'createdTime', 'updatedTime'),
	status: { enabled: 'boolean', updatedBy: 'string' },
	events: [strings('type', 'version')],
};

const name = text('name', { eg: 'Paid bills to the ledger' });

const notificationUrl = text('notificationUrl', {
	label: 'Notification URL',
	eg: 'https://hooks.example.com/bill',
	pattern: /^https:\/\/\S+$/i,
	mustBe: 'must be an https address such as https://hooks.example.com/bill',
	description: 'Where BILL sends the events; it must respond with status 200 within ten seconds',
});

const enabled = flag('status.enabled', {
	initially: true,
	description: 'Whether BILL sends events',
});

const subscription = standard({
	one: 'webhook subscription',
	many: 'webhook subscriptions',
	path: PATH,
	id,
	shape: subscriptionShape,
});

/**
 * BILL requires a key with these requests, so that a request that is sent twice is performed once:
 * https://developer.bill.com/docs/bill-webhook-api-general-rules
 */
async function sendOnce(call: Call): Promise<Output[]> {
	const { client, request } = call;
	const key = uuidFrom(client.place + contentOf(request));
	return await sendForRecord(call, { ...request, headers: { 'X-Idempotent-Key': key } });
}

/** The same ID for the same text: another try of an item sends the same key as the first one. */
function uuidFrom(text: string): string {
	const hex = createHash('sha256').update(text).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** BILL requires the whole subscription to change its events. */
async function replaceEvents(call: Call): Promise<Output[]> {
	const { client, request } = call;
	const read = async () =>
		(await client.send({ method: 'GET', path: request.path })) as IDataObject;
	const current = await read();
	const { name, status, notificationUrl } = current ?? {};
	const body = {
		name,
		status: { enabled: (status as IDataObject | undefined)?.enabled !== false },
		notificationUrl,
		...(request.body as IDataObject),
	};
	await refuseWhenChanged(client, {
		record: current,
		members: ['name', 'status', 'notificationUrl', 'events'],
		readAgain: read,
		one: 'webhook subscription',
	});
	return await sendForRecord(call, { ...request, body });
}

const switchTo = (
	status: { enabled: boolean },
	words: Pick<Operation, 'value' | 'name' | 'action' | 'description'>,
): Operation => ({
	...words,
	method: 'PATCH',
	path: ONE,
	fields: [id],
	output: subscriptionShape,
	lookUp: changed,
	run: async (call) => await sendForRecord(call, { ...call.request, body: { status } }),
});

const shown = (member: string, label: string, eg: object, as?: string): Field =>
	json(member, { as, label, eg, description: 'Fields of the record to include' });

const ANY = '';
const anyEvent = { value: ANY, name: 'Any of the Subscription' };
const eventType = (api: EventApi) =>
	choice('eventType', [anyEvent, ...eventChoices(api)], {
		label: 'Event',
		initially: ANY,
		description: 'Type of the test event; its record is made up unless you provide one',
	});

/** Fills a test event with a whole made-up record, because the one that BILL makes up contains only the ID. */
function fillInRecord(call: Call): void {
	const body = bodyOf(call);
	const sample = sampleFor(String((body.eventType as string | undefined) ?? ''));
	if (!sample || body[sample.member] !== undefined) return;
	call.request = { ...call.request, body: { ...body, [sample.member]: sample.record } };
}

const version = text('version', {
	eg: '1',
	description: 'Version of the event type, as Get Catalog shows it',
});

/** What a test event can contain: https://developer.bill.com/reference/sendtestevent */
const testFields: Record<EventApi, Field[]> = {
	apAr: [
		shown('bank-account', 'Bank Account', { bankName: 'First Harbor Bank' }, 'bankAccount'),
		shown('bill', 'Bill', { amount: 228.99, dueDate: '2027-01-31' }),
		shown('card-account', 'Card Account', { last4: '4242' }, 'cardAccount'),
		shown('invoice', 'Invoice', { totalAmount: 39.98, dueDate: '2027-01-31' }),
		shown('payment', 'Payment', { status: 'CLEARED' }),
		shown('risk-verification', 'Risk Verification', { status: 'APPROVE' }, 'riskVerification'),
		shown('vendor', 'Vendor', { name: 'Northwind Office Supplies' }),
		version,
	],
	spendExpense: [
		shown('reimbursement', 'Reimbursement', { amount: 12.5 }),
		shown('threeDsChallenge', '3-D Secure Challenge', { amount: 12.5 }),
		shown('transaction', 'Transaction', { amount: 12.5 }),
		version,
	],
};

/** Whose events a subscription is for, in ordinary words. */
const HOLDER: Record<EventApi, string> = {
	apAr: 'organization',
	spendExpense: 'Spend & Expense company',
};

/** Subscriptions of one of BILL's two APIs; each API has its own credential and events. */
export const webhookSubscriptionResource = (api: EventApi): Resource => ({
	value: 'webhookSubscription',
	name: 'Webhook Subscription',
	description: `Which events BILL sends, and where to; ${HOLDER[api] === 'organization' ? 'an organization' : 'a company'} can have ten subscriptions`,
	operations: [
		subscription.create({
			description:
				'Have BILL send events to a URL. The response contains the security key, which BILL shows only once.',
			fields: [required(name), eventsField(api), required(notificationUrl), enabled],
			output: { ...subscriptionShape, securityKey: 'string' },
			lookUp: cannotBeLookedUp(
				'sending it more than once has no further effect, so run the item again',
			),
			run: sendOnce,
		}),
		subscription.get(),
		{
			...subscription.getAll({ filters: [keptIfChanged] }),
			description: `Read the webhook subscriptions of the ${HOLDER[api]}`,
		},
		subscription.update([name, notificationUrl, enabled], {
			description:
				'Change the name, URL or status of one webhook subscription; to change its events, use Replace Events',
		}),
		{
			value: 'replaceEvents',
			name: 'Replace Events',
			action: 'Replace the events of a webhook subscription',
			description:
				'Replace the events of a subscription; events you leave out are no longer sent, and everything else stays as it is',
			method: 'PUT',
			path: ONE,
			fields: [id, eventsField(api)],
			jsonForm: true,
			output: subscriptionShape,
			lookUp: replaced,
			run: replaceEvents,
		},
		switchTo(
			{ enabled: true },
			{
				value: 'enable',
				name: 'Enable',
				action: 'Enable a webhook subscription',
				description:
					'Have BILL send events again, even if BILL disabled the subscription because its URL did not respond',
			},
		),
		switchTo(
			{ enabled: false },
			{
				value: 'disable',
				name: 'Disable',
				action: 'Disable a webhook subscription',
				description: 'Stop the events of a subscription without deleting it',
			},
		),
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete a webhook subscription',
			description: 'Delete a webhook subscription permanently',
			method: 'DELETE',
			path: ONE,
			fields: [id],
			output: { deleted: 'boolean' },
			lookUp: recordGone(),
			run: remove,
		},
		{
			value: 'createSecurityKey',
			name: 'Create Security Key',
			action: 'Create a security key of a webhook subscription',
			description:
				'Create a new key for signing the events of a subscription. The old key stops working, and BILL shows the new one only once.',
			method: 'POST',
			path: `${ONE}/security_key`,
			fields: [id],
			output: { securityKey: 'string' },
			lookUp: cannotBeLookedUp(
				'sending it more than once has no further effect, so run the item again',
			),
			run: sendOnce,
		},
		{
			value: 'sendTest',
			name: 'Send Test',
			action: 'Send a test event of a webhook subscription',
			description:
				'Have BILL send a made-up event to the URL of a subscription, such as that of a listening Bill Trigger',
			method: 'POST',
			path: `${ONE}/test`,
			fields: [id, eventType(api)],
			optional: { as: 'additionalFields', fields: testFields[api] },
			jsonForm: true,
			prepare: fillInRecord,
			lookUp: cannotBeLookedUp('BILL keeps no test events'),
			output: notificationShape,
			read: withPayload,
		},
	],
});
