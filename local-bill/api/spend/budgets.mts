import { answerConnection, byIds, sortedQuery } from '../../engine/connection.mts';
import * as by from '../../engine/filters.mts';
import type { Call, Route } from '../../engine/route.mts';
import * as is from '../../engine/schema.mts';
import { cents } from '../../rules/bill-amounts.mts';
import {
	activeBudget,
	assignedOf,
	checkBudget,
	checkTimezone,
	COMPANY_TIMEZONE,
	currentPeriod,
	dayIn,
	INTERVALS,
	membersOf,
	periodOf,
} from '../../rules/spend-budgets.mts';
import { putMember } from '../../rules/spend-members.mts';
import { clean } from '../../state/members.mts';
import type { SpendBudget } from '../../state/records/spend.mts';
import type { World } from '../../state/world.mts';
import { spendRoute } from './route.mts';

const patchable = {
	name: is.text(),
	description: is.text(),
	expirationDate: is.date,
	recurringInterval: is.choice(...INTERVALS),
	recurMonth: is.integer(1, 12),
	timezone: is.text(),
	autoAddUsers: is.flag,
	receiptRequired: is.flag,
	maxTxSize: is.positive,
	carryOver: is.flag,
	limitlessOverspend: is.flag,
	limit: is.notNegative,
	limitlessGoal: is.notNegative,
	recurringLimit: is.notNegative,
	overspendBuffer: is.notNegative,
	shareFunds: is.choice(
		'SHARE_MANUALLY',
		'SHARE_WITH_ALL_MEMBERS',
		'SHARE_ALL_OWNERS_BUT_MEMBERS_MANUALLY',
	),
};
const users = (least = 0) => is.list(is.ref('spendUsers'), least);
/** People, parent and whether it is a group can be set only on create. */
const whole = is.object(
	{
		...patchable,
		owners: users(1),
		members: users(),
		observers: users(),
		parentBudgetId: is.ref('spendBudgets'),
		budgetGroup: is.flag,
	},
	['name', 'owners', 'recurringInterval'],
);

/** https://developer.bill.com/reference/listbudgets and related pages. */
export const spendBudgetRoutes: Route[] = [
	spendRoute({
		method: 'GET',
		path: '/budgets',
		query: sortedQuery,
		handle: (call) => {
			const { world } = call;
			const all = world.spend.blindBudgets ? [] : world.of('spendBudgets').all();
			return answerConnection(
				call,
				all,
				{
					filters: {
						isBudgetGroup: { ...by.flag('eq'), of: ({ budgetGroup }) => [budgetGroup] },
						budgetIds: byIds('spendBudgets', ({ id }) => [id]),
						parentBudgetId: {
							...byIds('spendBudgets', ({ parentBudgetId }) => [parentBudgetId]),
							operators: ['eq'],
						},
						name: by.text('eq', 'sw'),
						retired: by.flag('eq'),
					},
					sort: {
						name: ({ name }) => name,
						assigned: ({ id }) => assignedOf(world, id),
						limit: (budget) => currentPeriod(world, budget).limit,
						spent: (budget) => spentOf(world, budget).total,
					},
					retired: ({ retired }) => retired,
				},
				(budget) => showBudget(world, budget),
			);
		},
	}),
	spendRoute({ method: 'POST', path: '/budgets', body: whole, handle: create }),
	spendRoute({
		method: 'GET',
		path: '/budgets/:budgetId',
		handle: ({ world, params }) => showBudget(world, world.of('spendBudgets').get(params.budgetId)),
	}),
	spendRoute({
		method: 'PATCH',
		path: '/budgets/:budgetId',
		body: is.object(patchable),
		handle: update,
	}),
	spendRoute({
		method: 'DELETE',
		path: '/budgets/:budgetId',
		handle: ({ world, params }) => {
			const budget = activeBudget(world, params.budgetId);
			world.of('spendBudgets').save({ ...budget, retired: true });
		},
	}),
];

function create({ world, body }: Call<is.Value<typeof whole>>) {
	const {
		owners,
		members = [],
		observers = [],
		limit,
		overspendBuffer,
		recurMonth,
		...rest
	} = body;
	const timezone = rest.timezone || COMPANY_TIMEZONE;
	checkTimezone(timezone);
	const today = dayIn(timezone, world.clock.now());
	const monthly = ['QUARTERLY', 'YEARLY'].includes(rest.recurringInterval);
	const made = clean({
		...{ shareFunds: 'SHARE_MANUALLY', autoAddUsers: false, receiptRequired: false },
		...{ carryOver: false, budgetGroup: false, limitlessOverspend: false, ...rest, timezone },
		...{ retired: false, default: false, startDate: today },
		parentBudgetId: rest.parentBudgetId && world.of('spendBudgets').get(rest.parentBudgetId).id,
		_recurMonth: recurMonth ?? (monthly ? Number(today.slice(5, 7)) : undefined),
		_overspendBuffer: overspendBuffer,
	});
	const startDate = dayOfPeriod(world, made);
	const budget = { ...made, _period: { startDate, limit, cleared: 0, pending: 0 } };
	checkBudget(world, budget as SpendBudget);
	const { id } = world.of('spendBudgets').add(budget);
	const roles = [
		...members.map((userId) => ({ userId, role: 'MEMBER' })),
		...observers.map((userId) => ({ userId, role: 'OBSERVER' })),
		...owners.map((userId) => ({ userId, role: 'OWNER' })),
	];
	for (const member of roles) putMember(world, id, member);
	if (budget.autoAddUsers) {
		for (const user of world.of('spendUsers').all()) {
			if (user.retired || membersOf(world, id).some(({ userId }) => userId === user.id)) continue;
			putMember(world, id, { userId: user.id });
		}
	}
	return showBudget(world, world.of('spendBudgets').get(id));
}

const dayOfPeriod = (world: World, budget: Parameters<typeof periodOf>[0] & { timezone: string }) =>
	periodOf(budget, dayIn(budget.timezone, world.clock.now())).startDate;

function update({ world, params, body }: Call<is.Body<typeof patchable>>) {
	const before = activeBudget(world, params.budgetId);
	const { limit, overspendBuffer, recurMonth, ...members } = body;
	const period = currentPeriod(world, before);
	const changed = clean({
		...before,
		...members,
		_recurMonth: recurMonth ?? before._recurMonth,
		_overspendBuffer: overspendBuffer ?? before._overspendBuffer,
	});
	checkTimezone(changed.timezone);
	const startDate = dayOfPeriod(world, changed);
	changed._period = { ...period, startDate, limit: limit ?? period.limit };
	// Without a limit there is no buffer beyond it, and the old limit is forgotten.
	if (changed.limitlessOverspend && limit === undefined) delete changed._period.limit;
	checkBudget(world, changed);
	return showBudget(world, world.of('spendBudgets').save(changed));
}

function spentOf(world: World, budget: SpendBudget) {
	const { cleared, pending } = currentPeriod(world, budget);
	return { cleared, pending, total: cents(cleared + pending) };
}

function showBudget(world: World, budget: SpendBudget) {
	const { id, uuid, name, description, retired, startDate, expirationDate } = budget;
	const { recurringInterval, timezone, autoAddUsers, receiptRequired, maxTxSize } = budget;
	const { carryOver, parentBudgetId, budgetGroup, shareFunds, recurringLimit } = budget;
	const { limitlessOverspend, limitlessGoal, _overspendBuffer } = budget;
	return {
		...{ id, uuid, name, description, retired, startDate, expirationDate, recurringInterval },
		...{ timezone, autoAddUsers, receiptRequired, maxTxSize, carryOver, default: budget.default },
		parentBudgetId,
		parentBudgetUuid: parentBudgetId && world.of('spendBudgets').get(parentBudgetId).uuid,
		...{ budgetGroup, shareFunds, recurringLimit, limitlessOverspend, limitlessGoal },
		currentPeriod: {
			...periodOf(budget, dayIn(timezone, world.clock.now())),
			limit: currentPeriod(world, budget).limit,
			overspendBuffer: _overspendBuffer,
			assigned: assignedOf(world, id),
			spent: spentOf(world, budget),
		},
	};
}
