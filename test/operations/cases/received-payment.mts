import type { Bill, Data, Rec } from '../../support/bill.mts';
import { type Case, casesOf, get, post } from '../../support/cases.mts';
import {
	always,
	alwaysText,
	threeWays,
	threeWaysText,
	amounts,
	changedLately,
} from '../../support/filters.mts';
import { byId, dayFromNow, fromList, lines, picked, sortedBy } from '../../support/form.mts';
import { withAccount } from './customer-bank-account.mts';
import { namesRead, pages } from '../../support/standard-cases.mts';
import { makeCustomerAndInvoice, makeInvoice } from '../../support/records.mts';
import { times } from './receivables.mts';

const { caseOf } = casesOf('receivedPayment');
const PATH = '/v3/receivable-payments';

/** The request that checks beforehand whether the invoices are still due. */
const lookedAt = (...invoices: Rec[]) =>
	get('/v3/invoices', {
		filters: `id:in:"${invoices.map(({ id }) => id).join(',')}"`,
		max: '100',
	});
const paymentDate = dayFromNow(-1);
const later = dayFromNow(9);

/** A customer who may be charged, with two invoices of 100. */
async function chargeable(bill: Bill) {
	const { customer, account } = await withAccount(bill);
	const authorization = `/v3/customers/${customer.id}/charge-authorization`;
	await bill.call('POST', authorization, { authorizedToCharge: true });
	const invoices = [await makeInvoice(bill, customer), await makeInvoice(bill, customer)];
	return { customer, account, invoices };
}

const record = async (bill: Bill, invoice: Rec, amount: number) =>
	await bill.call('POST', '/v3/invoices/record-payment', {
		paymentDate,
		paymentType: 'CHECK',
		amount,
		invoices: [{ id: invoice.id, amount }],
	});

async function withPayment(bill: Bill) {
	const known = await makeCustomerAndInvoice(bill);
	return { ...known, payment: await record(bill, known.invoice, 40) };
}

const fundingAccount = ({ id }: Rec) => ({ type: 'BANK_ACCOUNT', id });

export const receivedPaymentCases: Case[] = [
	caseOf('get', 'smallest', {
		setUp: withPayment,
		parameters: ({ payment }) => ({ receivedPaymentId: byId(payment.id) }),
		received: ({ customer, payment }) => [
			get(`${PATH}/${payment.id}`),
			...namesRead('/v3/customers', [customer.id]),
		],
		given: ({ customer, payment }) => [
			{
				id: payment.id,
				customerName: customer.name,
				customerId: customer.id,
				amount: 40,
				unappliedAmount: 0,
				paymentDate,
				receivablesType: 'CHECK',
				status: 'PAID',
				onlinePayment: false,
			},
		],
	}),
	caseOf('get', 'fullest', {
		setUp: withPayment,
		parameters: ({ payment }) => ({
			receivedPaymentId: fromList(payment.id),
			simplify: false,
			options: { addNames: true, timeout: 30 },
		}),
		received: ({ customer, payment }) => [
			get(`${PATH}/${payment.id}`),
			...namesRead('/v3/customers', [customer.id]),
		],
		given: ({ customer, invoice, payment }) => [
			{
				id: payment.id,
				customerName: customer.name,
				invoicePayments: [{ invoiceId: invoice.id, amount: 40, paymentDate }],
			},
		],
	}),
	caseOf('getAll', 'smallest', {
		localOnly: 'counts the payments that the local BILL begins with',
		setUp: async (bill) => (await bill.call('GET', PATH)).results as Rec[],
		parameters: () => ({}),
		received: (all) => [
			get(PATH, { max: '50' }),
			...namesRead(
				'/v3/customers',
				all.map(({ customerId }) => String(customerId)),
			),
		],
		given: () => [
			{ amount: 300, receivablesType: 'CHECK' },
			...Array<Data>(4).fill({ customerName: expect.stringMatching(/./) }),
		],
	}),
	caseOf('getAll', 'pages', {
		localOnly: 'makes more than a hundred payments',
		setUp: async (bill) => {
			const { invoice } = await makeCustomerAndInvoice(bill);
			await times(98, async () => await record(bill, invoice, 0.5));
			return bill.localBill?.records('receivedPayments') ?? [];
		},
		parameters: () => ({ returnAll: true }),
		received: (all) => [
			...pages(PATH, 2),
			...namesRead(
				'/v3/customers',
				all.map(({ customerId }) => String(customerId)),
			),
		],
		given: () => Array<Data>(103).fill({ id: expect.stringMatching(/^0rp/) }),
	}),
	caseOf('getAll', 'fullest', {
		setUp: withPayment,
		parameters: ({ payment }) => ({
			returnAll: true,
			filters: {
				createdTime: always,
				id: threeWays(payment.id),
				updatedTime: always,
				changedWithin: changedLately()[1],
				amount: amounts('amount', 40)[1],
			},
			sort: sortedBy(['amount', 'desc'], ['createdTime', 'desc'], ['updatedTime', 'asc']),
			simplify: false,
			options: { addNames: false, filterText: 'createdTime:gte:2020-01-01', timeout: 30 },
		}),
		received: ({ payment }) => [
			get(PATH, {
				max: '100',
				sort: 'amount:desc,createdTime:desc,updatedTime:asc',
				filters: [
					alwaysText('createdTime'),
					threeWaysText('id', payment.id),
					alwaysText('updatedTime'),
					changedLately()[2],
					'createdTime:gte:2020-01-01',
				].join(','),
			}),
		],
		given: ({ invoice, payment }) => [
			{ id: payment.id, invoicePayments: [{ invoiceId: invoice.id }] },
		],
	}),
	caseOf('charge', 'smallest', {
		setUp: chargeable,
		parameters: ({ customer, account, invoices }) => ({
			customerId: byId(customer.id),
			customerBankAccountId: account.id,
			invoicePayments: lines({ invoiceId: byId(invoices[0].id), amount: 100 }),
		}),
		// The node first checks whether the customer has authorized charges.
		received: ({ customer, account, invoices }) => [
			lookedAt(invoices[0]),
			get(`/v3/customers/${customer.id}`),
			post(PATH, {
				customerId: customer.id,
				fundingAccount: fundingAccount(account),
				invoicePayments: [{ invoiceId: invoices[0].id, amount: 100 }],
			}),
		],
		added: { receivedPayments: 1 },
		kept: ({ customer, invoices }, [{ json }]) => ({
			receivedPayments: [{ id: json.id, customerId: customer.id, amount: 100, status: 'PAID' }],
			invoices: [{ id: invoices[0].id, dueAmount: 0, status: 'PAID' }],
		}),
		given: ({ account }) => [
			{
				id: expect.stringMatching(/^0rp/),
				amount: 100,
				fundingAccount: fundingAccount(account),
				onlinePayment: true,
			},
		],
	}),
	caseOf('charge', 'fullest', {
		setUp: chargeable,
		parameters: ({ customer, account, invoices }) => ({
			inputMode: 'fields',
			customerId: fromList(customer.id),
			customerBankAccountId: account.id,
			invoicePayments: lines(
				{ invoiceId: fromList(invoices[0].id), amount: 60.25 },
				{ invoiceId: byId(invoices[1].id), amount: 100 },
			),
			additionalFields: { description: 'Invoices of January', paymentDate: picked(later) },
			options: { repeats: 'existing', timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ customer, account, invoices }) => [
			lookedAt(...invoices),
			get(`/v3/customers/${customer.id}`),
			post(PATH, {
				customerId: customer.id,
				fundingAccount: fundingAccount(account),
				invoicePayments: [
					{ invoiceId: invoices[0].id, amount: 60.25 },
					{ invoiceId: invoices[1].id, amount: 100 },
				],
				description: 'Invoices of January',
				paymentDate: later,
			}),
		],
		added: { receivedPayments: 1 },
		kept: ({ invoices }, [{ json }]) => ({
			receivedPayments: [{ id: json.id, amount: 160.25, paymentDate: later }],
			invoices: [
				{ id: invoices[0].id, dueAmount: 39.75 },
				{ id: invoices[1].id, dueAmount: 0, status: 'SCHEDULED' },
			],
		}),
		given: () => [{ amount: 160.25, status: 'SCHEDULED', description: 'Invoices of January' }],
	}),
	caseOf('charge', 'json', {
		setUp: chargeable,
		parameters: ({ customer, account, invoices }) => ({
			inputMode: 'json',
			body: JSON.stringify({
				customerId: customer.id,
				fundingAccount: fundingAccount(account),
				invoicePayments: [{ invoiceId: invoices[1].id, amount: 12.5 }],
			}),
		}),
		received: ({ customer, account, invoices }) => [
			lookedAt(invoices[1]),
			get(`/v3/customers/${customer.id}`),
			post(PATH, {
				customerId: customer.id,
				fundingAccount: fundingAccount(account),
				invoicePayments: [{ invoiceId: invoices[1].id, amount: 12.5 }],
			}),
		],
		added: { receivedPayments: 1 },
		given: () => [{ amount: 12.5 }],
	}),
	caseOf('recordOffline', 'smallest', {
		setUp: makeCustomerAndInvoice,
		parameters: ({ invoice }) => ({
			paymentDate: picked(paymentDate),
			amount: 100,
			invoices: lines({ invoiceId: byId(invoice.id), amount: 100 }),
		}),
		received: ({ invoice }) => [
			post('/v3/invoices/record-payment', {
				paymentDate,
				paymentType: 'CHECK',
				amount: 100,
				invoices: [{ id: invoice.id, amount: 100 }],
			}),
		],
		added: { receivedPayments: 1 },
		kept: ({ invoice }, [{ json }]) => ({
			receivedPayments: [{ id: json.id, amount: 100, paymentDate }],
			invoices: [{ id: invoice.id, dueAmount: 0, status: 'PAID' }],
		}),
		given: ({ customer }) => [
			{ id: expect.stringMatching(/^0rp/), customerId: customer.id, unappliedAmount: 0 },
		],
	}),
	caseOf('recordOffline', 'fullest', {
		setUp: async (bill) => {
			const known = await makeCustomerAndInvoice(bill);
			return { ...known, other: await makeInvoice(bill, known.customer) };
		},
		parameters: ({ customer, invoice, other }) => ({
			inputMode: 'fields',
			paymentDate,
			paymentType: 'PAYPAL',
			amount: 120.5,
			invoices: lines(
				{ invoiceId: fromList(invoice.id), amount: 100 },
				{ invoiceId: byId(other.id), amount: 20.25 },
			),
			additionalFields: { customerId: fromList(customer.id), description: 'Transfer 2093' },
			options: { timeout: 30, lookUpSeconds: 20 },
		}),
		received: ({ customer, invoice, other }) => [
			post('/v3/invoices/record-payment', {
				paymentDate,
				paymentType: 'PAYPAL',
				amount: 120.5,
				invoices: [
					{ id: invoice.id, amount: 100 },
					{ id: other.id, amount: 20.25 },
				],
				customerId: customer.id,
				description: 'Transfer 2093',
			}),
		],
		added: { receivedPayments: 1 },
		kept: ({ invoice, other }, [{ json }]) => ({
			receivedPayments: [{ id: json.id, amount: 120.5, unappliedAmount: 0.25 }],
			invoices: [
				{ id: invoice.id, dueAmount: 0 },
				{ id: other.id, dueAmount: 79.75 },
			],
		}),
		given: () => [{ amount: 120.5, unappliedAmount: 0.25, description: 'Transfer 2093' }],
	}),
	caseOf('recordOffline', 'json', {
		setUp: makeCustomerAndInvoice,
		parameters: ({ invoice }) => ({
			inputMode: 'json',
			body: {
				paymentDate,
				paymentType: 'CASH',
				amount: 5,
				invoices: [{ id: invoice.id, amount: 5 }],
			},
		}),
		received: ({ invoice }) => [
			post('/v3/invoices/record-payment', {
				paymentDate,
				paymentType: 'CASH',
				amount: 5,
				invoices: [{ id: invoice.id, amount: 5 }],
			}),
		],
		added: { receivedPayments: 1 },
		given: () => [{ amount: 5, paymentType: 'CASH' }],
	}),
];
