import type { Bill, Rec } from '../../support/bill.mts';
import { type Case, get, post, put } from '../../support/cases.mts';
import { byId, dayFromNow, fromList, group, lines, picked } from '../../support/form.mts';
import { bookingRecords, makeBill, makeCredit, makeVendor } from '../../support/records.mts';
import { standardCases } from '../../support/standard-cases.mts';

const path = '/v3/bills';
const dueDate = dayFromNow(20);
const invoiceDate = dayFromNow(-3);

type Bookings = Awaited<ReturnType<typeof bookingRecords>>;

const kindsOfBill = [
	'chartOfAccountId',
	'accountingClassId',
	'departmentId',
	'itemId',
	'locationId',
] as const;
const kindsOfLine = [...kindsOfBill, 'employeeId', 'jobId', 'customerId'] as const;

const picks = (ids: Bookings, kinds: ReadonlyArray<keyof Bookings>) =>
	Object.fromEntries(kinds.map((kind) => [kind, byId(ids[kind])]));

/** A bill itself has fewer classifications than its lines. */
const ofBill = (ids: Bookings) => Object.fromEntries(kindsOfBill.map((kind) => [kind, ids[kind]]));

/** A bill of 100, its vendor with a vendor credit, and one record of each classification. */
async function setUp(bill: Bill) {
	const vendor = await makeVendor(bill);
	const organization = bill.credential(false).organizationId;
	return {
		number: bill.unique('F'),
		vendor,
		credit: await makeCredit(bill, vendor),
		ids: await bookingRecords(bill),
		term: await bill.first(`/v3/organizations/${organization}/payment-terms`),
		bill: await makeBill(bill, vendor, {
			description: 'old',
			purchaseOrderNumber: 'P',
			billLineItems: [{ amount: 95 }, { amount: 2 }, { amount: 3 }],
		}),
	};
}
type Known = Awaited<ReturnType<typeof setUp>>;

const smallest = ({ vendor, number }: { vendor: Rec; number: string }) => ({
	form: {
		vendorId: byId(vendor.id),
		invoiceNumber: number,
		invoiceDate: picked(invoiceDate),
		dueDate: picked(dueDate),
		billLineItems: lines({ amount: 100 }),
	},
	body: {
		vendorId: vendor.id,
		invoice: { invoiceNumber: number, invoiceDate },
		dueDate,
		billLineItems: [{ amount: 100 }],
	},
});

const head = ({ vendor, number }: Known) => ({
	form: {
		vendorId: fromList(vendor.id),
		invoiceNumber: number,
		invoiceDate: picked(invoiceDate),
		dueDate,
	},
	body: { vendorId: vendor.id, invoice: { invoiceNumber: number, invoiceDate }, dueDate },
});

/** A line with one record of each classification, and a line with quantity and price. */
const lineForms = ({ ids }: Known) => [
	{
		amount: '150.25',
		description: 'Copy paper',
		chartOfAccountId: byId(ids.chartOfAccountId),
		additionalFields: picks(ids, kindsOfLine.slice(1)),
	},
	{ description: 'Toner', additionalFields: { quantity: 4, price: 12.5 } },
];
/** The same lines for forms that change existing lines. */
const changedForms = (known: Known) => {
	return lineForms(known).map(({ description, additionalFields, ...line }) => ({
		...line,
		additionalFields: { description, ...additionalFields },
	}));
};
const lineBodies = ({ ids }: Known) => [
	{ amount: 150.25, description: 'Copy paper', classifications: ids },
	{ quantity: 4, price: 12.5, description: 'Toner' },
];

const detailsForm = ({ ids, term, credit }: Known) => ({
	classifications: group(picks(ids, kindsOfBill)),
	description: 'Office supplies, January',
	billApprovals: true,
	payFromChartOfAccountId: byId(ids.chartOfAccountId),
	paymentTermId: byId(term.id),
	purchaseOrderNumber: 'PO-3391',
	vendorCredits: lines({ creditId: credit.id, amount: 25.5 }),
});
const detailsBody = ({ ids, term, credit }: Known) => ({
	classifications: ofBill(ids),
	description: 'Office supplies, January',
	billApprovals: true,
	payFromChartOfAccountId: ids.chartOfAccountId,
	paymentTermId: term.id,
	purchaseOrderNumber: 'PO-3391',
	vendorCredits: [{ id: credit.id, amount: 25.5 }],
});

const fullest = (known: Known) => ({
	form: { ...head(known).form, billLineItems: lines(...lineForms(known)) },
	more: detailsForm(known),
	body: { ...head(known).body, billLineItems: lineBodies(known), ...detailsBody(known) },
});
const numbered = (number: string) => ({ invoice: { invoiceNumber: number } });

const { caseOf, create, change, ends } = standardCases<Known>({
	resource: 'bill',
	collection: 'bills',
	path,
	setUp,
	record: ({ bill }) => bill,
	bulk: 'create',
});

/** The list in which a vendor's bill is found by its number. */
const billsOf = ({ id }: Rec) =>
	get(path, { max: '100', filters: `vendorId:eq:${id}`, sort: 'createdTime:asc' });
const newBill = async (bill: Bill) => ({
	vendor: await makeVendor(bill),
	number: bill.unique('NW'),
});

const upserts = [
	caseOf('upsert', 'smallest', {
		setUp: newBill,
		parameters: (known) => smallest(known).form,
		received: (known) => [billsOf(known.vendor), post(path, smallest(known).body)],
		added: { bills: 1 },
		given: ({ number }) => [numbered(number)],
	}),
	caseOf('upsert', 'fullest', {
		setUp: async (bill) => {
			const known = await setUp(bill);
			const invoice = { invoiceNumber: known.number, invoiceDate };
			return { ...known, bill: await makeBill(bill, known.vendor, { invoice }) };
		},
		parameters: (known) => ({
			...fullest(known).form,
			inputMode: 'fields',
			additionalFields: fullest(known).more,
			options: { timeout: 30, lookUpSeconds: 20 },
		}),
		received: (known) => [
			billsOf(known.vendor),
			get(`${path}/${known.bill.id}`),
			put(`${path}/${known.bill.id}`, fullest(known).body),
		],
		kept: ({ bill }) => ({ bills: [{ id: bill.id, amount: 200.25 }] }),
		given: ({ bill, number }) => [{ id: bill.id, ...numbered(number) }],
	}),
	caseOf('upsert', 'json', {
		setUp: newBill,
		parameters: (known) => ({ inputMode: 'json', body: smallest(known).body }),
		received: (known) => [billsOf(known.vendor), post(path, smallest(known).body)],
		added: { bills: 1 },
		given: ({ number }) => [numbered(number)],
	}),
];

export const billWrites: Case[] = [
	...create({
		smallest: (known) => ({
			...smallest(known),
			kept: { vendorId: known.vendor.id, amount: 100, dueDate, archived: false },
			given: { id: expect.stringMatching(/^00n/), ...numbered(known.number), dueAmount: 100 },
		}),
		fullest: (known) => ({
			...fullest(known),
			form: { ...fullest(known).form, ifNumberExists: 'create' },
			kept: {
				amount: 200.25,
				creditAmount: 25.5,
				dueAmount: 174.75,
				classifications: ofBill(known.ids),
			},
			given: { amount: 200.25, dueAmount: 174.75, approvers: [] },
		}),
		json: (known) => ({ body: smallest(known).body, given: numbered(known.number) }),
	}),
	...upserts,
	...change('update', {
		smallest: () => ({
			form: { description: '' },
			body: { description: '' },
			kept: { purchaseOrderNumber: 'P', amount: 100 },
			given: { amount: 100 },
		}),
		fullest: (known) => {
			const existing = known.bill.billLineItems as Rec[];
			return {
				form: {
					...head(known).form,
					billLineItems: lines(
						...changedForms(known).map((line, i) => ({ lineId: existing[i].id, ...line })),
					),
					...detailsForm(known),
				},
				body: {
					...head(known).body,
					billLineItems: lineBodies(known).map((line, i) => ({ id: existing[i].id, ...line })),
					...detailsBody(known),
				},
				// The third line was left out, so it stays as it was.
				kept: { amount: 203.25, ...numbered(known.number) },
				given: { amount: 203.25 },
			};
		},
		json: () => ({
			body: { purchaseOrderNumber: 'PO-1' },
			kept: { purchaseOrderNumber: 'PO-1' },
			given: {},
		}),
	}),
	...change('replace', {
		smallest: (known) => ({ ...smallest(known), kept: numbered(known.number), given: {} }),
		fullest: (known) => {
			const [{ id }] = known.bill.billLineItems as Rec[];
			return {
				form: {
					...head(known).form,
					billLineItems: lines({ lineId: id, amount: 9 }, ...changedForms(known)),
				},
				more: detailsForm(known),
				body: {
					...head(known).body,
					billLineItems: [{ id, amount: 9 }, ...lineBodies(known)],
					...detailsBody(known),
				},
				// The lines that were left out have been removed.
				kept: { amount: 209.25 },
				given: { amount: 209.25 },
			};
		},
		json: (known) => ({ body: smallest(known).body, given: {} }),
	}),
	...ends('archive', 'restore'),
];
