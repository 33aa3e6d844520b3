import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Rec } from '../support/bill.mts';
import { makeBill, makeVendor, usAddress } from '../support/records.mts';
import { codes, localBench, messages, pay, readBill, sessionOf, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });
let vendor: Rec;

beforeEach(async () => {
	vendor = await makeVendor(bench);
});

describe('the life of a payment', () => {
	const scheduled = async () => {
		const { id } = await makeBill(bench, vendor, { amount: 10 });
		return (await pay(bench, { billId: id, amount: 10 })).data;
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
		expect(await readBill(bench, billId)).toMatchObject({ dueAmount: 10, paymentStatus: 'UNPAID' });
		expect((await act(id, 'cancel')).status).toBe(400);
	});

	it('is voided once it is on its way', async () => {
		const { id, billId } = await scheduled();
		expect((await act(id, 'void', { type: 'VOID_ONLY', reason })).status).toBe(400);
		bench.localBill.setPaymentStatus(id, 'FUNDING_STARTED');
		expect((await act(id, 'cancel')).status).toBe(400);
		expect((await act(id, 'void', { type: 'VOID_ONLY' })).status).toBe(400);
		const { data } = await act(id, 'void', { type: 'VOID_ONLY', reason });
		expect(data).toMatchObject({
			singleStatus: 'VOID_PENDING',
			voidInfo: [{ type: 'VOID_ONLY', reason, status: 'TO_BE_PROCESSED' }],
		});
		expect(await readBill(bench, billId)).toMatchObject({ dueAmount: 0 });
		bench.localBill.setPaymentStatus(id, 'VOIDED');
		expect(await readBill(bench, billId)).toMatchObject({ dueAmount: 10 });
		expect((await act(id, 'void', { type: 'VOID_ONLY', reason })).status).toBe(400);
	});

	it.each([
		['VOID_AND_CREDIT', 'vendorCredits', 'PAID'],
		['VOID_AND_REISSUE', 'payments', 'SCHEDULED'],
	] as const)('%s leaves one more of the %s', async (type, collection, paymentStatus) => {
		const { id, billId } = await scheduled();
		bench.localBill.setPaymentStatus(id, 'DELIVERED');
		await act(id, 'void', { type, reason });
		const before = bench.localBill.records(collection).length;
		bench.localBill.setPaymentStatus(id, 'VOIDED');
		expect(bench.localBill.records(collection)).toHaveLength(before + 1);
		expect(await readBill(bench, billId)).toMatchObject({ paymentStatus });
	});

	it('shows the picture of a check that has been sent', async () => {
		const { id } = await scheduled();
		const images = async () => (await bench.api.get(`/v3/payments/${id}/check-image`)).data.results;
		expect(await images()).toEqual([]);
		bench.localBill.setPaymentStatus(id, 'DELIVERED');
		const [{ downloadLink }] = await images();
		expect(downloadLink.startsWith(bench.localBill.url)).toBe(true);
		expect((await bench.plain.get(downloadLink)).status).toBe(401);
		const sessionId = sessionOf(bench.api);
		const file = await bench.plain.get(downloadLink, {
			headers: { sessionId },
			responseType: 'arraybuffer',
		});
		expect(file.headers['content-type']).toBe('image/png');
		expect(Buffer.from(file.data).subarray(1, 4).toString()).toBe('PNG');
	});
});

it('notes an offline payment, of any day and without trust', async () => {
	const { id } = await makeBill(bench, vendor, { amount: 10 });
	const record = (payments: object[]) =>
		bench.api.post('/v3/bills/record-payment', {
			vendorId: vendor.id,
			processDate: '2026-01-03',
			payments,
		});
	expect(codes((await record([{ billId: id, amount: 11 }])).data)[0]).toBe('BDC_1159');
	const { status, data } = await record([{ billId: id, amount: 4 }]);
	expect(status).toBe(200);
	expect(data).toMatchObject({ billId: id, amount: 4, onlinePayment: false, status: 'PAID' });
	expect(await readBill(bench, id)).toMatchObject({ paidAmount: 4, dueAmount: 6 });
	const voided = await bench.api.post(`/v3/payments/${data.id}/void`, {
		type: 'VOID_ONLY',
		reason: 'Error',
	});
	expect(voided.data.singleStatus).toBe('VOIDED');
	expect(await readBill(bench, id)).toMatchObject({ dueAmount: 10 });
});

it('pays abroad at a rate that holds for 20 minutes, on the next business day', async () => {
	const abroad = await makeVendor(bench, {
		billCurrency: 'EUR',
		address: { ...usAddress, country: 'DE' },
	});
	const { id, exchangeRate } = await makeBill(bench, abroad, { amount: 92 });
	expect(exchangeRate).toBe(0.92);
	expect(messages((await pay(bench, { billId: id, amount: 1 })).data)).toEqual([
		'exchangeRateBatchId: The exchangeRateBatchId field is required',
	]);
	const params = { vendorId: abroad.id, amount: 92 };
	const rate = (await bench.api.get('/v3/payments/exchange-rate', { params })).data;
	expect(rate).toMatchObject({ paymentCurrency: 'EUR', baseCurrency: 'USD', exchangeRate: 0.92 });
	const { exchangeRateBatchId } = rate;
	const late = await pay(bench, {
		billId: id,
		amount: 1,
		exchangeRateBatchId,
		processDate: '2026-03-10',
	});
	expect(codes(late.data)[0]).toBe('BDC_1152');
	expect(
		(await pay(bench, { billId: id, amount: 92, exchangeRateBatchId })).data.fundingAmount,
	).toBe(100);
	const [many] = (await bench.api.post('/v3/payments/exchange-rate', [params])).data;
	bench.localBill.advanceClock(20 * 60_000);
	const stale = await pay(bench, {
		billId: id,
		amount: 1,
		exchangeRateBatchId: many.exchangeRateBatchId,
	});
	expect(stale.status).toBe(400);
});

it('lists what could pay a vendor', async () => {
	const { data } = await bench.api.get('/v3/payments/options', {
		params: { vendorId: vendor.id, amount: 100 },
	});
	expect(data).toMatchObject({ vendorId: vendor.id, amount: 100 });
	const available = data.fundingOptions.banks.map((each: { available: boolean }) => each.available);
	expect(available).toEqual([true, false, false, false]);
	expect(data.fundingOptions.cards[0]).toMatchObject({ brand: 'VISA', feeInfo: { amount: 2.9 } });
});
