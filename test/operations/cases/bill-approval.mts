import type { Bill, Rec } from '../../support/bill.mts';
import {
	type Case,
	casesOf,
	get,
	optionsIf,
	pick,
	post,
	put,
	remove,
} from '../../support/cases.mts';
import { byId, fromList, lines } from '../../support/form.mts';
import { makeBill, makeVendor } from '../../support/records.mts';
import { namesRead } from '../../support/standard-cases.mts';

const billApproval = casesOf('billApproval');

const policies = '/v3/bill-approvals/policies';

/** The user of the credential. */
const myself = async (bill: Bill) => (await bill.call('GET', '/v3/login/session')).userId as string;

/** Bills of a vendor, all waiting for approval by the credential's user. */
async function waiting(bill: Bill): Promise<Rec[]> {
	const vendor = await makeVendor(bill);
	await bill.call('POST', policies, {
		policyName: bill.unique('Bills of one vendor'),
		rules: [{ key: 'VENDOR_ID', values: [vendor.id] }],
		approvers: [await myself(bill)],
	});
	return [await makeBill(bill, vendor), await makeBill(bill, vendor), await makeBill(bill, vendor)];
}

const decisions: Case[] = (['approve', 'deny'] as const).flatMap((operation) => {
	const action = operation.toUpperCase();
	const approvalStatus = operation === 'approve' ? 'APPROVED' : 'DENIED';
	const decide = (bills: Rec[], more: object = {}) =>
		post(
			'/v3/bill-approvals/actions',
			bills.map(({ id }) => ({ billId: id, action, ...more })),
		);
	const kept = (bills: Rec[]) => ({ bills: bills.map(({ id }) => ({ id, approvalStatus })) });
	const given = (bills: Rec[]) =>
		bills.map(({ id }) => ({ billId: id, action, status: 'SUCCESS' }));
	return [
		billApproval.caseOf(operation, 'smallest', {
			setUp: waiting,
			parameters: ([{ id }]) => ({ billIds: id }),
			received: ([one]) => [decide([one])],
			kept: ([one, two, three]) => ({
				bills: [
					{ id: one.id, approvalStatus },
					{ id: two.id, approvalStatus: 'ASSIGNED' },
					{ id: three.id, approvalStatus: 'ASSIGNED' },
				],
			}),
			given: ([one]) => given([one]),
		}),
		billApproval.caseOf(operation, 'fullest', {
			setUp: waiting,
			parameters: ([one, two, three]) => ({
				billIds: `${one.id}, ${two.id},${three.id},${one.id}`,
				additionalFields: { comment: 'Checked' },
				options: { timeout: 30, lookUpSeconds: 20 },
			}),
			// All in one request, each bill once.
			received: (bills) => [decide(bills, { comment: 'Checked' })],
			kept,
			given,
		}),
		billApproval.caseOf(operation, 'a list of IDs', {
			setUp: waiting,
			parameters: (bills) => ({ billIds: bills.map(({ id }) => id) }),
			received: (bills) => [decide(bills)],
			kept,
			given,
		}),
		billApproval.caseOf(operation, 'many items', {
			setUp: waiting,
			items: (bills) => bills.map(() => ({ json: {} })),
			parameters: (bills, item) => ({ billIds: bills[item].id }),
			received: (bills) => bills.map((one) => decide([one])),
			kept,
			given,
		}),
	];
});

export const billApprovalCases: Case[] = [
	...decisions,
	...billApproval.bothForms('getAll', (full) => ({
		setUp: async (bill) => {
			const { bills } = await bill.call('GET', '/v3/bill-approvals/pending-user-approvals');
			return [...bills.map(({ billId }: Rec) => ({ id: billId })), ...(await waiting(bill))];
		},
		parameters: () =>
			full ? { simplify: false, options: { addNames: true, timeout: 30 } } : optionsIf(false),
		received: (bills) => [
			get('/v3/bill-approvals/pending-user-approvals'),
			...namesRead(
				'/v3/bills',
				bills.map(({ id }: Rec) => id),
			),
		],
		given: (bills) =>
			bills.map(({ id }: Rec) => ({
				billId: id,
				invoiceNumber: expect.stringMatching(/./),
				vendorName: expect.stringMatching(/./),
			})),
	})),
];

const { caseOf, bothForms } = casesOf('approvalPolicy');

const smallestForm = (name: string, user: string) => ({
	policyName: name,
	rules: lines({ key: 'BILL_AMOUNT', op: 'gte', values: '1000' }),
	approvers: user,
});
const smallestBody = (name: string, user: string) => ({
	policyName: name,
	rules: [{ key: 'BILL_AMOUNT', op: 'gte', values: ['1000'] }],
	approvers: [user],
});

/** A policy as created, and records for a fuller one. */
async function withPolicy(bill: Bill) {
	const user = await myself(bill);
	const users = (await bill.call('GET', '/v3/users')).results as Rec[];
	const vendor = await makeVendor(bill);
	const account = await bill.first('/v3/classifications/chart-of-accounts');
	const body = {
		...smallestBody(bill.unique('Policy'), user),
		rules: [
			{ key: 'BILL_AMOUNT', op: 'lt', values: ['500.5'] },
			{ key: 'VENDOR_ID', values: [vendor.id] },
		],
	};
	return {
		user,
		other: users.find(({ id, archived }) => id !== user && !archived)!.id,
		name: bill.unique('Policy'),
		vendor,
		account,
		location: await bill.first('/v3/classifications/locations'),
		job: await bill.first('/v3/classifications/jobs'),
		body,
		policy: await bill.call('POST', policies, body),
	};
}
type Known = Awaited<ReturnType<typeof withPolicy>>;

const fullForm = ({ name, user, other, vendor, account, location, job }: Known) => ({
	policyName: name,
	rules: lines(
		{ key: 'BILL_AMOUNT', op: 'gte', values: '2500' },
		{ key: 'BILL_AMOUNT', op: 'lt', values: 9000 },
		{ key: 'CHART_OF_ACCOUNT_ID', op: '', values: account.id },
		{ key: 'VENDOR_ID', op: '', values: [vendor.id] },
		{ key: 'LOCATION_ID', op: '', values: location.id },
		{ key: 'JOB_ID', op: '', values: job.id },
	),
	approvers: `${user}, ${other}`,
});
const fullBody = ({ name, user, other, vendor, account, location, job }: Known) => ({
	policyName: name,
	rules: [
		{ key: 'BILL_AMOUNT', op: 'gte', values: ['2500'] },
		{ key: 'BILL_AMOUNT', op: 'lt', values: ['9000'] },
		{ key: 'CHART_OF_ACCOUNT_ID', values: [account.id] },
		{ key: 'VENDOR_ID', values: [vendor.id] },
		{ key: 'LOCATION_ID', values: [location.id] },
		{ key: 'JOB_ID', values: [job.id] },
	],
	approvers: [user, other],
});
const listed = { method: 'GET', path: policies };

export const approvalPolicyCases: Case[] = [
	caseOf('create', 'smallest', {
		setUp: async (bill) => ({ name: bill.unique('Policy'), user: await myself(bill) }),
		parameters: ({ name, user }) => smallestForm(name, user),
		received: ({ name, user }) => [post(policies, smallestBody(name, user))],
		added: { approvalPolicies: 1 },
		kept: ({ name, user }, [{ json }]) => ({
			approvalPolicies: [{ id: json.id, ...smallestBody(name, user) }],
		}),
		given: ({ name, user }) => [
			{
				policyName: name,
				rules: [{ key: 'BILL_AMOUNT', op: 'gte', values: [{ value: '1000' }] }],
				approvers: { users: [{ userId: user }] },
			},
		],
	}),
	caseOf('create', 'fullest', {
		setUp: withPolicy,
		parameters: (known) => ({
			...fullForm(known),
			inputMode: 'fields',
			options: { timeout: 30, lookUpSeconds: 20 },
		}),
		received: (known) => [post(policies, fullBody(known))],
		added: { approvalPolicies: 1 },
		kept: (known, [{ json }]) => ({ approvalPolicies: [{ id: json.id, ...fullBody(known) }] }),
		given: ({ name }) => [{ policyName: name }],
	}),
	caseOf('create', 'json', {
		setUp: async (bill) => smallestBody(bill.unique('Policy'), await myself(bill)),
		parameters: (body) => ({ inputMode: 'json', body }),
		received: (body) => [post(policies, body)],
		added: { approvalPolicies: 1 },
		given: ({ policyName }) => [{ policyName }],
	}),
	...bothForms('getAll', (full) => ({
		setUp: async (bill) => {
			await withPolicy(bill);
			return await bill.call('GET', policies);
		},
		parameters: () => optionsIf(full),
		received: () => [listed],
		given: (all) => all,
	})),
	caseOf('update', 'smallest', {
		setUp: withPolicy,
		parameters: ({ policy, name }) => ({
			policyId: byId(policy.id),
			updateFields: { policyName: name },
		}),
		// BILL requires the whole policy: fields that are not set are written back as they are, after a second read has
		// confirmed them.
		received: ({ policy, name, body }) => [
			listed,
			listed,
			put(`${policies}/${policy.id}`, { ...body, policyName: name }),
		],
		kept: ({ policy, name, body }) => ({
			approvalPolicies: [{ ...body, id: policy.id, policyName: name }],
		}),
		given: ({ policy, name }) => [{ id: policy.id, policyName: name }],
	}),
	caseOf('update', 'fullest', {
		setUp: withPolicy,
		parameters: (known) => ({
			policyId: fromList(known.policy.id),
			inputMode: 'fields',
			updateFields: fullForm(known),
			options: { emptyFields: 'leave', timeout: 30, lookUpSeconds: 20 },
		}),
		received: (known) => [listed, listed, put(`${policies}/${known.policy.id}`, fullBody(known))],
		kept: (known) => ({ approvalPolicies: [{ id: known.policy.id, ...fullBody(known) }] }),
		given: ({ policy, name }) => [{ id: policy.id, policyName: name }],
	}),
	caseOf('update', 'json', {
		setUp: withPolicy,
		parameters: ({ policy, other }) => ({
			policyId: byId(policy.id),
			inputMode: 'json',
			body: { approvers: [other] },
		}),
		received: ({ policy, other, body }) => [
			listed,
			listed,
			put(`${policies}/${policy.id}`, { ...body, approvers: [other] }),
		],
		kept: ({ policy, other }) => ({ approvalPolicies: [{ id: policy.id, approvers: [other] }] }),
		given: ({ policy }) => [{ id: policy.id }],
	}),
	...bothForms('delete', (full) => ({
		setUp: async (bill) => (await withPolicy(bill)).policy,
		parameters: ({ id }) => pick('policyId', id, full),
		received: ({ id }) => [remove(`${policies}/${id}`)],
		added: { approvalPolicies: -1 },
		given: () => [{ deleted: true }],
	})),
];
