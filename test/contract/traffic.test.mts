import { openLocalBill } from '../support/bill.mts';
import { watchLocalBills } from '../support/contract-witness.mts';
import { contract } from './contract.mts';
import { inWords } from './findings.mts';
import { type Exchange, findingsIn } from './traffic.mts';

/* The witness notices a wrong name, whichever side sends it. */

const bill = {
	vendorId: '00901',
	dueDate: '2027-01-31',
	invoice: { invoiceNumber: 'A-1', invoiceDate: '2027-01-01' },
	billLineItems: [{ amount: 12.5 }],
};
const created: Exchange = {
	method: 'POST',
	path: '/connect/v3/bills',
	query: {},
	body: bill,
	status: 201,
	answer: { id: '00n01', archived: false, ...bill },
};
const listed: Exchange = {
	method: 'GET',
	path: '/connect/v3/bills',
	query: { max: '100' },
	body: undefined,
	status: 200,
	answer: { results: [{ id: '00n01', paymentStatus: 'PAID' }], nextPage: null },
};

const said = (exchange: Exchange) =>
	findingsIn(exchange).map(({ where, member, what, detail }) =>
		[where, member, what, ...(detail ? [detail] : [])].join(' '),
	);

test('calls that match the documentation are not reported', () => {
	expect(said(created)).toEqual([]);
	expect(said(listed)).toEqual([]);
});

test('a finding names the endpoint, the member and the page', () => {
	const [finding] = findingsIn({ ...created, body: { ...bill, memo: 'x' } });
	expect(inWords(finding)).toBe(
		'POST /v3/bills: request memo is not documented by BILL; https://developer.bill.com/reference/createbill',
	);
});

test.each<[string, Partial<Exchange>, string]>([
	['path', { path: '/connect/v3/bill' }, 'request it undocumented'],
	['gateway', { path: '/connect-events/v3/bills' }, 'request it undocumented'],
	['method', { method: 'PATCH' }, 'request it undocumented'],
	['query key', { query: { expand: 'true' } }, 'request ?expand undocumented'],
	['member', { body: { ...bill, poNumber: '1' } }, 'request poNumber undocumented'],
	[
		'member of a line',
		{ body: { ...bill, billLineItems: [{ total: 1 }] } },
		'request billLineItems.total undocumented',
	],
	[
		'member of a group',
		{ body: { ...bill, invoice: { number: 'A-1' } } },
		'request invoice.number undocumented',
	],
	[
		'type',
		{ body: { ...bill, billLineItems: [{ amount: '12.5' }] } },
		'request billLineItems.amount type string, documented number',
	],
	[
		'form of a day',
		{ body: { ...bill, dueDate: '31.01.2027' } },
		'request dueDate type 31.01.2027, day',
	],
	['missing member', { body: { ...bill, vendorId: undefined } }, 'request vendorId required'],
	['status', { status: 200 }, 'answer status answer 200, documented 201'],
	['form of the answer', { answer: [bill] }, 'answer form answer list, documented object'],
	['member of the answer', { answer: { ...bill, total: 1 } }, 'answer total undocumented'],
	[
		'value in the answer',
		{ answer: { ...bill, paymentStatus: 'OPEN' } },
		'answer paymentStatus value OPEN',
	],
])('a wrong %s is seen', (_, wrong, expected) => {
	const body = wrong.body && (JSON.parse(JSON.stringify(wrong.body)) as unknown);
	expect(said({ ...created, ...wrong, ...(body !== undefined && { body }) })).toEqual([expected]);
});

test.each<[string, Partial<Exchange>, string]>([
	['filter', { query: { filters: 'due:gt:"2027-01-01"' } }, 'request ?filters due undocumented'],
	['order', { query: { sort: 'dueDate:asc,total:desc' } }, 'request ?sort total undocumented'],
	['member of a record', { answer: { results: [{ no: 1 }] } }, 'answer no undocumented'],
])('a wrong %s of a list is seen', (_, wrong, expected) => {
	expect(said({ ...listed, ...wrong })).toEqual([expected]);
});

test('the files that responses link to are not endpoints', () => {
	expect(said({ ...listed, path: '/connect/v3/downloads/1' })).toEqual([]);
});

test('a response that a test gives instead of the local BILL is not checked', () => {
	expect(said({ ...listed, answer: 'nonsense', forged: true })).toEqual([]);
});

test('every call that a local BILL accepts is checked, and no other', async () => {
	const witness = watchLocalBills();
	const { call, localBill } = await openLocalBill();
	try {
		await call('GET', '/v3/vendors');
		const before = witness.count();
		await call('GET', '/v3/bills', undefined, { max: 1 });
		await expect(call('GET', '/v3/bills', undefined, { most: 1 })).rejects.toThrow('400');
		expect(witness.count()).toBe(before + 1);
	} finally {
		witness.stop();
		await localBill.close();
	}
});

test('every type that the contract refers to exists', () => {
	const text = JSON.stringify(contract());
	const names = [...text.matchAll(/"@(\w+)/g)].map(([, name]) => name);
	expect(names.length).toBeGreaterThan(1000);
	expect(names.filter((name) => !(name in contract().records))).toEqual([]);
});
