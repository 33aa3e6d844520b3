import {
	compare,
	meetsAll,
	readChangedFields,
	readConditions,
} from '../../nodes/BillTrigger/conditions.ts';
import {
	keep,
	memoryOf,
	noteRecord,
	type Kept,
	type Memory,
} from '../../nodes/BillTrigger/kept.ts';

const one = (field: string, operator: string, value: unknown = '') =>
	readConditions({ conditions: { condition: [{ field, operator, value }] } });

const payment = {
	status: 'CLEARED',
	amount: 228.99,
	archived: false,
	vendor: { name: 'Happy Music Supplies' },
	billIds: ['00n1', '00n2'],
	updatedTime: '2026-12-17T23:56:52.127+00:00',
	transactionNumber: '',
};

test.each<[string, string, unknown, boolean]>([
	['status', 'is', 'CLEARED', true],
	['status', 'is', 'VOIDED', false],
	['status', 'isNot', 'VOIDED', true],
	['status', 'isOneOf', 'VOIDED, CLEARED', true],
	['status', 'isOneOf', 'VOIDED,CANCELED', false],
	['status', 'isNoneOf', 'VOIDED,CANCELED', true],
	['status', 'isNoneOf', 'CLEARED', false],
	['amount', 'is', 228.99, true],
	['amount', 'isMore', '200', true],
	['amount', 'isMore', '228.99', false],
	['amount', 'isLess', 1000, true],
	['archived', 'is', 'false', true],
	['vendor.name', 'is', 'Happy Music Supplies', true],
	['billIds', 'is', '00n2', true],
	['billIds', 'isNot', '00n2', false],
	['updatedTime', 'isMore', '2026-12-17', true],
	['updatedTime', 'isLess', '2026-12-17', false],
	['transactionNumber', 'isSet', '', false],
	['transactionNumber', 'isNotSet', '', true],
	['nothing.at.all', 'isSet', '', false],
	['nothing.at.all', 'is', '', true],
	['nothing.at.all', 'isNot', 'x', true],
	['nothing.at.all', 'isMore', '1', false],
	['status', 'isMore', '1', false],
])('%s %s %s: %s', (field, operator, value, expected) => {
	expect(meetsAll(payment, one(field, operator, value))).toBe(expected);
});

test('all of several must be met; none is met by everything', () => {
	const condition = (value: string) => ({ field: 'status', operator: 'isNot', value });
	const both = readConditions({
		conditions: { condition: [condition('VOIDED'), condition('CLEARED')] },
	});
	expect(meetsAll(payment, both)).toBe(false);
	expect(meetsAll(payment, readConditions({}))).toBe(true);
});

test.each([
	['', 'is', 'x', /Field/],
	['amount', 'isMore', 'much', /amount with "much"/],
	['amount', 'isMore', '', /no number and no date/],
	['amount', 'matches', 'x', /"matches"/],
])('refused when it is filled in: %s %s %s', (field, operator, value, expected) => {
	expect(() => one(field, operator, value)).toThrow(expected);
});

describe('only when these fields changed', () => {
	/** Compares, and notes what was seen. */
	const hasChanged = (memory: Memory, recordId: string, record: object, names: string[]) => {
		const { isChanged, seen } = compare(memory.records.get(recordId), record as never, names);
		noteRecord(memory.records, { recordId, seen });
		return isChanged;
	};
	const fields = readChangedFields({ changedFields: ' amount, invoice.invoiceNumber ,' });
	const bill = (amount: number, time: string, more: object = {}) => ({
		id: '00n1',
		amount,
		invoice: { invoiceNumber: '202401' },
		updatedTime: `2026-12-25T${time}:00.000+00:00`,
		...more,
	});
	let at = 0;
	const fresh = () => memoryOf(`test ${at++}`, {});

	test('the names are trimmed', () => {
		expect(fields).toEqual(['amount', 'invoice.invoiceNumber']);
		expect(readChangedFields({})).toEqual([]);
	});

	test('the first time, each change and no repetition', () => {
		const memory = fresh();
		expect(hasChanged(memory, '00n1', bill(10, '10:00'), fields)).toBe(true);
		expect(hasChanged(memory, '00n1', bill(10, '10:01', { dueDate: 'x' }), fields)).toBe(false);
		expect(hasChanged(memory, '00n1', bill(11, '10:02'), fields)).toBe(true);
		expect(hasChanged(memory, '00n1', bill(10, '10:03'), fields)).toBe(true);
		expect(hasChanged(memory, '00n2', bill(10, '10:03'), fields)).toBe(true);
	});

	test('what arrives late does not take the place of what is newer', () => {
		const memory = fresh();
		expect(hasChanged(memory, '00n1', bill(10, '10:00'), fields)).toBe(true);
		expect(hasChanged(memory, '00n1', bill(12, '10:02'), fields)).toBe(true);
		expect(hasChanged(memory, '00n1', bill(11, '10:01'), fields)).toBe(true);
		expect(hasChanged(memory, '00n1', bill(12, '10:02'), fields)).toBe(false);
	});

	test('a field that a notification leaves out has not changed, and is remembered', () => {
		const memory = fresh();
		expect(hasChanged(memory, '00n1', bill(10, '10:00'), fields)).toBe(true);
		const archived = { id: '00n1', archived: true, updatedTime: '2026-12-25T10:01:00.000+00:00' };
		expect(hasChanged(memory, '00n1', archived, fields)).toBe(false);
		expect(hasChanged(memory, '00n1', bill(10, '10:02'), fields)).toBe(false);
		expect(hasChanged(memory, '00n1', bill(11, '10:03'), fields)).toBe(true);
	});

	test('survives a restart by what is kept, which holds no value of the record', () => {
		const kept: Kept = {};
		const memory = memoryOf(`test ${at++}`, kept);
		hasChanged(memory, '00n1', bill(4711, '10:00'), fields);
		keep(kept, memory, 'event');
		expect(JSON.stringify(kept)).not.toContain('4711');
		const next = memoryOf(`test ${at++}`, JSON.parse(JSON.stringify(kept)));
		expect(hasChanged(next, '00n1', bill(4711, '10:01'), fields)).toBe(false);
	});
});
