import type { Bill } from '../../support/bill.mts';
import { type Case, casesOf, get, optionsIf, post } from '../../support/cases.mts';
import {
	orderBy,
	orderText,
	always,
	alwaysText,
	threeWays,
	threeWaysText,
	amounts,
	changedLately,
} from '../../support/filters.mts';
import { byId, dayFromNow, fromList, group, lines, picked } from '../../support/form.mts';
import { makeCredit, makePayment, makeVendor, makeVendorAndBill } from '../../support/records.mts';

const { caseOf, bothForms } = casesOf('payment');

/** The fields BILL sorts this list by. */
const MEMBERS = [
	'processDate',
	'amount',
	'description',
	'confirmationNumber',
	'onlinePayment',
	'disbursementStatus',
	'createdTime',
	'updatedTime',
];
const processDate = dayFromNow(-3);

const paid = async (bill: Bill) => await makePayment(bill, (await makeVendorAndBill(bill)).bill);
const abroad = async (bill: Bill) =>
	await makeVendor(bill, {
		billCurrency: 'EUR',
		address: { line1: 'Marktplatz 1', city: 'Leipzig', zipOrPostalCode: '04109', country: 'DE' },
	});

const offline: Case[] = [
	...bothForms('recordOffline', (full) => ({
		setUp: async (bill) => {
			const { vendor, ...known } = await makeVendorAndBill(bill);
			const account = await bill.first('/v3/classifications/chart-of-accounts');
			return { ...known, vendor, account, credit: await makeCredit(bill, vendor) };
		},
		parameters: ({ vendor, bill, account, credit }) => ({
			vendorId: byId(vendor.id),
			processDate: picked(processDate),
			payments: lines({
				billId: byId(bill.id),
				amount: 40,
				...(full && {
					additionalFields: { vendorCredits: lines({ creditId: credit.id, amount: 10 }) },
				}),
			}),
			...(full && {
				inputMode: 'fields',
				additionalFields: {
					classifications: group({ chartOfAccountId: byId(account.id) }),
					description: 'Paid by check 1042',
					toPrintCheck: true,
					transactionNumber: 'CHECK-1042',
				},
			}),
			...optionsIf(full),
		}),
		received: ({ vendor, bill, account, credit }) => [
			post('/v3/bills/record-payment', {
				vendorId: vendor.id,
				processDate,
				payments: [
					{
						billId: bill.id,
						amount: 40,
						...(full && { vendorCredits: [{ id: credit.id, amount: 10 }] }),
					},
				],
				...(full && {
					classifications: { chartOfAccountId: account.id },
					description: 'Paid by check 1042',
					toPrintCheck: true,
					transactionNumber: 'CHECK-1042',
				}),
			}),
		],
		added: { payments: 1 },
		kept: ({ bill }, [{ json }]) => ({
			payments: [{ id: json.id, onlinePayment: false, processDate }],
			bills: [{ id: bill.id, dueAmount: full ? 50 : 60, paidAmount: 40 }],
		}),
		given: ({ vendor }) => [{ vendorId: vendor.id, amount: 40, onlinePayment: false }],
	})),
	caseOf('recordOffline', 'json', {
		setUp: makeVendorAndBill,
		parameters: ({ vendor, bill }) => ({
			inputMode: 'json',
			body: { vendorId: vendor.id, processDate, payments: [{ billId: bill.id, amount: 100 }] },
		}),
		received: ({ vendor, bill }) => [
			post('/v3/bills/record-payment', {
				vendorId: vendor.id,
				processDate,
				payments: [{ billId: bill.id, amount: 100 }],
			}),
		],
		added: { payments: 1 },
		given: () => [{ amount: 100 }],
	}),
];

const lists: Case[] = [
	caseOf('get', 'smallest', {
		trusted: true,
		setUp: paid,
		parameters: ({ id }) => ({ paymentId: byId(id) }),
		received: ({ id }) => [get(`/v3/payments/${id}`)],
		given: ({ id, vendorId, vendorName, billId, processDate: day, confirmationNumber }) => [
			{
				...{ id, vendorId, vendorName, billId, confirmationNumber },
				amount: 100,
				processDate: day,
				singleStatus: 'SCHEDULED',
				disbursementType: 'CHECK',
			},
		],
	}),
	caseOf('get', 'fullest', {
		trusted: true,
		setUp: paid,
		parameters: ({ id }) => ({
			paymentId: fromList(id),
			simplify: false,
			options: { addNames: true, timeout: 30 },
		}),
		received: ({ id }) => [get(`/v3/payments/${id}`)],
		given: ({ id, fundingAccount, billPayments }) => [{ id, fundingAccount, billPayments }],
	}),
	caseOf('getAll', 'smallest', {
		parameters: () => ({}),
		received: () => [get('/v3/payments', { max: '50' })],
		given: () => Array<object>(5).fill({ id: expect.stringMatching(/^stp/) }),
	}),
	caseOf('getAll', 'fullest', {
		trusted: true,
		setUp: paid,
		parameters: ({ id, vendorId }) => ({
			returnAll: true,
			filters: {
				createdTime: always,
				id: threeWays(id),
				updatedTime: always,
				changedWithin: changedLately()[1],
				amount: amounts('amount', 100)[1],
				vendorId: threeWays(vendorId),
			},
			sort: orderBy(...MEMBERS),
			simplify: false,
			options: { addNames: false, filterText: 'createdTime:gte:2020-01-01', timeout: 30 },
		}),
		received: ({ id, vendorId }) => [
			get('/v3/payments', {
				max: '100',
				sort: orderText(...MEMBERS),
				filters: [
					alwaysText('createdTime'),
					threeWaysText('id', id),
					alwaysText('updatedTime'),
					changedLately()[2],
					threeWaysText('vendorId', vendorId),
					'createdTime:gte:2020-01-01',
				].join(','),
			}),
		],
		given: ({ id, billPayments }) => [{ id, billPayments }],
	}),
];

const helps: Case[] = [
	...bothForms('getOptions', (full) => ({
		setUp: (bill) => makeVendor(bill),
		parameters: ({ id }) => ({
			vendorId: full ? fromList(id) : byId(id),
			amount: full ? '99.50' : 10,
			...optionsIf(full),
		}),
		received: ({ id }) => [
			get('/v3/payments/options', { vendorId: id, amount: full ? '99.5' : '10' }),
		],
		given: ({ id }) => [
			{ vendorId: id, amount: full ? 99.5 : 10, fundingOptions: { banks: expect.any(Array) } },
		],
	})),
	...bothForms('getExchangeRate', (full) => ({
		setUp: abroad,
		parameters: ({ id }) => ({
			vendorId: byId(id),
			amount: 250,
			...(full && { additionalFields: { baseCurrency: 'USD' } }),
			...optionsIf(full),
		}),
		received: ({ id }) => [
			get('/v3/payments/exchange-rate', {
				vendorId: id,
				amount: '250',
				...(full && { baseCurrency: 'USD' }),
			}),
		],
		added: { exchangeRates: 1 },
		given: () => [
			{ paymentCurrency: 'EUR', baseCurrency: 'USD', exchangeRateBatchId: expect.any(String) },
		],
	})),
	...bothForms('getExchangeRates', (full) => ({
		setUp: async (bill) => [await abroad(bill), await abroad(bill)].slice(full ? 0 : 1),
		parameters: (vendors) => ({
			payments: lines(
				...vendors.map(({ id }: { id: string }) => ({ vendorId: byId(id), amount: 20 })),
			),
			...optionsIf(full),
		}),
		received: (vendors) => [
			post(
				'/v3/payments/exchange-rate',
				vendors.map(({ id }: { id: string }) => ({ vendorId: id, amount: 20 })),
			),
		],
		added: { exchangeRates: 1 },
		given: (vendors) => vendors.map(() => ({ exchangeRate: expect.any(Number) })),
	})),
	...bothForms('downloadCheckImages', (full) => ({
		localOnly: 'moves the payment on by the controls of the local BILL',
		setUp: async (bill) => bill.localBill?.setPaymentStatus((await paid(bill)).id, 'DELIVERED'),
		parameters: ({ id }) => ({
			paymentId: full ? fromList(id) : byId(id),
			...(full && { options: { outputField: 'check', timeout: 30 } }),
		}),
		received: ({ id }) => [get(`/v3/payments/${id}/check-image`), get(`/v3/downloads/check-${id}`)],
		given: ({ id }) => [{ paymentId: id, image: 1 }],
		files: ({ id }) => [
			{ field: full ? 'check' : 'data', fileName: `check-${id}.png`, mimeType: 'image/png' },
		],
	})),
];

export const paymentReads: Case[] = [...offline, ...lists, ...helps];
