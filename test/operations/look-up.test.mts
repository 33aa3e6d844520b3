import type { Data } from '../support/bill.mts';
import { byId } from '../support/form.mts';
import { emptyItems, local } from '../support/local.mts';
import { makeVendorAndBill, payingBank } from '../support/records.mts';

/*
 * Which record a look-up may accept as its own. look-up-every.test.mts checks that each operation finds its own
 * record.
 */

const at = local();
const writes = () => at.sent().filter((sent) => !sent.startsWith('GET'));
const options = { lookUpSeconds: 0.3, batching: 'single' };

const vendor = (name: string, more: Data = {}) => ({
	name,
	addressLine1: '1 Pier Road',
	city: 'Oakland',
	stateOrProvince: 'CA',
	zipOrPostalCode: '94607',
	country: 'US',
	options,
	...more,
});
const body = (name: string) => ({
	name,
	address: {
		line1: '1 Pier Road',
		city: 'Oakland',
		stateOrProvince: 'CA',
		zipOrPostalCode: '94607',
		country: 'US',
	},
});
const path = '/connect/v3/vendors';
const lose = (drop: 'before' | 'after', times = 1) =>
	at.localBill.addFault({ match: { method: 'POST', path }, times, then: { drop } });
const named = (name: string) =>
	at.localBill.records('vendors').filter((each) => each.name === name);

test('two equal items that were lost, with one record, are both unknown and name it', async () => {
	lose('before');
	lose('after');
	const items = await at.run('vendor', 'create', vendor('Equal'), {
		items: emptyItems(2),
		continueOnFail: true,
	});

	const [{ id }] = named('Equal');
	const unknown = { outcome: 'unknown', candidates: [id] };
	expect(items.map(({ json }) => json)).toMatchObject([unknown, unknown]);
	expect(items[0].json.error).toContain(`it could be any of these: ${id}`);
	expect(writes()).toHaveLength(2);
});

test('two equal items that were lost, with two records, are both found, each its own', async () => {
	lose('after', 2);
	const items = await at.run('vendor', 'create', vendor('Pair'), { items: emptyItems(2) });

	expect(items.map(({ json }) => json.outcome)).toEqual(['found', 'found']);
	expect(items.map(({ json }) => json.id).sort()).toEqual(
		named('Pair')
			.map(({ id }) => id)
			.sort(),
	);
	expect(writes()).toHaveLength(2);
});

test('a record that was created before is not mistaken for it', async () => {
	await at.bill.call('POST', '/v3/vendors', body('Earlier'));
	at.localBill.advanceClock(60_000);
	// The node learns BILL's time from a response.
	await at.run('vendor', 'getAll', { returnAll: false, limit: 1 });
	at.localBill.clearRequests();
	lose('before');
	const [{ json }] = await at.run('vendor', 'create', vendor('Earlier'), { continueOnFail: true });

	expect(json.outcome).toBe('unknown');
	expect(json.lookedFor).toMatch(/^Not found up to .*a vendor with the name "Earlier"$/);
	expect(json).not.toHaveProperty('candidates');
	expect(writes()).toEqual(['POST /v3/vendors']);
});

test('the response of another write is not mistaken for it', async () => {
	const [made] = await at.run('vendor', 'create', vendor('Answered'));
	lose('before');
	const [{ json }] = await at.run('vendor', 'create', vendor('Answered'), { continueOnFail: true });

	expect(made.json.id).toBe(named('Answered')[0].id);
	expect(json.outcome).toBe('unknown');
});

test('a payment is found by the number that was given to it', async () => {
	const { rememberMeId, device } = at.localBill.mfa;
	const { bill } = await makeVendorAndBill(at.bill);
	const bank = await payingBank(at.bill);
	at.node = at.nodeWith({ rememberMeId, device });
	at.localBill.clearRequests();
	at.localBill.addFault({
		match: { method: 'POST', path: '/connect/v3/payments' },
		then: { drop: 'after' },
	});
	const [{ json }] = await at.run('payment', 'create', {
		billId: byId(bill.id),
		amount: 100,
		bankAccountId: byId(bank.id),
		additionalFields: { transactionNumber: 'RUN42' },
		options: { lookUpSeconds: 0.3 },
	});

	expect(json).toMatchObject({ outcome: 'found', amount: 100, transactionNumber: 'RUN42' });
	const looked = at.log().find((each) => each.method === 'GET' && each.path.endsWith('/payments'));
	expect(looked?.query.filters).toContain('transactionNumber:eq:"RUN42"');
	expect(writes()).toEqual(['POST /v3/payments']);
});

test('0 seconds look for nothing', async () => {
	lose('after');
	const off = vendor('Unlooked', { options: { lookUpSeconds: 0 } });
	const [{ json }] = await at.run('vendor', 'create', off, { continueOnFail: true });

	expect(json.outcome).toBe('unknown');
	expect(json).not.toHaveProperty('lookedFor');
	expect(at.sent()).toEqual(['POST /v3/vendors']);
});

test('a batch whose response is lost gives each item its own record', async () => {
	at.localBill.addFault({
		match: { method: 'POST', path: `${path}/bulk` },
		then: { drop: 'after' },
	});
	const items = await at.run(
		'vendor',
		'create',
		(item) => vendor(`Batch ${item}`, { options: { lookUpSeconds: 0.3 } }),
		{ items: emptyItems(3) },
	);

	expect(items.map(({ json }) => [json.name, json.outcome])).toEqual(
		[0, 1, 2].map((item) => [`Batch ${item}`, 'found']),
	);
	// The list is read once for all of them.
	const begun = at.log().filter(({ method, query }) => method === 'GET' && !query.page);
	expect(begun.map((each) => each.path)).toEqual([path]);
	expect(writes()).toEqual(['POST /v3/vendors/bulk']);
});
