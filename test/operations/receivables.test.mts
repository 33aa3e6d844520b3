import { createHash } from 'node:crypto';
import type { Data, Rec } from '../support/bill.mts';
import { byId, itemWithFile, lines } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { EMAIL, makeCustomer, makeInvoice } from '../support/records.mts';
import { makeMemo, times } from './cases/receivables.mts';

/* What customers owe and pay, in cases that need more than one request and response. */

const at = local();
const kept = (name: 'customers' | 'invoices' | 'creditMemos', id: string) =>
	at.localBill.records(name).find((record) => record.id === id) as Rec;

describe('credit memos travel together', () => {
	const memoForm = (customer: Rec, item: number, more: Data = {}) => ({
		customerId: byId(customer.id),
		referenceNumber: `CM-${item}`,
		creditDate: '2027-01-15',
		creditMemoLineItems: lines({ additionalFields: { amount: item + 1 } }),
		...more,
	});

	/** A customer with that many credit memos, newest first, which is not the order of BILL's list. */
	async function withMemos(count: number) {
		const customer = await makeCustomer(at.bill);
		const memos: Rec[] = [];
		await times(count, async () => {
			memos.unshift(await makeMemo(at.bill, customer));
		});
		at.localBill.clearRequests();
		return { customer, memos };
	}

	test('101 are two requests of 50 and one alone, and come out in order', async () => {
		const customer = await makeCustomer(at.bill);
		at.localBill.clearRequests();
		const items = await at.run('creditMemo', 'create', (item) => memoForm(customer, item), {
			items: emptyItems(101),
		});

		expect(at.sent()).toEqual([
			'POST /v3/credit-memos/bulk',
			'POST /v3/credit-memos/bulk',
			'POST /v3/credit-memos',
		]);
		expect(at.log().map(({ body }) => (body as unknown[]).length)).toEqual([50, 50, undefined]);
		expect(items.map(({ json }) => json.amount)).toEqual(items.map((_, item) => item + 1));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(at.localBill.records('creditMemos')).toHaveLength(3 + 101);
	});

	test('what BILL accepts only for a single new record is sent on its own', async () => {
		const customer = await makeCustomer(at.bill);
		const account = await at.bill.first('/v3/classifications/chart-of-accounts');
		at.localBill.clearRequests();
		const booked = { additionalFields: { payToChartOfAccountId: byId(account.id) } };
		const parameters = (item: number) => memoForm(customer, item, item === 1 ? booked : {});
		const items = await at.run('creditMemo', 'create', parameters, { items: emptyItems(3) });

		expect(at.sent()).toEqual(['POST /v3/credit-memos/bulk', 'POST /v3/credit-memos']);
		expect(items.map(({ json }) => json.referenceNumber)).toEqual(['CM-0', 'CM-1', 'CM-2']);
		expect(items[1].json.payToChartOfAccountId).toBe(account.id);
	});

	test.each([
		['update', 'PATCH /v3/credit-memos/bulk', 'PATCH'],
		['replace', 'PUT /v3/credit-memos/bulk', 'PUT'],
		['archive', 'POST /v3/credit-memos/bulk/archive', 'POST'],
		['restore', 'POST /v3/credit-memos/bulk/restore', 'POST'],
	])('%s: 51 are one request and one more', async (operation, bulk, method) => {
		const { customer, memos } = await withMemos(51);
		const parameters = (item: number) => ({
			creditMemoId: byId(memos[item].id),
			...(operation === 'update' && { updateFields: { referenceNumber: `CM-${item}` } }),
			...(operation === 'replace' && memoForm(customer, item)),
		});
		const items = await at.run('creditMemo', operation, parameters, { items: emptyItems(51) });

		expect(at.sent()).toHaveLength(2);
		expect(at.sent()[0]).toBe(bulk);
		expect(at.log()[1]).toMatchObject({
			method,
			path: expect.stringContaining(`/v3/credit-memos/${memos[50].id}`),
		});
		expect(items.map(({ json }) => json.id)).toEqual(memos.map(({ id }) => id));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	});

	test.each(['create', 'update', 'replace', 'archive', 'restore'])(
		'%s: with Continue On Fail a guilty item is the only error, and no other is done twice',
		async (operation) => {
			const { customer, memos } = await withMemos(5);
			if (operation === 'restore') {
				const ids = memos.map(({ id }) => id).join(',');
				await at.bill.call('POST', '/v3/credit-memos/bulk/archive', undefined, { ids });
				at.localBill.clearRequests();
			}
			const nobody = 'ccr01NOBODY';
			const guilty = operation === 'create' ? { customerId: byId('0cu01NOBODY') } : {};
			const parameters = (item: number) => ({
				...(operation === 'create'
					? {}
					: { creditMemoId: byId(item === 2 ? nobody : memos[item].id) }),
				...(operation === 'update' && { updateFields: { referenceNumber: `CM-${item}` } }),
				...(['create', 'replace'].includes(operation) &&
					memoForm(customer, item, item === 2 ? guilty : {})),
				options: { lookUpSeconds: 1 },
			});
			const items = await at.run('creditMemo', operation, parameters, {
				items: emptyItems(5),
				continueOnFail: true,
			});

			const isRead = (sent: string) => sent.startsWith('GET');
			expect(at.sent().filter((sent) => !isRead(sent))).toHaveLength(1 + 5);
			// Each item is looked up before it is sent on its own: new ones in one list, the others one by one.
			expect(
				at
					.sent()
					.slice(1)
					.findIndex((sent) => !isRead(sent)),
			).toBe(operation === 'create' ? 1 : 5);
			expect(at.sent().filter(isRead)).toHaveLength(operation === 'create' ? 1 : 5);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
			expect(items.map(({ json }) => json.error !== undefined)).toEqual([
				false,
				false,
				true,
				false,
				false,
			]);
			expect(items[2].json.error).toContain('BDC_1205');
			const added = operation === 'create' ? 4 : 0;
			expect(at.localBill.records('creditMemos')).toHaveLength(3 + 5 + added);
		},
	);
});

describe('Create or Update', () => {
	const customerForm = (more: Data = {}) => ({ name: 'Twice', email: EMAIL, ...more });

	test.each(['name', 'accountNumber'])(
		'two customers of the same %s are refused, and neither is changed',
		async (matchBy) => {
			const more = { name: 'Twice', accountNumber: 'A-1' };
			const [one, two] = [await makeCustomer(at.bill, more), await makeCustomer(at.bill, more)];
			at.localBill.clearRequests();
			const form = customerForm({
				matchBy,
				additionalFields: { accountNumber: 'A-1', phone: '1' },
			});
			const error = await failureOf(at.run('customer', 'upsert', form));

			expect(error.message).toMatch(/2 (times|customers)/);
			expect(error.description).toContain(one.id);
			expect(error.description).toContain(two.id);
			expect(at.sent()).toEqual(['GET /v3/customers']);
		},
	);

	test('two invoices of the same number are refused', async () => {
		const customer = await makeCustomer(at.bill);
		const same = { invoiceNumber: 'SAME' };
		const invoices = [
			await makeInvoice(at.bill, customer, same),
			await makeInvoice(at.bill, customer, same),
		];
		at.localBill.clearRequests();
		const error = await failureOf(
			at.run('invoice', 'upsert', {
				...same,
				customerId: byId(customer.id),
				invoiceLineItems: lines({ price: '5' }),
			}),
		);

		for (const { id } of invoices) {
			expect(error.description).toContain(id);
			expect(kept('invoices', id).totalAmount).toBe(100);
		}
		expect(at.sent()).toEqual(['GET /v3/invoices']);
	});

	test('an invoice that is written twice has its lines once', async () => {
		const customer = await makeCustomer(at.bill);
		const form = {
			invoiceNumber: 'AGAIN-1',
			customerId: byId(customer.id),
			invoiceLineItems: lines({ price: '5' }, { price: '7', quantity: 2 }),
		};
		const [first] = await at.run('invoice', 'upsert', form);
		const [second] = await at.run('invoice', 'upsert', form);

		expect(second.json.id).toBe(first.json.id);
		const invoice = kept('invoices', String(first.json.id));
		expect(invoice.invoiceLineItems).toHaveLength(2);
		expect(invoice.totalAmount).toBe(19);
		expect(at.localBill.records('invoices')).toHaveLength(11 + 1);
	});

	test('several items with one new number make one invoice, and the list is read once', async () => {
		const customer = await makeCustomer(at.bill);
		at.localBill.clearRequests();
		const form = (item: number) => ({
			invoiceNumber: 'ONE',
			customerId: byId(customer.id),
			invoiceLineItems: lines({ price: `${item + 1}` }),
		});
		const items = await at.run('invoice', 'upsert', form, { items: emptyItems(3) });

		expect(new Set(items.map(({ json }) => json.id)).size).toBe(1);
		expect(at.sent().map((sent) => sent.split(' ')[0])).toEqual([
			...['GET', 'POST'],
			// Read again right before it is replaced.
			...['GET', 'PUT'],
			...['GET', 'PUT'],
		]);
		expect(kept('invoices', String(items[0].json.id)).totalAmount).toBe(3);
	});
});

describe('Charge Customer', () => {
	async function withInvoice(authorized?: boolean) {
		const customer = await makeCustomer(at.bill);
		const path = `/v3/customers/${customer.id}`;
		if (authorized !== undefined) {
			const said = { authorizedToCharge: authorized };
			await at.bill.call('POST', `${path}/charge-authorization`, said);
		}
		const account = await at.bill.call('POST', `${path}/bank-accounts`, {
			nameOnAccount: 'Quillmoor',
			routingNumber: '074000010',
			accountNumber: '000987654321',
			type: 'CHECKING',
			ownerType: 'BUSINESS',
		});
		const invoice = await makeInvoice(at.bill, customer);
		at.localBill.clearRequests();
		const form = {
			customerId: byId(customer.id),
			customerBankAccountId: account.id,
			invoicePayments: lines({ invoiceId: byId(invoice.id), amount: 10 }),
		};
		return { path, form };
	}

	test('is refused before anything is charged when the customer has not signed', async () => {
		const { path, form } = await withInvoice(false);
		const error = await failureOf(at.run('receivedPayment', 'charge', form));

		expect(error.message).toContain('not authorized to charge');
		expect(error.description).toContain('Nothing was changed in BILL.');
		expect(at.sent()).toEqual(['GET /v3/invoices', `GET ${path}`]);
	});

	test('is left to BILL when nothing is said about it', async () => {
		const { path, form } = await withInvoice();
		const error = await failureOf(at.run('receivedPayment', 'charge', form));

		expect(error.message).not.toMatch(
			/^The organization is not authorized to charge this customer/,
		);
		expect(at.sent()).toEqual(['GET /v3/invoices', `GET ${path}`, 'POST /v3/receivable-payments']);
	});

	test('looks once for all items of a customer', async () => {
		const { path, form } = await withInvoice(true);
		const thrice = { ...form, options: { repeats: 'allow' } };
		const items = await at.run('receivedPayment', 'charge', thrice, { items: emptyItems(3) });

		expect(items.map(({ json }) => json.amount)).toEqual([10, 10, 10]);
		expect(at.sent()).toEqual([
			`GET ${path}`,
			...Array<string>(3).fill('POST /v3/receivable-payments'),
		]);
	});

	test('is sent once when its response is lost', async () => {
		const { path, form } = await withInvoice(true);
		at.localBill.addFault({
			match: { method: 'POST', path: '/connect/v3/receivable-payments' },
			then: { drop: 'after' },
		});
		const error = await failureOf(at.run('receivedPayment', 'charge', form));

		expect(error.message).toMatch(/outcome is unknown/i);
		expect(at.sent()).toEqual(['GET /v3/invoices', `GET ${path}`, 'POST /v3/receivable-payments']);
	});
});

describe('attachments', () => {
	const file = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 31 + (i >> 8)) % 256));
	const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

	test('what is uploaded is what is downloaded', async () => {
		const { id } = await makeCustomer(at.bill);
		const [{ json }] = await at.run(
			'attachment',
			'uploadToCustomer',
			{ customerId: byId(id) },
			{ items: [itemWithFile(file, 'scan.png', 'image/png')] },
		);
		const upload = at.log().at(-1);
		expect(upload?.rawBody).toEqual({ bytes: file.length, sha256: hash(file) });

		const [{ binary }] = await at.run('attachment', 'download', { attachmentId: json.id });
		expect(hash(Buffer.from(String(binary?.data.data), 'base64'))).toBe(hash(file));
	});

	test('after it was deleted it is gone', async () => {
		const { id } = await makeCustomer(at.bill);
		const path = `/v3/attachments/customers/${id}`;
		const attachment = await at.bill.call('POST', path, file, { name: 'scan.png' });
		const form = { attachmentId: attachment.id };
		expect((await at.run('attachment', 'delete', form))[0].json).toEqual({ deleted: true });
		expect((await failureOf(at.run('attachment', 'get', form))).message).toContain('BDC_1205');
	});

	test.each([
		['an empty file', Buffer.alloc(0), 'empty'],
		['more than 6 MB', Buffer.alloc(6 * 1024 * 1024 + 1, 1), 'too large'],
	])('%s is refused before anything is sent', async (_name, bytes, reason) => {
		const { id } = await makeCustomer(at.bill);
		at.localBill.clearRequests();
		const items = [itemWithFile(bytes, 'scan.png', 'image/png')];
		const form = { customerId: byId(id) };
		const error = await failureOf(at.run('attachment', 'uploadToCustomer', form, { items }));

		expect(error.message).toContain(reason);
		expect(at.sent()).toEqual([]);
	});

	test('a field that the item does not have is named, with those that it has', async () => {
		const { id } = await makeCustomer(at.bill);
		at.localBill.clearRequests();
		const items = [itemWithFile(file, 'scan.png', 'image/png', 'paper')];
		const form = { customerId: byId(id) };
		const error = await failureOf(at.run('attachment', 'uploadToCustomer', form, { items }));

		expect(error.message).toContain('"data"');
		expect(error.description).toContain('paper');
		expect(at.sent()).toEqual([]);
	});
});
