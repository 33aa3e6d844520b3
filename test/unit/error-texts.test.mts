import { NodeApiError } from 'n8n-workflow';
import type { IHttpRequestMethods, INode, JsonObject } from 'n8n-workflow';
import { CONNECT } from '../../nodes/apis/connect.ts';
import { nodeError, toNodeError, whenTheHourTurns } from '../../nodes/core/wire/errors.ts';
import { readFailure } from '../../nodes/core/wire/failures.ts';
import type { Failure, FailureKind } from '../../nodes/core/wire/failures.ts';
import { redact, secretsOf } from '../../nodes/core/wire/secrets.ts';
import { httpRequest, tinyServer, type TinyServer } from '../support/http.mts';

const node = {
	id: '1',
	name: 'Bill',
	type: 'n8n-nodes-bill.bill',
	parameters: {},
} as never as INode;

const words = (method: IHttpRequestMethods) => ({
	method,
	path: '/v3/bills',
	timeZone: 'America/New_York',
	origin: 'https://gateway.stage.bill.com',
	api: CONNECT,
});

const NODE_CODES = [
	['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
	['ETIMEDOUT', 'ECONNABORTED', 'EPIPE', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_BAD_RESPONSE'],
].flat();

const fail = (kind: FailureKind, more: Partial<Failure> = {}): Failure => ({
	kind,
	summary: 'Something was said',
	...more,
});

/** A failure for which BILL itself says that nothing was done. */
const refused = (kind: FailureKind, more: Partial<Failure>): Failure =>
	fail(kind, { isRefusal: true, ...more });

const told = (failure: Failure, method: IHttpRequestMethods = 'POST', item?: number) =>
	toNodeError(node, failure, words(method), [], { item });

let server: TinyServer;
beforeAll(async () => {
	server = await tinyServer();
});
afterAll(async () => await server.close());

describe('a write whose outcome is unknown', () => {
	test.each<[string, Failure]>([
		['a cut connection', fail('network')],
		['HTTP 500', fail('refused', { status: 500 })],
		['HTTP 500 with a code', fail('refused', { status: 500, code: 'BDC_1001' })],
		['HTTP 502', fail('gateway', { status: 502 })],
		['HTTP 503', fail('gateway', { status: 503 })],
		['HTTP 504', fail('gateway', { status: 504 })],
		['HTTP 520', fail('refused', { status: 520 })],
		['HTTP 408, which says that the time was over', fail('refused', { status: 408 })],
		['a redirect', fail('refused', { status: 302 })],
		['HTTP 403 of somebody in between', fail('refused', { status: 403 })],
		['HTTP 401 of somebody in between', fail('session', { status: 401 })],
		['HTTP 429 of somebody in between', fail('busy', { status: 429 })],
	])('%s: the text says that the outcome is unknown and nothing was sent again', (_, failure) => {
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
			const { message, description } = told(failure, method);
			expect(message).toMatch(/^The outcome is unknown/);
			expect(message).toMatch(/look in BILL before you send it again/);
			expect(description).toMatch(/was not retried/);
		}
	});

	test.each<[string, Failure]>([
		['nothing was sent', fail('network', { notSent: true })],
		['BILL refused it', refused('refused', { status: 400, code: 'BDC_1205' })],
		['BILL was busy', refused('busy', { status: 422, code: 'BDC_1322' })],
		['the hour is used up', refused('hourly', { status: 422, code: 'BDC_1144' })],
		['it was not trusted', refused('untrusted', { status: 403, code: 'BDC_1361' })],
	])('but not when %s', (_, failure) => {
		expect(told(failure).message).not.toMatch(/unknown/);
	});

	test('a read is never called unknown, and may be run again', () => {
		for (const failure of [fail('network'), fail('gateway', { status: 502 })]) {
			expect(told(failure, 'GET').message).not.toMatch(/unknown/);
			expect(told(failure, 'GET').description).toMatch(/can be run again/);
		}
	});

	test('what was looked for stands in the message, and with its candidates beside the text', () => {
		const lookedFor = 'Not found up to 10:00:00 (UTC): a bill as it was sent';
		const facts = { item: 4, lookedFor, candidates: ['00n01A'] };
		const error = toNodeError(node, fail('network'), words('POST'), [], facts);
		expect(error.message).toMatch(/^The outcome is unknown.*\. Not found up to 10:00:00 \(UTC\)/);
		expect(error).toMatchObject({ outcome: 'unknown', lookedFor, candidates: ['00n01A'] });
		expect(error.request).toBe('POST /v3/bills');
	});

	test('a cancelled write may have been sent; one that never left was not', () => {
		expect(told(fail('cancelled')).description).toMatch(/may already have been sent/);
		expect(told(fail('cancelled', { notSent: true })).description).not.toMatch(/may have been/);
	});
});

describe('what to do', () => {
	test('an untrusted session: how to get trust', () => {
		const { message, description } = told(
			refused('untrusted', { status: 403, code: 'BDC_1361', summary: 'Untrusted session.' }),
		);
		expect(message).toContain('BDC_1361');
		expect(description).toContain('Request Code');
		expect(description).toContain('Remember Me');
	});

	test('a bill that is not approved: who has to approve', () => {
		const summary = 'The bill has not been approved.';
		expect(told(refused('refused', { status: 400, summary })).description).toMatch(/approve/);
	});

	test('a date too early: where the earliest date stands', () => {
		const failure = refused('refused', { status: 422, code: 'BDC_1152', summary: 'Invalid Date.' });
		expect(told(failure).message).toBe('Invalid Date (BDC_1152)');
		expect(told(failure).description).toContain('Get Options');
	});

	test('the hourly limit: when it starts again, on the clock of the workflow', () => {
		const { description } = told(refused('hourly', { status: 422, code: 'BDC_1144' }));
		expect(description).toMatch(/\d\d:00 \(America\/New_York\)/);
	});

	test.each([
		['UTC', '2026-12-30T14:20:00Z', '15:00 (UTC)'],
		['UTC', '2026-12-30T23:59:59Z', '00:00 (UTC)'],
		['America/New_York', '2026-12-30T14:20:00Z', '10:00 (America/New_York)'],
		['Asia/Kolkata', '2026-12-30T14:20:00Z', '20:30 (Asia/Kolkata)'],
	])('in %s at %s the hour turns at %s', (zone, now, expected) => {
		expect(whenTheHourTurns(zone, new Date(now))).toBe(expected);
	});

	test('a failed request is named by method, path and status', () => {
		const failure = fail('refused', { status: 404, code: 'BDC_1205', summary: 'No such object.' });
		expect(told(failure, 'GET').message).toBe('No such object (BDC_1205)');
		expect(told(failure, 'GET').description).toContain('GET /v3/bills returned HTTP 404');
	});
});

describe('as a tool, where a model sees the message alone', () => {
	const tool = { ...node, type: 'n8n-nodes-bill.billTool' };
	const toldToModel = (failure: Failure, method: IHttpRequestMethods = 'POST') =>
		toNodeError(tool, failure, words(method), []);

	test.each<[string, Failure, RegExp]>([
		['unknown', fail('network'), /outcome is unknown.*look in BILL.*was sent once.*not retried/],
		['not trusted', refused('untrusted', { status: 403, code: 'BDC_1361' }), /Request Code/],
		['the hour', refused('hourly', { status: 422, code: 'BDC_1144' }), /Nothing more is sent/],
		['sign-in', refused('signIn', { status: 401 }), /correct it and test it there/],
		['a hint', refused('refused', { status: 422, code: 'BDC_1152' }), /Get Options/],
		['not sent', fail('network', { notSent: true }), /Nothing was sent/],
		['cancelled', fail('cancelled'), /check in BILL whether it took effect/],
	])('%s: the message says what to do', (_, failure, expected) => {
		const { message } = toldToModel(failure);
		expect(message).toMatch(expected);
		expect(message.startsWith(told(failure).message.replace(/\.$/, ''))).toBe(true);
	});

	test.each<[string, Failure, boolean]>([
		['a cut connection', fail('network'), true],
		['HTTP 502', fail('gateway', { status: 502 }), true],
		['Cancel while it was on its way', fail('cancelled'), true],
		['a refusal', refused('refused', { status: 422, code: 'BDC_1152' }), false],
		['nothing sent', fail('network', { notSent: true }), false],
	])('%s: whether the same may be asked for in other words', (_, failure, isUnknown) => {
		const notAgain =
			/Do not call the tool for this again, not even in other words. First look in BILL/;
		for (const method of ['POST', 'PATCH'] as const) {
			expect(notAgain.test(toldToModel(failure, method).message)).toBe(isUnknown);
			expect(told(failure, method).message).not.toMatch(notAgain);
		}
		expect(toldToModel(failure, 'GET').message).not.toMatch(notAgain);
	});

	test('in a workflow the message stays short, and the description says it', () => {
		const failure = refused('untrusted', { status: 403, code: 'BDC_1361' });
		expect(told(failure).message).not.toContain('Request Code');
		expect(told(failure).description).toContain('Request Code');
	});

	test('secrets are hidden there too', () => {
		const failure = fail('refused', { status: 400, summary: 'It was hunter22' });
		expect(toNodeError(tool, failure, words('POST'), ['hunter22']).message).not.toContain(
			'hunter22',
		);
	});
});

describe('the error that n8n gets', () => {
	test("the item's index is in the message and where n8n looks for it", () => {
		const error = told(fail('refused', { status: 400 }), 'POST', 3);
		expect(error.name).toBe('NodeApiError');
		expect(error.message).toContain('[item 3]');
		expect(error.context.itemIndex).toBe(3);
		expect(told(fail('refused'), 'POST', 0).context.itemIndex).toBe(0);
		expect(told(fail('refused'), 'POST', 0).message).toContain('[item 0]');
		expect(told(fail('refused'), 'POST').message).not.toContain('[item');
	});

	test('the HTTP status is kept, for workflows that ask for it', () => {
		expect(told(fail('refused', { status: 404 })).httpCode).toBe('404');
	});

	test.each(NODE_CODES)('our text survives %s: n8n puts none of its own in its place', (code) => {
		const error = Object.assign(new Error(`connect ${code} 10.0.0.1:443`), { code });
		const { message, description } = told(readFailure(error));
		expect(message).toMatch(/^(BILL could not be reached|The outcome is unknown)/);
		expect(`${message} ${description}`).not.toContain(code);
		expect(message).not.toMatch(/perhaps|Retry on Fail/);
	});

	test.each([
		['a word in which EEXIST hides', 'A preexisting vendor has this name'],
		['a name in which EPERM hides', 'Vendor Deeper Minds Ltd is archived'],
		['a code of Node in it', 'Upstream said ETIMEDOUT'],
	])("BILL's own words stay, also with %s", (_, summary) => {
		expect(told(refused('refused', { status: 400, summary })).message).toContain(summary);
	});

	test('the error carries no request, headers or body of the HTTP error', async () => {
		server.say({ status: 400, body: [{ code: 'BDC_1205', message: 'No such object.' }] });
		const caught = await httpRequest({
			method: 'POST',
			url: server.url,
			headers: { devKey: 'the-dev-key-0001', sessionId: 'the-session-0001' },
			body: { accountNumber: '000123456789' },
		}).catch((failed: unknown) => failed);
		const error = told(readFailure(new NodeApiError(node, caught as JsonObject)));
		const all = everythingIn(error);
		for (const hidden of ['the-dev-key-0001', 'the-session-0001', '000123456789']) {
			expect(all).not.toContain(hidden);
		}
	});
});

/** All text that can be read from an error, including non-enumerable and nested properties. */
function everythingIn(error: unknown): string {
	const seen = new Set<unknown>();
	const found: string[] = [];
	const walk = (value: unknown) => {
		if (typeof value === 'string') found.push(value);
		if (typeof value !== 'object' || value === null || seen.has(value)) return;
		seen.add(value);
		for (const name of Reflect.ownKeys(value)) walk((value as Record<PropertyKey, unknown>)[name]);
	};
	walk(error);
	return `${found.join('\n')}\n${JSON.stringify(error)}\n${String(error)}`;
}

describe('secrets', () => {
	const credentials = {
		password: 'correct horse battery',
		devKey: '01DEVKEYDEVKEYDEVKEY',
		sessionId: 'session-0123456789',
		rememberMeId: 'remember-0123456789',
		apiToken: 'token-0123456789',
	};

	test.each(Object.entries(credentials))(
		"%s does not come out, whatever BILL's message says",
		async (_, secret) => {
			const bodies = [
				[{ code: 'BDC_1001', message: `You sent ${secret}, and again ${secret}.` }],
				[{ code: 'BDC_1001', message: 'Said ${paramName0}', params: [{ value: secret }] }],
				{ error: { message: secret } },
				`plain ${secret}`,
			];
			for (const body of bodies) {
				for (const status of [400, 403, 500]) {
					server.say({ status, body });
					const caught = await httpRequest({
						method: 'POST',
						url: server.url,
						headers: { devKey: credentials.devKey },
						body: credentials,
					}).catch((failed: unknown) => failed);
					const failure = readFailure(new NodeApiError(node, caught as JsonObject));
					const error = toNodeError(node, failure, words('POST'), secretsOf(credentials), {
						item: 1,
					});
					expect(everythingIn(error)).not.toContain(secret);
					expect(error.message + error.description).toContain('***');
				}
			}
		},
	);

	test('one secret that begins like another leaves nothing of it', () => {
		const secrets = secretsOf({ password: '01DEVKEY', devKey: '01DEVKEYDEVKEYDEVKEY' });
		expect(redact('key 01DEVKEYDEVKEYDEVKEY', secrets)).not.toContain('DEVKEY');
	});

	test.each(['devKey', 'rememberMeId', 'apiToken'])(
		'%s that was pasted with a line break is hidden as it is sent, without it',
		(name) => {
			const secrets = secretsOf({ [name]: ' 01DEVKEYDEVKEYDEVKEY\n' });
			expect(redact('bad key 01DEVKEYDEVKEYDEVKEY', secrets)).not.toContain('DEVKEY');
		},
	);

	test('a secret is hidden also when an error is made by hand', () => {
		const error = nodeError(node, redact('x abcd-1234', ['abcd-1234']), 'described', { item: 2 });
		expect(everythingIn(error)).not.toContain('abcd-1234');
		expect(error.description).toBe('described');
	});
});
