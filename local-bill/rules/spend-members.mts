import type { SpendBudgetMember, SpendMemberInput } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';
import { checkSharing } from './spend-budgets.mts';
import { activeSpendUser } from './spend-users.mts';

/** Adds a member to a budget, or updates one. */
export function putMember(
	world: World,
	budgetId: string,
	{ userId, role, limit, recurringLimit, shareBudgetFunds }: SpendMemberInput,
): SpendBudgetMember {
	const user = activeSpendUser(world, userId);
	const members = world.of('spendBudgetMembers');
	const id = `${budgetId} ${user.id}`;
	const before = members.find(id);
	checkSharing({ shareBudgetFunds, limit, recurringLimit });
	const shares = shareBudgetFunds ?? before?.shareBudgetFunds ?? limit === undefined;
	const member = {
		...{ id, budgetId, userId: user.id, spent: before?.spent ?? 0, retired: false },
		budgetRole: role ?? before?.budgetRole ?? 'MEMBER',
		shareBudgetFunds: shares,
		limit: shares ? undefined : (limit ?? before?.limit),
		recurringLimit: shares ? undefined : (recurringLimit ?? before?.recurringLimit),
	};
	return before ? members.save({ ...before, ...member }) : members.add(member);
}

/** BILL adds more than five later: https://developer.bill.com/reference/upsertbulkbudgetusers */
const AT_ONCE = 5;
/** They are added after this time or after this many reads, whichever comes first. */
const LATER_MS = 2_000;
const POLLS = 2;

/** Accepts many members. Returns whether they have already been written. */
export function putMembers(world: World, budgetId: string, members: SpendMemberInput[]): boolean {
	for (const member of members) {
		activeSpendUser(world, member.userId);
		checkSharing(member);
	}
	if (members.length > AT_ONCE) {
		const due = { budgetId, members, _due: world.clock.now() + LATER_MS, _polls: 0 };
		world.of('spendMemberChanges').add(due);
		return false;
	}
	for (const member of members) putMember(world, budgetId, member);
	return true;
}

/** Writes pending members that are due. Each read brings them closer to being written. */
export function finishMembers(world: World, budgetId: string): void {
	const changes = world.of('spendMemberChanges');
	for (const change of changes.all()) {
		if (change.budgetId !== budgetId) continue;
		const polls = change._polls + 1;
		if (polls < POLLS && world.clock.now() < change._due) {
			changes.put({ ...change, _polls: polls });
			continue;
		}
		changes.remove(change.id);
		for (const member of change.members) putMember(world, budgetId, member);
	}
}

/** Retires a user, their budget memberships and their cards. */
export function retireUser(world: World, userId: string): void {
	const user = world.of('spendUsers').get(userId);
	world.of('spendUsers').save({ ...user, retired: true });
	for (const member of world.of('spendBudgetMembers').all()) {
		if (member.userId === user.id)
			world.of('spendBudgetMembers').save({ ...member, retired: true });
	}
	// That the cards are deleted as well is not documented.
	for (const card of world.of('spendCards').all()) {
		if (card.userId !== user.id || card.status === 'DELETED') continue;
		world.of('spendCards').save({ ...card, status: 'DELETED', deletedReason: 'CANCELLED' });
	}
}
