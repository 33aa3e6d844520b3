import { byId } from '../support/form.mts';
import { type Data } from '../support/bill.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { makeCustomer, makeVendor, usAddress } from '../support/records.mts';

/* The local BILL's errors use API names; the node reports them with the form's labels, with item and line. */

const at = local();
const day = '2027-01-31';

async function refusal(resource: string, operation: string, form: Data, body: Data) {
	const before = at.localBill.requests.length;
	const parameters = { ...form, inputMode: 'json', body };
	const error = await failureOf(at.run(resource, operation, parameters));
	expect(at.localBill.requests.length).toBeGreaterThan(before);
	return error;
}

test('a line of an invoice', async () => {
	const { id } = await makeCustomer(at.bill);
	const error = await refusal(...(['invoice', 'create', {}] as const), {
		...{ customer: { id }, invoiceNumber: 'E-1', invoiceDate: day, dueDate: day },
		invoiceLineItems: [
			{ quantity: 1, price: 10 },
			{ quantity: 1, price: true },
		],
	});
	expect(error.message).toMatch(/^Line 2: Price\b.*\[item 0\]$/);
	expect(error.message).not.toContain('invoiceLineItems');
});

test('a line of a bill, and what it is booked to', async () => {
	const { id } = await makeVendor(at.bill);
	const bill = {
		...{ vendorId: id, dueDate: day, invoice: { invoiceNumber: 'E-2', invoiceDate: day } },
	};
	const price = await refusal(
		'bill',
		'create',
		{},
		{
			...bill,
			billLineItems: [{ amount: 1 }, { amount: true }],
		},
	);
	expect(price.message).toMatch(/^Line 2: Amount\b/);
	const account = await refusal(
		'bill',
		'create',
		{},
		{
			...bill,
			billLineItems: [{ amount: 1, classifications: { chartOfAccountId: 7 } }],
		},
	);
	expect(account.message).toMatch(/^Line 1: GL Account\b/);
});

test('a group within a form', async () => {
	const error = await refusal(
		'vendor',
		'create',
		{},
		{
			...{ name: 'Quay', address: { ...usAddress } },
			paymentInformation: { bankAccount: { accountNumber: '000123456789', ownerType: 'NOBODY' } },
		},
	);
	expect(error.message).toMatch(/^Bank Account: Owner Type\b/);
});

test('a change of one record', async () => {
	const { id } = await makeVendor(at.bill);
	const error = await refusal('vendor', 'update', { vendorId: byId(id) }, { email: 7 });
	expect(error.message).toMatch(/^Email\b/);
});

test('the second item, where both travel in one request', async () => {
	const { id } = await makeVendor(at.bill);
	const body = (amount: unknown, item: number) => ({
		...{ vendorId: id, dueDate: day, invoice: { invoiceNumber: `E-${item}`, invoiceDate: day } },
		billLineItems: [{ amount: 1 }, { amount }],
	});
	const error = await failureOf(
		at.run(
			'bill',
			'create',
			(item: number) => ({ inputMode: 'json', body: body(item === 0 ? 5 : true, item) }),
			{ items: emptyItems(2) },
		),
	);
	expect(error.message).toMatch(/^Line 2: Amount\b.*\[item 1\]$/);
});
