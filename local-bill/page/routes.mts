import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { BillError } from '../errors/bill-error.mts';
import { hidden } from './hidden.mts';
import { recordOf, recordsOf, type Shown, stateOf } from './state.mts';
import { FAULT_SWITCHES, SETTINGS } from './switches.mts';

/** The files that a browser gets, unchanged: there is no build step. The page is at /, all else below /local-bill. */
const FILES = {
	'text/css': ['page.css', 'tables.css', 'forms.css', 'record.css', 'narrow.css'],
	'text/javascript': ['page.mjs', 'dom.mjs', 'faults.mjs'],
};

/** Nothing is loaded from other sites, no inline script runs, and no other site can show the page in a frame. */
const POLICY = [
	"default-src 'none'",
	...["script-src 'self'", "style-src 'self'", "connect-src 'self'", 'img-src data:'],
	...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
].join('; ');

/**
 * The page at the local BILL's URL, for a person: stored records, received requests, and switches, which use the
 * control routes. own-page-only.mts protects it from other sites. The routes it reads itself are below; none returns
 * a secret.
 *
 * | route | effect |
 * | --- | --- |
 * | GET / | the page |
 * | GET /local-bill/page/switches | the available switches |
 * | GET /local-bill/page/state | counts, newest requests and deliveries, waiting faults and settings |
 * | GET /local-bill/page/requests/:index | one request in full |
 * | GET /local-bill/page/records/:kind | the newest records of a kind, `?search=` |
 * | GET /local-bill/page/record/:kind | one of them in full, `?id=` |
 *
 * All take `?organization=` to select an organization other than the first.
 */
export function pageRoutes(app: FastifyInstance, core: Shown): void {
	const { world, requests } = core;
	const folder = new URL('public/', import.meta.url);
	const serve = (path: string, file: string, type: string) => {
		const text = readFileSync(new URL(file, folder), 'utf8');
		app.get(path, (_request, reply) => asPage(reply, type).send(text));
	};
	serve('/', 'page.html', 'text/html');
	for (const [type, files] of Object.entries(FILES)) {
		for (const file of files) serve(`/local-bill/${file}`, file, type);
	}
	app.get('/local-bill/page/switches', () => ({ faults: FAULT_SWITCHES, settings: SETTINGS }));
	app.get<{ Querystring: { organization?: string } }>('/local-bill/page/state', ({ query }) =>
		stateOf(core, query.organization ?? ''),
	);
	app.get<{ Params: { index: string } }>('/local-bill/page/requests/:index', ({ params }) => {
		const entry = requests[Number(params.index)];
		if (!entry) throw BillError.notFound(params.index);
		const { method, path, time, query, body, rawBody, auth } = entry;
		const sent = body ?? (typeof rawBody === 'object' ? rawBody : undefined);
		return { title: `${method} ${path}`, record: { time, query, auth, body: hidden(sent) } };
	});
	app.get<{
		Params: { kind: string };
		Querystring: { organization?: string; search?: string };
	}>('/local-bill/page/records/:kind', ({ params, query }) => {
		const own = world.within(query.organization ?? '');
		return recordsOf(own, params.kind, query.search ?? '') ?? missing(params.kind);
	});
	app.get<{ Params: { kind: string }; Querystring: { organization?: string; id?: string } }>(
		'/local-bill/page/record/:kind',
		({ params, query }) => {
			const own = world.within(query.organization ?? '');
			const found = recordOf(own, params.kind, query.id ?? '') ?? missing(params.kind);
			return { ...found, record: hidden(found.record) };
		},
	);
}

function missing(kind: string): never {
	throw BillError.notFound(kind);
}

function asPage(reply: FastifyReply, type: string): FastifyReply {
	return reply
		.type(`${type}; charset=utf-8`)
		.header('content-security-policy', POLICY)
		.header('x-content-type-options', 'nosniff')
		.header('referrer-policy', 'no-referrer')
		.header('cache-control', 'no-store');
}
