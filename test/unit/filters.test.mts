import type { IDataObject } from 'n8n-workflow';
import { filterBy, filtersProperty, quoted, writeFilters } from '../../nodes/core/form/filters.ts';
import { writeSort } from '../../nodes/core/form/sort.ts';
import { FieldError } from '../../nodes/core/form/values.ts';
import { bill, vendor } from '../../nodes/Bill/records/index.ts';

const writing = { timeZone: 'America/New_York', keepEmpty: false };

const filters = [
	filterBy.text('name', ['eq', 'sw', 'in'], 'Northwind'),
	filterBy.text('address.country', ['eq', 'ne'], 'US'),
	filterBy.choice('paymentStatus', ['eq', 'ne', 'in', 'nin'], ['PAID', 'PARTIAL', 'UNPAID']),
	filterBy.flag('archived', ['eq', 'ne'], 'Whether the record is archived'),
	filterBy.number('amount', ['eq', 'gt', 'gte', 'lt', 'lte'], 100),
	filterBy.day('dueDate', ['gte', 'lte', 'gt', 'lt']),
	filterBy.moment('createdTime', ['gte', 'lte', 'gt', 'lt']),
	filterBy.record('vendorId', ['eq', 'ne', 'in'], vendor),
	filterBy.record('id', ['eq', 'in'], bill),
];

const written = (filled: IDataObject) => writeFilters(filters, filled, writing);

test.each<[string, IDataObject, string]>([
	['text', { name: [{ operator: 'eq', value: 'Northwind' }] }, 'name:eq:"Northwind"'],
	['a beginning', { name: [{ operator: 'sw', value: 'Nor' }] }, 'name:sw:"Nor"'],
	[
		'text with the signs of the notation',
		{ name: [{ operator: 'eq', value: 'A, B: C' }] },
		'name:eq:"A, B: C"',
	],
	['text that is a number', { name: [{ operator: 'eq', value: 42 }] }, 'name:eq:"42"'],
	[
		'a member of a member',
		{ country: [{ operator: 'ne', value: 'US' }] },
		'address.country:ne:"US"',
	],
	['a choice', { paymentStatus: [{ operator: 'eq', value: 'PAID' }] }, 'paymentStatus:eq:PAID'],
	[
		'a choice by its name',
		{ paymentStatus: [{ operator: 'ne', value: 'paid' }] },
		'paymentStatus:ne:PAID',
	],
	['yes', { archived: [{ operator: 'eq', value: true }] }, 'archived:eq:true'],
	['no', { archived: [{ operator: 'eq', value: false }] }, 'archived:eq:false'],
	['no, as text', { archived: [{ operator: 'ne', value: 'false' }] }, 'archived:ne:false'],
	['a whole number', { amount: [{ operator: 'gte', value: '100' }] }, 'amount:gte:100'],
	['zero', { amount: [{ operator: 'gt', value: 0 }] }, 'amount:gt:0'],
	[
		'a day of the editor',
		{ dueDate: [{ operator: 'lte', value: '2027-01-31T00:00:00' }] },
		'dueDate:lte:2027-01-31',
	],
	[
		'a day as a moment, by the time zone',
		{ dueDate: [{ operator: 'lt', value: '2027-02-01T02:00:00Z' }] },
		'dueDate:lt:2027-01-31',
	],
	[
		'a moment by the clock of the time zone',
		{ createdTime: [{ operator: 'gte', value: '2026-12-30T00:00:00' }] },
		'createdTime:gte:"2026-12-30T05:00:00.000Z"',
	],
	[
		'a picked record',
		{ vendorId: [{ operator: 'eq', value: { __rl: true, mode: 'list', value: '00901' } }] },
		'vendorId:eq:00901',
	],
	['one of several texts', { name: [{ operator: 'in', values: 'USD, CAD' }] }, 'name:in:"USD,CAD"'],
	[
		'one of several choices',
		{ paymentStatus: [{ operator: 'in', values: ['PAID', 'UNPAID'] }] },
		'paymentStatus:in:"PAID,UNPAID"',
	],
	[
		'none of several choices',
		{ paymentStatus: [{ operator: 'nin', values: ['PAID'] }] },
		'paymentStatus:nin:"PAID"',
	],
	[
		'one of several records',
		{ vendorId: [{ operator: 'in', values: '00901, 00902' }] },
		'vendorId:in:"00901,00902"',
	],
	[
		'several, as a list from an expression',
		{ vendorId: [{ operator: 'in', values: ['00901', '00902'] }] },
		'vendorId:in:"00901,00902"',
	],
	['an entry without an operator', { archived: [{ value: true }] }, 'archived:eq:true'],
	['an entry that is no list', { archived: { operator: 'eq', value: true } }, 'archived:eq:true'],
	['nothing', {}, ''],
	['an empty list', { name: [] }, ''],
])('%s', (_, filled, expected) => {
	expect(written(filled)).toBe(expected);
});

test('an amount with cents is written so that the point does no harm', () => {
	expect(written({ amount: [{ operator: 'gt', value: 228.99 }] })).toMatch(
		/^amount:gt:("228\.99"|228\.99)$/,
	);
});

test('several conditions are joined, in the order in which they were added, and all must be met', () => {
	const filled = {
		createdTime: [
			{ operator: 'gte', value: '2026-12-01T00:00:00Z' },
			{ operator: 'lt', value: '2027-01-01T00:00:00Z' },
		],
		archived: [{ operator: 'eq', value: false }],
	};
	expect(written(filled)).toBe(
		'createdTime:gte:"2026-12-01T00:00:00.000Z",createdTime:lt:"2027-01-01T00:00:00.000Z",archived:eq:false',
	);
});

// A silently dropped filter would return more records than wanted, and they may be paid next.
test.each<[string, IDataObject, RegExp]>([
	['no value', { name: [{ operator: 'eq', value: '' }] }, /^Filter Name has no value/],
	['spaces only', { name: [{ operator: 'sw', value: '  ' }] }, /^Filter Name has no value/],
	['no values', { name: [{ operator: 'in', values: ' , ' }] }, /^Filter Name has no value/],
	['an empty list', { paymentStatus: [{ operator: 'in', values: [] }] }, /has no value/],
	[
		'no pick',
		{ vendorId: [{ operator: 'eq', value: { __rl: true, mode: 'list', value: '' } }] },
		/^Filter Vendor has no value/,
	],
	['a double quote', { name: [{ operator: 'eq', value: 'The "Shop"' }] }, /double quote/],
	['a double quote in a list', { name: [{ operator: 'in', values: 'a,"b"' }] }, /double quote/],
	[
		'an operator that BILL does not have there',
		{ name: [{ operator: 'gt', value: 'A' }] },
		/^Filter Name cannot use "gt".*eq, sw, in/,
	],
	['an operator that does not exist', { name: [{ operator: 'like', value: 'A' }] }, /cannot use/],
	[
		'an unknown choice',
		{ paymentStatus: [{ operator: 'eq', value: 'OVERDUE' }] },
		/^Filter Payment Status must be one of PAID, PARTIAL, UNPAID/,
	],
	[
		'an unknown choice in a list',
		{ paymentStatus: [{ operator: 'in', values: ['PAID', 'OVERDUE'] }] },
		/^Filter Payment Status must be one of/,
	],
	[
		'an ID of another kind',
		{ vendorId: [{ operator: 'eq', value: '00n01' }] },
		/^Filter Vendor must be an ID that begins with 009/,
	],
	['an ID of another kind in a list', { id: [{ operator: 'in', values: '00n1,0091' }] }, /^Filter/],
	['a date of another form', { dueDate: [{ operator: 'lt', value: '1/31/2027' }] }, /^Filter Due/],
	['a word for yes', { archived: [{ operator: 'eq', value: 'yes' }] }, /^Filter Archived must be/],
	['an amount with a sign', { amount: [{ operator: 'gt', value: '$5' }] }, /^Filter Amount must/],
])('%s is refused with the name of the filter', (_, filled, message) => {
	expect(() => written(filled)).toThrow(FieldError);
	expect(() => written(filled)).toThrow(message);
});

test.each<[string, unknown]>([
	['a member that this list cannot be filtered by', { nme: [{ operator: 'eq', value: 'A' }] }],
	['text instead of the form', 'archived:eq:false'],
	['a list instead of the form', [{ archived: true }]],
	['an entry that is text', { archived: 'true' }],
	['an entry that is a flag', { archived: true }],
])('%s is refused, and the list is not read without the filter', (_, filled) => {
	expect(() => written(filled as IDataObject)).toThrow(FieldError);
});

test('a comma inside one of several values is refused: BILL would take it for two values', () => {
	const values = ['Smith, Jones', 'Meyer'];
	expect(() => written({ name: [{ operator: 'in', values }] })).toThrow(/^Filter Name .*comma/);
});

test('quoted() has no way out of its quotes', () => {
	expect(quoted('a,b:c', 'Name')).toBe('"a,b:c"');
	expect(() => quoted('a",archived:eq:true,name:eq:"b', 'Name')).toThrow(/^Name cannot contain/);
});

describe('the form', () => {
	const form = filtersProperty(filters);
	const groups = form.options as Array<{
		name: string;
		displayName: string;
		values: Array<{ name: string; displayOptions?: { show: { operator: string[] } } }>;
	}>;

	test.each(filters.map((filter) => [filter.label, filter] as const))(
		'%s shows one value field for each of its operators',
		(_, filter) => {
			const group = groups.find(({ name }) => name === filter.name);
			for (const operator of filter.operators) {
				const shown = group?.values.filter(
					({ name, displayOptions }) =>
						name !== 'operator' &&
						(!displayOptions || displayOptions.show.operator.includes(operator)),
				);
				const many = operator === 'in' || operator === 'nin';
				expect(shown?.map(({ name }) => name)).toEqual([many ? 'values' : 'value']);
			}
		},
	);
});

describe('sort', () => {
	const members = ['dueDate', 'amount'];

	test.each<[IDataObject, string]>([
		[{}, ''],
		[{ rules: [] }, ''],
		[{ rules: [{ field: 'dueDate', direction: 'desc' }] }, 'dueDate:desc'],
		[{ rules: [{ field: 'amount' }] }, 'amount:asc'],
		[{ rules: { field: 'amount', direction: 'asc' } }, 'amount:asc'],
		[
			{
				rules: [
					{ field: 'dueDate', direction: 'asc' },
					{ field: 'amount', direction: 'desc' },
				],
			},
			'dueDate:asc,amount:desc',
		],
	])('%j is sent as %j', (filled, expected) => {
		expect(writeSort(members, filled)).toBe(expected);
	});

	test.each<[IDataObject, RegExp]>([
		[{ rules: [{ field: 'name', direction: 'asc' }] }, /^Sort cannot use "name".*dueDate, amount/],
		[{ rules: [{ direction: 'asc' }] }, /^Sort cannot use/],
		[{ rules: [{ field: 'amount', direction: 'down' }] }, /^Sort has the direction "down"/],
		[{ rules: [{ field: 'amount', direction: 'asc,name:desc' }] }, /^Sort has the direction/],
	])('%j is refused', (filled, message) => {
		expect(() => writeSort(members, filled)).toThrow(FieldError);
		expect(() => writeSort(members, filled)).toThrow(message);
	});
});
