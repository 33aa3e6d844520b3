import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Route } from '../engine/route.mts';
import { BillError } from '../errors/bill-error.mts';
import type { Limits } from '../rules/limits.mts';
import { checkScope } from '../rules/scopes.mts';
import { toBillTime } from '../state/clock.mts';
import {
	credentials,
	currentUserId,
	devKeys,
	type OAuthApp,
	partner,
	spendToken,
} from '../state/credentials.mts';
import { tokenUser } from '../rules/spend-users.mts';
import type { Session } from '../state/sessions.mts';
import type { World } from '../state/world.mts';
import { spoiled } from './after-work.mts';
import type { FaultAction, Faults } from './faults.mts';
import { bearerOf, type LoggedRequest, logBytes, logEntry, logForm, logJson } from './log.mts';

declare module 'fastify' {
	interface FastifyRequest {
		entry?: LoggedRequest;
		session?: Session;
		fault?: FaultAction;
		rawBytes?: Buffer;
	}
	interface FastifyReply {
		/** Decided when the call arrives, sent after its body has been read and logged. */
		refusal?: BillError;
	}
	interface FastifyContextConfig {
		route?: Route;
	}
}

/** What the gate protects. */
export interface Guarded {
	world: World;
	limits: Limits;
	faults: Faults;
	requests: LoggedRequest[];
}

export interface GateOptions {
	/** Milliseconds added to each API response. */
	latency: number;
	onRequest?: (entry: LoggedRequest) => void;
}

/**
 * Runs before every API route: writes the log, counts against the limits, applies faults, checks the session. The
 * control routes under /local-bill are not affected.
 */
export function guard(app: FastifyInstance, guarded: Guarded, options: GateOptions): void {
	const { world, faults, requests } = guarded;
	app.addHook('onRequest', async (request, reply) => {
		reply.header('x-local-bill', 'true');
		if (!isApi(request)) return;
		const path = request.url.split('?')[0];
		const query = request.query as LoggedRequest['query'];
		const entry = logEntry(requests, world, {
			method: request.method,
			path,
			query,
			headers: request.headers,
		});
		request.entry = entry;
		const release = enterQuietly(guarded, request, entry);
		const begun = performance.now();
		reply.raw.on('close', () => {
			release.leave();
			entry.ms = Math.round(performance.now() - begun);
			if (!entry.dropped && reply.raw.writableFinished) entry.status = reply.statusCode;
			options.onRequest?.(entry);
		});
		if (release.refusal) reply.refusal = release.refusal;
	});

	app.addHook('preValidation', async (request, reply) => {
		if (!isApi(request)) return;
		logBody(request);
		if (reply.refusal) throw reply.refusal;
		request.fault = faults.take(request.method, request.entry!.path);
		if (request.fault) request.entry!.fault = request.fault;
		if (request.fault?.endSessions) world.sessions.expireAll();
		if (request.fault && (await playFault(request.fault, request, reply, world))) return;
		const { route } = request.routeOptions.config;
		checkSession(world, request, route ? (route.needs ?? 'session+key') : needsOfUnknown(request));
		if (route) checkBody(route, request);
	});

	app.addHook('onSend', async (request, reply, payload) => {
		if (!isApi(request)) return payload;
		if (options.latency > 0) await wait(options.latency);
		// Callers read BILL's clock from this header, so it must use the same clock as the times in records.
		reply.header('date', new Date(world.clock.now()).toUTCString());
		request.entry!.empty = NOTHING.has(payload);
		if (request.fault?.drop === 'after') {
			request.entry!.dropped = 'after';
			request.raw.socket.destroy();
		}
		if (request.fault?.drop === 'middle') request.entry!.dropped = 'middle';
		return request.fault ? spoiled(request.fault, reply, payload) : payload;
	});
}

/** Empty bodies. */
const NOTHING = new Set<unknown>([undefined, null, '', '{}', '[]']);

/** Whether a call is for BILL's API. All others are for the controls and the page. */
export function isApi(request: FastifyRequest): boolean {
	return /^\/(connect|authx|storage)/.test(request.url);
}

/** Counts the call and reserves one of the concurrent slots. An error is kept for later. */
function enterQuietly({ world, limits }: Guarded, request: FastifyRequest, entry: LoggedRequest) {
	const { devkey, sessionid, apitoken } = request.headers as Record<string, string | undefined>;
	if (request.routeOptions.config.route?.needs === 'spendToken') {
		try {
			limits.countSpendCall(apitoken ?? bearerOf(request.headers) ?? '');
			return { leave: () => undefined };
		} catch (refusal) {
			return { leave: () => undefined, refusal: refusal as BillError };
		}
	}
	const app = world.tokens.appOf(bearerOf(request.headers));
	const session = app ? sessionOf(app) : world.sessions.peek(sessionid);
	const key = devkey ?? session?.devKey;
	// A login has its key in the body. That it does not count as one of the three concurrent calls is our choice; BILL
	// does not document it.
	if (key === undefined) return { leave: () => undefined };
	const bucket = `${key}|${session?.organizationId}`;
	entry.inFlight = limits.running(bucket) + 1;
	try {
		limits.countRequest(key);
		return { leave: limits.enter(bucket) };
	} catch (refusal) {
		return { leave: () => undefined, refusal: refusal as BillError };
	}
}

function logBody(request: FastifyRequest): void {
	const { rawBytes, entry } = request;
	if (!rawBytes || rawBytes.length === 0) return;
	if (Buffer.isBuffer(request.body)) logBytes(entry!, rawBytes);
	else if (request.routeOptions.config.route?.form) logForm(entry!, request.body);
	else logJson(entry!, rawBytes.toString('utf8'), request.body);
}

/** Applies the fault of this call. True if that has ended the call (sent a response or cut the connection). */
async function playFault(
	fault: FaultAction,
	request: FastifyRequest,
	reply: FastifyReply,
	world: World,
): Promise<boolean> {
	// A delay must not keep the process alive after the caller has hung up and the local BILL is closed.
	if (fault.delay !== undefined) await wait(fault.delay, undefined, { ref: false });
	if (fault.drop === 'before') {
		request.entry!.dropped = 'before';
		reply.hijack();
		request.raw.socket.destroy();
		return true;
	}
	if (fault.status === undefined || fault.afterWork) return false;
	reply.code(fault.status).headers(fault.headers ?? {});
	if (fault.code !== undefined) {
		request.entry!.code = fault.code;
		const error = BillError.of(fault.code, fault.message, { status: fault.status });
		await reply.send(error.body(toBillTime(world.clock.now())));
	} else {
		if (typeof fault.body === 'string' && !reply.hasHeader('content-type')) reply.type('text/html');
		await reply.send(fault.body);
	}
	return true;
}

/** What an unknown path needs before it gets a 404. */
function needsOfUnknown({ url }: FastifyRequest): Route['needs'] {
	return url.startsWith('/connect/v3/spend/') ? 'spendToken' : 'session+key';
}

/**
 * BILL requires both headers on all but a few calls: https://developer.bill.com/docs/bill-keys-tokens. An access
 * token replaces both, but not for webhooks: https://developer.bill.com/docs/oauth-client-credentials.
 */
function checkSession(world: World, request: FastifyRequest, needs: Route['needs']): void {
	if (needs === 'nothing') return;
	if (needs === 'partner' || needs === 'partner+organization') {
		request.session = partnerSession(world, request, needs);
		return;
	}
	const bearer = bearerOf(request.headers);
	if (bearer !== undefined) {
		const { route } = request.routeOptions.config;
		const app = route?.base === '/connect-events' ? undefined : world.tokens.appOf(bearer);
		// BILL's response to an expired token is not documented; the one for an expired session is used.
		if (!app) throw BillError.of('BDC_1109', 'Access token is invalid or has expired.');
		if (route) checkScope(app, request.method, route.path);
		request.session = sessionOf(app);
		return;
	}
	if (needs === 'spendToken') return checkSpendToken(world, request);
	const { devkey, sessionid } = request.headers as Record<string, string | undefined>;
	if (needs === 'session+key' && devkey !== undefined && !devKeys.includes(devkey)) {
		throw BillError.of('BDC_1102');
	}
	const key = needs === 'session' ? world.sessions.peek(sessionid)?.devKey : devkey;
	request.session = world.sessions.use(sessionid, key);
	if (!request.session) throw BillError.of('BDC_1109');
}

/**
 * A partner's own calls need the application key and the session of its sign-in. Calls about users and roles also
 * need the id of their organization. Partners cannot use access tokens:
 * https://developer.bill.com/docs/oauth-client-credentials. BILL's response to a wrong application key is not
 * documented; the one for a wrong developer key is used.
 */
function partnerSession(world: World, request: FastifyRequest, needs: Route['needs']): Session {
	const { appkey, sessionid, organizationid } = request.headers as Record<
		string,
		string | undefined
	>;
	if (appkey === undefined) throw BillError.of('BDC_1109', 'appKey is a required header.');
	if (appkey !== partner.appKey) throw BillError.of('BDC_1102', 'Application key is invalid.');
	const session = world.sessions.use(sessionid, appkey);
	if (!session) throw BillError.of('BDC_1109');
	if (needs === 'partner') return session;
	if (!organizationid) throw BillError.missing('organizationId');
	if (!world.of('organizations').find(organizationid)) throw BillError.of('BDC_1123');
	return { ...session, organizationId: organizationid };
}

/**
 * https://developer.bill.com/docs/authentication-with-api-token. Status and code for a wrong token are not
 * documented. A token acts as the user who created it, and is assumed to end when that user is retired.
 */
function checkSpendToken(world: World, request: FastifyRequest): void {
	const { apitoken } = request.headers as Record<string, string | undefined>;
	if (apitoken === undefined) throw BillError.of('BDC_1109', 'apiToken is a required header.');
	if (apitoken !== spendToken || tokenUser(world).retired) {
		throw BillError.of('BDC_1109', 'apiToken is invalid.');
	}
}

/** An app's calls act as the user who created the app, in the one organization the app belongs to. */
function sessionOf({ clientId, scope }: OAuthApp): Session {
	return {
		id: '',
		devKey: clientId,
		organizationId: credentials.organizationId,
		userId: currentUserId,
		kind: 'oauth',
		// An app with full access is created using the second factor and needs no further MFA: not documented.
		trusted: scope === 'full',
		lastUsed: 0,
	};
}

function checkBody(route: Route, request: FastifyRequest): void {
	const size = request.rawBytes?.length ?? 0;
	if (route.bytes || size === 0) return;
	const empty = JSON.stringify(request.body) === '{}';
	if (!route.body && !empty)
		throw BillError.of('BDC_1129', 'This operation takes no request body.');
	const type = route.form ? 'application/x-www-form-urlencoded' : 'application/json';
	if (request.headers['content-type']?.split(';')[0].trim() !== type) {
		throw BillError.of('BDC_1129', `Content-Type must be ${type}.`, { status: 415 });
	}
}
