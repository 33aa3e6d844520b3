import { byId } from '../support/form.mts';
import { emptyItems, local } from '../support/local.mts';
import { makeVendorAndBill, payingBank } from '../support/records.mts';

/*
 * With On Error "Continue", if a node throws, n8n passes the node's input to the success output, unmarked. So each
 * item must get its own error, whatever failed and wherever.
 */

const at = local();
const goOn = { continueOnFail: true };

/** Each of three items has become an error, and there is no other output. */
const eachFailed = (text: RegExp) =>
	[0, 1, 2].map((item) => ({
		json: expect.objectContaining({
			error: expect.stringMatching(text) as unknown,
			outcome: 'notSent',
		}) as unknown,
		pairedItem: { item },
	}));

test.each([
	['an invalid Gateway URL', { gatewayUrl: 'nowhere' }, /Gateway URL "nowhere" is not an address/],
	[
		'an unknown Environment',
		{ environment: 'moon' },
		/Environment "moon" is not in the credential/,
	],
	['no Gateway URL', { gatewayUrl: '' }, /Gateway URL is empty/],
])('an unusable credential: %s', async (_, fields, text) => {
	const parameters = { resource: 'vendor', operation: 'getAll' };
	const items = await at.nodeWith(fields).run({ parameters, items: emptyItems(3), ...goOn });

	expect(items).toEqual(eachFailed(text));
	expect(at.localBill.requests).toEqual([]);
});

test('a sign-in that is refused', async () => {
	const parameters = { resource: 'vendor', operation: 'getAll' };
	const node = at.nodeWith({ password: 'wrong' });
	const items = await node.run({ parameters, items: emptyItems(3), ...goOn });

	expect(items).toEqual(eachFailed(/does not accept User Name and Password/));
	expect(at.logins()).toHaveLength(1);
});

test('an operation that is not there', async () => {
	const items = await at.run('payment', 'payTwice', {}, { items: emptyItems(3), ...goOn });

	expect(items).toEqual(eachFailed(/no operation "payTwice" of "payment"/));
});

test('what is looked at over all items: one bill in several of Pay Many', async () => {
	const { bill } = await makeVendorAndBill(at.bill);
	const bank = await payingBank(at.bill);
	at.localBill.clearRequests();
	const form = {
		fundingAccountType: 'BANK_ACCOUNT',
		bankAccountId: byId(bank.id),
		billsFrom: 'json',
		billsJson: [{ billId: bill.id, amount: 10 }],
	};
	const items = await at.run('payment', 'payMany', form, { items: emptyItems(3), ...goOn });

	expect(items).toEqual(eachFailed(/Execute Once/));
	expect(at.sent()).toEqual([]);
});

test('a credential that cannot be read, as n8n says it', async () => {
	const node = at.nodeWith({});
	const broken = { getCredentials: () => Promise.reject(new Error('Credential not found')) };
	const parameters = { resource: 'vendor', operation: 'getAll' };
	const items = await node.run({ parameters, items: emptyItems(3), ...goOn, context: broken });

	expect(items).toEqual(eachFailed(/Credential not found/));
});
