import type { Data, Rec } from '../support/bill.mts';
import { byId, lines } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { makeBill, makeCredit, makeVendorAndBill, payingBank } from '../support/records.mts';

/* Payment > Create without an amount: the amount due on the bill is read, paid and shown. */

const at = local();

async function start() {
	at.node = at.nodeWith(at.bill.credential(true));
	return { ...(await makeVendorAndBill(at.bill)), bank: await payingBank(at.bill) };
}

const payment = (bill: Rec, bank: Rec, more: Data = {}): Data => ({
	billId: byId(bill.id),
	amount: '',
	bankAccountId: byId(bank.id),
	...more,
});

const posted = () =>
	at.localBill.requests
		.filter(({ method, path }) => method === 'POST' && path.endsWith('/v3/payments'))
		.map(({ body }) => body as { amount?: unknown });

const dueOn = ({ id }: Rec) =>
	at.localBill.records('bills').find((bill) => bill.id === id)?.dueAmount;

test('all of the bill is paid, and the output says how much that was', async () => {
	const { bill, bank } = await start();
	at.localBill.clearRequests();
	const [{ json }] = await at.run('payment', 'create', payment(bill, bank));
	expect(at.sent()).toEqual(['GET /v3/bills', 'POST /v3/payments']);
	expect(posted()).toMatchObject([{ billId: bill.id, amount: 100 }]);
	expect(json).toMatchObject({ billId: bill.id, amount: 100 });
	expect(dueOn(bill)).toBe(0);
});

test('of a bill that is paid in part, the rest is paid', async () => {
	const { bill, bank } = await start();
	await at.run('payment', 'create', payment(bill, bank, { amount: 29.95 }));
	const [{ json }] = await at.run('payment', 'create', payment(bill, bank));
	expect(json.amount).toBe(70.05);
	expect(dueOn(bill)).toBe(0);
});

test('credits that are applied with it pay their part', async () => {
	const { vendor, bill, bank } = await start();
	const credit = await makeCredit(at.bill, vendor);
	const vendorCredits = lines({ creditId: credit.id, amount: 10.1 });
	const [{ json }] = await at.run(
		'payment',
		'create',
		payment(bill, bank, { additionalFields: { vendorCredits } }),
	);
	expect(json.amount).toBe(89.9);
	expect(dueOn(bill)).toBe(0);
});

test.each([['refuse'], ['allow']])(
	'a bill that is paid already is not paid again (Repeats: %s)',
	async (repeats) => {
		const { bill, bank } = await start();
		await at.run('payment', 'create', payment(bill, bank));
		const error = await failureOf(
			at.run('payment', 'create', payment(bill, bank, { options: { repeats } })),
		);
		expect(error.message).toMatch(
			repeats === 'allow'
				? /is paid or scheduled in full/
				: /The same payment has already been made/,
		);
		expect(error.outcome).toBe('notSent');
		expect(posted()).toHaveLength(1);
	},
);

test('with Allow Repeats what is due is read all the same', async () => {
	const { bill, bank } = await start();
	const allow = { options: { repeats: 'allow' } };
	await at.run('payment', 'create', payment(bill, bank, { amount: 50, ...allow }));
	const [{ json }] = await at.run('payment', 'create', payment(bill, bank, allow));
	expect(json.amount).toBe(50);
	expect(dueOn(bill)).toBe(0);
});

test('items for several bills read them all at once', async () => {
	const { vendor, bill, bank } = await start();
	const other = await makeBill(at.bill, vendor, { amount: 250 });
	at.localBill.clearRequests();
	const items = await at.run('payment', 'create', (item) => payment([bill, other][item], bank), {
		items: emptyItems(2),
	});
	expect(items.map(({ json }) => json.amount)).toEqual([100, 250]);
	expect(at.sent().filter((each) => each === 'GET /v3/bills')).toHaveLength(1);
});

test('a bill that is not there is not paid', async () => {
	const { bill, bank } = await start();
	const gone = { ...bill, id: `00n01${'X'.repeat(15)}` };
	const error = await failureOf(at.run('payment', 'create', payment(gone, bank)));
	expect(error.message).toMatch(
		/Amount is empty, and BILL does not return the amount due on bill 00n01X/,
	);
	expect(posted()).toEqual([]);
});

test.each([
	['an expression that gives nothing', null, /^Amount is empty, but it determines the amount/],
	['0', 0, /^Amount must be 0.01 or more; got 0/],
	['"0.00"', '0.00', /^Amount must be 0.01 or more; got 0/],
	['-5', -5, /^Amount must be 0.01 or more/],
])('%s is not used as the amount due', async (_name, amount, says) => {
	const { bill, bank } = await start();
	at.localBill.clearRequests();
	const error = await failureOf(at.run('payment', 'create', payment(bill, bank, { amount })));
	expect(error.message).toMatch(says);
	expect(at.sent()).toEqual([]);
});

test('without a bill an amount is needed', async () => {
	const { vendor, bank } = await start();
	at.localBill.clearRequests();
	const error = await failureOf(
		at.run('payment', 'create', {
			createBill: true,
			vendorId: byId(vendor.id),
			amount: '',
			bankAccountId: byId(bank.id),
		}),
	);
	expect(error.message).toMatch(/^Amount is required/);
	expect(at.sent()).toEqual([]);
});

test.each([
	['0', { amount: 0 }, /^Amount must be 0.01 or more; got 0/],
	['none', {}, /^Amount is required/],
	['an empty one', { amount: '' }, /^Amount is/],
])('in the JSON form %s is refused', async (_name, amount, says) => {
	const { bill, bank } = await start();
	at.localBill.clearRequests();
	const error = await failureOf(
		at.run('payment', 'create', {
			inputMode: 'json',
			body: JSON.stringify({
				billId: bill.id,
				...amount,
				fundingAccount: { type: 'BANK_ACCOUNT', id: bank.id },
				processingOptions: {},
			}),
		}),
	);
	expect(error.message).toMatch(says);
	expect(at.sent()).toEqual([]);
});
