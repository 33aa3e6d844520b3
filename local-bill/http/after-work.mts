import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { prefixes } from '../state/ids.mts';
import type { CollectionName } from '../state/records/index.mts';
import type { World } from '../state/world.mts';
import type { FaultAction } from './faults.mts';

/**
 * Effects of a fault right after the work is done. This must happen before any other call, since other calls write
 * too.
 */
export function faultAfterWork(world: World, request: FastifyRequest, answer: unknown): void {
	const { fault, entry } = request;
	if (entry) entry.worked = true;
	if (fault?.late) world.late.hide(world.transactions.made, fault.late);
	if (fault?.moves) archiveFirst(world, request.routeOptions.url, answer);
}

/** Archives the first record that a page of a list returned. */
function archiveFirst(world: World, url = '', answer: unknown): void {
	const name = url.split('/').at(-1) as CollectionName;
	const [first] = (answer as { results?: Array<{ id: string }> } | undefined)?.results ?? [];
	if (!first || !(name in prefixes)) return;
	const collection = world.of(name);
	collection.save({ ...collection.get(first.id), archived: true });
}

/** The response after a fault has spoiled it. */
export function spoiled(fault: FaultAction, reply: FastifyReply, payload: unknown): unknown {
	if (fault.afterWork && fault.status !== undefined && reply.statusCode < 300) {
		return replaced({ ...fault, status: fault.status }, reply);
	}
	if (fault.fewer !== undefined && reply.statusCode < 300) return fewer(payload, fault.fewer);
	if (fault.drop === 'middle') return cut(reply, typeof payload === 'string' ? payload : '{}');
	return payload;
}

function replaced(
	{ status, body, headers }: FaultAction & { status: number },
	reply: FastifyReply,
) {
	const isText = typeof body === 'string';
	reply.removeHeader('content-length');
	reply.code(status).type(isText ? 'text/html' : 'application/json');
	reply.headers(headers ?? {});
	return isText ? body : JSON.stringify(body ?? null);
}

/** Shortens the list in a response (the response itself or one of its fields) by its last records. */
function fewer(payload: unknown, count: number): unknown {
	if (typeof payload !== 'string' || payload === '') return payload;
	const answer = JSON.parse(payload) as unknown;
	const short = (list: unknown[]) => list.slice(0, Math.max(0, list.length - count));
	if (Array.isArray(answer)) return JSON.stringify(short(answer));
	const members = Object.entries(answer as object).map(([name, member]) => [
		name,
		Array.isArray(member) ? short(member) : (member as unknown),
	]);
	return JSON.stringify(Object.fromEntries(members));
}

/** Sends half of the response: fewer bytes than its Content-Length says. */
function cut(reply: FastifyReply, whole: string): Readable {
	const bytes = Buffer.from(whole);
	reply.header('content-length', bytes.length);
	let given = false;
	return new Readable({
		read() {
			if (given) setImmediate(() => this.destroy(new Error('Cut by a fault')));
			else this.push(bytes.subarray(0, Math.ceil(bytes.length / 2)));
			given = true;
		},
	});
}
