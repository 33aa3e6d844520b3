import type { Data, Rec } from '../support/bill.mts';
import { byId } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { makeBill, makeCustomer, makeInvoice, makeVendor } from '../support/records.mts';

/*
 * Names for fields that BILL returns only as IDs: each is read once for all items of a run, in as few requests as
 * possible.
 */

const at = local();
const INVOICES = '/connect/v3/invoices';
const CUSTOMERS = '/connect/v3/customers';

/** The next response of a list. */
const page = (path: string, results: Data[], nextPage?: string) =>
	at.localBill.addFault({
		match: { method: 'GET', path },
		then: { status: 200, body: { results, nextPage } },
	});
const customers = (count: number) => {
	at.localBill.seed({ customers: count });
	return at.localBill.records('customers').slice(-count) as unknown as Rec[];
};
const invoiceOf = ({ id }: { id: string }, number: number): Data => ({
	id: `00e01INVOICE${number}`,
	invoiceNumber: `N-${number}`,
	customerId: id,
	totalAmount: 10,
});
const nameReads = () => at.log().filter(({ query }) => String(query.filters).startsWith('id:in:'));
const idsIn = ({ query }: { query: Record<string, unknown> }) =>
	String(query.filters).replace('id:in:', '').replaceAll('"', '').split(',');

test.each([
	[1, [1]],
	[99, [99]],
	[100, [100]],
	[101, [100, 1]],
	[250, [100, 100, 50]],
])('%i customers are asked for in requests of %j', async (count, sizes) => {
	const all = customers(count);
	// Two invoices of each customer, over two pages.
	const invoices = [...all, ...all].map(invoiceOf);
	page(INVOICES, invoices.slice(0, count), 'p2');
	page(INVOICES, invoices.slice(count));

	const items = await at.run('invoice', 'getAll', { returnAll: true });

	expect(items.map(({ json }) => json.customerName)).toEqual(
		[...all, ...all].map(({ name }) => name as string),
	);
	expect(nameReads().map((read) => idsIn(read).length)).toEqual(sizes);
	expect(nameReads().map(({ query }) => Number(query.max))).toEqual(sizes);
	expect(new Set(nameReads().flatMap(idsIn)).size).toBe(count);
});

test('never more than three requests are on their way at once', async () => {
	const all = customers(700);
	page(INVOICES, all.map(invoiceOf));
	await at.run('invoice', 'getAll', { returnAll: true });

	expect(nameReads()).toHaveLength(7);
	const most = Math.max(...at.log().map(({ inFlight }) => inFlight));
	expect(most).toBeLessThanOrEqual(3);
	expect(at.log().every(({ status }) => status === 200)).toBe(true);
});

test('items of a run share what was read, and one item asks for no name a second time', async () => {
	const customer = await makeCustomer(at.bill);
	const other = await makeCustomer(at.bill);
	const made: Rec[] = [];
	for (const whose of [customer, other, customer, other, customer]) {
		made.push(await makeInvoice(at.bill, whose));
	}
	at.localBill.clearRequests();

	const items = await at.run('invoice', 'get', (item) => ({ invoiceId: byId(made[item].id) }), {
		items: emptyItems(5),
	});

	expect(items.map(({ json }) => json.customerName)).toEqual(
		[customer, other, customer, other, customer].map(({ name }) => name as string),
	);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 1, 2, 3, 4].map((item) => ({ item })),
	);
	expect(nameReads().map(idsIn)).toEqual([[customer.id, other.id]]);
	expect(at.sent()).toHaveLength(6);
});

test('each item is completed as it is to come out: simplified or whole, with names or without', async () => {
	const customer = await makeCustomer(at.bill);
	const invoice = await makeInvoice(at.bill, customer);
	const forms = [
		{ simplify: true },
		{ simplify: false },
		{ simplify: true, options: { addNames: false } },
		{ simplify: false, options: { addNames: true } },
	];
	at.localBill.clearRequests();
	const items = await at.run(
		'invoice',
		'get',
		(item) => ({ invoiceId: byId(invoice.id), ...forms[item] }),
		{ items: emptyItems(4) },
	);

	const { name } = customer as unknown as { name: string };
	expect(items.map(({ json }) => json.customerName)).toEqual([name, undefined, undefined, name]);
	expect(nameReads()).toHaveLength(1);
	// In a complete record, the name comes right after the ID.
	const members = Object.keys(items[3].json);
	expect(members.indexOf('customerName')).toBe(members.indexOf('customerId') + 1);
	expect(items[3].json).toMatchObject({ invoiceLineItems: expect.any(Array) as unknown });
});

test('a customer that BILL does not know, and an invoice without one, stay without a name', async () => {
	const [known] = customers(1);
	page(INVOICES, [
		invoiceOf({ id: '0cu01NOBODY' }, 1),
		{ id: '00e01B' },
		{ id: '00e01C', customerId: null },
		{ id: '00e01D', customerId: 'not, an "ID"' },
		invoiceOf(known, 5),
	]);
	const items = await at.run('invoice', 'getAll', {});

	expect(items.map(({ json }) => json.customerName)).toEqual([
		...Array<undefined>(4).fill(undefined),
		known.name,
	]);
	expect(nameReads().map(idsIn)).toEqual([['0cu01NOBODY', known.id]]);
});

test.each([{}, { vendorName: '' }, { vendorName: null }])(
	'a bill is asked about only where BILL left the name out: %j',
	async (left) => {
		const vendor = await makeVendor(at.bill);
		const bill = { id: '00n01A', vendorId: vendor.id, vendorName: 'As BILL says' };
		page('/connect/v3/bills', [
			bill,
			{ ...bill, id: '00n01B', ...left, vendorName: undefined, ...left },
		]);
		at.localBill.clearRequests();
		const items = await at.run('bill', 'getAll', {});

		expect(items.map(({ json }) => json.vendorName)).toEqual(['As BILL says', vendor.name]);
		expect(nameReads().map(idsIn)).toEqual([[vendor.id]]);
	},
);

test('bills and payments that have their names cost no request', async () => {
	await at.run('bill', 'getAll', { returnAll: true });
	await at.run('payment', 'getAll', { returnAll: true });
	expect(nameReads()).toEqual([]);
});

test('what waits for approval carries number and vendor of its bill', async () => {
	const vendor = await makeVendor(at.bill);
	const bill = await makeBill(at.bill, vendor);
	at.localBill.addFault({
		match: { path: '/connect/v3/bill-approvals/pending-user-approvals' },
		then: {
			status: 200,
			body: {
				bills: [{ billId: bill.id, vendorId: vendor.id, amount: 100, dueDate: bill.dueDate }],
			},
		},
	});
	const [{ json }] = await at.run('billApproval', 'getAll', {});
	expect(Object.entries(json)).toEqual([
		['billId', bill.id],
		['invoiceNumber', bill.invoice.invoiceNumber],
		['vendorName', vendor.name],
		['amount', 100],
		['dueDate', bill.dueDate],
		['vendorId', vendor.id],
	]);
});

describe('names that cannot be read', () => {
	const fails = (then: object, times = 1) =>
		at.localBill.addFault({ match: { method: 'GET', path: CUSTOMERS }, times, then });

	test('a user who may not see customers gets the invoices without them, and a hint', async () => {
		const hints: Array<{ message: string }> = [];
		fails({ status: 403, code: 'BDC_1101', message: 'No permission for customers.' });
		const items = await at.run(
			'invoice',
			'getAll',
			{},
			{
				context: { addExecutionHints: (hint: { message: string }) => hints.push(hint) },
			},
		);

		expect(items.length).toBeGreaterThan(5);
		expect(items.filter(({ json }) => 'customerName' in json)).toEqual([]);
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringContaining('No permission for customers'),
		]);
	});

	test('a failure other than missing rights is an error, and names the request', async () => {
		fails({ status: 400, code: 'BDC_1130', message: 'Invalid list filter field.' });
		const error = await failureOf(at.run('invoice', 'getAll', {}));
		expect(error.message).toContain('Invalid list filter field');
		expect(error.description).toContain('GET /v3/customers');
	});

	test('with Continue On Fail each item that wanted names has the error, and the others come', async () => {
		fails({ status: 400, code: 'BDC_1130', message: 'Invalid list filter field.' });
		const items = await at.run(
			'invoice',
			'getAll',
			(item) => ({ limit: 1, options: { addNames: item === 1 } }),
			{ items: emptyItems(3), continueOnFail: true },
		);
		expect(items.map(({ json }) => Object.hasOwn(json, 'error'))).toEqual([false, true, false]);
		expect(items[1].json.outcome).toBe('refused');
	});

	test('a lost response is requested again', async () => {
		fails({ drop: 'after' });
		const items = await at.run('invoice', 'getAll', { limit: 2 });
		expect(items.map(({ json }) => typeof json.customerName)).toEqual(['string', 'string']);
	});
});

describe('columns', () => {
	const first = async (resource: string, operation: string, form: Data) =>
		Object.keys((await at.run(resource, operation, form))[0].json);

	test.each([
		[
			'invoice',
			['id', 'invoiceNumber', 'customerName', 'totalAmount', 'dueAmount', 'status'],
			'updatedTime',
		],
		[
			'receivedPayment',
			['id', 'referenceNumber', 'customerName', 'amount', 'unappliedAmount', 'status'],
			'customerId',
		],
		[
			'creditMemo',
			['id', 'referenceNumber', 'customerName', 'amount', 'appliedAmount', 'status'],
			'updatedTime',
		],
		['recurringInvoice', ['id', 'description', 'customerName'], 'updatedTime'],
		['recurringBill', ['id', 'description', 'vendorName'], 'updatedTime'],
		[
			'bill',
			['id', 'invoiceNumber', 'vendorName', 'amount', 'dueAmount', 'paymentStatus'],
			'vendorId',
		],
		['payment', ['id', 'transactionNumber', 'vendorName', 'amount', 'singleStatus'], 'vendorId'],
		['vendor', ['id', 'name'], 'archived'],
		['customer', ['id', 'name'], 'archived'],
	])('a list of %s begins with %j', async (resource, begins, last) => {
		const columns = await first(resource, 'getAll', {});
		expect(columns.filter((name) => begins.includes(name))).toEqual(
			begins.filter((name) => columns.includes(name)),
		);
		expect(columns.slice(0, 2)).toEqual(
			begins.filter((name) => columns.includes(name)).slice(0, 2),
		);
		expect(columns[columns.length - 1]).toBe(last);
	});

	test('what was written begins alike, has all that BILL gave, and its time stamps last', async () => {
		const vendor = await makeVendor(at.bill);
		const bill = await makeBill(at.bill, vendor);
		const [{ json }] = await at.run('bill', 'update', {
			billId: byId(bill.id),
			updateFields: { description: 'Paper' },
		});
		const members = Object.keys(json);
		const begins = ['id', 'invoice', 'vendorName', 'amount', 'dueAmount', 'paymentStatus'];
		// BILL leaves out fields that are not set, and its response to a change does not include the name.
		const there = begins.filter((name) => name in bill);
		expect(members.slice(0, there.length)).toEqual(there);
		expect(members.slice(-2)).toEqual(['createdTime', 'updatedTime']);
		expect(new Set(members)).toEqual(new Set([...Object.keys(bill), 'description']));
		expect(json.invoice).toEqual(bill.invoice);
	});

	test('a write reads no names', async () => {
		const customer = await makeCustomer(at.bill);
		const invoice = await makeInvoice(at.bill, customer);
		at.localBill.clearRequests();
		const [{ json }] = await at.run('invoice', 'archive', { invoiceId: byId(invoice.id) });
		expect(Object.keys(json).slice(0, 2)).toEqual(['id', 'invoiceNumber']);
		expect(at.sent()).toEqual([`POST /v3/invoices/${invoice.id}/archive`]);
	});
});
