import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { BillClient } from '../core/client';
import { openClient } from './client';
import { EVENTS_REMEMBERED } from './kept';
import type { Kept, Memory } from './kept';
import { readNotification } from './notification';

/** https://developer.bill.com/reference/geteventsforsubscription */
const HISTORY = '/connect-events/v3/events/subscription';

/** BILL's clock and ours may differ, and BILL tries an event for half a minute; what has been seen is not asked for. */
const OVERLAP_MS = 3_600_000;

/**
 * Has BILL send again what this node has not received since its last event. Once in the life of a process, and beside
 * its other work: what comes of it stands in the log.
 *
 * An event is missed while n8n does not run, and also while it starts: n8n (2.41, AbstractServer) then answers 200
 * to everything until its database has been migrated, which BILL takes for a receipt. So what BILL says of an event's
 * delivery does not count here, only whether it has been seen.
 */
export function lookBack(
	context: IHookFunctions | IWebhookFunctions,
	kept: Kept,
	memory: Memory,
): void {
	const { subscriptionId, since = 0 } = memory.subscribed;
	if (memory.hasLookedBack || !subscriptionId) return;
	memory.hasLookedBack = true;
	const from = Math.max(since, (kept.receivedAt ?? since) - OVERLAP_MS);
	const say = `Bill Trigger "${context.getNode().name}"`;
	void openClient(context, context.getNodeParameter('api'))
		.then(async (client) => await resendMissed(client, subscriptionId, from, memory))
		.then((count) => {
			if (count > 0) context.logger.info(`${say} had BILL send ${count} missed events again`);
		})
		.catch(({ message }: Error) => {
			context.logger.warn(
				`${say} could not ask BILL for the events that it may have missed: ${message} The example "Heal webhook subscriptions" asks again every hour.`,
			);
		});
}

async function resendMissed(
	client: BillClient,
	subscriptionId: string,
	from: number,
	memory: Memory,
): Promise<number> {
	const path = `${HISTORY}/${encodeURIComponent(subscriptionId)}`;
	const query = { createdTimeFrom: new Date(from).toISOString() };
	let count = 0;
	for await (const page of client.pages({ method: 'GET', path, query })) {
		for (const event of page) {
			const id = String(event.id);
			if (memory.seen.has(eventIdOf(event) ?? id)) continue;
			// So many have come since that this one may have been forgotten: what BILL says has to do.
			if (memory.seen.size >= EVENTS_REMEMBERED && event.statusCode === 200) continue;
			await client.send({ method: 'POST', path: `${path}/event/${encodeURIComponent(id)}` });
			count++;
		}
	}
	return count;
}

/** What the notification calls the event; whether that is always the `id` of the history is not documented. */
function eventIdOf({ payload }: IDataObject): string | undefined {
	const text = typeof payload === 'string' ? payload : JSON.stringify(payload ?? null);
	return readNotification(Buffer.from(text))?.eventId;
}
