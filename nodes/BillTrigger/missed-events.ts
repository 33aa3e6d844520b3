import type { IDataObject, IHookFunctions, IWebhookFunctions, NodeApiError } from 'n8n-workflow';

import { BillClient } from '../core/wire/client';
import { openClient } from './open-client';
import { EVENTS_REMEMBERED } from './kept';
import type { Kept, Memory } from './kept';
import { readNotification } from './notification';

/** https://developer.bill.com/reference/geteventsforsubscription */
const HISTORY = '/connect-events/v3/events/subscription';

/** BILL's clock and ours may differ, and BILL tries an event for half a minute; what has been seen is not asked for. */
const OVERLAP_MS = 3_600_000;

/** How long nothing is asked for after it went wrong. */
const PAUSE_MS = 5 * 60_000;

const LOADED_AT = Date.now();

/**
 * Has BILL send again what this node has not received since its last event. Once in the life of a process, and beside
 * its other work: what comes of it stands in the log. What could not be asked for is asked for again with an event
 * that comes later, and when n8n starts the next time.
 *
 * An event is missed while n8n does not run, and also while it starts: n8n (2.41, AbstractServer) then answers 200
 * to everything until its database has been migrated, which BILL takes for a receipt. So of events since shortly
 * before this process began it does not count what BILL says of their delivery, only whether they have been seen.
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
				`${say} could not have BILL send all events that it may have missed; it asks again with an event that comes in five minutes or later. ${message}`,
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
				// One that BILL does not have any more would stand in the way for ever.
				if (Number(httpCode) !== 404) failures.push(message);
			}
		}
	}
	return { sent, failures };
}

function isReceived(event: IDataObject, memory: Memory): boolean {
	if (memory.seen.has(eventIdOf(event))) return true;
	if (event.statusCode !== 200) return false;
	// BILL was answered by a running n8n; that it is not remembered here can be due to an old backup, or to another
	// trigger of the workflow, with which n8n saves what all of them remember.
	const isOlder = Date.parse(String(event.createdTime)) < LOADED_AT - OVERLAP_MS;
	// Or so many have come since that it may have been forgotten.
	return isOlder || memory.seen.size >= EVENTS_REMEMBERED;
}

/** What the notification calls the event; whether that is always the `id` of the history is not documented. */
function eventIdOf({ id, payload }: IDataObject): string {
	const text = typeof payload === 'string' ? payload : JSON.stringify(payload ?? null);
	return readNotification(Buffer.from(text))?.eventId ?? String(id);
}
