import type { Bill, Data, Rec } from '../../support/bill.mts';
import { type Case, post } from '../../support/cases.mts';
import { anyTime, isId, notArchived, changedLately, amounts } from '../../support/filters.mts';
import { byId, dayFromNow, fromList, lines, picked } from '../../support/form.mts';
import { bookingRecords, makeVendor, payingBank } from '../../support/records.mts';
import { type Written, fill, standardCases } from '../../support/standard-cases.mts';
import {
	changedBodies,
	changedForms,
	formsAmongOthers,
	lineBodies,
	lineForms,
} from './payable-lines.mts';

const path = '/v3/vendor-credits';
const creditDate = dayFromNow(-4);
const description = 'Lamps with broken shades';

export const creditOf = async (bill: Bill, vendor: Rec, more: Data = {}): Promise<Rec> =>
	await bill.call('POST', path, {
		vendorId: vendor.id,
		referenceNumber: bill.unique('VC'),
		creditDate,
		vendorCreditLineItems: [{ amount: 60 }, { amount: 40 }, { amount: 20 }],
		...more,
	});

async function setUp(bill: Bill) {
	const vendor = await makeVendor(bill);
	return {
		vendor,
		number: bill.unique('VC'),
		ids: await bookingRecords(bill),
		bank: await payingBank(bill),
		credit: await creditOf(bill, vendor),
	};
}
type Known = Awaited<ReturnType<typeof setUp>>;

const smallest = ({ id }: Rec, number: string) => ({
	form: {
		vendorId: byId(id),
		referenceNumber: number,
		creditDate: picked(creditDate),
		vendorCreditLineItems: lines({ amount: 12.5 }),
	},
	body: {
		vendorId: id,
		referenceNumber: number,
		creditDate,
		vendorCreditLineItems: [{ amount: 12.5 }],
	},
});

const head = ({ vendor, number }: Known) => ({
	form: { vendorId: fromList(vendor.id), referenceNumber: number, creditDate },
	body: { vendorId: vendor.id, referenceNumber: number, creditDate },
});

type Pair = { form: Data; body: Data };
/** BILL accepts only one account, so there are two full forms. */
const toBank = ({ bank }: Known): Pair => ({
	form: { applyToBankAccountId: byId(bank.id) },
	body: { applyToBankAccountId: bank.id },
});
const toChart = ({ ids: { chartOfAccountId } }: Known): Pair => ({
	form: { applyToChartOfAccountId: fromList(chartOfAccountId) },
	body: { applyToChartOfAccountId: chartOfAccountId },
});
const bothAccounts = (write: (known: Known, account: Pair) => Written) => ({
	fullest: (known: Known) => write(known, toBank(known)),
	'fullest, to a chart of account': (known: Known) => write(known, toChart(known)),
});

const { caseOf, create, change, ends, getOne, getMany } = standardCases<Known>({
	resource: 'vendorCredit',
	collection: 'vendorCredits',
	ofWhom: 'vendor',
	path,
	setUp,
	record: ({ credit }) => credit,
	bulk: 'everything',
});

export const vendorCreditWrites: Case[] = [
	...create({
		smallest: ({ vendor, number }) => ({
			...smallest(vendor, number),
			kept: { ...smallest(vendor, number).body, amount: 12.5 },
			given: {
				id: expect.stringMatching(/^vcr/),
				referenceNumber: number,
				status: 'NOT_APPLIED',
				archived: false,
			},
		}),
		...bothAccounts((known, { form, body }) => ({
			form: {
				...head(known).form,
				vendorCreditLineItems: lines(...lineForms('vendorCredit', known.ids)),
			},
			more: { ...form, description },
			body: {
				...head(known).body,
				vendorCreditLineItems: lineBodies(known.ids),
				...body,
				description,
			},
			kept: {
				...head(known).body,
				...body,
				vendorCreditLineItems: lineBodies(known.ids),
				amount: 74.99,
			},
			given: { referenceNumber: known.number, amount: 74.99, description },
		})),
		json: ({ vendor, number }) => ({
			body: smallest(vendor, number).body,
			given: { referenceNumber: number },
		}),
	}),
	caseOf('create', 'many items, one with an account that many at once cannot have', {
		setUp: async (bill) => ({
			...(await setUp(bill)),
			numbers: [1, 2, 3].map(() => bill.unique('VC')),
		}),
		items: ({ numbers }) => numbers.map(() => ({ json: {} })),
		parameters: ({ vendor, numbers, bank }, item) => ({
			...smallest(vendor, numbers[item]).form,
			...(item === 1 && { additionalFields: { applyToBankAccountId: byId(bank.id) } }),
		}),
		received: ({ vendor, numbers: [one, two, three], bank }) => [
			post(`${path}/bulk`, [smallest(vendor, one).body, smallest(vendor, three).body]),
			post(path, { ...smallest(vendor, two).body, applyToBankAccountId: bank.id }),
		],
		added: { vendorCredits: 3 },
		given: ({ numbers }) => numbers.map((referenceNumber) => ({ referenceNumber })),
	}),
	...change('update', {
		smallest: ({ credit: { referenceNumber } }) => ({
			form: { description: 'Broken' },
			body: { description: 'Broken' },
			kept: { referenceNumber, description: 'Broken', amount: 120 },
			given: { description: 'Broken' },
		}),
		...bothAccounts((known, { form, body }) => ({
			form: {
				...head(known).form,
				...form,
				description,
				vendorCreditLineItems: lines(
					...changedForms('vendorCredit', known.ids, known.credit.vendorCreditLineItems),
				),
			},
			body: {
				...head(known).body,
				...body,
				description,
				vendorCreditLineItems: changedBodies(known.ids, known.credit.vendorCreditLineItems),
			},
			// The third line was left out, so it stays as it was.
			kept: { ...head(known).body, amount: 94.99 },
			given: { referenceNumber: known.number, amount: 94.99 },
		})),
		json: () => ({
			body: { creditDate: '2026-01-31' },
			kept: { creditDate: '2026-01-31' },
			given: { creditDate: '2026-01-31' },
		}),
		'many items': (_, item) => ({
			form: { description: `D${item}` },
			body: { description: `D${item}` },
			kept: { description: `D${item}`, amount: 120 },
			given: { description: `D${item}` },
		}),
	}),
	...change('replace', {
		smallest: ({ vendor, number }) => ({
			...smallest(vendor, number),
			kept: { referenceNumber: number, amount: 12.5 },
			given: { amount: 12.5 },
		}),
		...bothAccounts((known, { form, body }) => ({
			form: {
				...head(known).form,
				vendorCreditLineItems: lines(
					{ lineId: known.credit.vendorCreditLineItems[0].id, amount: 9 },
					...formsAmongOthers('vendorCredit', known.ids),
				),
			},
			more: { ...form, description },
			body: {
				...head(known).body,
				vendorCreditLineItems: [
					{ id: known.credit.vendorCreditLineItems[0].id, amount: 9 },
					...lineBodies(known.ids),
				],
				...body,
				description,
			},
			// The lines that were left out have been removed.
			kept: { amount: 83.99 },
			given: { referenceNumber: known.number, amount: 83.99 },
		})),
		json: ({ vendor, number }) => ({
			body: smallest(vendor, number).body,
			given: { amount: 12.5 },
		}),
		'many items': ({ vendor }, item) => ({
			...smallest(vendor, `R${item}`),
			given: { referenceNumber: `R${item}` },
		}),
	}),
	...ends('archive'),
];

export const vendorCreditReads: Case[] = [
	...getOne({
		smallest: ({ vendor, credit: { referenceNumber } }) => ({
			...{ vendorId: vendor.id, referenceNumber, creditDate, amount: 120 },
			...{ appliedAmount: 0, status: 'NOT_APPLIED', archived: false },
		}),
		fullest: ({ credit }) => ({ ...credit, usage: [] }),
	}),
	...getMany({
		pages: {
			count: 2,
			fill: async (bill) => {
				const vendor = await makeVendor(bill);
				await fill(bill, path, 150, (i) => smallest(vendor, `P${i}`).body);
			},
		},
		filters: ({ credit, credit: { id } }) => [
			notArchived,
			anyTime('createdTime'),
			isId('id', id),
			anyTime('updatedTime'),
			changedLately(),
			amounts('amount', Number(credit.amount)),
		],
		sort: 'creditDate:asc,amount:desc,appliedAmount:asc,archived:desc,createdTime:asc,updatedTime:desc',
		given: ({ credit }) => ({ ...credit, usage: [] }),
	}),
];
