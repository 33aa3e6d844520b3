import { n8nWithBill, oauthIn, spendIn } from '../support/n8n.mts';
import { byId } from '../support/form.mts';
import { credentialIn } from '../support/n8n.mts';
import { itemWithFiles, png } from '../support/spend.mts';

/* The Bill Spend & Expense node in a real n8n. */

const { n8n, bill } = n8nWithBill();
const calls = () => bill.requests.filter(({ path }) => path.startsWith('/connect'));
const transaction = (merchant: string) => {
	const found = bill
		.records('spendTransactions')
		.find(({ merchantName }) => merchantName === merchant);
	if (!found) throw new Error(`No transaction of ${merchant}`);
	return found;
};

test('the credential is tested with the token that is typed', async () => {
	const account = await spendIn(n8n.client, bill);
	expect(await account.test()).toMatchObject({ status: 'OK' });
	const wrong = await account.test({ apiToken: 'not a token of BILL' });
	expect(wrong.status).toBe('Error');
	expect(wrong.message).toMatch(/API Token/);
	expect(JSON.stringify(wrong)).not.toContain('not a token of BILL');
});

test('a list of 130 transactions comes whole, in pages of fifty', async () => {
	const account = await spendIn(n8n.client, bill);
	const all = { resource: 'transaction', operation: 'getAll', returnAll: true };
	const { items, error } = await account.run(all);
	expect(error).toBeUndefined();
	const uuids = items.map(({ json }) => json.uuid);
	expect(new Set(uuids).size).toBe(uuids.length);
	expect(uuids.length).toBeGreaterThanOrEqual(125);
	expect(calls().map(({ query }) => query.max)).toEqual(calls().map(() => '50'));
});

test('a receipt travels from a binary field to its transaction, without the token on its way', async () => {
	const account = await spendIn(n8n.client, bill);
	const { id, uuid, receipts } = transaction('Old Mill Bakery');
	const { items, error } = await account.run(
		{ resource: 'transaction', operation: 'attachReceipt', transactionId: byId(uuid) },
		{ items: [itemWithFiles({ data: png })] },
	);
	expect(error).toBeUndefined();
	expect(items).toMatchObject([{ json: { uuid: expect.stringMatching(/^rct_/) } }]);
	const put = bill.requests.find(({ method }) => method === 'PUT');
	expect(put?.headers['content-type']).toBe('image/png');
	expect(put?.auth.apiToken).toBeUndefined();
	const kept = bill.records('spendTransactions').find((each) => each.id === id);
	expect(kept?.receipts).toHaveLength(receipts.length + 1);
});

test('values of a custom field are deleted by a request with a body', async () => {
	const account = await spendIn(n8n.client, bill);
	const event = bill.records('spendCustomFields').find(({ name }) => name === 'Event');
	const value = bill
		.records('spendCustomFieldValues')
		.find(({ _fieldId, deleted }) => _fieldId === event?.id && !deleted);
	const { items, error } = await account.run({
		resource: 'customFieldValue',
		operation: 'delete',
		customFieldId: byId(String(event?.uuid)),
		customFieldValueIds: value?.uuid,
	});
	expect(error).toBeUndefined();
	expect(items).toMatchObject([{ json: { deleted: true } }]);
	const kept = bill.records('spendCustomFieldValues').find(({ id }) => id === value?.id);
	expect(kept?.deleted).toBe(true);
});

test('a token that BILL does not know is one request for an execution of many items', async () => {
	const account = await spendIn(n8n.client, bill, { apiToken: 'not a token of BILL' });
	const { items } = await account.run(
		{ resource: 'user', operation: 'getCurrent' },
		{ items: Array.from({ length: 20 }, () => ({ json: {} })), continueOnFail: true },
	);
	expect(items).toHaveLength(20);
	for (const { json } of items) expect(json.error).toMatch(/API Token/);
	// Three requests may be in flight when the first response arrives.
	expect(calls().length).toBeLessThanOrEqual(3);
});

test('one pair of OAuth serves Spend & Expense as well', async () => {
	const { credentials, data } = await oauthIn(n8n.client, bill);
	const account = await credentialIn(n8n.client, 'billOAuth2Api', data, 'billSpendExpense');
	expect(credentials).toBeDefined();
	const { items, error } = await account.run({ resource: 'user', operation: 'getCurrent' });
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	expect(calls().map(({ auth }) => [auth.bearer, auth.apiToken])).toEqual([['right', undefined]]);
});
