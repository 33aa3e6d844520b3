import { NodeApiError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';
import { readFailure } from '../../nodes/core/wire/failures.ts';
import type { Failure } from '../../nodes/core/wire/failures.ts';
import { httpRequest, tinyServer, type RequestOptions, type TinyServer } from '../support/http.mts';

/* How responses of BILL are parsed: real HTTP errors of the client that n8n uses, both unwrapped and wrapped by n8n. */

const node = { id: '1', name: 'Bill', type: 'n8n-nodes-bill.bill' } as unknown as INode;

let server: TinyServer;
beforeAll(async () => {
	server = await tinyServer();
});
afterAll(async () => await server.close());

/** The error of a request, unwrapped and as n8n wraps it. */
async function thrown(
	status: number,
	body: unknown,
	more: Partial<RequestOptions> = {},
	headers?: Record<string, string>,
): Promise<unknown[]> {
	server.say({ status, body, headers });
	const request = { method: 'POST', url: server.url, disableFollowRedirect: true, ...more };
	const error = await httpRequest(request).then(
		() => new Error('The request succeeded'),
		(failed: unknown) => failed,
	);
	return [error, new NodeApiError(node, error as JsonObject)];
}

/** The parsed failure, which must be the same for both. */
async function failureOf(...given: Parameters<typeof thrown>): Promise<Failure> {
	const [bare, wrapped] = (await thrown(...given)).map(readFailure);
	expect(wrapped).toEqual(bare);
	return bare;
}

/** An entry of BILL's error body. */
const entry = (code: string | undefined, message: string, more: object = {}) => ({
	timestamp: '2026-12-30T00:00:00.000+00:00',
	...(code && { code }),
	severity: 'ERROR',
	category: 'REQUEST',
	message,
	...more,
});

describe('what BILL said', () => {
	test.each<[string, number, unknown, string | undefined, string]>([
		[
			'an array with one entry',
			404,
			[entry('BDC_1205', 'No such object.')],
			'BDC_1205',
			'No such object.',
		],
		[
			'params as an object instead of a list',
			403,
			[entry('BDC_1361', 'Untrusted session.', { params: {} })],
			'BDC_1361',
			'Untrusted session.',
		],
		[
			'two spaces in the message',
			401,
			[entry('BDC_1109', 'Session is invalid.  Please log in.')],
			'BDC_1109',
			'Session is invalid. Please log in.',
		],
		[
			'several entries',
			400,
			[
				entry('BDC_1107', 'customer: The customer field is required'),
				entry('BDC_1108', 'dueDate: The dueDate field is required'),
			],
			'BDC_1107',
			'customer: The customer field is required; dueDate: The dueDate field is required',
		],
		[
			'entries without a code',
			400,
			[entry(undefined, 'customer: The customer field is required')],
			undefined,
			'customer: The customer field is required',
		],
		[
			'the code in a later entry only',
			400,
			[entry(undefined, 'First.'), entry('BDC_1205', 'Second.')],
			'BDC_1205',
			'First.; Second.',
		],
		[
			'an item rolled back because of another one',
			400,
			[entry('BDC_1246', 'Rolled back.'), entry('BDC_1159', 'Would overpay.')],
			'BDC_1159',
			'Rolled back.; Would overpay.',
		],
		[
			'a sentence repeated with an ID in front',
			422,
			[
				entry('BDC_1152', 'Vendor cannot be paid.'),
				entry('BDC_1152', '00n01ABCDEFGHIJKLMNO : Vendor cannot be paid.'),
			],
			'BDC_1152',
			'Vendor cannot be paid.',
		],
		[
			'the same with the ID first',
			422,
			[
				entry('BDC_1152', '00n01ABCDEFGHIJKLMNO : Vendor cannot be paid.'),
				entry('BDC_1152', 'Vendor cannot be paid.'),
			],
			'BDC_1152',
			'Vendor cannot be paid.',
		],
		[
			'the ID of the bill in a sentence that stands alone',
			422,
			[entry('BDC_1152', '00n01ABCDEFGHIJKLMNO : Vendor cannot be paid.')],
			'BDC_1152',
			'00n01ABCDEFGHIJKLMNO : Vendor cannot be paid.',
		],
		[
			'a template that BILL left unfilled',
			422,
			[entry('BDC_1152', 'Invalid Process Date : ${paramName0}.', { params: {} })],
			'BDC_1152',
			'Invalid Process Date.',
		],
		[
			'a template with its values',
			422,
			[
				entry('BDC_1152', 'Invalid Process Date : ${paramName0}.', {
					params: [{ name: 'paramName0', value: '2026-12-25', additional: {} }],
				}),
			],
			'BDC_1152',
			'Invalid Process Date : 2026-12-25.',
		],
		['an object alone', 400, { message: 'Invalid filter' }, undefined, 'Invalid filter'],
		[
			'an object with an error inside',
			400,
			{ error: { message: 'Invalid filter', code: 'X_1' } },
			'X_1',
			'Invalid filter',
		],
		[
			'an object with a list inside',
			400,
			{ errors: [{ message: 'First.' }, { message: 'Second.' }] },
			undefined,
			'First.; Second.',
		],
		['a list of texts', 400, ['First.', 'Second.'], undefined, 'First.; Second.'],
		['detail instead of a message', 400, [{ detail: 'Too long.' }], undefined, 'Too long.'],
		[
			'a message and a detail',
			400,
			{ message: 'Invalid value.', detail: 'dueDate must not be before 2026-12-01' },
			undefined,
			'Invalid value: dueDate must not be before 2026-12-01',
		],
		[
			'a message and a detail in a list, with a code',
			400,
			[entry('BDC_1108', 'Invalid value.', { detail: 'amount must be positive.' })],
			'BDC_1108',
			'Invalid value: amount must be positive.',
		],
		[
			'a detail that says it all again',
			400,
			{ message: 'Too long', detail: 'Too long: 4001 characters' },
			undefined,
			'Too long: 4001 characters',
		],
		[
			'problem details',
			400,
			{ type: 'about:blank', title: 'Bad Request', status: 400, detail: 'No such member: x' },
			undefined,
			'Bad Request: No such member: x',
		],
		['a title alone', 400, { title: 'Bad Request' }, undefined, 'Bad Request'],
		[
			'values without a template',
			422,
			[
				entry('BDC_1152', 'Invalid Process Date.', {
					params: [{ name: 'paramName0', value: '2026-12-25', additional: {} }],
				}),
			],
			'BDC_1152',
			'Invalid Process Date (2026-12-25)',
		],
		[
			'values with names',
			422,
			[entry('BDC_1', 'Not allowed.', { params: { dueDate: '2026-12-25', most: 3 } })],
			'BDC_1',
			'Not allowed (dueDate: 2026-12-25, most: 3)',
		],
		[
			'a template with names',
			422,
			[entry('BDC_1', 'From ${first} on.', { params: [{ name: 'first', value: '2026-12-25' }] })],
			'BDC_1',
			'From 2026-12-25 on.',
		],
		[
			'values that the sentence has already',
			422,
			[entry('BDC_1', 'Bill 00n01 is paid.', { params: [{ name: 'id', value: '00n01' }] })],
			'BDC_1',
			'Bill 00n01 is paid.',
		],
		[
			'a map by field',
			400,
			{ errors: { dueDate: ['is too early', 'is a Sunday'], amount: 'must be positive' } },
			undefined,
			'dueDate: is too early; dueDate: is a Sunday; amount: must be positive',
		],
		[
			'a title with a map by field',
			400,
			{ title: 'Validation failed', errors: { 'lines[0].price': ['is required'] } },
			undefined,
			'Validation failed; lines[0].price: is required',
		],
		['a bare map by field', 400, { email: ['is invalid'] }, undefined, 'email: is invalid'],
		[
			'a bare map by field, with texts, and what says nothing beside it',
			400,
			{
				status: 400,
				requestId: 'a b',
				category: 'Bad request',
				dueDate: 'is too early',
				amount: 'x',
			},
			undefined,
			'dueDate: is too early',
		],
		['a message in capitals', 400, { Message: 'No such member' }, undefined, 'No such member'],
		['a message with a line', 400, { error_message: 'Not so' }, undefined, 'Not so'],
		['a list of messages', 400, { message: ['Not so', 'Nor so'] }, undefined, 'Not so; Nor so'],
		['a message inside a message', 400, { message: { text: 'Not so' } }, undefined, 'Not so'],
		['lists in a list', 400, [[{ message: 'Not so' }]], undefined, 'Not so'],
		['a gateway', 500, { fault: { faultstring: 'Spike arrest' } }, undefined, 'Spike arrest'],
		['errors in data', 400, { data: { errors: [{ message: 'Not so' }] } }, undefined, 'Not so'],
		[
			"the form of BILL's older API",
			400,
			{ response_message: 'Error', response_data: { error_message: 'Session is invalid.' } },
			undefined,
			'Error; Session is invalid.',
		],
		[
			'a message with a list inside',
			400,
			{ message: 'Validation failed', errors: [{ field: 'email', message: 'is invalid' }] },
			undefined,
			'Validation failed; email: is invalid',
		],
		[
			'a list with the places of fields',
			422,
			{ detail: [{ loc: ['body', 'amount'], msg: 'field required' }], message: 'Invalid' },
			undefined,
			'Invalid; body.amount: field required',
		],
		[
			'a pointer to the field',
			400,
			{ errors: [{ title: 'Invalid', detail: 'must be a date', source: { pointer: '/dueDate' } }] },
			undefined,
			'/dueDate: Invalid: must be a date',
		],
		[
			'an error as a word beside its description',
			400,
			{ error: 'invalid_request', error_description: 'No grant type' },
			undefined,
			'No grant type',
		],
		[
			'an error as a word beside a message',
			400,
			{ status: 400, error: 'Bad Request', message: 'No such member', path: '/connect/v3/bills' },
			undefined,
			'No such member',
		],
		['a bare text', 400, 'Upstream said no', undefined, 'Upstream said no'],
	])('%s', async (_, status, body, code, summary) => {
		const failure = await failureOf(status, body);
		expect(failure).toMatchObject({ status, summary });
		expect(failure.code).toBe(code);
	});

	test.each<[string, unknown]>([
		['an empty list', []],
		['an empty object', {}],
		['nothing', undefined],
		['null', null],
		['a list of nothing', [null]],
		['an empty message', [entry(undefined, ' ')]],
	])('%s says at least which HTTP status it was', async (_, body) => {
		expect((await failureOf(400, body)).summary).toContain('HTTP 400');
	});

	test('a web page is not copied into the text', async () => {
		const { summary } = await failureOf(
			502,
			'<!DOCTYPE html><html><h1>502 Bad Gateway</h1></html>',
		);
		expect(summary).toBe('a web page was returned instead of data');
	});

	test('a long text is cut', async () => {
		expect((await failureOf(400, 'x'.repeat(100_000))).summary.length).toBeLessThan(1000);
	});

	test('the bytes of a refused download are read like any other response', async () => {
		const body = [entry('BDC_1205', 'No such object.')];
		const failure = await failureOf(404, body, { method: 'GET', encoding: 'arraybuffer' });
		expect(failure).toMatchObject({ code: 'BDC_1205', summary: 'No such object.', status: 404 });
	});

	test('the address of a redirect is kept', async () => {
		const location = 'https://files.bill.com/x';
		const failure = await failureOf(302, undefined, { method: 'GET' }, { location });
		expect(failure).toMatchObject({ status: 302, location });
	});
});

describe('the code decides, not the HTTP status', () => {
	const statuses = [400, 401, 403, 404, 409, 422, 429, 500, 502, 503];

	test.each([
		['BDC_1109', 'session'],
		['BDC_1144', 'hourly'],
		['BDC_1322', 'busy'],
		['BDC_1361', 'untrusted'],
	])('%s is "%s"', async (code, kind) => {
		for (const status of statuses) {
			expect((await failureOf(status, [entry(code, 'Said.')])).kind).toBe(kind);
		}
	});

	test.each(['1101', '1102', '1103', '1104', '1106', '1107', '1110', '1111', '1123'])(
		'BDC_%s with 401 is no lost session: another sign-in would not help',
		async (code) => {
			expect((await failureOf(401, [entry(`BDC_${code}`, 'Said.')])).kind).toBe('refused');
		},
	);
});

test.each<[number, unknown, string]>([
	[401, undefined, 'session'],
	[401, [entry(undefined, 'Unauthorized')], 'session'],
	[401, [entry('BDC_9999', 'Unauthorized')], 'session'],
	[429, undefined, 'busy'],
	[502, '<html>', 'gateway'],
	[503, undefined, 'gateway'],
	[504, undefined, 'gateway'],
	[400, [entry('BDC_1205', 'Said.')], 'refused'],
	[403, undefined, 'refused'],
	[404, [entry('BDC_1205', 'Said.')], 'refused'],
	[500, undefined, 'refused'],
])('HTTP %i with %j is "%s"', async (status, body, kind) => {
	expect((await failureOf(status, body)).kind).toBe(kind);
});
