import { BillError, must } from '../errors/bill-error.mts';
import type { SpendBudget, SpendBudgetMember } from '../state/records/spend.mts';
import type { World } from '../state/world.mts';
import { addDays } from './business-days.mts';
import { cents } from './bill-amounts.mts';

/** https://developer.bill.com/docs/budgets says when each interval restarts. */
export const INTERVALS = ['NONE', 'DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY'] as const;

export const COMPANY_TIMEZONE = 'US/Mountain';

/** Cached because they are slow to create. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day in a time zone, yyyy-MM-dd. */
export function dayIn(timezone: string, ms: number): string {
	const format = formats.get(timezone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: timezone });
	formats.set(timezone, format);
	return format.format(ms);
}

/** Throws for an unknown time zone name. A valid one is, for example, US/Pacific. */
export function checkTimezone(text: string): void {
	try {
		dayIn(text, 0);
	} catch {
		throw BillError.invalid('timezone', 'unknown time zone');
	}
}

type Interval = Pick<
	SpendBudget,
	'recurringInterval' | '_recurMonth' | 'startDate' | 'expirationDate'
>;

/** First and last day of the period that contains a day. */
export function periodOf(budget: Interval, today: string): { startDate: string; endDate?: string } {
	const [year, month] = today.split('-').map(Number);
	// Date normalizes months outside 1 to 12, such as 0 or 14.
	const first = (months: number) =>
		new Date(Date.UTC(year, months - 1, 1)).toISOString().slice(0, 10);
	const months = (start: number, length: number) => ({
		startDate: first(start),
		endDate: addDays(first(start + length), -1),
	});
	const since = (length: number) =>
		(((month - (budget._recurMonth ?? 1)) % length) + length) % length;
	switch (budget.recurringInterval) {
		case 'DAILY':
			return { startDate: today, endDate: today };
		case 'WEEKLY': {
			const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
			const startDate = addDays(today, -weekday);
			return { startDate, endDate: addDays(startDate, 6) };
		}
		case 'MONTHLY':
			return months(month, 1);
		case 'QUARTERLY':
			return months(month - since(3), 3);
		case 'YEARLY':
			return months(month - since(12), 12);
		default:
			return { startDate: budget.startDate, endDate: budget.expirationDate };
	}
}

/** The values of the current period. A new period starts with nothing spent. */
export function currentPeriod(world: World, budget: SpendBudget): SpendBudget['_period'] {
	const { startDate } = periodOf(budget, dayIn(budget.timezone, world.clock.now()));
	if (budget._period.startDate === startDate) return budget._period;
	return { startDate, limit: budget.recurringLimit, cleared: 0, pending: 0 };
}

/** Adds spending to a budget. A negative amount removes spending that now counts elsewhere. */
export function countSpending(world: World, budgetId: string, cleared: number, pending = 0): void {
	const budget = world.of('spendBudgets').get(budgetId);
	const period = currentPeriod(world, budget);
	world.of('spendBudgets').put({
		...budget,
		_period: {
			...period,
			cleared: cents(period.cleared + cleared),
			pending: cents(period.pending + pending),
		},
	});
}

export function membersOf(world: World, budgetId: string): SpendBudgetMember[] {
	return world
		.of('spendBudgetMembers')
		.all()
		.filter((member) => member.budgetId === budgetId);
}

/** The sum of the limits of members who do not share the budget's funds. */
export function assignedOf(world: World, budgetId: string): number {
	const limits = membersOf(world, budgetId)
		.filter(({ retired, shareBudgetFunds }) => !retired && !shareBudgetFunds)
		.map(({ limit = 0 }) => limit);
	return cents(limits.reduce((sum, limit) => sum + limit, 0));
}

/** The budget, if money can be spent from it. Throws if it is retired. */
export function activeBudget(world: World, id: string, field = 'budgetId'): SpendBudget {
	const budget = world.of('spendBudgets').get(id);
	must(!budget.retired, field, 'The budget is retired');
	return budget;
}

/** https://developer.bill.com/reference/createbudget */
export function checkBudget(world: World, budget: SpendBudget): void {
	const { recurringInterval, limitlessOverspend, _period, _recurMonth } = budget;
	const short = recurringInterval === 'DAILY' || recurringInterval === 'WEEKLY';
	if (!budget.name) throw BillError.missing('name');
	if (!limitlessOverspend && _period.limit === undefined) throw BillError.missing('limit');
	if (recurringInterval !== 'NONE' && !limitlessOverspend && budget.recurringLimit === undefined) {
		throw BillError.missing('recurringLimit');
	}
	must(!(limitlessOverspend && short), 'limitlessOverspend', `not with ${recurringInterval}`);
	must(
		limitlessOverspend || budget.limitlessGoal === undefined,
		'limitlessGoal',
		'only with limitlessOverspend',
	);
	const buffered = budget._overspendBuffer !== undefined;
	must(!(buffered && limitlessOverspend), 'overspendBuffer', 'not with limitlessOverspend');
	must(!(buffered && short), 'overspendBuffer', `not with ${recurringInterval}`);
	must(
		_recurMonth === undefined || ['QUARTERLY', 'YEARLY'].includes(recurringInterval),
		'recurMonth',
		'only with QUARTERLY and YEARLY',
	);
	if (budget.parentBudgetId) {
		const parent = activeBudget(world, budget.parentBudgetId, 'parentBudgetId');
		must(parent.budgetGroup, 'parentBudgetId', 'The parent must be a budget group');
	}
}

/** Only members who do not share funds have limits: https://developer.bill.com/reference/upsertbudgetmember */
export function checkSharing({
	shareBudgetFunds,
	limit,
	recurringLimit,
}: {
	shareBudgetFunds?: boolean;
	limit?: number;
	recurringLimit?: number;
}): void {
	for (const [name, value] of Object.entries({ limit, recurringLimit })) {
		if (shareBudgetFunds === true) {
			must(value === undefined, name, 'must not be given when shareBudgetFunds is true');
		}
		if (shareBudgetFunds === false && value === undefined) throw BillError.missing(name);
	}
}
