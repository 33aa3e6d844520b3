import { BillError } from '../errors/bill-error.mts';
import type { ApprovalRule, Approver, Bill } from '../state/records/payables.mts';
import type { World } from '../state/world.mts';

/** What a rule of a policy can check: https://developer.bill.com/docs/ap-bill-approvals. */
export const RULE_KEYS = {
	BILL_AMOUNT: undefined,
	VENDOR_ID: 'vendors',
	CHART_OF_ACCOUNT_ID: 'chartOfAccounts',
	LOCATION_ID: 'locations',
	JOB_ID: 'jobs',
} as const;

export type RuleKey = keyof typeof RULE_KEYS;

/** The fields of a new bill that the rules check. */
type Matched = Pick<Bill, 'amount' | 'vendorId' | 'billLineItems' | 'classifications'>;

/**
 * The approvers of a new bill: those of the first policy that it matches, asked one after the other. A bill matches a
 * policy if it matches all of its rules (BILL says only that the rules are applied in order). Later changes of the
 * bill or the policy have no effect.
 */
export function approvalOf(
	world: World,
	bill: Matched,
): Pick<Bill, 'approvalStatus' | '_approvers'> {
	const policy = world
		.of('approvalPolicies')
		.all()
		.find(({ rules }) => rules.every((rule) => matches(rule, bill)));
	if (!policy) return { approvalStatus: 'UNASSIGNED' };
	const statusChangedTime = world.clock.stamp();
	return {
		approvalStatus: 'ASSIGNED',
		_approvers: policy.approvers.map((userId, approverOrder) => ({
			...{ userId, status: 'WAITING', approverOrder, statusChangedTime },
		})),
	};
}

function matches({ key, op, values }: ApprovalRule, bill: Matched): boolean {
	if (key === 'BILL_AMOUNT') {
		return op === 'gte' ? bill.amount >= Number(values[0]) : bill.amount < Number(values[0]);
	}
	if (key === 'VENDOR_ID') return values.includes(bill.vendorId);
	const names: Record<string, string> = {
		CHART_OF_ACCOUNT_ID: 'chartOfAccountId',
		LOCATION_ID: 'locationId',
		JOB_ID: 'jobId',
	};
	return [bill, ...bill.billLineItems].some((part) =>
		values.includes(part.classifications?.[names[key]] ?? ''),
	);
}

/**
 * Whether the bill waits for this user. BILL requests approvals in order, so each approver has to wait for their
 * turn.
 */
export function waitsFor(bill: Bill, userId: string): boolean {
	if (bill.archived || !['ASSIGNED', 'APPROVING'].includes(bill.approvalStatus)) return false;
	return nextApprover(bill)?.userId === userId;
}

function nextApprover(bill: Bill): Approver | undefined {
	return bill._approvers?.find(({ status }) => status === 'WAITING');
}

/** Approves or denies as the user whose turn it is. BILL's error code for other users is not known. */
export function decide(
	world: World,
	userId: string,
	{ billId, action, comment }: { billId: string; action: 'APPROVE' | 'DENY'; comment?: string },
): void {
	const bill = world.of('bills').get(billId);
	if (!waitsFor(bill, userId)) {
		throw BillError.refused(billId, 'BDC_1129', 'The bill is not waiting for your approval.');
	}
	const { _approvers: approvers = [] } = bill;
	const approver = nextApprover(bill);
	const status = action === 'APPROVE' ? 'APPROVED' : 'DENIED';
	const statusChangedTime = world.clock.stamp();
	const _approvers = approvers.map((each) =>
		each === approver ? { ...each, status, statusChangedTime } : each,
	);
	const open = _approvers.some((each) => each.status === 'WAITING');
	world.of('bills').save({
		...bill,
		approvalStatus: status === 'APPROVED' && open ? 'APPROVING' : status,
		_approvers,
		_approvalComments: [...(bill._approvalComments ?? []), ...(comment ? [comment] : [])],
	});
}
