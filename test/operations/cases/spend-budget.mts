import type { Bill } from '../../support/bill.mts';
import {
	type Case,
	casesOf,
	get,
	optionsIf,
	patch,
	pick,
	post,
	remove,
} from '../../support/cases.mts';
import { byId, fromList, picked } from '../../support/form.mts';
import {
	LOCAL,
	budgetNamed,
	each,
	eitherWay,
	filtersForm,
	filtersText,
	oneSort,
	userNamed,
} from '../../support/spend.mts';

const { caseOf, bothForms } = casesOf('budget', 'billSpendExpense');
const path = '/v3/spend/budgets';
const localOnly = LOCAL;

/** Two users, and a budget group. */
const known = (bill: Bill) => ({
	ana: userNamed(bill, 'Ana').uuid,
	bo: userNamed(bill, 'Bo').uuid,
	group: budgetNamed(bill, 'Operations').uuid,
});
type Known = ReturnType<typeof known>;

const smallest = ({ ana }: Known) => ({
	name: 'Winter sale',
	owners: [ana],
	recurringInterval: 'NONE',
	limit: 1200,
});
const details = {
	autoAddUsers: false,
	carryOver: true,
	description: 'Until the spring',
	maxTxSize: 400,
	overspendBuffer: 25,
	receiptRequired: true,
	recurMonth: 2,
	shareFunds: 'SHARE_WITH_ALL_MEMBERS',
	timezone: 'US/Eastern',
};
const ofNewOnly = ({ ana, bo, group }: Known) => ({
	budgetGroup: false,
	members: `${ana}, ${bo}`,
	observers: ana,
	parentBudgetId: byId(group),
});
const fullest = (all: Known) => ({
	...{ name: 'Winter sale', owners: [all.bo], recurringInterval: 'QUARTERLY' },
	...{ limit: 900, recurringLimit: 1000, ...details, expirationDate: '2027-12-31' },
	...{ budgetGroup: false, members: [all.ana, all.bo], observers: [all.ana] },
	parentBudgetId: all.group,
});
const fullForm = (all: Known) => ({
	...{ name: 'Winter sale', owners: all.bo, recurringInterval: 'QUARTERLY' },
	...{ periodLimit: '900', recurringLimit: '1000', inputMode: 'fields', ...optionsIf(true) },
	additionalFields: { ...details, ...ofNewOnly(all), expirationDate: picked('2027-12-31') },
});
/** A budget without a limit. */
const limitless = ({ ana }: Known) => ({
	...{ name: 'Winter sale', owners: [ana], recurringInterval: 'YEARLY', recurringLimit: 0 },
	...{ limitlessOverspend: true, limitlessGoal: 5000 },
});

const search = (filters: string) => get(path, { max: '100', filters, sort: 'name:asc' });

export const spendBudgetCases: Case[] = [
	caseOf<Known>('create', 'smallest', {
		localOnly,
		setUp: known,
		parameters: ({ ana }) => ({
			...{ name: 'Winter sale', owners: ana, recurringInterval: 'NONE', periodLimit: '1200' },
		}),
		received: (all) => [post(path, smallest(all))],
		added: { spendBudgets: 1, spendBudgetMembers: 1 },
		given: () => [{ name: 'Winter sale', uuid: expect.stringMatching(/^bgt_/) }],
	}),
	caseOf<Known>('create', 'fullest', {
		localOnly,
		setUp: known,
		parameters: fullForm,
		received: (all) => [post(path, fullest(all))],
		added: { spendBudgets: 1, spendBudgetMembers: 2 },
		given: ({ group }) => [{ name: 'Winter sale', parentBudgetUuid: group, maxTxSize: 400 }],
	}),
	caseOf<Known>('create', 'without a limit', {
		localOnly,
		setUp: known,
		parameters: ({ ana }) => ({
			...{ name: 'Winter sale', owners: ana, recurringInterval: 'YEARLY', recurringLimit: '0' },
			additionalFields: { limitlessOverspend: true, limitlessGoal: 5000 },
		}),
		received: (all) => [post(path, limitless(all))],
		added: { spendBudgets: 1, spendBudgetMembers: 1 },
		given: () => [{ limitlessOverspend: true, limitlessGoal: 5000 }],
	}),
	caseOf<Known>('create', 'json', {
		localOnly,
		setUp: known,
		parameters: (all) => ({ inputMode: 'json', body: JSON.stringify(smallest(all)) }),
		received: (all) => [post(path, smallest(all))],
		added: { spendBudgets: 1, spendBudgetMembers: 1 },
		given: () => [{ name: 'Winter sale' }],
	}),
	caseOf('upsert', 'smallest', {
		localOnly,
		setUp: (bill) => ({ ...known(bill), meals: budgetNamed(bill, 'Meals') }),
		parameters: ({ ana }) => ({
			...{ name: 'Meals', owners: ana, recurringInterval: 'WEEKLY' },
			...{ periodLimit: '700', recurringLimit: '700' },
		}),
		received: ({ meals }) => [
			search('name:sw:"M",retired:eq:false'),
			patch(`${path}/${meals.uuid}`, {
				...{ name: 'Meals', recurringInterval: 'WEEKLY', limit: 700, recurringLimit: 700 },
			}),
		],
		kept: ({ meals }) => ({ spendBudgets: [{ id: meals.id, recurringLimit: 700 }] }),
		given: ({ meals }) => [{ uuid: meals.uuid, recurringLimit: 700 }],
	}),
	caseOf<Known>('upsert', 'fullest', {
		localOnly,
		setUp: known,
		parameters: fullForm,
		received: (all) => [
			search(`name:sw:"W",parentBudgetId:eq:${all.group},retired:eq:false`),
			search(`name:sw:"w",parentBudgetId:eq:${all.group},retired:eq:false`),
			post(path, fullest(all)),
		],
		added: { spendBudgets: 1, spendBudgetMembers: 2 },
		given: () => [{ name: 'Winter sale' }],
	}),
	caseOf<Known>('upsert', 'without a limit', {
		localOnly,
		setUp: known,
		parameters: ({ ana }) => ({
			...{ name: 'Winter sale', owners: ana, recurringInterval: 'YEARLY', recurringLimit: '0' },
			additionalFields: { limitlessOverspend: true, limitlessGoal: 5000 },
		}),
		received: (all) => [
			search('name:sw:"W",retired:eq:false'),
			search('name:sw:"w",retired:eq:false'),
			post(path, limitless(all)),
		],
		added: { spendBudgets: 1, spendBudgetMembers: 1 },
		given: () => [{ limitlessOverspend: true }],
	}),
	caseOf('upsert', 'json', {
		localOnly,
		setUp: (bill) => ({ ...known(bill), warehouse: budgetNamed(bill, 'Warehouse') }),
		parameters: ({ ana, group }) => ({
			inputMode: 'json',
			body: {
				...{ name: 'Warehouse', owners: [ana], recurringInterval: 'MONTHLY', limit: 1600 },
				...{ recurringLimit: 1600, parentBudgetId: group },
			},
		}),
		received: ({ group, warehouse }) => [
			search(`name:sw:"W",parentBudgetId:eq:${group},retired:eq:false`),
			patch(`${path}/${warehouse.uuid}`, {
				...{ name: 'Warehouse', recurringInterval: 'MONTHLY', limit: 1600, recurringLimit: 1600 },
			}),
		],
		given: ({ warehouse }) => [{ uuid: warehouse.uuid }],
	}),
	...bothForms('get', (full) => ({
		localOnly,
		setUp: (bill) => budgetNamed(bill, 'Travel'),
		parameters: ({ uuid, id }) => ({
			...pick('budgetId', full ? uuid : id, full),
			...(full && { simplify: false }),
		}),
		received: ({ uuid, id }) => [get(`${path}/${encodeURIComponent(full ? uuid : id)}`)],
		given: ({ uuid, id }) => [
			full
				? { id, uuid, currentPeriod: { spent: { cleared: 4102.75 } } }
				: { uuid, name: 'Travel', spentTotal: 4717.75 },
		],
	})),
	...['assigned', 'limit', 'name', 'spent'].map((sort, at) =>
		caseOf('getAll', ['fullest', 'by limit', 'smallest', 'by spending'][at], {
			localOnly,
			setUp: (bill) => budgetNamed(bill, 'Old project'),
			parameters: ({ uuid }) =>
				at === 0
					? {
							returnAll: true,
							simplify: false,
							filters: filtersForm(filters(uuid)),
							sort: oneSort(sort, 'desc'),
							options: { filterText: 'retired:eq:true', timeout: 30 },
						}
					: { limit: 1, sort: oneSort(sort) },
			received: ({ uuid }) => [
				at === 0
					? get(path, {
							max: '100',
							filters: filtersText(filters(uuid), 'retired:eq:true'),
							sort: 'assigned:desc',
						})
					: get(path, { max: '1', sort: `${sort}:asc` }),
			],
			given: () =>
				at === 0 ? [{ name: 'Old project', retired: true }] : [{ uuid: expect.any(String) }],
		}),
	),
	caseOf('getAll', 'within a group', {
		localOnly,
		setUp: (bill) => budgetNamed(bill, 'Operations').uuid,
		parameters: (uuid) => ({
			returnAll: true,
			filters: { parentBudgetId: [{ operator: 'eq', value: byId(uuid) }] },
		}),
		received: (uuid) => [get(path, { max: '100', filters: `parentBudgetId:eq:${uuid}` })],
		given: () => [{ name: 'Warehouse' }],
	}),
	caseOf('update', 'smallest', {
		localOnly,
		setUp: (bill) => budgetNamed(bill, 'Software'),
		parameters: ({ uuid }) => ({ budgetId: byId(uuid), updateFields: { periodLimit: 2500 } }),
		received: ({ uuid }) => [patch(`${path}/${uuid}`, { limit: 2500 })],
		given: ({ uuid }) => [{ uuid, currentPeriod: { limit: 2500 }, recurringLimit: 2000 }],
	}),
	caseOf('update', 'fullest', {
		localOnly,
		setUp: (bill) => budgetNamed(bill, 'Software'),
		parameters: ({ uuid }) => ({
			budgetId: fromList(uuid),
			inputMode: 'fields',
			updateFields: {
				...{ name: 'Programs', recurringInterval: 'QUARTERLY', periodLimit: 900 },
				...{ recurringLimit: 1000, ...details, expirationDate: picked('2027-12-31') },
			},
			...optionsIf(true),
		}),
		received: ({ uuid }) => [
			patch(`${path}/${uuid}`, {
				...{ name: 'Programs', recurringInterval: 'QUARTERLY', limit: 900 },
				...{ recurringLimit: 1000, ...details, expirationDate: '2027-12-31' },
			}),
		],
		kept: ({ id }) => ({ spendBudgets: [{ id, name: 'Programs', carryOver: true }] }),
		given: () => [{ name: 'Programs', timezone: 'US/Eastern' }],
	}),
	caseOf('update', 'without a limit', {
		localOnly,
		setUp: (bill) => budgetNamed(bill, 'Software'),
		parameters: ({ uuid }) => ({
			budgetId: byId(uuid),
			updateFields: { limitlessOverspend: true, limitlessGoal: 9000 },
		}),
		received: ({ uuid }) => [
			patch(`${path}/${uuid}`, { limitlessOverspend: true, limitlessGoal: 9000 }),
		],
		given: () => [{ limitlessOverspend: true, limitlessGoal: 9000 }],
	}),
	caseOf('update', 'json', {
		localOnly,
		setUp: (bill) => budgetNamed(bill, 'Software'),
		parameters: ({ uuid }) => ({
			budgetId: byId(uuid),
			inputMode: 'json',
			body: { description: 'Licenses' },
		}),
		received: ({ uuid }) => [patch(`${path}/${uuid}`, { description: 'Licenses' })],
		given: () => [{ description: 'Licenses' }],
	}),
	...bothForms('retire', (full) => ({
		localOnly,
		setUp: (bill) => budgetNamed(bill, 'Executive'),
		parameters: ({ uuid }) => pick('budgetId', uuid, full),
		received: ({ uuid }) => [remove(`${path}/${uuid}`)],
		kept: ({ id }) => ({ spendBudgets: [{ id, retired: true }] }),
		given: () => [{ deleted: true }],
	})),
];

function filters(uuid: string) {
	return [
		eitherWay('budgetIds', uuid),
		each('isBudgetGroup', { eq: false }, 'isBudgetGroup:eq:false'),
		each('name', { eq: 'Old project', sw: 'Old' }, 'name:eq:"Old project",name:sw:"Old"'),
		each('retired', { eq: true }, 'retired:eq:true'),
	];
}
