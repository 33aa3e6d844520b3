import type { Rec } from '../support/bill.mts';
import { byId, fromList } from '../support/form.mts';
import { local } from '../support/local.mts';
import { makeBill, makeVendorAndBill, payingBank } from '../support/records.mts';

/* What a person reads in a pick list, and in which order: the details needed for the choice. */

const at = local();
const names = async (method: string, typed?: string) =>
	(await at.node.search(method, typed)).results.map(({ name }) => name);
const nameOf = async (method: string, id: string) =>
	(await at.node.search(method)).results.find(({ value }) => value === id)?.name;

describe('the list of bills', () => {
	const isDone = (name: string) => / · (paid|payment scheduled) · /.test(name);
	const allBills = async () => {
		const results: Array<{ name: string; value: unknown }> = [];
		let token: string | undefined;
		do {
			const page = await at.node.search('searchBills', undefined, token);
			results.push(...page.results);
			token = page.paginationToken;
		} while (token);
		return results;
	};

	test('begins with what can be paid, by due date, and ends with what is paid', async () => {
		at.node = at.nodeWith(at.bill.credential(true));
		const { bill } = await makeVendorAndBill(at.bill);
		const bank = await payingBank(at.bill);
		await at.run('payment', 'create', {
			billId: byId(bill.id),
			amount: 100,
			bankAccountId: byId(bank.id),
		});
		const listed = await allBills();
		const kept = at.localBill.records('bills').filter(({ archived }) => !archived);
		expect(listed.map(({ value }) => value).sort()).toEqual(kept.map(({ id }) => id).sort());
		const firstDone = listed.findIndex(({ name }) => isDone(name));
		expect(firstDone).toBeGreaterThan(0);
		expect(listed.slice(firstDone).every(({ name }) => isDone(name))).toBe(true);
		const days = listed.slice(0, firstDone).map(({ name }) => / due (\S+)/.exec(name)?.[1]);
		expect(days).toEqual([...days].sort());
		expect(listed.find(({ value }) => value === bill.id)?.name).toMatch(
			/^T [^·]+ · payment scheduled · due \d{4}-\d\d-\d\d · 100\.00 USD · .+/,
		);
	});

	test('says number, vendor, what is due in its currency, due date and approval', async () => {
		const of = (number: string) =>
			at.localBill.records('bills').find(({ invoice }) => invoice.invoiceNumber === number) as Rec;
		expect(await nameOf('searchBills', of('CF-50112').id)).toBe(
			`CF-50112 · due ${String(of('CF-50112').dueDate)} · 2,310.40 USD · Copperline Freight`,
		);
		expect(await nameOf('searchBills', of('FC-19').id)).toMatch(
			/^FC-19 · waiting for approval · due \S+ · 3,500\.00 USD · Fernhill Creative Studio$/,
		);
		expect(await nameOf('searchBills', of('GL-4471').id)).toMatch(
			/^GL-4471 · waiting for approval · /,
		);
		expect(await nameOf('searchBills', of('HH-310').id)).toMatch(/^HH-310 · denied · /);
	});

	test('says number, state and due date within what n8n shows of a line, whoever the vendor is', async () => {
		const path = '/v3/vendors';
		const [{ address }] = at.localBill.records('vendors');
		const name = 'The Honourable Company of Harbour Lamp Makers and Menders';
		const vendor = await at.bill.call('POST', path, { name, address });
		const { id } = await makeBill(at.bill, vendor, { amount: 12_345.67 });
		const bill = at.localBill.records('bills').find((each) => each.id === id)!;
		for (const [status, state] of [
			['ASSIGNED', 'waiting for approval'],
			['APPROVING', 'waiting for approval'],
			['DENIED', 'denied'],
		] as const) {
			bill.approvalStatus = status;
			bill.invoice.invoiceNumber = 'LM-2027-014';
			const shown = (await nameOf('searchBills', id))?.slice(0, 52);
			expect(shown).toContain(`LM-2027-014 · ${state} · due ${bill.dueDate}`);
		}
		expect(await names('searchBills', 'menders')).toHaveLength(1);
	});

	test('says another currency than the dollar', async () => {
		const vendor = at.localBill
			.records('vendors')
			.find(({ billCurrency }) => billCurrency !== 'USD');
		const bill = await makeBill(at.bill, vendor as never, { amount: 2150 });
		expect(await nameOf('searchBills', bill.id)).toContain(
			` · 2,150.00 ${String(vendor?.billCurrency)} · `,
		);
	});

	test('shows what is left of a bill that is paid in part', async () => {
		at.node = at.nodeWith(at.bill.credential(true));
		const { bill } = await makeVendorAndBill(at.bill);
		const bank = await payingBank(at.bill);
		await at.run('payment', 'create', {
			billId: byId(bill.id),
			amount: 29.5,
			bankAccountId: byId(bank.id),
		});
		const { paymentStatus } = at.localBill.records('bills').find(({ id }) => id === bill.id) as Rec;
		expect(await nameOf('searchBills', bill.id)).toContain(
			paymentStatus === 'SCHEDULED' ? ' · 100.00 USD' : ' · 70.50 USD',
		);
	});

	test('is searched by the name of the vendor and by the amount', async () => {
		expect(await names('searchBills', 'copperline')).toEqual([
			expect.stringMatching(/^CF-50112 · /) as string,
			expect.stringMatching(/^CF-49870 · payment scheduled · /) as string,
		]);
		expect(await names('searchBills', '2,310.40')).toHaveLength(1);
	});

	test('costs one read more for each page, for its vendors', async () => {
		await at.node.search('searchBills');
		// BILL has separate lists for unpaid and paid bills.
		const one = ['GET /v3/bills', 'GET /v3/vendors'];
		expect(at.sent()).toEqual([...one, ...one]);
	});

	test('is there also where BILL does not give the vendors', async () => {
		at.localBill.addFault({
			match: { path: '/connect/v3/vendors' },
			then: { status: 403, body: [{ code: 'BDC_1145', message: 'No permission' }] },
			times: 9,
		});
		expect((await names('searchBills')).join('\n')).toMatch(
			/CF-50112 · due \S+ · 2,310\.40 · Copperline Freight$/m,
		);
	});
});

test('an invoice is picked by customer and number, with what is due and its status', async () => {
	const invoices = at.localBill.records('invoices').filter(({ archived }) => !archived);
	const customers = at.localBill.records('customers');
	for (const { id, invoiceNumber, customerId, dueDate } of invoices) {
		const name = await nameOf('searchInvoices', id);
		const customer = customers.find((each) => each.id === customerId)?.name;
		expect(name).toMatch(
			new RegExp(`^${invoiceNumber} · [a-z ]+ · due \\d{4}-\\d\\d-\\d\\d · [\\d,]+\\.\\d\\d · `),
		);
		expect(name?.endsWith(` · ${String(customer)}`)).toBe(true);
		expect(name).toContain(` · due ${dueDate} · `);
	}
});

test.each([
	['searchCustomers', 'owes'],
	['searchVendors', 'owed'],
])('%s: the balance stands beside the name', async (method, word) => {
	expect(await names(method)).toContainEqual(
		expect.stringMatching(new RegExp(`^[A-Z].* · ${word} [\\d,]+\\.\\d\\d`)),
	);
});

test.each([
	['searchCreditMemos', 'customer', 'creditMemos'],
	['searchReceivedPayments', 'customer', 'receivedPayments'],
	['searchRecurringInvoices', 'customer', 'recurringInvoices'],
	['searchVendorCredits', 'vendor', 'vendorCredits'],
	['searchRecurringBills', 'vendor', 'recurringBills'],
] as const)('%s: says whose it is, with the amount as money', async (method, whose, collection) => {
	const { results } = await at.node.search(method);
	expect(results.length).toBeGreaterThan(0);
	const owners = at.localBill.records(`${whose}s`);
	const kept = at.localBill.records(collection) as unknown as Rec[];
	for (const { name, value } of results) {
		const record = kept.find(({ id }) => id === value) as Rec;
		const owner = owners.find(({ id }) => id === record[`${whose}Id`]);
		expect(name).toContain(owner?.name);
		if (record.amount !== undefined) expect(name).toMatch(/\d\.\d\d( [A-Z]{3})?( · |$)/);
		expect(name).not.toMatch(/[A-Z]{3}_|\b\d+\.\d\b/);
	}
});

test.each<[string, RegExp]>([
	['searchVendors', /^Happy Harbor Catering · owed 940\.00 USD · \w.* · \S+@\S+$/],
	['searchCustomers', /^[A-Z].* · owes [\d,]+\.\d\d( [A-Z]{3})? · \S+@\S+$/],
	['searchUsers', /^Jordan Okafor · \w[\w ]* · jordan\.okafor@/],
	['searchUsers', /^Casey Whitlock · archived · /],
	['searchRoles', /^\w/],
	['searchPaymentTerms', /^Net 15 · due in 15 days$/],
	['searchChartOfAccounts', /^6010 · Office Supplies · expense$/],
	['searchDepartments', /^Mail Order · archived$/],
	['searchItems', /^Ceramic mug · inventory · 8\.50$/],
	['searchItems', /^State sales tax · sales tax · 7 %$/],
	['searchBankAccounts', /^Harborview Savings Bank · …7731 · verified · default · checking · /],
	['searchBankAccounts', /^Cedar & Pine Credit Union · …8846 · pending · savings · /],
	['searchBankAccountUsers', /^Avery Lindqvist · nominated · Harborview Savings Bank · …7749$/],
	['searchCardAccounts', /^VISA · …4821 · verified · Harborview Savings Bank · Avery Lindqvist$/],
	['searchApCards', /^Northlight Goods LLC · active · balance 1,250\.40 · limit 20,000\.00$/],
	[
		'searchApprovalPolicies',
		/^Bills of 25,000 and more · active · from 25,000\.00 · Avery Lindqvist, /,
	],
	['searchApprovalPolicies', / · from 2,500\.00 · chart of account Professional Fees · /],
	['searchPayments', /^\d{4}-\d\d-\d\d · [\d,]+\.\d\d · [a-z ]+ · [A-Z]/],
	['searchExports', /^exp\w+ · \d{4}-\d\d-\d\d \d\d:\d\d UTC$/],
	['searchReceivedPayments', /^\d{4}-\d\d-\d\d · [\d,]+\.\d\d · [a-z ]+ · [A-Z]/],
])('%s says more than a name: %s', async (method, line) => {
	expect(await names(method)).toContainEqual(expect.stringMatching(line));
});

describe('the list of what waits for approval', () => {
	test('holds only what waits for the signed-in user, with number, vendor and amount', async () => {
		const { bills } = (await at.bill.call('GET', '/v3/bill-approvals/pending-user-approvals')) as {
			bills: Array<{ billId: string; amount: number }>;
		} & Rec;
		const { results } = await at.node.search('searchBillsToApprove');
		expect(results.map(({ value }) => value)).toEqual(bills.map(({ billId }) => billId));
		expect(results.length).toBeGreaterThan(0);
		for (const { name } of results) {
			expect(name).toMatch(/^\S+ · due \d{4}-\d\d-\d\d · [\d,]+\.\d\d USD · [A-Z].+$/);
		}
	});

	test('what is picked is approved', async () => {
		const { results } = await at.node.search('searchBillsToApprove');
		const picked = String(results[0].value);
		const items = await at.run('billApproval', 'approve', { billIds: fromList(picked) });
		expect(items.map(({ json }) => json)).toEqual([
			{ billId: picked, action: 'APPROVE', status: 'SUCCESS' },
		]);
		const left = await at.node.search('searchBillsToApprove');
		expect(left.results.map(({ value }) => value)).not.toContain(picked);
	});
});
