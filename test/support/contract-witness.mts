import diagnostics from 'node:diagnostics_channel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Findings } from '../contract/findings.mts';
import { type Exchange, findingsIn } from '../contract/traffic.mts';

/*
 * Watches every call of a test file to a local BILL, and every response, and compares them with BILL's documentation.
 * It does not know the routes or schemas of the local BILL: it stands between the local BILL and its callers. Jest
 * loads it before each test file.
 */

/**
 * Fastify publishes this event for each new server. It is the only way to reach a server that is not exposed
 * otherwise.
 */
const SERVER_MADE = 'fastify.initialization';

/** Collects differences from the contract until stopped. */
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

/** A call that the local BILL has accepted. Refusals, and responses injected by a test, are not compared. */
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
