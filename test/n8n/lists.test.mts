import { callerOf, localCredential, type Bill, type Rec } from '../support/bill.mts';
import { billIn, n8nWithBill } from '../support/n8n.mts';
import {
	makeBill,
	makeCredit,
	makeCustomer,
	makeInvoice,
	makeVendor,
} from '../support/records.mts';

/*
 * What lists add to BILL's data: the name of each record's owner, and how long it has been overdue. All days are
 * fixed, so the tests do not depend on the date.
 */

const { n8n, bill: localBill } = n8nWithBill();

/** Calls BILL without the node, to create the records of a list. */
const bill = {} as Bill;
let count = 0;

beforeEach(() => {
	const credential = () => localCredential(localBill, true);
	const unique = (text: string) => `${text} ${++count}`;
	Object.assign(bill, { ...callerOf(localBill.url, credential()), credential, unique });
});

const DUE = ['2026-04-30', '2026-03-31', '2026-05-31'];
const AS_OF = '2026-05-31';

/** Two owners. The first one owns the first and the last of three records. */
async function ofTwo(
	makeOwner: (bill: Bill) => Promise<Rec>,
	makeOne: (owner: Rec, dueDate: string) => Promise<Rec>,
) {
	const [first, second] = [await makeOwner(bill), await makeOwner(bill)];
	const owners = [first, second, first];
	const made: Array<{ one: Rec; owner: Rec; dueDate: string }> = [];
	for (const [at, owner] of owners.entries()) {
		made.push({ one: await makeOne(owner, DUE[at]), owner, dueDate: DUE[at] });
	}
	localBill.clearRequests();
	return { made, owners: [first, second] };
}

const ofVendors = async () =>
	await ofTwo(makeVendor, async (vendor, dueDate) => {
		const invoice = { invoiceNumber: bill.unique('T'), invoiceDate: '2026-01-15' };
		return await makeBill(bill, vendor, { dueDate, invoice });
	});
const ofCustomers = async () =>
	await ofTwo(
		makeCustomer,
		async (customer, dueDate) =>
			await makeInvoice(bill, customer, { dueDate, invoiceDate: '2026-01-15' }),
	);

type Row = Record<string, unknown>;

/** Runs an operation of the node and returns its rows. */
async function rowsOf(resource: string, operation: string, parameters: Row = {}): Promise<Row[]> {
	const account = await billIn(n8n.client, localBill);
	const { items, error } = await account.run({ resource, operation, ...parameters });
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
}

/** The rows of the test's records, in the order they were created. */
const rowsFor = (rows: Row[], ids: string[], member = 'id') =>
	ids.map((id) => rows.find((row) => row[member] === id));

/** The IDs in requests that read names, as often as each was requested. */
const readOnce = (path: string) =>
	localBill.requests
		.filter(({ path: sent, query }) => {
			return sent === `/connect/v3/${path}` && String(query.filters).startsWith('id:in:');
		})
		.flatMap(({ query }) =>
			String(query.filters).replace('id:in:', '').replaceAll('"', '').split(','),
		);

/** Each ID of the records once. */
const distinct = (rows: Row[], member: string) => [...new Set(rows.map((row) => row[member]))];

const all = { returnAll: true };
const withoutNames = { ...all, options: { addNames: false } };

describe('a list says whose each record is, and reads each name once', () => {
	test('invoices', async () => {
		const { made } = await ofCustomers();
		const rows = await rowsOf('invoice', 'getAll', all);

		expect(
			rowsFor(
				rows,
				made.map(({ one }) => one.id),
			),
		).toEqual(
			made.map(({ one, owner, dueDate }) =>
				expect.objectContaining({
					invoiceNumber: one.invoiceNumber,
					customerName: owner.name,
					totalAmount: 100,
					dueAmount: 100,
					dueDate,
				}),
			),
		);
		expect(readOnce('customers').sort()).toEqual(distinct(rows, 'customerId').sort());
	});

	test('received payments', async () => {
		const { made } = await ofCustomers();
		for (const { one } of made) {
			await bill.call('POST', '/v3/invoices/record-payment', {
				paymentDate: '2026-02-01',
				paymentType: 'CHECK',
				amount: 40,
				invoices: [{ id: one.id, amount: 40 }],
			});
		}
		localBill.clearRequests();
		const rows = await rowsOf('receivedPayment', 'getAll', all);

		for (const { owner } of made) {
			expect(rows).toContainEqual(
				expect.objectContaining({
					customerId: owner.id,
					customerName: owner.name,
					amount: 40,
					paymentDate: '2026-02-01',
				}),
			);
		}
		expect(readOnce('customers').sort()).toEqual(distinct(rows, 'customerId').sort());
	});

	test('vendor credits', async () => {
		const { made } = await ofTwo(makeVendor, async (vendor) => await makeCredit(bill, vendor));
		const rows = await rowsOf('vendorCredit', 'getAll', all);

		expect(
			rowsFor(
				rows,
				made.map(({ one }) => one.id),
			),
		).toEqual(
			made.map(({ one, owner }) =>
				expect.objectContaining({
					referenceNumber: one.referenceNumber,
					vendorName: owner.name,
					amount: 120,
				}),
			),
		);
		expect(readOnce('vendors').sort()).toEqual(distinct(rows, 'vendorId').sort());
	});

	test('bills that wait for approval', async () => {
		const { userId } = await bill.call('GET', '/v3/login/session');
		const makeOwner = async () => {
			const vendor = await makeVendor(bill);
			await bill.call('POST', '/v3/bill-approvals/policies', {
				policyName: bill.unique('Bills of one vendor'),
				rules: [{ key: 'VENDOR_ID', values: [vendor.id] }],
				approvers: [userId],
			});
			return vendor;
		};
		const { made } = await ofTwo(
			makeOwner,
			async (vendor, dueDate) => await makeBill(bill, vendor, { dueDate }),
		);
		const rows = await rowsOf('billApproval', 'getAll');

		expect(
			rowsFor(
				rows,
				made.map(({ one }) => one.id),
				'billId',
			),
		).toEqual(
			made.map(({ one, owner, dueDate }) =>
				expect.objectContaining({
					invoiceNumber: one.invoice.invoiceNumber,
					vendorName: owner.name,
					amount: 100,
					dueDate,
				}),
			),
		);
		expect(readOnce('bills').sort()).toEqual(distinct(rows, 'billId').sort());
	});
});

test.each([
	['invoice', 'customerName', 'invoices'],
	['receivedPayment', 'customerName', 'receivable-payments'],
	['vendorCredit', 'vendorName', 'vendor-credits'],
	['billApproval', 'vendorName', 'bill-approvals/pending-user-approvals'],
])('without Add Names, %s has only what BILL says', async (resource, name, path) => {
	const rows = await rowsOf(resource, 'getAll', withoutNames);

	expect(rows).not.toHaveLength(0);
	for (const row of rows) expect(row).not.toHaveProperty(name);
	const sent = localBill.requests.filter(({ path: at }) => at !== '/connect/v3/login');
	expect(new Set(sent.map((request) => request.path))).toEqual(new Set([`/connect/v3/${path}`]));
});

describe('aging', () => {
	/** Due on the day itself, 31 days earlier (100 each), and 61 days earlier. */
	const buckets = [
		{ total: 200, current: 100, days1To30: 0, days31To60: 100, days61To90: 0, over90Days: 0 },
		{ total: 100, current: 0, days1To30: 0, days31To60: 0, days61To90: 100, over90Days: 0 },
	];

	test.each([
		['bill', 'vendor', ofVendors],
		['invoice', 'customer', ofCustomers],
	])('of each open %s stands in the column of its days overdue', async (resource, whose, make) => {
		const { owners } = await make();
		const rows = await rowsOf(resource, 'getAging', { asOf: AS_OF });

		expect(
			rowsFor(
				rows,
				owners.map(({ id }) => id),
				`${whose}Id`,
			),
		).toEqual(
			owners.map(({ name }, at) =>
				expect.objectContaining({
					...buckets[at],
					[`${whose}Name`]: name,
					[`${resource}s`]: 2 - at,
					asOf: AS_OF,
				}),
			),
		);
		const each = rows.filter(({ level }) => level === whose);
		expect(readOnce(`${whose}s`).sort()).toEqual(distinct(each, `${whose}Id`).sort());
		for (const { currency, total } of rows.filter(({ level }) => level === 'total')) {
			const sums = each.filter((row) => row.currency === currency).map((row) => Number(row.total));
			expect(total).toBeCloseTo(
				sums.reduce((sum, one) => sum + one, 0),
				6,
			);
		}
	});
});
