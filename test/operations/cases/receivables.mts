import type { Bill, Data, Rec } from '../../support/bill.mts';
import type { Received } from '../../support/cases.mts';
import { byId, dayFromNow } from '../../support/form.mts';
import { bookingRecords, usAddress } from '../../support/records.mts';

/*
 * What the cases of customers, invoices, credit memos and received payments begin with.
 */

export const EMAIL = 'accounts@quillmoor.example';

/** A customer at home, with the address that bank accounts and charges need. */
export async function makeCustomer(bill: Bill, more: Data = {}): Promise<Rec> {
	return await bill.call('POST', '/v3/customers', {
		name: bill.unique('Quillmoor'),
		email: EMAIL,
		billingAddress: usAddress,
		...more,
	});
}

/** An invoice of 100 in two lines. */
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

/** A credit memo of 60 in two lines. */
export async function makeMemo(bill: Bill, customer: Rec, more: Data = {}): Promise<Rec> {
	return await bill.call('POST', '/v3/credit-memos', {
		customerId: customer.id,
		referenceNumber: bill.unique('CM'),
		creditDate: dayFromNow(-5),
		creditMemoLineItems: [
			{ description: 'Returned books', amount: 50 },
			{ description: 'Postage', amount: 10 },
		],
		...more,
	});
}

export async function makeCustomerAndInvoice(bill: Bill) {
	const customer = await makeCustomer(bill);
	return { customer, invoice: await makeInvoice(bill, customer) };
}

const kindsOfHead = ['accountingClassId', 'departmentId', 'jobId', 'locationId'] as const;
const kindsOfLine = [...kindsOfHead, 'chartOfAccountId', 'itemId'] as const;

/** What invoices and credit memos are booked to: they take fewer kinds than their lines. */
export async function salesBookings(bill: Bill) {
	const ids = await bookingRecords(bill);
	const some = (kinds: ReadonlyArray<keyof typeof ids>) =>
		Object.fromEntries(kinds.map((kind) => [kind, ids[kind]]));
	const picks = (kinds: ReadonlyArray<keyof typeof ids>) =>
		Object.fromEntries(kinds.map((kind) => [kind, byId(ids[kind])]));
	return {
		ids,
		head: some(kindsOfHead),
		headForm: picks(kindsOfHead),
		line: some(kindsOfLine),
		lineForm: picks(kindsOfLine),
	};
}

/** The item whose rate is the sales tax. */
export const salesTaxItem = async (bill: Bill): Promise<Rec> =>
	await bill.first('/v3/classifications/items', ({ type }) => type === 'SALES_TAX');

export const paymentTerm = async (bill: Bill): Promise<Rec> =>
	await bill.first(`/v3/organizations/${bill.credential(false).organizationId}/payment-terms`);

/** Runs so many times, one after the other. */
export async function times(count: number, work: (index: number) => Promise<unknown>) {
	for (let index = 0; index < count; index++) await work(index);
}

/** The pages of a list that is read whole: all but the first are asked for with the token of the page before. */
export const pagesOf = (path: string, count: number): Received[] =>
	Array.from({ length: count }, (_, index) => ({
		method: 'GET',
		path,
		query: { max: '100', ...(index > 0 && { page: expect.any(String) }) },
	}));
