import type { IDataObject } from 'n8n-workflow';

import { asSeen } from '../../core/form/as-seen';
import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { choice, day, flag, money, number, text } from '../../core/form/kinds';
import { record, records as ids } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { bodyOfLost } from '../../core/look-up/way';
import { beginningsOf } from '../../core/run/known-records';
import { bodyOf, standard } from '../../core/run/operation';
import type { Operation, Resource } from '../../core/run/operation';
import { remove } from '../../core/run/output';
import { upsert } from '../../core/run/upsert';
import * as records from '../records';
import { changedTo, retired, withPeriod } from './shared/look-ups';
import { checkBudget } from './shared/rules';

/** https://developer.bill.com/docs/spend-expense-api */
const PATH = records.budget.list.path;

const budgetShape: Shape = {
	...strings('id', 'uuid', 'name', 'description', 'startDate', 'expirationDate'),
	...strings('recurringInterval', 'timezone', 'shareFunds', 'parentBudgetId', 'parentBudgetUuid'),
	...{ retired: 'boolean', autoAddUsers: 'boolean', receiptRequired: 'boolean' },
	...{ carryOver: 'boolean', default: 'boolean', budgetGroup: 'boolean' },
	...{ limitlessOverspend: 'boolean', limitlessGoal: 'number' },
	...{ maxTxSize: 'number', recurringLimit: 'number' },
	currentPeriod: {
		...strings('startDate', 'endDate'),
		...{ limit: 'number', overspendBuffer: 'number', assigned: 'number' },
		spent: { cleared: 'number', pending: 'number', total: 'number' },
	},
};

/** BILL does not return them. */
const HIDDEN = ['recurMonth', 'owners', 'members', 'observers'];

const budgetBasics = {
	one: 'budget',
	many: 'budgets',
	path: PATH,
	id: record('budgetId', records.budget, { required: true }),
	shape: budgetShape,
	simplify: [
		'uuid',
		'name',
		'recurringInterval',
		'currentPeriod.limit',
		'currentPeriod.assigned',
		'currentPeriod.spent.total',
		'currentPeriod.endDate',
		'parentBudgetUuid',
		'expirationDate',
		'retired',
	],
};

/**
 * BILL does not say when a budget was created, so a budget that is as it was sent is only named to the user, and not
 * taken for the new one.
 */
const budget = standard(budgetBasics, {
	byTime: false,
	how: { once: 'uuid' },
	conditions: ({ name: wanted }) =>
		beginningsOf(String(wanted))
			.slice(0, 1)
			.map((letter) => `name:sw:"${letter}"`),
	expected: (lost) => withPeriod(bodyOfLost(lost), HIDDEN),
});

const name = text('name', { eg: 'Marketing' });
const interval = choice(
	'recurringInterval',
	[
		{ value: 'NONE', name: 'None', description: 'Does not repeat' },
		{ value: 'DAILY', name: 'Daily', description: 'Starts again at midnight' },
		{ value: 'WEEKLY', name: 'Weekly', description: 'Starts again on Monday' },
		{ value: 'MONTHLY', name: 'Monthly', description: 'Starts again on the first of the month' },
		{ value: 'QUARTERLY', name: 'Quarterly', description: 'Starts again in Recur Month' },
		{ value: 'YEARLY', name: 'Yearly', description: 'Starts again in Recur Month' },
	],
	{ initially: 'MONTHLY' },
);
const limits = (blank: boolean) => [
	money('limit', {
		label: 'Limit',
		as: 'periodLimit',
		eg: 5000,
		blank,
		description: 'Limit for the current period. Required unless Limitless Overspend is on.',
	}),
	money('recurringLimit', {
		eg: 5000,
		blank,
		description: 'Limit for each later period. Required unless Recurring Interval is None.',
	}),
];

const details: Field[] = [
	flag('autoAddUsers', { description: 'Whether every new user becomes a member' }),
	flag('carryOver', {
		description: 'Whether members keep the funds assigned to them when a period ends',
	}),
	text('description', { eg: 'Campaigns and trade shows' }),
	day('expirationDate', { eg: '2027-12-31', description: 'If left out, the budget never expires' }),
	money('limitlessGoal', {
		eg: 20_000,
		description: 'Target for spending when Limitless Overspend is on',
	}),
	flag('limitlessOverspend', {
		description:
			'Whether spending can exceed the limit. BILL does not allow it for a daily or weekly budget.',
	}),
	money('maxTxSize', {
		label: 'Max Transaction Size',
		eg: 1500,
		description: 'Larger charges are declined',
	}),
	money('overspendBuffer', {
		eg: 250,
		description:
			'How far charges can exceed the limit. BILL does not allow it with Limitless Overspend, or for a daily or weekly budget.',
	}),
	flag('receiptRequired', { description: 'Whether transactions need a receipt' }),
	number('recurMonth', {
		eg: 1,
		integer: true,
		min: 1,
		max: 12,
		description: 'The month in which a quarterly or yearly budget begins: 1 is January',
	}),
	choice(
		'shareFunds',
		['SHARE_MANUALLY', 'SHARE_WITH_ALL_MEMBERS', 'SHARE_ALL_OWNERS_BUT_MEMBERS_MANUALLY'],
		{ description: 'Who may spend from the budget without funds of their own' },
	),
	text('timezone', {
		label: 'Time Zone',
		eg: 'US/Pacific',
		description:
			"Time zone in which periods begin and end. Defaults to that of the company's billing address.",
	}),
];

/** Only for a new budget: https://developer.bill.com/reference/updatebudget does not accept them. */
const forNewOnly: Field[] = [
	flag('budgetGroup', {
		description: 'Whether the budget is a group that other budgets can belong to',
	}),
	ids('members', records.user, {
		description: 'Choose one user, or enter several by ID, separated by commas',
	}),
	ids('observers', records.user, {
		description: 'Choose one user, or enter several by ID, separated by commas',
	}),
	record('parentBudgetId', records.budget, {
		label: 'Parent Budget',
		description: 'The budget group that the budget belongs to',
	}),
];

const FOUND_BY =
	'Used to find an existing budget within Parent Budget. Owners, members and observers apply only to a new budget.';

const create: Operation = budget.create({
	description: 'Add a new budget with its owners and limits',
	fields: [
		required(name),
		ids('owners', records.user, {
			required: true,
			description: 'Choose one user, or enter several by ID, separated by commas',
		}),
		interval,
		...limits(true),
	],
	optional: { as: 'additionalFields', fields: [...details, ...forNewOnly] },
	prepare: (call) => checkBudget(bodyOf(call), { isNew: true }),
});

const changeable = [name, interval, ...limits(false), ...details];

const parentOf = ({ parentBudgetId, parentBudgetUuid }: IDataObject) =>
	[parentBudgetId, parentBudgetUuid].filter(Boolean);

const byName = upsert(create, {
	one: 'budget',
	many: 'budgets',
	changes: changeable.map(({ path }) => path),
	becomes: changedTo((body) => withPeriod(body, HIDDEN)),
	foundBy: FOUND_BY,
	keys: [
		{
			member: 'name',
			filterable: true,
			lists: {
				queries({ name: wanted, parentBudgetId }) {
					const parent = parentBudgetId ? [`parentBudgetId:eq:${String(parentBudgetId)}`] : [];
					const beginnings = beginningsOf(asSeen(String(wanted)));
					const named =
						beginnings.length > 0 ? beginnings.map((each) => [`name:sw:"${each}"`]) : [[]];
					return named.map((conditions) => ({
						filters: [...conditions, ...parent, 'retired:eq:false'].join(','),
						sort: 'name:asc',
					}));
				},
				how: { once: 'uuid' },
				keep: (record, { parentBudgetId }) =>
					record.retired !== true &&
					(parentBudgetId
						? parentOf(record).includes(parentBudgetId)
						: parentOf(record).length === 0),
			},
		},
	],
});

export const budgetResource: Resource = {
	value: 'budget',
	name: 'Budget',
	description: 'Spending limits: how much, by whom and until when',
	operations: [
		create,
		{
			...byName,
			prepare: async (call) => {
				await byName.prepare?.(call);
				checkBudget(bodyOf(call), { isNew: true });
			},
			belongsTo: (call) => [byName.belongsTo?.(call), bodyOf(call).parentBudgetId],
		},
		budget.get(),
		budget.getAll({
			filters: [
				filterBy.record('budgetIds', ['eq', 'in'], records.budget),
				filterBy.flag('isBudgetGroup', ['eq'], 'Whether the budget is a group of budgets'),
				filterBy.text('name', ['eq', 'sw'], 'Marketing'),
				filterBy.record('parentBudgetId', ['eq'], records.budget, 'Parent Budget'),
				filterBy.flag('retired', ['eq'], 'Whether the budget is retired'),
			],
			sort: ['name', 'assigned', 'limit', 'spent'],
			oneSort: true,
			once: 'uuid',
		}),
		budget.update(changeable, {
			lookUp: changedTo((body) => withPeriod(body, HIDDEN)),
			prepare: (call) => checkBudget(bodyOf(call), { isNew: false }),
		}),
		{
			value: 'retire',
			name: 'Retire',
			action: 'Retire a budget',
			description: 'Retire one budget permanently; this cannot be undone',
			method: 'DELETE',
			path: `${PATH}/{budgetId}`,
			fields: [record('budgetId', records.budget, { required: true })],
			output: { deleted: 'boolean' },
			lookUp: retired,
			run: remove,
		},
	],
};
