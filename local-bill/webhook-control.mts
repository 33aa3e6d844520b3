import type { FastifyInstance } from 'fastify';
import type { Core } from './core.mts';
import { choice, flag, integer, list, object, text } from './engine/schema.mts';
import { BillError } from './errors/bill-error.mts';
import { EVENTS, PARTNER_EVENTS, SPEND_EVENTS } from './webhooks/catalogue.mts';
import type { DeliveryAttempt } from './webhooks/deliveries.mts';
import { type Entity, type EventError, notify } from './webhooks/events.mts';
import { type DeliverySettings, FORGERIES } from './webhooks/settings.mts';

/**
 * What can be done with webhooks in addition to BILL's own API; see control.mts. Notifications are delivered only to
 * URLs on this computer (localhost, 127.0.0.0/8, [::1]): events for any other URL stay in the history without
 * `statusCode`, and do not count as failures.
 *
 * | route | body | effect |
 * | --- | --- | --- |
 * | POST /local-bill/delivery | `{form?: "string" or "object", spaced?, duplicate?: 0 to 1, reorder?: n, delay?: ms, retryAfter?: [ms], timeout?: ms, forge?: "none", "unsigned", "wrongKey", "changedBody" or "truncated", atOnce?: n}` | changes how notifications are delivered (webhooks/settings.mts explains each setting); returns all values |
 * | GET /local-bill/deliveries | | every attempt: `{eventId, type, subscriptionId, url, attempt, status?, error?, forged?, time}`, oldest first |
 * | DELETE /local-bill/deliveries | | empties that list |
 * | GET /local-bill/deliveries/pending | | `{pending: n}`: notifications that are queued, waiting for a retry or being sent |
 * | POST /local-bill/events | `{type, entity, errors?: [{code, message, timestamp}], count?: 1}` | creates events of any type, for all subscriptions that include it; returns `{eventIds}` |
 * | POST /local-bill/partner | `{partner}` | sets whether the organization is one of BILL's select partners, which may subscribe to autopay.failed |
 */
export interface WebhookControl {
	/** Every delivery attempt since the start or the last reset, oldest first. */
	deliveries: DeliveryAttempt[];
	clearDeliveries(): void;
	setDelivery(changes: Partial<DeliverySettings>): DeliverySettings;
	/** Resolves when no notification is queued, waiting for a retry or being sent. */
	delivered(): Promise<void>;
	/** The number of notifications that are queued, waiting for a retry or being sent. */
	pendingDeliveries(): number;
	/** Returns the ids of the events: `count` for each subscription. */
	sendEvent(type: string, entity: Entity, more?: SentEvent): string[];
	setPartner(partner: boolean): void;
}

export interface SentEvent {
	/** Sent next to the record, as in payment.failed and autopay.failed. */
	errors?: EventError[];
	count?: number;
}

/** The control functions for webhooks. */
export function webhookControlOf(core: Core): WebhookControl {
	const { world, deliveries } = core;
	return {
		deliveries: deliveries.log,
		clearDeliveries: () => {
			deliveries.log.length = 0;
		},
		setDelivery: (changes) => deliveries.change(changes),
		delivered: () => deliveries.delivered(),
		pendingDeliveries: () => deliveries.pending,
		sendEvent: (type, entity, { errors, count = 1 } = {}) => {
			if (![...EVENTS, ...PARTNER_EVENTS, ...SPEND_EVENTS].includes(type)) {
				throw BillError.invalid('type', `Unknown event ${type}`);
			}
			return Array.from({ length: count }).flatMap(() =>
				notify(core, type, () => entity, errors).map(({ id }) => id),
			);
		},
		setPartner: (partner) => {
			world.partner = partner;
		},
	};
}

const ms = integer(0, 3_600_000);
const settings = object({
	form: choice('string', 'object'),
	spaced: flag,
	duplicate: { type: 'number', minimum: 0, maximum: 1 },
	reorder: integer(1, 1_000),
	delay: ms,
	retryAfter: list(ms),
	timeout: integer(1, 3_600_000),
	forge: choice(...FORGERIES),
	atOnce: integer(1, 1_000),
});
const eventError = object({ code: text(), message: text(), timestamp: text() });
const event = object(
	{ type: text(), entity: { type: 'object' }, errors: list(eventError), count: integer(0, 10_000) },
	['type', 'entity'],
);

/** Registers them as routes under /local-bill. */
export function webhookControlRoutes(app: FastifyInstance, control: WebhookControl): void {
	const ok = { ok: true };
	const body = (schema: object) => ({ schema: { body: schema } });

	app.post<{ Body: Partial<DeliverySettings> }>(
		'/local-bill/delivery',
		body(settings),
		({ body: changes }) => control.setDelivery(changes),
	);
	app.get('/local-bill/deliveries', () => control.deliveries);
	app.delete('/local-bill/deliveries', () => (control.clearDeliveries(), ok));
	app.get('/local-bill/deliveries/pending', () => ({ pending: control.pendingDeliveries() }));
	app.post<{ Body: SentEvent & { type: string; entity: Entity } }>(
		'/local-bill/events',
		body(event),
		({ body: { type, entity, ...more } }) => ({ eventIds: control.sendEvent(type, entity, more) }),
	);
	app.post<{ Body: { partner: boolean } }>(
		'/local-bill/partner',
		body(object({ partner: flag }, ['partner'])),
		({ body: { partner } }) => (control.setPartner(partner), ok),
	);
}
