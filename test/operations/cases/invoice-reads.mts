import type { Bill, Data } from '../../support/bill.mts';
import { type Case, get } from '../../support/cases.mts';
import {
	anyTime,
	isId,
	isOneOf,
	changedLately,
	amounts,
	isValue,
	dayInLosAngeles,
} from '../../support/filters.mts';
import { bookingRecords, makeCustomer, makeInvoice } from '../../support/records.mts';
import { standardCases } from '../../support/standard-cases.mts';
import { headBody, lineBody, times } from './receivables.mts';

/** An invoice of 100 with one record of each classification. */
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

const { caseOf, getOne, getMany } = standardCases({
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
	caseOf('getAll', 'overdue', {
		setUp: async (bill) => {
			const customer = await makeCustomer(bill);
			await makeInvoice(bill, customer, { dueDate: dayInLosAngeles(1) });
			return await makeInvoice(bill, customer, { dueDate: dayInLosAngeles(-1) });
		},
		parameters: ({ customerId }) => ({
			filters: { due: [{ value: 'overdue' }], customerId: [{ operator: 'eq', value: customerId }] },
			options: { addNames: false },
		}),
		// Reads more than the limit: whether an invoice is overdue is known only after reading.
		received: ({ customerId }) => [
			get('/v3/invoices', { max: '100', filters: `customerId:eq:${String(customerId)}` }),
		],
		given: ({ id }) => [{ id }],
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
				changedLately(),
				amounts('totalAmount', 100),
				amounts('dueAmount', 100),
				isValue('status', 'OPEN', 'PAID'),
				[
					'invoiceNumber',
					[
						{ operator: 'eq', value: invoice.invoiceNumber },
						{ operator: 'sw', value: 'qrc' },
					],
					'',
				],
				['dueWithin', [{ value: 30 }], ''],
				[
					'dueDate',
					[
						{ operator: 'gte', value: '2020-01-01' },
						{ operator: 'lte', value: '2099-01-01' },
						{ operator: 'gt', value: '2020-01-01' },
						{ operator: 'lt', value: '2099-01-01' },
					],
					'',
				],
			];
		},
		sort: 'dueDate:asc,invoiceNumber:desc,invoiceDate:asc,totalAmount:desc,archived:asc,createdTime:desc,updatedTime:asc',
		given: ({ invoice: { invoiceLineItems } }) => ({ invoiceLineItems }),
	}),
];
