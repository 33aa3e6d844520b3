import { exampleOf, onlyWhen, put, writeAll } from '../../nodes/core/form/field.ts';
import type { Field } from '../../nodes/core/form/field.ts';
import {
	choice,
	day,
	email,
	flag,
	json,
	moment,
	money,
	number,
	text,
} from '../../nodes/core/form/kinds.ts';
import { sortedByName } from '../../nodes/core/form/option-lists.ts';
import { record, records } from '../../nodes/core/form/record-fields.ts';
import type { RecordKind } from '../../nodes/core/form/record-fields.ts';
import { FieldError } from '../../nodes/core/form/values.ts';
import { inWords } from '../../nodes/core/form/words.ts';

const leaveOut = { timeZone: 'America/New_York', keepEmpty: false };
const keepEmpty = { timeZone: 'America/New_York', keepEmpty: true };

const vendor: RecordKind = {
	searchMethod: 'searchVendors',
	label: 'Vendor',
	eg: '00901ABCDEFGHIJKLMNO',
	pattern: /^009[0-9A-Za-z]+$/,
	mustBe: 'must be an ID that begins with 009',
};
const ID = '00901ABCDEFGHIJKLMNO';

type Options = { required?: boolean; label?: string };

/** One field of every kind that holds a single value, with a value and what is sent for it. */
const kinds: Array<[string, (options: Options) => Field, unknown, unknown, unknown]> = [
	['text', (o) => text('name', { eg: 'Northwind', ...o }), 'Northwind', 'Northwind', ''],
	['email', (o) => email('email', o), ' a@example.com ', 'a@example.com', ''],
	['number', (o) => number('daysBeforeDueDate', { eg: 3, ...o }), '3', 3, null],
	['money', (o) => money('amount', o), '228.99', 228.99, null],
	['flag', (o) => flag('archived', { description: 'Whether', ...o }), 'false', false, null],
	['day', (o) => day('dueDate', o), '2027-01-31T00:00:00', '2027-01-31', ''],
	['moment', (o) => moment('time', o), '2027-01-31T00:00:00', '2027-01-31T05:00:00.000Z', ''],
	['choice', (o) => choice('type', ['CHECKING', 'SAVINGS'], o), 'SAVINGS', 'SAVINGS', ''],
	['record', (o) => record('vendorId', vendor, o), ID, ID, ''],
	['records', (o) => records('ids', vendor, o), `${ID},${ID}`, [ID, ID], ''],
	['JSON', (o) => json('purpose', { eg: { a: 1 }, ...o }), '{"a":1}', { a: 1 }, null],
];

/** Values that are valid for one kind although they are invalid for all others. */
const takes: Record<string, unknown> = { text: 'x y,z', flag: true, JSON: { wrong: 1 } };

describe.each(kinds)('a field of the kind %s', (kind, make, filled, sent, emptied) => {
	const field = make({});
	const label = field.property.displayName;

	test('writes what is filled in', () => {
		expect(field.write(filled, leaveOut)).toEqual(sent);
		expect(field.write(filled, keepEmpty)).toEqual(sent);
	});

	test('sends nothing when it is not there', () => {
		expect(field.write(undefined, leaveOut)).toBeUndefined();
		expect(field.write(undefined, keepEmpty)).toBeUndefined();
	});

	test.each([[''], ['   ']])('left empty (%j), it is left out', (empty) => {
		expect(field.write(empty, leaveOut)).toBeUndefined();
	});

	test.each([[''], ['   ']])('cleared in Update Fields (%j), it is sent empty', (empty) => {
		expect(field.write(empty, keepEmpty)).toEqual(emptied);
	});

	test('null, from an expression that finds nothing, clears nothing', () => {
		if (field.money) {
			const said = `${label} is empty, but it determines the amount`;
			expect(() => field.write(null, leaveOut)).toThrow(said);
			expect(() => field.write(null, keepEmpty)).toThrow(said);
			for (const empty of [null, '', ' ']) {
				expect(() => field.write(empty, { ...leaveOut, isAdded: true })).toThrow(said);
			}
		} else {
			expect(field.write(null, leaveOut)).toBeUndefined();
			expect(field.write(null, keepEmpty)).toBeUndefined();
		}
	});

	test.each([[''], ['   '], [null]])('as a tool, empty (%j) means not given', (empty) => {
		const asTool = { ...leaveOut, asTool: true, isAdded: true };
		expect(field.write(empty, asTool)).toBeUndefined();
	});

	test.each([[undefined], [''], [' '], [null]])(
		'required and empty (%j), it is refused',
		(empty) => {
			const required = make({ required: true });
			expect(required.property.required).toBe(true);
			expect(() => required.write(empty, leaveOut)).toThrow(new RegExp(`^${label} is required$`));
			expect(() => required.write(empty, keepEmpty)).toThrow(FieldError);
		},
	);

	test('its own example is valid and is what the editor shows', () => {
		const { example } = field;
		expect(field.write(example, leaveOut)).toEqual(example);
	});

	test('the error has the name that a person sees', () => {
		const named = make({ label: 'Some Name' });
		expect(named.property.displayName).toBe('Some Name');
		for (const value of [{ wrong: 1 }, true, 'x y,z']) {
			if (JSON.stringify(value) === JSON.stringify(takes[kind])) {
				expect(named.write(value, leaveOut)).toEqual(value);
			} else expect(() => named.write(value, leaveOut)).toThrow(/^Some Name /);
		}
	});
});

test.each<[string, Field, unknown]>([
	['text', text('name', { eg: 'x' }), true],
	['text', text('name', { eg: 'x' }), { a: 1 }],
	['email', email('email'), 'nobody'],
	['email', email('email'), 'a b@example.com'],
	['money', money('amount'), '$5'],
	['money', money('amount'), true],
	['flag', flag('archived', { description: 'Whether' }), 'yes'],
	['day', day('dueDate'), '11/25/2026'],
	['moment', moment('time'), 'soon'],
	['choice', choice('type', ['CHECKING', 'SAVINGS']), 'OTHER'],
	['choice', choice('type', ['CHECKING', 'SAVINGS']), true],
	['record', record('vendorId', vendor), '00n01ABCDEFGHIJKLMNO'],
	['records', records('ids', vendor), `${ID},00n01`],
	['JSON', json('purpose', { eg: {} }), '{a:1}'],
])('%s refuses what is not of its kind, with its name (%#)', (_, field, wrong) => {
	expect(() => field.write(wrong, leaveOut)).toThrow(FieldError);
	expect(() => field.write(wrong, keepEmpty)).toThrow(
		new RegExp(`^${field.property.displayName} `),
	);
});

describe('numbers', () => {
	test('zero is a value, not an empty field', () => {
		expect(money('amount', { required: true }).write(0, leaveOut)).toBe(0);
		expect(money('amount', { required: true }).write('0', leaveOut)).toBe(0);
	});

	test('whole numbers and limits are kept, with the limits in the text', () => {
		const days = number('days', { eg: 3, integer: true, min: 0, max: 30 });
		expect(days.write(0, leaveOut)).toBe(0);
		expect(days.write('30', leaveOut)).toBe(30);
		expect(() => days.write(1.5, leaveOut)).toThrow(/^Days must be a whole number/);
		expect(() => days.write(-1, leaveOut)).toThrow(/from 0 to 30/);
		expect(() => days.write('31', leaveOut)).toThrow(/from 0 to 30/);
		expect(() => number('n', { eg: 1, min: 1 }).write(0, leaveOut)).toThrow(/1 or more/);
		expect(() => number('n', { eg: 1, max: 1 }).write(2, leaveOut)).toThrow(/at most 1/);
	});
});

describe('text', () => {
	test('as long as BILL takes it, and not longer', () => {
		const reason = text('reason', { eg: 'x', max: 5 });
		expect(reason.write('12345', leaveOut)).toBe('12345');
		expect(() => reason.write('123456', leaveOut)).toThrow('Reason can have at most 5 characters');
	});

	test('false as a flag is sent, also in Update Fields', () => {
		const archived = flag('archived', { description: 'Whether' });
		expect(archived.write(false, leaveOut)).toBe(false);
		expect(archived.write(false, keepEmpty)).toBe(false);
	});
});

describe('a choice', () => {
	const type = choice('type', [
		{ value: 'BANK_ACCOUNT', name: 'Bank Account' },
		{ value: 'WALLET', name: 'BILL Balance' },
	]);

	test.each([
		['WALLET', 'WALLET'],
		['wallet', 'WALLET'],
		[' Wallet ', 'WALLET'],
		['BILL Balance', 'WALLET'],
		['bill balance', 'WALLET'],
		['bank_account', 'BANK_ACCOUNT'],
	])('%j is %s', (given, expected) => {
		expect(type.write(given, leaveOut)).toBe(expected);
	});

	test.each([['CASH'], ['WALLETS'], ['0'], ['BANK ACCOUNT;WALLET']])('%j is refused', (given) => {
		expect(() => type.write(given, leaveOut)).toThrow(
			/^Type must be one of BANK_ACCOUNT, WALLET; got /,
		);
	});
});

describe('a record that is picked', () => {
	const field = record('vendorId', vendor, { required: true });

	test.each<[string, unknown]>([
		['from the list', { __rl: true, mode: 'list', value: ID, cachedResultName: 'Northwind' }],
		['by ID', { __rl: true, mode: 'id', value: ID }],
		['by ID with spaces', { __rl: true, mode: 'id', value: ` ${ID}\n` }],
		['by an expression that gives the bare ID', ID],
	])('%s', (_, value) => {
		expect(field.write(value, leaveOut)).toBe(ID);
	});

	test.each<[string, unknown]>([
		['an empty list pick', { __rl: true, mode: 'list', value: '' }],
		['an empty ID', { __rl: true, mode: 'id', value: '  ' }],
		['no value', { __rl: true, mode: 'id' }],
		['null in it', { __rl: true, mode: 'id', value: null }],
	])('%s is missing', (_, value) => {
		expect(() => field.write(value, leaveOut)).toThrow('Vendor is required');
	});

	test.each<[string, unknown]>([
		['of another kind', '00n01ABCDEFGHIJKLMNO'],
		['a name instead of an ID', 'Northwind'],
		['two IDs', `${ID},${ID}`],
		['a path', `${ID}/archive`],
		['a query', `${ID}?max=1`],
		['a path upwards', '009/../../login'],
		['the prefix in capitals elsewhere', `x${ID}`],
		['an ID with a line behind it', `${ID}\nx`],
		['a record instead of its ID', { id: ID }],
		['a list', [ID]],
	])('%s is refused', (_, value) => {
		expect(() => field.write(value, leaveOut)).toThrow(/^Vendor must be /);
		const picked = { __rl: true, mode: 'id', value };
		expect(() => field.write(picked, leaveOut)).toThrow(/^Vendor must be /);
	});

	test('a cleared one in Update Fields is sent empty', () => {
		const optional = record('vendorId', vendor);
		expect(optional.write({ __rl: true, mode: 'id', value: '' }, keepEmpty)).toBe('');
		expect(optional.write({ __rl: true, mode: 'id', value: '' }, leaveOut)).toBeUndefined();
	});
});

describe('several records', () => {
	const field = records('ids', vendor, { label: 'Vendors', required: true });

	test.each<[string, unknown]>([
		['text with commas', `${ID}, ${ID}`],
		['a comma at the end', `${ID},${ID},`],
		['a list', [ID, ID]],
		['a list with a picked one', [{ __rl: true, mode: 'id', value: ID }, ` ${ID} `]],
	])('%s', (_, value) => {
		expect(field.write(value, leaveOut)).toEqual([ID, ID]);
	});

	test('one of another kind is refused', () => {
		expect(() => field.write([ID, '00n01'], leaveOut)).toThrow(/^Vendors must be .*"00n01"$/);
		expect(() => field.write(`${ID} ${ID}`, leaveOut)).toThrow(/^Vendors must be /);
	});

	test.each<[unknown]>([[[]], [','], [' , '], [['', null]]])(
		'none at all (%j) is refused where one is required',
		(value) => {
			expect(() => field.write(value, leaveOut)).toThrow(/^Vendors (is required|needs )/);
		},
	);
});

describe('what is sent', () => {
	test('members of members are put together', () => {
		const target: Record<string, unknown> = {};
		put(target, 'invoice.invoiceNumber', 'A-1');
		put(target, 'invoice.invoiceDate', '2027-01-01');
		put(target, 'amount', 0);
		put(target, 'description', undefined);
		expect(target).toEqual({
			invoice: { invoiceNumber: 'A-1', invoiceDate: '2027-01-01' },
			amount: 0,
		});
		expect(Object.keys(target)).not.toContain('description');
	});

	test('fields are read by the name of their parameter and written by their path', () => {
		const line1 = text('address.line1', { as: 'addressLine1', eg: '350 Harbor Road' });
		expect(writeAll([line1], { addressLine1: '1 Pier', line1: 'no' }, leaveOut)).toEqual({
			address: { line1: '1 Pier' },
		});
	});

	test('an example holds a conditional field only when its condition holds in the example', () => {
		const type = choice('type', ['A', 'B']);
		const forA = onlyWhen({ type: ['A'] }, text('a', { eg: 'x' }));
		const forB = onlyWhen({ type: ['B'] }, text('b', { eg: 'x' }));
		expect(exampleOf([type, forA, forB])).toEqual({ type: 'A', a: 'x' });
	});
});

test.each([
	['zipOrPostalCode', 'Zip or Postal Code'],
	['NOT_CONNECTED', 'Not Connected'],
	['vendorId', 'Vendor ID'],
	['dueDate', 'Due Date'],
	['uploadIds', 'Upload IDs'],
	['ACH', 'ACH'],
])('%s reads "%s" in the editor', (name, words) => {
	expect(inWords(name)).toBe(words);
});

test('lists are sorted by the name that is seen, and the given list stays as it is', () => {
	const list = [{ name: 'b' }, { name: 'C' }, { name: 'a' }];
	expect(sortedByName(list).map(({ name }) => name)).toEqual(['a', 'b', 'C']);
	expect(list[0].name).toBe('b');
});
