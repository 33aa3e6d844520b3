import { byId, lines } from '../support/form.mts';
import { emptyItems, failureOf, local } from '../support/local.mts';
import { makeBill, makeVendor } from '../support/records.mts';

/* Decisions on bills, and approval policies that the node must not damage. */

const at = local();
const policies = '/v3/bill-approvals/policies';
const policyRecords = () => at.localBill.records('approvalPolicies');

async function waiting(count: number): Promise<string[]> {
	const { userId } = await at.bill.call('GET', '/v3/login/session');
	const vendor = await makeVendor(at.bill);
	await at.bill.call('POST', policies, {
		policyName: 'Bills of one vendor',
		rules: [{ key: 'VENDOR_ID', values: [vendor.id] }],
		approvers: [userId],
	});
	const ids: string[] = [];
	for (let i = 0; i < count; i++) ids.push((await makeBill(at.bill, vendor)).id);
	at.localBill.clearRequests();
	return ids;
}
const statusOf = (id: string) =>
	at.localBill.records('bills').find((bill) => bill.id === id)!.approvalStatus;

test('sixty bills in one item are one request', async () => {
	const ids = await waiting(60);
	const items = await at.run('billApproval', 'approve', { billIds: ids.join() });

	expect(at.sent()).toEqual(['POST /v3/bill-approvals/actions']);
	expect(items.map(({ json }) => json.billId)).toEqual(ids);
	expect(items.every(({ pairedItem }) => pairedItem?.item === 0)).toBe(true);
	expect(new Set(ids.map(statusOf))).toEqual(new Set(['APPROVED']));
});

test('a bill that is not waiting for approval fails the bills of its item, and no other item', async () => {
	const [one, two, three] = await waiting(3);
	const { id: other } = await makeBill(at.bill, await makeVendor(at.bill));
	const billIds = [[one], [two, other], [three]];
	const items = await at.run('billApproval', 'approve', (item) => ({ billIds: billIds[item] }), {
		items: emptyItems(3),
		continueOnFail: true,
	});

	expect(items.map(({ json }) => json.billId)).toEqual([one, undefined, three]);
	expect(items[1].json.error).toEqual(expect.any(String));
	expect([one, two, three].map(statusOf)).toEqual(['APPROVED', 'ASSIGNED', 'APPROVED']);
});

test('a decision on the same bill twice is an error of the second item only', async () => {
	const [id] = await waiting(1);
	const items = await at.run(
		'billApproval',
		'deny',
		{ billIds: id },
		{
			items: emptyItems(2),
			continueOnFail: true,
		},
	);
	expect(items[0].json).toMatchObject({ billId: id, action: 'DENY' });
	expect(items[1].json.error).toEqual(expect.any(String));
	expect(statusOf(id)).toBe('DENIED');
});

test.each([[''], [[]], ['009NOTABILL'], [' , ']])(
	'%j is refused before anything is sent',
	async (billIds) => {
		await failureOf(at.run('billApproval', 'approve', { billIds }));
		expect(at.sent()).toEqual([]);
	},
);

describe('a policy with groups of approvers', () => {
	const users = () => at.localBill.records('users');
	const withGroups = () => {
		const { id, policyName } = policyRecords()[0];
		at.localBill.addFault({
			match: { method: 'GET', path: `/connect${policies}` },
			times: 2,
			then: {
				status: 200,
				body: [
					{
						id,
						policyName,
						rules: [{ key: 'BILL_AMOUNT', op: 'gte', values: [{ value: '25000' }] }],
						approvers: { users: [], groups: [{ groupId: 'g', groupName: 'Finance' }] },
					},
				],
			},
		});
		return id;
	};

	test('is not written back without them', async () => {
		const policyId = byId(withGroups());
		const updateFields = { policyName: 'New' };
		const error = await failureOf(at.run('approvalPolicy', 'update', { policyId, updateFields }));
		expect(error.message).toContain('groups');
		expect(at.sent()).toEqual([`GET ${policies}`]);
	});

	test('can be given users in their place', async () => {
		const policyId = byId(withGroups());
		const updateFields = { approvers: users()[0].id };
		await at.run('approvalPolicy', 'update', { policyId, updateFields });
		expect(at.log()[2].body).toEqual({
			policyName: policyRecords()[0].policyName,
			rules: [{ key: 'BILL_AMOUNT', op: 'gte', values: ['25000'] }],
			approvers: [users()[0].id],
		});
	});
});

test('a rule that BILL shows with the operator UNDEFINED is written back without one', async () => {
	const { id, policyName, approvers } = policyRecords()[1];
	at.localBill.addFault({
		match: { method: 'GET', path: `/connect${policies}` },
		times: 2,
		then: {
			status: 200,
			body: [
				{
					id,
					policyName,
					rules: [
						{ key: 'VENDOR_ID', op: 'UNDEFINED', values: [{ value: 'x', displayName: 'X' }] },
					],
					approvers: { users: approvers.map((userId: string) => ({ userId })), groups: [] },
				},
			],
		},
	});
	const parameters = { policyId: byId(id), updateFields: { policyName: 'New' } };
	await at.run('approvalPolicy', 'update', parameters, { continueOnFail: true });
	expect(at.log()[2].body).toEqual({
		policyName: 'New',
		rules: [{ key: 'VENDOR_ID', values: ['x'] }],
		approvers,
	});
});

test('a policy that is not there is an error, and nothing is written', async () => {
	const parameters = { policyId: byId('aplNOBODY'), updateFields: { policyName: 'New' } };
	const error = await failureOf(at.run('approvalPolicy', 'update', parameters));
	expect(error.message).toContain('aplNOBODY');
	expect(at.sent()).toEqual([`GET ${policies}`]);
});

test('a recurring bill that pays automatically needs a trusted session', async () => {
	const vendor = await makeVendor(at.bill);
	const [bank] = at.localBill.records('bankAccounts');
	at.localBill.clearRequests();
	const error = await failureOf(
		at.run('recurringBill', 'create', {
			vendorId: byId(vendor.id),
			period: 'MONTHLY',
			frequency: 1,
			nextDueDate: '2030-01-01',
			recurringBillLineItems: lines({ amount: 1 }),
			additionalFields: { autoPayment: true, bankAccountId: byId(bank.id) },
		}),
	);
	expect(error.message).toMatch(/trust/i);
});
