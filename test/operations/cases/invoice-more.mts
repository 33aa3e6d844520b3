import type { Bill, Data } from '../../support/bill.mts';
import { type Case, casesOf, get, post } from '../../support/cases.mts';
import { always, alwaysText, threeWays, threeWaysText } from '../../support/filters.mts';
import { byId, fromList, sortedBy } from '../../support/form.mts';
import { bookingRecords } from '../../support/records.mts';
import {
	headBody,
	lineBody,
	makeCustomer,
	makeCustomerAndInvoice,
	makeInvoice,
	pagesOf,
	times,
} from './receivables.mts';

const { caseOf, bothForms } = casesOf('invoice');

const withUser = async (bill: Bill) => ({
	...(await makeCustomerAndInvoice(bill)),
	user: await bill.first('/v3/users'),
});

export const invoiceActions: Case[] = [
	...bothForms('send', (full) => ({
		setUp: withUser,
		parameters: ({ invoice, user }) => ({
			invoiceId: full ? fromList(invoice.id) : byId(invoice.id),
			to: full ? 'one@quillmoor.example, two@quillmoor.example' : 'one@quillmoor.example',
			userId: full ? fromList(user.id) : byId(user.id),
			...(full && { inputMode: 'fields', options: { timeout: 30 } }),
		}),
		received: ({ invoice, user }) => [
			post(`/v3/invoices/${invoice.id}/email`, {
				recipient: { to: ['one@quillmoor.example', ...(full ? ['two@quillmoor.example'] : [])] },
				replyTo: { userId: user.id },
			}),
		],
		// BILL answers with nothing at all.
		given: () => [{ success: true }],
	})),
	caseOf('send', 'json', {
		setUp: withUser,
		parameters: ({ invoice, user }) => ({
			invoiceId: byId(invoice.id),
			inputMode: 'json',
			body: { recipient: { to: ['one@quillmoor.example'] }, replyTo: { userId: user.id } },
		}),
		received: ({ invoice, user }) => [
			post(`/v3/invoices/${invoice.id}/email`, {
				recipient: { to: ['one@quillmoor.example'] },
				replyTo: { userId: user.id },
			}),
		],
		given: () => [{ success: true }],
	}),
	...bothForms('getPaymentLink', (full) => ({
		setUp: makeCustomerAndInvoice,
		parameters: ({ customer, invoice }) => ({
			invoiceId: full ? fromList(invoice.id) : byId(invoice.id),
			customerId: full ? fromList(customer.id) : byId(customer.id),
			email: 'ines@quillmoor.example',
			...(full && {
				inputMode: 'fields',
				additionalFields: { returnUrl: 'https://quillmoor.example/thank-you?a=1&b=2' },
				options: { timeout: 30 },
			}),
		}),
		received: ({ customer, invoice }) => [
			{
				method: 'POST',
				path: `/v3/invoices/${invoice.id}/payment-link`,
				body: {
					customerId: customer.id,
					email: 'ines@quillmoor.example',
					...(full && { returnUrl: 'https://quillmoor.example/thank-you?a=1&b=2' }),
				},
			},
		],
		given: () => [{ paymentLink: expect.stringMatching(/^https?:\/\//) }],
	})),
	caseOf('getPaymentLink', 'json', {
		setUp: makeCustomerAndInvoice,
		parameters: ({ customer, invoice }) => ({
			invoiceId: byId(invoice.id),
			inputMode: 'json',
			body: JSON.stringify({ customerId: customer.id, email: 'ines@quillmoor.example' }),
		}),
		received: ({ customer, invoice }) => [
			post(`/v3/invoices/${invoice.id}/payment-link`, {
				customerId: customer.id,
				email: 'ines@quillmoor.example',
			}),
		],
		given: () => [{ paymentLink: expect.any(String) }],
	}),
];

export const invoiceReads: Case[] = [
	caseOf('get', 'smallest', {
		setUp: makeCustomerAndInvoice,
		parameters: ({ invoice }) => ({ invoiceId: byId(invoice.id) }),
		received: ({ invoice }) => [get(`/v3/invoices/${invoice.id}`)],
		given: ({ customer, invoice: { id, invoiceNumber, invoiceDate, dueDate } }) => [
			{
				id,
				invoiceNumber,
				customerId: customer.id,
				invoiceDate,
				dueDate,
				totalAmount: 100,
				dueAmount: 100,
				status: 'OPEN',
				archived: false,
			},
		],
	}),
	caseOf('get', 'fullest', {
		setUp: makeCustomerAndInvoice,
		parameters: ({ invoice }) => ({
			invoiceId: fromList(invoice.id),
			simplify: false,
			options: { timeout: 30 },
		}),
		received: ({ invoice }) => [get(`/v3/invoices/${invoice.id}`)],
		given: ({ invoice: { id, invoiceLineItems, creditAmount } }) => [
			{ id, invoiceLineItems, creditAmount },
		],
	}),
	caseOf('getAll', 'smallest', {
		localOnly: 'counts the invoices that the local BILL begins with',
		parameters: () => ({}),
		received: () => [get('/v3/invoices', { max: '50' })],
		given: () => [{ invoiceNumber: 'NG-4101', totalAmount: 1068 }, ...Array<Data>(10).fill({})],
	}),
	caseOf('getAll', 'pages', {
		localOnly: 'makes hundreds of invoices',
		setUp: async (bill) => {
			const customer = await makeCustomer(bill);
			await times(200, async () => await makeInvoice(bill, customer));
		},
		parameters: () => ({ returnAll: true }),
		received: () => pagesOf('/v3/invoices', 3),
		given: () => Array<Data>(211).fill({ id: expect.stringMatching(/^00e/) }),
	}),
	caseOf('getAll', 'fullest', {
		setUp: async (bill) => {
			const ids = await bookingRecords(bill);
			const customer = await makeCustomer(bill);
			const invoice = await makeInvoice(bill, customer, {
				payToChartOfAccountId: ids.chartOfAccountId,
				classifications: headBody(ids),
				invoiceLineItems: [{ quantity: 1, price: 5, classifications: lineBody(ids) }],
			});
			return { ids, customer, invoice };
		},
		parameters: ({ ids, customer, invoice }) => ({
			returnAll: true,
			filters: {
				archived: [
					{ operator: 'eq', value: false },
					{ operator: 'ne', value: 'true' },
				],
				accountingClassId: threeWays(ids.accountingClassId),
				departmentId: threeWays(ids.departmentId),
				itemId: threeWays(ids.itemId),
				locationId: threeWays(ids.locationId),
				createdTime: always,
				customerId: [threeWays(customer.id)[0], threeWays(customer.id)[2]],
				id: threeWays(invoice.id),
				payToChartOfAccountId: threeWays(ids.chartOfAccountId),
				updatedTime: always,
			},
			sort: sortedBy(
				['dueDate', 'asc'],
				['invoiceNumber', 'desc'],
				['invoiceDate', 'asc'],
				['totalAmount', 'desc'],
				['archived', 'asc'],
				['createdTime', 'desc'],
				['updatedTime', 'asc'],
			),
			simplify: false,
			options: { filterText: 'archived:eq:false', timeout: 30 },
		}),
		received: ({ ids, customer, invoice }) => {
			const of = (name: keyof typeof ids) => threeWaysText(`classifications.${name}`, ids[name]);
			const [isCustomer, , inCustomers] = threeWaysText('customerId', customer.id).split(
				/,(?=customerId)/,
			);
			return [
				get('/v3/invoices', {
					max: '100',
					sort: [
						'dueDate:asc,invoiceNumber:desc,invoiceDate:asc,totalAmount:desc',
						'archived:asc,createdTime:desc,updatedTime:asc',
					].join(','),
					filters: [
						'archived:eq:false,archived:ne:true',
						of('accountingClassId'),
						of('departmentId'),
						of('itemId'),
						of('locationId'),
						alwaysText('createdTime'),
						isCustomer,
						inCustomers,
						threeWaysText('id', invoice.id),
						threeWaysText('payToChartOfAccountId', ids.chartOfAccountId),
						alwaysText('updatedTime'),
						'archived:eq:false',
					].join(','),
				}),
			];
		},
		given: ({ invoice: { id, invoiceLineItems } }) => [{ id, invoiceLineItems }],
	}),
];
