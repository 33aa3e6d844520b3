import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { type Resource, resource, resourceRoutes } from '../engine/resource.mts';
import type { Call, Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import type { Members } from '../engine/schema.mts';
import { must } from '../errors/bill-error.mts';
import { mustHave } from '../state/members.mts';
import type { ChartOfAccount } from '../state/records/organization.mts';

const ACCOUNT_TYPES = [
	...['UNSPECIFIED', 'ACCOUNTS_PAYABLE', 'ACCOUNTS_RECEIVABLE', 'BANK', 'COST_OF_GOODS_SOLD'],
	...['CREDIT_CARD', 'EQUITY', 'EXPENSE', 'FIXED_ASSET', 'INCOME', 'LONG_TERM_LIABILITY'],
	...['OTHER_ASSET', 'OTHER_CURRENT_ASSET', 'OTHER_CURRENT_LIABILITY', 'OTHER_EXPENSE'],
	...['OTHER_INCOME', 'NON_POSTING'],
];

type Named = 'accountingClasses' | 'departments' | 'jobs' | 'locations';

/** All seven kinds of classification work the same way: full CRUD, and bulk requests of up to 50. */
function classification(
	path: string,
	name: 'chartOfAccounts' | 'employees' | 'items' | Named,
	fields: Members,
	required: string[],
): Resource {
	return resource<typeof name, Members, string>({
		name,
		path: `/v3/classifications/${path}`,
		operations: ['list', 'get', 'create', 'update', 'archive', 'restore'],
		fields: { ...fields, parentId: is.ref(name) },
		required,
		// Besides the common filters, a filter by name is reported only for the chart of accounts; assumed for all.
		filters: { ...by.common, name: by.text('eq', 'sw'), parentId: by.exact('eq', 'ne', 'in') },
		sort: [...commonSort, 'archived', 'name', 'description'],
		bulk: { operations: ['create', 'update', 'archive', 'restore'], max: 50, key: name },
		check: (record, { world }) => {
			mustHave(record, ...required);
			// Assumed: a record cannot be its own ancestor.
			for (let { parentId } = record; parentId;) {
				must(parentId !== record.id, 'parentId', 'A record cannot be its own ancestor');
				parentId = world.of(name).get(parentId).parentId;
			}
		},
	});
}

const named = { name: is.text(), shortName: is.text(), description: is.text() };

const chartOfAccounts: Resource = {
	...classification(
		'chart-of-accounts',
		'chartOfAccounts',
		{
			name: is.text(),
			description: is.text(),
			account: is.object({ type: is.choice(...ACCOUNT_TYPES), number: is.text() }),
		},
		['name'],
	),
	// Observed by a public client: archiving a parent archives its children too. Restoring it does not restore them.
	after: (account: ChartOfAccount, call: Call) => {
		const accounts = call.world.of('chartOfAccounts');
		const archiving = call.reply.request.method === 'POST';
		if (!account.archived || !archiving) return;
		for (const child of accounts.all()) {
			if (child.parentId !== account.id || child.archived) continue;
			chartOfAccounts.after!(accounts.save({ ...child, archived: true }), call);
		}
	},
};

const items = classification(
	'items',
	'items',
	{
		...named,
		// Two values are known from examples; the others come from BILL's older API.
		type: is.choice(
			...['PAYMENT', 'SALES_TAX_GROUP', 'SALES_TAX', 'SERVICE', 'INVENTORY', 'NON_INVENTORY'],
			...['OTHER_CHARGE', 'SUBTOTAL', 'DISCOUNT'],
		),
		price: is.number,
		expenseChartOfAccountId: is.ref('chartOfAccounts'),
		purchaseDescription: is.text(),
		purchaseCost: is.number,
		chartOfAccountId: is.ref('chartOfAccounts'),
		taxable: is.flag,
		percentage: is.number,
	},
	['type', 'name'],
);

const employees: Resource = {
	...classification(
		'employees',
		'employees',
		{ firstName: is.text(), lastName: is.text(), shortName: is.text() },
		['firstName', 'lastName'],
	),
	filters: by.common,
	sort: [...commonSort, 'archived', 'firstName', 'lastName'],
};

/** https://developer.bill.com/reference: classifications. */
export const classificationRoutes: Route[] = [
	chartOfAccounts,
	classification('accounting-classes', 'accountingClasses', named, ['name']),
	classification('departments', 'departments', named, ['name']),
	employees,
	items,
	// One source lists customerId for jobs, in bulk requests only. No response shows it, so it is refused.
	classification('jobs', 'jobs', named, ['name']),
	classification('locations', 'locations', named, ['name']),
].flatMap(resourceRoutes);
