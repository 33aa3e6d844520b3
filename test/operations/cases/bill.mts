import type { Bill, Rec } from '../../support/bill.mts';
import { type Case, casesOf, get, patch, pick, post, put } from '../../support/cases.mts';
import { byId, dayFromNow, fromList, group, lines, picked } from '../../support/form.mts';
import {
	bookingRecords,
	makeBill,
	makeCredit,
	makeVendor,
	makeVendorAndBill,
} from '../../support/records.mts';

const { caseOf, bothForms } = casesOf('bill');
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

/** A bill itself is booked to fewer kinds than its lines. */
const ofBill = (ids: Bookings) => Object.fromEntries(kindsOfBill.map((kind) => [kind, ids[kind]]));

/** What the fullest forms need: a vendor with a credit, and one record of every list. */
async function everything(bill: Bill) {
	const vendor = await makeVendor(bill);
	const organization = bill.credential(false).organizationId;
	return {
		number: bill.unique('F'),
		vendor,
		credit: await makeCredit(bill, vendor),
		ids: await bookingRecords(bill),
		term: await bill.first(`/v3/organizations/${organization}/payment-terms`),
	};
}
type Everything = Awaited<ReturnType<typeof everything>>;

const smallestForm = (vendor: Rec, number: string) => ({
	vendorId: byId(vendor.id),
	invoiceNumber: number,
	invoiceDate: picked(invoiceDate),
	dueDate: picked(dueDate),
	billLineItems: lines({ amount: 100 }),
});
const smallestBody = (vendor: Rec, number: string) => ({
	vendorId: vendor.id,
	invoice: { invoiceNumber: number, invoiceDate },
	dueDate,
	billLineItems: [{ amount: 100 }],
});

const headForm = ({ vendor, number }: Everything) => ({
	vendorId: fromList(vendor.id),
	invoiceNumber: number,
	invoiceDate: picked(invoiceDate),
	dueDate,
	inputMode: 'fields',
});
const headBody = ({ vendor, number }: Everything) => ({
	vendorId: vendor.id,
	invoice: { invoiceNumber: number, invoiceDate },
	dueDate,
});

/** A line booked to one record of each list, and one by quantity and price. */
const lineForms = ({ ids }: Everything) => [
	{ amount: '150.25', description: 'Copy paper', additionalFields: picks(ids, kindsOfLine) },
	{ description: 'Toner', additionalFields: { quantity: 4, price: 12.5 } },
];
const lineBodies = ({ ids }: Everything) => [
	{ amount: 150.25, description: 'Copy paper', classifications: ids },
	{ quantity: 4, price: 12.5, description: 'Toner' },
];

const detailsForm = ({ ids, term, credit }: Everything) => ({
	classifications: group(picks(ids, kindsOfBill)),
	description: 'Office supplies, January',
	billApprovals: true,
	payFromChartOfAccountId: byId(ids.chartOfAccountId),
	paymentTermId: byId(term.id),
	purchaseOrderNumber: 'PO-3391',
	vendorCredits: lines({ creditId: credit.id, amount: 25.5 }),
});
const detailsBody = ({ ids, term, credit }: Everything) => ({
	classifications: ofBill(ids),
	description: 'Office supplies, January',
	billApprovals: true,
	payFromChartOfAccountId: ids.chartOfAccountId,
	paymentTermId: term.id,
	purchaseOrderNumber: 'PO-3391',
	vendorCredits: [{ id: credit.id, amount: 25.5 }],
});

const newBill = async (bill: Bill) => ({
	vendor: await makeVendor(bill),
	numbers: [1, 2, 3].map(() => bill.unique('NW')),
});

export const billWrites: Case[] = [
	caseOf('create', 'smallest', {
		setUp: newBill,
		parameters: ({ vendor, numbers }) => smallestForm(vendor, numbers[0]),
		received: ({ vendor, numbers }) => [post('/v3/bills', smallestBody(vendor, numbers[0]))],
		added: { bills: 1 },
		kept: ({ vendor }, [{ json }]) => ({
			bills: [{ id: json.id, vendorId: vendor.id, amount: 100, dueDate, archived: false }],
		}),
		given: ({ numbers }) => [
			{ id: expect.stringMatching(/^00n/), invoice: { invoiceNumber: numbers[0] }, dueAmount: 100 },
		],
	}),
	caseOf('create', 'fullest', {
		setUp: everything,
		parameters: (known) => ({
			...headForm(known),
			billLineItems: lines(...lineForms(known)),
			additionalFields: detailsForm(known),
			options: { batching: 'single', timeout: 30 },
		}),
		received: (known) => [
			post('/v3/bills', {
				...headBody(known),
				billLineItems: lineBodies(known),
				...detailsBody(known),
			}),
		],
		added: { bills: 1 },
		kept: (known, [{ json }]) => ({
			bills: [
				{
					id: json.id,
					amount: 200.25,
					creditAmount: 25.5,
					dueAmount: 174.75,
					classifications: ofBill(known.ids),
				},
			],
		}),
		given: () => [{ amount: 200.25, dueAmount: 174.75, approvers: [] }],
	}),
	caseOf('create', 'json', {
		setUp: newBill,
		parameters: ({ vendor, numbers }) => ({
			inputMode: 'json',
			body: JSON.stringify(smallestBody(vendor, numbers[0])),
		}),
		received: ({ vendor, numbers }) => [post('/v3/bills', smallestBody(vendor, numbers[0]))],
		added: { bills: 1 },
		given: ({ numbers }) => [{ invoice: { invoiceNumber: numbers[0] } }],
	}),
	caseOf('create', 'many items', {
		setUp: newBill,
		items: ({ numbers }) => numbers.map(() => ({ json: {} })),
		parameters: ({ vendor, numbers }, item) => smallestForm(vendor, numbers[item]),
		received: ({ vendor, numbers }) => [
			post(
				'/v3/bills/bulk',
				numbers.map((number) => smallestBody(vendor, number)),
			),
		],
		added: { bills: 3 },
		given: ({ numbers }) => numbers.map((invoiceNumber) => ({ invoice: { invoiceNumber } })),
	}),
	caseOf('upsert', 'smallest', {
		setUp: newBill,
		parameters: ({ vendor, numbers }) => smallestForm(vendor, numbers[0]),
		received: ({ vendor, numbers }) => [
			get('/v3/bills', { max: '100', filters: `vendorId:eq:${vendor.id},archived:eq:false` }),
			post('/v3/bills', smallestBody(vendor, numbers[0])),
		],
		added: { bills: 1 },
		given: ({ numbers }) => [{ invoice: { invoiceNumber: numbers[0] } }],
	}),
	caseOf('upsert', 'fullest', {
		setUp: async (bill) => {
			const known = await everything(bill);
			const invoice = { invoiceNumber: known.number, invoiceDate };
			return { ...known, bill: await makeBill(bill, known.vendor, { invoice }) };
		},
		parameters: (known) => ({
			...headForm(known),
			billLineItems: lines(...lineForms(known)),
			additionalFields: detailsForm(known),
			options: { timeout: 30 },
		}),
		received: (known) => [
			get('/v3/bills', { max: '100', filters: `vendorId:eq:${known.vendor.id},archived:eq:false` }),
			put(`/v3/bills/${known.bill.id}`, {
				...headBody(known),
				billLineItems: lineBodies(known),
				...detailsBody(known),
			}),
		],
		kept: ({ bill }) => ({ bills: [{ id: bill.id, amount: 200.25 }] }),
		given: ({ bill, number }) => [{ id: bill.id, invoice: { invoiceNumber: number } }],
	}),
	caseOf('upsert', 'json', {
		setUp: newBill,
		parameters: ({ vendor, numbers }) => ({
			inputMode: 'json',
			body: smallestBody(vendor, numbers[0]),
		}),
		received: ({ vendor, numbers }) => [
			get('/v3/bills', { max: '100', filters: `vendorId:eq:${vendor.id},archived:eq:false` }),
			post('/v3/bills', smallestBody(vendor, numbers[0])),
		],
		added: { bills: 1 },
		given: ({ numbers }) => [{ invoice: { invoiceNumber: numbers[0] } }],
	}),
	caseOf('update', 'smallest', {
		setUp: async (bill) =>
			await makeBill(bill, await makeVendor(bill), {
				description: 'old',
				purchaseOrderNumber: 'P',
			}),
		parameters: ({ id }) => ({ billId: byId(id), updateFields: { description: '' } }),
		received: ({ id }) => [patch(`/v3/bills/${id}`, { description: '' })],
		kept: ({ id }) => ({ bills: [{ id, purchaseOrderNumber: 'P', amount: 100 }] }),
		given: ({ id }) => [{ id, amount: 100 }],
	}),
	caseOf('update', 'fullest', {
		setUp: async (bill) => {
			const known = await everything(bill);
			const billLineItems = [{ amount: 1 }, { amount: 2 }, { amount: 3 }];
			return { ...known, bill: await makeBill(bill, known.vendor, { billLineItems }) };
		},
		parameters: (known) => {
			const { inputMode, ...head } = headForm(known);
			const { billLineItems } = known.bill;
			return {
				inputMode,
				billId: fromList(known.bill.id),
				updateFields: {
					...head,
					billLineItems: lines(
						...lineForms(known).map((line, i) => ({ lineId: billLineItems[i].id, ...line })),
					),
					...detailsForm(known),
				},
				options: { timeout: 30 },
			};
		},
		received: (known) => [
			patch(`/v3/bills/${known.bill.id}`, {
				...headBody(known),
				billLineItems: lineBodies(known).map((line, i) => ({
					id: known.bill.billLineItems[i].id,
					...line,
				})),
				...detailsBody(known),
			}),
		],
		// The third line was left out, so it is as it was.
		kept: ({ bill, number }) => ({
			bills: [{ id: bill.id, amount: 203.25, invoice: { invoiceNumber: number } }],
		}),
		given: ({ bill }) => [{ id: bill.id, amount: 203.25 }],
	}),
	caseOf('update', 'json', {
		setUp: makeVendorAndBill,
		parameters: ({ bill }) => ({
			billId: byId(bill.id),
			inputMode: 'json',
			body: { purchaseOrderNumber: 'PO-1' },
		}),
		received: ({ bill }) => [patch(`/v3/bills/${bill.id}`, { purchaseOrderNumber: 'PO-1' })],
		kept: ({ bill }) => ({ bills: [{ id: bill.id, purchaseOrderNumber: 'PO-1' }] }),
		given: ({ bill }) => [{ id: bill.id }],
	}),
	caseOf('replace', 'smallest', {
		setUp: async (bill) => ({ ...(await makeVendorAndBill(bill)), number: bill.unique('R') }),
		parameters: ({ vendor, bill, number }) => ({
			billId: byId(bill.id),
			...smallestForm(vendor, number),
		}),
		received: ({ vendor, bill, number }) => [
			put(`/v3/bills/${bill.id}`, smallestBody(vendor, number)),
		],
		kept: ({ bill, number }) => ({ bills: [{ id: bill.id, invoice: { invoiceNumber: number } }] }),
		given: ({ bill }) => [{ id: bill.id }],
	}),
	caseOf('replace', 'fullest', {
		setUp: async (bill) => {
			const known = await everything(bill);
			const billLineItems = [{ amount: 1 }, { amount: 2 }, { amount: 3 }];
			return { ...known, bill: await makeBill(bill, known.vendor, { billLineItems }) };
		},
		parameters: (known) => ({
			billId: fromList(known.bill.id),
			...headForm(known),
			billLineItems: lines(
				{ lineId: known.bill.billLineItems[0].id, amount: 9 },
				...lineForms(known),
			),
			additionalFields: detailsForm(known),
			options: { timeout: 30 },
		}),
		received: (known) => [
			put(`/v3/bills/${known.bill.id}`, {
				...headBody(known),
				billLineItems: [{ id: known.bill.billLineItems[0].id, amount: 9 }, ...lineBodies(known)],
				...detailsBody(known),
			}),
		],
		// The lines that were left out are gone.
		kept: ({ bill }) => ({ bills: [{ id: bill.id, amount: 209.25 }] }),
		given: ({ bill }) => [{ id: bill.id, amount: 209.25 }],
	}),
	caseOf('replace', 'json', {
		setUp: async (bill) => ({ ...(await makeVendorAndBill(bill)), number: bill.unique('R') }),
		parameters: ({ vendor, bill, number }) => ({
			billId: byId(bill.id),
			inputMode: 'json',
			body: smallestBody(vendor, number),
		}),
		received: ({ vendor, bill, number }) => [
			put(`/v3/bills/${bill.id}`, smallestBody(vendor, number)),
		],
		given: ({ bill }) => [{ id: bill.id }],
	}),
	...['archive', 'restore'].flatMap((operation) =>
		bothForms(operation, (full) => ({
			setUp: async (bill) => {
				const made = await makeBill(bill, await makeVendor(bill));
				if (operation === 'archive') return made;
				return await bill.call('POST', `/v3/bills/${made.id}/archive`);
			},
			parameters: ({ id }) => pick('billId', id, full),
			received: ({ id }) => [post(`/v3/bills/${id}/${operation}`)],
			kept: ({ id }) => ({ bills: [{ id, archived: operation === 'archive' }] }),
			given: ({ id }) => [{ id, archived: operation === 'archive' }],
		})),
	),
];
