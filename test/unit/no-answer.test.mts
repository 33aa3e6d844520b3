import { NodeApiError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';
import { outcomeOf, readFailure } from '../../nodes/core/wire/failures.ts';
import { httpRequest, tinyServer, type TinyServer } from '../support/http.mts';

/* How a missing response of BILL is interpreted: what matters is whether the request had been sent. */

const node = { id: '1', name: 'Bill', type: 'n8n-nodes-bill.bill' } as unknown as INode;

let server: TinyServer;
beforeAll(async () => {
	server = await tinyServer();
});
afterAll(async () => await server.close());

describe('when no answer came', () => {
	/** An error as the HTTP client throws it, and as n8n wraps it. */
	const both = (code: string, message = `connect ${code} 10.0.0.1:443`) => {
		const error = Object.assign(new Error(message), { code, syscall: 'connect' });
		return [error, new NodeApiError(node, error as unknown as JsonObject)].map(readFailure);
	};

	test.each(['EHOSTUNREACH', 'ENETUNREACH'])(
		'%s while an answer is read proves nothing',
		(code) => {
			const error = Object.assign(new Error(`read ${code}`), { code, syscall: 'read' });
			expect(readFailure(error)).toMatchObject({ kind: 'network' });
			expect(outcomeOf(readFailure(error))).toBe('unknown');
		},
	);

	test.each([
		['ECONNREFUSED', 'notSent'],
		['ENOTFOUND', 'notSent'],
		['ECONNRESET', 'unknown'],
		['ETIMEDOUT', 'unknown'],
		['EHOSTUNREACH', 'unknown'],
	])('%s as n8n before 2.34 passes it on: with the code alone', (httpCode, outcome) => {
		const text = 'The connection cannot be established, you can retry the request immediately';
		const failure = readFailure(Object.assign(new Error(text), { name: 'NodeApiError', httpCode }));
		expect(failure.kind).toBe('network');
		expect(outcomeOf(failure)).toBe(outcome);
	});

	test.each([200, 201, 400, 500])(
		'an answer (%i) that was cut in its body tells nothing',
		(status) => {
			const response = { status, data: undefined, headers: {} };
			const code = 'ERR_BAD_RESPONSE';
			const error = Object.assign(new Error('stream has been aborted'), { code, response });
			for (const failure of [error, new NodeApiError(node, error as unknown as JsonObject)].map(
				readFailure,
			)) {
				expect(failure.kind).toBe('network');
				expect(outcomeOf(failure)).toBe('unknown');
			}
		},
	);

	test.each([
		['ECONNREFUSED'],
		['ENOTFOUND'],
		['EAI_AGAIN'],
		['EHOSTUNREACH'],
		['ENETUNREACH'],
		['DEPTH_ZERO_SELF_SIGNED_CERT'],
		['CERT_HAS_EXPIRED'],
		['ERR_TLS_CERT_ALTNAME_INVALID'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
		['SELF_SIGNED_CERT_IN_CHAIN'],
		['UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
	])('%s: certainly nothing was sent', (code) => {
		for (const failure of both(code)) {
			expect(failure).toMatchObject({ kind: 'network', notSent: true });
			expect(failure.summary).not.toContain(code);
		}
	});

	test.each([
		['ECONNRESET'],
		['EPIPE'],
		['ECONNABORTED'],
		['ETIMEDOUT'],
		['ERR_BAD_RESPONSE'],
		['ERR_SOMETHING_NEW'],
	])('%s: it may have been sent', (code) => {
		for (const failure of both(code)) {
			expect(failure.kind).toBe('network');
			expect(failure.notSent).toBeFalsy();
			expect(failure.summary).not.toContain(code);
		}
	});

	test.each([['socket hang up'], ['timeout of 60000ms exceeded'], ['Network Error']])(
		'"%s" without a code: it may have been sent',
		(message) => {
			const failure = readFailure(new Error(message));
			expect(failure.kind).toBe('network');
			expect(failure.notSent).toBeFalsy();
		},
	);

	test('a connection that is cut after the request is one that may have been sent', async () => {
		server.say('cut');
		const error = await httpRequest({ method: 'POST', url: server.url, body: {} }).catch(
			(failed: unknown) => failed,
		);
		expect(server.received).toHaveLength(1);
		expect(readFailure(error)).toMatchObject({ kind: 'network' });
		expect(readFailure(error).notSent).toBeFalsy();
	});

	test('an answer that does not come in time is one that may have been sent', async () => {
		const { promise, resolve } = deferred();
		server.say(async () => {
			await promise;
			return { status: 200 };
		});
		const request = { method: 'POST', url: server.url, body: {}, timeout: 50 };
		const error = await httpRequest(request).catch((failed: unknown) => failed);
		resolve();
		expect(readFailure(error)).toMatchObject({
			kind: 'network',
			summary: 'no response came in time',
		});
		expect(readFailure(error).notSent).toBeFalsy();
	});

	test('Cancel is neither a fault of the network nor of BILL', () => {
		const aborted = Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' });
		expect(readFailure(aborted).kind).toBe('cancelled');
		expect(readFailure(new DOMException('aborted', 'AbortError')).kind).toBe('cancelled');
	});

	test.each([[undefined], [null], ['text'], [{}], [new Error('')]])(
		'%p, thrown by something else, is read without a crash',
		(odd) => {
			expect(readFailure(odd).summary).not.toBe('');
		},
	);
});

function deferred() {
	let resolve = () => {};
	const promise = new Promise<void>((done) => (resolve = done));
	return { promise, resolve };
}
