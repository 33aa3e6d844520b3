import type { Bill, Data, Rec } from '../../support/bill.mts';
import { type Case, both, define, optionsIf } from '../../support/cases.mts';
import { threeWays, threeWaysText } from '../../support/filters.mts';
import { byId, dayFromNow, fromList, lines, picked, sortedBy } from '../../support/form.mts';
import { bookingRecords, makeVendor, payingBank } from '../../support/records.mts';
import { pages } from './pages.mts';
import { changedBodies, changedForms, lineBodies, lineForms } from './payable-lines.mts';

const resource = 'recurringBill';
const path = '/v3/recurringbills';
const nextDueDate = dayFromNow(30);
const endDate = dayFromNow(400);

const recurringOf = async (bill: Bill, vendor: Rec, more: Data = {}): Promise<Rec> =>
	await bill.call('POST', path, {
		...smallestBody(vendor),
		recurringBillLineItems: [{ amount: 60 }, { amount: 40 }, { amount: 20 }],
		...more,
	});

async function withRecurring(bill: Bill) {
	const vendor = await makeVendor(bill);
	return { vendor, made: await recurringOf(bill, vendor) };
}

/** What the fullest forms need. Recurring bills are not booked to customers. */
async function everything(bill: Bill) {
	const { customerId: _none, ...ids } = await bookingRecords(bill);
	return { ...(await withRecurring(bill)), ids, bank: await payingBank(bill) };
}
type Everything = Awaited<ReturnType<typeof everything>>;

const smallestForm = (vendor: Rec) => ({
	vendorId: byId(vendor.id),
	period: 'MONTHLY',
	frequency: 1,
	nextDueDate: picked(nextDueDate),
	recurringBillLineItems: lines({ amount: 1450 }),
});
const smallestBody = (vendor: Rec) => ({
	vendorId: vendor.id,
	schedule: { period: 'MONTHLY', frequency: 1, nextDueDate },
	recurringBillLineItems: [{ amount: 1450 }],
});

const headForm = ({ vendor }: Everything) => ({
	vendorId: fromList(vendor.id),
	period: 'WEEKLY',
	frequency: '2',
	nextDueDate,
});
const detailsForm = ({ bank }: Everything) => ({
	autoPayment: true,
	daysInAdvance: 10,
	description: 'Shop rent',
	endDate: picked(endDate),
	bankAccountId: byId(bank.id),
});
const headAndDetails = ({ vendor, bank }: Everything) => ({
	vendorId: vendor.id,
	schedule: { period: 'WEEKLY', frequency: 2, nextDueDate, daysInAdvance: 10, endDate },
	processingOptions: { autoPayment: true },
	description: 'Shop rent',
	paymentInformation: { bankAccountId: bank.id },
});

export const recurringBillCases: Case[] = [
	define({
		resource,
		operation: 'create',
		form: 'smallest',
		setUp: (bill) => makeVendor(bill),
		parameters: smallestForm,
		received: (vendor) => [{ method: 'POST', path, body: smallestBody(vendor) }],
		added: { recurringBills: 1 },
		kept: (vendor, [{ json }]) => ({
			recurringBills: [{ id: json.id, ...smallestBody(vendor), archived: false }],
		}),
		given: (vendor) => [{ id: expect.any(String), ...smallestBody(vendor), archived: false }],
	}),
	define({
		resource,
		operation: 'create',
		form: 'fullest',
		trusted: true,
		setUp: everything,
		parameters: (known) => ({
			...headForm(known),
			inputMode: 'fields',
			recurringBillLineItems: lines(...lineForms(resource, known.ids)),
			additionalFields: detailsForm(known),
			options: { timeout: 30 },
		}),
		received: (known) => [
			{
				method: 'POST',
				path,
				body: { ...headAndDetails(known), recurringBillLineItems: lineBodies(known.ids) },
			},
		],
		added: { recurringBills: 1 },
		kept: (known, [{ json }]) => ({
			recurringBills: [
				{
					id: json.id,
					...headAndDetails(known),
					recurringBillLineItems: lineBodies(known.ids),
				},
			],
		}),
		given: (known) => [headAndDetails(known)],
	}),
	define({
		resource,
		operation: 'create',
		form: 'json',
		setUp: (bill) => makeVendor(bill),
		parameters: (vendor) => ({ inputMode: 'json', body: JSON.stringify(smallestBody(vendor)) }),
		received: (vendor) => [{ method: 'POST', path, body: smallestBody(vendor) }],
		added: { recurringBills: 1 },
		given: (vendor) => [smallestBody(vendor)],
	}),
	define({
		resource,
		operation: 'get',
		form: 'smallest',
		setUp: withRecurring,
		parameters: ({ made }) => ({ recurringBillId: byId(made.id) }),
		received: ({ made }) => [{ method: 'GET', path: `${path}/${made.id}` }],
		// Simplified, flat: the schedule stands beside the vendor.
		given: ({ made: { id }, vendor }) => [
			{
				...{ id, vendorId: vendor.id, archived: false },
				...{ period: 'MONTHLY', frequency: 1, nextDueDate },
			},
		],
	}),
	define({
		resource,
		operation: 'get',
		form: 'fullest',
		setUp: withRecurring,
		parameters: ({ made }) => ({
			recurringBillId: fromList(made.id),
			simplify: false,
			options: { timeout: 30 },
		}),
		received: ({ made }) => [{ method: 'GET', path: `${path}/${made.id}` }],
		given: ({ made }) => [made],
	}),
	define({
		resource,
		operation: 'getAll',
		form: 'smallest',
		setUp: (bill) => bill.call('GET', path, undefined, { max: 50 }),
		parameters: () => ({}),
		received: () => [{ method: 'GET', path, query: { max: '50' } }],
		given: ({ results }) => results.map(({ id }: Rec) => ({ id })),
	}),
	define({
		resource,
		operation: 'getAll',
		form: 'pages',
		localOnly: 'makes many records that cannot be deleted',
		setUp: async (bill) => {
			const vendor = await makeVendor(bill);
			for (let i = 0; i < 100; i++) await recurringOf(bill, vendor);
			return (bill.localBill?.records('recurringBills') as Rec[]).map(({ id }) => ({ id }));
		},
		parameters: () => ({ returnAll: true }),
		received: () => pages(path, 2),
		given: (all) => all,
	}),
	define({
		resource,
		operation: 'getAll',
		form: 'fullest',
		setUp: withRecurring,
		parameters: ({ made, vendor }) => ({
			returnAll: true,
			filters: {
				archived: [
					{ operator: 'eq', value: false },
					{ operator: 'ne', value: true },
				],
				id: threeWays(made.id),
				vendorId: [
					{ operator: 'eq', value: byId(vendor.id) },
					{ operator: 'in', values: vendor.id },
				],
			},
			sort: sortedBy(['archived', 'desc']),
			simplify: false,
			options: { filterText: 'archived:eq:false', timeout: 30 },
		}),
		received: ({ made, vendor }) => [
			{
				method: 'GET',
				path,
				query: {
					max: '100',
					sort: 'archived:desc',
					filters: [
						'archived:eq:false,archived:ne:true',
						threeWaysText('id', made.id),
						`vendorId:eq:${vendor.id},vendorId:in:"${vendor.id}"`,
						'archived:eq:false',
					].join(','),
				},
			},
		],
		given: ({ made }) => [made],
	}),
	define({
		resource,
		operation: 'update',
		form: 'smallest',
		setUp: withRecurring,
		parameters: ({ made }) => ({
			recurringBillId: byId(made.id),
			updateFields: { description: 'Rent' },
		}),
		received: ({ made: { id } }) => [
			{ method: 'PATCH', path: `${path}/${id}`, body: { description: 'Rent' } },
		],
		kept: ({ made }) => ({
			recurringBills: [{ id: made.id, schedule: made.schedule, description: 'Rent' }],
		}),
		given: ({ made: { id } }) => [{ id, description: 'Rent' }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'one member of the schedule',
		setUp: withRecurring,
		parameters: ({ made }) => ({ recurringBillId: byId(made.id), updateFields: { frequency: 3 } }),
		received: ({ made: { id } }) => [
			{ method: 'PATCH', path: `${path}/${id}`, body: { schedule: { frequency: 3 } } },
		],
		kept: ({ made: { id } }) => ({
			recurringBills: [{ id, schedule: { period: 'MONTHLY', frequency: 3, nextDueDate } }],
		}),
		given: ({ made: { id } }) => [{ id, schedule: { period: 'MONTHLY', frequency: 3 } }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'fullest',
		trusted: true,
		setUp: everything,
		parameters: (known) => ({
			recurringBillId: fromList(known.made.id),
			inputMode: 'fields',
			updateFields: {
				...headForm(known),
				...detailsForm(known),
				recurringBillLineItems: lines(
					...changedForms(resource, known.ids, known.made.recurringBillLineItems),
				),
			},
			options: { timeout: 30 },
		}),
		received: (known) => [
			{
				method: 'PATCH',
				path: `${path}/${known.made.id}`,
				body: {
					...headAndDetails(known),
					recurringBillLineItems: changedBodies(known.ids, known.made.recurringBillLineItems),
				},
			},
		],
		// The third line was left out, so it is as it was.
		kept: (known) => ({
			recurringBills: [
				{
					id: known.made.id,
					...headAndDetails(known),
					recurringBillLineItems: [
						...changedBodies(known.ids, known.made.recurringBillLineItems),
						known.made.recurringBillLineItems[2],
					],
				},
			],
		}),
		given: (known) => [{ id: known.made.id, ...headAndDetails(known) }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'json',
		setUp: withRecurring,
		parameters: ({ made }) => ({
			recurringBillId: byId(made.id),
			inputMode: 'json',
			body: '{"schedule": {"daysInAdvance": 4}}',
		}),
		received: ({ made: { id } }) => [
			{ method: 'PATCH', path: `${path}/${id}`, body: { schedule: { daysInAdvance: 4 } } },
		],
		kept: ({ made: { id } }) => ({
			recurringBills: [{ id, schedule: { daysInAdvance: 4, nextDueDate } }],
		}),
		given: ({ made: { id } }) => [{ id }],
	}),
	define({
		resource,
		operation: 'replace',
		form: 'smallest',
		setUp: withRecurring,
		parameters: ({ made, vendor }) => ({
			recurringBillId: byId(made.id),
			...smallestForm(vendor),
		}),
		received: ({ made, vendor }) => [
			{ method: 'PUT', path: `${path}/${made.id}`, body: smallestBody(vendor) },
		],
		kept: ({ made, vendor }) => ({ recurringBills: [{ id: made.id, ...smallestBody(vendor) }] }),
		given: ({ made, vendor }) => [{ id: made.id, ...smallestBody(vendor) }],
	}),
	define({
		resource,
		operation: 'replace',
		form: 'fullest',
		trusted: true,
		setUp: everything,
		parameters: (known) => ({
			recurringBillId: fromList(known.made.id),
			...headForm(known),
			inputMode: 'fields',
			recurringBillLineItems: lines(
				{ lineId: known.made.recurringBillLineItems[0].id, amount: 9 },
				...lineForms(resource, known.ids),
			),
			additionalFields: detailsForm(known),
			options: { timeout: 30 },
		}),
		received: (known) => [
			{
				method: 'PUT',
				path: `${path}/${known.made.id}`,
				body: {
					...headAndDetails(known),
					recurringBillLineItems: [
						{ id: known.made.recurringBillLineItems[0].id, amount: 9 },
						...lineBodies(known.ids),
					],
				},
			},
		],
		// The lines that were left out are gone.
		kept: (known) => ({
			recurringBills: [
				{
					id: known.made.id,
					recurringBillLineItems: [
						{ id: known.made.recurringBillLineItems[0].id, amount: 9 },
						...lineBodies(known.ids),
					],
				},
			],
		}),
		given: (known) => [{ id: known.made.id, ...headAndDetails(known) }],
	}),
	define({
		resource,
		operation: 'replace',
		form: 'json',
		setUp: withRecurring,
		parameters: ({ made, vendor }) => ({
			recurringBillId: byId(made.id),
			inputMode: 'json',
			body: smallestBody(vendor),
		}),
		received: ({ made, vendor }) => [
			{ method: 'PUT', path: `${path}/${made.id}`, body: smallestBody(vendor) },
		],
		given: ({ made }) => [{ id: made.id }],
	}),
	...['archive', 'restore'].flatMap((operation) =>
		both((full) => ({
			resource,
			operation,
			setUp: async (bill) => {
				const { made } = await withRecurring(bill);
				if (operation === 'archive') return made;
				return await bill.call('POST', `${path}/${made.id}/archive`);
			},
			parameters: ({ id }) => ({
				recurringBillId: full ? fromList(id) : byId(id),
				...optionsIf(full),
			}),
			received: ({ id }) => [{ method: 'POST', path: `${path}/${id}/${operation}` }],
			kept: ({ id }) => ({ recurringBills: [{ id, archived: operation === 'archive' }] }),
			given: ({ id }) => [{ id, archived: operation === 'archive' }],
		})),
	),
];
