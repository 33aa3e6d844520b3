import type { Bill, Data } from '../../support/bill.mts';
import type { Case } from '../../support/cases.mts';
import { anyTime, isId, isOneOf } from '../../support/filters.mts';
import { bookingRecords, makeCustomer, makeInvoice } from '../../support/records.mts';
import { standardCases } from '../../support/standard-cases.mts';
import { headBody, lineBody, times } from './receivables.mts';

/** An invoice of 100 that is booked to a record of each list. */
async function setUp(bill: Bill) {
	const ids = await bookingRecords(bill);
	const customer = await makeCustomer(bill);
	const invoice = await makeInvoice(bill, customer, {
		payToChartOfAccountId: ids.chartOfAccountId,
		classifications: headBody(ids),
		invoiceLineItems: [
			{ quantity: 2, price: 40, classifications: lineBody(ids) },
			{ description: 'Shipping', quantity: 1, price: 20 },
		],
	});
	return { ids, customer, invoice };
}

const { getOne, getMany } = standardCases({
	resource: 'invoice',
	collection: 'invoices',
	ofWhom: 'customer',
	path: '/v3/invoices',
	setUp,
	record: ({ invoice }) => invoice,
});

export const invoiceReads: Case[] = [
	...getOne({
		smallest: ({ customer, invoice: { invoiceNumber, invoiceDate, dueDate } }) => ({
			invoiceNumber,
			customerId: customer.id,
			invoiceDate,
			dueDate,
			totalAmount: 100,
			dueAmount: 100,
			status: 'OPEN',
			archived: false,
		}),
		fullest: ({ invoice: { invoiceLineItems, creditAmount } }) => ({
			invoiceLineItems,
			creditAmount,
		}),
	}),
	...getMany({
		begins: [{ invoiceNumber: 'NG-4101', totalAmount: 1068 }, ...Array<Data>(10).fill({})],
		pages: {
			count: 3,
			fill: async (bill) => {
				const customer = await makeCustomer(bill);
				await times(200, async () => await makeInvoice(bill, customer));
			},
		},
		filters: ({ ids, customer, invoice }) => {
			const bookedTo = (name: keyof typeof ids) => isId(name, ids[name], `classifications.${name}`);
			return [
				[
					'archived',
					[
						{ operator: 'eq', value: false },
						{ operator: 'ne', value: 'true' },
					],
					'archived:eq:false,archived:ne:true',
				],
				bookedTo('accountingClassId'),
				bookedTo('departmentId'),
				bookedTo('itemId'),
				bookedTo('locationId'),
				anyTime('createdTime'),
				isOneOf('customerId', customer.id),
				isId('id', invoice.id),
				isId('payToChartOfAccountId', ids.chartOfAccountId),
				anyTime('updatedTime'),
			];
		},
		sort: 'dueDate:asc,invoiceNumber:desc,invoiceDate:asc,totalAmount:desc,archived:asc,createdTime:desc,updatedTime:asc',
		given: ({ invoice: { invoiceLineItems } }) => ({ invoiceLineItems }),
	}),
];
