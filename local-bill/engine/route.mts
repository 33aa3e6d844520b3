import type { FastifyReply } from 'fastify';
import type { BillError } from '../errors/bill-error.mts';
import type { Limits } from '../rules/limits.mts';
import type { Session } from '../state/sessions.mts';
import type { World } from '../state/world.mts';
import type { Deliveries } from '../webhooks/deliveries.mts';
import type { Members, Schema } from './schema.mts';

/** What the handler of a route gets. */
export interface Call<Body = unknown> {
	/** The records and state of the session's organization. */
	world: World;
	deliveries: Deliveries;
	limits: Limits;
	/** The session of the caller. Open routes have none and must not use it. */
	session: Session;
	params: Record<string, string>;
	query: Record<string, string>;
	/** The body, validated by the route's schema. */
	body: Body;
	reply: FastifyReply;
}

/** One endpoint of BILL. */
export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** As BILL writes it, with `:id` for path parameters: /v3/vendors/:id. */
	path: string;
	/**
	 * Most are under /connect; webhook subscriptions are under /connect-events, access tokens under /authx, images of
	 * receipts under /storage.
	 */
	base?: '/connect' | '/connect-events' | '/authx' | '/storage';
	/** The allowed query parameters. Any other is refused (BILL itself is reported to ignore them). */
	query?: Members;
	requiredQuery?: string[];
	/** Unknown query parameters are ignored, as was seen live. */
	ignoresUnknownQuery?: boolean;
	/** The JSON body, which is then required. Without a schema only an empty body or `{}` is accepted. */
	body?: Schema;
	/** The body is a plain array, handled all or nothing. */
	bulk?: boolean;
	/** The body is a form, not JSON. */
	form?: boolean;
	/** The body is the bytes of a file, of any type. */
	bytes?: boolean;
	/**
	 * Who may call: a session with its developer key (default), a session alone, a Spend & Expense token, a partner, a
	 * partner that names an organization in a header, or anyone.
	 */
	needs?: 'session+key' | 'session' | 'spendToken' | 'partner' | 'partner+organization' | 'nothing';
	/** Needs an MFA-trusted session, always or depending on the call. */
	trusted?: boolean | ((call: Call) => boolean);
	/** Status of a success; default 200. */
	status?: number;
	/**
	 * Does the work. If it throws, all its writes are undone. What it returns is sent as JSON; undefined as an empty
	 * body.
	 */
	handle(call: Call): unknown;
	/** What else to do after a refusal, once the work has been undone. */
	refused?(call: Call, refusal: BillError): void;
}

/** A route whose handler gets the body type from the schema. */
export function route<Body>(
	definition: Omit<Route, 'body' | 'handle' | 'refused'> & {
		body: Schema<Body>;
		handle(call: Call<Body>): unknown;
		refused?(call: Call<Body>, refusal: BillError): void;
	},
): Route {
	return definition;
}
