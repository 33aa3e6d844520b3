import { createHash, randomUUID } from 'node:crypto';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { CONNECT, SPEND_EXPENSE } from '../core/api';
import { BillClient } from '../core/client';
import { nodeError } from '../core/errors';
import { FieldError } from '../core/values';
import { events as eventsField } from '../Bill/resources/webhook-event';
import { refuseUnreachable } from './address';
import { readConditions } from './conditions';
import type { EventApi } from './event-catalogue';
import { memoryOf, nodeKey, noteSubscription } from './kept';
import type { Kept, Memory } from './kept';

/** https://developer.bill.com/docs/working-with-bill-webhooks */
const PATH = '/connect-events/v3/subscriptions';
const CATALOG = '/connect-events/v3/events/catalog';
/** https://developer.bill.com/changelog/2026-04-30-webhook-subscription-limits */
const MOST_SUBSCRIPTIONS = 10;
const LONGEST_NAME = 100;

export const PROFILES = { apAr: CONNECT, spendExpense: SPEND_EXPENSE };

interface Event extends IDataObject {
	type: string;
	version: string;
}

interface Subscription {
	id: string;
	name?: string;
	notificationUrl?: string;
	events?: Event[];
	status?: { enabled?: boolean };
	securityKey?: string;
}

/** The subscription that the node is to have. */
interface Wanted {
	api: EventApi;
	url: string;
	name: string;
	events: Event[];
}

/**
 * Whether BILL has the node's subscription already. One with the node's ID or address is taken over: it gets the
 * events and the address of the node, is enabled when BILL has disabled it, and gets a new security key when its key
 * is not known here.
 *
 * @throws when the address cannot be reached by BILL, or when BILL refuses
 */
export async function hasSubscription(context: IHookFunctions): Promise<boolean> {
	const { kept, memory } = memoriesOf(context);
	const known = memory.subscribed;
	const client = await openClient(context);
	const wanted = readWanted(context, client);
	const there = await subscriptionsAt(client);
	const own = there.filter(
		({ id, notificationUrl }) => id === known.subscriptionId || notificationUrl === wanted.url,
	);
	// Deliveries of another one at the same address could only be refused here.
	const mine = own.find(({ id }) => id === known.subscriptionId) ?? own[0];
	for (const { id } of own) if (id !== mine.id) await remove(context, client, id);
	if (!mine) return false;

	await bringUpToDate(client, mine, wanted);
	const keyIsKnown = mine.id === known.subscriptionId && known.securityKey;
	const securityKey = keyIsKnown ? known.securityKey : await newSecurityKey(client, mine.id);
	noteSubscription(kept, memory, { subscriptionId: mine.id, securityKey });
	return true;
}

/**
 * Subscribes to the events. n8n repeats this when it fails, so that it is safe to repeat: the idempotent key is the
 * same for the same node, address and events until the subscription is deleted.
 *
 * @throws with the reason why BILL does not take it; n8n ignores what is returned
 */
export async function subscribe(context: IHookFunctions): Promise<boolean> {
	const { kept, memory } = memoriesOf(context);
	const client = await openClient(context);
	const wanted = readWanted(context, client);
	const { name, url, events } = wanted;
	const body = { name, status: { enabled: true }, events, notificationUrl: url };
	kept.asked = true;
	for (let tries = 2; ; tries--) {
		const headers = { 'X-Idempotent-Key': idempotentKey(context, wanted, kept) };
		const made = await post(client, body, headers, wanted);
		// BILL gives the answer of a key again for 24 hours, also when the subscription has been deleted since.
		if (tries === 1 || (await isThere(client, made.id))) {
			const securityKey = made.securityKey ?? (await newSecurityKey(client, made.id));
			noteSubscription(kept, memory, { subscriptionId: made.id, securityKey });
			return true;
		}
		kept.generation = (kept.generation ?? 0) + 1;
	}
}

/** Deletes the node's subscription; one that is gone already is as good. */
export async function unsubscribe(context: IHookFunctions): Promise<boolean> {
	const { kept, memory } = memoriesOf(context);
	const { subscriptionId } = memory.subscribed;
	// Never got as far as BILL: a wrong password must not be tried once more.
	if (!subscriptionId && !kept.asked) return true;
	const client = await openClient(context);
	const url = context.getNodeWebhookUrl('default');
	const ids = subscriptionId
		? [subscriptionId]
		: (await subscriptionsAt(client))
				.filter(({ notificationUrl }) => notificationUrl === url)
				.map(({ id }) => id);
	for (const id of ids) await remove(context, client, id);
	noteSubscription(kept, memory);
	delete kept.asked;
	kept.generation = (kept.generation ?? 0) + 1;
	return true;
}

/**
 * n8n shows the message of an error alone when a workflow does not become active, so what to do about it is part of
 * the message here.
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

function memoriesOf(context: IHookFunctions): { kept: Kept; memory: Memory } {
	const kept = context.getWorkflowStaticData('node') as Kept;
	if (context.getActivationMode() === 'manual') kept.isTest = true;
	return { kept, memory: memoryOf(nodeKey(context, kept.isTest === true), kept) };
}

async function openClient(context: IHookFunctions): Promise<BillClient> {
	const api = context.getNodeParameter('api') as EventApi;
	return await BillClient.open(context, PROFILES[api], true);
}

/** Looks at everything that is filled in, before BILL is asked. */
function readWanted(context: IHookFunctions, client: BillClient): Wanted {
	const url = context.getNodeWebhookUrl('default') ?? '';
	try {
		refuseUnreachable(url, client.isCustom);
	} catch (error) {
		throw new NodeOperationError(context.getNode(), (error as Error).message, {
			description:
				'BILL sends to https addresses on the internet. Set the environment variable WEBHOOK_URL of n8n to the https address under which it is reached from outside. Where n8n cannot be reached, use the Bill Poll Trigger.',
		});
	}
	try {
		readConditions(context.getNodeParameter('options', {}) as IDataObject);
		const writing = { timeZone: client.timeZone, keepEmpty: false };
		const types = eventsField(true).write(context.getNodeParameter('events'), writing) as Event[];
		const isTest = context.getActivationMode() === 'manual';
		const name = `n8n${isTest ? ' test' : ''}: ${context.getWorkflow().name ?? 'workflow'}`;
		return {
			api: context.getNodeParameter('api') as EventApi,
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

async function subscriptionsAt(client: BillClient): Promise<Subscription[]> {
	return (await client.list({ method: 'GET', path: PATH })) as unknown as Subscription[];
}

async function bringUpToDate(
	client: BillClient,
	{ id, name, notificationUrl, events, status }: Subscription,
	wanted: Wanted,
): Promise<void> {
	const path = `${PATH}/${encodeURIComponent(id)}`;
	const enabled = { enabled: true };
	if (notificationUrl !== wanted.url || typesOf(events) !== typesOf(wanted.events)) {
		const body = {
			name: name ?? wanted.name,
			status: enabled,
			events: wanted.events,
			notificationUrl: wanted.url,
		};
		await client.send({ method: 'PUT', path, body });
	} else if (status?.enabled === false) {
		await client.send({ method: 'PATCH', path, body: { status: enabled } });
	}
}

const typesOf = (events: Event[] = []) =>
	JSON.stringify(events.map(({ type }) => type).sort((a, b) => a.localeCompare(b)));

/** A new key each time: an earlier one is not valid any more when BILL gives its answer again. */
async function newSecurityKey(client: BillClient, id: string): Promise<string> {
	const path = `${PATH}/${encodeURIComponent(id)}/security_key`;
	const headers = { 'X-Idempotent-Key': randomUUID() };
	const answer = (await client.send({ method: 'POST', path, headers })) as IDataObject | undefined;
	if (typeof answer?.securityKey === 'string' && answer.securityKey) return answer.securityKey;
	throw nodeError(
		client.node,
		'BILL gave no security key for the webhook subscription',
		'Without it no event can be told from a forged one. Publish the workflow again in a few minutes.',
	);
}

async function post(
	client: BillClient,
	body: IDataObject,
	headers: Record<string, string>,
	wanted: Wanted,
): Promise<Subscription> {
	try {
		return (await client.send({ method: 'POST', path: PATH, body, headers })) as Subscription;
	} catch (error) {
		throw (await explained(client, error as NodeApiError, wanted)) ?? asNodeApiError(client, error);
	}
}

function asNodeApiError(client: BillClient, error: unknown): NodeApiError {
	return error instanceof NodeApiError
		? error
		: nodeError(client.node, (error as Error).message, 'The subscription was not made.');
}

/** What BILL does not say in its refusal: code and words of these cases are not documented. */
async function explained(
	client: BillClient,
	{ httpCode, message }: NodeApiError,
	{ events }: Wanted,
): Promise<NodeApiError | undefined> {
	const status = Number(httpCode);
	if (!(status >= 400 && status < 500) || status === 401 || status === 429) return undefined;
	const there = await subscriptionsAt(client);
	if (there.length >= MOST_SUBSCRIPTIONS) {
		const names = there.map(({ name, id }) => name ?? id).join(', ');
		return nodeError(
			client.node,
			`BILL allows ${MOST_SUBSCRIPTIONS} webhook subscriptions in an organization, and there are ${there.length}`,
			`Unpublish a workflow with a Bill Trigger, let one trigger receive the events of several, or delete a subscription that is not needed with Webhook Subscription > Delete. There are: ${names}.`,
			undefined,
			status,
		);
	}
	const catalog = (await client.send({ method: 'GET', path: CATALOG })) as Array<{ type: string }>;
	const offered = new Set(Array.isArray(catalog) ? catalog.map(({ type }) => type) : []);
	const missing = events.filter(({ type }) => offered.size > 0 && !offered.has(type));
	if (missing.length === 0) return undefined;
	return nodeError(
		client.node,
		`BILL does not offer this organization the events ${missing.map(({ type }) => type).join(', ')}`,
		`Take them out of Events. Some events are for select BILL partners only; Webhook Event > Get Catalog lists what is offered. BILL said: ${message}`,
		undefined,
		status,
	);
}

async function isThere(client: BillClient, id: string): Promise<boolean> {
	try {
		await client.send({ method: 'GET', path: `${PATH}/${encodeURIComponent(id)}` });
		return true;
	} catch (error) {
		if (isGone(error)) return false;
		throw asNodeApiError(client, error);
	}
}

async function remove(context: IHookFunctions, client: BillClient, id: string): Promise<void> {
	try {
		await client.send({ method: 'DELETE', path: `${PATH}/${encodeURIComponent(id)}` });
	} catch (error) {
		if (!isGone(error)) throw asNodeApiError(client, error);
		context.logger.debug(`Bill Trigger: subscription ${id} was deleted already`);
	}
}

const isGone = (error: unknown) => Number((error as NodeApiError).httpCode) === 404;

/** A UUID of version 4, as BILL wants it, that is the same whenever the same is asked for. */
function idempotentKey(
	context: IHookFunctions,
	{ api, url, events }: Wanted,
	{ generation = 0 }: Kept,
): string {
	const { id: workflow } = context.getWorkflow();
	const what = [workflow, context.getNode().id, api, url, typesOf(events), generation];
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
