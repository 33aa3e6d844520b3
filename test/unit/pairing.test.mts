import { agrees } from '../../nodes/core/look-up/agrees.ts';
import { areConfusable, pairNewRecords } from '../../nodes/core/run/pairing.ts';

/*
 * Which record of a bulk response belongs to which item. A record matched with the wrong item would be paid for
 * another.
 */

const bill = (vendorId: string, number: string, amount: number) => ({
	vendorId,
	invoice: { invoiceNumber: number },
	billLineItems: [{ amount }],
});
const kept = (id: string, body: object) => ({ id, createdTime: '2026-12-01', ...body });
const BY = ['vendorId', 'invoice', 'billLineItems'];
const ids = (records: Array<object | undefined>) =>
	records.map((record) => (record as { id?: string } | undefined)?.id);

test('in the order of the items, whatever the order of the response', () => {
	const bodies = [bill('v1', 'A', 10), bill('v1', 'B', 10), bill('v2', 'A', 10)];
	const records = [kept('3', bodies[2]), kept('1', bodies[0]), kept('2', bodies[1])];

	expect(ids(pairNewRecords(records, bodies, BY))).toEqual(['1', '2', '3']);
});

test('by the amount of a line, where all numbers are equal', () => {
	const bodies = [bill('v1', 'A', 10), bill('v1', 'A', 20), bill('v1', 'A', 30)];
	const records = [2, 0, 1].map((at) => kept(String(at), bodies[at]));

	expect(ids(pairNewRecords(records, bodies, BY))).toEqual(['0', '1', '2']);
});

test('lines may come in another order, and with more members than were sent', () => {
	const body = { billLineItems: [{ amount: 10 }, { amount: 20, description: 'Paper' }] };
	const other = { billLineItems: [{ amount: 10 }, { amount: 21 }] };
	const record = kept('1', {
		billLineItems: [
			{ id: 'b', amount: 20.0, description: ' Paper ' },
			{ id: 'a', amount: 10 },
		],
	});
	const second = kept('2', { billLineItems: [{ amount: 21 }, { amount: 10 }] });

	expect(ids(pairNewRecords([second, record], [body, other], ['billLineItems']))).toEqual([
		'1',
		'2',
	]);
});

test('a name that BILL keeps with other signs of the same look is that of its item', () => {
	const bodies = [{ name: 'Cafe\u0301 Quay' }, { name: 'Cafe Quay' }, { name: 'Quay  Paper' }];
	const names = ['Quay Paper', 'Cafe Quay', 'Café Quay'];
	const records = names.map((name, at) => kept(String(at), { name }));

	expect(ids(pairNewRecords(records, bodies, ['name']))).toEqual(['2', '1', '0']);
});

test('names that look the same cannot be told apart', () => {
	const [a, b] = [{ name: 'Quay Paper' }, { name: 'Quay\u00a0Paper' }];
	expect(areConfusable(a, b, ['name'])).toBe(true);
	expect(areConfusable(a, { name: 'Quay paper' }, ['name'])).toBe(false);
});

test('equal items have interchangeable records', () => {
	const bodies = [bill('v1', 'A', 10), bill('v1', 'A', 10)];
	const records = [kept('1', bodies[0]), kept('2', bodies[1])];

	expect(ids(pairNewRecords(records, bodies, BY)).sort()).toEqual(['1', '2']);
});

test('nothing is guessed where BILL leaves out what would tell them apart', () => {
	const bodies = [bill('v1', 'A', 10), bill('v1', 'B', 20)];
	const records = [kept('1', { vendorId: 'v1' }), kept('2', { vendorId: 'v1' })];

	expect(ids(pairNewRecords(records, bodies, BY))).toEqual([undefined, undefined]);
});

test('one that is certain is given, and only the others are not', () => {
	const bodies = [bill('v1', 'A', 10), bill('v2', 'B', 20), bill('v2', 'C', 30)];
	const records = [
		kept('1', { vendorId: 'v2' }),
		kept('2', bodies[0]),
		kept('3', { vendorId: 'v2' }),
	];

	expect(ids(pairNewRecords(records, bodies, BY))).toEqual(['2', undefined, undefined]);
});

test('fewer records than items: who is missing is known, where that can be told', () => {
	const bodies = [bill('v1', 'A', 10), bill('v1', 'B', 20)];

	expect(ids(pairNewRecords([kept('2', bodies[1])], bodies, BY))).toEqual([undefined, '2']);
	expect(ids(pairNewRecords([], bodies, BY))).toEqual([undefined, undefined]);
});

test('one record for two equal items is given to none of them twice', () => {
	const bodies = [bill('v1', 'A', 10), bill('v1', 'A', 10)];
	const paired = ids(pairNewRecords([kept('1', bodies[0])], bodies, BY));

	expect(paired.filter((id) => id === '1')).toHaveLength(1);
});

test.each([
	['cents', 10, 10.001, true],
	['another amount', 10, 10.01, false],
	['spaces around a text', 'Paper', ' Paper ', true],
	['capitals', 'Paper', 'paper', false],
	['a number as text', '10.50', 10.5, true],
	['what BILL leaves out', { a: 1, b: 2 }, { a: 1 }, true],
	['a list of another length', [1, 2], [1], false],
	['a text where a group was sent', { a: 1 }, 'a', false],
])('what was sent and what is kept agree: %s', (_, sent, found, expected) => {
	expect(agrees(sent, found)).toBe(expected);
});

test('what could be confused does not travel in one request', () => {
	const one = { ...bill('v1', 'A', 10), description: 'first' };
	const two = { ...bill('v1', 'A', 10), description: 'second' };

	expect(areConfusable(one, two, BY)).toBe(true);
	expect(areConfusable(one, two, [...BY, 'description'])).toBe(false);
	expect(areConfusable(one, { ...one }, BY)).toBe(false);
});
