import { describe, expect, it } from '@jest/globals';
import { makeBill, makeVendor, usAddress } from '../support/records.mts';
import { bankOf, localBench, pay, seededBank, seededBill, wednesday } from './support.mts';
import { receiverForEach, signature, subscribe } from './webhook-support.mts';

/* Which change sends which event, and the content of its notification. */

const bench = localBench({ now: wednesday, loopbackWebhooks: true });
const hook = receiverForEach();

/** The notifications that the work has sent to a new subscription to these types. */
async function sentBy(types: string[], work: () => unknown) {
	const subscription = await subscribe(bench, hook.url, ...types);
	await work();
	await bench.localBill.delivered();
	const payloads = hook.received.map(({ payload }) => payload);
	return { subscription, payloads, types: payloads.map(({ metadata }) => metadata.eventType) };
}
const all = (kind: string) =>
	['created', 'updated', 'archived', 'restored'].map((what) => `${kind}.${what}`);
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}\+00:00$/);
const anId = (prefix: string) => expect.stringMatching(new RegExp(`^${prefix}.{17}$`));

describe('of vendors', () => {
	it('are sent when one is made, changed, archived and restored', async () => {
		const { subscription, payloads, types } = await sentBy(all('vendor'), async () => {
			const { id } = await makeVendor(bench, {
				name: 'Test Vendor',
				...{ accountNumber: '987000654', accountType: 'BUSINESS', email: 'v@test.example' },
				paymentInformation: { bankAccount: { accountNumber: '12345678' } },
			});
			await bench.api.patch(`/v3/vendors/${id}`, { phone: '4015550111' });
			await bench.api.post(`/v3/vendors/${id}/archive`);
			await bench.api.post(`/v3/vendors/${id}/restore`);
		});
		expect(types).toEqual(all('vendor'));
		const { organizationId } = bench.localBill.credentials;
		expect(payloads[0]).toEqual({
			metadata: {
				eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
				subscriptionId: subscription.id,
				organizationId,
				eventType: 'vendor.created',
				version: '1',
			},
			vendor: expect.objectContaining({
				...{ id: anId('009'), name: 'Test Vendor', archived: false, address: usAddress },
				...{ accountNumber: 987000654, email: 'v@test.example', createdTime: time },
				...{ billCurrency: 'USD', networkStatus: 'NOT_CONNECTED', updatedTime: time },
				balance: expect.objectContaining({ amount: 0 }),
				paymentInformation: expect.objectContaining({
					bankAccount: { accountNumber: '****5678' },
				}),
			}),
		});
		const { vendor } = payloads[0];
		expect(payloads[1].vendor).toMatchObject({ id: vendor.id, phone: '4015550111' });
		expect(payloads[2].vendor).toMatchObject({ archived: true, name: 'Test Vendor' });
		expect(payloads[3].vendor).toMatchObject({ archived: false, name: 'Test Vendor' });
		for (const { payload, headers } of hook.received) {
			expect(headers['content-type']).toBe('application/json');
			expect(headers['x-bill-sha-signature']).toBe(signature(payload, subscription.securityKey));
			expect(Object.keys(payload.vendor).filter((name) => name.startsWith('_'))).toEqual([]);
		}
		expect(new Set(payloads.map(({ metadata }) => metadata.eventId)).size).toBe(4);
	});

	it('are not sent when nothing that can be seen has changed', async () => {
		const { types } = await sentBy(all('vendor'), async () => {
			const { id, name } = bench.localBill.records('vendors')[0];
			await bench.api.patch(`/v3/vendors/${id}`, { name });
			await bench.api.post(`/v3/vendors/${id}/restore`);
			await bench.api.post(`/v3/vendors/${id}/archive`);
			await bench.api.post(`/v3/vendors/${id}/archive`);
		});
		expect(types).toEqual(['vendor.archived']);
	});

	it('name the id in the network of one that gets connected', async () => {
		const member = bench.localBill
			.records('networkMembers')
			.find(({ _autoConnects }) => _autoConnects)!;
		const { payloads, types } = await sentBy(['vendor.updated'], async () => {
			const { id } = await makeVendor(bench);
			const path = `/v3/network/invitation/vendor/${id}`;
			await bench.api.post(path, { networkId: member.id, networkType: 'BILL' });
			await bench.api.delete(path);
		});
		expect(types).toEqual(['vendor.updated', 'vendor.updated']);
		expect(payloads[0].vendor).toMatchObject({
			networkStatus: 'CONNECTED',
			paymentNetworkId: member.id,
		});
		expect(payloads[1].vendor.networkStatus).toBe('NOT_CONNECTED');
		expect(payloads[1].vendor).not.toHaveProperty('paymentNetworkId');
	});
});

describe('of bills', () => {
	it('are sent when one is made, changed, archived and restored', async () => {
		const vendor = await makeVendor(bench);
		const { payloads, types } = await sentBy(all('bill'), async () => {
			const { id } = await makeBill(bench, vendor, {
				...{ amount: 10, dueDate: '2026-03-20' },
				invoice: { invoiceNumber: 'T-1', invoiceDate: '2026-03-01' },
			});
			await bench.api.patch(`/v3/bills/${id}`, { purchaseOrderNumber: 'PO-7' });
			await bench.api.post(`/v3/bills/${id}/archive`);
			await bench.api.post(`/v3/bills/${id}/restore`);
		});
		expect(types).toEqual(all('bill'));
		const [created, updated, archived, restored] = payloads.map(({ bill }) => bill);
		expect(created).toMatchObject({
			...{ id: anId('00n'), vendorId: vendor.id, vendorName: vendor.name, createdBy: anId('006') },
			...{ amount: 10, dueDate: '2026-03-20', paymentStatus: 'UNPAID', archived: false },
			invoice: { invoiceNumber: 'T-1', invoiceDate: '2026-03-01T00:00:00.000Z' },
			...{ createdTime: time, updatedTime: time },
		});
		expect(updated).toMatchObject({ id: created.id, purchaseOrderNumber: 'PO-7', amount: 10 });
		expect(archived).toEqual({ id: created.id, updatedTime: time, archived: true });
		expect(restored).toEqual({ id: created.id, updatedTime: time, archived: false });
		// In the API it is still a day.
		const { data } = await bench.api.get(`/v3/bills/${created.id}`);
		expect(data.invoice.invoiceDate).toBe('2026-03-01');
	});

	it('are one for each bill of a bulk call, and none when it fails', async () => {
		const vendorId = (await makeVendor(bench)).id;
		const bill = (invoiceNumber: string, amount?: number) => ({
			...{ vendorId, dueDate: '2026-03-20', billLineItems: [{ amount }] },
			invoice: { invoiceNumber, invoiceDate: '2026-03-01' },
		});
		const { payloads } = await sentBy(['bill.created'], async () => {
			const failed = await bench.api.post('/v3/bills/bulk', [bill('A', 1), bill('B')]);
			expect(failed.status).toBe(400);
			await bench.api.post('/v3/bills/bulk', [bill('C', 1), bill('D', 2)]);
		});
		expect(payloads.map(({ bill }) => bill.invoice.invoiceNumber)).toEqual(['C', 'D']);
	});
});

it('of invoices have the version as a number', async () => {
	const { id: customer } = bench.localBill.records('customers')[0];
	const { payloads, types } = await sentBy(all('invoice'), async () => {
		const { data } = await bench.api.post('/v3/invoices', {
			...{ customer: { id: customer }, invoiceNumber: 'I-1', dueDate: '2026-04-01' },
			invoiceLineItems: [{ quantity: 2, price: 60 }],
		});
		await bench.api.patch(`/v3/invoices/${data.id}`, { dueDate: '2026-04-02' });
		await bench.api.post(`/v3/invoices/${data.id}/archive`);
		await bench.api.post(`/v3/invoices/${data.id}/restore`);
	});
	expect(types).toEqual(all('invoice'));
	expect(payloads.map(({ metadata }) => metadata.version)).toEqual([1, 1, 1, 1]);
	expect(payloads[0].invoice).toMatchObject({
		...{ id: anId('00e'), customerId: customer, invoiceNumber: 'I-1', invoiceDate: '2026-03-04' },
		...{ totalAmount: 120, dueAmount: 120, status: 'OPEN', createdBy: anId('006') },
	});
	expect(payloads[1].invoice.dueDate).toBe('2026-04-02');
	expect(payloads[2].invoice.archived).toBe(true);
});

describe('of payments', () => {
	const both = ['payment.updated', 'payment.failed'];
	const payable = async (amount: number) => {
		const vendor = await makeVendor(bench, {
			paymentInformation: { bankAccount: { accountNumber: '5550019333' } },
		});
		return { vendor, bill: await makeBill(bench, vendor, { amount }) };
	};

	it('are sent when one is made, and when its status changes', async () => {
		const { vendor, bill } = await payable(50);
		const { payloads, types } = await sentBy([...both, 'bill.updated'], async () => {
			const { data } = await pay(bench, { billId: bill.id, amount: 50, transactionNumber: 'X-1' });
			bench.localBill.setPaymentStatus(data.id, 'FUNDING_STARTED');
			bench.localBill.setPaymentStatus(data.id, 'FUNDING_STARTED');
			bench.localBill.setPaymentStatus(data.id, 'DELIVERED');
		});
		const payments = payloads.flatMap(({ payment }) => payment ?? []);
		expect(payments[0]).toEqual({
			...{ id: anId('stp'), billIds: [bill.id], transactionNumber: 'X-1', status: 'SCHEDULED' },
			...{ createdBy: anId('006'), createdTime: time, updatedTime: time },
			processDate: expect.stringMatching(/^2026-03-\d\d$/),
			funding: {
				...{ amount: 50, currency: 'USD' },
				fundingAccount: {
					...bankOf(bench),
					name: 'Northlight Goods LLC Operating',
					accountNumber: '******7731',
				},
			},
			disbursement: { arrivesByDate: expect.any(String), disbursementAccount: {} },
			vendor: { id: vendor.id, name: vendor.name },
			billingType: 'BDC',
		});
		expect(payments.map(({ status }) => status)).toEqual([
			...['SCHEDULED', 'FUNDING_STARTED', 'DELIVERED'],
		]);
		expect(payments[1].disbursement).toMatchObject({
			...{ amount: 50, currency: 'USD' },
			disbursementAccount: { type: 'ACH', accountNumber: '******9333' },
		});
		// The status of the bill has changed as well: scheduled, then paid.
		const bills = payloads.flatMap((payload) => payload.bill ?? []);
		expect(bills.map(({ paymentStatus }) => paymentStatus)).toEqual(['SCHEDULED', 'PAID']);
		expect(types.filter((type) => type === 'payment.failed')).toEqual([]);
	});

	it('are one for each call, however often it writes the payment', async () => {
		const { bill } = await payable(50);
		const { data } = await pay(bench, { billId: bill.id, amount: 50 });
		const { payloads } = await sentBy(both, () =>
			bench.trusted.post(`/v3/payments/${data.id}/cancel`),
		);
		expect(payloads.map(({ payment }) => payment.status)).toEqual(['CANCELED']);
	});

	it('report a refused creation, but nothing that was rolled back with it', async () => {
		const { vendor, bill } = await payable(50);
		const { payloads, types } = await sentBy([...both, ...all('bill')], async () => {
			const { status } = await pay(bench, {
				billId: bill.id,
				amount: 51,
				transactionNumber: 'X-2',
			});
			expect(status).toBe(400);
			// A new bill is created before the funding account is checked.
			const fundingAccount = bankOf(bench, 'Reserve');
			const processingOptions = { createBill: true };
			await pay(bench, { vendorId: vendor.id, amount: 5, fundingAccount, processingOptions });
		});
		expect(types).toEqual(['payment.failed', 'payment.failed']);
		expect(payloads[0]).toEqual({
			metadata: expect.objectContaining({ eventType: 'payment.failed', version: '1' }),
			payment: {
				bills: [{ id: bill.id, amount: 51 }],
				...{ transactionNumber: 'X-2', createdBy: anId('006') },
				...{ createdTime: time, updatedTime: time, fundingAccount: bankOf(bench) },
				vendor: { id: vendor.id, name: vendor.name },
			},
			errors: [
				{ code: 'BDC_1159', message: 'The payment would overpay the bill.', timestamp: time },
				{ code: 'BDC_1159', message: expect.stringContaining(bill.id), timestamp: time },
			],
		});
		expect(payloads[1].payment).toMatchObject({ bills: [], vendor: { id: vendor.id } });
		expect(payloads[1].errors[0].code).toBe('BDC_1151');
	});

	it('continue as before after a call that was rolled back', async () => {
		const [{ bill }, other] = [await payable(50), await payable(60)];
		await bench.api.post(`/v3/vendors/${other.vendor.id}/archive`);
		const { types, payloads } = await sentBy(['payment.updated', 'bill.updated'], async () => {
			const payments = [bill, other.bill].map(({ id: billId }) => ({ billId, amount: 5 }));
			const made = { fundingAccount: bankOf(bench), payments };
			expect((await bench.trusted.post('/v3/payments/bulk', made)).status).toBe(400);
			await bench.api.patch(`/v3/bills/${bill.id}`, { description: 'Changed' });
		});
		expect(types).toEqual(['bill.updated']);
		expect(payloads[0].bill).toMatchObject({ description: 'Changed', paymentStatus: 'UNPAID' });
	});

	it('report a refused bulk payment with all of its bills', async () => {
		const { bill } = await payable(50);
		const payments = [
			{ billId: bill.id, amount: 5 },
			{ billId: '00nUNKNOWN', amount: 6 },
		];
		const { payloads } = await sentBy(both, () =>
			bench.trusted.post('/v3/payments/bulk', { fundingAccount: bankOf(bench), payments }),
		);
		expect(payloads).toHaveLength(1);
		expect(payloads[0].payment.bills).toEqual([
			{ id: bill.id, amount: 5 },
			{ id: '00nUNKNOWN', amount: 6 },
		]);
		expect(payloads[0].errors.map(({ code }: { code: string }) => code)).toEqual([
			...['BDC_1246', 'BDC_1205'],
		]);
	});
});

it('of bank accounts are sent when one is made, verified, made the default or archived', async () => {
	const types = ['bank-account.created', 'bank-account.updated'];
	const sent = await sentBy(types, async () => {
		const { data } = await bench.trusted.post('/v3/funding-accounts/banks', {
			...{ nameOnAccount: 'Noodle Soupsmith', type: 'CHECKING', ownerType: 'BUSINESS' },
			...{ bankName: 'Chase', routingNumber: '074000010', accountNumber: '123452333' },
		});
		const path = `/v3/funding-accounts/banks/${data.id}`;
		await bench.trusted.post(`${path}/verify`, { depositAmount: 0.42 });
		await bench.trusted.patch(path, { default: { payables: true } });
		await bench.trusted.post(`${path}/archive`);
	});
	expect(sent.types).toEqual([types[0], ...Array(4).fill(types[1])]);
	const accounts = sent.payloads.map((payload) => payload['bank-account']);
	expect(accounts[0]).toEqual({
		...{ id: anId('bac'), archived: false, accountNumber: '*****2333', bankName: 'Chase' },
		...{ nameOnAccount: 'Noodle Soupsmith', routingNumber: '074000010', status: 'PENDING' },
		...{ createdBy: anId('006'), type: 'CHECKING', ownerType: 'BUSINESS' },
		...{ createdTime: time, updatedTime: time, default: { payables: false, receivables: false } },
	});
	const [own, ...rest] = accounts.slice(1);
	expect(own.status).toBe('VERIFIED');
	// The account that was the default before has changed, too.
	expect(rest[0]).toMatchObject({ id: seededBank(bench, 'Operating').id });
	expect(rest[1]).toMatchObject({ id: own.id, default: { payables: true } });
	expect(rest[2]).toMatchObject({ id: own.id, archived: true });
});

it('of card accounts have the hyphen in their member, too', async () => {
	const { payloads } = await sentBy(['card-account.updated'], () =>
		bench.localBill.touch('cardAccounts', 1),
	);
	expect(payloads.map((payload) => payload['card-account'])).toEqual([
		{
			...{ id: expect.any(String), archived: false, brand: 'VISA', type: 'CREDIT_CARD' },
			...{ status: 'VERIFIED', last4: '4821', expiration: { year: '2031', month: '08' } },
			...{ nameOnAccount: expect.stringContaining('Touched'), createdBy: anId('006') },
			...{ createdTime: time, updatedTime: time, default: { payables: true, funding: true } },
		},
	]);
});

it('of the risk verification contain only the decision', async () => {
	const phone = { phoneNumber: '4015550100', phoneType: 'MOBILE' };
	const { payloads } = await sentBy(['risk-verification.updated'], async () => {
		await bench.api.post('/v3/risk-verifications/phone', phone);
		await bench.api.post('/v3/risk-verifications');
		bench.localBill.touch('riskVerifications', 1);
	});
	const decisions = payloads.map((payload) => payload['risk-verification']);
	expect(decisions).toEqual([{ decision: 'HOLD' }, { decision: 'APPROVE' }]);
});

it('are not sent about anything else, nor about types that are not subscribed to', async () => {
	const subscribed = ['vendor.archived', 'invoice.created', 'payment.failed'];
	const { payloads } = await sentBy(subscribed, async () => {
		const email = 'c@test.example';
		const { data } = await bench.api.post('/v3/customers', { name: 'Test Customer', email });
		await bench.api.patch(`/v3/customers/${data.id}`, { phone: '4015550112' });
		const { id: vendorId } = await makeVendor(bench);
		await bench.api.post('/v3/vendor-credits', {
			...{ vendorId, referenceNumber: 'VC-1', creditDate: '2026-03-01' },
			vendorCreditLineItems: [{ amount: 3 }],
		});
		const { id: billId } = seededBill(bench, 'FC-19');
		await bench.api.post('/v3/bill-approvals/actions', [{ billId, action: 'APPROVE' }]);
	});
	expect(payloads).toEqual([]);
	// The approval has changed the bill, and the seeded disabled subscription still records its history.
	const kept = bench.localBill.records('events').filter(({ type }) => type === 'bill.created');
	expect(kept).toEqual([]);
});

it('stay in the history of a disabled subscription, without being sent', async () => {
	const [old] = bench.localBill.records('subscriptions');
	await makeBill(bench, await makeVendor(bench));
	const event = bench.localBill.records('events').at(-1)!;
	expect(event).toMatchObject({ type: 'bill.created', subscriptionId: old.id });
	expect(event).not.toHaveProperty('statusCode');
	expect(bench.localBill.deliveries).toEqual([]);
});

it('of autopay are for partners, those of Spend & Expense for its own subscriptions', async () => {
	const { localBill } = bench;
	const errors = [{ code: '3', message: 'Bank account is inactive.', timestamp: '2026-03-04' }];
	localBill.setPartner(true);
	await subscribe(bench, `${hook.url}/partner`, 'autopay.failed');
	const spend = ['transaction.updated', 'reimbursement.deleted', 'three-ds-challenge.created'];
	const types = spend.map((type) => `spend.${type}`);
	await subscribe(bench, `${hook.url}/spend`, ...types);
	const autopay = { vendor: { id: '009X', name: 'X' } };
	const [eventId] = localBill.sendEvent('autopay.failed', autopay, { errors });
	for (const type of types) localBill.sendEvent(type, { uuid: 'txr_1' });
	await localBill.delivered();
	const [failed, ...others] = hook.received.map(({ payload }) => payload);
	expect(failed).toMatchObject({ autopay, errors, metadata: { eventId } });
	expect(others.map(({ metadata, ...rest }) => [metadata.spendCompanyUuid, rest])).toEqual([
		[expect.any(String), { transaction: { uuid: 'txr_1' } }],
		[expect.any(String), { reimbursement: { uuid: 'txr_1' } }],
		[expect.any(String), { threeDsChallenge: { uuid: 'txr_1' } }],
	]);
	expect(others[0].metadata).not.toHaveProperty('organizationId');
});
