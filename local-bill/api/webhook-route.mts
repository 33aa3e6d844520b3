import { answerPage, type Page } from '../engine/list.mts';
import type { Call, Route } from '../engine/route.mts';
import type { Schema } from '../engine/schema.mts';
import { BillError } from '../errors/bill-error.mts';
import { devKeys, spendToken } from '../state/credentials.mts';
import { spendCompanyUuid } from '../state/spend-company.mts';
import type { Owner } from '../state/records/webhooks.mts';

/** The owner that makes the call. */
export interface Caller extends Owner {
	/** None for a token. */
	userId?: string;
}

const KEY_LIFETIME = 24 * 3_600_000;
const UUID4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

type WebhookRoute<Body> = Omit<Route, 'body' | 'handle' | 'refused' | 'base' | 'needs'> & {
	body?: Schema<Body>;
	handle(call: Call<Body>, owner: Caller): unknown;
};

/** A route of the Connect Events API. Checks the headers the way that API does. */
export function webhookRoute<Body>(route: WebhookRoute<Body>): Route {
	return {
		...route,
		base: '/connect-events',
		needs: 'nothing',
		handle: (call: Call<Body>) => route.handle(call, ownerOf(call)),
	};
}

/** Here missing headers give 400 and wrong ones 401: https://developer.bill.com/docs/webhook-api-error-responses. */
function ownerOf({ world, reply }: Call): Caller {
	const headers = reply.request.headers as Record<string, string | undefined>;
	const { devkey, sessionid, apitoken } = headers;
	if (apitoken !== undefined) {
		if (apitoken !== spendToken) throw BillError.of('BDC_1109', 'apiToken is invalid.');
		return { spendCompanyUuid };
	}
	if (!devkey || !sessionid) {
		const message = 'devKey and sessionId, or apiToken, are required headers.';
		throw BillError.of('BDC_1108', message);
	}
	if (!devKeys.includes(devkey)) throw BillError.of('BDC_1102');
	const session = world.sessions.use(sessionid, devkey);
	if (!session) throw BillError.of('BDC_1109');
	return { organizationId: session.organizationId, userId: session.userId };
}

/** The owner as a string key. */
export function ownerKey({ organizationId, spendCompanyUuid }: Owner): string {
	return organizationId ?? `spend ${spendCompanyUuid}`;
}

/** One page, with `nextPage` only (no `prevPage`). */
export function answerForward(call: Call, name: string, things: unknown[]): Page {
	const { prevPage: _none, ...page } = answerPage(call, name, things);
	return page;
}

/**
 * Does the work once for each X-Idempotent-Key. For 24 hours a repeated key gets the first response, even if the body
 * differs (not documented): https://developer.bill.com/docs/bill-webhook-api-general-rules. A key whose first request
 * is still running (429) cannot occur here, because the work is synchronous.
 */
export function once(call: Call, owner: Owner, work: () => unknown): unknown {
	const { method, url, headers } = call.reply.request;
	const key = headers['x-idempotent-key'];
	if (typeof key !== 'string' || !UUID4.test(key)) {
		throw BillError.of('BDC_1129', 'X-Idempotent-Key: must be a UUID4');
	}
	const answers = call.world.of('idempotentAnswers');
	const id = `${ownerKey(owner)} ${method} ${url.split('?')[0]} ${key.toLowerCase()}`;
	const known = answers.find(id);
	const now = call.world.clock.now();
	if (known && now - known.at < KEY_LIFETIME) return known.answer;
	const answer = work();
	answers.put({ id, at: now, answer });
	return answer;
}
