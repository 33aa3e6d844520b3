import { byId } from '../support/form.mts';
import { failureOf, local } from '../support/local.mts';
import { makeBill, makeVendor } from '../support/records.mts';
import { creditOf } from './cases/vendor-credit.mts';

/*
 * Records that are read and then written back: if somebody changes one in between, that change is not undone. The
 * first read returns an earlier state; BILL itself has the later one.
 */

const at = local();

/** Makes the next response of this path return an earlier state. */
function answerOnce(path: string, body: unknown): void {
	at.localBill.addFault({
		match: { method: 'GET', path: `/connect${path}` },
		then: { status: 200, body },
	});
}
const writes = () => at.sent().filter((sent) => !sent.startsWith('GET'));

describe('Unapply From Bill', () => {
	async function applied() {
		const vendor = await makeVendor(at.bill);
		const bill = await makeBill(at.bill, vendor);
		const credit = await creditOf(at.bill, vendor);
		const vendorCredits = [{ id: credit.id, amount: 20 }];
		await at.bill.call('PATCH', `/v3/bills/${bill.id}`, { vendorCredits });
		const paths = { bill: `/v3/bills/${bill.id}`, credit: `/v3/vendor-credits/${credit.id}` };
		const now = {
			bill: await at.bill.call('GET', paths.bill),
			credit: await at.bill.call('GET', paths.credit),
		};
		at.localBill.clearRequests();
		const unapply = async () =>
			await at.run('vendorCredit', 'unapply', {
				billId: byId(bill.id),
				vendorCreditId: byId(credit.id),
			});
		return { paths, now, unapply };
	}

	test.each([
		['due date', { dueDate: '2026-12-24' }, 'dueDate'],
		['lines', { billLineItems: [{ id: 'bli01EARLIER', amount: 100 }] }, 'billLineItems'],
		['invoice number', { invoice: { invoiceNumber: 'EARLIER' } }, 'invoice'],
		['description, which it had none of', { description: 'Earlier' }, 'description'],
		['time stamp alone', { updatedTime: '2026-01-01T00:00:00.000+00:00' }, 'updatedTime'],
	])('a bill with another %s by then is not written', async (_name, earlier, member) => {
		const { paths, now, unapply } = await applied();
		answerOnce(paths.bill, { ...now.bill, ...earlier });
		const error = await failureOf(unapply());
		expect(error.message).toContain('The bill was changed in BILL');
		expect(error.description).toContain(member);
		expect(error.outcome).toBe('notSent');
		expect(writes()).toEqual([]);
		expect(await at.bill.call('GET', paths.bill)).toEqual(now.bill);
	});

	test('nor one whose credit was used elsewhere in the meantime', async () => {
		const { paths, now, unapply } = await applied();
		const usage = (now.credit.usage as object[]).map((use) => ({ ...use, amount: 20.01 }));
		answerOnce(paths.credit, { ...now.credit, usage });
		expect((await failureOf(unapply())).message).toContain('The vendor credit was changed');
		expect(writes()).toEqual([]);
	});

	test('another order of members, or null instead of a missing member, is not a change', async () => {
		const { paths, now, unapply } = await applied();
		const turned = Object.fromEntries(Object.entries(now.bill).reverse());
		answerOnce(paths.bill, { ...turned, purchaseOrderNumber: null });
		const [{ json }] = await unapply();
		expect(json.creditAmount).toBe(0);
		expect(writes()).toEqual([`PUT ${paths.bill}`]);
	});
});

test.each([
	['name', { policyName: 'Earlier' }, 'policyName'],
	['approvers', { approvers: { users: [{ userId: '00601EARLIER' }] } }, 'approvers'],
	['rules', { rules: [{ key: 'AMOUNT', op: 'GTE', values: [{ value: '1' }] }] }, 'rules'],
])('an approval policy with another %s by then is not written', async (_name, earlier, member) => {
	const path = '/v3/bill-approvals/policies';
	const policies = (await at.bill.call('GET', path)) as unknown as object[];
	const [policy, ...others] = policies as Array<{ id: string }>;
	answerOnce(path, [{ ...policy, ...earlier }, ...others]);
	at.localBill.clearRequests();
	const parameters = { policyId: byId(policy.id), updateFields: { policyName: 'Mine' } };
	const error = await failureOf(at.run('approvalPolicy', 'update', parameters));
	expect(error.message).toContain('The approval policy was changed');
	expect(error.description).toContain(member);
	expect(writes()).toEqual([]);
});

test.each([
	['name', { name: 'Earlier' }, 'name'],
	['address', { notificationUrl: 'https://earlier.example/' }, 'notificationUrl'],
	['state', { status: { enabled: false } }, 'status'],
])('a subscription with another %s by then is not written', async (_name, earlier, member) => {
	const id = '5f8d0d55-0000-4000-8000-000000000001';
	const path = `/connect-events/v3/subscriptions/${id}`;
	const url = 'https://n8n.example/';
	const now = { id, name: 'Now', notificationUrl: url, status: { enabled: true }, events: [] };
	for (const body of [{ ...now, ...earlier }, now]) {
		at.localBill.addFault({ match: { method: 'GET', path }, then: { status: 200, body } });
	}
	const parameters = { subscriptionId: byId(id), events: ['vendor.created'] };
	const error = await failureOf(at.run('webhookSubscription', 'replaceEvents', parameters));
	expect(error.message).toContain('The webhook subscription was changed');
	expect(error.description).toContain(member);
	expect(writes()).toEqual([]);
});
