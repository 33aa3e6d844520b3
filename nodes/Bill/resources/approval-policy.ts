import type { IDataObject } from 'n8n-workflow';

import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { lines } from '../../core/form/groups';
import { choice, text } from '../../core/form/kinds';
import { record, records as ids } from '../../core/form/record-fields';
import type { RecordKind } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { agrees } from '../../core/look-up/agrees';
import { newRecord } from '../../core/look-up/new-record';
import { listedState } from '../../core/look-up/record-state';
import { bodyOfLost } from '../../core/look-up/way';
import { standard } from '../../core/run/operation';
import type { Call, Output, Resource } from '../../core/run/operation';
import { remove, sendForRecord } from '../../core/run/output';
import { refuseWhenChanged } from '../../core/run/unchanged';
import * as records from '../records';

/** https://developer.bill.com/docs/ap-bill-approvals */
const PATH = '/v3/bill-approvals/policies';

const id = record('policyId', records.approvalPolicy, { required: true });

const policyShape: Shape = {
	...strings('id', 'policyName', 'status'),
	rules: [{ ...strings('key', 'op'), values: [strings('value', 'displayName')] }],
	approvers: {
		users: [strings('userId', 'fullName')],
		groups: [{ ...strings('groupName', 'groupId'), users: [strings('id', 'fullName')] }],
	},
};

/** For BILL, amounts and IDs are both text. */
const ruleValue: RecordKind = {
	label: 'Values',
	searchMethod: '',
	eg: '1000',
	pattern: /^[0-9A-Za-z_.-]+$/,
	mustBe: 'must be amounts or IDs',
};

const idsOrAmounts = ids('values', ruleValue, {
	required: true,
	description:
		'The amount without thousands separators, or the IDs to compare with, separated by commas',
});
const ruleValues: Field = {
	...idsOrAmounts,
	property: { ...idsOrAmounts.property, placeholder: `e.g. ${ruleValue.eg}` },
};

const policyName = text('policyName', { eg: 'Bills from 1000 USD' });

const rules = (options: { required?: boolean } = {}) =>
	lines(
		'rules',
		[
			choice(
				'key',
				[
					{ value: 'BILL_AMOUNT', name: 'Amount of the Bill' },
					{ value: 'CHART_OF_ACCOUNT_ID', name: 'GL Account' },
					{ value: 'JOB_ID', name: 'Job' },
					{ value: 'LOCATION_ID', name: 'Location' },
					{ value: 'VENDOR_ID', name: 'Vendor' },
				],
				{ label: 'Based On', required: true },
			),
			// BILL documents two operators, both for amounts, and none for the other rules.
			choice(
				'op',
				[
					{ value: 'gte', name: 'Is at Least' },
					{ value: 'lt', name: 'Is Less Than' },
					{ value: '', name: 'None', description: 'For rules that compare IDs' },
				],
				{ label: 'Operator' },
			),
			ruleValues,
		],
		{ ...options, entry: 'Rule', description: 'Which bills the policy applies to' },
	);

const approvers = ids('approvers', records.user, {
	description: 'The user who must approve; enter several by ID, separated by commas',
});

const policy = standard({
	one: 'approval policy',
	many: 'approval policies',
	path: PATH,
	id,
	shape: policyShape,
});

export const approvalPolicyResource: Resource = {
	value: 'approvalPolicy',
	name: 'Approval Policy',
	description: 'Rules for which bills need approval, and by whom',
	operations: [
		policy.create({
			description: 'Add a policy for which bills need approval, and by whom',
			fields: [required(policyName), rules({ required: true }), required(approvers)],
			lookUp: newRecord({
				aRecord: 'an approval policy',
				how: { fixedPages: true },
				named: ({ policyName: name }) => `the name "${String(name)}"`,
				expected: () => ({}),
				isSame: (record, lost) => agrees(bodyOfLost(lost), asWritten(record)),
			}),
		}),
		{
			...policy.getAll(),
			description: 'Read the policies with their rules and approvers',
			list: { paged: false },
		},
		{
			...policy.update([policyName, rules(), approvers]),
			description:
				'Change the name, rules or approvers of a policy. Fields you leave out stay unchanged; new rules or approvers replace all existing ones.',
			method: 'PUT',
			lookUp: listedState({
				words: 'the policy with the changes that were sent',
				path: () => PATH,
				answer: (policies, lost) =>
					policies.find(
						(each) =>
							lost.request.path.endsWith(`/${String(each.id)}`) &&
							agrees(bodyOfLost(lost), asWritten(each)),
					),
			}),
			run: update,
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete an approval policy',
			description: 'Delete an approval policy permanently',
			method: 'DELETE',
			path: `${PATH}/{policyId}`,
			fields: [id],
			output: { deleted: 'boolean' },
			lookUp: listedState({
				words: 'whether the policy is gone',
				path: () => PATH,
				answer: (policies, { request }) =>
					policies.some(({ id: each }) => request.path.endsWith(`/${String(each)}`))
						? undefined
						: { deleted: true },
			}),
			run: remove,
		},
	],
};

interface StoredPolicy extends IDataObject {
	rules?: Array<{ key: string; op?: string; values?: Array<{ value: string }> }>;
	approvers?: { users?: Array<{ userId: string }>; groups?: unknown[] };
}

/** A policy in the form that BILL accepts. */
function asWritten({
	policyName: name,
	rules: stored = [],
	approvers: by,
}: StoredPolicy): IDataObject {
	return {
		policyName: name,
		rules: stored.map(({ key, op, values = [] }) => ({
			key,
			...(op && op !== 'UNDEFINED' && { op }),
			values: values.map(({ value }) => value),
		})),
		approvers: (by?.users ?? []).map(({ userId }) => userId),
	};
}

/**
 * BILL requires the whole policy, in a different form from the one that it returns. Only the list shows the current
 * state.
 */
async function update(call: Call): Promise<Output[]> {
	const { client, request, recordId } = call;
	const changes = request.body as IDataObject;
	const read = async () => {
		const list = await client.send({ method: 'GET', path: PATH });
		return (Array.isArray(list) ? (list as StoredPolicy[]) : []).find(({ id }) => id === recordId);
	};
	const current = await read();
	if (!current) {
		throw client.refusal(
			`There is no approval policy with the ID "${recordId}"`,
			'Get Many lists the policies of the organization.',
		);
	}
	const { groups = [] } = current.approvers ?? {};
	if (changes.approvers === undefined && groups.length > 0) {
		throw client.refusal(
			'The policy has approver groups, which only the BILL web app can change',
			`Fill in Approvers to replace the groups with users, or change the policy in BILL. ${client.whatWasSent}`,
		);
	}
	const body = { ...asWritten(current), ...changes };
	await refuseWhenChanged(client, {
		record: current,
		members: ['policyName', 'rules', 'approvers'],
		readAgain: read,
		one: 'approval policy',
	});
	return await sendForRecord(call, { ...request, body });
}
