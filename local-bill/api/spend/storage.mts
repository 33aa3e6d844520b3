import type { Call, Route } from '../../engine/route.mts';
import { storageUrl } from '../../rules/spend-receipts.mts';

/** BILL's limit for files. For images of receipts it is not documented. */
const MAX_BYTES = 6_000_000;

/**
 * The storage behind the upload URLs for receipts. It is not part of BILL's API: its links are signed, its errors are
 * XML, and it refuses a request that sends BILL's key in addition to the signature (inferred from how signed links
 * work).
 */
export const storageRoutes: Route[] = [
	{
		method: 'PUT',
		base: '/storage',
		path: '/receipts/:key',
		needs: 'nothing',
		bytes: true,
		ignoresUnknownQuery: true,
		handle: (call) => {
			const { world, params, body, reply } = call;
			const refusal = refusalOf(call);
			if (refusal) return refuse(call, ...refusal);
			if (!Buffer.isBuffer(body) || body.length === 0) return refuse(call, 400, 'MissingContent');
			if (body.length > MAX_BYTES) return refuse(call, 400, 'EntityTooLarge');
			const type = reply.request.headers['content-type'] ?? 'application/octet-stream';
			const ending = /^image\/(png|jpeg)$/.exec(type)?.[1]?.replace('jpeg', 'jpg') ?? 'bin';
			world.files.set(params.key, { name: `receipt.${ending}`, type, bytes: body });
			return undefined;
		},
	},
	{
		method: 'GET',
		base: '/storage',
		path: '/receipts/:key',
		needs: 'nothing',
		ignoresUnknownQuery: true,
		handle: (call) => {
			const refusal = refusalOf(call);
			if (refusal) return refuse(call, ...refusal);
			const file = call.world.files.get(call.params.key);
			if (!file) return refuse(call, 404, 'NoSuchKey');
			call.reply.type(file.type);
			return file.bytes;
		},
	},
];

function refusalOf({ world, params, query, reply }: Call): [number, string] | undefined {
	const { apitoken, authorization, sessionid, devkey } = reply.request.headers;
	if (apitoken ?? authorization ?? sessionid ?? devkey) return [403, 'SignatureDoesNotMatch'];
	const until = Number(query.expires);
	const signed = new URL(storageUrl(world, params.key, until)).searchParams.get('signature');
	if (query.signature !== signed) return [403, 'SignatureDoesNotMatch'];
	return world.clock.now() > until ? [403, 'AccessDenied'] : undefined;
}

function refuse({ reply }: Call, status: number, code: string): string {
	reply.code(status).type('application/xml');
	const message = code === 'AccessDenied' ? 'Request has expired' : code;
	return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
}
