import type { Bill, Data, Rec } from '../../support/bill.mts';
import { type Case, both, define } from '../../support/cases.mts';
import { always, alwaysText, threeWays, threeWaysText } from '../../support/filters.mts';
import { byId, dayFromNow, fromList, group, lines, picked, sortedBy } from '../../support/form.mts';
import { bookingRecords, payingBank } from '../../support/records.mts';
import {
	headBody,
	headForm,
	lineBody,
	lineForm,
	makeCustomer,
	makeInvoice,
	makeMemo,
	pagesOf,
	salesTaxItem,
	times,
} from './receivables.mts';

const resource = 'creditMemo';
const creditDate = dayFromNow(-3);

async function everything(bill: Bill) {
	return {
		customer: await makeCustomer(bill),
		number: bill.unique('CM'),
		ids: await bookingRecords(bill),
		bank: await payingBank(bill),
		tax: await salesTaxItem(bill),
	};
}
type Everything = Awaited<ReturnType<typeof everything>>;

const everythingAndMemo = async (bill: Bill) => {
	const known = await everything(bill);
	return { ...known, memo: await makeMemo(bill, known.customer) };
};

const headOf = (known: Everything) => ({
	customerId: fromList(known.customer.id),
	referenceNumber: known.number,
	creditDate: picked(creditDate),
});
const headSent = (known: Everything) => ({
	customerId: known.customer.id,
	referenceNumber: known.number,
	creditDate,
});

/** Where the money of the memo is booked to: one of the two may be said. */
const detailsForm = ({ ids, tax }: Everything) => ({
	classifications: group(headForm(ids)),
	description: 'Two books returned',
	payToChartOfAccountId: byId(ids.chartOfAccountId),
	salesTaxItemId: byId(tax.id),
});
const detailsBody = ({ ids, tax }: Everything) => ({
	classifications: headBody(ids),
	description: 'Two books returned',
	payToChartOfAccountId: ids.chartOfAccountId,
	salesTaxItemId: tax.id,
});

/** By quantity and price, taxed; by amount; and a part of the lines above. */
const lineForms = ({ ids }: Everything) => [
	{
		description: 'Two books',
		additionalFields: { quantity: 2, price: 19.99, taxable: true, ...lineForm(ids) },
	},
	{ description: 'Postage', additionalFields: { amount: 10.02 } },
	{ description: 'Discount', additionalFields: { ratePercent: -10 } },
];
const lineBodies = ({ ids }: Everything) => [
	{
		description: 'Two books',
		quantity: 2,
		price: 19.99,
		taxable: true,
		classifications: lineBody(ids),
	},
	{ description: 'Postage', amount: 10.02 },
	{ description: 'Discount', ratePercent: -10 },
];
/** 39.98 + 10.02 - 5 and 7 % tax on the first line. */
const amount = 47.8;

const smallestForm = (customer: Rec, number: string) => ({
	customerId: byId(customer.id),
	referenceNumber: number,
	creditDate: picked(creditDate),
	creditMemoLineItems: lines({ additionalFields: { amount: 39.98 } }),
});
const smallestBody = (customer: Rec, number: string) => ({
	customerId: customer.id,
	referenceNumber: number,
	creditDate,
	creditMemoLineItems: [{ amount: 39.98 }],
});

const newMemos = async (bill: Bill) => ({
	customer: await makeCustomer(bill),
	numbers: [1, 2, 3].map(() => bill.unique('CM')),
});
const threeMemos = async (bill: Bill) => {
	const customer = await makeCustomer(bill);
	const memos = [1, 2, 3].map(async () => await makeMemo(bill, customer));
	return {
		customer,
		memos: await Promise.all(memos),
		numbers: [1, 2, 3].map(() => bill.unique('R')),
	};
};

const creates: Case[] = [
	define({
		resource,
		operation: 'create',
		form: 'smallest',
		setUp: newMemos,
		parameters: ({ customer, numbers }) => smallestForm(customer, numbers[0]),
		received: ({ customer, numbers }) => [
			{ method: 'POST', path: '/v3/credit-memos', body: smallestBody(customer, numbers[0]) },
		],
		added: { creditMemos: 1 },
		kept: ({ customer }, [{ json }]) => ({
			creditMemos: [{ id: json.id, customerId: customer.id, creditDate, amount: 39.98 }],
		}),
		given: ({ numbers }) => [
			{
				id: expect.stringMatching(/^ccr/),
				referenceNumber: numbers[0],
				amount: 39.98,
				appliedAmount: 0,
				status: 'NOT_APPLIED',
			},
		],
	}),
	define({
		resource,
		operation: 'create',
		form: 'fullest',
		setUp: everything,
		parameters: (known) => ({
			inputMode: 'fields',
			...headOf(known),
			creditMemoLineItems: lines(...lineForms(known)),
			additionalFields: detailsForm(known),
			options: { batching: 'single', timeout: 30 },
		}),
		received: (known) => [
			{
				method: 'POST',
				path: '/v3/credit-memos',
				body: {
					...headSent(known),
					creditMemoLineItems: lineBodies(known),
					...detailsBody(known),
				},
			},
		],
		added: { creditMemos: 1 },
		kept: (known, [{ json }]) => ({
			creditMemos: [{ id: json.id, ...headSent(known), ...detailsBody(known), amount }],
		}),
		given: ({ number }) => [{ referenceNumber: number, amount, salesTaxTotal: 2.8 }],
	}),
	define({
		resource,
		operation: 'create',
		form: 'paid to a bank account',
		setUp: everything,
		parameters: (known) => ({
			...smallestForm(known.customer, known.number),
			additionalFields: { payToBankAccountId: fromList(known.bank.id) },
		}),
		received: ({ customer, number, bank }) => [
			{
				method: 'POST',
				path: '/v3/credit-memos',
				body: { ...smallestBody(customer, number), payToBankAccountId: bank.id },
			},
		],
		added: { creditMemos: 1 },
		given: ({ bank }) => [{ payToBankAccountId: bank.id }],
	}),
	define({
		resource,
		operation: 'create',
		form: 'json',
		setUp: newMemos,
		parameters: ({ customer, numbers }) => ({
			inputMode: 'json',
			body: JSON.stringify(smallestBody(customer, numbers[0])),
		}),
		received: ({ customer, numbers }) => [
			{ method: 'POST', path: '/v3/credit-memos', body: smallestBody(customer, numbers[0]) },
		],
		added: { creditMemos: 1 },
		given: ({ numbers }) => [{ referenceNumber: numbers[0] }],
	}),
	define({
		resource,
		operation: 'create',
		form: 'many items',
		setUp: newMemos,
		items: ({ numbers }) => numbers.map(() => ({ json: {} })),
		parameters: ({ customer, numbers }, item) => smallestForm(customer, numbers[item]),
		received: ({ customer, numbers }) => [
			{
				method: 'POST',
				path: '/v3/credit-memos/bulk',
				body: numbers.map((number) => smallestBody(customer, number)),
			},
		],
		added: { creditMemos: 3 },
		given: ({ numbers }) => numbers.map((referenceNumber) => ({ referenceNumber })),
	}),
];

const changes: Case[] = [
	define({
		resource,
		operation: 'update',
		form: 'smallest',
		setUp: everythingAndMemo,
		parameters: ({ memo }) => ({
			creditMemoId: byId(memo.id),
			updateFields: { description: 'Returned' },
		}),
		received: ({ memo }) => [
			{ method: 'PATCH', path: `/v3/credit-memos/${memo.id}`, body: { description: 'Returned' } },
		],
		kept: ({ memo }) => ({
			creditMemos: [{ id: memo.id, description: 'Returned', amount: 60 }],
		}),
		given: ({ memo }) => [{ id: memo.id, description: 'Returned' }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'fullest',
		setUp: async (bill) => {
			const known = await everything(bill);
			const creditMemoLineItems = [{ amount: 1 }, { amount: 2 }, { amount: 3 }, { amount: 4 }];
			return { ...known, memo: await makeMemo(bill, known.customer, { creditMemoLineItems }) };
		},
		parameters: (known) => ({
			inputMode: 'fields',
			creditMemoId: fromList(known.memo.id),
			updateFields: {
				...headOf(known),
				creditMemoLineItems: lines(
					...lineForms(known).map((line, i) => ({
						lineId: known.memo.creditMemoLineItems[i].id,
						...line,
					})),
				),
				...detailsForm(known),
			},
			options: { batching: 'single', timeout: 30 },
		}),
		received: (known) => [
			{
				method: 'PATCH',
				path: `/v3/credit-memos/${known.memo.id}`,
				body: {
					...headSent(known),
					creditMemoLineItems: lineBodies(known).map((line, i) => ({
						id: known.memo.creditMemoLineItems[i].id,
						...line,
					})),
					...detailsBody(known),
				},
			},
		],
		// The fourth line, of 4, was left out, so it is as it was.
		kept: (known) => ({
			creditMemos: [{ id: known.memo.id, ...headSent(known), amount: 51.8 }],
		}),
		given: ({ memo }) => [{ id: memo.id, amount: 51.8 }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'paid to a bank account',
		setUp: everythingAndMemo,
		parameters: ({ memo, bank }) => ({
			creditMemoId: byId(memo.id),
			updateFields: { payToBankAccountId: byId(bank.id) },
		}),
		received: ({ memo, bank }) => [
			{
				method: 'PATCH',
				path: `/v3/credit-memos/${memo.id}`,
				body: { payToBankAccountId: bank.id },
			},
		],
		kept: ({ memo, bank }) => ({ creditMemos: [{ id: memo.id, payToBankAccountId: bank.id }] }),
		given: ({ memo }) => [{ id: memo.id }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'json',
		setUp: everythingAndMemo,
		parameters: ({ memo }) => ({
			creditMemoId: byId(memo.id),
			inputMode: 'json',
			body: '{"referenceNumber": "CM-J"}',
		}),
		received: ({ memo }) => [
			{ method: 'PATCH', path: `/v3/credit-memos/${memo.id}`, body: { referenceNumber: 'CM-J' } },
		],
		kept: ({ memo }) => ({ creditMemos: [{ id: memo.id, referenceNumber: 'CM-J' }] }),
		given: ({ memo }) => [{ id: memo.id, referenceNumber: 'CM-J' }],
	}),
	define({
		resource,
		operation: 'update',
		form: 'many items',
		setUp: threeMemos,
		items: ({ memos }) => memos.map(() => ({ json: {} })),
		parameters: ({ memos, numbers }, item) => ({
			creditMemoId: byId(memos[item].id),
			updateFields: { referenceNumber: numbers[item] },
		}),
		received: ({ memos, numbers }) => [
			{
				method: 'PATCH',
				path: '/v3/credit-memos/bulk',
				body: memos.map(({ id }, i) => ({ id, referenceNumber: numbers[i] })),
			},
		],
		kept: ({ memos, numbers }) => ({
			creditMemos: memos.map(({ id }, i) => ({ id, referenceNumber: numbers[i], amount: 60 })),
		}),
		given: ({ memos, numbers }) => memos.map(({ id }, i) => ({ id, referenceNumber: numbers[i] })),
	}),
	define({
		resource,
		operation: 'replace',
		form: 'smallest',
		setUp: everythingAndMemo,
		parameters: ({ customer, number, memo }) => ({
			creditMemoId: byId(memo.id),
			...smallestForm(customer, number),
		}),
		received: ({ customer, number, memo }) => [
			{
				method: 'PUT',
				path: `/v3/credit-memos/${memo.id}`,
				body: smallestBody(customer, number),
			},
		],
		kept: ({ number, memo }) => ({
			creditMemos: [{ id: memo.id, referenceNumber: number, amount: 39.98 }],
		}),
		given: ({ memo }) => [{ id: memo.id, amount: 39.98 }],
	}),
	define({
		resource,
		operation: 'replace',
		form: 'fullest',
		setUp: everythingAndMemo,
		parameters: (known) => ({
			inputMode: 'fields',
			creditMemoId: fromList(known.memo.id),
			...headOf(known),
			creditMemoLineItems: lines(...lineForms(known), {
				lineId: known.memo.creditMemoLineItems[0].id,
				additionalFields: { amount: 9 },
			}),
			additionalFields: detailsForm(known),
			options: { batching: 'single', timeout: 30 },
		}),
		received: (known) => [
			{
				method: 'PUT',
				path: `/v3/credit-memos/${known.memo.id}`,
				body: {
					...headSent(known),
					creditMemoLineItems: [
						...lineBodies(known),
						{ id: known.memo.creditMemoLineItems[0].id, amount: 9 },
					],
					...detailsBody(known),
				},
			},
		],
		// The line that was left out is gone.
		kept: (known) => ({
			creditMemos: [{ id: known.memo.id, ...headSent(known), amount: 56.8 }],
		}),
		given: ({ memo }) => [{ id: memo.id, amount: 56.8 }],
	}),
	define({
		resource,
		operation: 'replace',
		form: 'paid to a bank account',
		setUp: everythingAndMemo,
		parameters: ({ customer, number, memo, bank }) => ({
			creditMemoId: byId(memo.id),
			...smallestForm(customer, number),
			additionalFields: { payToBankAccountId: byId(bank.id) },
		}),
		received: ({ customer, number, memo, bank }) => [
			{
				method: 'PUT',
				path: `/v3/credit-memos/${memo.id}`,
				body: { ...smallestBody(customer, number), payToBankAccountId: bank.id },
			},
		],
		given: ({ memo, bank }) => [{ id: memo.id, payToBankAccountId: bank.id }],
	}),
	define({
		resource,
		operation: 'replace',
		form: 'json',
		setUp: everythingAndMemo,
		parameters: ({ customer, number, memo }) => ({
			creditMemoId: byId(memo.id),
			inputMode: 'json',
			body: smallestBody(customer, number),
		}),
		received: ({ customer, number, memo }) => [
			{
				method: 'PUT',
				path: `/v3/credit-memos/${memo.id}`,
				body: smallestBody(customer, number),
			},
		],
		given: ({ memo }) => [{ id: memo.id, amount: 39.98 }],
	}),
	define({
		resource,
		operation: 'replace',
		form: 'many items',
		setUp: threeMemos,
		items: ({ memos }) => memos.map(() => ({ json: {} })),
		parameters: ({ customer, memos, numbers }, item) => ({
			creditMemoId: byId(memos[item].id),
			...smallestForm(customer, numbers[item]),
		}),
		received: ({ customer, memos, numbers }) => [
			{
				method: 'PUT',
				path: '/v3/credit-memos/bulk',
				body: memos.map(({ id }, i) => ({ id, ...smallestBody(customer, numbers[i]) })),
			},
		],
		kept: ({ memos, numbers }) => ({
			creditMemos: memos.map(({ id }, i) => ({ id, referenceNumber: numbers[i], amount: 39.98 })),
		}),
		given: ({ memos, numbers }) => memos.map(({ id }, i) => ({ id, referenceNumber: numbers[i] })),
	}),
	...['archive', 'restore'].flatMap((operation): Case[] => [
		...both((full) => ({
			resource,
			operation,
			setUp: async (bill) => {
				const memo = await makeMemo(bill, await makeCustomer(bill));
				if (operation === 'archive') return memo;
				return await bill.call('POST', `/v3/credit-memos/${memo.id}/archive`);
			},
			parameters: ({ id }) => ({
				creditMemoId: full ? fromList(id) : byId(id),
				...(full && { options: { batching: 'single', timeout: 30 } }),
			}),
			received: ({ id }) => [{ method: 'POST', path: `/v3/credit-memos/${id}/${operation}` }],
			kept: ({ id }) => ({ creditMemos: [{ id, archived: operation === 'archive' }] }),
			given: ({ id }) => [{ id, archived: operation === 'archive' }],
		})),
		define({
			resource,
			operation,
			form: 'many items',
			setUp: async (bill) => {
				const { memos } = await threeMemos(bill);
				const ids = memos.map(({ id }) => id);
				if (operation === 'restore') {
					const query = { ids: ids.join(',') };
					await bill.call('POST', '/v3/credit-memos/bulk/archive', undefined, query);
				}
				return ids;
			},
			items: (ids) => ids.map(() => ({ json: {} })),
			parameters: (ids, item) => ({ creditMemoId: byId(ids[item]) }),
			received: (ids) => [
				{
					method: 'POST',
					path: `/v3/credit-memos/bulk/${operation}`,
					query: { ids: ids.join(',') },
				},
			],
			kept: (ids) => ({
				creditMemos: ids.map((id) => ({ id, archived: operation === 'archive' })),
			}),
			given: (ids) => ids.map((id) => ({ id, archived: operation === 'archive' })),
		}),
	]),
];

const reads: Case[] = [
	define({
		resource,
		operation: 'get',
		form: 'smallest',
		setUp: everythingAndMemo,
		parameters: ({ memo }) => ({ creditMemoId: byId(memo.id) }),
		received: ({ memo }) => [{ method: 'GET', path: `/v3/credit-memos/${memo.id}` }],
		given: ({ customer, memo: { id, referenceNumber, creditDate: ofMemo } }) => [
			{
				id,
				referenceNumber,
				customerId: customer.id,
				creditDate: ofMemo,
				amount: 60,
				appliedAmount: 0,
				status: 'NOT_APPLIED',
				archived: false,
			},
		],
	}),
	define({
		resource,
		operation: 'get',
		form: 'fullest',
		setUp: async (bill) => {
			const known = await everythingAndMemo(bill);
			return { ...known, invoice: await makeInvoice(bill, known.customer, { creditAmount: 25 }) };
		},
		parameters: ({ memo }) => ({
			creditMemoId: fromList(memo.id),
			simplify: false,
			options: { timeout: 30 },
		}),
		received: ({ memo }) => [{ method: 'GET', path: `/v3/credit-memos/${memo.id}` }],
		given: ({ memo, invoice }) => [
			{
				id: memo.id,
				creditMemoLineItems: memo.creditMemoLineItems,
				appliedAmount: 25,
				usage: [{ invoiceId: invoice.id, amount: 25 }],
			},
		],
	}),
	define({
		resource,
		operation: 'getAll',
		form: 'smallest',
		localOnly: 'counts the credit memos that the local BILL begins with',
		parameters: () => ({}),
		received: () => [{ method: 'GET', path: '/v3/credit-memos', query: { max: '50' } }],
		given: () => [
			{ referenceNumber: 'CM-31' },
			{ referenceNumber: 'CM-32' },
			{ referenceNumber: 'CM-33' },
		],
	}),
	define({
		resource,
		operation: 'getAll',
		form: 'pages',
		localOnly: 'makes hundreds of credit memos',
		setUp: async (bill) => {
			const customer = await makeCustomer(bill);
			const memo = smallestBody(customer, 'MANY');
			await times(4, async () => {
				await bill.call('POST', '/v3/credit-memos/bulk', Array<object>(50).fill(memo));
			});
		},
		parameters: () => ({ returnAll: true }),
		received: () => pagesOf('/v3/credit-memos', 3),
		given: () => Array<Data>(203).fill({ id: expect.stringMatching(/^ccr/) }),
	}),
	define({
		resource,
		operation: 'getAll',
		form: 'fullest',
		setUp: everythingAndMemo,
		parameters: ({ customer, memo }) => ({
			returnAll: true,
			filters: {
				archived: [
					{ operator: 'eq', value: false },
					{ operator: 'ne', value: true },
				],
				createdTime: always,
				customerId: [threeWays(customer.id)[0], threeWays(customer.id)[2]],
				id: threeWays(memo.id),
				updatedTime: always,
			},
			sort: sortedBy(
				['creditDate', 'asc'],
				['amount', 'desc'],
				['appliedAmount', 'asc'],
				['archived', 'asc'],
				['createdTime', 'desc'],
				['updatedTime', 'asc'],
			),
			simplify: false,
			options: { filterText: 'archived:eq:false', timeout: 30 },
		}),
		received: ({ customer, memo }) => {
			const [isCustomer, , inCustomers] = threeWaysText('customerId', customer.id).split(
				/,(?=customerId)/,
			);
			return [
				{
					method: 'GET',
					path: '/v3/credit-memos',
					query: {
						max: '100',
						sort: [
							'creditDate:asc,amount:desc,appliedAmount:asc,archived:asc',
							'createdTime:desc,updatedTime:asc',
						].join(','),
						filters: [
							'archived:eq:false,archived:ne:true',
							alwaysText('createdTime'),
							isCustomer,
							inCustomers,
							threeWaysText('id', memo.id),
							alwaysText('updatedTime'),
							'archived:eq:false',
						].join(','),
					},
				},
			];
		},
		given: ({ memo: { id, creditMemoLineItems } }) => [{ id, creditMemoLineItems }],
	}),
];

export const creditMemoCases: Case[] = [...creates, ...changes, ...reads];
