import type { Bill, Data, Rec } from '../../support/bill.mts';
import { type Case, both, define, optionsIf } from '../../support/cases.mts';
import { always, alwaysText, threeWays, threeWaysText } from '../../support/filters.mts';
import { byId, dayFromNow, fromList, group, lines, picked, sortedBy } from '../../support/form.mts';
import { bookingRecords } from '../../support/records.mts';
import {
	headBody,
	headForm,
	lineBody,
	lineForm,
	makeCustomer,
	pagesOf,
	times,
} from './receivables.mts';

const resource = 'recurringInvoice';
const PATH = '/v3/recurring-invoices';
const nextDueDate = dayFromNow(20);
const endDate = dayFromNow(400);
const MONTHLY = { period: 'MONTHLY', frequency: 1, nextDueDate };

/** A template of two lines, made every month. */
async function makeRecurring(bill: Bill, customer: Rec): Promise<Rec> {
	return await bill.call('POST', PATH, {
		customerId: customer.id,
		schedule: MONTHLY,
		recurringInvoiceLineItems: [
			{ description: 'Reading set', quantity: 1, amount: 40 },
			{ description: 'Shipping', quantity: 1, amount: 20 },
		],
	});
}

async function withRecurring(bill: Bill) {
	const customer = await makeCustomer(bill);
	return { customer, recurring: await makeRecurring(bill, customer) };
}
const everything = async (bill: Bill) => ({
	...(await withRecurring(bill)),
	ids: await bookingRecords(bill),
});
type Everything = Awaited<ReturnType<typeof everything>>;

const headFormOf = ({ customer }: Everything) => ({
	customerId: fromList(customer.id),
	period: 'WEEKLY',
	frequency: 2,
	nextDueDate: picked(nextDueDate),
});
const detailsForm = ({ ids }: Everything) => ({
	classifications: group(headForm(ids)),
	daysInAdvance: 5,
	description: 'Monthly reading set',
	endDate,
	sendEmail: true,
});
const wholeBody = ({ customer, ids }: Everything) => ({
	customerId: customer.id,
	schedule: { period: 'WEEKLY', frequency: 2, nextDueDate, daysInAdvance: 5, endDate },
	classifications: headBody(ids),
	description: 'Monthly reading set',
	sendEmail: true,
});

const moreOfLine = ({ ids }: Everything) => ({ price: 19.99, taxable: true, ...lineForm(ids) });
const lineSent = ({ ids }: Everything) => ({
	description: 'Reading set, January',
	quantity: 2,
	price: 19.99,
	taxable: true,
	classifications: lineBody(ids),
});

const smallestForm = ({ id }: Rec) => ({
	customerId: byId(id),
	nextDueDate: picked(nextDueDate),
});
const smallestBody = ({ id }: Rec) => ({
	customerId: id,
	schedule: MONTHLY,
	recurringInvoiceLineItems: [{ quantity: 1, amount: 39.98 }],
});

const writes: Case[] = [
	define({
		resource,
		operation: 'create',
		form: 'smallest',
		setUp: (bill) => makeCustomer(bill),
		parameters: (customer) => ({
			...smallestForm(customer),
			recurringInvoiceLineItems: lines({ additionalFields: { amount: 39.98 } }),
		}),
		// Once a month is what the form begins with.
		received: (customer) => [{ method: 'POST', path: PATH, body: smallestBody(customer) }],
		added: { recurringInvoices: 1 },
		kept: (customer, [{ json }]) => ({
			recurringInvoices: [{ id: json.id, ...smallestBody(customer), archived: false }],
		}),
		given: (customer) => [{ id: expect.stringMatching(/^rit/), ...smallestBody(customer) }],
	}),
	define({
		resource,
		operation: 'create',
		form: 'fullest',
		setUp: everything,
		parameters: (known) => ({
			inputMode: 'fields',
			...headFormOf(known),
			recurringInvoiceLineItems: lines(
				{
					description: 'Reading set, January',
					quantity: 2,
					additionalFields: moreOfLine(known),
				},
				{ description: 'Shipping', additionalFields: { amount: 9.5 } },
			),
			additionalFields: detailsForm(known),
			options: { timeout: 30 },
		}),
		received: (known) => [
			{
				method: 'POST',
				path: PATH,
				body: {
					...wholeBody(known),
					recurringInvoiceLineItems: [
						lineSent(known),
						{ description: 'Shipping', quantity: 1, amount: 9.5 },
					],
				},
			},
		],
		added: { recurringInvoices: 1 },
		kept: (known, [{ json }]) => ({
			recurringInvoices: [
				{
					id: json.id,
					...wholeBody(known),
					recurringInvoiceLineItems: [{ ...lineSent(known), amount: 39.98 }, { amount: 9.5 }],
				},
			],
		}),
		given: (known) => [wholeBody(known)],
	}),
	define({
		resource,
		operation: 'create',
		form: 'json',
		setUp: (bill) => makeCustomer(bill),
		parameters: (customer) => ({
			inputMode: 'json',
			body: JSON.stringify(smallestBody(customer)),
		}),
		received: (customer) => [{ method: 'POST', path: PATH, body: smallestBody(customer) }],
		added: { recurringInvoices: 1 },
		given: (customer) => [smallestBody(customer)],
	}),
	define({
		resource,
		operation: 'update',
		form: 'smallest',
		setUp: withRecurring,
		parameters: ({ recurring }) => ({
			recurringInvoiceId: byId(recurring.id),
			updateFields: { endDate: picked(endDate) },
		}),
		// The rest of the schedule is not sent, and stays.
		received: ({ recurring }) => [
			{ method: 'PATCH', path: `${PATH}/${recurring.id}`, body: { schedule: { endDate } } },
		],
		kept: ({ recurring }) => ({
			recurringInvoices: [{ id: recurring.id, schedule: { ...MONTHLY, endDate } }],
		}),
		given: ({ recurring }) => [{ id: recurring.id, schedule: { ...MONTHLY, endDate } }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'fullest',
		setUp: everything,
		parameters: (known) => ({
			inputMode: 'fields',
			recurringInvoiceId: fromList(known.recurring.id),
			updateFields: {
				...headFormOf(known),
				recurringInvoiceLineItems: lines({
					lineId: known.recurring.recurringInvoiceLineItems[0].id,
					description: 'Reading set, January',
					additionalFields: { quantity: 2, amount: 41, ...moreOfLine(known) },
				}),
				...detailsForm(known),
			},
			options: { timeout: 30 },
		}),
		received: (known) => [
			{
				method: 'PATCH',
				path: `${PATH}/${known.recurring.id}`,
				body: {
					...wholeBody(known),
					recurringInvoiceLineItems: [
						{
							id: known.recurring.recurringInvoiceLineItems[0].id,
							amount: 41,
							...lineSent(known),
						},
					],
				},
			},
		],
		// The second line was left out, so it is as it was.
		kept: (known) => ({
			recurringInvoices: [
				{
					id: known.recurring.id,
					...wholeBody(known),
					recurringInvoiceLineItems: [
						{ ...lineSent(known), amount: 41 },
						known.recurring.recurringInvoiceLineItems[1],
					],
				},
			],
		}),
		given: (known) => [{ id: known.recurring.id, ...wholeBody(known) }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'json',
		setUp: withRecurring,
		parameters: ({ recurring }) => ({
			recurringInvoiceId: byId(recurring.id),
			inputMode: 'json',
			body: { schedule: { frequency: 3 } },
		}),
		received: ({ recurring }) => [
			{ method: 'PATCH', path: `${PATH}/${recurring.id}`, body: { schedule: { frequency: 3 } } },
		],
		given: ({ recurring }) => [{ id: recurring.id, schedule: { ...MONTHLY, frequency: 3 } }],
	}),
	define({
		resource,
		operation: 'replace',
		form: 'smallest',
		setUp: withRecurring,
		parameters: ({ customer, recurring }) => ({
			recurringInvoiceId: byId(recurring.id),
			...smallestForm(customer),
			recurringInvoiceLineItems: lines({ additionalFields: { quantity: 1, amount: 39.98 } }),
		}),
		received: ({ customer, recurring }) => [
			{ method: 'PUT', path: `${PATH}/${recurring.id}`, body: smallestBody(customer) },
		],
		kept: ({ customer, recurring }) => ({
			recurringInvoices: [{ id: recurring.id, ...smallestBody(customer) }],
		}),
		given: ({ customer, recurring }) => [{ id: recurring.id, ...smallestBody(customer) }],
	}),
	define({
		resource,
		operation: 'replace',
		form: 'fullest',
		setUp: everything,
		parameters: (known) => ({
			inputMode: 'fields',
			recurringInvoiceId: fromList(known.recurring.id),
			...headFormOf(known),
			recurringInvoiceLineItems: lines(
				{
					lineId: known.recurring.recurringInvoiceLineItems[1].id,
					description: 'Reading set, January',
					additionalFields: { quantity: 2, ...moreOfLine(known) },
				},
				{ additionalFields: { quantity: 1, amount: 9.5 } },
			),
			additionalFields: detailsForm(known),
			options: { timeout: 30 },
		}),
		received: (known) => [
			{
				method: 'PUT',
				path: `${PATH}/${known.recurring.id}`,
				body: {
					...wholeBody(known),
					recurringInvoiceLineItems: [
						{ id: known.recurring.recurringInvoiceLineItems[1].id, ...lineSent(known) },
						{ quantity: 1, amount: 9.5 },
					],
				},
			},
		],
		// The first line was left out, and is gone.
		kept: (known) => ({
			recurringInvoices: [
				{
					id: known.recurring.id,
					...wholeBody(known),
					recurringInvoiceLineItems: [{ ...lineSent(known), amount: 39.98 }, { amount: 9.5 }],
				},
			],
		}),
		given: (known) => [{ id: known.recurring.id, ...wholeBody(known) }],
	}),
	define({
		resource,
		operation: 'replace',
		form: 'json',
		setUp: withRecurring,
		parameters: ({ customer, recurring }) => ({
			recurringInvoiceId: byId(recurring.id),
			inputMode: 'json',
			body: smallestBody(customer),
		}),
		received: ({ customer, recurring }) => [
			{ method: 'PUT', path: `${PATH}/${recurring.id}`, body: smallestBody(customer) },
		],
		given: ({ customer, recurring }) => [{ id: recurring.id, ...smallestBody(customer) }],
	}),
	...['archive', 'restore'].flatMap((operation) =>
		both((full) => ({
			resource,
			operation,
			setUp: async (bill) => {
				const { recurring } = await withRecurring(bill);
				if (operation === 'archive') return recurring;
				return await bill.call('POST', `${PATH}/${recurring.id}/archive`);
			},
			parameters: ({ id }) => ({
				recurringInvoiceId: full ? fromList(id) : byId(id),
				...optionsIf(full),
			}),
			received: ({ id }) => [{ method: 'POST', path: `${PATH}/${id}/${operation}` }],
			kept: ({ id }) => ({ recurringInvoices: [{ id, archived: operation === 'archive' }] }),
			given: ({ id }) => [{ id, archived: operation === 'archive' }],
		})),
	),
];

const reads: Case[] = [
	define({
		resource,
		operation: 'get',
		form: 'smallest',
		setUp: withRecurring,
		parameters: ({ recurring }) => ({ recurringInvoiceId: byId(recurring.id) }),
		received: ({ recurring }) => [{ method: 'GET', path: `${PATH}/${recurring.id}` }],
		given: ({ customer, recurring }) => [
			{ id: recurring.id, customerId: customer.id, ...MONTHLY, archived: false },
		],
	}),
	define({
		resource,
		operation: 'get',
		form: 'fullest',
		setUp: withRecurring,
		parameters: ({ recurring }) => ({
			recurringInvoiceId: fromList(recurring.id),
			simplify: false,
			options: { timeout: 30 },
		}),
		received: ({ recurring }) => [{ method: 'GET', path: `${PATH}/${recurring.id}` }],
		given: ({ recurring: { id, recurringInvoiceLineItems } }) => [
			{ id, schedule: MONTHLY, recurringInvoiceLineItems },
		],
	}),
	define({
		resource,
		operation: 'getAll',
		form: 'smallest',
		localOnly: 'counts the recurring invoices that the local BILL begins with',
		parameters: () => ({}),
		received: () => [{ method: 'GET', path: PATH, query: { max: '50' } }],
		given: () => [
			{ description: 'Linen service', period: 'MONTHLY' },
			{ description: 'Candles', period: 'WEEKLY' },
			{ description: 'Showroom display', period: 'YEARLY', archived: true },
		],
	}),
	define({
		resource,
		operation: 'getAll',
		form: 'pages',
		localOnly: 'makes more than a hundred recurring invoices',
		setUp: async (bill) => {
			const customer = await makeCustomer(bill);
			await times(98, async () => await makeRecurring(bill, customer));
		},
		parameters: () => ({ returnAll: true }),
		received: () => pagesOf(PATH, 2),
		given: () => Array<Data>(101).fill({ id: expect.any(String) }),
	}),
	define({
		resource,
		operation: 'getAll',
		form: 'fullest',
		setUp: withRecurring,
		parameters: ({ customer, recurring }) => ({
			returnAll: true,
			filters: {
				archived: [
					{ operator: 'eq', value: false },
					{ operator: 'ne', value: true },
				],
				createdTime: always,
				customerId: [threeWays(customer.id)[0], threeWays(customer.id)[2]],
				id: threeWays(recurring.id),
				updatedTime: always,
			},
			sort: sortedBy(['createdTime', 'desc'], ['updatedTime', 'asc']),
			simplify: false,
			options: { filterText: 'archived:eq:false', timeout: 30 },
		}),
		received: ({ customer, recurring }) => {
			const [isCustomer, , inCustomers] = threeWaysText('customerId', customer.id).split(
				/,(?=customerId)/,
			);
			return [
				{
					method: 'GET',
					path: PATH,
					query: {
						max: '100',
						sort: 'createdTime:desc,updatedTime:asc',
						filters: [
							'archived:eq:false,archived:ne:true',
							alwaysText('createdTime'),
							isCustomer,
							inCustomers,
							threeWaysText('id', recurring.id),
							alwaysText('updatedTime'),
							'archived:eq:false',
						].join(','),
					},
				},
			];
		},
		given: ({ recurring: { id, recurringInvoiceLineItems } }) => [
			{ id, schedule: MONTHLY, recurringInvoiceLineItems },
		],
	}),
];

export const recurringInvoiceCases: Case[] = [...writes, ...reads];
