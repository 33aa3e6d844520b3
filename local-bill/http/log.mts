import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import {
	credentials,
	devKeys,
	oauthApps,
	partner,
	spendToken,
	syncToken,
} from '../state/credentials.mts';
import type { World } from '../state/world.mts';
import type { FaultAction } from './faults.mts';

type Judgement = 'right' | 'wrong' | undefined;

/** One call as the local BILL received it. Secrets are masked; `auth` says whether they were present and correct. */
export interface LoggedRequest {
	index: number;
	time: string;
	method: string;
	/** Without the query, e.g. /connect/v3/vendors. */
	path: string;
	/** A parameter that was sent more than once has a list. */
	query: Record<string, string | string[]>;
	/** Names in lower case. */
	headers: IncomingHttpHeaders;
	/** Parsed JSON. Undefined for uploads and empty bodies. */
	body: unknown;
	/** The text as received; for an upload its size and hash. */
	rawBody: string | { bytes: number; sha256: string } | undefined;
	/** How many calls of this key and organization were in flight when it arrived, including itself; 0 for logins. */
	inFlight: number;
	/** The organization of the session; empty if a partner acts for itself. */
	organizationId?: string;
	auth: Record<
		'devKey' | 'appKey' | 'sessionId' | 'password' | 'apiToken' | 'bearer' | 'clientSecret',
		Judgement
	>;
	/** Undefined while the call is in flight, and if its connection was cut. */
	status?: number;
	/** The response had no content: no body, or an empty object or list. */
	empty?: boolean;
	/** The first code of BILL's error body. */
	code?: string;
	/** The work was done, whatever the response said. */
	worked?: boolean;
	/** The fault applied to it. */
	fault?: FaultAction;
	/** At which point a fault cut the connection. */
	dropped?: 'before' | 'after' | 'middle';
	/** Time until the response, in milliseconds. */
	ms?: number;
}

const SECRETS = new Set([
	'password',
	'devkey',
	'appkey',
	'sessionid',
	'apitoken',
	'consoleapitoken',
	'remembermeid',
	'token',
	'securitykey',
	'client_secret',
	'authorization',
	'cookie',
]);
const MASK = '***';

/** Starts the entry of a call. The rest is filled in as the call proceeds. */
export function logEntry(
	requests: LoggedRequest[],
	world: World,
	call: Pick<LoggedRequest, 'method' | 'path' | 'query' | 'headers'>,
): LoggedRequest {
	const { devkey, appkey, sessionid, apitoken } = call.headers as Record<
		string,
		string | undefined
	>;
	const session = world.sessions.peek(sessionid);
	const bearer = bearerOf(call.headers);
	const entry: LoggedRequest = {
		...call,
		index: requests.length,
		time: new Date(world.clock.now()).toISOString(),
		query: mask(call.query) as LoggedRequest['query'],
		headers: mask(call.headers) as LoggedRequest['headers'],
		body: undefined,
		rawBody: undefined,
		inFlight: 0,
		organizationId: session?.organizationId,
		auth: {
			devKey: judge(devkey, devKeys.includes(devkey ?? '')),
			appKey: judge(appkey, appkey === partner.appKey),
			sessionId: judge(sessionid, session !== undefined),
			password: undefined,
			apiToken: judge(apitoken, apitoken === spendToken),
			bearer: judge(bearer, world.tokens.appOf(bearer) !== undefined),
			clientSecret: undefined,
		},
	};
	requests.push(entry);
	return entry;
}

/** Adds the JSON body. The secrets of a login are checked and masked. */
export function logJson(entry: LoggedRequest, text: string, body: unknown): void {
	entry.body = mask(body);
	entry.rawBody = secretsIn(body).reduce<string>(
		(masked, secret) => masked.replaceAll(JSON.stringify(secret), `"${MASK}"`),
		text,
	);
	if (typeof body !== 'object' || body === null) return;
	const { devKey, appKey, password, username } = body as Record<string, unknown>;
	if (entry.path.endsWith('/v3/login')) {
		const expected = username === syncToken.name ? syncToken.value : credentials.password;
		entry.auth.devKey = judge(devKey, devKey === credentials.devKey);
		entry.auth.password = judge(password, password === expected);
	} else if (entry.path.endsWith('/v3/partner/login')) {
		entry.auth.appKey = judge(appKey, appKey === partner.appKey);
		entry.auth.password = judge(password, password === partner.password);
	}
}

/** Adds the fields of a form, serialized again with the secrets masked. */
export function logForm(entry: LoggedRequest, body: unknown): void {
	const members = (body ?? {}) as Record<string, string>;
	const { client_id, client_secret } = members;
	const app = Object.values(oauthApps).find(({ clientId }) => clientId === client_id);
	entry.auth.clientSecret = judge(client_secret, client_secret === app?.clientSecret);
	entry.body = mask(members);
	entry.rawBody = new URLSearchParams(entry.body as Record<string, string>).toString();
}

/** The access token of a call. */
export function bearerOf({ authorization }: IncomingHttpHeaders): string | undefined {
	return /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
}

/** Adds a body of plain bytes. */
export function logBytes(entry: LoggedRequest, bytes: Buffer): void {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	entry.rawBody = { bytes: bytes.length, sha256 };
}

function judge(value: unknown, right: boolean): Judgement {
	if (value === undefined || value === '') return undefined;
	return right ? 'right' : 'wrong';
}

function isSecret(name: string): boolean {
	return SECRETS.has(name.toLowerCase());
}

/** A value without the secrets in it. */
export function mask(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(mask);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [name, isSecret(name) ? MASK : mask(member)]),
	);
}

function secretsIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) => {
		if (!isSecret(name)) return secretsIn(member);
		return typeof member === 'string' && member !== '' ? [member] : [];
	});
}
