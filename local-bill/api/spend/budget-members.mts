import { answerConnection, sortedQuery } from '../../engine/connection.mts';
import * as by from '../../engine/filters.mts';
import type { Call, Route } from '../../engine/route.mts';
import * as is from '../../engine/schema.mts';
import { BillError } from '../../errors/bill-error.mts';
import { activeBudget, membersOf } from '../../rules/spend-budgets.mts';
import { finishMembers, putMember, putMembers } from '../../rules/spend-members.mts';
import type { SpendBudgetMember } from '../../state/records/spend.mts';
import type { World } from '../../state/world.mts';
import { spendRoute } from './route.mts';

const fields = {
	limit: is.notNegative,
	recurringLimit: is.notNegative,
	role: is.choice('MEMBER', 'OWNER', 'OBSERVER'),
	shareBudgetFunds: is.flag,
};

/** https://developer.bill.com/reference/listbudgetmembers and related pages. A member is identified by the user. */
export const spendBudgetMemberRoutes: Route[] = [
	spendRoute({
		method: 'GET',
		path: '/budgets/:budgetId/members',
		query: sortedQuery,
		handle: (call) => {
			const { world, params } = call;
			const { id } = world.of('spendBudgets').get(params.budgetId);
			finishMembers(world, id);
			return answerConnection(
				call,
				membersOf(world, id),
				{
					filters: { retired: by.flag('eq') },
					sort: { name: (member) => nameOf(world, member), spent: ({ spent }) => spent },
					retired: ({ retired }) => retired,
				},
				(member) => showMember(world, member),
			);
		},
	}),
	spendRoute({
		method: 'PUT',
		path: '/budgets/:budgetId/members/bulk',
		body: is.object(
			{
				members: is.list(is.object({ userId: is.ref('spendUsers'), ...fields }, ['userId']), 1),
			},
			['members'],
		),
		handle: ({ world, params, body: { members } }) => {
			const { id } = activeBudget(world, params.budgetId);
			// Neither value is documented.
			return { status: putMembers(world, id, members) ? 'SUCCESS' : 'PENDING' };
		},
	}),
	spendRoute({
		method: 'GET',
		path: '/budgets/:budgetId/members/:userId',
		handle: (call) => showMember(call.world, memberOf(call)),
	}),
	spendRoute({
		method: 'PUT',
		path: '/budgets/:budgetId/members/:userId',
		body: is.object(fields),
		handle: ({ world, params, body }) => {
			const { id } = activeBudget(world, params.budgetId);
			return showMember(world, putMember(world, id, { userId: params.userId, ...body }));
		},
	}),
	spendRoute({
		method: 'DELETE',
		path: '/budgets/:budgetId/members/:userId',
		handle: (call) => {
			const member = memberOf(call);
			call.world.of('spendBudgetMembers').save({ ...member, retired: true });
		},
	}),
];

function memberOf({ world, params }: Call): SpendBudgetMember {
	const budget = world.of('spendBudgets').get(params.budgetId);
	const user = world.of('spendUsers').get(params.userId);
	finishMembers(world, budget.id);
	const member = world.of('spendBudgetMembers').find(`${budget.id} ${user.id}`);
	if (!member) throw BillError.notFound(params.userId);
	return member;
}

function nameOf(world: World, { userId }: SpendBudgetMember): string {
	const { firstName, lastName } = world.of('spendUsers').get(userId);
	return `${firstName} ${lastName}`;
}

/** Requests call the role `role`, responses call it `budgetRole`. */
function showMember(world: World, member: SpendBudgetMember) {
	const { userId, spent, limit, recurringLimit, budgetRole, retired, shareBudgetFunds } = member;
	return {
		...{ userId, userUuid: world.of('spendUsers').get(userId).uuid, spent, limit, recurringLimit },
		recurring: recurringLimit !== undefined,
		...{ budgetRole, name: nameOf(world, member), retired, shareBudgetFunds },
	};
}
