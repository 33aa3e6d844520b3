import { expect, it } from '@jest/globals';
import { makeBill, makeVendor } from '../support/records.mts';
import { bankOf, codes, localBench, messages, seededBill, wednesday } from './support.mts';

const bench = localBench({ now: wednesday });

const policies = '/v3/bill-approvals/policies';
const act = (...actions: object[]) => bench.api.post('/v3/bill-approvals/actions', actions);
const pending = async () =>
	(await bench.api.get('/v3/bill-approvals/pending-user-approvals')).data.bills;
const userId = (i: number) => bench.localBill.records('users')[i].id;
const policy = (changes: object = {}) => ({
	policyName: 'From 1,000',
	rules: [{ key: 'BILL_AMOUNT', op: 'gte', values: ['1000'] }],
	approvers: [userId(0)],
	...changes,
});

it('lists what is waiting for the signed-in user', async () => {
	const { id: billId, vendorId, amount, dueDate } = seededBill(bench, 'FC-19');
	expect(await pending()).toEqual([{ billId, vendorId, amount, dueDate }]);
	await bench.api.post(`/v3/bills/${billId}/archive`);
	expect(await pending()).toEqual([]);
});

it('has policies as a bare list, with the names of users and values', async () => {
	const { data } = await bench.api.get(policies);
	expect(data).toHaveLength(2);
	expect(data[1]).toMatchObject({
		status: 'ACTIVE',
		rules: [
			{ key: 'BILL_AMOUNT', op: 'gte', values: [{ value: '2500', displayName: '2500' }] },
			{ key: 'CHART_OF_ACCOUNT_ID', values: [{ displayName: 'Professional Fees' }] },
		],
		approvers: { users: [{ userId: userId(0), fullName: 'Avery Lindqvist' }, {}], groups: [] },
	});
});

it('makes, replaces and deletes a policy', async () => {
	const made = await bench.api.post(policies, policy());
	expect([made.status, made.data.policyName]).toEqual([201, 'From 1,000']);
	const path = `${policies}/${made.data.id}`;
	const vendor = bench.localBill.records('vendors')[0];
	const rules = [{ key: 'VENDOR_ID', values: [vendor.id] }];
	const replaced = await bench.api.put(path, policy({ rules }));
	expect(replaced.data.rules[0].values).toEqual([{ value: vendor.id, displayName: vendor.name }]);
	const removed = await bench.api.delete(path);
	expect([removed.status, removed.data]).toEqual([200, { status: 'SUCCESS' }]);
	expect((await bench.api.delete(path)).status).toBe(404);
});

it.each([
	[{ policyName: '' }, 'policyName: The policyName field is required'],
	[
		{ rules: [{ key: 'BILL_AMOUNT', values: ['1'] }] },
		'rules[0].op: The rules[0].op field is required',
	],
	[
		{ rules: [{ key: 'BILL_AMOUNT', op: 'gte', values: ['much'] }] },
		'rules[0].values: Must have exactly one amount',
	],
	[{ approvers: [] }, 'approvers: must NOT have fewer than 1 items'],
	[{ status: 'ACTIVE' }, 'status: Unknown field'],
])('refuses a policy with %j', async (changes, message) => {
	const { status, data } = await bench.api.post(policies, policy(changes));
	expect([status, ...messages(data)]).toEqual([400, message]);
});

it('asks the approvers of a new bill one after the other; until then it is not paid', async () => {
	const approvers = [userId(0), userId(3)];
	await bench.api.post(policies, policy({ approvers }));
	const vendor = await makeVendor(bench);
	const small = await makeBill(bench, vendor, { amount: 999.99, billApprovals: true });
	expect(small).toMatchObject({ approvalStatus: 'UNASSIGNED', approvers: [] });
	const { id: billId, ...bill } = await makeBill(bench, vendor, {
		amount: 1000,
		billApprovals: true,
	});
	expect(bill).toMatchObject({
		approvalStatus: 'ASSIGNED',
		approvers: [
			{ userId: userId(0), status: 'WAITING', approverOrder: 0 },
			{ userId: userId(3), status: 'WAITING', approverOrder: 1 },
		],
	});
	expect(await pending()).toHaveLength(2);
	const { status, data } = await act({ billId, action: 'APPROVE', comment: 'Fine' });
	expect([status, data]).toEqual([200, { status: 'SUCCESS' }]);
	expect(bench.localBill.records('bills').at(-1)).toMatchObject({ approvalStatus: 'APPROVING' });
	// The other approver is a different user.
	expect((await act({ billId, action: 'APPROVE' })).status).toBe(400);
	const fundingAccount = bankOf(bench);
	const payment = { billId, amount: 1000, fundingAccount, processingOptions: {} };
	expect((await bench.trusted.post('/v3/payments', payment)).status).toBe(400);
});

it('approves, or denies permanently', async () => {
	await bench.api.post(policies, policy());
	const vendor = await makeVendor(bench);
	const [one, two] = [
		await makeBill(bench, vendor, { amount: 1000 }),
		await makeBill(bench, vendor, { amount: 2000 }),
	];
	expect(
		(await act({ billId: one.id, action: 'APPROVE' }, { billId: two.id, action: 'DENY' })).status,
	).toBe(200);
	const status = async (id: string) => (await bench.api.get(`/v3/bills/${id}`)).data.approvalStatus;
	expect([await status(one.id), await status(two.id)]).toEqual(['APPROVED', 'DENIED']);
	expect((await act({ billId: two.id, action: 'APPROVE' })).status).toBe(400);
});

it('takes an array, all or nothing', async () => {
	const { id: billId } = seededBill(bench, 'FC-19');
	const single = { billId, action: 'APPROVE' };
	expect((await bench.api.post('/v3/bill-approvals/actions', single)).status).toBe(400);
	const mixed = await act(single, { billId: '00nNOTTHERE000000000', action: 'APPROVE' });
	expect([mixed.status, ...codes(mixed.data)]).toEqual([404, 'BDC_1246', 'BDC_1205']);
	expect(await pending()).toHaveLength(1);
	expect((await act()).status).toBe(400);
	expect((await act({ billId, action: 'SKIP' })).status).toBe(400);
});
