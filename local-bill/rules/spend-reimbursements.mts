import { must } from '../errors/bill-error.mts';
import type { SpendReimbursement, SpendUser, StatusEntry } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';

/** All that there are: https://developer.bill.com/docs/se-reimbursements-workflow */
export const REIMBURSEMENT_STATUSES = [
	...['CREATED', 'AWAITING_APPROVAL', 'BUDGET_APPROVAL', 'ADMIN_APPROVAL'],
	...['AWAITING_TIER2_APPROVAL', 'APPROVED', 'READY_TO_PAY', 'PAYMENT_PENDING', 'PAID'],
	...['PAYMENT_FAILED', 'CANCEL_PAYMENT', 'DENIED', 'APPROVAL_UNDONE', 'DENIAL_UNDONE'],
	...['TIER2_APPROVAL_UNDONE', 'ARCHIVED', 'DELETED'],
];

/** Those that wait for a word. Which ones an action is taken in is not documented. */
const OPEN = new Set([
	...['CREATED', 'AWAITING_APPROVAL', 'BUDGET_APPROVAL', 'ADMIN_APPROVAL'],
	...['AWAITING_TIER2_APPROVAL', 'APPROVAL_UNDONE', 'DENIAL_UNDONE', 'TIER2_APPROVAL_UNDONE'],
]);

/** From this amount on, two have to approve. Each company sets its own. */
export const TIER2_AMOUNT = 500;

export function mustBeUndecided({ status, retired }: SpendReimbursement): void {
	must(!retired && OPEN.has(status), 'status', `The reimbursement is ${status}`);
}

/** Approves or denies; the first of two approvals leads to the second tier. */
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

/** Gives it the status, and notes who did. */
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
