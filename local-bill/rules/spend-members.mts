import type { SpendBudgetMember, SpendMemberInput } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';
import { checkSharing } from './spend-budgets.mts';
import { activeSpendUser } from './spend-users.mts';

/** Adds a member to a budget, or changes their part in it. */
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

/** More than five are written later: https://developer.bill.com/reference/upsertbulkbudgetusers */
const AT_ONCE = 5;
/** They are there after this time or when they have been looked for this often, whichever comes first. */
const LATER_MS = 2_000;
const POLLS = 2;

/** Takes many members; says whether they have been written. */
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

/** Writes what is due; being looked for brings it on. */
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

/** Takes a user out of everything. */
export function retireUser(world: World, userId: string): void {
	const user = world.of('spendUsers').get(userId);
	world.of('spendUsers').save({ ...user, retired: true });
	for (const member of world.of('spendBudgetMembers').all()) {
		if (member.userId === user.id)
			world.of('spendBudgetMembers').save({ ...member, retired: true });
	}
	// That the cards end as well is not documented.
	for (const card of world.of('spendCards').all()) {
		if (card.userId !== user.id || card.status === 'DELETED') continue;
		world.of('spendCards').save({ ...card, status: 'DELETED', deletedReason: 'CANCELLED' });
	}
}
