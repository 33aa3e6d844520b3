import type { FastifyReply } from 'fastify';
import type { BillError } from '../errors/bill-error.mts';
import type { Limits } from '../rules/limits.mts';
import type { Session } from '../state/sessions.mts';
import type { World } from '../state/world.mts';
import type { Deliveries } from '../webhooks/deliveries.mts';
import type { Members, Schema } from './schema.mts';

/** What a route's code gets. */
export interface Call<Body = unknown> {
	/** What the organization of the session remembers. */
	world: World;
	deliveries: Deliveries;
	limits: Limits;
	/** The session of the caller; on open routes there is none and it must not be used. */
	session: Session;
	params: Record<string, string>;
	query: Record<string, string>;
	/** What the schema of the route has let through. */
	body: Body;
	reply: FastifyReply;
}

/** One endpoint of BILL. */
export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** As BILL writes it, with `:id` for path parameters: /v3/vendors/:id. */
	path: string;
	/** Most are under /connect; webhook subscriptions under /connect-events, access tokens under /authx, pictures of receipts under /storage. */
	base?: '/connect' | '/connect-events' | '/authx' | '/storage';
	/** The query keys it takes; any other is refused (BILL itself is reported to ignore them). */
	query?: Members;
	requiredQuery?: string[];
	/** Query keys that it does not know are passed over, as was seen live. */
	ignoresUnknownQuery?: boolean;
	/** The JSON body; it must be sent. Without it only an empty body or `{}` is taken. */
	body?: Schema;
	/** The body is a bare array, all or nothing. */
	bulk?: boolean;
	/** The body is a form, not JSON. */
	form?: boolean;
	/** The body is a file's bytes, of any type. */
	bytes?: boolean;
	/**
	 * Who may call: a session with its developer key (default), a session alone, a token of Spend & Expense, a partner,
	 * a partner that names an organization in a header, or anyone.
	 */
	needs?: 'session+key' | 'session' | 'spendToken' | 'partner' | 'partner+organization' | 'nothing';
	/** Needs an MFA-trusted session, always or for some bodies. */
	trusted?: boolean | ((call: Call) => boolean);
	/** Status of success; 200 unless told. */
	status?: number;
	/** The work. What it throws undoes all that it has written. Its answer is sent as JSON, nothing as an empty body. */
	handle(call: Call): unknown;
	/** What else follows from a refusal, once the work has been undone. */
	refused?(call: Call, refusal: BillError): void;
}

/** A route whose code knows the type of its body, from the schema. */
export function route<Body>(
	definition: Omit<Route, 'body' | 'handle' | 'refused'> & {
		body: Schema<Body>;
		handle(call: Call<Body>): unknown;
		refused?(call: Call<Body>, refusal: BillError): void;
	},
): Route {
	return definition;
}
