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
		/** Decided when the call came, told once its body has been read and logged. */
		refusal?: BillError;
	}
	interface FastifyContextConfig {
		route?: Route;
	}
}

/** What stands behind the gate. */
export interface Guarded {
	world: World;
	limits: Limits;
	faults: Faults;
	requests: LoggedRequest[];
}

export interface GateOptions {
	/** Milliseconds added to each API answer. */
	latency: number;
	onRequest?: (entry: LoggedRequest) => void;
}

/**
 * Stands before every API route: writes the log, counts against the limits, plays faults, asks for the session.
 * The control routes under /local-bill pass untouched.
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
		// A caller reads BILL's clock off this header, and times in records come from the same clock.
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

/** Bodies that say nothing. */
const NOTHING = new Set<unknown>([undefined, null, '', '{}', '[]']);

/** Whether a call is for BILL's API; all others are for the controls and the page. */
export function isApi(request: FastifyRequest): boolean {
	return /^\/(connect|authx|storage)/.test(request.url);
}

/** Takes a place in flight and counts the call; a refusal is kept for later. */
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
	// A login names its key in the body; that it has no place among the three in flight is a choice: not documented.
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

/** Plays the fault that this call has met; true when it has been answered (or cut off) by it. */
async function playFault(
	fault: FaultAction,
	request: FastifyRequest,
	reply: FastifyReply,
	world: World,
): Promise<boolean> {
	// Whoever has hung up and closed the local BILL is not to wait for it.
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

/** What is asked for before a path is found to lead nowhere. */
function needsOfUnknown({ url }: FastifyRequest): Route['needs'] {
	return url.startsWith('/connect/v3/spend/') ? 'spendToken' : 'session+key';
}

/**
 * BILL wants both headers on every call but a few: https://developer.bill.com/docs/bill-keys-tokens. An access token
 * stands in for both, but not for webhooks: https://developer.bill.com/docs/oauth-client-credentials.
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
		// The answer to a token that has ended is not documented; that to a session which has ended stands in.
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
 * A partner's own calls carry the application key and the session of its sign-in, and those about users and roles also
 * the organization that they are of. An access token is not for partners:
 * https://developer.bill.com/docs/oauth-client-credentials. How BILL refuses a wrong key is not documented; its answer
 * to a wrong developer key stands in.
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
 * https://developer.bill.com/docs/authentication-with-api-token. Status and code of a wrong token are not documented.
 * It acts as the user who made it, and is taken to end when that user is retired.
 */
function checkSpendToken(world: World, request: FastifyRequest): void {
	const { apitoken } = request.headers as Record<string, string | undefined>;
	if (apitoken === undefined) throw BillError.of('BDC_1109', 'apiToken is a required header.');
	if (apitoken !== spendToken || tokenUser(world).retired) {
		throw BillError.of('BDC_1109', 'apiToken is invalid.');
	}
}

/** What an app's calls are taken for: those of the user who made it, in the one organization that it belongs to. */
function sessionOf({ clientId, scope }: OAuthApp): Session {
	return {
		id: '',
		devKey: clientId,
		organizationId: credentials.organizationId,
		userId: currentUserId,
		kind: 'oauth',
		// An app with full access is made with the second factor, and is not asked for it again: not documented.
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
