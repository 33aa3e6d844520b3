import type { Bill, Rec } from '../../support/bill.mts';
import type { Case } from '../../support/cases.mts';
import { lately, isId, isOneOf, notArchived } from '../../support/filters.mts';
import { byId, dayFromNow, fromList, lines, picked } from '../../support/form.mts';
import { bookingRecords, makeVendor, payingBank } from '../../support/records.mts';
import { standardCases } from '../../support/standard-cases.mts';
import {
	changedBodies,
	changedForms,
	formsAmongOthers,
	lineBodies,
	lineForms,
} from './payable-lines.mts';

const resource = 'recurringBill';
const path = '/v3/recurringbills';
const nextDueDate = dayFromNow(30);
const endDate = dayFromNow(400);

const smallest = ({ id }: Rec) => ({
	form: {
		vendorId: byId(id),
		period: 'MONTHLY',
		frequency: 1,
		nextDueDate: picked(nextDueDate),
		recurringBillLineItems: lines({ amount: 1450 }),
	},
	body: {
		vendorId: id,
		schedule: { period: 'MONTHLY', frequency: 1, nextDueDate },
		recurringBillLineItems: [{ amount: 1450 }],
	},
});

const recurringOf = async (bill: Bill, vendor: Rec): Promise<Rec> =>
	await bill.call('POST', path, {
		...smallest(vendor).body,
		recurringBillLineItems: [{ amount: 60 }, { amount: 40 }, { amount: 20 }],
	});

/** Recurring bills have no customer classification. */
async function setUp(bill: Bill) {
	const { customerId: _none, ...ids } = await bookingRecords(bill);
	const vendor = await makeVendor(bill);
	return { vendor, made: await recurringOf(bill, vendor), ids, bank: await payingBank(bill) };
}
type Known = Awaited<ReturnType<typeof setUp>>;

const headForm = ({ vendor }: Known) => ({
	vendorId: fromList(vendor.id),
	period: 'WEEKLY',
	frequency: '2',
	nextDueDate,
});
const detailsForm = ({ bank }: Known) => ({
	autoPayment: true,
	daysInAdvance: 10,
	description: 'Shop rent',
	endDate: picked(endDate),
	bankAccountId: byId(bank.id),
});
const headAndDetails = ({ vendor, bank }: Known) => ({
	vendorId: vendor.id,
	schedule: { period: 'WEEKLY', frequency: 2, nextDueDate, daysInAdvance: 10, endDate },
	processingOptions: { autoPayment: true },
	description: 'Shop rent',
	paymentInformation: { bankAccountId: bank.id },
});

const { create, change, ends, getOne, getMany } = standardCases<Known>({
	resource,
	collection: 'recurringBills',
	ofWhom: 'vendor',
	path,
	setUp,
	record: ({ made }) => made,
	trusted: true,
});

export const recurringBillCases: Case[] = [
	...create({
		smallest: ({ vendor }) => ({
			...smallest(vendor),
			kept: { ...smallest(vendor).body, archived: false },
			given: { id: expect.any(String), ...smallest(vendor).body, archived: false },
		}),
		fullest: (known) => ({
			form: {
				...headForm(known),
				recurringBillLineItems: lines(...lineForms(resource, known.ids)),
			},
			more: detailsForm(known),
			body: { ...headAndDetails(known), recurringBillLineItems: lineBodies(known.ids) },
			kept: { ...headAndDetails(known), recurringBillLineItems: lineBodies(known.ids) },
			given: headAndDetails(known),
		}),
		json: ({ vendor }) => ({ body: smallest(vendor).body, given: smallest(vendor).body }),
	}),
	...getOne({
		// Simplified output is flat: the schedule is next to the vendor.
		smallest: ({ vendor }) => ({
			...{ vendorId: vendor.id, archived: false },
			...{ schedulePeriod: 'MONTHLY', scheduleFrequency: 1, scheduleNextDueDate: nextDueDate },
		}),
		fullest: ({ made }) => made,
	}),
	...getMany({
		pages: {
			count: 2,
			fill: async (bill) => {
				const vendor = await makeVendor(bill);
				for (let i = 0; i < 100; i++) await recurringOf(bill, vendor);
			},
		},
		filters: ({ made, vendor }) => [
			notArchived,
			isId('id', made.id),
			isOneOf('vendorId', vendor.id),
			lately('changedWithin'),
		],
		sort: 'archived:desc',
		given: ({ made }) => made,
	}),
	...change('update', {
		smallest: ({ made: { schedule } }) => ({
			form: { description: 'Rent' },
			body: { description: 'Rent' },
			kept: { schedule, description: 'Rent' },
			given: { description: 'Rent' },
		}),
		'one member of the schedule': () => ({
			form: { frequency: 3 },
			body: { schedule: { frequency: 3 } },
			kept: { schedule: { period: 'MONTHLY', frequency: 3, nextDueDate } },
			given: { schedule: { period: 'MONTHLY', frequency: 3 } },
		}),
		fullest: (known) => {
			const { recurringBillLineItems } = known.made;
			const changed = changedBodies(known.ids, recurringBillLineItems);
			return {
				form: {
					...headForm(known),
					...detailsForm(known),
					recurringBillLineItems: lines(
						...changedForms(resource, known.ids, recurringBillLineItems),
					),
				},
				body: { ...headAndDetails(known), recurringBillLineItems: changed },
				// The third line was left out, so it stays as it was.
				kept: {
					...headAndDetails(known),
					recurringBillLineItems: [...changed, recurringBillLineItems[2]],
				},
				given: headAndDetails(known),
			};
		},
		json: () => ({
			form: '{"schedule": {"daysInAdvance": 4}}',
			body: { schedule: { daysInAdvance: 4 } },
			kept: { schedule: { daysInAdvance: 4, nextDueDate } },
			given: {},
		}),
	}),
	...change('replace', {
		smallest: ({ vendor }) => ({
			...smallest(vendor),
			kept: smallest(vendor).body,
			given: smallest(vendor).body,
		}),
		fullest: (known) => {
			const [{ id }] = known.made.recurringBillLineItems as Rec[];
			const recurringBillLineItems = [{ id, amount: 9 }, ...lineBodies(known.ids)];
			return {
				form: {
					...headForm(known),
					recurringBillLineItems: lines(
						{ lineId: id, amount: 9 },
						...formsAmongOthers(resource, known.ids),
					),
				},
				more: detailsForm(known),
				body: { ...headAndDetails(known), recurringBillLineItems },
				// The lines that were left out have been removed.
				kept: { recurringBillLineItems },
				given: headAndDetails(known),
			};
		},
		json: ({ vendor }) => ({ body: smallest(vendor).body, given: {} }),
	}),
	...ends('archive', 'restore'),
];
