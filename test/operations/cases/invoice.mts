import type { Bill, Rec } from '../../support/bill.mts';
import { type Case, casesOf, patch, pick, post, put } from '../../support/cases.mts';
import { byId, dayFromNow, fromList, group, lines, picked } from '../../support/form.mts';
import { bookingRecords } from '../../support/records.mts';
import {
	headBody,
	headForm,
	lineBody,
	lineForm,
	makeCustomer,
	makeCustomerAndInvoice,
	makeInvoice,
	makeMemo,
	paymentTerm,
	salesTaxItem,
} from './receivables.mts';

const { caseOf, bothForms } = casesOf('invoice');
const dueDate = dayFromNow(20);
const invoiceDate = dayFromNow(-3);
const NO_MAIL = { sendEmail: false };

/** What the fullest forms need: a customer with a credit memo, and one record of every list. */
async function everything(bill: Bill) {
	const customer = await makeCustomer(bill);
	await makeMemo(bill, customer);
	return {
		customer,
		number: bill.unique('F'),
		ids: await bookingRecords(bill),
		term: await paymentTerm(bill),
		tax: await salesTaxItem(bill),
	};
}
type Everything = Awaited<ReturnType<typeof everything>>;

/** The same with an invoice of 100 that is there already. */
const everythingAndInvoice = async (bill: Bill) => {
	const known = await everything(bill);
	const invoice = await makeInvoice(bill, known.customer, { invoiceNumber: known.number });
	return { ...known, invoice };
};

const detailsForm = ({ ids, term, tax }: Everything) => ({
	classifications: group(headForm(ids)),
	convenienceFee: 2.5,
	creditAmount: 25.5,
	dueDate: picked(dueDate),
	enableCardPayment: true,
	invoiceDate,
	payToChartOfAccountId: byId(ids.chartOfAccountId),
	paymentTermId: fromList(term.id),
	salesTaxItemId: byId(tax.id),
});
const detailsBody = ({ ids, term, tax }: Everything) => ({
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

/** A taxed line booked to one record of each list, and one of which only the price is filled in. */
const newLineForms = ({ ids }: Everything) => [
	{
		description: 'Reading set, January',
		quantity: 2,
		price: '19.99',
		additionalFields: { taxable: true, ...lineForm(ids) },
	},
	{ price: '10' },
];
const newLineBodies = ({ ids }: Everything) => [
	{
		description: 'Reading set, January',
		quantity: 2,
		price: 19.99,
		taxable: true,
		classifications: lineBody(ids),
	},
	{ quantity: 1, price: 10 },
];
/** 2 x 19.99 + 10 and 7 % tax on the first line, less 25.50 of credit. */
const amounts = { totalAmount: 52.78, creditAmount: 25.5, dueAmount: 27.28 };

const knownLineForm = ({ ids }: Everything) => ({
	description: 'Reading set, January',
	additionalFields: { quantity: 2, price: 19.99, taxable: true, ...lineForm(ids) },
});

const smallestForm = (customer: Rec) => ({
	customerId: byId(customer.id),
	invoiceLineItems: lines({ price: '19.99' }),
});
const smallestBody = (customer: Rec) => ({
	customer: { id: customer.id },
	invoiceLineItems: [{ quantity: 1, price: 19.99 }],
	processingOptions: NO_MAIL,
});

const wholeList = {
	method: 'GET',
	path: '/v3/invoices',
	query: { max: '100', filters: 'archived:eq:false' },
};
const READS_LIST = 'reads the whole list of invoices';

export const invoiceWrites: Case[] = [
	caseOf('create', 'smallest', {
		setUp: (bill) => makeCustomer(bill),
		parameters: smallestForm,
		received: (customer) => [post('/v3/invoices', smallestBody(customer))],
		added: { invoices: 1 },
		kept: ({ id }, [{ json }]) => ({
			invoices: [{ id: json.id, customerId: id, totalAmount: 19.99, archived: false }],
		}),
		given: ({ id }) => [
			{
				id: expect.stringMatching(/^00e/),
				customerId: id,
				invoiceNumber: expect.any(String),
				dueAmount: 19.99,
				status: 'OPEN',
			},
		],
	}),
	caseOf('create', 'fullest', {
		setUp: everything,
		parameters: (known) => ({
			inputMode: 'fields',
			customerId: fromList(known.customer.id),
			invoiceLineItems: lines(...newLineForms(known)),
			sendEmail: true,
			additionalFields: { ...detailsForm(known), invoiceNumber: known.number },
			options: { timeout: 30 },
		}),
		received: (known) => [
			post('/v3/invoices', {
				customer: { id: known.customer.id },
				invoiceLineItems: newLineBodies(known),
				processingOptions: { sendEmail: true },
				...detailsBody(known),
				invoiceNumber: known.number,
			}),
		],
		added: { invoices: 1 },
		kept: (known, [{ json }]) => {
			const { creditAmount: _credit, ...details } = detailsBody(known);
			return {
				invoices: [{ id: json.id, invoiceNumber: known.number, ...details, ...amounts }],
			};
		},
		given: ({ number }) => [{ invoiceNumber: number, ...amounts, status: 'PARTIAL_PAYMENT' }],
	}),
	caseOf('create', 'json', {
		setUp: (bill) => bill.unique('Quillmoor'),
		parameters: (name) => ({
			inputMode: 'json',
			body: JSON.stringify({
				customer: { name, email: 'new@quillmoor.example' },
				invoiceLineItems: [{ quantity: 3, price: 5 }],
				processingOptions: NO_MAIL,
			}),
		}),
		received: (name) => [
			post('/v3/invoices', {
				customer: { name, email: 'new@quillmoor.example' },
				invoiceLineItems: [{ quantity: 3, price: 5 }],
				processingOptions: NO_MAIL,
			}),
		],
		added: { customers: 1, invoices: 1 },
		given: () => [{ totalAmount: 15 }],
	}),
	caseOf('create', 'many items', {
		setUp: async (bill) => [await makeCustomer(bill), await makeCustomer(bill)],
		items: (customers) => customers.map(() => ({ json: {} })),
		parameters: (customers, item) => smallestForm(customers[item]),
		// BILL has no way to take several invoices in one request.
		received: (customers) =>
			customers.map((customer) => post('/v3/invoices', smallestBody(customer))),
		added: { invoices: 2 },
		given: (customers) => customers.map(({ id }) => ({ customerId: id })),
	}),
	caseOf('upsert', 'smallest', {
		localOnly: READS_LIST,
		setUp: async (bill) => ({ customer: await makeCustomer(bill), number: bill.unique('U') }),
		parameters: ({ customer, number }) => ({ invoiceNumber: number, ...smallestForm(customer) }),
		received: ({ customer, number }) => [
			wholeList,
			post('/v3/invoices', { invoiceNumber: number, ...smallestBody(customer) }),
		],
		added: { invoices: 1 },
		given: ({ number }) => [{ invoiceNumber: number, totalAmount: 19.99 }],
	}),
	caseOf('upsert', 'fullest', {
		localOnly: READS_LIST,
		setUp: everythingAndInvoice,
		parameters: (known) => ({
			inputMode: 'fields',
			invoiceNumber: known.number,
			customerId: fromList(known.customer.id),
			invoiceLineItems: lines(...newLineForms(known)),
			sendEmail: true,
			additionalFields: detailsForm(known),
			options: { timeout: 30 },
		}),
		received: (known) => [
			wholeList,
			put(`/v3/invoices/${known.invoice.id}`, {
				invoiceNumber: known.number,
				customer: { id: known.customer.id },
				invoiceLineItems: newLineBodies(known),
				processingOptions: { sendEmail: true },
				...detailsBody(known),
			}),
		],
		// The lines that it had are gone.
		kept: ({ invoice, number }) => ({
			invoices: [{ id: invoice.id, invoiceNumber: number, ...amounts }],
		}),
		given: ({ invoice, number }) => [{ id: invoice.id, invoiceNumber: number, ...amounts }],
	}),
	caseOf('upsert', 'json', {
		localOnly: READS_LIST,
		setUp: makeCustomerAndInvoice,
		parameters: ({ customer, invoice }) => ({
			inputMode: 'json',
			body: { invoiceNumber: invoice.invoiceNumber, ...smallestBody(customer) },
		}),
		received: ({ customer, invoice }) => [
			wholeList,
			put(`/v3/invoices/${invoice.id}`, {
				invoiceNumber: invoice.invoiceNumber,
				...smallestBody(customer),
			}),
		],
		kept: ({ invoice }) => ({ invoices: [{ id: invoice.id, totalAmount: 19.99 }] }),
		given: ({ invoice }) => [{ id: invoice.id, totalAmount: 19.99 }],
	}),
	caseOf('update', 'smallest', {
		setUp: makeCustomerAndInvoice,
		parameters: ({ invoice }) => ({
			invoiceId: byId(invoice.id),
			updateFields: { dueDate: picked(dueDate) },
		}),
		received: ({ invoice }) => [patch(`/v3/invoices/${invoice.id}`, { dueDate })],
		kept: ({ invoice }) => ({ invoices: [{ id: invoice.id, dueDate, totalAmount: 100 }] }),
		given: ({ invoice }) => [{ id: invoice.id, dueDate, invoiceNumber: invoice.invoiceNumber }],
	}),
	caseOf('update', 'fullest', {
		setUp: async (bill) => ({ ...(await everythingAndInvoice(bill)), newNumber: bill.unique('N') }),
		parameters: (known) => ({
			inputMode: 'fields',
			invoiceId: fromList(known.invoice.id),
			updateFields: {
				customerId: byId(known.customer.id),
				invoiceNumber: known.newNumber,
				invoiceLineItems: lines({
					lineId: known.invoice.invoiceLineItems[0].id,
					...knownLineForm(known),
				}),
				sendEmail: false,
				...detailsForm(known),
			},
			options: { timeout: 30 },
		}),
		received: (known) => [
			patch(`/v3/invoices/${known.invoice.id}`, {
				customer: { id: known.customer.id },
				invoiceNumber: known.newNumber,
				invoiceLineItems: [
					{ id: known.invoice.invoiceLineItems[0].id, ...newLineBodies(known)[0] },
				],
				processingOptions: NO_MAIL,
				...detailsBody(known),
			}),
		],
		// The second line, of 20, was left out, so it is as it was.
		kept: ({ invoice, newNumber }) => ({
			invoices: [{ id: invoice.id, invoiceNumber: newNumber, totalAmount: 62.78 }],
		}),
		given: ({ invoice }) => [{ id: invoice.id, totalAmount: 62.78, dueAmount: 37.28 }],
	}),
	caseOf('update', 'one member of a line', {
		setUp: makeCustomerAndInvoice,
		parameters: ({ invoice }) => ({
			invoiceId: byId(invoice.id),
			updateFields: {
				invoiceLineItems: lines({
					lineId: invoice.invoiceLineItems[1].id,
					additionalFields: { price: 30 },
				}),
			},
		}),
		// Nothing that nobody has typed may be sent with it.
		received: ({ invoice }) => [
			patch(`/v3/invoices/${invoice.id}`, {
				invoiceLineItems: [{ id: invoice.invoiceLineItems[1].id, price: 30 }],
			}),
		],
		kept: ({ invoice }) => ({ invoices: [{ id: invoice.id, totalAmount: 110 }] }),
		given: ({ invoice }) => [{ id: invoice.id, totalAmount: 110 }],
	}),
	caseOf('update', 'json', {
		setUp: makeCustomerAndInvoice,
		parameters: ({ invoice }) => ({
			invoiceId: byId(invoice.id),
			inputMode: 'json',
			body: { enableCardPayment: true },
		}),
		received: ({ invoice }) => [patch(`/v3/invoices/${invoice.id}`, { enableCardPayment: true })],
		kept: ({ invoice }) => ({ invoices: [{ id: invoice.id, enableCardPayment: true }] }),
		given: ({ invoice }) => [{ id: invoice.id, enableCardPayment: true }],
	}),
	caseOf('replace', 'smallest', {
		setUp: makeCustomerAndInvoice,
		parameters: ({ customer, invoice }) => ({
			invoiceId: byId(invoice.id),
			customerId: byId(customer.id),
			invoiceLineItems: lines({ additionalFields: { quantity: 1, price: 19.99 } }),
		}),
		received: ({ customer, invoice }) => [
			put(`/v3/invoices/${invoice.id}`, smallestBody(customer)),
		],
		kept: ({ invoice }) => ({ invoices: [{ id: invoice.id, totalAmount: 19.99 }] }),
		given: ({ invoice }) => [{ id: invoice.id, totalAmount: 19.99 }],
	}),
	caseOf('replace', 'fullest', {
		setUp: everythingAndInvoice,
		parameters: (known) => ({
			inputMode: 'fields',
			invoiceId: fromList(known.invoice.id),
			customerId: fromList(known.customer.id),
			invoiceLineItems: lines(
				{
					lineId: known.invoice.invoiceLineItems[1].id,
					...knownLineForm(known),
				},
				{ additionalFields: { quantity: 1, price: 10 } },
			),
			sendEmail: true,
			additionalFields: { ...detailsForm(known), invoiceNumber: known.number },
			options: { timeout: 30 },
		}),
		received: (known) => [
			put(`/v3/invoices/${known.invoice.id}`, {
				customer: { id: known.customer.id },
				invoiceLineItems: [
					{ id: known.invoice.invoiceLineItems[1].id, ...newLineBodies(known)[0] },
					{ quantity: 1, price: 10 },
				],
				processingOptions: { sendEmail: true },
				...detailsBody(known),
				invoiceNumber: known.number,
			}),
		],
		// The first line was left out, and is gone.
		kept: ({ invoice, number }) => ({
			invoices: [{ id: invoice.id, invoiceNumber: number, ...amounts }],
		}),
		given: ({ invoice }) => [
			{
				id: invoice.id,
				...amounts,
				invoiceLineItems: [{ id: invoice.invoiceLineItems[1].id }, { price: 10 }],
			},
		],
	}),
	caseOf('replace', 'json', {
		setUp: makeCustomerAndInvoice,
		parameters: ({ customer, invoice }) => ({
			invoiceId: byId(invoice.id),
			inputMode: 'json',
			body: JSON.stringify(smallestBody(customer)),
		}),
		received: ({ customer, invoice }) => [
			put(`/v3/invoices/${invoice.id}`, smallestBody(customer)),
		],
		given: ({ invoice }) => [{ id: invoice.id, totalAmount: 19.99 }],
	}),
	...['archive', 'restore'].flatMap((operation) =>
		bothForms(operation, (full) => ({
			setUp: async (bill) => {
				const { invoice } = await makeCustomerAndInvoice(bill);
				if (operation === 'archive') return invoice;
				return await bill.call('POST', `/v3/invoices/${invoice.id}/archive`);
			},
			parameters: ({ id }) => pick('invoiceId', id, full),
			received: ({ id }) => [post(`/v3/invoices/${id}/${operation}`)],
			kept: ({ id }) => ({ invoices: [{ id, archived: operation === 'archive' }] }),
			given: ({ id }) => [{ id, archived: operation === 'archive' }],
		})),
	),
];
