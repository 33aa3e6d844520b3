import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Rec } from '../support/bill.mts';
import { makeBill, makeVendor } from '../support/records.mts';
import {
	bankOf,
	codes,
	localBench,
	messages,
	pay,
	readBill,
	seededBill,
	wednesday,
} from './support.mts';

const bench = localBench({ now: wednesday });
let vendor: Rec;

beforeEach(async () => {
	vendor = await makeVendor(bench);
});

describe('a payment', () => {
	it('is scheduled for the next business day, and the bill follows', async () => {
		const { id } = await makeBill(bench, vendor, { amount: 100 });
		const { status, data } = await pay(bench, { billId: id, amount: 60, transactionNumber: 'X-1' });
		expect(status).toBe(201);
		expect(data).toMatchObject({
			id: expect.stringMatching(/^stp.{17}$/),
			billId: id,
			vendorId: vendor.id,
			vendorName: vendor.name,
			amount: 60,
			processDate: '2026-03-05',
			status: 'SCHEDULED',
			singleStatus: 'SCHEDULED',
			transactionNumber: 'X-1',
			billPayments: [{ id: expect.stringMatching(/^blp/), billId: id, amount: 60 }],
			disbursementInfo: { isVoidable: false },
		});
		expect(await readBill(bench, id)).toMatchObject({
			scheduledAmount: 60,
			dueAmount: 40,
			paymentStatus: 'PARTIAL',
		});
		await pay(bench, { billId: id, amount: 40 });
		expect(await readBill(bench, id)).toMatchObject({ dueAmount: 0, paymentStatus: 'SCHEDULED' });
		bench.localBill.setPaymentStatus(data.id, 'CLEARED');
		expect(await readBill(bench, id)).toMatchObject({ paidAmount: 60, scheduledAmount: 40 });
		expect((await bench.api.get(`/v3/payments/${data.id}`)).data.singleStatus).toBe('CLEARED');
		const params = { filters: `vendorId:eq:${vendor.id}`, sort: 'amount:asc' };
		const { results } = (await bench.api.get('/v3/payments', { params })).data;
		expect(results.map(({ amount }: { amount: number }) => amount)).toEqual([40, 60]);
	});

	it('needs a trusted session', async () => {
		const { id } = await makeBill(bench, vendor, { amount: 100 });
		const body = { fundingAccount: bankOf(bench), processingOptions: {}, billId: id, amount: 1 };
		const { name, value } = bench.localBill.syncToken;
		const token = await bench.signIn({
			username: name,
			password: value,
			...bench.localBill.mfa,
			code: undefined,
		});
		for (const api of [bench.api, token]) {
			const { status, data } = await api.post('/v3/payments', body);
			expect([status, ...codes(data)]).toEqual([403, 'BDC_1361']);
			expect(data[0].params).toEqual({});
		}
		expect(
			(
				await bench.api.post('/v3/payments/bulk', {
					fundingAccount: bankOf(bench),
					payments: [{ billId: id, amount: 1 }],
				})
			).status,
		).toBe(403);
	});

	it('creates a bill with createBill', async () => {
		const processingOptions = { createBill: true };
		const { status, data } = await pay(bench, {
			vendorId: vendor.id,
			amount: 25,
			processingOptions,
		});
		expect(status).toBe(201);
		expect(await readBill(bench, data.billId)).toMatchObject({
			vendorId: vendor.id,
			amount: 25,
			paymentStatus: 'SCHEDULED',
		});
		const { id } = await makeBill(bench, vendor, { amount: 1 });
		expect(
			(await pay(bench, { billId: id, vendorId: vendor.id, amount: 1, processingOptions })).status,
		).toBe(400);
		expect(messages((await pay(bench, { amount: 1, processingOptions })).data)).toEqual([
			'vendorId: The vendorId field is required',
		]);
		expect(messages((await pay(bench, { vendorId: vendor.id, amount: 1 })).data)).toEqual([
			'billId: The billId field is required',
		]);
	});

	it('takes vendor credits', async () => {
		const [{ id: creditId, vendorId: creditor }] = bench.localBill.records('vendorCredits');
		const { id } = await makeBill(bench, { id: creditor }, { amount: 100 });
		const vendorCredits = [{ id: creditId, amount: 30 }];
		expect((await pay(bench, { billId: id, amount: 80, vendorCredits })).status).toBe(400);
		expect((await pay(bench, { billId: id, amount: 70, vendorCredits })).status).toBe(201);
		expect(await readBill(bench, id)).toMatchObject({
			creditAmount: 30,
			scheduledAmount: 70,
			dueAmount: 0,
		});
	});
});

describe('a payment is refused', () => {
	/** BILL gives the reason twice, the second time with the id in front. */
	const expectTwice = (
		{ status, data }: { status: number; data: Array<{ code: string; message: string }> },
		expected: { status: number; code: string; id: string; message: RegExp | string },
	) => {
		expect([status, ...codes(data)]).toEqual([expected.status, expected.code, expected.code]);
		expect(data[0].message).toMatch(expected.message);
		expect(data[1].message).toBe(`${expected.id} : ${data[0].message}`);
	};

	it.each(['FC-19', 'GL-4471', 'HH-310'])('for %s, which is not approved', async (number) => {
		const { id } = seededBill(bench, number);
		expectTwice(await pay(bench, { billId: id, amount: 1 }), {
			status: 400,
			code: 'BDC_1129',
			id,
			message: /not approved/,
		});
	});

	it('when it is more than is due', async () => {
		const { id } = await makeBill(bench, vendor, { amount: 10 });
		expectTwice(await pay(bench, { billId: id, amount: 10.01 }), {
			status: 400,
			code: 'BDC_1159',
			id,
			message: /overpay/,
		});
		expect((await pay(bench, { billId: id, amount: 10 })).status).toBe(201);
		expect(codes((await pay(bench, { billId: id, amount: 0.01 })).data)[0]).toBe('BDC_1159');
	});

	it.each(['2026-03-04', '2026-03-03', '2026-03-07'])(
		'on %s, which is too early or a weekend',
		async (processDate) => {
			const { id } = await makeBill(bench, vendor, { amount: 10 });
			const answer = await pay(bench, { billId: id, amount: 10, processDate });
			expectTwice(answer, {
				status: 422,
				code: 'BDC_1152',
				id,
				message: 'Invalid Process Date : ${paramName0}.',
			});
		},
	);

	it('when the bank account of the vendor is new and the day too near', async () => {
		const account = { accountNumber: '123456789', routingNumber: '011000015' };
		await bench.api.post(`/v3/vendors/${vendor.id}/bank-account`, account);
		const { id } = await makeBill(bench, vendor, { amount: 10 });
		const answer = await pay(bench, { billId: id, amount: 1, processDate: '2026-03-05' });
		expectTwice(answer, { status: 400, code: 'BDC_1402', id, message: /2 business days/ });
		expect((await pay(bench, { billId: id, amount: 1, processDate: '2026-03-06' })).status).toBe(
			201,
		);
		expect((await pay(bench, { billId: id, amount: 1 })).data.processDate).toBe('2026-03-06');
	});

	it.each(['Payroll', 'Reserve', 'account', 'Closed'])(
		'from the account %s, which cannot pay',
		async (name) => {
			const { id } = await makeBill(bench, vendor, { amount: 10 });
			const answer = await pay(bench, {
				billId: id,
				amount: 1,
				fundingAccount: bankOf(bench, name),
			});
			expectTwice(answer, { status: 400, code: 'BDC_1151', id, message: /Bank account/ });
			expect(await readBill(bench, id)).toMatchObject({ dueAmount: 10 });
		},
	);

	it('without a day from a wallet or an AP card, without a purpose from an Amex card', async () => {
		const { id } = await makeBill(bench, vendor, { amount: 10 });
		const from = async (fundingAccount: object, more: object = {}) =>
			(await pay(bench, { billId: id, amount: 1, fundingAccount, ...more })).data;
		expect(messages(await from({ type: 'WALLET' }))).toEqual([
			'processDate: The processDate field is required',
		]);
		expect(await from({ type: 'WALLET' }, { processDate: '2026-03-05' })).toHaveProperty(
			'status',
			'SCHEDULED',
		);
		const amex = bench.localBill.records('cardAccounts').find(({ brand }) => brand === 'AMEX')!;
		const card = { type: 'CARD_ACCOUNT', id: amex.id };
		expect(messages(await from(card))).toEqual([
			'cardFundingPurpose: The cardFundingPurpose field is required',
		]);
		expect(await from(card, { cardFundingPurpose: 'Accounting' })).toHaveProperty(
			'status',
			'SCHEDULED',
		);
	});

	it('for wrong values', async () => {
		const { id } = await makeBill(bench, vendor, { amount: 10 });
		for (const wrong of [
			{ amount: 0 },
			{ amount: -1 },
			{ amount: '1' },
			{ transactionNumber: 'x'.repeat(51) },
			{ fundingAccount: { type: 'BANK_ACCOUNT' } },
			{ fundingAccount: { type: 'CASH', id: 'x' } },
			{ processDate: '5 March' },
			{ vendorId: seededBill(bench, 'CF-50112').vendorId },
		]) {
			expect((await pay(bench, { billId: id, amount: 1, ...wrong })).status).toBe(400);
		}
	});
});

describe('a bulk payment', () => {
	const many = (payments: object[], more: object = {}) =>
		bench.trusted.post('/v3/payments/bulk', { fundingAccount: bankOf(bench), payments, ...more });

	it('pays bills of several vendors', async () => {
		const [one, two] = [await makeBill(bench, vendor, { amount: 10 }), seededBill(bench, 'BW-778')];
		const { status, data } = await many([
			{ billId: one.id, amount: 10 },
			{ billId: two.id, amount: 5 },
		]);
		expect(status).toBe(201);
		expect(data.payments.map(({ billId }: { billId: string }) => billId)).toEqual([one.id, two.id]);
	});

	it('accepts no vendor credits, which are applied to the bills before', async () => {
		const [{ id: creditId, vendorId: creditor }] = bench.localBill.records('vendorCredits');
		const { id } = await makeBill(bench, { id: creditor }, { amount: 100 });
		const vendorCredits = [{ id: creditId, amount: 30 }];
		expect((await many([{ billId: id, amount: 70, vendorCredits }])).status).toBe(400);
		await bench.api.patch(`/v3/bills/${id}`, { vendorCredits });
		expect((await many([{ billId: id, amount: 70 }])).status).toBe(201);
		expect(await readBill(bench, id)).toMatchObject({ creditAmount: 30, dueAmount: 0 });
	});

	it('is all or nothing', async () => {
		const [one, two] = [await makeBill(bench, vendor, { amount: 10 }), seededBill(bench, 'HH-310')];
		const before = bench.localBill.records('payments').length;
		const { status, data } = await many([
			{ billId: one.id, amount: 10 },
			{ billId: two.id, amount: 5 },
		]);
		expect([status, ...codes(data)]).toEqual([400, 'BDC_1246', 'BDC_1129', 'BDC_1129']);
		expect(bench.localBill.records('payments')).toHaveLength(before);
		expect(await readBill(bench, one.id)).toMatchObject({ dueAmount: 10 });
		const dateless = await many([{ billId: one.id, amount: 1 }], { processDate: '2026-03-04' });
		expect(codes(dateless.data)[0]).toBe('BDC_1152');
	});

	it('combines up to 35 bills for a vendor who wants that, and takes 50', async () => {
		const combined = (await makeVendor(bench, { additionalInfo: { combinePayments: true } })).id;
		const base = { vendorId: combined, dueDate: '2026-03-20', billLineItems: [{ amount: 2 }] };
		const invoice = { invoiceNumber: 'B', invoiceDate: '2026-03-01' };
		const bills = Array.from({ length: 51 }, () => ({ ...base, invoice }));
		const made = (await bench.api.post('/v3/bills/bulk', bills)).data as Array<{ id: string }>;
		const parts = made.map(({ id }) => ({ billId: id, amount: 2 }));
		expect((await many(parts)).status).toBe(400);
		const { data } = await many(parts.slice(0, 50));
		expect(data.payments.map(({ amount }: { amount: number }) => amount)).toEqual([70, 30]);
		expect(data.payments[0]).not.toHaveProperty('billId');
	});
});

it('lists payments by the number that the caller has given them', async () => {
	const vendor = await makeVendor(bench);
	const bills = [await makeBill(bench, vendor), await makeBill(bench, vendor)];
	const [one] = await Promise.all(
		bills.map(async ({ id }, at) => {
			const body = { vendorId: vendor.id, billId: id, amount: 100, transactionNumber: `RUN${at}` };
			return (await pay(bench, body)).data.id as string;
		}),
	);
	const filters = 'transactionNumber:eq:"RUN0"';
	const { data } = await bench.api.get('/v3/payments', { params: { filters } });
	expect(data.results.map(({ id }: { id: string }) => id)).toEqual([one]);
});
