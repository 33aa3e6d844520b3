import type { Data } from '../support/bill.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { address, makeBill, makeCredit, makeVendor } from '../support/records.mts';

const at = local();

const form = (name: string, more: Data = {}) => ({
	name,
	addressLine1: address.line1,
	city: address.city,
	zipOrPostalCode: address.zipOrPostalCode,
	country: address.country,
	...more,
});
const byNumber = (name: string, accountNumber: string) =>
	form(name, { matchBy: 'accountNumber', additionalFields: { accountNumber } });
const vendorsNamed = (name: string) =>
	at.localBill.records('vendors').filter((vendor) => vendor.name === name);

/** A vendor that exists before the node runs. */
async function there(more: Data) {
	const vendor = await makeVendor(at.bill, more);
	at.localBill.clearRequests();
	return vendor;
}

test('by name: the vendor of that name is changed, and no other', async () => {
	const longer = await there({ name: 'Quay Supplies Ltd' });
	const vendor = await there({ name: 'Quay Supplies' });
	const [{ json }] = await at.run('vendor', 'upsert', form('Quay Supplies'));

	expect(json).toMatchObject({ id: vendor.id, address });
	expect(at.sent()).toEqual(['GET /v3/vendors', `PATCH /v3/vendors/${vendor.id}`]);
	expect(at.localBill.records('vendors').find(({ id }) => id === longer.id)?.address.city).toBe(
		'Oakland',
	);
});

test.each([
	['an accent as one sign and as two', 'Café Quay', 'Cafe\u0301 Quay'],
	['two spaces and one', 'Quay  Supplies', 'Quay Supplies'],
	['a space of another kind', 'Quay\u00a0Supplies', 'Quay Supplies'],
	['a sign without width', 'Quay\u200b Supplies', 'Quay Supplies'],
])('by name: what looks the same is the same vendor: %s', async (_name, kept, typed) => {
	const vendor = await there({ name: kept });
	const [{ json }] = await at.run('vendor', 'upsert', form(typed, { city: 'Bath' }));
	expect(json.id).toBe(vendor.id);
	const sent = at.log().at(-1)?.body as Data;
	expect(sent).toMatchObject({ name: kept, address: { city: 'Bath' } });
});

test.each([
	['a sign without width', '\u200b'],
	['a byte order mark', '\ufeff'],
	['a mark of direction', '\u200f'],
	['spaces', ' \u00a0\t'],
])('by name: what is written with %s at its ends is found again', async (_name, sign) => {
	await at.run('vendor', 'upsert', form(`${sign}Quay Supplies${sign}`));
	await at.run('vendor', 'upsert', form('Quay Supplies'));
	expect(vendorsNamed('Quay Supplies')).toHaveLength(1);
	expect(at.sent().filter((sent) => sent === 'POST /v3/vendors')).toHaveLength(1);
});

test.each([
	['capitals', 'QUAY SUPPLIES', 'Quay Supplies'],
	['an apostrophe', "O'Brien Ltd", 'OBrien Ltd'],
	['another apostrophe', 'O’Brien Ltd', "O'Brien Ltd"],
	['another first letter', 'quay supplies', 'Quay Supplies'],
])('by name: what looks nearly the same is refused and named: %s', async (_name, kept, typed) => {
	const vendor = await there({ name: kept });
	const error = await failureOf(at.run('vendor', 'upsert', form(typed)));
	expect(error.message).toContain(`"${kept}" (${vendor.id})`);
	expect(vendorsNamed(typed)).toHaveLength(0);
});

test.each(['name', 'account number'])('by %s: two that match are refused', async (key) => {
	const more = { name: 'Twice', accountNumber: 'A-1' };
	const [one, two] = [await there(more), await there(more)];
	const parameters = key === 'name' ? form('Twice') : byNumber('New', 'A-1');
	const error = await failureOf(at.run('vendor', 'upsert', parameters));

	expect(error.message).toMatch(/^2 vendors/);
	expect(error.description).toContain(one.id);
	expect(error.description).toContain(two.id);
	expect(at.sent()).toEqual(['GET /v3/vendors']);
	expect(vendorsNamed('Twice')).toHaveLength(2);
});

test.each(['The "Best" Ltd', '"Quoted" first', 'Ends with "'])(
	'a name with a double quote is found: %s',
	async (name) => {
		const vendor = await there({ name });
		const [{ json }] = await at.run('vendor', 'upsert', form(name));

		expect(json.id).toBe(vendor.id);
		expect(vendorsNamed(name)).toHaveLength(1);
	},
);

test.each(['Smith, Jones: Partners', 'Größe & Söhne', "O'Neill (West)"])(
	'a name with other signs is found: %s',
	async (name) => {
		const vendor = await there({ name });
		expect((await at.run('vendor', 'upsert', form(name)))[0].json.id).toBe(vendor.id);
	},
);

test.each(['name', 'account number'])('by %s: an archived vendor is not matched', async (key) => {
	const old = await there({ name: 'Gone', accountNumber: 'G-1' });
	await at.bill.call('POST', `/v3/vendors/${old.id}/archive`);
	const parameters = key === 'name' ? form('Gone') : byNumber('Gone', 'G-1');
	const [{ json }] = await at.run('vendor', 'upsert', parameters);

	expect(json.id).not.toBe(old.id);
	expect(vendorsNamed('Gone').map(({ archived }) => archived)).toEqual([true, false]);
});

test.each(['name', 'account number'])(
	'by %s: several items with the same new key make one vendor',
	async (key) => {
		const parameters = (item: number) => {
			const own = { additionalFields: { accountNumber: 'N-1', phone: `${item}` } };
			return form('Newcomer', key === 'name' ? own : { matchBy: 'accountNumber', ...own });
		};
		const items = await at.run('vendor', 'upsert', parameters, { items: emptyItems(4) });

		expect(vendorsNamed('Newcomer')).toHaveLength(1);
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(1);
		expect(vendorsNamed('Newcomer')[0].phone).toBe('3');
	},
);

test('by account number: the list is read once for all items', async () => {
	at.localBill.seed({ vendors: 150 });
	const parameters = (item: number) => byNumber(`V ${item}`, item === 2 ? 'NG-1001' : `X-${item}`);
	const items = await at.run('vendor', 'upsert', parameters, { items: emptyItems(4) });

	expect(at.sent().filter((sent) => sent === 'GET /v3/vendors')).toHaveLength(2);
	expect(items.map(({ json }) => json.name)).toEqual(['V 0', 'V 1', 'V 2', 'V 3']);
	expect(vendorsNamed('Alder Office Supply')).toHaveLength(0);
	expect(at.localBill.records('vendors')).toHaveLength(15 + 150 + 3);
});

test('by account number: it finds the vendor also when items differ in name', async () => {
	const vendor = await there({ accountNumber: 'K-9' });
	const [{ json }] = await at.run('vendor', 'upsert', byNumber('Renamed', 'K-9'));
	expect(json).toMatchObject({ id: vendor.id, name: 'Renamed', accountNumber: 'K-9' });
});

test('an empty key is refused before anything is sent', async () => {
	const error = await failureOf(
		at.run('vendor', 'upsert', form('Without number', { matchBy: 'accountNumber' })),
	);
	expect(error.message).toContain('Account Number');
	expect(at.sent()).toEqual([]);
});

test('a bill without its vendor is refused before anything is sent', async () => {
	const body = { invoice: { invoiceNumber: 'N-1', invoiceDate: '2027-01-01' } };
	const error = await failureOf(at.run('bill', 'upsert', { inputMode: 'json', body }));
	expect(error.message).toMatch(/vendor/i);
	expect(at.sent()).toEqual([]);
});

test('a bill of that number of another vendor is left alone', async () => {
	const [one, two] = [await makeVendor(at.bill), await makeVendor(at.bill)];
	const invoice = { invoiceNumber: 'SAME', invoiceDate: '2027-01-01' };
	const other = await makeBill(at.bill, one, { invoice });
	const body = { vendorId: two.id, dueDate: '2027-02-01', invoice, billLineItems: [{ amount: 5 }] };
	const items = await at.run(
		'bill',
		'upsert',
		{ inputMode: 'json', body },
		{ items: emptyItems(2) },
	);

	const same = at.localBill
		.records('bills')
		.filter((bill) => bill.invoice.invoiceNumber === 'SAME');
	expect(same.map(({ vendorId, amount }) => [vendorId, amount])).toEqual([
		[one.id, 100],
		[two.id, 5],
	]);
	expect(items.map(({ json }) => json.id)).not.toContain(other.id);
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(1);
});

test('a bill with vendor credits on it is not overwritten without them', async () => {
	const vendor = await makeVendor(at.bill);
	const credit = await makeCredit(at.bill, vendor);
	const invoice = { invoiceNumber: 'CREDITED', invoiceDate: '2027-01-01' };
	const vendorCredits = [{ id: credit.id, amount: 40 }];
	const bill = await makeBill(at.bill, vendor, { invoice, vendorCredits });
	at.localBill.clearRequests();
	const body = {
		vendorId: vendor.id,
		dueDate: '2027-02-01',
		invoice,
		billLineItems: [{ amount: 90 }],
	};
	const error = await failureOf(at.run('bill', 'upsert', { inputMode: 'json', body }));

	expect(error.message).toContain('vendor credits');
	expect(at.sent()).toEqual(['GET /v3/bills']);

	const withCredits = { ...body, vendorCredits };
	const [{ json }] = await at.run('bill', 'upsert', { inputMode: 'json', body: withCredits });
	expect(json).toMatchObject({ id: bill.id, amount: 90, creditAmount: 40 });
});

test('a write whose response is lost is not tried again as a new vendor', async () => {
	at.localBill.addFault({
		match: { method: 'POST', path: '/connect/v3/vendors' },
		then: { drop: 'after' },
	});
	const error = await failureOf(at.run('vendor', 'upsert', form('Lost')));

	expect(error.message).toMatch(/outcome is unknown/i);
	expect(at.sent()).toEqual(['GET /v3/vendors', 'POST /v3/vendors']);
	expect(vendorsNamed('Lost')).toHaveLength(1);
});
