import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
	address,
	type Bench,
	codes,
	makeBill,
	makeVendor,
	messages,
	openBench,
	seededBank,
	seededBill,
	signIn,
	signInAgain,
	wednesday,
} from './support.mts';

let bench: Bench;
let vendorId: string;

beforeAll(async () => {
	bench = await openBench({ now: wednesday });
});
beforeEach(async () => {
	bench.sandbox.reset();
	await signInAgain(bench);
	vendorId = (await makeVendor(bench)).id;
});
afterAll(() => bench.sandbox.close());

const bank = (name = 'Operating') => ({ type: 'BANK_ACCOUNT', id: seededBank(bench, name).id });
const pay = (body: object) =>
	bench.trusted.post('/v3/payments', { fundingAccount: bank(), processingOptions: {}, ...body });
const bill = async (id: string) => (await bench.api.get(`/v3/bills/${id}`)).data;

describe('a payment', () => {
	it('is scheduled for the next business day, and the bill follows', async () => {
		const { id } = await makeBill(bench, vendorId, 100);
		const { status, data } = await pay({ billId: id, amount: 60, transactionNumber: 'X-1' });
		expect(status).toBe(201);
		expect(data).toMatchObject({
			id: expect.stringMatching(/^stp.{17}$/),
			billId: id,
			vendorId,
			vendorName: 'Test Vendor',
			amount: 60,
			processDate: '2026-03-05',
			status: 'SCHEDULED',
			singleStatus: 'SCHEDULED',
			transactionNumber: 'X-1',
			billPayments: [{ id: expect.stringMatching(/^blp/), billId: id, amount: 60 }],
			disbursementInfo: { isVoidable: false },
		});
		expect(await bill(id)).toMatchObject({
			scheduledAmount: 60,
			dueAmount: 40,
			paymentStatus: 'PARTIAL',
		});
		await pay({ billId: id, amount: 40 });
		expect(await bill(id)).toMatchObject({ dueAmount: 0, paymentStatus: 'SCHEDULED' });
		bench.sandbox.setPaymentStatus(data.id, 'CLEARED');
		expect(await bill(id)).toMatchObject({ paidAmount: 60, scheduledAmount: 40 });
		expect((await bench.api.get(`/v3/payments/${data.id}`)).data.singleStatus).toBe('CLEARED');
		const params = { filters: `vendorId:eq:${vendorId}`, sort: 'amount:asc' };
		const { results } = (await bench.api.get('/v3/payments', { params })).data;
		expect(results.map(({ amount }: { amount: number }) => amount)).toEqual([40, 60]);
	});

	it('needs a trusted session', async () => {
		const { id } = await makeBill(bench, vendorId, 100);
		const body = { fundingAccount: bank(), processingOptions: {}, billId: id, amount: 1 };
		const { name, value } = bench.sandbox.syncToken;
		const token = await signIn(bench.sandbox, {
			username: name,
			password: value,
			...bench.sandbox.mfa,
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
					fundingAccount: bank(),
					payments: [{ billId: id, amount: 1 }],
				})
			).status,
		).toBe(403);
	});

	it('makes its own bill when told to', async () => {
		const processingOptions = { createBill: true };
		const { status, data } = await pay({ vendorId, amount: 25, processingOptions });
		expect(status).toBe(201);
		expect(await bill(data.billId)).toMatchObject({
			vendorId,
			amount: 25,
			paymentStatus: 'SCHEDULED',
		});
		const { id } = await makeBill(bench, vendorId, 1);
		expect((await pay({ billId: id, vendorId, amount: 1, processingOptions })).status).toBe(400);
		expect(messages((await pay({ amount: 1, processingOptions })).data)).toEqual([
			'vendorId: The vendorId field is required',
		]);
		expect(messages((await pay({ vendorId, amount: 1 })).data)).toEqual([
			'billId: The billId field is required',
		]);
	});

	it('takes vendor credits', async () => {
		const [{ id: creditId, vendorId: creditor }] = bench.sandbox.records('vendorCredits');
		const { id } = await makeBill(bench, creditor, 100);
		const vendorCredits = [{ id: creditId, amount: 30 }];
		expect((await pay({ billId: id, amount: 80, vendorCredits })).status).toBe(400);
		expect((await pay({ billId: id, amount: 70, vendorCredits })).status).toBe(201);
		expect(await bill(id)).toMatchObject({ creditAmount: 30, scheduledAmount: 70, dueAmount: 0 });
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
		expectTwice(await pay({ billId: id, amount: 1 }), {
			status: 400,
			code: 'BDC_1129',
			id,
			message: /not approved/,
		});
	});

	it('when it is more than is due', async () => {
		const { id } = await makeBill(bench, vendorId, 10);
		expectTwice(await pay({ billId: id, amount: 10.01 }), {
			status: 400,
			code: 'BDC_1159',
			id,
			message: /overpay/,
		});
		expect((await pay({ billId: id, amount: 10 })).status).toBe(201);
		expect(codes((await pay({ billId: id, amount: 0.01 })).data)[0]).toBe('BDC_1159');
	});

	it.each(['2026-03-04', '2026-03-03', '2026-03-07'])(
		'on %s, which is too early or a weekend',
		async (processDate) => {
			const { id } = await makeBill(bench, vendorId, 10);
			const answer = await pay({ billId: id, amount: 10, processDate });
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
		await bench.api.post(`/v3/vendors/${vendorId}/bank-account`, account);
		const { id } = await makeBill(bench, vendorId, 10);
		const answer = await pay({ billId: id, amount: 1, processDate: '2026-03-05' });
		expectTwice(answer, { status: 400, code: 'BDC_1402', id, message: /2 business days/ });
		expect((await pay({ billId: id, amount: 1, processDate: '2026-03-06' })).status).toBe(201);
		expect((await pay({ billId: id, amount: 1 })).data.processDate).toBe('2026-03-06');
	});

	it.each(['Payroll', 'Reserve', 'account', 'Closed'])(
		'from the account %s, which cannot pay',
		async (name) => {
			const { id } = await makeBill(bench, vendorId, 10);
			const answer = await pay({ billId: id, amount: 1, fundingAccount: bank(name) });
			expectTwice(answer, { status: 400, code: 'BDC_1151', id, message: /Bank account/ });
			expect(await bill(id)).toMatchObject({ dueAmount: 10 });
		},
	);

	it('without a day from a wallet or an AP card, without a purpose from an Amex card', async () => {
		const { id } = await makeBill(bench, vendorId, 10);
		const from = async (fundingAccount: object, more: object = {}) =>
			(await pay({ billId: id, amount: 1, fundingAccount, ...more })).data;
		expect(messages(await from({ type: 'WALLET' }))).toEqual([
			'processDate: The processDate field is required',
		]);
		expect(await from({ type: 'WALLET' }, { processDate: '2026-03-05' })).toHaveProperty(
			'status',
			'SCHEDULED',
		);
		const amex = bench.sandbox.records('cardAccounts').find(({ brand }) => brand === 'AMEX')!;
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
		const { id } = await makeBill(bench, vendorId, 10);
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
			expect((await pay({ billId: id, amount: 1, ...wrong })).status).toBe(400);
		}
	});
});

describe('a bulk payment', () => {
	const many = (payments: object[], more: object = {}) =>
		bench.trusted.post('/v3/payments/bulk', { fundingAccount: bank(), payments, ...more });

	it('pays bills of several vendors', async () => {
		const [one, two] = [await makeBill(bench, vendorId, 10), seededBill(bench, 'BW-778')];
		const { status, data } = await many([
			{ billId: one.id, amount: 10 },
			{ billId: two.id, amount: 5 },
		]);
		expect(status).toBe(201);
		expect(data.payments.map(({ billId }: { billId: string }) => billId)).toEqual([one.id, two.id]);
	});

	it('is all or nothing', async () => {
		const [one, two] = [await makeBill(bench, vendorId, 10), seededBill(bench, 'HH-310')];
		const before = bench.sandbox.records('payments').length;
		const { status, data } = await many([
			{ billId: one.id, amount: 10 },
			{ billId: two.id, amount: 5 },
		]);
		expect([status, ...codes(data)]).toEqual([400, 'BDC_1246', 'BDC_1129', 'BDC_1129']);
		expect(bench.sandbox.records('payments')).toHaveLength(before);
		expect(await bill(one.id)).toMatchObject({ dueAmount: 10 });
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

describe('the life of a payment', () => {
	const scheduled = async () => {
		const { id } = await makeBill(bench, vendorId, 10);
		return (await pay({ billId: id, amount: 10 })).data;
	};
	const act = (id: string, action: string, body?: object) =>
		bench.trusted.post(`/v3/payments/${id}/${action}`, body);
	const reason = 'Lost';

	it('can be canceled while it is scheduled', async () => {
		const { id, billId } = await scheduled();
		const { status, data } = await act(id, 'cancel');
		expect([status, data.singleStatus, data.cancelRequestSubmitted]).toEqual([
			200,
			'CANCELED',
			true,
		]);
		expect(await bill(billId)).toMatchObject({ dueAmount: 10, paymentStatus: 'UNPAID' });
		expect((await act(id, 'cancel')).status).toBe(400);
	});

	it('is voided once it is on its way', async () => {
		const { id, billId } = await scheduled();
		expect((await act(id, 'void', { type: 'VOID_ONLY', reason })).status).toBe(400);
		bench.sandbox.setPaymentStatus(id, 'FUNDING_STARTED');
		expect((await act(id, 'cancel')).status).toBe(400);
		expect((await act(id, 'void', { type: 'VOID_ONLY' })).status).toBe(400);
		const { data } = await act(id, 'void', { type: 'VOID_ONLY', reason });
		expect(data).toMatchObject({
			singleStatus: 'VOID_PENDING',
			voidInfo: [{ type: 'VOID_ONLY', reason, status: 'TO_BE_PROCESSED' }],
		});
		expect(await bill(billId)).toMatchObject({ dueAmount: 0 });
		bench.sandbox.setPaymentStatus(id, 'VOIDED');
		expect(await bill(billId)).toMatchObject({ dueAmount: 10 });
		expect((await act(id, 'void', { type: 'VOID_ONLY', reason })).status).toBe(400);
	});

	it.each([
		['VOID_AND_CREDIT', 'vendorCredits', 'PAID'],
		['VOID_AND_REISSUE', 'payments', 'SCHEDULED'],
	] as const)('%s leaves one more of the %s', async (type, collection, paymentStatus) => {
		const { id, billId } = await scheduled();
		bench.sandbox.setPaymentStatus(id, 'DELIVERED');
		await act(id, 'void', { type, reason });
		const before = bench.sandbox.records(collection).length;
		bench.sandbox.setPaymentStatus(id, 'VOIDED');
		expect(bench.sandbox.records(collection)).toHaveLength(before + 1);
		expect(await bill(billId)).toMatchObject({ paymentStatus });
	});

	it('shows the picture of a check that has been sent', async () => {
		const { id } = await scheduled();
		const images = async () => (await bench.api.get(`/v3/payments/${id}/check-image`)).data.results;
		expect(await images()).toEqual([]);
		bench.sandbox.setPaymentStatus(id, 'DELIVERED');
		const [{ downloadLink }] = await images();
		expect(downloadLink.startsWith(bench.sandbox.url)).toBe(true);
		expect((await bench.plain.get(downloadLink)).status).toBe(401);
		const sessionId = bench.api.defaults.headers.sessionId as string;
		const file = await bench.plain.get(downloadLink, {
			headers: { sessionId },
			responseType: 'arraybuffer',
		});
		expect(file.headers['content-type']).toBe('image/png');
		expect(Buffer.from(file.data).subarray(1, 4).toString()).toBe('PNG');
	});
});

it('notes an offline payment, of any day and without trust', async () => {
	const { id } = await makeBill(bench, vendorId, 10);
	const record = (payments: object[]) =>
		bench.api.post('/v3/bills/record-payment', { vendorId, processDate: '2026-01-03', payments });
	expect(codes((await record([{ billId: id, amount: 11 }])).data)[0]).toBe('BDC_1159');
	const { status, data } = await record([{ billId: id, amount: 4 }]);
	expect(status).toBe(200);
	expect(data).toMatchObject({ billId: id, amount: 4, onlinePayment: false, status: 'PAID' });
	expect(await bill(id)).toMatchObject({ paidAmount: 4, dueAmount: 6 });
	const voided = await bench.api.post(`/v3/payments/${data.id}/void`, {
		type: 'VOID_ONLY',
		reason: 'Error',
	});
	expect(voided.data.singleStatus).toBe('VOIDED');
	expect(await bill(id)).toMatchObject({ dueAmount: 10 });
});

it('pays abroad at a rate that holds for 20 minutes, on the next business day', async () => {
	const abroad = await makeVendor(bench, {
		billCurrency: 'EUR',
		address: { ...address, country: 'DE' },
	});
	const { id, exchangeRate } = await makeBill(bench, abroad.id, 92);
	expect(exchangeRate).toBe(0.92);
	expect(messages((await pay({ billId: id, amount: 1 })).data)).toEqual([
		'exchangeRateBatchId: The exchangeRateBatchId field is required',
	]);
	const params = { vendorId: abroad.id, amount: 92 };
	const rate = (await bench.api.get('/v3/payments/exchange-rate', { params })).data;
	expect(rate).toMatchObject({ paymentCurrency: 'EUR', baseCurrency: 'USD', exchangeRate: 0.92 });
	const { exchangeRateBatchId } = rate;
	const late = await pay({ billId: id, amount: 1, exchangeRateBatchId, processDate: '2026-03-10' });
	expect(codes(late.data)[0]).toBe('BDC_1152');
	expect((await pay({ billId: id, amount: 92, exchangeRateBatchId })).data.fundingAmount).toBe(100);
	const [many] = (await bench.api.post('/v3/payments/exchange-rate', [params])).data;
	bench.sandbox.advanceClock(20 * 60_000);
	const stale = await pay({ billId: id, amount: 1, exchangeRateBatchId: many.exchangeRateBatchId });
	expect(stale.status).toBe(400);
});

it('lists what could pay a vendor', async () => {
	const { data } = await bench.api.get('/v3/payments/options', {
		params: { vendorId, amount: 100 },
	});
	expect(data).toMatchObject({ vendorId, amount: 100 });
	const available = data.fundingOptions.banks.map((each: { available: boolean }) => each.available);
	expect(available).toEqual([true, false, false, false]);
	expect(data.fundingOptions.cards[0]).toMatchObject({ brand: 'VISA', feeInfo: { amount: 2.9 } });
});
