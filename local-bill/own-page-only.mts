import type { FastifyInstance } from 'fastify';
import { BillError } from './errors/bill-error.mts';
import { isLoopback } from './webhooks/loopback.mts';
import { isApi } from './http/gate.mts';

/**
 * Keeps the controls and the page from other sites that a person has open in the same browser. A browser names the site
 * that asks in `Origin`. A name of another site that leads here (DNS rebinding) stands in `Host`. BILL's API is left
 * alone: it has its sessions, and a proxy or a container may call it by another name.
 */
export function ownPageOnly(app: FastifyInstance): void {
	app.addHook('onRequest', (request, _reply, done) => {
		if (isApi(request)) return done();
		const { host = '', origin } = request.headers;
		if (!isLoopback(`http://${host}`)) return done(refused(`not for the host ${host}`));
		const isForeign = origin !== undefined && origin !== `http://${host}`;
		done(isForeign ? refused('not for other sites') : undefined);
	});
}

function refused(why: string): BillError {
	return BillError.of('BDC_1129', `The controls of the local BILL are ${why}.`, { status: 403 });
}
