import { Bill } from '../../nodes/Bill/Bill.node.ts';
import { forgetPaces } from '../../nodes/core/wire/pace.ts';
import type { Rec } from '../support/bill.mts';
import { directNode } from '../support/direct-node.mts';
import { byId, fromList, lines } from '../support/form.mts';
import { local } from '../support/local.mts';
import {
	makeBill,
	makeCredit,
	makeCustomer,
	makeInvoice,
	makeVendor,
	makeVendorAndBill,
} from '../support/records.mts';
import { spendCredential } from '../support/spend.mts';

/*
 * Pick lists that depend on another chosen record: lines, files, receipts, events. And lists that BILL can only
 * search by a word.
 */

const at = local();

/** The list's entries for the chosen record. */
const listed = async (method: string, parameters = {}, typed?: string) =>
	(await at.node.search(method, typed, undefined, parameters)).results;

describe('lines', () => {
	test('of an invoice show description and amount', async () => {
		const invoice = await makeInvoice(at.bill, await makeCustomer(at.bill));
		const [first, second] = invoice.invoiceLineItems as Rec[];
		expect(await listed('searchInvoiceLines', { invoiceId: invoice.id })).toEqual([
			{ name: 'Reading set · 80.00', value: first.id },
			{ name: 'Shipping · 20.00', value: second.id },
		]);
		expect(await listed('searchInvoiceLines', { invoiceId: invoice.id }, 'ship')).toHaveLength(1);
	});

	test.each([
		['searchBillLines', 'billId', 'billLineItems', 'Paper · 100.00'],
		['searchVendorCreditLines', 'vendorCreditId', 'vendorCreditLineItems', '120.00'],
	])('%s', async (method, parameter, member, name) => {
		const vendor = await makeVendor(at.bill);
		const make = method === 'searchBillLines' ? makeBill : makeCredit;
		const made = await make(at.bill, vendor);
		const [line] = made[member] as Rec[];
		expect(await listed(method, { [parameter]: made.id })).toEqual([{ name, value: line.id }]);
	});

	test.each([
		['searchCreditMemoLines', 'creditMemoId', 'creditMemos', 'creditMemoLineItems'],
		['searchRecurringBillLines', 'recurringBillId', 'recurringBills', 'recurringBillLineItems'],
		[
			'searchRecurringInvoiceLines',
			'recurringInvoiceId',
			'recurringInvoices',
			'recurringInvoiceLineItems',
		],
	] as const)('%s', async (method, parameter, collection, member) => {
		const kept = at.localBill.records(collection) as unknown as Rec[];
		const whole = kept.find((record) => (record[member] as unknown[])?.length > 0) as Rec;
		const found = await listed(method, { [parameter]: whole.id });
		expect(found.map(({ value }) => value)).toEqual((whole[member] as Rec[]).map(({ id }) => id));
		for (const { name } of found) expect(name).toMatch(/\d\.\d\d$|%$/);
	});

	test('of no record are an empty list, and nothing is requested', async () => {
		expect(await listed('searchInvoiceLines')).toEqual([]);
		expect(await listed('searchInvoiceLines', { invoiceId: '={{ $json.id }}' })).toEqual([]);
		expect(at.sent()).toEqual([]);
	});

	test('one that is picked is the one that is changed', async () => {
		const invoice = await makeInvoice(at.bill, await makeCustomer(at.bill));
		const [, { value }] = await listed('searchInvoiceLines', { invoiceId: invoice.id });
		await at.run('invoice', 'update', {
			invoiceId: byId(invoice.id),
			updateFields: {
				invoiceLineItems: lines({ lineId: fromList(value), description: 'Courier' }),
			},
		});
		const kept = at.localBill.records('invoices').find(({ id }) => id === invoice.id);
		expect(kept?.invoiceLineItems.map(({ description }) => description)).toEqual([
			'Reading set',
			'Courier',
		]);
	});
});

describe('files', () => {
	const file = Buffer.from('%PDF-1.4\n1 0 obj\n<</Type /Page>>\nendobj\n%%EOF\n');
	const attach = async (to: string) =>
		await at.bill.call('POST', `/v3/attachments/${to}`, file, { name: 'W-9.pdf' });

	test('attachments are those of the vendor, customer or invoice that is chosen', async () => {
		const [vendor, customer] = [await makeVendor(at.bill), await makeCustomer(at.bill)];
		const ofVendor = await attach(`vendors/${vendor.id}`);
		const ofCustomer = await attach(`customers/${customer.id}`);
		const named = expect.stringMatching(/^W-9\.pdf · \d{4}-/) as unknown;
		expect(
			await listed('searchAttachments', { attachedTo: 'vendors', attachedToId: vendor.id }),
		).toEqual([{ name: named, value: ofVendor.id }]);
		expect(
			await listed('searchAttachments', { attachedTo: 'customers', attachedToId: customer.id }),
		).toEqual([{ name: named, value: ofCustomer.id }]);
		expect(await listed('searchAttachments', { attachedTo: 'customers' })).toEqual([]);
	});

	test('documents are those of the bill that is chosen', async () => {
		const { bill } = await makeVendorAndBill(at.bill);
		const { bill: other } = await makeVendorAndBill(at.bill);
		const upload = await at.bill.call('POST', `/v3/documents/bills/${bill.id}`, file, {
			name: 'invoice.pdf',
		});
		// BILL processes the file after a moment. Each status request brings that closer.
		const status = `/v3/documents/upload-status?ids=${upload.id}`;
		let documentId: unknown;
		while (!documentId) ({ documentId } = await at.bill.first(status));
		expect(await listed('searchDocuments', { billId: bill.id })).toEqual([
			{ name: expect.stringMatching(/^invoice\.pdf · \d{4}-/), value: documentId },
		]);
		expect(await listed('searchDocuments', { billId: other.id })).toEqual([]);
	});
});

test('events of a subscription begin with the newest, and show the response of their URL', async () => {
	const subscription = await at.bill.call('POST', '/connect-events/v3/subscriptions', {
		name: 'Ledger',
		notificationUrl: 'https://ledger.example/bill',
		status: { enabled: true },
		events: [{ type: 'vendor.created', version: '1' }],
	});
	await makeVendor(at.bill);
	await makeVendor(at.bill);
	const events = at.localBill
		.records('events')
		.filter(({ subscriptionId }) => subscriptionId === subscription.id)
		.map(({ id }) => id);
	expect(events).toHaveLength(2);
	const found = await listed('searchEvents', { subscriptionId: subscription.id });
	expect(found.map(({ value }) => value)).toEqual([...events].reverse());
	for (const { name } of found) {
		expect(name).toMatch(/^\d{4}-\S+ · vendor\.created · (no response|response \d+)$/);
	}
	const [{ query }] = at
		.log()
		.filter(({ path }) => path.includes('/events/subscription/'))
		.slice(-1);
	const days = (Date.now() - Date.parse(String(query.createdTimeFrom))) / 86_400_000;
	expect(days).toBeGreaterThan(29.9);
	expect(days).toBeLessThan(30.1);
});

test('a list of events that BILL answers with an empty object is empty', async () => {
	at.localBill.addFault({
		match: { method: 'GET', path: '/connect-events/v3/events/subscription/*' },
		then: { status: 200, body: {} },
	});
	expect(await listed('searchEvents', { subscriptionId: '5f0c7a4e-2d3b' })).toEqual([]);
});

test('organizations of the network are found by a word, and not asked for without one', async () => {
	const [{ name, id }] = at.localBill.records('networkMembers');
	expect(await listed('searchNetworkMembers')).toEqual([]);
	expect(at.sent()).toEqual([]);
	const [word] = name.split(' ');
	expect(await listed('searchNetworkMembers', {}, word)).toContainEqual({
		name: expect.stringContaining(name) as unknown,
		value: id,
	});
	expect(at.log()[0].query).toEqual({ name: word, scope: 'ALL' });
	expect(await listed('searchNetworkMembers', {}, 'nobody is called so')).toEqual([]);
});

describe('receipts', () => {
	const spend = () =>
		directNode(spendCredential({ localBill: at.localBill } as never), 'billSpendExpenseApi');
	beforeEach(() => forgetPaces());

	test.each([
		['searchSpendTransactionReceipts', 'transactionId', 'spendTransactions'],
		['searchSpendReimbursementReceipts', 'reimbursementId', 'spendReimbursements'],
	] as const)('%s', async (method, parameter, collection) => {
		const kept = at.localBill.records(collection);
		const one = kept.find(({ receipts }) => receipts.length > 0)!;
		const { results } = await spend().search(method, undefined, undefined, {
			[parameter]: one.uuid,
		});
		expect(results).toEqual(
			one.receipts.map(({ filename, uuid }) => ({ name: filename, value: uuid })),
		);
	});
});

test.each([
	['approvalPolicy', 'create', 'approvers', 'searchUsers'],
	['billApproval', 'approve', 'billIds', 'searchBillsToApprove'],
])('several records can be one that is picked: %s > %s', (resource, operation, name, method) => {
	const field = new Bill().description.properties.find(
		(property) =>
			property.name === name &&
			property.displayOptions?.show?.resource?.includes(resource) &&
			property.displayOptions.show.operation?.includes(operation),
	);
	expect(field?.modes?.map((mode) => [mode.name, mode.typeOptions?.searchListMethod])).toEqual([
		['list', method],
		['id', undefined],
	]);
});

test('an approver that is picked is the one who must approve', async () => {
	const [{ value }] = await listed('searchUsers');
	await at.run('approvalPolicy', 'create', {
		policyName: 'From 1000',
		rules: lines({ key: 'BILL_AMOUNT', op: 'gte', values: '1000' }),
		approvers: fromList(value),
	});
	expect(at.log().at(-1)?.body).toMatchObject({ approvers: [value] });
});
