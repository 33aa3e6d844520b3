import type { FastifyInstance } from 'fastify';
import { BillError } from '../errors/bill-error.mts';
import { isLoopback } from '../webhooks/loopback.mts';
import { isApi } from './gate.mts';

/**
 * Keeps the controls and the page from other sites that a person has open in the same browser. A browser names the site
 * that asks in `Origin`. A name of another site that leads here (DNS rebinding) stands in `Host`. BILL's API is left
 * alone: it has its sessions, and a proxy or a container may call it by another name.
 */
export function ownPageOnly(app: FastifyInstance): void {
	app.addHook('onRequest', async (request) => {
		if (isApi(request)) return;
		const { host = '', origin } = request.headers;
		if (!isLoopback(`http://${host}`)) throw refused(`not for the host ${host}`);
		if (origin !== undefined && origin !== `http://${host}`) throw refused('not for other sites');
	});
}

function refused(why: string): BillError {
	return BillError.of('BDC_1129', `The controls of the local BILL are ${why}.`, { status: 403 });
}
