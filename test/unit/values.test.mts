import {
	FieldError,
	shown,
	toDecimal,
	toFlag,
	toJson,
	toList,
	toNumber,
	toText,
} from '../../nodes/core/form/values.ts';

/** The message a person sees. The error must be a FieldError that begins with the field's name. */
function refusal(attempt: () => unknown, label: string): string {
	let taken: unknown;
	try {
		taken = attempt();
	} catch (error) {
		expect(error).toBeInstanceOf(FieldError);
		expect((error as Error).message).toMatch(new RegExp(`^${label} `));
		return (error as Error).message;
	}
	throw new Error(`It was taken as ${JSON.stringify(taken)}`);
}

/** The result of a number with more digits than it can hold. */
const TOO_LONG = Number('12345678901234567');

const luxonLike = { toMillis: () => 0, toISO: () => '1970-01-01T00:00:00.000Z' };

describe('amounts and numbers', () => {
	test.each<[unknown, number]>([
		[0, 0],
		[228.99, 228.99],
		[-12.5, -12.5],
		['0', 0],
		['228.99', 228.99],
		['228.90', 228.9],
		['-12.50', -12.5],
		['+7', 7],
		['.5', 0.5],
		['007', 7],
		['  42 ', 42],
		['42\n', 42],
		['1234567.89', 1234567.89],
	])('%j is taken as %j', (value, expected) => {
		expect(toNumber(value, 'Amount')).toBe(expected);
	});

	test.each<[string, unknown]>([
		['a thousands separator', '1,234.56'],
		['a decimal comma', '1234,56'],
		['a thousands point and a decimal comma', '1.234,56'],
		['a space as separator', '1 234'],
		['an apostrophe as separator', "1'234"],
		['an underscore as separator', '1_234'],
		['a currency sign', '$5'],
		['a currency code', '5 USD'],
		['a per cent sign', '5%'],
		['an exponent', '1e3'],
		['a hexadecimal number', '0x10'],
		['a number in brackets, as accountants write a minus', '(5)'],
		['a minus behind', '5-'],
		['two minus signs', '--5'],
		['a bare sign', '-'],
		['a point at the end', '5.'],
		['a bare point', '.'],
		['nothing', ''],
		['spaces', '   '],
		['words', 'five'],
		['"NaN"', 'NaN'],
		['"Infinity"', 'Infinity'],
		['"null"', 'null'],
		['digits of another script', '١٢٣'],
		['NaN', NaN],
		['Infinity', Infinity],
		['true', true],
		['false', false],
		['null', null],
		['undefined', undefined],
		['an object', {}],
		['an empty list', []],
		['a list of one number', [5]],
		['a Date', new Date(0)],
		['a big integer', 5n],
	])('%s is refused with the name of the field', (_, value) => {
		expect(refusal(() => toNumber(value, 'Amount'), 'Amount')).toContain('plain number');
	});

	test('digits too many for a number are refused, because JSON would carry null in their place', () => {
		refusal(() => toNumber('9'.repeat(400), 'Amount'), 'Amount');
	});

	test('an amount that a JSON number cannot hold is refused, because BILL would get another one', () => {
		refusal(() => toNumber('9007199254740993', 'Amount'), 'Amount');
	});

	test.each<[number]>([[Number('9007199254740993')], [TOO_LONG], [-9007199254740992], [1e21]])(
		'%d as a number has lost digits already and is refused',
		(value) => {
			expect(refusal(() => toNumber(value, 'Amount'), 'Amount')).toContain('give it as text');
		},
	);

	test.each<[number]>([[1234567890123456], [9007199254740991], [-9007199254740991]])(
		'%d keeps all of its digits',
		(value) => {
			expect(toNumber(value, 'Amount')).toBe(value);
		},
	);

	test.each<[number, number]>([
		[5.999999999999995, 6],
		[0.1 + 0.2, 0.3],
		[0.3 - 0.1 - 0.2, 0],
		[1.1 * 1.1, 1.21],
		[100_000 * 1.1, 110_000],
		[0.333333333333, 0.333333333333],
		[1 / 3, 0.333333333333333],
		[1.0000001, 1.0000001],
		[1e-7, 1e-7],
		[-0.1 * 3, -0.3],
	])('%d is taken as %d: only what a calculation leaves over goes', (value, expected) => {
		expect(toNumber(value, 'Quantity')).toBe(expected);
	});

	test('what was given stands in the text, a long text only with its beginning', () => {
		expect(refusal(() => toNumber('$5', 'Amount'), 'Amount')).toContain('"$5"');
		expect(refusal(() => toNumber([1], 'Amount'), 'Amount')).toContain('a list');
		const long = refusal(() => toNumber('x'.repeat(5000), 'Amount'), 'Amount');
		expect(long.length).toBeLessThan(200);
	});
});

describe('amounts with two decimals', () => {
	const sum = (part: number, times: number) =>
		Array.from({ length: times }, () => part).reduce((all, one) => all + one, 0);

	test.each<[string, unknown, number]>([
		['60 times 0.10', sum(0.1, 60), 6],
		['the same as text', String(sum(0.1, 60)), 6],
		['0.1 + 0.2', 0.1 + 0.2, 0.3],
		['1000 times 0.01', sum(0.01, 1000), 10],
		['100,000 times 0.07', sum(0.07, 100_000), 7000],
		['1.1 times 3', 1.1 * 3, 3.3],
		['a difference that should be 0', 0.3 - 0.1 - 0.2, 0],
		['a negative sum', -sum(0.1, 60), -6],
		['228.99', 228.99, 228.99],
		['a large amount', 99_999_999_999.99, 99_999_999_999.99],
		['0', 0, 0],
	])('%s is rounded to the cent', (_, value, expected) => {
		const taken = toDecimal(value, 'Amount', 2);
		expect(taken).toBe(expected);
		expect(JSON.stringify(taken)).toBe(JSON.stringify(expected));
	});

	test.each<[unknown]>([
		[10.005],
		['10.005'],
		[0.001],
		[10.0049],
		[5.9999999],
		['5.99999998'],
		[228.99000002],
		[-10.005],
	])('%j is refused: more than a calculation leaves over was meant', (value) => {
		expect(refusal(() => toDecimal(value, 'Amount', 2), 'Amount')).toContain('decimals');
	});

	test.each<[unknown]>([[TOO_LONG], ['5 USD'], [null], ['9007199254740993'], [NaN]])(
		'%j is not a valid amount',
		(value) => {
			refusal(() => toDecimal(value, 'Amount', 2), 'Amount');
		},
	);
});

describe('yes and no', () => {
	test.each<[unknown, boolean]>([
		[true, true],
		[false, false],
		['true', true],
		['false', false],
		['True', true],
		['FALSE', false],
		[' true ', true],
	])('%j is taken as %j', (value, expected) => {
		expect(toFlag(value, 'Pay Faster')).toBe(expected);
	});

	test.each<[unknown]>([
		['yes'],
		['no'],
		['1'],
		['0'],
		['on'],
		[''],
		[1],
		[0],
		[null],
		[undefined],
		[{}],
		[[]],
		[[true]],
	])('%j is refused, never guessed', (value) => {
		refusal(() => toFlag(value, 'Pay Faster'), 'Pay Faster');
	});
});

describe('text', () => {
	test.each<[unknown, string]>([
		['Northwind', 'Northwind'],
		['', ''],
		['  kept as typed ', '  kept as typed '],
		[94607, '94607'],
		[0, '0'],
		[-1.5, '-1.5'],
		[0.1 + 0.2, '0.3'],
		[9007199254740991, '9007199254740991'],
		['1E5', '1E5'],
		['An undefined term, and null and void', 'An undefined term, and null and void'],
		['Null', 'Null'],
		['[object]', '[object]'],
	])('%j is taken as %j', (value, expected) => {
		expect(toText(value, 'Name')).toBe(expected);
	});

	test.each<[string, unknown]>([
		['true', true],
		['null', null],
		['undefined', undefined],
		['NaN', NaN],
		['Infinity', Infinity],
		['an object', { name: 'x' }],
		['a list', ['x']],
		['a date', new Date(0)],
		['a moment of Luxon', luxonLike],
		['a function', () => 'x'],
		['what is written for an object', '[object Object]'],
		['an object inside of a text', 'Order [object Object] of May'],
		['what is written for a promise', '[object Promise]'],
		['what is written for undefined', 'undefined'],
		['the same with spaces', ' undefined\n'],
		['what is written for null', 'null'],
		['what is written for NaN', 'NaN'],
		['a number that has lost digits', TOO_LONG],
		['a number just beyond what is kept', 9007199254740992],
		['such a number below 0', -9007199254740992],
		['a number with an exponent', 1e21],
		['a small number with an exponent', 1e-7],
	])('%s is refused instead of being sent as "[object Object]" or the like', (_, value) => {
		refusal(() => toText(value, 'Name'), 'Name');
	});
});

describe('what came, in an error text', () => {
	test.each<[unknown, string]>([
		['plain', '"plain"'],
		['009\u200b01', '"009<U+200B>01"'],
		['\ufeffname', '"<U+FEFF>name"'],
		['1\u00a0234', '"1<U+00A0>234"'],
		['a\u2060\u00ad\u202eb', '"a<U+2060><U+00AD><U+202E>b"'],
		['two\nlines\t', '"two<U+000A>lines<U+0009>"'],
		['Café Zoë 東京', '"Café Zoë 東京"'],
		[{ id: 7 }, 'an object: {"id":7}'],
		[['x', 1], 'a list: ["x",1]'],
		[undefined, 'undefined'],
		[null, 'null'],
	])('%j is shown as %s', (value, expected) => {
		expect(shown(value)).toBe(expected);
	});

	test('an object that holds itself is shown all the same', () => {
		const self: Record<string, unknown> = {};
		self.self = self;
		expect(shown(self)).toContain('an object');
	});
});

describe('JSON', () => {
	test.each<[unknown, unknown]>([
		['{"name":"Northwind"}', { name: 'Northwind' }],
		['[1, 2]', [1, 2]],
		[' {} ', {}],
		[{ name: 'Northwind' }, { name: 'Northwind' }],
		[[1], [1]],
	])('%j is taken', (value, expected) => {
		expect(toJson(value, 'JSON Body')).toEqual(expected);
	});

	test.each<[unknown]>([['{name: 1}'], ["{'a': 1}"], ['{"a":1,}'], ['hello'], [''], ['{"a":']])(
		'%j is refused with the reason',
		(value) => {
			expect(refusal(() => toJson(value, 'JSON Body'), 'JSON Body')).toContain('not valid JSON');
		},
	);

	test.each<[unknown]>([[5], [true], [undefined]])('%j is refused', (value) => {
		refusal(() => toJson(value, 'JSON Body'), 'JSON Body');
	});
});

test('inside a list the error says which entry and which field', () => {
	const error = new FieldError('Amount', 'is required').inside('Line Items 2');
	expect(error.message).toBe('Line Items 2: Amount is required');
	expect(error.inside('Bill').message).toBe('Bill: Line Items 2: Amount is required');
});

describe('several values', () => {
	test.each<[string, unknown, unknown[]]>([
		['a list', ['a', 'b'], ['a', 'b']],
		['text with commas', 'a, b', ['a', ' b']],
		['one', 'a', ['a']],
		['a list as JSON', ' ["a", "b,c"]\n', ['a', 'b,c']],
		['a bracket that begins a value', '[draft], b', ['[draft]', ' b']],
		['JSON of something else', '[{"a":1}]', ['[{"a":1}]']],
		['a number', 5, ['5']],
	])('%s', (_, value, expected) => {
		expect(toList(value, 'IDs')).toEqual(expected);
	});

	test('in lines', () => {
		expect(toList('a, b\nc', 'Values', '\n')).toEqual(['a, b', 'c']);
	});

	test.each([[{ a: 1 }], [true], [null], ['undefined'], [1e21]])('%j is none', (value) => {
		refusal(() => toList(value, 'IDs'), 'IDs');
	});
});
