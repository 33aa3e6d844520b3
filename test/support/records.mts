import type { Bill, Data, Rec } from './bill.mts';
import { dayFromNow } from './form.mts';

/* Records that tests start from, created through BILL's API. */

/** What is needed to create a record: calls, unique names, and the clock. */
export type Caller = Pick<Bill, 'call' | 'unique' | 'now'>;

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

/** A US vendor who is paid by check. */
export async function makeVendor(bill: Caller, more: Data = {}): Promise<Rec> {
	const name = bill.unique('Test Vendor');
	return await bill.call('POST', '/v3/vendors', { name, address: usAddress, ...more });
}

/** A bill with one line. */
export async function makeBill(
	bill: Caller,
	vendor: Rec,
	{ amount = 100, ...more }: Data = {},
): Promise<Rec> {
	return await bill.call('POST', '/v3/bills', {
		vendorId: vendor.id,
		dueDate: dayFromNow(20, bill.now?.()),
		invoice: { invoiceNumber: bill.unique('T'), invoiceDate: dayFromNow(-2, bill.now?.()) },
		billLineItems: [{ amount, description: 'Paper' }],
		...more,
	});
}

/** A vendor with a bill of 100. */
export async function makeVendorAndBill(bill: Bill) {
	const vendor = await makeVendor(bill);
	return { vendor, bill: await makeBill(bill, vendor) };
}

/** A vendor credit of 120. */
export async function makeCredit(bill: Bill, vendor: Rec): Promise<Rec> {
	return await bill.call('POST', '/v3/vendor-credits', {
		vendorId: vendor.id,
		referenceNumber: bill.unique('CR'),
		creditDate: dayFromNow(-5, bill.now?.()),
		vendorCreditLineItems: [{ amount: 120 }],
	});
}

/** The email address of a customer. */
export const EMAIL = 'accounts@quillmoor.example';

/** A US customer, with the address that bank accounts and charges need. */
export async function makeCustomer(bill: Bill, more: Data = {}): Promise<Rec> {
	return await bill.call('POST', '/v3/customers', {
		name: bill.unique('Quillmoor'),
		email: EMAIL,
		billingAddress: usAddress,
		...more,
	});
}

/** An invoice of 100 with two lines. */
export async function makeInvoice(bill: Bill, customer: Rec, more: Data = {}): Promise<Rec> {
	return await bill.call('POST', '/v3/invoices', {
		customer: { id: customer.id },
		invoiceNumber: bill.unique('QRC'),
		invoiceLineItems: [
			{ description: 'Reading set', quantity: 2, price: 40 },
			{ description: 'Shipping', quantity: 1, price: 20 },
		],
		processingOptions: { sendEmail: false },
		...more,
	});
}

export async function makeCustomerAndInvoice(bill: Bill) {
	const customer = await makeCustomer(bill);
	return { customer, invoice: await makeInvoice(bill, customer) };
}

/** The bank account used to pay. */
export async function payingBank(bill: Bill): Promise<Rec> {
	return await bill.first(
		'/v3/funding-accounts/banks?max=100',
		({ status, archived }) => status === 'VERIFIED' && !archived,
	);
}

/** A payment of the full amount of the bill, still scheduled. */
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

/** One record of each classification that bills can have. */
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
