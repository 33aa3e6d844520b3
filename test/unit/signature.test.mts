import { createHmac } from 'node:crypto';
import { isSigned } from '../../nodes/BillTrigger/signature.ts';

const key = 'MjlkMWJmYjUtNmZhYi00N2Q4LTg5ODQ=';
const sign = (data: string | Buffer, by = key) =>
	createHmac('sha256', by).update(data).digest('base64');

/** As BILL shows its notifications: with line breaks, and amounts with two decimals. */
const shown = `{
  "metadata": {
    "eventId": "625947c4-8e6b-48f0-ae72-ea9c9375ec27",
    "eventType": "invoice.updated",
    "version": 1
  },
  "invoice": { "id": "00e02GCBEKKQMYUDas7j", "totalAmount": 120.00, "description": "a \\"b\\"  c" }
}`;
const minified =
	'{"metadata":{"eventId":"625947c4-8e6b-48f0-ae72-ea9c9375ec27","eventType":"invoice.updated","version":1},' +
	'"invoice":{"id":"00e02GCBEKKQMYUDas7j","totalAmount":120.00,"description":"a \\"b\\"  c"}}';
const rewritten = JSON.stringify(JSON.parse(shown));

const escaped = JSON.stringify(minified);

describe('a signature that BILL can have made', () => {
	test.each<[string, string, string]>([
		['over the bytes as they came', shown, shown],
		['over the minified JSON, which came with line breaks', shown, minified],
		['over the minified JSON, in which 120.00 is written 120', shown, rewritten],
		['over minified JSON that came as it is', minified, minified],
		['over JSON in a text, over the text with its escapes', escaped, escaped],
		['over JSON in a text, over what is in the text', escaped, minified],
		[
			'over JSON with line breaks in a text, over the minified JSON',
			JSON.stringify(shown),
			minified,
		],
		['over bytes that are no JSON', 'event', 'event'],
	])('%s', (_, body, signed) => {
		expect(isSigned(key, Buffer.from(body), sign(signed))).toBe(true);
	});

	test('over letters beyond ASCII', () => {
		const body = '{ "vendor": { "name": "Żółw & Söhne 東京" } }';
		expect(isSigned(key, Buffer.from(body), sign(JSON.stringify(JSON.parse(body))))).toBe(true);
	});
});

describe('refused', () => {
	const right = sign(minified);

	test.each<[string, string, string]>([
		['no signature', minified, ''],
		['another key', minified, sign(minified, 'another key')],
		['one changed letter in the body', minified.replace('120.00', '920.00'), right],
		['a member more', minified.replace(/}$/, ',"x":1}'), right],
		['a part of the body', minified.slice(0, -10), right],
		[
			'the signature in hexadecimal',
			minified,
			createHmac('sha256', key).update(minified).digest('hex'),
		],
		['the signature with a space', minified, `${right} `],
		['the signature without its padding', minified, right.replace(/=+$/, '')],
		['two signatures', minified, `${right}, ${right}`],
		['the signature of an empty body', minified, sign('')],
	])('%s', (_, body, signature) => {
		expect(isSigned(key, Buffer.from(body), signature)).toBe(false);
	});

	test('everything, when there is no key: not even what is signed with an empty one', () => {
		expect(isSigned('', Buffer.from(minified), sign(minified, ''))).toBe(false);
	});

	test('what differs inside a text of the JSON, even in white space alone', () => {
		const other = minified.replace('a \\"b\\"  c', 'a \\"b\\" c');
		expect(isSigned(key, Buffer.from(other), right)).toBe(false);
	});

	test('five megabytes of anything, and JSON nested a hundred thousand times, without ending the process', () => {
		expect(isSigned(key, Buffer.alloc(5 * 1024 * 1024, '"\\'), right)).toBe(false);
		expect(isSigned(key, Buffer.from('['.repeat(100_000) + ']'.repeat(100_000)), right)).toBe(
			false,
		);
		expect(isSigned(key, Buffer.from(`"${'\\"'.repeat(500_000)}"`), right)).toBe(false);
	});

	test('a text that never ends, at once', () => {
		for (const size of [25_000, 120_000]) {
			expect(isSigned(key, Buffer.from(`"${'\\"'.repeat(size)}`), right)).toBe(false);
			expect(isSigned(key, Buffer.from(`{"a":"${'\\"'.repeat(size)}`), right)).toBe(false);
		}
	});
});
