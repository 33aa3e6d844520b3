import { emptyItems, failureOf, local } from '../support/local.mts';
import { makeVendorAndBill, payingBank } from '../support/records.mts';

const at = local();

const vendor = (name: string) => ({
	name,
	addressLine1: '1 Pier Road',
	city: 'Oakland',
	stateOrProvince: 'CA',
	zipOrPostalCode: '94607',
	country: 'US',
});
const named = (name: string) =>
	at.localBill.records('vendors').filter((record) => record.name === name);

test('a bulk request that ran out of time at BILL is not sent again one by one', async () => {
	at.localBill.addFault({
		match: { method: 'POST', path: '/connect/v3/vendors/bulk' },
		then: { status: 408, body: '' },
	});
	const run = at.run('vendor', 'create', (item) => vendor(`V${item}`), { items: emptyItems(3) });

	expect((await failureOf(run)).message).toMatch(/outcome is unknown/i);
	expect(at.sent()).toEqual(['POST /v3/vendors/bulk']);
});

test('the records of a bulk answer in another order go to the items they are for', async () => {
	const vendors = ['V2', 'V0', 'V1'].map((name) => ({ id: `009${name}`, name }));
	at.localBill.addFault({
		match: { method: 'POST', path: '/connect/v3/vendors/bulk' },
		then: { status: 201, body: { vendors } },
	});
	const items = await at.run('vendor', 'create', (item) => vendor(`V${item}`), {
		items: emptyItems(3),
	});
	expect(items.map(({ json }) => json.id)).toEqual(['009V0', '009V1', '009V2']);
});

test('records of a bulk answer that cannot be told apart are given to no item', async () => {
	const vendors = ['009A', '009B', '009C'].map((id) => ({ id, archived: false }));
	at.localBill.addFault({
		match: { method: 'POST', path: '/connect/v3/vendors/bulk' },
		then: { status: 201, body: { vendors } },
	});
	const items = await at.run('vendor', 'create', (item) => vendor(`V${item}`), {
		items: emptyItems(3),
		continueOnFail: true,
	});

	for (const { json } of items) {
		expect(json.error).toMatch(
			/the response has 3 records for 3 items and does not show which one belongs to this item/,
		);
	}
	expect(at.sent()).toEqual(['POST /v3/vendors/bulk']);
});

test('vendors with the same name are told apart by the other fields', async () => {
	const vendors = ['b@example.com', 'a@example.com'].map((email) => ({
		id: `009${email}`,
		name: 'Same',
		email,
	}));
	at.localBill.addFault({
		match: { method: 'POST', path: '/connect/v3/vendors/bulk' },
		then: { status: 201, body: { vendors } },
	});
	const emails = ['a@example.com', 'b@example.com'];
	const items = await at.run(
		'vendor',
		'create',
		(item) => ({ ...vendor('Same'), email: emails[item] }),
		{ items: emptyItems(2) },
	);

	expect(items.map(({ json }) => json.email)).toEqual(emails);
});

test('all bills given to each of several items are not paid once for each', async () => {
	const { bill } = await makeVendorAndBill(at.bill);
	const bank = await payingBank(at.bill);
	at.localBill.clearRequests();
	const parameters = {
		fundingAccountType: 'BANK_ACCOUNT',
		bankAccountId: { __rl: true, mode: 'id', value: bank.id },
		billsFrom: 'json',
		billsJson: [{ billId: bill.id, amount: 10 }],
	};
	const run = at.run('payment', 'payMany', parameters, { items: emptyItems(3) });

	expect((await failureOf(run)).message).toContain('Execute Once');
	expect(at.sent()).toEqual([]);
});

test('a web page instead of a list is not an empty list, and nothing is created because of it', async () => {
	const page = {
		status: 200,
		body: '<html>maintenance</html>',
		headers: { 'content-type': 'text/html' },
	};
	at.localBill.addFault({ match: { method: 'GET' }, times: 20, then: page });
	expect((await failureOf(at.run('vendor', 'getAll', {}))).message).toMatch(
		/did not respond properly/,
	);
	expect((await failureOf(at.run('vendor', 'upsert', vendor('Seed')))).message).toMatch(
		/did not respond properly/,
	);
	expect(at.sent().filter((sent) => sent.startsWith('POST'))).toEqual([]);
	expect(named('Seed')).toEqual([]);
});

test('a web page as the response to a write leaves its outcome unknown', async () => {
	const page = { status: 200, body: '<html></html>', headers: { 'content-type': 'text/html' } };
	at.localBill.addFault({ match: { method: 'POST', path: '/connect/v3/vendors' }, then: page });
	expect((await failureOf(at.run('vendor', 'create', vendor('Maybe')))).message).toMatch(
		/outcome is unknown/i,
	);
	expect(at.sent()).toEqual(['POST /v3/vendors']);
});

test('keys that differ by a space alone make one vendor', async () => {
	const names = ['Quay', 'Quay ', ' Quay'];
	await at.run('vendor', 'upsert', (item) => vendor(names[item]), { items: emptyItems(3) });
	expect(named('Quay')).toHaveLength(1);
});
