import type { IDataObject } from 'n8n-workflow';

import { text } from '../../core/form/kinds';
import { SECONDS } from '../../core/look-up/way';
import type { Way } from '../../core/look-up/way';
import { records as ids } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import { bodyOf } from '../../core/run/operation';
import type { Call, Operation, Output, Resource } from '../../core/run/operation';
import * as records from '../records';
import { billNumber } from './shared/names';

/** https://developer.bill.com/docs/ap-bill-approvals */
const PATH = '/v3/bill-approvals';

type Decision = 'APPROVE' | 'DENY';

/** Each bill lists its approvers and their decisions: https://developer.bill.com/reference/getbill */
const decided: Way = {
	seconds: SECONDS,
	words: () => 'the decision of the user on each bill',
	async look({ request }, reader) {
		const decisions = request.body as Array<{ billId: string; action: Decision }>;
		const user = await reader.user();
		const areThere = await Promise.all(
			decisions.map(async ({ billId, action }) => {
				const path = `/v3/bills/${encodeURIComponent(billId)}?billApprovals=true`;
				const bill = await reader.record(path);
				const approvers = (bill?.approvers ?? []) as IDataObject[];
				const wanted = action === 'APPROVE' ? /^APPROVED$/ : /^(DENIED|REJECTED)$/;
				return approvers.some(
					({ userId, status }) => userId === user && wanted.test(String(status)),
				);
			}),
		);
		return areThere.every(Boolean)
			? [{ answer: { status: 'SUCCESS' }, ids: [], isProven: true }]
			: [];
	},
};

const decide = (decision: Decision, rest: Pick<Operation, 'value' | 'name' | 'action'>) => ({
	...rest,
	description: `${rest.name} one or more bills as the user in the credential, who must be an approver of each bill`,
	method: 'POST' as const,
	path: `${PATH}/actions`,
	fields: [
		ids('billIds', records.billToApprove, {
			label: 'Bills',
			required: true,
			description:
				'The list shows the bills waiting for the user in the credential. By ID accepts one ID, several separated by commas, or a list of IDs from an expression.',
		}),
	],
	optional: {
		as: 'additionalFields' as const,
		fields: [text('comment', { eg: 'Checked against the delivery note' })],
	},
	belongsTo: (call: Call) => bodyOf(call).billIds,
	output: strings('billId', 'action', 'status'),
	lookUp: decided,
	run: async (call: Call) => await send(call, decision),
});

/** BILL accepts a bare list of decisions in one request, and returns one status for all of them. */
async function send({ client, request }: Call, action: Decision): Promise<Output[]> {
	const { billIds, comment } = request.body as { billIds: string[]; comment?: string };
	const body = [...new Set(billIds)].map((billId) => ({
		billId,
		action,
		...(comment !== undefined && { comment }),
	}));
	const answer = (await client.send({ ...request, body })) as IDataObject | undefined;
	return body.map(({ billId }) => ({ json: { billId, action, ...answer } }));
}

export const billApprovalResource: Resource = {
	value: 'billApproval',
	name: 'Bill Approval',
	description: 'Bills waiting for approval by the user in the credential',
	operations: [
		decide('APPROVE', { value: 'approve', name: 'Approve', action: 'Approve bills' }),
		decide('DENY', { value: 'deny', name: 'Deny', action: 'Deny bills' }),
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many bills that wait for approval',
			description: 'Read the bills waiting for approval by the user in the credential',
			method: 'GET',
			path: `${PATH}/pending-user-approvals`,
			fields: [],
			list: { paged: false, member: 'bills' },
			simplify: ['billId', 'invoiceNumber', 'vendorName', 'amount', 'dueDate', 'vendorId'],
			names: billNumber,
			output: { ...strings('billId', 'vendorId', 'dueDate'), amount: 'number' },
		},
	],
};
