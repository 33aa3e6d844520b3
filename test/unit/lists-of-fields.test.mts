import { group, lines } from '../../nodes/core/form/groups.ts';
import { money, text } from '../../nodes/core/form/kinds.ts';
import { record } from '../../nodes/core/form/record-fields.ts';
import type { RecordKind } from '../../nodes/core/form/record-fields.ts';
import { FieldError } from '../../nodes/core/form/values.ts';
import { resources } from '../../nodes/Bill/resources/index.ts';

const leaveOut = { timeZone: 'UTC', keepEmpty: false };
const keepEmpty = { timeZone: 'UTC', keepEmpty: true };

const account: RecordKind = {
	searchMethod: 'searchChartOfAccounts',
	label: 'GL Account',
	eg: '0ca01ABCDEFGHIJKLMNO',
	pattern: /^0ca[0-9A-Za-z]+$/,
	mustBe: 'must be an ID that begins with 0ca',
};

const lineFields = [
	money('amount', { required: true }),
	text('description', { eg: 'Paper' }),
	record('classifications.chartOfAccountId', account),
];
const items = lines('billLineItems', lineFields, {
	label: 'Line Items',
	entry: 'Line Item',
	required: true,
});
const credits = lines('vendorCredits', lineFields, { entry: 'Vendor Credit' });

describe('line items', () => {
	const sent = [
		{ amount: 10.5, description: 'Paper', classifications: { chartOfAccountId: '0ca01' } },
		{ amount: 5 },
	];
	const filled = [
		{
			amount: '10.5',
			description: 'Paper',
			chartOfAccountId: { __rl: true, mode: 'list', value: '0ca01' },
		},
		{ amount: 5, description: '', chartOfAccountId: { __rl: true, mode: 'list', value: '' } },
	];

	test('as the form gives them', () => {
		expect(items.write({ values: filled }, leaveOut)).toEqual(sent);
	});

	test('as a list that an expression gives', () => {
		expect(items.write(filled, leaveOut)).toEqual(sent);
	});

	test('the error says which entry and which field', () => {
		const wrong = [{ amount: 1 }, { amount: '1,234.56' }];
		expect(() => items.write(wrong, leaveOut)).toThrow(FieldError);
		expect(() => items.write({ values: wrong }, leaveOut)).toThrow(
			/^Line Item 2: Amount must be a plain number/,
		);
		expect(() => items.write([{ description: 'x' }], leaveOut)).toThrow(
			'Line Item 1: Amount is required',
		);
		expect(() => items.write([{ amount: 1, chartOfAccountId: '00n01' }], leaveOut)).toThrow(
			/^Line Item 1: GL Account must be an ID that begins with 0ca/,
		);
	});

	test.each<[unknown]>([[[]], [{}], [{ values: [] }], [undefined], [null], ['']])(
		'none (%j) is refused where BILL wants one',
		(none) => {
			expect(() => items.write(none, leaveOut)).toThrow(/^Line Items (is required|needs )/);
		},
	);

	test.each<[unknown]>([[[]], [{}], [{ values: [] }]])(
		'none (%j) is left out, and sent as an empty list when it was emptied in Update Fields',
		(none) => {
			expect(credits.write(none, leaveOut)).toBeUndefined();
			expect(credits.write(none, keepEmpty)).toEqual([]);
		},
	);

	test('an empty field of an entry is left out of the entry', () => {
		expect(items.write([{ amount: 1, description: '' }], keepEmpty)).toEqual([{ amount: 1 }]);
	});

	test.each<[string, unknown]>([
		['one entry alone', { amount: 5 }],
		['one entry alone in the form', { values: { amount: 5 } }],
		['a list written as JSON, as an AI agent may', '[{"amount":5}]'],
	])('%s is taken as one entry', (_, value) => {
		for (const field of [items, credits]) {
			expect(field.write(value, leaveOut)).toEqual([{ amount: 5 }]);
		}
	});

	test.each<[string, unknown]>([
		['text', 'paper'],
		['a number', 5],
		['null', null],
		['a list', [{ amount: 5 }]],
		['true', true],
	])('an entry that is %s is refused, and no empty line is sent in its place', (_, entry) => {
		const optionalOnly = lines('lines', [text('description', { eg: 'Paper' })], { entry: 'Line' });
		expect(() => optionalOnly.write([{ description: 'a' }, entry], leaveOut)).toThrow(/^Line 2/);
	});

	test('a member of an entry that no field knows is refused, because it would be lost', () => {
		const typo = [{ amount: 5, descripton: 'Paper' }];
		expect(() => items.write(typo, leaveOut)).toThrow(/^Line Item 1.*descripton/);
	});
});

describe("BILL's own line items, handed back to an update by an expression", () => {
	const bill = resources.find(({ value }) => value === 'bill');
	const operation = (name: string) => bill?.operations.find(({ value }) => value === name);
	const fieldOf = (name: string) =>
		[...(operation(name)?.fields ?? []), ...(operation(name)?.optional?.fields ?? [])].find(
			({ path }) => path === 'billLineItems',
		);
	const fromBill = [
		{
			id: 'bli01ABCDEFGHIJKLMNO',
			amount: 228.99,
			classifications: { chartOfAccountId: '0ca01ABCDEFGHIJKLMNO' },
		},
	];

	// Without its ID a line counts as new: the bill would gain a line, or lose the old one.
	test.each([['update'], ['replace']])('%s keeps their IDs', (name) => {
		expect(fieldOf(name)?.write(fromBill, leaveOut)).toEqual(fromBill);
	});
});

describe('a group of fields', () => {
	const address = group('address', [
		text('line1', { eg: '350 Harbor Road', required: true }),
		text('city', { eg: 'Oakland' }),
	]);

	test('as the form gives it', () => {
		expect(address.write({ values: { line1: '1 Pier', city: '' } }, leaveOut)).toEqual({
			line1: '1 Pier',
		});
	});

	test('the error says which group and which field', () => {
		expect(() => address.write({ values: { city: 'Oakland' } }, leaveOut)).toThrow(
			'Address: Line1 is required',
		);
	});

	test('nothing filled in sends nothing', () => {
		const optional = group('address', [text('city', { eg: 'Oakland' })]);
		expect(optional.write({}, leaveOut)).toBeUndefined();
		expect(optional.write({ values: {} }, leaveOut)).toBeUndefined();
		expect(optional.write({ values: { city: '' } }, leaveOut)).toBeUndefined();
	});

	test('an optional group that is not opened asks for none of its required fields', () => {
		expect(address.write(undefined, leaveOut)).toBeUndefined();
	});

	test.each<[string, unknown]>([
		['the bare members, from an expression,', { city: 'Oakland' }],
		['JSON, as an AI agent may write it,', '{"city":"Oakland"}'],
	])('%s are taken', (_, value) => {
		const optional = group('address', [text('city', { eg: 'Oakland' })]);
		expect(optional.write(value, leaveOut)).toEqual({ city: 'Oakland' });
	});

	test.each<[unknown]>([[5], [true], [[]], ['x']])('%j is refused', (value) => {
		expect(() => address.write(value, leaveOut)).toThrow(/^Address (must be|is not) /);
	});
});
