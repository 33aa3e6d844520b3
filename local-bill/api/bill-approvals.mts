import { allOrNothing } from '../engine/resource.mts';
import { type Route, route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import { decide, RULE_KEYS, type RuleKey, waitsFor } from '../rules/approvals.mts';
import type { ApprovalPolicy } from '../state/records/payables.mts';
import type { World } from '../state/world.mts';

/** https://developer.bill.com/reference/createbillapprovalpolicy */
const policyBody = is.object(
	{
		policyName: is.text(),
		rules: is.list(
			is.object(
				{
					key: is.choice(...Object.keys(RULE_KEYS)),
					op: is.choice('gte', 'lt'),
					values: is.list(is.text(), 1),
				},
				['key', 'values'],
			),
			1,
		),
		approvers: is.list(is.ref('users'), 1),
	},
	['policyName', 'rules', 'approvers'],
);

/**
 * Policies, and the bills that the signed-in user has to approve: https://developer.bill.com/docs/ap-bill-approvals.
 */
export const billApprovalRoutes: Route[] = [
	{
		method: 'GET',
		path: '/v3/bill-approvals/policies',
		// A plain array, not paged.
		handle: ({ world }) =>
			world
				.of('approvalPolicies')
				.all()
				.map((policy) => showPolicy(world, policy)),
	},
	route({
		method: 'POST',
		path: '/v3/bill-approvals/policies',
		body: policyBody,
		status: 201,
		handle: ({ world, body }) => {
			checkPolicy(world, body);
			// ACTIVE is a guess.
			return showPolicy(world, world.of('approvalPolicies').add({ status: 'ACTIVE', ...body }));
		},
	}),
	route({
		method: 'PUT',
		path: '/v3/bill-approvals/policies/:policyId',
		body: policyBody,
		handle: ({ world, params, body }) => {
			const policies = world.of('approvalPolicies');
			const policy = policies.get(params.policyId);
			checkPolicy(world, body);
			return showPolicy(world, policies.save({ ...policy, ...body }));
		},
	}),
	{
		method: 'DELETE',
		path: '/v3/bill-approvals/policies/:policyId',
		handle: ({ world, params }) => {
			world.of('approvalPolicies').remove(params.policyId);
			return { status: 'SUCCESS' };
		},
	},
	{
		method: 'GET',
		path: '/v3/bill-approvals/pending-user-approvals',
		handle: ({ world, session }) => ({
			bills: world
				.of('bills')
				.all()
				.filter((bill) => waitsFor(bill, session.userId))
				.map(({ id: billId, vendorId, amount, dueDate }) => ({
					billId,
					vendorId,
					amount,
					dueDate,
				})),
		}),
	},
	route({
		method: 'POST',
		path: '/v3/bill-approvals/actions',
		// Assumed to be all or nothing, like BILL's other bulk changes.
		bulk: true,
		body: is.list(
			is.object({ billId: is.text(), action: is.choice('APPROVE', 'DENY'), comment: is.text() }, [
				'billId',
				'action',
			]),
			1,
		),
		handle: ({ world, session, body }) => {
			allOrNothing(body, (one) => decide(world, session.userId, one));
			return { status: 'SUCCESS' };
		},
	}),
];

/** Amounts have an operator and one value. All other rules have ids of existing records. */
function checkPolicy(world: World, { rules, approvers }: is.Value<typeof policyBody>): void {
	rules.forEach(({ key, op, values }, i) => {
		const collection = RULE_KEYS[key as RuleKey];
		if (collection) {
			for (const id of values) world.of(collection).get(id);
			return;
		}
		if (op === undefined) throw BillError.missing(`rules[${i}].op`);
		const amount = values.length === 1 && /^\d+(\.\d+)?$/.test(values[0]);
		must(amount, `rules[${i}].values`, 'Must have exactly one amount');
	});
	must(new Set(approvers).size === approvers.length, 'approvers', 'An approver is listed twice');
	for (const id of approvers) {
		must(!world.of('users').get(id).archived, 'approvers', `The user ${id} is archived`);
	}
}

/**
 * Requests have plain lists of values and user ids; responses include names. Groups can be created only in BILL's web
 * app.
 */
function showPolicy(world: World, { id, policyName, status, rules, approvers }: ApprovalPolicy) {
	return {
		id,
		policyName,
		status,
		rules: rules.map(({ key, op, values }) => ({
			key,
			op,
			values: values.map((value) => {
				const collection = RULE_KEYS[key as RuleKey];
				return { value, displayName: collection ? world.of(collection).get(value).name : value };
			}),
		})),
		approvers: {
			users: approvers.map((userId) => {
				const { firstName, lastName } = world.of('users').get(userId);
				return { userId, fullName: `${firstName} ${lastName}` };
			}),
			groups: [],
		},
	};
}
