import { must } from '../errors/bill-error.mts';
import type { SpendReimbursement, SpendUser, StatusEntry } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';

/** All statuses: https://developer.bill.com/docs/se-reimbursements-workflow */
export const REIMBURSEMENT_STATUSES = [
	...['CREATED', 'AWAITING_APPROVAL', 'BUDGET_APPROVAL', 'ADMIN_APPROVAL'],
	...['AWAITING_TIER2_APPROVAL', 'APPROVED', 'READY_TO_PAY', 'PAYMENT_PENDING', 'PAID'],
	...['PAYMENT_FAILED', 'CANCEL_PAYMENT', 'DENIED', 'APPROVAL_UNDONE', 'DENIAL_UNDONE'],
	...['TIER2_APPROVAL_UNDONE', 'ARCHIVED', 'DELETED'],
];

/** Statuses that wait for a decision. In which of them BILL accepts an action is not documented. */
const OPEN = new Set([
	...['CREATED', 'AWAITING_APPROVAL', 'BUDGET_APPROVAL', 'ADMIN_APPROVAL'],
	...['AWAITING_TIER2_APPROVAL', 'APPROVAL_UNDONE', 'DENIAL_UNDONE', 'TIER2_APPROVAL_UNDONE'],
]);

/** From this amount on, two approvals are needed. In BILL each company sets its own amount. */
export const TIER2_AMOUNT = 500;

export function mustBeUndecided({ status, retired }: SpendReimbursement): void {
	must(!retired && OPEN.has(status), 'status', `The reimbursement is ${status}`);
}

/** Approves or denies. With two approvals, the first one moves it to the second tier. */
export function decide(
	world: World,
	reimbursement: SpendReimbursement,
	actor: SpendUser,
	{ action, note }: { action: string; note?: string },
): SpendReimbursement {
	mustBeUndecided(reimbursement);
	const { status, amount } = reimbursement;
	const second = status === 'AWAITING_TIER2_APPROVAL' || amount < TIER2_AMOUNT;
	const approved = second ? 'APPROVED' : 'AWAITING_TIER2_APPROVAL';
	return moveTo(world, reimbursement, {
		actorId: actor.uuid,
		actorRole: 'ADMIN',
		note,
		status: action === 'APPROVE' ? approved : 'DENIED',
	});
}

/** Sets the status, and records who did it. */
export function moveTo(
	world: World,
	reimbursement: SpendReimbursement,
	entry: Omit<StatusEntry, 'occurredTime'>,
	members: Partial<SpendReimbursement> = {},
): SpendReimbursement {
	const occurredTime = world.clock.stamp();
	return world.of('spendReimbursements').save({
		...reimbursement,
		...members,
		status: entry.status,
		statusHistory: [...reimbursement.statusHistory, { ...entry, occurredTime }],
	});
}
