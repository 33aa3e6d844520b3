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
	description: 'Where BILL sends the events; it must answer with status 200 within ten seconds',
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
 * BILL wants a key with these requests, so that one that is sent twice is done once:
 * https://developer.bill.com/docs/bill-webhook-api-general-rules
 */
async function sendOnce(call: Call): Promise<Output[]> {
	const { client, request } = call;
	const key = uuidFrom(client.place + contentOf(request));
	return await sendForRecord(call, { ...request, headers: { 'X-Idempotent-Key': key } });
}

/** The same ID for the same text: another try of an item sends the key that the first one has sent. */
function uuidFrom(text: string): string {
	const hex = createHash('sha256').update(text).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** BILL wants the whole subscription to change its events. */
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
	json(member, { as, label, eg, description: 'Members of the record to show' });

const ANY = '';
const anyEvent = { value: ANY, name: 'Any of the Subscription' };
const eventType = (api: EventApi) =>
	choice('eventType', [anyEvent, ...eventChoices(api)], {
		label: 'Event',
		initially: ANY,
		description: 'What the test event tells of; its record is made up, unless you give one',
	});

/** What a test event tells of is made up as a whole: what BILL makes up holds the ID alone. */
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

/** What a test event can be filled with: https://developer.bill.com/reference/sendtestevent */
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

/** Whose events a subscription is for, in the words of a person. */
const HOLDER: Record<EventApi, string> = {
	apAr: 'organization',
	spendExpense: 'Spend & Expense company',
};

/** Subscriptions of one of BILL's two APIs; each has a credential and events of its own. */
export const webhookSubscriptionResource = (api: EventApi): Resource => ({
	value: 'webhookSubscription',
	name: 'Webhook Subscription',
	description: `Where BILL sends which events; ${HOLDER[api] === 'organization' ? 'an organization' : 'a company'} may have ten subscriptions`,
	operations: [
		subscription.create({
			description:
				'Have BILL send events to an address; the answer holds the security key, which BILL shows only this once',
			fields: [required(name), eventsField(api), required(notificationUrl), enabled],
			output: { ...subscriptionShape, securityKey: 'string' },
			lookUp: cannotBeLookedUp('BILL does it once however often it is sent, so run the item again'),
			run: sendOnce,
		}),
		subscription.get(),
		{
			...subscription.getAll({ filters: [keptIfChanged] }),
			description: `Read the list of webhook subscriptions of the ${HOLDER[api]}`,
		},
		subscription.update([name, notificationUrl, enabled], {
			description:
				'Change name, address or state of one webhook subscription; for its events use Replace Events',
		}),
		{
			value: 'replaceEvents',
			name: 'Replace Events',
			action: 'Replace the events of a webhook subscription',
			description:
				'Say anew which events a subscription is for; events that are left out are not sent any more, all else stays as it is',
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
					'Have BILL send events again, also after it has switched a subscription off because its address did not answer',
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
			description: 'Remove a webhook subscription for good',
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
				'Give a subscription a new key that its events are signed with; the old one ends, and BILL shows the new one only this once',
			method: 'POST',
			path: `${ONE}/security_key`,
			fields: [id],
			output: { securityKey: 'string' },
			lookUp: cannotBeLookedUp('BILL does it once however often it is sent, so run the item again'),
			run: sendOnce,
		},
		{
			value: 'sendTest',
			name: 'Send Test',
			action: 'Send a test event of a webhook subscription',
			description:
				'Have BILL send a made-up event to the address of a subscription, such as that of a Bill Trigger which listens',
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
