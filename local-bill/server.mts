/**
 * A local BILL. Its folders import each other in one direction, without cycles, including type imports:
 *
 * errors <- state <- rules <- webhooks <- engine <- api, and in addition: webhooks <- seed, engine <- http <- page
 *
 * `state` stores the data and knows nothing about its use; `rules` are BILL's own rules; `webhooks` sends
 * notifications of changes; `engine` serves kinds of records; `api` has BILL's endpoints; `http` runs before them;
 * `seed` is the initial data of the company; `page` shows everything to a person. The files next to the folders
 * combine them. Spend & Expense has its own files in each folder: `spend-...`.
 */

import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { routes } from './api/index.mts';
import { type Control, controlOf, controlRoutes } from './control.mts';
import { Core } from './core.mts';
import { type Call, type Route } from './engine/route.mts';
import { checkReferences, formats, object } from './engine/schema.mts';
import { BillError } from './errors/bill-error.mts';
import { faultAfterWork } from './http/after-work.mts';
import { guard } from './http/gate.mts';
import { lazyValidation } from './http/lazy-validation.mts';
import type { LoggedRequest } from './http/log.mts';
import { type SchemaFault, spendValidationError, validationError } from './http/validation.mts';
import { ownPageOnly } from './own-page-only.mts';
import { pageRoutes } from './page/routes.mts';
import type { SeedCounts } from './seed/many.mts';
import { toBillTime } from './state/clock.mts';
import {
	credentials,
	mfa,
	oauthApps,
	partner,
	spendToken,
	syncToken,
} from './state/credentials.mts';
import type { World } from './state/world.mts';
import type { DeliveryAttempt } from './webhooks/deliveries.mts';

export type { Fault, FaultAction } from './http/faults.mts';
export type { LoggedRequest } from './http/log.mts';
export type { DeliveryAttempt } from './webhooks/deliveries.mts';
export type { DeliverySettings } from './webhooks/settings.mts';

export interface LocalBillOptions {
	/** 0, the default, uses any free port. */
	port?: number;
	/** Milliseconds added to each API response. */
	latency?: number;
	/** Called when a call has ended with a response (or was cut off). */
	onRequest?: (entry: LoggedRequest) => void;
	/** Called after each attempt to deliver a notification. */
	onDelivery?: (attempt: DeliveryAttempt) => void;
	/** The clock; default: the computer's. */
	now?: () => Date;
	/** Records added at the start, and after each reset, in addition to the seed. */
	seed?: SeedCounts;
	/** Also accept webhook subscriptions with http URLs on this computer. BILL accepts https only. */
	loopbackWebhooks?: boolean;
}

export interface LocalBill extends Control {
	/** The base URL: the API is below {url}/connect, the control routes below {url}/local-bill. */
	url: string;
	credentials: typeof credentials;
	syncToken: typeof syncToken;
	/** The code in every text message, and a remembered device. */
	mfa: typeof mfa;
	spendToken: string;
	/** Apps for OAuth client credentials. */
	oauthApps: typeof oauthApps;
	/** The credentials of a partner. */
	partner: typeof partner;
	close(): Promise<void>;
}

/** Larger than BILL's 6 MB limit, so that a larger upload gets BILL's own error. */
const BODY_LIMIT = 32 * 1024 * 1024;

/** Starts a local BILL on 127.0.0.1. */
export async function startLocalBill(options: LocalBillOptions = {}): Promise<LocalBill> {
	const core = new Core(options.now, options.seed);
	const { world, deliveries } = core;
	world.loopbackWebhooks = options.loopbackWebhooks ?? false;
	deliveries.onAttempt = options.onDelivery;
	const app = fastify({
		bodyLimit: BODY_LIMIT,
		forceCloseConnections: true,
		schemaController: { compilersFactory: { buildValidator: lazyValidation() } },
		ajv: {
			customOptions: {
				allErrors: true,
				coerceTypes: false,
				removeAdditional: false,
				useDefaults: false,
				strict: false,
				formats,
			},
		},
	});
	readBodies(app);
	ownPageOnly(app);
	guard(app, core, { latency: options.latency ?? 0, onRequest: options.onRequest });
	answerErrors(app, world);
	for (const route of routes) serve(app, core, route);
	controlRoutes(app, core);
	pageRoutes(app, core);
	world.url = await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
	return {
		...controlOf(core),
		url: world.url,
		credentials,
		syncToken,
		mfa,
		spendToken,
		oauthApps,
		partner,
		close: () => {
			deliveries.close();
			return app.close();
		},
	};
}

/** Keeps the raw bytes for the log, and parses JSON unless the route takes a file. */
function readBodies(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, bytes, done) => {
		request.rawBytes = bytes as Buffer;
		if (request.routeOptions.config?.route?.bytes) return done(null, bytes);
		if (bytes.length === 0) return done(null, undefined);
		if (request.routeOptions.config?.route?.form) {
			return done(null, Object.fromEntries(new URLSearchParams(bytes.toString())));
		}
		try {
			return done(null, JSON.parse(bytes.toString()));
		} catch {
			return done(BillError.of('BDC_1129', 'Request body is not JSON.'));
		}
	});
}

function serve(app: FastifyInstance, core: Core, route: Route): void {
	app.route({
		method: route.method,
		url: (route.base ?? '/connect') + route.path,
		schema: {
			querystring: {
				...object(route.query ?? {}, route.requiredQuery),
				additionalProperties: route.ignoresUnknownQuery ?? false,
			},
			...(route.body ? { body: route.body } : {}),
		},
		config: { route },
		handler: async (request, reply) => {
			const call: Call = {
				world: core.world.within(request.session?.organizationId ?? ''),
				deliveries: core.deliveries,
				limits: core.limits,
				session: request.session!,
				params: request.params as Record<string, string>,
				query: request.query as Record<string, string>,
				body: request.body,
				reply,
			};
			const trusted = typeof route.trusted === 'function' ? route.trusted(call) : route.trusted;
			// `params` as an object was seen live, although the schema says it is a list.
			if (trusted && !call.session.trusted)
				throw BillError.of('BDC_1361', undefined, { params: {} });
			reply.code(route.status ?? 200);
			const answer = work(route, call);
			faultAfterWork(call.world, request, answer);
			return reply.send(answer);
		},
	});
}

function work(route: Route, call: Call): unknown {
	try {
		if (route.body && !route.bulk) checkReferences(call.world, route.body, call.body);
		return call.world.transactions.run(() => route.handle(call));
	} catch (error) {
		if (error instanceof BillError) route.refused?.(call, error);
		throw error;
	}
}

function answerErrors(app: FastifyInstance, world: World): void {
	app.setNotFoundHandler(() => {
		throw BillError.of('BDC_1121');
	});
	app.setErrorHandler((error, request, reply) => {
		const refusal = asRefusal(error as Error, request);
		if (request.entry) request.entry.code = refusal.problems[0].code;
		return reply.code(refusal.status).send(refusal.body(toBillTime(world.clock.now())));
	});
}

function asRefusal(error: Error & { statusCode?: number }, request: FastifyRequest): BillError {
	if (error instanceof BillError) return error;
	const { validation, validationContext } = error as {
		validation?: SchemaFault[];
		validationContext?: string;
	};
	if (validation) {
		const where = validationContext === 'body' ? 'body' : 'query';
		const { route } = request.routeOptions.config;
		if (route?.needs === 'spendToken') return spendValidationError(validation, where);
		const bulk = route?.bulk && Array.isArray(request.body);
		const size = bulk ? (request.body as unknown[]).length : undefined;
		return validationError(validation, where, size);
	}
	if (error.statusCode !== undefined && error.statusCode < 500) {
		return BillError.of('BDC_1129', error.message, { status: error.statusCode });
	}
	console.error(error); // A bug in the local BILL itself.
	return BillError.of('BDC_1001', `The local BILL failed: ${error.message}`, { status: 500 });
}
