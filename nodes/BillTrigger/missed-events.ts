import type { IDataObject, IHookFunctions, IWebhookFunctions, NodeApiError } from 'n8n-workflow';

import { BillClient } from '../core/wire/client';
import { openClient } from './open-client';
import { EVENTS_REMEMBERED } from './kept';
import type { Kept, Memory } from './kept';
import { readNotification } from './notification';

/** https://developer.bill.com/reference/geteventsforsubscription */
const HISTORY = '/connect-events/v3/events/subscription';

/**
 * BILL's clock and ours may differ, and BILL retries an event for half a minute; events that were seen are not
 * requested.
 */
const OVERLAP_MS = 3_600_000;

/** How long nothing is requested after a failure. */
const PAUSE_MS = 5 * 60_000;

const LOADED_AT = Date.now();

/**
 * Makes BILL send again what this node has not received since its last event. It runs once in the life of a process, in
 * the background, and logs the result. Events that could not be requested are requested again when a later event
 * arrives, and when n8n starts the next time.
 *
 * An event is missed while n8n does not run, and also while it starts: n8n (2.41, AbstractServer) then responds with
 * 200 to everything until its database has been migrated, and BILL treats that as received. So for events since shortly
 * before this process started, BILL's delivery status does not count, only whether they have been seen.
 */
export function lookBack(
	context: IHookFunctions | IWebhookFunctions,
	kept: Kept,
	memory: Memory,
): void {
	const { subscriptionId, since = 0 } = memory.subscribed;
	if (memory.lookBack !== 'due' || Date.now() < memory.lookBackAfter || !subscriptionId) return;
	memory.lookBack = 'running';
	const from = Math.max(since, (kept.receivedAt ?? since) - OVERLAP_MS);
	const say = `Bill Trigger "${context.getNode().name}"`;
	void openClient(context, context.getNodeParameter('api'))
		.then(async (client) => await resendMissed(client, subscriptionId, from, memory))
		.then(({ sent, failures: [failure, ...more] }) => {
			if (sent > 0) context.logger.info(`${say} had BILL send ${sent} missed events again`);
			if (!failure) {
				memory.lookBack = 'done';
				return;
			}
			throw new Error(`${more.length + 1} of them were not sent. ${failure}`);
		})
		.catch(({ message }: Error) => {
			memory.lookBack = 'due';
			memory.lookBackAfter = Date.now() + PAUSE_MS;
			context.logger.warn(
				`${say} could not have BILL send all events that it may have missed; it asks again when an event arrives after at least five minutes. ${message}`,
			);
		});
}

async function resendMissed(
	client: BillClient,
	subscriptionId: string,
	from: number,
	memory: Memory,
): Promise<{ sent: number; failures: string[] }> {
	const path = `${HISTORY}/${encodeURIComponent(subscriptionId)}`;
	const query = { createdTimeFrom: new Date(from).toISOString() };
	const failures: string[] = [];
	let sent = 0;
	for await (const page of client.pages({ method: 'GET', path, query }, { leftOut: true })) {
		for (const event of page) {
			if (isReceived(event, memory)) continue;
			const id = encodeURIComponent(String(event.id));
			try {
				await client.send({ method: 'POST', path: `${path}/event/${id}` });
				sent++;
			} catch (error) {
				const { httpCode, message } = error as NodeApiError;
				// An event that BILL no longer has would block this forever.
				if (Number(httpCode) !== 404) failures.push(message);
			}
		}
	}
	return { sent, failures };
}

function isReceived(event: IDataObject, memory: Memory): boolean {
	if (memory.seen.has(eventIdOf(event))) return true;
	if (event.statusCode !== 200) return false;
	// A running n8n has responded to BILL. If the event is not remembered here, the reason can be an old backup, or
	// another trigger of the workflow, with which n8n saves what all of them remember.
	const isOlder = Date.parse(String(event.createdTime)) < LOADED_AT - OVERLAP_MS;
	// Or so many events have arrived since that it may have been forgotten.
	return isOlder || memory.seen.size >= EVENTS_REMEMBERED;
}

/** The event's ID as the notification has it; it is not documented whether that is always the `id` of the history. */
function eventIdOf({ id, payload }: IDataObject): string {
	const text = typeof payload === 'string' ? payload : JSON.stringify(payload ?? null);
	return readNotification(Buffer.from(text))?.eventId ?? String(id);
}
