import type { IDataObject } from 'n8n-workflow';

import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { choice, day, flag, money, number, text } from '../../core/form/kinds';
import { record, records as ids } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { bodyOf, standard } from '../../core/run/operation';
import type { Call, Operation, Resource } from '../../core/run/operation';
import { remove } from '../../core/run/output';
import { upsert } from '../../core/run/upsert';
import * as records from '../records';
import { findOrCreate, requireKey } from './shared/find-or-create';
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

const budget = standard({
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
});

const name = text('name', { eg: 'Marketing' });
const interval = choice(
	'recurringInterval',
	[
		{ value: 'NONE', name: 'None', description: 'Never begins anew' },
		{ value: 'DAILY', name: 'Daily', description: 'Begins anew at midnight' },
		{ value: 'WEEKLY', name: 'Weekly', description: 'Begins anew on Monday' },
		{ value: 'MONTHLY', name: 'Monthly', description: 'Begins anew on the first of the month' },
		{ value: 'QUARTERLY', name: 'Quarterly', description: 'Begins anew with Recur Month' },
		{ value: 'YEARLY', name: 'Yearly', description: 'Begins anew with Recur Month' },
	],
	{ initially: 'MONTHLY' },
);
const limits = (blank: boolean) => [
	money('limit', {
		label: 'Limit',
		as: 'periodLimit',
		eg: 5000,
		blank,
		description: 'For the current period. Required, unless the budget has Limitless Overspend.',
	}),
	money('recurringLimit', {
		eg: 5000,
		blank,
		description: 'For each later period. Required, unless Recurring Interval is None.',
	}),
];

const details: Field[] = [
	flag('autoAddUsers', { description: 'Whether every new user becomes a member' }),
	flag('carryOver', {
		description: 'Whether funds that are assigned to members stay theirs when a period ends',
	}),
	text('description', { eg: 'Campaigns and trade shows' }),
	day('expirationDate', { eg: '2027-12-31', description: 'Left out, it never expires' }),
	money('limitlessGoal', {
		eg: 20_000,
		description: 'What is meant to be spent, where Limitless Overspend is on',
	}),
	flag('limitlessOverspend', {
		description:
			'Whether more than the limit can be spent. BILL does not take it with a daily or weekly budget.',
	}),
	money('maxTxSize', {
		label: 'Max Transaction Size',
		eg: 1500,
		description: 'A larger charge is declined',
	}),
	money('overspendBuffer', {
		eg: 250,
		description:
			'How far above the limit charges go through. BILL does not take it with Limitless Overspend, or with a daily or weekly budget.',
	}),
	flag('receiptRequired', { description: 'Whether transactions need a receipt' }),
	number('recurMonth', {
		eg: 1,
		integer: true,
		min: 1,
		max: 12,
		description: 'The month with which a quarterly or yearly budget begins: 1 is January',
	}),
	choice(
		'shareFunds',
		['SHARE_MANUALLY', 'SHARE_WITH_ALL_MEMBERS', 'SHARE_ALL_OWNERS_BUT_MEMBERS_MANUALLY'],
		{ description: 'Who may spend from the budget without funds of their own' },
	),
	text('timezone', {
		label: 'Time Zone',
		eg: 'US/Pacific',
		description: "Where its periods turn. Left out, it is that of the company's billing address.",
	}),
];

/** Only for a new budget: https://developer.bill.com/reference/updatebudget does not take them. */
const forNewOnly: Field[] = [
	flag('budgetGroup', { description: 'Whether it is a group that other budgets can belong to' }),
	ids('members', records.user, { description: 'UUIDs of users, separated by commas' }),
	ids('observers', records.user, { description: 'UUIDs of users, separated by commas' }),
	record('parentBudgetId', records.budget, {
		label: 'Parent Budget',
		description: 'The budget group that it belongs to',
	}),
];

const FOUND_BY =
	'What an existing budget is found by, within Parent Budget. Owners, members and observers are for a new one only.';

const create: Operation = budget.create({
	description: 'Add a new budget with its owners and limits',
	fields: [
		required(name),
		ids('owners', records.user, {
			required: true,
			description: 'UUIDs of users, separated by commas: at least one',
		}),
		interval,
		...limits(true),
	],
	optional: { as: 'additionalFields', fields: [...details, ...forNewOnly] },
	prepare: (call) => checkBudget(bodyOf(call), { isNew: true }),
});

const changeable = [name, interval, ...limits(false), ...details];

const byName = upsert(create, {
	one: 'budget',
	many: 'budgets',
	keys: [{ member: 'name', filterable: true }],
});

export const budgetResource: Resource = {
	value: 'budget',
	name: 'Budget',
	description: 'What may be spent, by whom and until when',
	operations: [
		create,
		{
			...byName,
			fields: [
				{ ...required(name), property: { ...required(name).property, description: FOUND_BY } },
				...create.fields.slice(1),
			],
			prepare: (call) => {
				requireKey(bodyOf(call), 'name', 'Name', 'budget');
				checkBudget(bodyOf(call), { isNew: true });
			},
			belongsTo: (call) => {
				const { name: wanted, parentBudgetId } = bodyOf(call);
				return [wanted, parentBudgetId];
			},
			run: async (call) =>
				await findOrCreate(call, {
					many: 'budgets',
					wanted: (body) => `name "${String(body.name)}"`,
					find: withName,
					changes: changeable.map(({ path }) => path),
				}),
		},
		budget.get(),
		budget.getAll({
			filters: [
				filterBy.record('budgetIds', ['eq', 'in'], records.budget),
				filterBy.flag('isBudgetGroup', ['eq'], 'Whether it is a group of budgets'),
				filterBy.text('name', ['eq', 'sw'], 'Marketing'),
				filterBy.record('parentBudgetId', ['eq'], records.budget, 'Parent Budget'),
				filterBy.flag('retired', ['eq'], 'Whether the budget is retired'),
			],
			sort: ['name', 'assigned', 'limit', 'spent'],
			oneSort: true,
			once: 'uuid',
		}),
		budget.update(changeable, {
			prepare: (call) => checkBudget(bodyOf(call), { isNew: false }),
		}),
		{
			value: 'retire',
			name: 'Retire',
			action: 'Retire a budget',
			description: 'Retire one budget for good: this cannot be taken back',
			method: 'DELETE',
			path: `${PATH}/{budgetId}`,
			fields: [record('budgetId', records.budget, { required: true })],
			output: { deleted: 'boolean' },
			run: remove,
		},
	],
};

/** Budgets, not retired, with the name to the letter, within the parent that is named or without one. */
async function withName(call: Call): Promise<IDataObject[]> {
	const { name: wanted, parentBudgetId } = bodyOf(call) as {
		name: string;
		parentBudgetId?: string;
	};
	// BILL has no way to write a double quote in a filter, so only what stands before it narrows the search.
	const [start] = wanted.split('"');
	const byStart = start ? [`name:sw:"${start}"`] : [];
	const conditions = start === wanted ? [`name:eq:"${wanted}"`] : byStart;
	if (parentBudgetId) conditions.push(`parentBudgetId:eq:"${parentBudgetId}"`);
	const filters = [...conditions, 'retired:eq:false'].join(',');
	const found = await call.client.list(
		{ method: 'GET', path: PATH, query: { filters } },
		{ once: 'uuid' },
	);
	const isWithin = (record: IDataObject) => {
		const parents = [record.parentBudgetId, record.parentBudgetUuid];
		return parentBudgetId ? parents.includes(parentBudgetId) : parents.every((each) => !each);
	};
	return found.filter(
		(record) =>
			String(record.name ?? '').trim() === wanted && record.retired !== true && isWithin(record),
	);
}
