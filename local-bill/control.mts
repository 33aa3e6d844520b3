import type { FastifyInstance } from 'fastify';
import type { Core } from './core.mts';
import { flag, object, text } from './engine/schema.mts';
import { BillError } from './errors/bill-error.mts';
import type { Fault, WaitingFault } from './http/faults.mts';
import type { LoggedRequest } from './http/log.mts';
import type { LimitValues } from './rules/limits.mts';
import { setPaymentStatus } from './rules/payment-life.mts';
import { type SeedCounts, seedMany } from './seed/many.mts';
import { touch } from './seed/touch.mts';
import { prefixes } from './state/ids.mts';
import type { CollectionName, RecordOf } from './state/records/index.mts';
import type { Payment } from './state/records/payables.mts';
import { type SpendControl, spendControlOf, spendControlRoutes } from './spend-control.mts';
import { type WebhookControl, webhookControlOf, webhookControlRoutes } from './webhook-control.mts';

/**
 * What a test or a person can do to the local BILL in addition to BILL's own API. Each function below is also a route
 * under {url}/local-bill (JSON in and out). These routes need no session, and are neither logged nor rate-limited.
 * Pages of other sites cannot reach them (own-page-only.mts).
 *
 * | route | body | effect |
 * | --- | --- | --- |
 * | GET /local-bill | | what this is, the URL of its page, and how many records it stores of each kind |
 * | POST /local-bill/reset | | resets everything to the start: records, sessions, log, faults, limits, clock, deliveries |
 * | GET /local-bill/requests | | the log; `?method=`, `?path=` (exact, or prefix with `*`) and `?since=` (index) filter it |
 * | DELETE /local-bill/requests | | empties the log |
 * | POST /local-bill/faults | `{match?: {method?, path?}, times?: 1, then}` | the next matching calls get a fault; `then` is `{status, body?, headers?}`, `{status, code, message?}`, `{delay}` or `{drop: "before", "after" or "middle"}` ("after", "middle": the work is done, but the response never comes or breaks off within its body), `{afterWork: true, status, body}` (the work is done, but the response is this), `{fewer: n}` (a list without its last n records), `{late: n}` (created records are missing from the next n reads of their list), `{moves: true}` (the first record of the page is archived after the response), `{endSessions: true}`; `delay` can be combined with another |
 * | GET /local-bill/faults | | the faults still waiting for a call, each with its `id` |
 * | DELETE /local-bill/faults | | removes all of them |
 * | DELETE /local-bill/faults/:id | | removes that one |
 * | POST /local-bill/sessions/expire | | ends all sessions |
 * | POST /local-bill/tokens | `{lifetime?: seconds, expire?: true}` | sets the lifetime of new access tokens (3600 s at the start); `expire` ends all existing ones; returns how many |
 * | POST /local-bill/limits | `{concurrent?, perHour?, loginsPerHour?, textsPerMinute?, status?, spendPerMinute?, spendStatus?}` | changes limits; returns all of them |
 * | POST /local-bill/clock | `{advance: ms}` | moves the clock of the local BILL forward |
 * | POST /local-bill/seed | `{vendors?: n, customers?: n, bills?: n, sameTime?: true}` | adds that many records quickly, without events; all have the same `createdTime` and `updatedTime` unless `sameTime` is false |
 * | POST /local-bill/touch | `{collection, count}` | changes the first records of a kind, as an API call would: `updatedTime` changes and events are sent; returns the records |
 * | GET /local-bill/records/:collection | | the stored records as they are; `?organization=` selects an organization other than the first |
 * | POST /local-bill/payments/:id/status | `{singleStatus}` | moves a payment to a status: FUNDING_STARTED, DELIVERED, CLEARED, VOIDED ... |
 *
 * The routes for webhooks are listed in webhook-control.mts, those for Spend & Expense in spend-control.mts.
 */
export interface Control extends WebhookControl, SpendControl {
	/** Every call since the start or the last reset, oldest first. */
	requests: LoggedRequest[];
	reset(): void;
	clearRequests(): void;
	addFault(fault: Fault): WaitingFault;
	/** Removes a fault that is still waiting for calls. */
	removeFault(id: number): void;
	/** The faults still waiting for calls, oldest first. */
	waitingFaults(): readonly WaitingFault[];
	clearFaults(): void;
	/** Returns how many sessions there were. */
	expireSessions(): number;
	/** Sets the lifetime of new access tokens. Returns how many tokens were ended. */
	setTokens(tokens: TokenSettings): { lifetime: number; expired: number };
	setLimits(limits: Partial<LimitValues>): LimitValues;
	advanceClock(ms: number): void;
	seed(counts: SeedCounts): void;
	touch<N extends CollectionName>(collection: N, count: number): Array<RecordOf<N>>;
	/** The records of the first organization, or of the one given. */
	records<N extends CollectionName>(collection: N, organizationId?: string): Array<RecordOf<N>>;
	setPaymentStatus(id: string, singleStatus: string): Payment;
}

interface TokenSettings {
	/** In seconds. */
	lifetime?: number;
	expire?: boolean;
}

/** The control functions of a local BILL. */
export function controlOf(core: Core): Control {
	const { world, limits, faults, requests } = core;
	return {
		requests,
		reset: () => core.reset(),
		clearRequests: () => {
			requests.length = 0;
		},
		addFault: (fault) => faults.add(fault),
		removeFault: (id) => {
			if (!faults.remove(id)) throw BillError.notFound(String(id));
		},
		waitingFaults: () => faults.waiting,
		clearFaults: () => faults.clear(),
		expireSessions: () => world.sessions.expireAll(),
		setTokens: ({ lifetime = world.tokens.lifetime, expire }) => {
			world.tokens.lifetime = lifetime;
			return { lifetime, expired: expire ? world.tokens.expireAll() : 0 };
		},
		setLimits: (values) => Object.assign(limits.values, values),
		advanceClock: (ms) => world.clock.advance(ms),
		seed: (counts) => world.seeding(() => seedMany(world, counts)),
		touch: (collection, count) => touch(world, known(collection), count),
		records: (collection, organizationId = '') =>
			world.within(organizationId).of(known(collection)).all(),
		setPaymentStatus: (id, singleStatus) =>
			world.transactions.run(() => setPaymentStatus(world, id, singleStatus)),
		...webhookControlOf(core),
		...spendControlOf(core),
	};
}

function known<N extends CollectionName>(collection: N): N {
	if (!(collection in prefixes)) throw BillError.notFound(collection);
	return collection;
}

const count = { type: 'integer', minimum: 0 };
const faultSchema = object({
	match: object({ method: { type: 'string' }, path: { type: 'string' } }),
	times: { type: 'integer', minimum: 1 },
	then: {
		...object({
			status: { type: 'integer', minimum: 200, maximum: 599 },
			body: {},
			headers: { type: 'object', additionalProperties: { type: 'string' } },
			code: { type: 'string' },
			message: { type: 'string' },
			delay: count,
			drop: { enum: ['before', 'after', 'middle'] },
			afterWork: flag,
			fewer: count,
			late: count,
			moves: flag,
			endSessions: flag,
		}),
		minProperties: 1,
	},
});

/** Serves the control functions under /local-bill. */
export function controlRoutes(app: FastifyInstance, core: Core): void {
	const { world } = core;
	const control = controlOf(core);
	const ok = { ok: true };
	const body = (schema: object) => ({ schema: { body: schema } });

	app.get('/local-bill', (request, reply) => {
		// A person who opens this URL in a browser wants the page.
		if (request.headers.accept?.includes('text/html')) return reply.redirect('/');
		return {
			what: 'A local stand-in for BILL. It is not BILL.',
			page: `${world.url}/`,
			collections: Object.fromEntries(
				Object.keys(prefixes).map((name) => [name, world.of(name as CollectionName).size]),
			),
		};
	});
	app.post('/local-bill/reset', () => (control.reset(), ok));
	app.get<{ Querystring: { method?: string; path?: string; since?: string } }>(
		'/local-bill/requests',
		({ query }) => control.requests.filter((entry) => chosen(entry, query)),
	);
	app.delete('/local-bill/requests', () => (control.clearRequests(), ok));
	app.post<{ Body: Fault }>(
		'/local-bill/faults',
		body({ ...faultSchema, required: ['then'] }),
		({ body: fault }) => ({ ...ok, id: control.addFault(fault).id }),
	);
	app.get('/local-bill/faults', () => control.waitingFaults());
	app.delete<{ Params: { id: string } }>(
		'/local-bill/faults/:id',
		({ params }) => (control.removeFault(Number(params.id)), ok),
	);
	app.delete('/local-bill/faults', () => (control.clearFaults(), ok));
	app.post('/local-bill/sessions/expire', () => ({ expired: control.expireSessions() }));
	app.post<{ Body: TokenSettings }>(
		'/local-bill/tokens',
		body(object({ lifetime: { type: 'number', exclusiveMinimum: 0 }, expire: flag })),
		({ body: tokens }) => control.setTokens(tokens),
	);
	app.post<{ Body: Partial<LimitValues> }>(
		'/local-bill/limits',
		body(
			object({
				concurrent: count,
				perHour: count,
				loginsPerHour: count,
				textsPerMinute: count,
				spendPerMinute: count,
				spendStatus: { type: 'integer', minimum: 400, maximum: 599 },
				status: { type: 'integer', minimum: 400, maximum: 599 },
			}),
		),
		({ body: limits }) => control.setLimits(limits),
	);
	app.post<{ Body: { advance: number } }>(
		'/local-bill/clock',
		body({ ...object({ advance: count }), required: ['advance'] }),
		({ body: { advance } }) => (control.advanceClock(advance), ok),
	);
	app.post<{ Body: SeedCounts }>(
		'/local-bill/seed',
		body(object({ vendors: count, customers: count, bills: count, sameTime: flag })),
		({ body: counts }) => (control.seed(counts), ok),
	);
	app.post<{ Body: { collection: CollectionName; count: number } }>(
		'/local-bill/touch',
		body(object({ collection: text(), count }, ['collection', 'count'])),
		({ body: { collection, count } }) => control.touch(collection, count),
	);
	app.get<{ Params: { collection: CollectionName }; Querystring: { organization?: string } }>(
		'/local-bill/records/:collection',
		({ params, query }) => control.records(params.collection, query.organization),
	);
	app.post<{ Params: { id: string }; Body: { singleStatus: string } }>(
		'/local-bill/payments/:id/status',
		body({ ...object({ singleStatus: { type: 'string' } }), required: ['singleStatus'] }),
		({ params, body: { singleStatus } }) => control.setPaymentStatus(params.id, singleStatus),
	);
	webhookControlRoutes(app, control);
	spendControlRoutes(app, control);
}

function chosen(
	entry: LoggedRequest,
	{ method, path, since }: { method?: string; path?: string; since?: string },
): boolean {
	if (method !== undefined && entry.method !== method.toUpperCase()) return false;
	if (since !== undefined && entry.index < Number(since)) return false;
	if (path === undefined) return true;
	return path.endsWith('*') ? entry.path.startsWith(path.slice(0, -1)) : entry.path === path;
}
