import type { FastifyInstance } from 'fastify';
import { BillError } from './errors/bill-error.mts';
import { isLoopback } from './webhooks/loopback.mts';
import { isApi } from './http/gate.mts';

/**
 * Protects the controls and the page from other sites open in the same browser. A browser sends the origin of the
 * requesting site in `Origin`. A foreign host name that resolves to this computer (DNS rebinding) is in `Host`.
 * BILL's API is not affected: it has sessions, and a proxy or a container may reach it under another name.
 */
export function ownPageOnly(app: FastifyInstance): void {
	app.addHook('onRequest', (request, _reply, done) => {
		if (isApi(request)) return done();
		const { host = '', origin } = request.headers;
		if (!isLoopback(`http://${host}`)) return done(refused(`The host ${host}`));
		const isForeign = origin !== undefined && origin !== `http://${host}`;
		done(isForeign ? refused('Other sites') : undefined);
	});
}

function refused(who: string): BillError {
	return BillError.of('BDC_1129', `${who} cannot use the controls of the local BILL.`, {
		status: 403,
	});
}
