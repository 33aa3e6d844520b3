import { byId, lines } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { makeBill, makeVendor } from '../support/records.mts';
import { creditOf } from './cases/vendor-credit.mts';

/* Many vendor credits in bulk, and what must not happen to a bill when one of its credits is removed. */

const at = local();
const form = (vendorId: string, item: number, amount: number | string = item + 1) => ({
	vendorId: byId(vendorId),
	referenceNumber: `VC-${item}`,
	creditDate: '2026-01-01',
	vendorCreditLineItems: lines({ amount }),
});
const made = () =>
	at.localBill
		.records('vendorCredits')
		.filter(({ referenceNumber }) => /^VC-\d/.test(referenceNumber));
/** After a refused bulk request, each item is looked up before it is sent on its own. */
const LOOK_UP = { options: { lookUpSeconds: 1 } };

test('51 that are created are two requests', async () => {
	const { id } = await makeVendor(at.bill);
	at.localBill.clearRequests();
	const parameters = (item: number) => form(id, item);
	const items = await at.run('vendorCredit', 'create', parameters, { items: emptyItems(51) });

	expect(at.sent()).toEqual(['POST /v3/vendor-credits/bulk', 'POST /v3/vendor-credits']);
	expect(items.map(({ json }) => json.amount)).toEqual(items.map((_, item) => item + 1));
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
});

test.each(['create', 'replace'])(
	'a credit of nothing is the only error of %s',
	async (operation) => {
		const vendor = await makeVendor(at.bill);
		const credits = await Promise.all([0, 1, 2, 3, 4].map(() => creditOf(at.bill, vendor)));
		at.localBill.clearRequests();
		const parameters = (item: number) => ({
			...form(vendor.id, item, item === 2 ? 0 : 5),
			...(operation === 'replace' && { vendorCreditId: byId(credits[item].id) }),
			...LOOK_UP,
		});
		const items = await at.run('vendorCredit', operation, parameters, {
			items: emptyItems(5),
			continueOnFail: true,
		});

		expect(items.map(({ json }) => json.referenceNumber)).toEqual(
			items.map((_, item) => (item === 2 ? undefined : `VC-${item}`)),
		);
		expect(items[2].json).toMatchObject({ error: expect.any(String), outcome: 'refused' });
		expect(made().map(({ referenceNumber }) => referenceNumber)).toEqual([
			'VC-0',
			'VC-1',
			'VC-3',
			'VC-4',
		]);
	},
);

test.each(['update', 'archive'])(
	'one that is not there is the only error of %s',
	async (operation) => {
		const vendor = await makeVendor(at.bill);
		const credits = await Promise.all([0, 1, 2].map(() => creditOf(at.bill, vendor)));
		const ids = [credits[0].id, 'vcr01NOBODY', credits[2].id];
		const parameters = (item: number) => ({
			vendorCreditId: byId(ids[item]),
			...(operation === 'update' && { updateFields: { description: `D${item}` } }),
			...LOOK_UP,
		});
		const items = await at.run('vendorCredit', operation, parameters, {
			items: emptyItems(3),
			continueOnFail: true,
		});

		expect(items.map(({ json }) => json.id)).toEqual([ids[0], undefined, ids[2]]);
		expect(items[1].json.error).toContain('vcr01NOBODY');
		const read = at.sent().filter((sent) => sent.startsWith('GET'));
		expect(read.sort()).toEqual(ids.map((id) => `GET /v3/vendor-credits/${id}`).sort());
	},
);

test('items of a refused request that are not looked for are unknown, and are not sent again', async () => {
	const { id } = await makeVendor(at.bill);
	at.localBill.clearRequests();
	const items = await at.run(
		'vendorCredit',
		'create',
		(item) => form(id, item, item === 2 ? 0 : 5),
		{ items: emptyItems(4), continueOnFail: true },
	);

	expect(at.sent()).toEqual(['POST /v3/vendor-credits/bulk']);
	expect(items.map(({ json }) => json.outcome)).toEqual(Array(4).fill('unknown'));
});

describe('Unapply From Bill', () => {
	const billOf = (id: string) => at.localBill.records('bills').find((bill) => bill.id === id)!;

	async function billWith(amounts: number[]) {
		const vendor = await makeVendor(at.bill);
		const bill = await makeBill(at.bill, vendor);
		const credits = [];
		for (const amount of amounts) {
			const credit = await creditOf(at.bill, vendor);
			const vendorCredits = [{ id: credit.id, amount }];
			await at.bill.call('PATCH', `/v3/bills/${bill.id}`, { vendorCredits });
			credits.push(credit);
		}
		at.localBill.clearRequests();
		return { bill, credits, vendor };
	}
	const unapply = (billId: string, creditId: string) =>
		at.run('vendorCredit', 'unapply', { billId: byId(billId), vendorCreditId: byId(creditId) });

	test('a credit that is not on the bill changes nothing', async () => {
		const { bill, vendor } = await billWith([20]);
		const other = await creditOf(at.bill, vendor);
		const error = await failureOf(unapply(bill.id, other.id));
		expect(error.message).toContain('not applied to this bill');
		expect(at.sent().filter((sent) => !sent.startsWith('GET'))).toEqual([
			'POST /v3/vendor-credits',
		]);
		expect(billOf(bill.id).creditAmount).toBe(20);
	});

	test('the other credits stay, also those on later pages of the list', async () => {
		const { bill, credits, vendor } = await billWith([20, 10.1, 5.2]);
		const body = (i: number) => ({
			vendorId: vendor.id,
			referenceNumber: `X${i}`,
			creditDate: '2026-01-01',
			vendorCreditLineItems: [{ amount: 1 }],
		});
		for (let batch = 0; batch < 3; batch++) {
			const many = Array.from({ length: 50 }, (_, i) => body(i));
			await at.bill.call('POST', '/v3/vendor-credits/bulk', many);
		}
		const late = await creditOf(at.bill, vendor);
		const vendorCredits = [{ id: late.id, amount: 7 }];
		await at.bill.call('PATCH', `/v3/bills/${bill.id}`, { vendorCredits });
		at.localBill.clearRequests();

		const [item] = await unapply(bill.id, credits[0].id);
		expect(item.json).toMatchObject({ creditAmount: 22.3, dueAmount: 77.7 });
		expect(at.log().at(-1)!.body).toMatchObject({
			vendorCredits: [
				{ id: credits[1].id, amount: 10.1 },
				{ id: credits[2].id, amount: 5.2 },
				{ id: late.id, amount: 7 },
			],
		});
	});

	test('one after the other, until no credit is left', async () => {
		const { bill, credits } = await billWith([20, 10]);
		const parameters = (item: number) => ({
			billId: byId(bill.id),
			vendorCreditId: byId(credits[item].id),
		});
		const items = await at.run('vendorCredit', 'unapply', parameters, { items: emptyItems(2) });
		expect(items.map(({ json }) => json.creditAmount)).toEqual([10, 0]);
		expect(billOf(bill.id)).toMatchObject({ amount: 100, dueAmount: 100 });
	});

	test('where a credit on the bill cannot be found, nothing is changed', async () => {
		const { bill, credits } = await billWith([20, 10]);
		at.localBill.addFault({
			match: { method: 'GET', path: '/connect/v3/vendor-credits' },
			then: { status: 200, body: { results: [] } },
		});
		const error = await failureOf(unapply(bill.id, credits[0].id));
		expect(error.message).toContain('could not all be found');
		expect(billOf(bill.id).creditAmount).toBe(30);
	});
});

test('more than the bill has left is refused with the reason of BILL', async () => {
	const vendor = await makeVendor(at.bill);
	const [bill, credit] = [await makeBill(at.bill, vendor), await creditOf(at.bill, vendor)];
	const error = await failureOf(
		at.run('vendorCredit', 'apply', {
			billId: byId(bill.id),
			vendorCredits: lines({ vendorCreditId: byId(credit.id), amount: 101 }),
		}),
	);
	expect(error.message).toMatch(/credit/i);
});
