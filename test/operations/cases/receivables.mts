import type { Bill, Data, Rec } from '../../support/bill.mts';
import { byId, dayFromNow } from '../../support/form.mts';
import type { bookingRecords } from '../../support/records.mts';

/* Records that the cases of customers, invoices, credit memos and received payments start from. */

/** A credit memo of 60 with two lines. */
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

const kindsOfHead = ['accountingClassId', 'departmentId', 'jobId', 'locationId'] as const;
const kindsOfLine = [...kindsOfHead, 'chartOfAccountId', 'itemId'] as const;

type Bookings = Awaited<ReturnType<typeof bookingRecords>>;

const chosen = <T,>(ids: Bookings, kinds: ReadonlyArray<keyof Bookings>, as: (id: string) => T) =>
	Object.fromEntries(kinds.map((kind) => [kind, as(ids[kind])]));
const plain = (id: string) => id;

/** The classifications of a whole invoice or credit memo, as form values and as sent. */
export const headForm = (ids: Bookings) => chosen(ids, kindsOfHead, byId);
export const headBody = (ids: Bookings) => chosen(ids, kindsOfHead, plain);

/** Their lines have more classifications. */
export const lineForm = (ids: Bookings) => chosen(ids, kindsOfLine, byId);
export const lineBody = (ids: Bookings) => chosen(ids, kindsOfLine, plain);

/** The item with the rate of the sales tax. */
export const salesTaxItem = async (bill: Bill): Promise<Rec> =>
	await bill.first('/v3/classifications/items', ({ type }) => type === 'SALES_TAX');

export const paymentTerm = async (bill: Bill): Promise<Rec> =>
	await bill.first(`/v3/organizations/${bill.credential(false).organizationId}/payment-terms`);

/** Runs the work that many times, one after the other. */
export async function times(count: number, work: (index: number) => Promise<unknown>) {
	for (let index = 0; index < count; index++) await work(index);
}
