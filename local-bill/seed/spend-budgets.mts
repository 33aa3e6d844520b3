import { addDays } from '../rules/business-days.mts';
import { COMPANY_TIMEZONE, dayIn, periodOf } from '../rules/spend-budgets.mts';
import type { SpendBudget } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';
import { spender } from './spend-users.mts';

interface Plan extends Partial<SpendBudget> {
	name: string;
	recurringInterval: string;
	/** Limit, cleared and pending amount of the current period. */
	now: [limit: number | undefined, cleared: number, pending: number];
}

/** The budgets as of today. */
function plans(today: string): Plan[] {
	return [
		// 79 % of the limit is spent.
		{
			name: 'Marketing',
			description: 'Ads, print and samples',
			recurringInterval: 'MONTHLY',
			recurringLimit: 5000,
			_overspendBuffer: 10,
			default: true,
			now: [5000, 3710, 240],
		},
		{
			name: 'Software',
			recurringInterval: 'MONTHLY',
			recurringLimit: 2000,
			shareFunds: 'SHARE_WITH_ALL_MEMBERS',
			autoAddUsers: true,
			now: [2000, 1180.5, 49],
		},
		{
			name: 'Travel',
			recurringInterval: 'QUARTERLY',
			_recurMonth: 1,
			recurringLimit: 9000,
			receiptRequired: true,
			maxTxSize: 1500,
			now: [9000, 4102.75, 615],
		},
		{ name: 'Meals', recurringInterval: 'WEEKLY', recurringLimit: 600, now: [600, 212.4, 38.2] },
		{
			name: 'Trade show',
			recurringInterval: 'NONE',
			expirationDate: addDays(today, 120),
			receiptRequired: true,
			now: [12_000, 5230, 0],
		},
		{
			name: 'Operations',
			recurringInterval: 'MONTHLY',
			recurringLimit: 4000,
			budgetGroup: true,
			now: [4000, 0, 0],
		},
		{
			name: 'Warehouse',
			recurringInterval: 'MONTHLY',
			recurringLimit: 1500,
			carryOver: true,
			parentBudgetId: 'Operations',
			now: [1500, 702.15, 0],
		},
		{
			name: 'Executive',
			recurringInterval: 'YEARLY',
			_recurMonth: 1,
			limitlessOverspend: true,
			limitlessGoal: 20_000,
			now: [undefined, 8420, 310],
		},
		{
			name: 'Old project',
			recurringInterval: 'MONTHLY',
			recurringLimit: 800,
			retired: true,
			now: [800, 0, 0],
		},
		// The same name again: last year's show.
		{
			name: 'Trade show',
			description: 'Last year',
			recurringInterval: 'NONE',
			expirationDate: addDays(today, -200),
			now: [9000, 8871.3, 0],
		},
	];
}

/** Budget members: budget, first name, role and, for members who do not share funds, the limit. */
const members: Array<[string, string, string, number?]> = [
	['Marketing', 'Bo', 'OWNER'],
	['Marketing', 'Fay', 'MEMBER', 1500],
	['Marketing', 'Gil', 'MEMBER'],
	['Marketing', 'Di', 'OBSERVER'],
	['Marketing', 'Ira', 'MEMBER', 400],
	['Software', 'Ana', 'OWNER'],
	...['Bo', 'Cy', 'Di', 'Ed', 'Fay', 'Gil', 'Hu'].map((name): [string, string, string] => [
		'Software',
		name,
		'MEMBER',
	]),
	['Travel', 'Bo', 'OWNER'],
	['Travel', 'Ed', 'MEMBER', 2500],
	['Travel', 'Hu', 'MEMBER'],
	['Meals', 'Ana', 'OWNER'],
	['Meals', 'Ed', 'MEMBER'],
	['Meals', 'Fay', 'MEMBER'],
	['Trade show', 'Bo', 'OWNER'],
	['Trade show', 'Gil', 'MEMBER', 3000],
	['Operations', 'Ana', 'OWNER'],
	['Warehouse', 'Ana', 'OWNER'],
	['Warehouse', 'Hu', 'MEMBER', 700],
	['Executive', 'Ana', 'OWNER'],
	['Old project', 'Ana', 'OWNER'],
];

export function seedSpendBudgets(world: World, createdTime: string): void {
	const now = world.clock.now();
	const startDate = dayIn(COMPANY_TIMEZONE, Date.parse(createdTime));
	for (const { now: money, parentBudgetId, ...plan } of plans(dayIn(COMPANY_TIMEZONE, now))) {
		const budget = {
			...{ timezone: COMPANY_TIMEZONE, shareFunds: 'SHARE_MANUALLY', startDate, retired: false },
			...{ autoAddUsers: false, receiptRequired: false, carryOver: false, default: false },
			...{ budgetGroup: false, limitlessOverspend: false, ...plan },
			...(parentBudgetId && { parentBudgetId: budgetNamed(world, parentBudgetId).id }),
		};
		const [limit, cleared, pending] = money;
		const period = periodOf(budget, dayIn(COMPANY_TIMEZONE, now));
		world.of('spendBudgets').add({
			...budget,
			createdTime,
			_period: { startDate: period.startDate, limit, cleared, pending },
		});
	}
	for (const [budget, name, budgetRole, limit] of members)
		addMember(budget, name, budgetRole, limit);

	function addMember(budget: string, name: string, budgetRole: string, limit?: number): void {
		const [{ id: budgetId }, { id: userId }] = [budgetNamed(world, budget), spender(world, name)];
		world.of('spendBudgetMembers').add({
			...{ id: `${budgetId} ${userId}`, budgetId, userId, budgetRole, createdTime },
			...{ shareBudgetFunds: limit === undefined, limit, recurringLimit: limit },
			...{ spent: limit ? limit / 4 : 0, retired: name === 'Ira' },
		});
	}
}

/** The first budget with that name. */
export function budgetNamed(world: World, name: string): SpendBudget {
	return world.of('spendBudgets').first((budget) => budget.name === name)!;
}
