import diagnostics from 'node:diagnostics_channel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Findings } from '../contract/findings.mts';
import { type Exchange, findingsIn } from '../contract/traffic.mts';

/*
 * Looks at every call that a test file makes to a local BILL, and at every answer, and compares them with what
 * BILL documents. It knows neither the routes nor the schemas of the local BILL: it stands between that and
 * whoever calls it. Jest loads it before each test file.
 */

/** Fastify tells of each server that is made; it has no other way in that the server does not offer itself. */
const SERVER_MADE = 'fastify.initialization';

/** Collects what differs from the contract until it is stopped. */
export function watchLocalBills() {
	const findings = new Findings();
	let exchanges = 0;
	const watch = (message: unknown) => {
		const { fastify } = message as { fastify: FastifyInstance };
		fastify.addHook('onSend', async (request, reply, payload) => {
			const exchange = exchangeOf(request, reply, payload);
			if (!exchange) return;
			exchanges++;
			findings.add(...findingsIn(exchange));
		});
	};
	diagnostics.subscribe(SERVER_MADE, watch);
	return {
		findings,
		count: () => exchanges,
		stop: () => {
			diagnostics.unsubscribe(SERVER_MADE, watch);
		},
	};
}

/** A call that the local BILL has taken; what it refused, or what a test made it answer, says nothing. */
function exchangeOf(
	request: FastifyRequest,
	reply: FastifyReply,
	payload: unknown,
): Exchange | undefined {
	const [path] = request.url.split('?');
	const isApi = path.startsWith('/connect') && reply.hasHeader('x-local-bill');
	if (!isApi || reply.statusCode >= 300) return undefined;
	const forged = request.fault?.status !== undefined;
	return {
		method: request.method,
		path,
		query: request.query as Exchange['query'],
		body: request.body,
		status: reply.statusCode,
		answer: answerOf(payload),
		...(forged && { forged }),
	};
}

function answerOf(payload: unknown): unknown {
	if (typeof payload !== 'string') return payload ?? undefined;
	try {
		return payload === '' ? undefined : JSON.parse(payload);
	} catch {
		return payload;
	}
}
