import type { Data } from '../support/bill.mts';
import { testCases } from '../support/cases.mts';
import { failureOf, local } from '../support/local.mts';
import { agingCases } from './cases/aging.mts';

/*
 * Amounts owed, grouped by how long they are overdue: exact to the cent, by the calendar of the workflow's time zone,
 * and with currencies kept apart.
 */

describe('cases', () => testCases(agingCases));

const at = local();

const answers = (path: string, results: Data[], nextPage?: string) =>
	at.localBill.addFault({
		match: { method: 'GET', path: `/connect/v3/${path}` },
		then: { status: 200, body: { results, nextPage } },
	});
const [A, B, C] = ['00901A', '00901B', '00901C'];
const vendors = (...more: Data[]) =>
	answers('vendors', [
		{ id: A, name: 'Zed Paper', billCurrency: 'USD' },
		{ id: B, name: 'Alder', billCurrency: 'EUR' },
		...more,
	]);
let number = 0;
const bill = (
	vendorId: string,
	dueDate: string | undefined,
	dueAmount: unknown,
	more: Data = {},
) => ({
	...{ id: `00n01${++number}`, vendorId, dueDate, dueAmount },
	...{ paymentStatus: 'UNPAID', invoice: { invoiceDate: '2026-01-01' }, ...more },
});
const aging = async (form: Data = {}, more = {}) =>
	(await at.run('bill', 'getAging', { asOf: '2026-11-30', ...form }, more)).map(({ json }) => json);

test('each bill is in the column of its days overdue, and nothing is lost between columns', async () => {
	vendors();
	answers('bills', [
		bill(A, '2026-12-01', 1),
		bill(A, '2026-11-30', 2),
		bill(A, '2026-11-29', 4),
		bill(A, '2026-10-31', 8),
		bill(A, '2026-10-30', 16),
		bill(A, '2026-10-01', 32),
		bill(A, '2026-09-30', 64),
		bill(A, '2026-09-01', 128),
		bill(A, '2026-08-31', 256),
		bill(A, '2020-02-29', 512),
	]);
	expect(await aging({ rows: 'each' })).toEqual([
		{
			...{ vendorName: 'Zed Paper', currency: 'USD', total: 1023, current: 3 },
			...{ days1To30: 12, days31To60: 48, days61To90: 192, over90Days: 768 },
			...{ bills: 10, level: 'vendor', vendorId: A, asOf: '2026-11-30' },
		},
	]);
});

test('amounts add up to the cent, over pages', async () => {
	vendors();
	const many = Array.from({ length: 300 }, () => bill(A, '2026-11-01', 0.1));
	answers('bills', many.slice(0, 100), 'p2');
	answers('bills', many.slice(100, 200), 'p3');
	answers('bills', [...many.slice(200), bill(A, '2026-11-01', 0.07), bill(A, '2026-12-24', 1.005)]);
	const [row] = await aging();
	expect(row).toMatchObject({ days1To30: 30.07, current: 1.005, total: 31.075, bills: 302 });
	expect(at.sent().filter((each) => each === 'GET /v3/bills')).toHaveLength(3);
});

test('currencies are kept apart, also one that BILL does not name, and rows come by name', async () => {
	vendors({ id: C, name: 'middle' });
	answers('bills', [
		bill(A, '2026-12-31', 5),
		bill(B, '2026-11-01', 7.5),
		bill(C, '2026-11-01', 1),
	]);
	const rows = await aging();
	expect(
		rows.map(({ vendorName, currency, total, level }) => [vendorName, currency, total, level]),
	).toEqual([
		['Alder', 'EUR', 7.5, 'vendor'],
		['middle', '', 1, 'vendor'],
		['Zed Paper', 'USD', 5, 'vendor'],
		['Total', '', 1, 'total'],
		['Total', 'EUR', 7.5, 'total'],
		['Total', 'USD', 5, 'total'],
	]);
});

test('what BILL leaves out is reckoned, and what is paid or dated later does not count', async () => {
	vendors();
	answers('bills', [
		bill(A, '2026-12-31', undefined, { amount: 100, paidAmount: 30.5, creditAmount: 9.5 }),
		bill(A, '2026-12-31', null, { amount: 10 }),
		bill(A, '2026-12-31', 50, { paymentStatus: 'PAID' }),
		bill(A, '2026-12-31', 0),
		bill(A, '2027-01-31', 50, { invoice: { invoiceDate: '2026-12-01' } }),
		// Without a due date, an invoice is due on its own date, or at once if it has none.
		bill(A, undefined, 3, { invoice: { invoiceDate: '2026-11-20' } }),
		bill(A, undefined, 4, { invoice: undefined }),
	]);
	const [row] = await aging({ rows: 'total' });
	expect(row).toMatchObject({ current: 74, days1To30: 3, total: 77, bills: 4, level: 'total' });
});

test('nothing open gives nothing, and asks for no vendor', async () => {
	answers('bills', []);
	expect(await aging()).toEqual([]);
	expect(at.sent()).toEqual(['GET /v3/bills']);
});

test.each([
	['America/New_York', 'today'],
	['Pacific/Auckland', 'today'],
])('without a day it is today in %s', async (timeZone) => {
	vendors();
	const day = new Date().toLocaleDateString('sv-SE', { timeZone });
	const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
	answers('bills', [bill(A, day, 1), bill(A, before, 2)]);
	const [row] = await aging({ asOf: '' }, { timeZone });
	expect(row).toMatchObject({ asOf: day, current: 1, days1To30: 2 });
});

test.each(['', '30,30', '60,30', '0,30', 'a', '1.5', '30,', '-1'])(
	'bucket ends "%s": those that are none are refused before anything is sent',
	async (buckets) => {
		const run = aging({ options: { buckets } });
		if (buckets === '') return expect(await run).not.toEqual([]);
		expect((await failureOf(run)).message).toContain('Bucket Ends (Days)');
		expect(at.sent()).toEqual([]);
	},
);

test('of invoices, what is void does not count', async () => {
	answers('customers', [{ id: '0cu01A', name: 'Quillmoor', invoiceCurrency: 'GBP' }]);
	const invoice = { customerId: '0cu01A', dueDate: '2026-11-29', invoiceDate: '2026-11-01' };
	answers('invoices', [
		{ ...invoice, id: '00e01A', dueAmount: 12.34, status: 'OPEN' },
		{ ...invoice, id: '00e01B', dueAmount: 50, status: 'VOID' },
		{ ...invoice, id: '00e01C', totalAmount: 9.99, status: 'PARTIAL_PAYMENT', creditAmount: 0.99 },
	]);
	const [{ json }] = await at.run('invoice', 'getAging', { asOf: '2026-11-30' });
	expect(json).toMatchObject({
		...{ customerName: 'Quillmoor', currency: 'GBP', total: 21.34, days1To30: 21.34, invoices: 2 },
	});
});
