import type { Data, Rec } from '../support/bill.mts';
import { byId, lines } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { makeBill, makeVendorAndBill, payingBank } from '../support/records.mts';

/* Money is moved only once: what has already been paid or charged is not paid again. */

const at = local();

/** Parameters of Payment > Create. */
const payment = (bill: Rec, bank: Rec, amount: number, options: Data = {}): Data => ({
	billId: byId(bill.id),
	amount,
	bankAccountId: byId(bank.id),
	options,
});

/** The stored payments of a bill. */
const paymentsOf = ({ id }: Rec) =>
	at.localBill
		.records('payments')
		.filter(({ billPayments }) => billPayments?.some(({ billId }) => billId === id));

const posts = () => at.sent().filter((each) => each.startsWith('POST'));

async function start() {
	at.node = at.nodeWith(at.bill.credential(true));
	return { ...(await makeVendorAndBill(at.bill)), bank: await payingBank(at.bill) };
}

describe('a payment', () => {
	test('of an untouched bill costs one read more', async () => {
		const { bill, bank } = await start();
		at.localBill.clearRequests();
		await at.run('payment', 'create', payment(bill, bank, 60));
		expect(at.sent()).toEqual(['GET /v3/bills', 'POST /v3/payments']);
	});

	test('that was made before is refused, with what was found, when and by whom', async () => {
		const { bill, bank } = await start();
		const [{ json: made }] = await at.run('payment', 'create', payment(bill, bank, 40));
		at.localBill.clearRequests();
		const error = await failureOf(at.run('payment', 'create', payment(bill, bank, 40)));

		expect(error.message).toMatch(
			new RegExp(
				`already been made. Bill ${bill.id}: payment ${String(made.id)} of 40, made 20.* by \\w`,
			),
		);
		expect(error.description).toMatch(/Allow Repeats.*Return Existing Record/);
		expect(error.outcome).toBe('notSent');
		expect(posts()).toEqual([]);
		expect(paymentsOf(bill)).toHaveLength(1);
	});

	test.each([
		['another amount', 41, {}],
		['the same with Allow Repeats', 40, { repeats: 'allow' }],
	])('%s is made', async (_name, amount, options) => {
		const { bill, bank } = await start();
		await at.run('payment', 'create', payment(bill, bank, 40));
		await at.run('payment', 'create', payment(bill, bank, amount, options));
		expect(paymentsOf(bill)).toHaveLength(2);
	});

	test('that was cancelled is made again', async () => {
		const { bill, bank } = await start();
		const [{ json }] = await at.run('payment', 'create', payment(bill, bank, 40));
		await at.run('payment', 'cancel', { paymentId: byId(String(json.id)) });
		await at.run('payment', 'create', payment(bill, bank, 40));
		expect(paymentsOf(bill)).toHaveLength(2);
	});

	test('of a bill that is paid in full is refused, however long ago', async () => {
		const { bill, bank } = await start();
		await at.run('payment', 'create', payment(bill, bank, 100));
		at.localBill.advanceClock(3 * 86_400_000);
		const error = await failureOf(at.run('payment', 'create', payment(bill, bank, 25)));
		expect(error.message).toMatch(new RegExp(`Bill ${bill.id}: payment stp\\w+ of 100`));
		expect(paymentsOf(bill)).toHaveLength(1);
	});

	test('returns the existing one if that is chosen', async () => {
		const { bill, bank } = await start();
		const [{ json: made }] = await at.run('payment', 'create', payment(bill, bank, 100));
		const form = payment(bill, bank, 100, { repeats: 'existing' });
		const [{ json }] = await at.run('payment', 'create', form);
		expect(json).toMatchObject({ id: made.id, amount: 100, outcome: 'existing' });
		expect(paymentsOf(bill)).toHaveLength(1);
	});

	test('that another program makes meanwhile is seen by the next run', async () => {
		const { bill, bank } = await start();
		await at.bill.call('POST', '/v3/payments', {
			billId: bill.id,
			vendorId: bill.vendorId,
			amount: 40,
			fundingAccount: { type: 'BANK_ACCOUNT', id: bank.id },
			processingOptions: {},
		});
		await failureOf(at.run('payment', 'create', payment(bill, bank, 40)));
		expect(paymentsOf(bill)).toHaveLength(1);
	});

	test('of one bill in two executions at once is made once', async () => {
		const { bill, bank } = await start();
		const runs = await Promise.allSettled(
			[1, 2, 3].map(async () => await at.run('payment', 'create', payment(bill, bank, 40))),
		);
		expect(runs.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(paymentsOf(bill)).toHaveLength(1);
	});

	test('without a bill is compared by vendor and amount', async () => {
		const { vendor, bank } = await start();
		const form = {
			createBill: true,
			vendorId: byId(vendor.id),
			amount: 77,
			bankAccountId: byId(bank.id),
		};
		await at.run('payment', 'create', form);
		const error = await failureOf(at.run('payment', 'create', form));
		expect(error.message).toContain(`Vendor ${vendor.id}`);
		expect(
			at.localBill.records('payments').filter(({ vendorId }) => vendorId === vendor.id),
		).toHaveLength(1);
	});
});

describe('items of one run', () => {
	test('that would pay the same are refused before anything is sent', async () => {
		const { bill, bank } = await start();
		at.localBill.clearRequests();
		const error = await failureOf(
			at.run('payment', 'create', payment(bill, bank, 40), { items: emptyItems(2) }),
		);
		expect(error.message).toMatch(/same payment as that of item 0.*\[item 1\]/);
		expect(at.sent()).toEqual([]);
	});

	test('fail alone with Continue On Fail', async () => {
		const { bill, bank } = await start();
		const items = await at.run('payment', 'create', payment(bill, bank, 40), {
			items: emptyItems(2),
			continueOnFail: true,
		});
		expect(items[0].json).toMatchObject({ amount: 40 });
		expect(items[1].json).toMatchObject({ outcome: 'notSent' });
		expect(paymentsOf(bill)).toHaveLength(1);
	});

	test('share the reads', async () => {
		const { vendor, bank } = await start();
		const bills = await Promise.all([1, 2, 3, 4].map(async () => await makeBill(at.bill, vendor)));
		at.localBill.clearRequests();
		await at.run('payment', 'create', (item) => payment(bills[item], bank, 100), {
			items: emptyItems(4),
		});
		expect(at.sent().filter((each) => each.startsWith('GET'))).toEqual(['GET /v3/bills']);
		expect(posts()).toHaveLength(4);
	});
});

describe('Pay Many', () => {
	const form = (bills: Rec[], bank: Rec, options: Data = {}): Data => ({
		bankAccountId: byId(bank.id),
		billsFrom: 'json',
		billsJson: bills.map(({ id }) => ({ billId: id, amount: 100 })),
		options,
	});
	async function three() {
		const { vendor, bill, bank } = await start();
		return {
			bank,
			bills: [bill, await makeBill(at.bill, vendor), await makeBill(at.bill, vendor)],
		};
	}

	test('is refused when one of its bills is paid', async () => {
		const { bills, bank } = await three();
		await at.run('payment', 'create', payment(bills[1], bank, 100));
		const error = await failureOf(at.run('payment', 'payMany', form(bills, bank)));
		expect(error.message).toContain(bills[1].id);
		expect(paymentsOf(bills[0])).toHaveLength(0);
	});

	test('pays the others where the existing records are wanted', async () => {
		const { bills, bank } = await three();
		await at.run('payment', 'create', payment(bills[1], bank, 100));
		const items = await at.run('payment', 'payMany', form(bills, bank, { repeats: 'existing' }));
		expect(items.filter(({ json }) => json.outcome === 'existing')).toHaveLength(1);
		for (const bill of bills) expect(paymentsOf(bill)).toHaveLength(1);
	});
});

test('a payment has a number by which it can be found; a given one is kept', async () => {
	const { vendor, bill, bank } = await start();
	const second = await makeBill(at.bill, vendor);
	const third = await makeBill(at.bill, vendor);
	const made = await at.run(
		'payment',
		'create',
		(item) =>
			[
				payment(bill, bank, 10),
				{ ...payment(second, bank, 10), additionalFields: { transactionNumber: 'RUN 7' } },
				payment(third, bank, 10, { fillTransactionNumber: false }),
			][item],
		{ items: emptyItems(3) },
	);
	const numbers = made.map(({ json }) => json.transactionNumber);
	expect(numbers).toEqual([expect.stringMatching(/^N8N[0-9A-F]{32}$/), 'RUN 7', undefined]);
});

describe('a bill whose number the vendor has used', () => {
	const form = (vendor: Rec, number: string, ifNumberExists: string): Data => ({
		ifNumberExists,
		vendorId: byId(vendor.id),
		invoiceNumber: number,
		invoiceDate: '2026-11-20',
		dueDate: '2026-12-20',
		billLineItems: lines({ amount: 12, description: 'Paper' }),
	});
	const invoice = (invoiceNumber: string) => ({ invoiceNumber, invoiceDate: '2026-11-20' });
	const billsOf = ({ id }: Rec) =>
		at.localBill.records('bills').filter(({ vendorId }) => vendorId === id);
	const numberOf = ({ invoice }: Rec) => (invoice as unknown as Rec).invoiceNumber as string;

	test.each([
		['is created anyway unless another choice is made', 'create', 2],
		['is refused where that is chosen', 'refuse', 1],
		['is given as it is where that is chosen', 'existing', 1],
	])('%s', async (_name, choice, count) => {
		const { vendor, bill } = await start();
		const [{ json }] = await at.run('bill', 'create', form(vendor, numberOf(bill), choice), {
			continueOnFail: true,
		});
		expect(billsOf(vendor)).toHaveLength(count);
		if (choice === 'refuse') expect(json.error).toContain(`already exists: bill ${bill.id}`);
		if (choice === 'existing') expect(json).toMatchObject({ id: bill.id, outcome: 'existing' });
	});

	test.each([
		['a sign without width', 'INV-1\u200b'],
		['a space that does not break', '\u00a0INV-1'],
		['two spaces', 'INV  1', 'INV 1'],
		['an accent as two signs', 'Re\u0301f 1', 'Réf 1'],
	])('is the same with %s', async (_name, typed, kept = 'INV-1') => {
		const { vendor } = await start();
		const first = await makeBill(at.bill, vendor, { invoice: invoice(kept) });
		const error = await failureOf(at.run('bill', 'create', form(vendor, typed, 'refuse')));
		expect(error.message).toContain(`already exists: bill ${first.id}`);
		const [{ json }] = await at.run('bill', 'create', form(vendor, typed, 'existing'));
		expect(json).toMatchObject({ id: first.id, outcome: 'existing' });
		expect(billsOf(vendor)).toHaveLength(2);
	});

	test.each([
		['capitals', 'inv-1'],
		['another dash', 'INV–1'],
		['a dash that does not break', 'INV\u20111'],
		['full-width letters', 'ＩＮＶ-1'],
	])('is refused and named when it is nearly the same: %s', async (_name, typed) => {
		const { vendor } = await start();
		const first = await makeBill(at.bill, vendor, { invoice: invoice('INV-1') });
		for (const choice of ['refuse', 'existing']) {
			const error = await failureOf(at.run('bill', 'create', form(vendor, typed, choice)));
			expect(error.message).toContain(`"INV-1", bill ${first.id}; got "${typed}"`);
		}
		expect(billsOf(vendor)).toHaveLength(2);
	});

	test('is refused among the items of one run, and the list is read once', async () => {
		const { vendor } = await start();
		at.localBill.clearRequests();
		const numbers = ['A-1', 'A-2', 'A-1', 'A-3'];
		const items = await at.run('bill', 'create', (item) => form(vendor, numbers[item], 'refuse'), {
			items: emptyItems(4),
			continueOnFail: true,
		});
		expect(items[2].json.error).toContain('Items 0 and 2 have the same number "A-1"');
		expect(at.sent()).toEqual(['GET /v3/bills', 'POST /v3/bills/bulk']);
		expect(billsOf(vendor)).toHaveLength(4);
	});

	test.each(['a-1', 'A\u20111', '"A-1"'])(
		'is refused when it is nearly that of another item: %s',
		async (typed) => {
			const { vendor } = await start();
			const numbers = ['A-1', typed];
			const items = await at.run(
				'bill',
				'create',
				(item) => form(vendor, numbers[item], 'refuse'),
				{
					items: emptyItems(2),
					continueOnFail: true,
				},
			);
			expect(items[1].json.error).toContain(
				`Items 0 and 1 have nearly the same number, "A-1" and "${typed}"`,
			);
			expect(billsOf(vendor)).toHaveLength(2);
		},
	);

	test('may be that of another vendor', async () => {
		const { bill } = await start();
		const { vendor } = await start();
		await at.run('bill', 'create', form(vendor, numberOf(bill), 'refuse'));
		expect(billsOf(vendor)).toHaveLength(2);
	});
});
