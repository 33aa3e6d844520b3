import {
	checkConditions,
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

test.each<[string, string, unknown, boolean]>([
	// Numbers are compared by value.
	['total', 'is', '500.00', true],
	['total', 'is', '500', true],
	['total', 'is', 500, true],
	['total', 'is', '+500', true],
	['total', 'is', '500.01', false],
	['total', 'isNot', '500.00', false],
	['total', 'isOneOf', '1, 500.0', true],
	['total', 'isNoneOf', '1,500.0', false],
	['total', 'isMore', '499.99', true],
	['total', 'isMore', '500.00', false],
	['total', 'isMore', '2026-12-17', false],
	['zero', 'is', '0.00', true],
	['zero', 'is', '', false],
	['zero', 'isMore', '-1', true],
	// Booleans.
	['archived', 'is', 'False', true],
	['archived', 'is', 'TRUE', false],
	['archived', 'is', false, true],
	['archived', 'isOneOf', 'True,FALSE', true],
	// BILL's constants, in any case.
	['status', 'is', 'Cleared', true],
	['status', 'is', 'cleared', true],
	['status', 'isNot', 'Cleared', false],
	['status', 'isOneOf', 'voided, cleared', true],
	['single', 'is', 'Funding Started', true],
	['single', 'is', 'funding_started', true],
	['single', 'is', 'Funding', false],
	// Other text as displayed; case is ignored only for constants.
	['vendor.name', 'is', 'Café  Happy', true],
	['vendor.name', 'is', 'cafe happy', false],
	['vendor.name', 'is', 'café happy', false],
	['number', 'is', '0042', true],
	['number', 'is', '42', false],
	// Days and moments.
	['dueDate', 'is', '2026-12-15', true],
	['dueDate', 'is', '2026-12-15T00:00:00Z', true],
	['dueDate', 'is', '2026-12-14T19:00:00-05:00', true],
	['dueDate', 'is', '2026-12-14', false],
	['dueDate', 'isMore', '2026-12-14', true],
	['dueDate', 'isMore', '2026-12-15', false],
	['dueDate', 'isLess', '2026-12-15T00:00:01Z', true],
	['dueDate', 'isMore', '5', false],
	['processDate', 'is', '2026-12-15T00:00:00.000Z', true],
	['ids', 'is', 'a2', true],
	['ids', 'isOneOf', 'x, a1', true],
])('by the kind of the value: %s %s %j: %s', (field, operator, value, expected) => {
	const record = {
		...{ total: 500, zero: 0, archived: false, status: 'CLEARED', single: 'FUNDING_STARTED' },
		...{ vendor: { name: 'Cafe\u0301 Happy' }, number: '0042', ids: ['a1', 'a2'] },
		...{ dueDate: '2026-12-15T00:00:00.000+00:00', processDate: '2026-12-15' },
	};
	expect(meetsAll(record, one(field, operator, value))).toBe(expected);
});

describe('the name of a field', () => {
	const bill = ['bill.created', 'bill.updated'];
	const nameOf = (field: string, events: string[]) => {
		const options = { conditions: { condition: [{ field, operator: 'isSet' }] } };
		checkConditions(options, events, false);
		const [changed] = readChangedFields({ changedFields: field }, events);
		const [condition] = readConditions(options, events);
		expect(changed).toBe(condition.field);
		return condition.field;
	};

	test.each<[string, string[], string]>([
		['amount', bill, 'amount'],
		['Amount', bill, 'amount'],
		['bill.amount', bill, 'amount'],
		['Bill.Amount', bill, 'amount'],
		['Due Date', bill, 'dueDate'],
		['due_date', bill, 'dueDate'],
		['invoice.invoiceNumber', bill, 'invoice.invoiceNumber'],
		['bill.Invoice.InvoiceNumber', bill, 'invoice.invoiceNumber'],
		['vendorname', bill, 'vendorName'],
		['Purchase Order Number', bill, 'purchaseOrderNumber'],
		['createdBy', bill, 'createdBy'],
		['invoice.status', ['invoice.updated'], 'status'],
		['payment.status', ['payment.updated'], 'status'],
		['payment.vendor.name', ['payment.updated'], 'vendor.name'],
		['funding.fundingAccount.type', ['payment.updated'], 'funding.fundingAccount.type'],
		['payment.funding.fundingaccount.last4', ['payment.updated'], 'funding.fundingAccount.last4'],
		['bankAccount.Status', ['bank-account.updated'], 'status'],
		['transaction.Amount', ['spend.transaction.updated'], 'amount'],
		['totalAmount', ['bill.updated', 'invoice.updated'], 'totalAmount'],
		// The fields of an event type that is not known here are unknown.
		['whatever', ['bill.updated', 'customer.updated'], 'whatever'],
	])('%s of %j is %s', (field, events, expected) => {
		expect(nameOf(field, events)).toBe(expected);
	});

	test.each<[string, string[], RegExp]>([
		['amount', ['invoice.updated'], /Try .*totalAmount or dueAmount/],
		['amount', ['payment.updated'], /Try funding\.amount or disbursement\.amount instead\. .*Full/],
		['invoiceNumber', ['bill.updated'], /Try invoice\.invoiceNumber instead$/],
		['payment.id', ['bill.updated'], /Try id or /],
		['wrong', ['vendor.updated'], /They have id, /],
		['invoice.amount', ['bill.updated'], /Try amount or /],
	])('%s, which %j do not tell, is refused with the name there', (field, events, expected) => {
		const condition = [{ field, operator: 'isSet' }];
		const attempt = () => checkConditions({ conditions: { condition } }, events, false);
		expect(attempt).toThrow(/^Conditions names "/);
		expect(attempt).toThrow(expected);
		const changed = () => checkConditions({ changedFields: `updatedTime,${field}` }, events, true);
		expect(changed).toThrow(/^Only When Changed names "/);
	});

	test('a field of the record may be named in conditions when the record is fetched', () => {
		const condition = [{ field: 'amount', operator: 'isMore', value: '5' }];
		const options = { conditions: { condition } };
		expect(() => checkConditions(options, ['payment.updated'], true)).not.toThrow();
		const typed = [{ field: 'Payment.Amount', operator: 'isMore', value: '5' }];
		const [read] = readConditions({ conditions: { condition: typed } }, ['payment.updated']);
		expect(read.field).toBe('amount');
		expect(() => checkConditions(options, ['payment.failed'], true)).toThrow(/none of the chosen/);
	});
});

describe('a value that a field can never have', () => {
	const check = (field: string, operator: string, value: unknown) => () =>
		checkConditions(
			{ conditions: { condition: [{ field, operator, value }] } },
			['bill.updated'],
			false,
		);

	test.each<[string, string, unknown, string]>([
		['amount', 'is', '$500', 'compares amount with "$500", which is not a number'],
		['bill.Amount', 'isNot', '500 USD', 'compares amount with "500 USD", which is not a number'],
		['amount', 'isOneOf', '500, five', 'compares amount with "five", which is not a number'],
		['dueAmount', 'is', '1e3', 'which is not a number'],
		['amount', 'isMore', '2027-01-31', 'which is not a number'],
		['dueDate', 'isMore', '1000', 'which is not a date'],
		['dueDate', 'is', '12/15/2026', 'which is not a date'],
		['invoice.invoiceDate', 'isLess', '5', 'which is not a date'],
		['updatedTime', 'is', 'today', 'which is not a date'],
		['archived', 'is', 'yes', 'which is neither true nor false'],
		['archived', 'isNoneOf', '1', 'which is neither true nor false'],
		['paymentStatus', 'isOneOf', ' , ', 'needs a Value to compare paymentStatus with'],
		['amount\u2060s', 'is', '5', 'names "amounts"'],
	])('%s %s %j is refused before it is published', (field, operator, value, expected) => {
		expect(check(field, operator, value)).toThrow(expected);
	});

	test.each<[string, string, unknown]>([
		['amount', 'is', '500.00'],
		['amount', 'is', ''],
		['amount', 'isOneOf', [500, '600']],
		['dueDate', 'is', '2027-01-31'],
		['dueDate', 'isMore', new Date('2027-01-31')],
		['archived', 'is', 'True'],
		['archived', 'is', false],
		['paymentStatus', 'is', 'Paid'],
		['invoice.invoiceNumber', 'is', '$500'],
		['vendorName', 'is', '1000'],
	])('%s %s %j is taken', (field, operator, value) => {
		expect(check(field, operator, value)).not.toThrow();
	});

	test.each<[string, string, unknown]>([
		['status', 'is', 'CLEARED\u200b'],
		['status\u200b', 'is', '\u00a0Cleared'],
		['amount', 'is', '228.99\ufeff'],
		['amount', 'isMore', '200\u200b'],
		['archived', 'is', 'false\u2060'],
		['status', 'isOneOf', 'VOIDED,\u200bCLEARED'],
	])('invisible characters do not count: %s %s %j', (field, operator, value) => {
		expect(meetsAll(payment, one(field, operator, value))).toBe(true);
	});

	test('an extra comma is not a value', () => {
		expect(meetsAll(payment, one('transactionNumber', 'isOneOf', 'A,'))).toBe(false);
		expect(meetsAll(payment, one('transactionNumber', 'isNoneOf', 'A,'))).toBe(true);
	});
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
	['amount', 'isMore', '', /neither a number such as 1000 nor a date/],
	['amount', 'matches', 'x', /"matches"/],
	['amount', 'toString', 'x', /cannot use "toString"/],
	['amount', 'IS', 'x', /cannot use "IS"/],
	['amount', 'isMore', '$1000', /compares amount with "\$1000", which is neither a number/],
	['amount', 'isMore', '1,000', /"1,000"/],
	['amount', 'isMore', '1e3', /"1e3"/],
	['amount', 'isMore', '0x10', /"0x10"/],
	['amount', 'isMore', '1000 USD', /"1000 USD"/],
	['amount', 'isLess', 'Infinity', /"Infinity"/],
	['dueDate', 'isMore', '12/15/2026', /"12\/15\/2026"/],
	['dueDate', 'isMore', 'December 2026', /"December 2026"/],
	['dueDate', 'isMore', '2026-12', /"2026-12"/],
	['dueDate', 'isLess', '2026-02-30', /"2026-02-30"/],
	['dueDate', 'isLess', 'tomorrow', /"tomorrow"/],
])('refused when it is filled in: %s %s %s', (field, operator, value, expected) => {
	expect(() => one(field, operator, value)).toThrow(expected);
});

describe('only when these fields changed', () => {
	/** Compares, and stores what was seen. */
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
