import { createHash, randomUUID } from 'node:crypto';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { FieldError } from '../core/form/values';
import { BillClient } from '../core/wire/client';
import { nodeError } from '../core/wire/errors';
import { writeEvents } from '../events/field';
import { refuseUnreachable } from './address';
import { openClient } from './open-client';
import { checkConditions } from './conditions';
import { kindOf } from '../events/catalogue';
import type { EventApi } from '../events/catalogue';
import { memoryOf, nodeKey, noteSubscription } from './kept';
import type { Kept, Memory, Subscribed } from './kept';
import { explainRefusal, SUBSCRIPTIONS, subscriptionsAt } from './subscriptions-at-bill';
import type { Event, Subscription } from './subscriptions-at-bill';

const LONGEST_NAME = 100;

/** The subscription that the node should have. */
interface Wanted {
	api: EventApi;
	url: string;
	name: string;
	events: Event[];
}

/**
 * Whether BILL already has a subscription at the node's address. It is taken over: it gets the node's name and events,
 * is enabled if BILL has disabled it, and gets a new security key if its key is not known here.
 *
 * @throws when BILL cannot reach the address, or when BILL refuses
 */
export async function hasSubscription(context: IHookFunctions): Promise<boolean> {
	const { kept, memory } = memoriesOf(context);
	const { subscribed } = memory;
	const client = await openClient(context, context.getNodeParameter('api'));
	const wanted = readWanted(context, client);
	const atThisAddress = (await subscriptionsAt(client)).filter(
		({ notificationUrl }) => notificationUrl === wanted.url,
	);
	// Deliveries of another subscription at the same address could only be refused here.
	const mine = atThisAddress.find(({ id }) => id === subscribed.subscriptionId) ?? atThisAddress[0];
	for (const { id } of atThisAddress) if (id !== mine.id) await remove(context, client, id);
	if (!mine) return false;

	await bringUpToDate(client, mine, wanted);
	// What is already known is not written again: deliveries write to the same data at the same time.
	if (
		mine.id === subscribed.subscriptionId &&
		subscribed.securityKey &&
		subscribed.url === wanted.url
	)
		return true;
	const securityKey = await newSecurityKey(client, mine.id);
	noteOwn(kept, memory, { subscriptionId: mine.id, securityKey, url: wanted.url });
	return true;
}

/**
 * Subscribes to the events. The idempotent key is the same for the same node, address and events: if the response is
 * lost and the request is repeated, BILL returns it again and creates no second subscription.
 *
 * @throws with the reason why BILL refuses it; n8n ignores what is returned
 */
export async function subscribe(context: IHookFunctions): Promise<boolean> {
	const { kept, memory } = memoriesOf(context);
	const client = await openClient(context, context.getNodeParameter('api'));
	const wanted = readWanted(context, client);
	noteSubscription(kept, memory, { asked: true });
	let made = await post(client, wanted, idempotentKey(context, wanted));
	// BILL repeats a response for 24 hours, even if the subscription has been deleted since.
	if (!(await isThere(client, made.id))) made = await post(client, wanted, randomUUID());
	const securityKey = made.securityKey ?? (await newSecurityKey(client, made.id));
	noteOwn(kept, memory, { subscriptionId: made.id, securityKey, url: wanted.url });
	return true;
}

/**
 * Deletes the node's subscription; it is no error if it is already gone. A subscription that sends to another address
 * stays: this n8n may be a copy of the one that it belongs to.
 */
export async function unsubscribe(context: IHookFunctions): Promise<boolean> {
	const { kept, memory } = memoriesOf(context);
	const { subscriptionId, url: subscribedUrl, asked } = memory.subscribed;
	const url = context.getNodeWebhookUrl('default');
	// Nothing was sent to BILL: a wrong password must not be tried again.
	if (!subscriptionId && !asked) return true;
	if (subscriptionId && subscribedUrl !== url) {
		context.logger.warn(
			`Bill Trigger "${context.getNode().name}": the webhook subscription ${subscriptionId} sends to ${subscribedUrl}, which is no longer the address of this n8n. It was left in BILL; delete it there if nothing listens at that address.`,
		);
	} else {
		const client = await openClient(context, context.getNodeParameter('api'));
		const ids = subscriptionId
			? [subscriptionId]
			: (await subscriptionsAt(client))
					.filter(({ notificationUrl }) => notificationUrl === url)
					.map(({ id }) => id);
		for (const id of ids) await remove(context, client, id);
	}
	const none = { subscriptionId: undefined, securityKey: undefined, url: undefined, asked: false };
	noteSubscription(kept, memory, none);
	return true;
}

/**
 * When a workflow cannot be activated, n8n shows only the message of an error, so the message here also says what to
 * do.
 *
 * @throws NodeOperationError
 */
export async function spelledOut<T>(context: IHookFunctions, work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		const { message, description } = error as NodeApiError;
		throw new NodeOperationError(
			context.getNode(),
			description ? `${message.replace(/\.$/, '')}. ${description}` : message,
		);
	}
}

/** Records a subscription that belongs to the node from now on. */
function noteOwn(kept: Kept, memory: Memory, own: Subscribed): void {
	noteSubscription(kept, memory, { ...own, since: Date.now() });
	memory.lookBack = 'done';
}

export function memoriesOf(context: IHookFunctions): { kept: Kept; memory: Memory } {
	const kept = context.getWorkflowStaticData('node') as Kept;
	if (context.getActivationMode() === 'manual') kept.isTest = true;
	return { kept, memory: memoryOf(nodeKey(context, kept.isTest === true), kept) };
}

/** Checks everything that is filled in before BILL is asked. */
function readWanted(context: IHookFunctions, client: BillClient): Wanted {
	const url = context.getNodeWebhookUrl('default') ?? '';
	try {
		refuseUnreachable(url, client.credential.isCustom);
	} catch (error) {
		throw new NodeOperationError(context.getNode(), (error as Error).message, {
			description:
				"BILL sends to https addresses on the internet. Set n8n's environment variable WEBHOOK_URL to the https address where it is reachable from the internet. If n8n is not reachable, use the Bill Poll Trigger.",
		});
	}
	try {
		const types = writeEvents(context.getNodeParameter('events')) as Event[];
		checkConditions(
			context.getNodeParameter('options', {}) as IDataObject,
			types.map(({ type }) => type),
			context.getNodeParameter('fetchRecord', false) as boolean,
		);
		const api = context.getNodeParameter('api') as EventApi;
		refuseOtherApi(api, types);
		const isTest = context.getActivationMode() === 'manual';
		const name = `n8n${isTest ? ' test' : ''}: ${context.getWorkflow().name ?? 'workflow'}`;
		return {
			api,
			url,
			name: name.slice(0, LONGEST_NAME),
			events: types,
		};
	} catch (error) {
		throw error instanceof FieldError
			? new NodeOperationError(context.getNode(), error.message, {
					description: 'Correct the field in the node. Nothing was sent.',
				})
			: new NodeOperationError(context.getNode(), error as Error);
	}
}

async function bringUpToDate(
	client: BillClient,
	{ id, name, events, status }: Subscription,
	wanted: Wanted,
): Promise<void> {
	const path = `${SUBSCRIPTIONS}/${encodeURIComponent(id)}`;
	if (typesOf(events) !== typesOf(wanted.events)) {
		await client.send({ method: 'PUT', path, body: bodyOf(wanted) });
	} else if (status?.enabled === false || name !== wanted.name) {
		const body = { name: wanted.name, status: { enabled: true } };
		await client.send({ method: 'PATCH', path, body });
	}
}

function bodyOf({ name, url, events }: Wanted): IDataObject {
	return { name, status: { enabled: true }, events, notificationUrl: url };
}

/** The list of events keeps what was chosen for the other API without showing it. */
function refuseOtherApi(api: EventApi, events: Event[]): void {
	const other = events.find(({ type }) => (kindOf(type)?.api ?? api) !== api);
	if (!other) return;
	const name = other.type.startsWith('spend.')
		? 'Spend & Expense'
		: 'Accounts Payable & Receivable';
	throw new FieldError(
		'Events',
		`contains ${other.type}, which belongs to the API ${name}. Choose other events, or the other API`,
	);
}

const typesOf = (events: Event[] = []) =>
	JSON.stringify(events.map(({ type }) => type).sort((a, b) => a.localeCompare(b, 'en')));

/** A new idempotent key each time: if BILL repeats an earlier response, the security key in it is no longer valid. */
async function newSecurityKey(client: BillClient, id: string): Promise<string> {
	const path = `${SUBSCRIPTIONS}/${encodeURIComponent(id)}/security_key`;
	const headers = { 'X-Idempotent-Key': randomUUID() };
	const answer = (await client.send({ method: 'POST', path, headers })) as IDataObject | undefined;
	if (typeof answer?.securityKey === 'string' && answer.securityKey) return answer.securityKey;
	throw nodeError(
		client.node,
		'BILL returned no security key for the webhook subscription',
		'Without it, the node cannot tell real events from forged ones. Publish the workflow again in a few minutes.',
	);
}

async function post(client: BillClient, wanted: Wanted, key: string): Promise<Subscription> {
	const headers = { 'X-Idempotent-Key': key };
	const body = bodyOf(wanted);
	try {
		return (await client.send({
			method: 'POST',
			path: SUBSCRIPTIONS,
			body,
			headers,
		})) as Subscription;
	} catch (error) {
		const refusal = asNodeApiError(client, error);
		throw (await explainRefusal(client, refusal, wanted.events)) ?? refusal;
	}
}

function asNodeApiError(client: BillClient, error: unknown): NodeApiError {
	return error instanceof NodeApiError
		? error
		: nodeError(client.node, (error as Error).message, 'The subscription was not created.');
}

async function isThere(client: BillClient, id: string): Promise<boolean> {
	try {
		await client.send({ method: 'GET', path: `${SUBSCRIPTIONS}/${encodeURIComponent(id)}` });
		return true;
	} catch (error) {
		if (isGone(error)) return false;
		throw asNodeApiError(client, error);
	}
}

async function remove(context: IHookFunctions, client: BillClient, id: string): Promise<void> {
	try {
		await client.send({ method: 'DELETE', path: `${SUBSCRIPTIONS}/${encodeURIComponent(id)}` });
	} catch (error) {
		if (!isGone(error)) throw asNodeApiError(client, error);
		context.logger.debug(`Bill Trigger: subscription ${id} was already deleted`);
	}
}

const isGone = (error: unknown) => Number((error as NodeApiError).httpCode) === 404;

/** A UUID of version 4, as BILL requires, that is the same for the same subscription. */
function idempotentKey(context: IHookFunctions, { api, url, events }: Wanted): string {
	const { id: workflow } = context.getWorkflow();
	const what = [workflow, context.getNode().id, api, url, typesOf(events)];
	const bytes = createHash('sha256').update(JSON.stringify(what)).digest().subarray(0, 16);
	bytes[6] = (bytes[6] & 0x0f) | 0x40;
	bytes[8] = (bytes[8] & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		hex.slice(12, 16),
		hex.slice(16, 20),
		hex.slice(20),
	].join('-');
}
