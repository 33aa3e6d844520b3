import type { IDataObject } from 'n8n-workflow';
import { afterReading, both, keepBy } from '../../nodes/core/form/after-reading.ts';
import {
	filterBy,
	filtersProperty,
	readConditions,
	writeFilters,
} from '../../nodes/core/form/filters.ts';
import { writeSort } from '../../nodes/core/form/sort.ts';
import { walkPages } from '../../nodes/core/wire/pages.ts';

/* Filters that BILL does not have, and lists that are read with them. */

const writing = { timeZone: 'America/Los_Angeles', keepEmpty: false };
const filters = [
	afterReading(filterBy.text('email', ['eq', 'ne', 'in', 'sw'], 'ana@example.com')),
	afterReading(filterBy.choice('status', ['eq', 'ne', 'in', 'nin'], ['PAID', 'DENIED'])),
	afterReading(filterBy.number('amount', ['gt', 'gte', 'lt', 'lte'], 10)),
	afterReading(filterBy.flag('complete', ['eq'], 'Whether it is complete')),
	afterReading(filterBy.day('occurredDate', ['gte', 'lte'])),
	filterBy.flag('retired', ['eq'], 'Whether it is retired'),
	filterBy.wholeDays('updatedTime', ['gte', 'lte']),
];
const keeps = (filled: IDataObject, record: IDataObject) =>
	keepBy(readConditions(filters, filled, writing))?.(record);
const one = (operator: string, value: unknown) => [{ operator, value }] as never;
const many = (operator: string, values: unknown) => [{ operator, values }] as never;

test.each<[string, IDataObject, IDataObject, boolean]>([
	[
		'text without case',
		{ email: one('eq', 'ana@example.com') },
		{ email: 'ANA@example.com ' },
		true,
	],
	['another text', { email: one('eq', 'ana@example.com') }, { email: 'bo@example.com' }, false],
	['not this text', { email: one('ne', 'ana@example.com') }, { email: 'bo@example.com' }, true],
	['the start', { email: one('sw', 'an') }, { email: 'Ana@example.com' }, true],
	[
		'one of several',
		{ email: many('in', 'x@y.com, ana@example.com') },
		{ email: 'ana@example.com' },
		true,
	],
	[
		'a text with an invisible character',
		{ email: one('eq', 'bo@example.com\u200b') },
		{ email: 'bo@example.com' },
		true,
	],
	['an accent as two signs', { email: one('sw', 'Ze\u0301') }, { email: 'zé@example.com' }, true],
	['a choice', { status: one('eq', 'PAID') }, { status: 'PAID' }, true],
	['none of several', { status: many('nin', ['PAID']) }, { status: 'PAID' }, false],
	['what is not there, by ne', { status: one('ne', 'PAID') }, {}, true],
	['what is not there, by eq', { status: one('eq', 'PAID') }, {}, false],
	['a number at the limit', { amount: one('lte', '10.00') }, { amount: 10 }, true],
	['a number above', { amount: one('gt', 10) }, { amount: 10 }, false],
	['a number that is not there', { amount: one('lt', 10) }, {}, false],
	['a negative number', { amount: one('lt', 0) }, { amount: -1 }, true],
	['a switch', { complete: one('eq', true) }, { complete: true }, true],
	['a switch that BILL left out', { complete: one('eq', false) }, {}, true],
	[
		'a day within',
		{ occurredDate: one('gte', '2026-11-01') },
		{ occurredDate: '2026-11-01' },
		true,
	],
	[
		'a day after',
		{ occurredDate: one('lte', '2026-11-01') },
		{ occurredDate: '2026-11-02' },
		false,
	],
	[
		'two conditions',
		{ status: one('eq', 'PAID'), amount: one('gte', 5) },
		{ status: 'PAID', amount: 4 },
		false,
	],
])('%s', (_, filled, record, kept) => {
	expect(keeps(filled, record)).toBe(kept);
});

test('nothing of it is sent, and the others are', () => {
	const filled = { status: one('eq', 'PAID'), retired: one('eq', false) };
	expect(writeFilters(filters, filled, writing)).toBe('retired:eq:false');
	expect(writeFilters(filters, { status: one('eq', 'PAID') }, writing)).toBe('');
});

test('without such a filter everything is kept', () => {
	expect(keepBy(readConditions(filters, { retired: one('eq', true) }, writing))).toBeUndefined();
});

test('a wrong value is refused like any other', () => {
	expect(() => keeps({ status: one('eq', 'GONE') }, {})).toThrow(/^Filter Status must be one of/);
	expect(() => keeps({ amount: one('gt', '') }, {})).toThrow('Filter Amount has no value');
});

test('the form says of each that it is applied after reading', () => {
	const groups = filtersProperty(filters).options as Array<{
		name: string;
		values: Array<{ name: string; description?: string }>;
	}>;
	const saying = groups
		.filter(({ values }) =>
			values.some(({ description }) => /applied after reading/i.test(description ?? '')),
		)
		.map(({ name }) => name);
	expect(saying.sort()).toEqual(['amount', 'complete', 'email', 'occurredDate', 'status']);
});

describe('both conditions in one', () => {
	const isBig = ({ amount }: IDataObject) => Number(amount) > 10;
	const isOdd = ({ amount }: IDataObject) => Number(amount) % 2 === 1;

	test('are both met', () => {
		const keep = both(isBig, isOdd);
		expect([9, 11, 12].map((amount) => keep?.({ amount }))).toEqual([false, true, false]);
	});

	test('one of them alone is that one', () => {
		expect(both(undefined, isOdd)).toBe(isOdd);
		expect(both(isBig, undefined)).toBe(isBig);
	});
});

describe('a day as the end of a range of time', () => {
	test.each([
		['a day', '2026-10-31', '2026-11-01T06:59:59.999Z'],
		['a day as the picker gives it', '2026-10-31T00:00:00', '2026-11-01T06:59:59.999Z'],
		// Daylight saving time ends on November 1.
		['a day of 25 hours', '2026-11-01', '2026-11-02T07:59:59.999Z'],
		['a time', '2026-10-31T12:00:00', '2026-10-31T19:00:00.000Z'],
		['a moment', '2026-10-31T00:00:00Z', '2026-10-31T00:00:00.000Z'],
	])('%s', (_, value, sent) => {
		expect(writeFilters(filters, { updatedTime: one('lte', value) }, writing)).toBe(
			`updatedTime:lte:"${sent}"`,
		);
	});

	test('begins with its first moment', () => {
		expect(writeFilters(filters, { updatedTime: one('gte', '2026-10-31') }, writing)).toBe(
			'updatedTime:gte:"2026-10-31T07:00:00.000Z"',
		);
	});
});

test('one rule of sort, where BILL takes one', () => {
	const rule = (field: string) => ({ field, direction: 'asc' });
	const sort = (rules: unknown) => writeSort(['a', 'b'], { rules } as never, { oneSort: true });
	expect(sort(rule('a'))).toBe('a:asc');
	expect(sort([rule('b')])).toBe('b:asc');
	expect(() => sort([rule('a'), rule('b')])).toThrow('Sort has 2 rules');
});

describe('a list that is walked', () => {
	/** A list of 250 numbers whose rows shift: each page begins with the last row of the page before. */
	function sender() {
		const asked: string[] = [];
		return {
			asked,
			api: { pageSize: 100, pageKey: 'nextPage' } as never,
			refusal: (message: string) => new Error(message),
			send: async ({ query = {} }: { query?: Record<string, string> }) => {
				asked.push(query.max);
				const start = Number(query.nextPage ?? 0);
				const size = Number(query.max);
				const results = Array.from({ length: Math.min(size, 250 - start) }, (_, i) => ({
					uuid: `row ${start + i}`,
					number: start + i,
				}));
				const next = start + Math.max(1, size - 1);
				return { results, ...(start + size < 250 && { nextPage: String(next) }) };
			},
		};
	}
	const walk = async (bill: ReturnType<typeof sender>, list: object) => {
		const rows: IDataObject[] = [];
		const request = { method: 'GET' as const, path: '/v3/rows' };
		for await (const page of walkPages(bill, request, list)) rows.push(...page);
		return rows.map(({ number }) => number);
	};
	const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

	test('gives each record once', async () => {
		expect(await walk(sender(), { once: 'uuid' })).toEqual(numbers(250));
		expect((await walk(sender(), {})).length).toBeGreaterThan(250);
	});

	test('gives as many as are wanted, although some come twice', async () => {
		expect(await walk(sender(), { once: 'uuid', limit: 120 })).toEqual(numbers(120));
	});

	test('reads on until there are so many that are wanted', async () => {
		const bill = sender();
		const keep = ({ number }: IDataObject) => Number(number) % 50 === 49;
		expect(await walk(bill, { once: 'uuid', keep, limit: 3 })).toEqual([49, 99, 149]);
		expect(bill.asked).toEqual(['100', '100']);
	});

	test('has pages of its own size', async () => {
		const bill = sender();
		await walk(bill, { pageSize: 50, once: 'uuid' });
		expect(new Set(bill.asked)).toEqual(new Set(['50']));
	});

	test('asks for no more than is wanted, where all is', async () => {
		const bill = sender();
		await walk(bill, { once: 'uuid', limit: 7 });
		expect(bill.asked).toEqual(['7']);
	});
});
