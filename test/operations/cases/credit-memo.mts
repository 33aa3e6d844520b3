import type { Bill } from '../../support/bill.mts';
import { type Case, get, pick } from '../../support/cases.mts';
import {
	anyTime,
	isId,
	isOneOf,
	notArchived,
	changedLately,
	amounts,
} from '../../support/filters.mts';
import { byId, dayFromNow, fromList, group, lines, picked } from '../../support/form.mts';
import { bookingRecords, makeCustomer, makeInvoice, payingBank } from '../../support/records.mts';
import { fill, standardCases, namesRead } from '../../support/standard-cases.mts';
import { headBody, headForm, lineBody, lineForm, makeMemo, salesTaxItem } from './receivables.mts';

const path = '/v3/credit-memos';
const creditDate = dayFromNow(-3);

async function setUp(bill: Bill) {
	const customer = await makeCustomer(bill);
	const creditMemoLineItems = [
		{ description: 'Returned books', amount: 50 },
		{ description: 'Postage', amount: 5 },
		{ amount: 1 },
		{ amount: 4 },
	];
	return {
		customer,
		number: bill.unique('CM'),
		ids: await bookingRecords(bill),
		bank: await payingBank(bill),
		tax: await salesTaxItem(bill),
		memo: await makeMemo(bill, customer, { creditMemoLineItems }),
	};
}
type Known = Awaited<ReturnType<typeof setUp>>;

const smallest = ({ customer, number }: Pick<Known, 'customer' | 'number'>) => ({
	form: {
		customerId: byId(customer.id),
		referenceNumber: number,
		creditDate: picked(creditDate),
		creditMemoLineItems: lines({ additionalFields: { amount: 39.98 } }),
	},
	body: {
		customerId: customer.id,
		referenceNumber: number,
		creditDate,
		creditMemoLineItems: [{ amount: 39.98 }],
	},
});

const head = ({ customer, number }: Known) => ({
	form: {
		customerId: fromList(customer.id),
		referenceNumber: number,
		creditDate: picked(creditDate),
	},
	body: { customerId: customer.id, referenceNumber: number, creditDate },
});

/** Classifications and payment target of the memo. Only one of the two targets may be set. */
const detailsForm = ({ ids, tax }: Known) => ({
	classifications: group(headForm(ids)),
	description: 'Two books returned',
	payToChartOfAccountId: byId(ids.chartOfAccountId),
	salesTaxItemId: byId(tax.id),
});
const detailsBody = ({ ids, tax }: Known) => ({
	classifications: headBody(ids),
	description: 'Two books returned',
	payToChartOfAccountId: ids.chartOfAccountId,
	salesTaxItemId: tax.id,
});

/** Lines by quantity and price (taxed), by amount, and by a percentage of the lines above. */
const lineForms = ({ ids }: Known) => [
	{
		description: 'Two books',
		additionalFields: { quantity: 2, price: 19.99, taxable: true, ...lineForm(ids) },
	},
	{ description: 'Postage', additionalFields: { amount: 10.02 } },
	{ description: 'Discount', additionalFields: { ratePercent: -10 } },
];
const lineBodies = ({ ids }: Known) => [
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
/** 39.98 + 10.02 - 5, plus 7 % tax on the first line. */
const amount = 47.8;

/** The existing lines of a memo. */
const withIds = (key: 'lineId' | 'id', { memo }: Known, all: object[]) =>
	all.map((line, i) => ({ [key]: memo.creditMemoLineItems[i].id as string, ...line }));

const { caseOf, create, change, ends, getOne, getMany } = standardCases<Known>({
	resource: 'creditMemo',
	collection: 'creditMemos',
	ofWhom: 'customer',
	path,
	setUp,
	record: ({ memo }) => memo,
	bulk: 'everything',
});

export const creditMemoCases: Case[] = [
	...create({
		smallest: (known) => ({
			...smallest(known),
			kept: { customerId: known.customer.id, creditDate, amount: 39.98 },
			given: {
				id: expect.stringMatching(/^ccr/),
				referenceNumber: known.number,
				amount: 39.98,
				appliedAmount: 0,
				status: 'NOT_APPLIED',
			},
		}),
		fullest: (known) => ({
			form: { ...head(known).form, creditMemoLineItems: lines(...lineForms(known)) },
			more: detailsForm(known),
			body: {
				...head(known).body,
				creditMemoLineItems: lineBodies(known),
				...detailsBody(known),
			},
			kept: { ...head(known).body, ...detailsBody(known), amount },
			given: { referenceNumber: known.number, amount, salesTaxTotal: 2.8 },
		}),
		'paid to a bank account': (known) => ({
			form: smallest(known).form,
			more: { payToBankAccountId: fromList(known.bank.id) },
			body: { ...smallest(known).body, payToBankAccountId: known.bank.id },
			given: { payToBankAccountId: known.bank.id },
		}),
		json: (known) => ({
			body: smallest(known).body,
			given: { referenceNumber: known.number },
		}),
	}),
	...change('update', {
		smallest: () => ({
			form: { description: 'Returned' },
			body: { description: 'Returned' },
			kept: { description: 'Returned', amount: 60 },
			given: { description: 'Returned' },
		}),
		fullest: (known) => ({
			form: {
				...head(known).form,
				creditMemoLineItems: lines(...withIds('lineId', known, lineForms(known))),
				...detailsForm(known),
			},
			body: {
				...head(known).body,
				creditMemoLineItems: withIds('id', known, lineBodies(known)),
				...detailsBody(known),
			},
			// The fourth line, of 4, was left out, so it stays as it was.
			kept: { ...head(known).body, amount: 51.8 },
			given: { amount: 51.8 },
		}),
		'paid to a bank account': ({ bank }) => ({
			form: { payToBankAccountId: byId(bank.id) },
			body: { payToBankAccountId: bank.id },
			kept: { payToBankAccountId: bank.id },
			given: {},
		}),
		json: () => ({
			form: '{"referenceNumber": "CM-J"}',
			body: { referenceNumber: 'CM-J' },
			kept: { referenceNumber: 'CM-J' },
			given: { referenceNumber: 'CM-J' },
		}),
		'many items': ({ number }) => ({
			form: { referenceNumber: number },
			body: { referenceNumber: number },
			kept: { referenceNumber: number, amount: 60 },
			given: { referenceNumber: number },
		}),
	}),
	...change('replace', {
		smallest: (known) => ({
			...smallest(known),
			kept: { referenceNumber: known.number, amount: 39.98 },
			given: { amount: 39.98 },
		}),
		fullest: (known) => ({
			form: {
				...head(known).form,
				creditMemoLineItems: lines(...lineForms(known), {
					lineId: known.memo.creditMemoLineItems[0].id,
					additionalFields: { amount: 9 },
				}),
			},
			more: detailsForm(known),
			body: {
				...head(known).body,
				creditMemoLineItems: [
					...lineBodies(known),
					{ id: known.memo.creditMemoLineItems[0].id, amount: 9 },
				],
				...detailsBody(known),
			},
			// The lines that were left out have been removed.
			kept: { ...head(known).body, amount: 56.8 },
			given: { amount: 56.8 },
		}),
		'paid to a bank account': (known) => ({
			form: smallest(known).form,
			more: { payToBankAccountId: byId(known.bank.id) },
			body: { ...smallest(known).body, payToBankAccountId: known.bank.id },
			given: { payToBankAccountId: known.bank.id },
		}),
		json: (known) => ({ body: smallest(known).body, given: { amount: 39.98 } }),
		'many items': (known) => ({
			...smallest(known),
			kept: { referenceNumber: known.number, amount: 39.98 },
			given: { referenceNumber: known.number },
		}),
	}),
	...ends('archive', 'restore'),
	...getOne({
		smallest: ({ customer, memo: { referenceNumber, creditDate: ofMemo } }) => ({
			referenceNumber,
			customerId: customer.id,
			creditDate: ofMemo,
			amount: 60,
			appliedAmount: 0,
			status: 'NOT_APPLIED',
			archived: false,
		}),
	}),
	caseOf('get', 'fullest', {
		setUp: async (bill) => {
			const known = await setUp(bill);
			return { ...known, invoice: await makeInvoice(bill, known.customer, { creditAmount: 25 }) };
		},
		parameters: ({ memo }) => ({
			...pick('creditMemoId', memo.id, true),
			simplify: false,
			options: { addNames: true, timeout: 30 },
		}),
		received: ({ customer, memo }) => [
			get(`${path}/${memo.id}`),
			...namesRead('/v3/customers', [customer.id]),
		],
		given: ({ memo, invoice }) => [
			{
				id: memo.id,
				creditMemoLineItems: memo.creditMemoLineItems,
				appliedAmount: 25,
				usage: [{ invoiceId: invoice.id, amount: 25 }],
			},
		],
	}),
	...getMany({
		begins: [
			{ referenceNumber: 'CM-31' },
			{ referenceNumber: 'CM-32' },
			{ referenceNumber: 'CM-33' },
		],
		pages: {
			count: 3,
			fill: async (bill) => {
				const customer = await makeCustomer(bill);
				await fill(bill, path, 200, () => smallest({ customer, number: 'MANY' }).body);
			},
		},
		filters: ({ customer, memo }) => [
			notArchived,
			anyTime('createdTime'),
			isOneOf('customerId', customer.id),
			isId('id', memo.id),
			anyTime('updatedTime'),
			changedLately(),
			amounts('amount', 60),
		],
		sort: 'creditDate:asc,amount:desc,appliedAmount:asc,archived:asc,createdTime:desc,updatedTime:asc',
		given: ({ memo: { creditMemoLineItems } }) => ({ creditMemoLineItems }),
	}),
];
