import type { Bill, Rec } from '../../support/bill.mts';
import { type Case, get, post, put } from '../../support/cases.mts';
import { byId, dayFromNow, fromList, group, lines, picked } from '../../support/form.mts';
import {
	bookingRecords,
	makeCustomer,
	makeCustomerAndInvoice,
	makeInvoice,
} from '../../support/records.mts';
import { standardCases } from '../../support/standard-cases.mts';
import {
	headBody,
	headForm,
	lineBody,
	lineForm,
	makeMemo,
	paymentTerm,
	salesTaxItem,
} from './receivables.mts';

const path = '/v3/invoices';
const dueDate = dayFromNow(20);
const invoiceDate = dayFromNow(-3);
const NO_MAIL = { sendEmail: false };

/** An invoice of 100, its customer with a credit memo, and one record of each classification. */
async function setUp(bill: Bill) {
	const customer = await makeCustomer(bill);
	await makeMemo(bill, customer);
	return {
		customer,
		invoice: await makeInvoice(bill, customer),
		number: bill.unique('F'),
		ids: await bookingRecords(bill),
		term: await paymentTerm(bill),
		tax: await salesTaxItem(bill),
	};
}
type Known = Awaited<ReturnType<typeof setUp>>;

const daysForm = { invoiceDate, dueDate: picked(dueDate) };
const detailsForm = ({ ids, term, tax }: Known) => ({
	classifications: group(headForm(ids)),
	convenienceFee: 2.5,
	creditAmount: 25.5,
	enableCardPayment: true,
	payToChartOfAccountId: byId(ids.chartOfAccountId),
	paymentTermId: fromList(term.id),
	salesTaxItemId: byId(tax.id),
});
const detailsBody = ({ ids, term, tax }: Known) => ({
	classifications: headBody(ids),
	convenienceFee: { percentage: 2.5 },
	creditAmount: 25.5,
	dueDate,
	enableCardPayment: true,
	invoiceDate,
	payToChartOfAccountId: ids.chartOfAccountId,
	paymentTermId: term.id,
	salesTaxItemId: tax.id,
});

/** A taxed line with one record of each classification, and a line with only a price. */
const newLineForms = ({ ids }: Known) => [
	{
		description: 'Reading set, January',
		quantity: 2,
		price: '19.99',
		additionalFields: { taxable: true, ...lineForm(ids) },
	},
	{ price: '10' },
];
const newLineBodies = ({ ids }: Known) => [
	{
		description: 'Reading set, January',
		quantity: 2,
		price: 19.99,
		taxable: true,
		classifications: lineBody(ids),
	},
	{ quantity: 1, price: 10 },
];
/** 2 x 19.99 + 10, plus 7 % tax on the first line, minus 25.50 of credit. */
const amounts = { totalAmount: 52.78, creditAmount: 25.5, dueAmount: 27.28 };

const knownLineForm = ({ ids }: Known) => ({
	description: 'Reading set, January',
	additionalFields: { quantity: 2, price: 19.99, taxable: true, ...lineForm(ids) },
});

const smallest = ({ id }: Rec) => ({
	form: { customerId: byId(id), invoiceLineItems: lines({ price: '19.99' }) },
	body: {
		customer: { id },
		invoiceLineItems: [{ quantity: 1, price: 19.99 }],
		processingOptions: NO_MAIL,
	},
});
const fullest = (known: Known) => ({
	form: {
		customerId: fromList(known.customer.id),
		invoiceNumber: known.number,
		...daysForm,
		invoiceLineItems: lines(...newLineForms(known)),
		sendEmail: true,
	},
	more: detailsForm(known),
	body: {
		customer: { id: known.customer.id },
		invoiceLineItems: newLineBodies(known),
		processingOptions: { sendEmail: true },
		...detailsBody(known),
		invoiceNumber: known.number,
	},
});

const { caseOf, create, change, ends } = standardCases<Known>({
	resource: 'invoice',
	collection: 'invoices',
	path,
	setUp,
	record: ({ invoice }) => invoice,
});

const wholeList = get(path, { max: '100', sort: 'createdTime:asc' });
const READS_LIST = 'reads the whole list of invoices';

const upserts = [
	caseOf('upsert', 'smallest', {
		localOnly: READS_LIST,
		setUp: async (bill) => ({ customer: await makeCustomer(bill), number: bill.unique('U') }),
		parameters: ({ customer, number }) => ({ invoiceNumber: number, ...smallest(customer).form }),
		received: ({ customer, number }) => [
			wholeList,
			post(path, { invoiceNumber: number, ...smallest(customer).body }),
		],
		added: { invoices: 1 },
		given: ({ number }) => [{ invoiceNumber: number, totalAmount: 19.99 }],
	}),
	caseOf('upsert', 'fullest', {
		localOnly: READS_LIST,
		setUp: async (bill) => {
			const known = await setUp(bill);
			return { ...known, number: known.invoice.invoiceNumber as string };
		},
		parameters: (known) => ({
			...fullest(known).form,
			inputMode: 'fields',
			invoiceNumber: known.number,
			additionalFields: detailsForm(known),
			options: { timeout: 30, lookUpSeconds: 20 },
		}),
		// Read again right before it is replaced.
		received: (known) => [
			wholeList,
			get(`${path}/${known.invoice.id}`),
			put(`${path}/${known.invoice.id}`, fullest(known).body),
		],
		// The lines it had before have been removed.
		kept: ({ invoice, number }) => ({
			invoices: [{ id: invoice.id, invoiceNumber: number, ...amounts }],
		}),
		given: ({ invoice, number }) => [{ id: invoice.id, invoiceNumber: number, ...amounts }],
	}),
	caseOf('upsert', 'json', {
		localOnly: READS_LIST,
		setUp: async (bill) => {
			const { customer, invoice } = await makeCustomerAndInvoice(bill);
			const body = { invoiceNumber: invoice.invoiceNumber as string, ...smallest(customer).body };
			return { invoice, body };
		},
		parameters: ({ body }) => ({ inputMode: 'json', body }),
		received: ({ invoice, body }) => [
			wholeList,
			get(`${path}/${invoice.id}`),
			put(`${path}/${invoice.id}`, body),
		],
		kept: ({ invoice }) => ({ invoices: [{ id: invoice.id, totalAmount: 19.99 }] }),
		given: ({ invoice }) => [{ id: invoice.id, totalAmount: 19.99 }],
	}),
];

export const invoiceWrites: Case[] = [
	...create({
		smallest: ({ customer }) => ({
			...smallest(customer),
			kept: { customerId: customer.id, totalAmount: 19.99, archived: false },
			given: {
				id: expect.stringMatching(/^00e/),
				customerId: customer.id,
				invoiceNumber: expect.any(String),
				dueAmount: 19.99,
				status: 'OPEN',
			},
		}),
		fullest: (known) => {
			const { creditAmount: _credit, ...details } = detailsBody(known);
			return {
				...fullest(known),
				form: { ...fullest(known).form, ifNumberExists: 'create' },
				kept: { invoiceNumber: known.number, ...details, ...amounts },
				given: { invoiceNumber: known.number, ...amounts, status: 'PARTIAL_PAYMENT' },
			};
		},
	}),
	caseOf('create', 'json', {
		setUp: (bill) => ({
			customer: { name: bill.unique('Quillmoor'), email: 'new@quillmoor.example' },
			invoiceLineItems: [{ quantity: 3, price: 5 }],
			processingOptions: NO_MAIL,
		}),
		parameters: (body) => ({ inputMode: 'json', body: JSON.stringify(body) }),
		received: (body) => [post(path, body)],
		added: { customers: 1, invoices: 1 },
		given: () => [{ totalAmount: 15 }],
	}),
	caseOf('create', 'many items', {
		setUp: async (bill) => [await makeCustomer(bill), await makeCustomer(bill)],
		items: (customers) => customers.map(() => ({ json: {} })),
		parameters: (customers, item) => smallest(customers[item]).form,
		// BILL has no bulk request for invoices.
		received: (customers) => customers.map((customer) => post(path, smallest(customer).body)),
		added: { invoices: 2 },
		given: (customers) => customers.map(({ id }) => ({ customerId: id })),
	}),
	...upserts,
	...change('update', {
		smallest: ({ invoice: { invoiceNumber } }) => ({
			form: { dueDate: picked(dueDate) },
			body: { dueDate },
			kept: { dueDate, totalAmount: 100 },
			given: { dueDate, invoiceNumber },
		}),
		fullest: (known) => {
			const [{ id }] = known.invoice.invoiceLineItems as Rec[];
			return {
				form: {
					customerId: byId(known.customer.id),
					invoiceNumber: known.number,
					invoiceLineItems: lines({ lineId: id, ...knownLineForm(known) }),
					sendEmail: false,
					...daysForm,
					...detailsForm(known),
				},
				body: {
					customer: { id: known.customer.id },
					invoiceNumber: known.number,
					invoiceLineItems: [{ id, ...newLineBodies(known)[0] }],
					processingOptions: NO_MAIL,
					...detailsBody(known),
				},
				// The second line, of 20, was left out, so it stays as it was.
				kept: { invoiceNumber: known.number, totalAmount: 62.78 },
				given: { totalAmount: 62.78, dueAmount: 37.28 },
			};
		},
		// Values that nobody typed may not be sent with it.
		'one member of a line': ({ invoice: { invoiceLineItems } }) => ({
			form: {
				invoiceLineItems: lines({
					lineId: invoiceLineItems[1].id,
					additionalFields: { price: 30 },
				}),
			},
			body: { invoiceLineItems: [{ id: invoiceLineItems[1].id, price: 30 }] },
			kept: { totalAmount: 110 },
			given: { totalAmount: 110 },
		}),
		json: () => ({
			body: { enableCardPayment: true },
			kept: { enableCardPayment: true },
			given: { enableCardPayment: true },
		}),
	}),
	...change('replace', {
		smallest: ({ customer }) => ({
			form: {
				customerId: byId(customer.id),
				invoiceLineItems: lines({ additionalFields: { quantity: 1, price: 19.99 } }),
			},
			body: smallest(customer).body,
			kept: { totalAmount: 19.99 },
			given: { totalAmount: 19.99 },
		}),
		fullest: (known) => {
			const [, { id }] = known.invoice.invoiceLineItems as Rec[];
			return {
				form: {
					...fullest(known).form,
					invoiceLineItems: lines(
						{ lineId: id, ...knownLineForm(known) },
						{ additionalFields: { quantity: 1, price: 10 } },
					),
				},
				more: fullest(known).more,
				body: {
					...fullest(known).body,
					invoiceLineItems: [
						{ id, ...newLineBodies(known)[0] },
						{ quantity: 1, price: 10 },
					],
				},
				// The first line was left out, so it has been removed.
				kept: { invoiceNumber: known.number, ...amounts },
				given: { ...amounts, invoiceLineItems: [{ id }, { price: 10 }] },
			};
		},
		json: ({ customer }) => ({
			form: JSON.stringify(smallest(customer).body),
			body: smallest(customer).body,
			given: { totalAmount: 19.99 },
		}),
	}),
	...ends('archive', 'restore'),
];
