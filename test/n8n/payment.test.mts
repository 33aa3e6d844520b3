import { billIn, n8nWithBill } from '../support/n8n.mts';
import { byId } from '../support/form.mts';

/* Workflows that move money. */

const { n8n, bill } = n8nWithBill();

/** An account whose sessions BILL trusts for payments. */
const trusted = async () => {
	const { rememberMeId, device } = bill.mfa;
	return await billIn(n8n.client, bill, { rememberMeId, device });
};

/** Parameters that pay part of an unpaid bill. `at` is the index of the bill among the unpaid ones. */
function payment(at = 0) {
	const unpaid = bill
		.records('bills')
		.filter(({ paymentStatus, archived }) => paymentStatus === 'UNPAID' && !archived)[at];
	const bank = bill
		.records('bankAccounts')
		.find(({ status, archived }) => status === 'VERIFIED' && !archived);
	return {
		billId: unpaid.id,
		parameters: {
			resource: 'payment',
			operation: 'create',
			createBill: false,
			billId: byId(unpaid.id),
			amount: 1,
			fundingAccountType: 'BANK_ACCOUNT',
			bankAccountId: byId(bank?.id as string),
		},
	};
}

const payments = () => bill.records('payments');
const posts = () =>
	bill.requests.filter(({ method, path }) => method === 'POST' && path === '/connect/v3/payments');

test('a bill is paid, once', async () => {
	const account = await trusted();
	const before = payments().length;
	const { billId, parameters } = payment();
	const { items, error } = await account.run(parameters);

	expect(error).toBeUndefined();
	expect(items).toMatchObject([{ json: { billId, amount: 1 } }]);
	expect(payments()).toHaveLength(before + 1);
	expect(posts()).toHaveLength(1);
});

describe('a payment whose answer is lost, under Retry On Fail', () => {
	test('is found, and was sent once', async () => {
		const account = await trusted();
		const before = payments().length;
		const { billId, parameters } = payment();
		const path = '/connect/v3/payments';
		bill.addFault({ match: { method: 'POST', path }, then: { drop: 'after' } });
		const { items, error } = await account.run(parameters, { tries: 3 });

		expect(error).toBeUndefined();
		expect(items).toMatchObject([{ json: { billId, amount: 1 } }]);
		expect(payments()).toHaveLength(before + 1);
		expect(posts()).toHaveLength(1);
	});

	test.each([
		['its connection is cut', { drop: 'before' as const }],
		['a gateway answers in its place', { status: 502, body: '<html>Bad Gateway</html>' }],
	])('is not sent again in any attempt when %s', async (_, then) => {
		const account = await trusted();
		const before = payments().length;
		const { parameters } = payment();
		const path = '/connect/v3/payments';
		bill.addFault({ match: { method: 'POST', path }, then });
		const options = { lookUpSeconds: 3 };
		const { error } = await account.run({ ...parameters, options }, { tries: 3 });

		expect(error?.message).toMatch(/outcome is unknown/i);
		expect(payments()).toHaveLength(before);
		expect(posts()).toHaveLength(1);
	});
});

test("a payment that BILL refuses is reported in BILL's words and with its code", async () => {
	const account = await trusted();
	const before = payments().length;
	const { parameters } = payment();
	const path = '/connect/v3/payments';
	const then = { status: 422, code: 'BDC_1171', message: 'The bill is not approved yet' };
	bill.addFault({ match: { method: 'POST', path }, then });
	const { error } = await account.run(parameters);

	expect(error?.message).toBe('The bill is not approved yet (BDC_1171) [item 0]');
	expect(error?.description).toContain('POST /v3/payments returned HTTP 422');
	expect(payments()).toHaveLength(before);
	expect(posts()).toHaveLength(1);
});

test('a session that BILL does not trust pays nothing, and the error says how to get trust', async () => {
	const account = await billIn(n8n.client, bill);
	const before = payments().length;
	const { error } = await account.run(payment().parameters, { tries: 2 });

	expect(error?.message).toMatch(/BILL does not trust this session .*\(BDC_1361\)/);
	expect(error?.description).toMatch(/Remember Me ID/);
	expect(payments()).toHaveLength(before);
	expect(posts().every(({ code }) => code === 'BDC_1361')).toBe(true);
});
