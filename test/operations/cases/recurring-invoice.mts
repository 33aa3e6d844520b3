import type { Bill, Rec } from '../../support/bill.mts';
import type { Case } from '../../support/cases.mts';
import { changedLately, anyTime, isId, isOneOf, notArchived } from '../../support/filters.mts';
import { byId, dayFromNow, fromList, group, lines, picked } from '../../support/form.mts';
import { bookingRecords, makeCustomer } from '../../support/records.mts';
import { standardCases } from '../../support/standard-cases.mts';
import { headBody, headForm, lineBody, lineForm, times } from './receivables.mts';

const path = '/v3/recurring-invoices';
const nextDueDate = dayFromNow(20);
const endDate = dayFromNow(400);
const MONTHLY = { period: 'MONTHLY', frequency: 1, nextDueDate };

/** A monthly template with two lines. */
async function makeRecurring(bill: Bill, customer: Rec): Promise<Rec> {
	return await bill.call('POST', path, {
		customerId: customer.id,
		schedule: MONTHLY,
		recurringInvoiceLineItems: [
			{ description: 'Reading set', quantity: 1, amount: 40 },
			{ description: 'Shipping', quantity: 1, amount: 20 },
		],
	});
}

async function setUp(bill: Bill) {
	const customer = await makeCustomer(bill);
	const recurring = await makeRecurring(bill, customer);
	return { customer, recurring, ids: await bookingRecords(bill) };
}
type Known = Awaited<ReturnType<typeof setUp>>;

const headFormOf = ({ customer }: Known) => ({
	customerId: fromList(customer.id),
	period: 'WEEKLY',
	frequency: 2,
	nextDueDate: picked(nextDueDate),
});
const detailsForm = {
	daysInAdvance: 5,
	description: 'Monthly reading set',
	endDate,
	sendEmail: true,
};
const wholeBody = ({ customer }: Known) => ({
	customerId: customer.id,
	schedule: { period: 'WEEKLY', frequency: 2, nextDueDate, daysInAdvance: 5, endDate },
	description: 'Monthly reading set',
	sendEmail: true,
});
/** Only a new template accepts classifications of its own. */
const newBody = (known: Known) => ({
	...wholeBody(known),
	classifications: headBody(known.ids),
});

const moreOfLine = ({ ids }: Known) => ({ price: 19.99, taxable: true, ...lineForm(ids) });
const lineSent = ({ ids }: Known) => ({
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
/** Monthly is the form's default. */
const smallestBody = ({ id }: Rec) => ({
	customerId: id,
	schedule: MONTHLY,
	recurringInvoiceLineItems: [{ quantity: 1, amount: 39.98 }],
});

const { create, change, ends, getOne, getMany } = standardCases<Known>({
	resource: 'recurringInvoice',
	collection: 'recurringInvoices',
	ofWhom: 'customer',
	path,
	setUp,
	record: ({ recurring }) => recurring,
});

export const recurringInvoiceCases: Case[] = [
	...create({
		smallest: ({ customer }) => ({
			form: {
				...smallestForm(customer),
				recurringInvoiceLineItems: lines({ additionalFields: { amount: 39.98 } }),
			},
			body: smallestBody(customer),
			kept: { ...smallestBody(customer), archived: false },
			given: { id: expect.stringMatching(/^rit/), ...smallestBody(customer) },
		}),
		fullest: (known) => ({
			form: {
				...headFormOf(known),
				recurringInvoiceLineItems: lines(
					{
						description: 'Reading set, January',
						quantity: 2,
						additionalFields: moreOfLine(known),
					},
					{ description: 'Shipping', additionalFields: { amount: 9.5 } },
				),
			},
			more: { ...detailsForm, classifications: group(headForm(known.ids)) },
			body: {
				...newBody(known),
				recurringInvoiceLineItems: [
					lineSent(known),
					{ description: 'Shipping', quantity: 1, amount: 9.5 },
				],
			},
			kept: {
				...newBody(known),
				recurringInvoiceLineItems: [{ ...lineSent(known), amount: 39.98 }, { amount: 9.5 }],
			},
			given: newBody(known),
		}),
		json: ({ customer }) => ({
			body: smallestBody(customer),
			given: smallestBody(customer),
		}),
	}),
	...change('update', {
		// The rest of the schedule is not sent, so it stays.
		smallest: () => ({
			form: { endDate: picked(endDate) },
			body: { schedule: { endDate } },
			kept: { schedule: { ...MONTHLY, endDate } },
			given: { schedule: { ...MONTHLY, endDate } },
		}),
		fullest: (known) => {
			const [first, second] = known.recurring.recurringInvoiceLineItems as Rec[];
			return {
				form: {
					...headFormOf(known),
					recurringInvoiceLineItems: lines({
						lineId: first.id,
						description: 'Reading set, January',
						additionalFields: { quantity: 2, amount: 41, ...moreOfLine(known) },
					}),
					...detailsForm,
				},
				body: {
					...wholeBody(known),
					recurringInvoiceLineItems: [{ id: first.id, amount: 41, ...lineSent(known) }],
				},
				// The second line was left out, so it stays as it was.
				kept: {
					...wholeBody(known),
					recurringInvoiceLineItems: [{ ...lineSent(known), amount: 41 }, second],
				},
				given: wholeBody(known),
			};
		},
		json: () => ({
			body: { schedule: { frequency: 3 } },
			given: { schedule: { ...MONTHLY, frequency: 3 } },
		}),
	}),
	...change('replace', {
		smallest: ({ customer }) => ({
			form: {
				...smallestForm(customer),
				recurringInvoiceLineItems: lines({ additionalFields: { quantity: 1, amount: 39.98 } }),
			},
			body: smallestBody(customer),
			kept: smallestBody(customer),
			given: smallestBody(customer),
		}),
		fullest: (known) => {
			const [, { id }] = known.recurring.recurringInvoiceLineItems as Rec[];
			return {
				form: {
					...headFormOf(known),
					recurringInvoiceLineItems: lines(
						{
							lineId: id,
							description: 'Reading set, January',
							additionalFields: { quantity: 2, ...moreOfLine(known) },
						},
						{ additionalFields: { quantity: 1, amount: 9.5 } },
					),
				},
				more: detailsForm,
				body: {
					...wholeBody(known),
					recurringInvoiceLineItems: [
						{ id, ...lineSent(known) },
						{ quantity: 1, amount: 9.5 },
					],
				},
				// The first line was left out, so it has been removed.
				kept: {
					...wholeBody(known),
					recurringInvoiceLineItems: [{ ...lineSent(known), amount: 39.98 }, { amount: 9.5 }],
				},
				given: wholeBody(known),
			};
		},
		json: ({ customer }) => ({
			body: smallestBody(customer),
			given: smallestBody(customer),
		}),
	}),
	...ends('archive', 'restore'),
	...getOne({
		smallest: ({ customer }) => ({
			customerId: customer.id,
			schedulePeriod: 'MONTHLY',
			scheduleFrequency: 1,
			scheduleNextDueDate: nextDueDate,
			archived: false,
		}),
		fullest: ({ recurring: { recurringInvoiceLineItems } }) => ({
			schedule: MONTHLY,
			recurringInvoiceLineItems,
		}),
	}),
	...getMany({
		begins: [
			{ description: 'Linen service', schedulePeriod: 'MONTHLY' },
			{ description: 'Candles', schedulePeriod: 'WEEKLY' },
			{ description: 'Showroom display', schedulePeriod: 'YEARLY', archived: true },
		],
		pages: {
			count: 2,
			fill: async (bill) => {
				const customer = await makeCustomer(bill);
				await times(98, async () => await makeRecurring(bill, customer));
			},
		},
		filters: ({ customer, recurring }) => [
			notArchived,
			anyTime('createdTime'),
			isOneOf('customerId', customer.id),
			isId('id', recurring.id),
			anyTime('updatedTime'),
			changedLately(),
		],
		sort: 'createdTime:desc,updatedTime:asc',
		given: ({ recurring: { recurringInvoiceLineItems } }) => ({
			schedule: MONTHLY,
			recurringInvoiceLineItems,
		}),
	}),
];
