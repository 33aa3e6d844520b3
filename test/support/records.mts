import type { Bill, Data, Rec } from './bill.mts';

/*
 * Records that tests start from, made through BILL's API.
 */

export const address = {
	line1: '12 Quay Street',
	city: 'Bristol',
	zipOrPostalCode: 'BS1 4DJ',
	country: 'GB',
};

export const usAddress = {
	line1: '350 Harbor Road',
	city: 'Oakland',
	stateOrProvince: 'CA',
	zipOrPostalCode: '94607',
	country: 'US',
};

/** The day so many days from BILL's own day. */
function dayOf({ now = () => new Date() }: Bill, days: number): string {
	return new Date(now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** A vendor in the US who is paid by check. */
export async function makeVendor(bill: Bill, more: Data = {}): Promise<Rec> {
	const name = bill.unique('Test Vendor');
	return await bill.call('POST', '/v3/vendors', { name, address: usAddress, ...more });
}

/** A bill of one line. */
export async function makeBill(
	bill: Bill,
	vendor: Rec,
	{ amount = 100, ...more }: Data = {},
): Promise<Rec> {
	return await bill.call('POST', '/v3/bills', {
		vendorId: vendor.id,
		dueDate: dayOf(bill, 20),
		invoice: { invoiceNumber: bill.unique('T'), invoiceDate: dayOf(bill, -2) },
		billLineItems: [{ amount, description: 'Paper' }],
		...more,
	});
}

/** A vendor with a bill of 100. */
export async function makeVendorAndBill(bill: Bill) {
	const vendor = await makeVendor(bill);
	return { vendor, bill: await makeBill(bill, vendor) };
}

/** A credit of 120 that a vendor has given. */
export async function makeCredit(bill: Bill, vendor: Rec): Promise<Rec> {
	return await bill.call('POST', '/v3/vendor-credits', {
		vendorId: vendor.id,
		referenceNumber: bill.unique('CR'),
		creditDate: dayOf(bill, -5),
		vendorCreditLineItems: [{ amount: 120 }],
	});
}

/** A customer in the US. */
export async function makeCustomer(bill: Bill, more: Data = {}): Promise<Rec> {
	return await bill.call('POST', '/v3/customers', {
		name: bill.unique('Test Customer'),
		email: 'customer@test.example',
		billingAddress: usAddress,
		...more,
	});
}

/** An invoice of one line. */
export async function makeInvoice(
	bill: Bill,
	customer: Rec,
	{ amount = 100, ...more }: Data = {},
): Promise<Rec> {
	return await bill.call('POST', '/v3/invoices', {
		customer: { id: customer.id },
		invoiceLineItems: [{ quantity: 1, price: amount }],
		...more,
	});
}

/** The bank account that pays. */
export async function payingBank(bill: Bill): Promise<Rec> {
	return await bill.first(
		'/v3/funding-accounts/banks?max=100',
		({ status, archived }) => status === 'VERIFIED' && !archived,
	);
}

/** A payment of the whole bill, still scheduled. */
export async function makePayment(bill: Bill, { id, vendorId, amount }: Rec): Promise<Rec> {
	const bank = await payingBank(bill);
	return await bill.call('POST', '/v3/payments', {
		vendorId,
		billId: id,
		amount,
		fundingAccount: { type: 'BANK_ACCOUNT', id: bank.id },
		processingOptions: {},
	});
}

/** One record of each list that bills are booked to. */
export async function bookingRecords(bill: Bill) {
	const one = async (path: string) =>
		(await bill.first(path, ({ archived }) => archived !== true)).id;
	return {
		chartOfAccountId: await one('/v3/classifications/chart-of-accounts'),
		accountingClassId: await one('/v3/classifications/accounting-classes'),
		departmentId: await one('/v3/classifications/departments'),
		employeeId: await one('/v3/classifications/employees'),
		itemId: await one('/v3/classifications/items'),
		jobId: await one('/v3/classifications/jobs'),
		locationId: await one('/v3/classifications/locations'),
		customerId: await one('/v3/customers'),
	};
}
