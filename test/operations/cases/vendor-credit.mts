import type { Bill, Data, Rec } from '../../support/bill.mts';
import { type Case, both, define } from '../../support/cases.mts';
import { always, alwaysText, threeWays, threeWaysText } from '../../support/filters.mts';
import { byId, dayFromNow, fromList, lines, picked, sortedBy } from '../../support/form.mts';
import { bookingRecords, makeVendor, payingBank } from '../../support/records.mts';
import { pages } from './pages.mts';
import { changedBodies, changedForms, lineBodies, lineForms } from './payable-lines.mts';

const resource = 'vendorCredit';
const path = '/v3/vendor-credits';
const creditDate = dayFromNow(-4);

export const creditOf = async (bill: Bill, vendor: Rec, more: Data = {}): Promise<Rec> =>
	await bill.call('POST', path, {
		vendorId: vendor.id,
		referenceNumber: bill.unique('VC'),
		creditDate,
		vendorCreditLineItems: [{ amount: 60 }, { amount: 40 }, { amount: 20 }],
		...more,
	});

/** What the fullest forms need. */
async function everything(bill: Bill) {
	const vendor = await makeVendor(bill);
	return {
		vendor,
		number: bill.unique('VC'),
		ids: await bookingRecords(bill),
		bank: await payingBank(bill),
		credit: await creditOf(bill, vendor),
	};
}
type Everything = Awaited<ReturnType<typeof everything>>;

const withCredit = async (bill: Bill) => {
	const vendor = await makeVendor(bill);
	return { vendor, credit: await creditOf(bill, vendor), number: bill.unique('VC') };
};

const withCredits = async (bill: Bill) => {
	const { vendor, credit } = await withCredit(bill);
	return [credit, await creditOf(bill, vendor), await creditOf(bill, vendor)];
};

const smallestForm = (vendor: Rec, number: string) => ({
	vendorId: byId(vendor.id),
	referenceNumber: number,
	creditDate: picked(creditDate),
	vendorCreditLineItems: lines({ amount: 12.5 }),
});
const smallestBody = (vendor: Rec, number: string) => ({
	vendorId: vendor.id,
	referenceNumber: number,
	creditDate,
	vendorCreditLineItems: [{ amount: 12.5 }],
});

const headForm = ({ vendor, number }: Everything) => ({
	vendorId: fromList(vendor.id),
	referenceNumber: number,
	creditDate,
});
const headBody = ({ vendor, number }: Everything) => ({
	vendorId: vendor.id,
	referenceNumber: number,
	creditDate,
});
/** BILL takes one account only, so there are two full forms. */
const accountForm = ({ bank, ids }: Everything, toBank: boolean) =>
	toBank
		? { applyToBankAccountId: byId(bank.id) }
		: { applyToChartOfAccountId: fromList(ids.chartOfAccountId) };
const accountBody = ({ bank, ids }: Everything, toBank: boolean) =>
	toBank ? { applyToBankAccountId: bank.id } : { applyToChartOfAccountId: ids.chartOfAccountId };

const description = 'Lamps with broken shades';
const bothAccounts = (make: (toBank: boolean) => Omit<Case<Everything>, 'form'>): Case[] =>
	[true, false].map((toBank) =>
		define({ ...make(toBank), form: toBank ? 'fullest' : 'fullest, to a chart of account' }),
	);
const oneEach = (all: unknown[]) => all.map(() => ({ json: {} }));
const idsOf = (all: Rec[]) => all.map(({ id }) => id).join(',');

export const vendorCreditWrites: Case[] = [
	define({
		resource,
		operation: 'create',
		form: 'smallest',
		setUp: withCredit,
		parameters: ({ vendor, number }) => smallestForm(vendor, number),
		received: ({ vendor, number }) => [
			{ method: 'POST', path, body: smallestBody(vendor, number) },
		],
		added: { vendorCredits: 1 },
		kept: ({ vendor, number }, [{ json }]) => ({
			vendorCredits: [{ id: json.id, ...smallestBody(vendor, number), amount: 12.5 }],
		}),
		given: ({ number }) => [
			{
				id: expect.stringMatching(/^vcr/),
				referenceNumber: number,
				status: 'NOT_APPLIED',
				archived: false,
			},
		],
	}),
	...bothAccounts((toBank) => ({
		resource,
		operation: 'create',
		setUp: everything,
		parameters: (known) => ({
			...headForm(known),
			inputMode: 'fields',
			vendorCreditLineItems: lines(...lineForms(resource, known.ids)),
			additionalFields: { ...accountForm(known, toBank), description },
			options: { batching: 'single', timeout: 30 },
		}),
		received: (known) => [
			{
				method: 'POST',
				path,
				body: {
					...headBody(known),
					vendorCreditLineItems: lineBodies(known.ids),
					...accountBody(known, toBank),
					description,
				},
			},
		],
		added: { vendorCredits: 1 },
		kept: (known, [{ json }]) => ({
			vendorCredits: [
				{
					id: json.id,
					...headBody(known),
					...accountBody(known, toBank),
					vendorCreditLineItems: lineBodies(known.ids),
					amount: 74.99,
				},
			],
		}),
		given: ({ number }) => [{ referenceNumber: number, amount: 74.99, description }],
	})),
	define({
		resource,
		operation: 'create',
		form: 'json',
		setUp: withCredit,
		parameters: ({ vendor, number }) => ({
			inputMode: 'json',
			body: JSON.stringify(smallestBody(vendor, number)),
		}),
		received: ({ vendor, number }) => [
			{ method: 'POST', path, body: smallestBody(vendor, number) },
		],
		added: { vendorCredits: 1 },
		given: ({ number }) => [{ referenceNumber: number }],
	}),
	define({
		resource,
		operation: 'create',
		form: 'many items',
		setUp: async (bill) => ({
			vendor: await makeVendor(bill),
			numbers: [1, 2, 3].map(() => bill.unique('VC')),
		}),
		items: ({ numbers }) => oneEach(numbers),
		parameters: ({ vendor, numbers }, item) => smallestForm(vendor, numbers[item]),
		received: ({ vendor, numbers }) => [
			{
				method: 'POST',
				path: `${path}/bulk`,
				body: numbers.map((number) => smallestBody(vendor, number)),
			},
		],
		added: { vendorCredits: 3 },
		given: ({ numbers }) => numbers.map((referenceNumber) => ({ referenceNumber })),
	}),
	define({
		resource,
		operation: 'create',
		form: 'many items, one with an account that many at once cannot have',
		setUp: async (bill) => ({
			...(await everything(bill)),
			numbers: [1, 2, 3].map(() => bill.unique('VC')),
		}),
		items: ({ numbers }) => oneEach(numbers),
		parameters: ({ vendor, numbers, bank }, item) => ({
			...smallestForm(vendor, numbers[item]),
			...(item === 1 && { additionalFields: { applyToBankAccountId: byId(bank.id) } }),
		}),
		received: ({ vendor, numbers: [one, two, three], bank }) => [
			{
				method: 'POST',
				path: `${path}/bulk`,
				body: [smallestBody(vendor, one), smallestBody(vendor, three)],
			},
			{
				method: 'POST',
				path,
				body: { ...smallestBody(vendor, two), applyToBankAccountId: bank.id },
			},
		],
		added: { vendorCredits: 3 },
		given: ({ numbers }) => numbers.map((referenceNumber) => ({ referenceNumber })),
	}),
	define({
		resource,
		operation: 'update',
		form: 'smallest',
		setUp: withCredit,
		parameters: ({ credit }) => ({
			vendorCreditId: byId(credit.id),
			updateFields: { description: 'Broken' },
		}),
		received: ({ credit: { id } }) => [
			{ method: 'PATCH', path: `${path}/${id}`, body: { description: 'Broken' } },
		],
		kept: ({ credit: { id, referenceNumber } }) => ({
			vendorCredits: [{ id, referenceNumber, description: 'Broken', amount: 120 }],
		}),
		given: ({ credit: { id } }) => [{ id, description: 'Broken' }],
	}),
	...bothAccounts((toBank) => ({
		resource,
		operation: 'update',
		setUp: everything,
		parameters: (known) => ({
			vendorCreditId: fromList(known.credit.id),
			inputMode: 'fields',
			updateFields: {
				...headForm(known),
				...accountForm(known, toBank),
				description,
				vendorCreditLineItems: lines(
					...changedForms(resource, known.ids, known.credit.vendorCreditLineItems),
				),
			},
			options: { batching: 'single', timeout: 30 },
		}),
		received: (known) => [
			{
				method: 'PATCH',
				path: `${path}/${known.credit.id}`,
				body: {
					...headBody(known),
					...accountBody(known, toBank),
					description,
					vendorCreditLineItems: changedBodies(known.ids, known.credit.vendorCreditLineItems),
				},
			},
		],
		// The third line was left out, so it is as it was.
		kept: (known) => ({
			vendorCredits: [{ id: known.credit.id, ...headBody(known), amount: 94.99 }],
		}),
		given: ({ credit, number }) => [{ id: credit.id, referenceNumber: number, amount: 94.99 }],
	})),
	define({
		resource,
		operation: 'update',
		form: 'json',
		setUp: withCredit,
		parameters: ({ credit }) => ({
			vendorCreditId: byId(credit.id),
			inputMode: 'json',
			body: { creditDate: '2026-01-31' },
		}),
		received: ({ credit: { id } }) => [
			{ method: 'PATCH', path: `${path}/${id}`, body: { creditDate: '2026-01-31' } },
		],
		kept: ({ credit: { id } }) => ({ vendorCredits: [{ id, creditDate: '2026-01-31' }] }),
		given: ({ credit: { id } }) => [{ id, creditDate: '2026-01-31' }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'many items',
		setUp: withCredits,
		items: (credits) => oneEach(credits),
		parameters: (credits, item) => ({
			vendorCreditId: byId(credits[item].id),
			updateFields: { description: `D${item}` },
		}),
		received: (credits) => [
			{
				method: 'PATCH',
				path: `${path}/bulk`,
				body: credits.map(({ id }, item) => ({ id, description: `D${item}` })),
			},
		],
		kept: (credits) => ({
			vendorCredits: credits.map(({ id }, item) => ({ id, description: `D${item}`, amount: 120 })),
		}),
		given: (credits) => credits.map(({ id }, item) => ({ id, description: `D${item}` })),
	}),
	define({
		resource,
		operation: 'replace',
		form: 'smallest',
		setUp: withCredit,
		parameters: ({ credit, vendor, number }) => ({
			vendorCreditId: byId(credit.id),
			...smallestForm(vendor, number),
		}),
		received: ({ credit, vendor, number }) => [
			{ method: 'PUT', path: `${path}/${credit.id}`, body: smallestBody(vendor, number) },
		],
		kept: ({ credit, number }) => ({
			vendorCredits: [{ id: credit.id, referenceNumber: number, amount: 12.5 }],
		}),
		given: ({ credit }) => [{ id: credit.id, amount: 12.5 }],
	}),
	...bothAccounts((toBank) => ({
		resource,
		operation: 'replace',
		setUp: everything,
		parameters: (known) => ({
			vendorCreditId: fromList(known.credit.id),
			...headForm(known),
			inputMode: 'fields',
			vendorCreditLineItems: lines(
				{ lineId: known.credit.vendorCreditLineItems[0].id, amount: 9 },
				...lineForms(resource, known.ids),
			),
			additionalFields: { ...accountForm(known, toBank), description },
			options: { batching: 'single', timeout: 30 },
		}),
		received: (known) => [
			{
				method: 'PUT',
				path: `${path}/${known.credit.id}`,
				body: {
					...headBody(known),
					vendorCreditLineItems: [
						{ id: known.credit.vendorCreditLineItems[0].id, amount: 9 },
						...lineBodies(known.ids),
					],
					...accountBody(known, toBank),
					description,
				},
			},
		],
		// The lines that were left out are gone.
		kept: ({ credit }) => ({ vendorCredits: [{ id: credit.id, amount: 83.99 }] }),
		given: ({ credit, number }) => [{ id: credit.id, referenceNumber: number, amount: 83.99 }],
	})),
	define({
		resource,
		operation: 'replace',
		form: 'json',
		setUp: withCredit,
		parameters: ({ credit, vendor, number }) => ({
			vendorCreditId: byId(credit.id),
			inputMode: 'json',
			body: smallestBody(vendor, number),
		}),
		received: ({ credit, vendor, number }) => [
			{ method: 'PUT', path: `${path}/${credit.id}`, body: smallestBody(vendor, number) },
		],
		given: ({ credit }) => [{ id: credit.id, amount: 12.5 }],
	}),
	define({
		resource,
		operation: 'replace',
		form: 'many items',
		setUp: withCredits,
		items: (credits) => oneEach(credits),
		parameters: (credits, item) => ({
			vendorCreditId: byId(credits[item].id),
			...smallestForm({ id: credits[item].vendorId }, `R${item}`),
		}),
		received: (credits) => [
			{
				method: 'PUT',
				path: `${path}/bulk`,
				body: credits.map(({ id, vendorId }, item) => ({
					id,
					...smallestBody({ id: vendorId }, `R${item}`),
				})),
			},
		],
		given: (credits) => credits.map(({ id }, item) => ({ id, referenceNumber: `R${item}` })),
	}),
	...both((full) => ({
		resource,
		operation: 'archive',
		setUp: async (bill) => (await withCredit(bill)).credit,
		parameters: ({ id }) => ({
			vendorCreditId: full ? fromList(id) : byId(id),
			...(full && { options: { batching: 'single', timeout: 30 } }),
		}),
		received: ({ id }) => [{ method: 'POST', path: `${path}/${id}/archive` }],
		kept: ({ id }) => ({ vendorCredits: [{ id, archived: true }] }),
		given: ({ id }) => [{ id, archived: true }],
	})),
	define({
		resource,
		operation: 'archive',
		form: 'many items',
		setUp: withCredits,
		items: (credits) => oneEach(credits),
		parameters: (credits, item) => ({ vendorCreditId: byId(credits[item].id) }),
		received: (credits) => [
			{ method: 'POST', path: `${path}/bulk/archive`, query: { ids: idsOf(credits) } },
		],
		kept: (credits) => ({ vendorCredits: credits.map(({ id }) => ({ id, archived: true })) }),
		given: (credits) => credits.map(({ id }) => ({ id, archived: true })),
	}),
];

export const vendorCreditReads: Case[] = [
	define({
		resource,
		operation: 'get',
		form: 'smallest',
		setUp: withCredit,
		parameters: ({ credit }) => ({ vendorCreditId: byId(credit.id) }),
		received: ({ credit }) => [{ method: 'GET', path: `${path}/${credit.id}` }],
		given: ({ vendor, credit: { id, referenceNumber } }) => [
			{
				...{ id, vendorId: vendor.id, referenceNumber, creditDate, amount: 120 },
				...{ appliedAmount: 0, status: 'NOT_APPLIED', archived: false },
			},
		],
	}),
	define({
		resource,
		operation: 'get',
		form: 'fullest',
		setUp: withCredit,
		parameters: ({ credit }) => ({
			vendorCreditId: fromList(credit.id),
			simplify: false,
			options: { timeout: 30 },
		}),
		received: ({ credit }) => [{ method: 'GET', path: `${path}/${credit.id}` }],
		given: ({ credit }) => [{ ...credit, usage: [] }],
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
			const { id } = await makeVendor(bill);
			const body = (i: number) => smallestBody({ id }, `P${i}`);
			for (let batch = 0; batch < 3; batch++) {
				await bill.call(
					'POST',
					`${path}/bulk`,
					Array.from({ length: 50 }, (_, i) => body(i)),
				);
			}
			return bill.localBill?.records('vendorCredits').map((credit) => ({ id: credit.id })) ?? [];
		},
		parameters: () => ({ returnAll: true }),
		received: () => pages(path, 2),
		given: (all) => all,
	}),
	define({
		resource,
		operation: 'getAll',
		form: 'fullest',
		setUp: withCredit,
		parameters: ({ credit: { id } }) => ({
			returnAll: true,
			filters: {
				archived: [
					{ operator: 'eq', value: false },
					{ operator: 'ne', value: true },
				],
				createdTime: always,
				id: threeWays(id),
				updatedTime: always,
			},
			sort: sortedBy(
				['creditDate', 'asc'],
				['amount', 'desc'],
				['appliedAmount', 'asc'],
				['archived', 'desc'],
				['createdTime', 'asc'],
				['updatedTime', 'desc'],
			),
			simplify: false,
			options: { filterText: 'archived:eq:false', timeout: 30 },
		}),
		received: ({ credit: { id } }) => [
			{
				method: 'GET',
				path,
				query: {
					max: '100',
					sort: [
						'creditDate:asc,amount:desc,appliedAmount:asc',
						'archived:desc,createdTime:asc,updatedTime:desc',
					].join(','),
					filters: [
						'archived:eq:false,archived:ne:true',
						alwaysText('createdTime'),
						threeWaysText('id', id),
						alwaysText('updatedTime'),
						'archived:eq:false',
					].join(','),
				},
			},
		],
		given: ({ credit }) => [{ ...credit, usage: [] }],
	}),
];
