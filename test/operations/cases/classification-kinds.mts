import type { CollectionName } from '../../../local-bill/state/records/index.mts';
import type { Bill, Data, Rec } from '../../support/bill.mts';
import type { FilterPair } from '../../support/filters.mts';
import { byId, fromList } from '../../support/form.mts';

/* The seven classifications have the same operations. Each one lists only what is special about it. */

/** The form values, and the body BILL must receive for them if it differs. */
export interface Filled {
	form: Data;
	body?: Data;
}

export interface Kind {
	resource: string;
	path: string;
	collection: CollectionName;
	prefix: RegExp;
	/** The required fields of a new record. */
	head(text: string): Filled;
	/** All other fields except the parent; `account` is a chart of account. */
	details(account: string): Filled;
	/** A field that can be cleared. */
	clears: string;
	sort: string;
	/** The field by which Create or Update finds records. */
	key: string;
	simplify?: boolean;
	filters?(known: Known): FilterPair[];
}

export interface Known {
	text: string;
	account: string;
	parent: Rec;
	record: Rec;
}

const named = (
	resource: string,
	path: string,
	collection: CollectionName,
	prefix: RegExp,
	rest: Partial<Kind> = {},
): Kind => ({
	resource,
	path: `/v3/classifications/${path}`,
	collection,
	prefix,
	head: (name) => ({ form: { name } }),
	details: () => ({ form: { description: 'Shops, ground floor', shortName: 'GFL' } }),
	clears: 'description',
	sort: 'name:asc,description:desc,archived:asc,createdTime:desc,updatedTime:asc',
	key: 'name',
	...rest,
});

export const kinds: Kind[] = [
	named('chartOfAccount', 'chart-of-accounts', 'chartOfAccounts', /^0ca/, {
		details: () => ({
			form: { accountNumber: '6420', accountType: 'EXPENSE', description: 'Paper and toner' },
			body: { account: { number: '6420', type: 'EXPENSE' }, description: 'Paper and toner' },
		}),
		filters: ({ record, parent }) => [
			['name', [{ operator: 'eq', value: record.name }], `name:eq:"${record.name}"`],
			['parentId', [{ operator: 'eq', value: byId(parent.id) }], `parentId:eq:${parent.id}`],
		],
	}),
	named('accountingClass', 'accounting-classes', 'accountingClasses', /^cls/),
	named('department', 'departments', 'departments', /^0de/),
	named('employee', 'employees', 'employees', /./, {
		head: (lastName) => ({ form: { firstName: 'Rosa', lastName } }),
		details: () => ({ form: { shortName: 'RLI' } }),
		clears: 'shortName',
		sort: 'lastName:asc,firstName:desc,archived:asc,createdTime:desc,updatedTime:asc',
		key: 'shortName',
	}),
	named('item', 'items', 'items', /./, {
		head: (name) => ({
			form: { name, itemType: 'OTHER_CHARGE' },
			body: { name, type: 'OTHER_CHARGE' },
		}),
		details: (account) => ({
			form: {
				chartOfAccountId: byId(account),
				description: 'Brass reading lamp',
				expenseChartOfAccountId: fromList(account),
				percentage: 8.25,
				price: 49.9,
				purchaseCost: '27.5',
				purchaseDescription: 'Reading lamp, brass, boxed',
				shortName: 'LAMP',
				taxable: true,
			},
			body: {
				chartOfAccountId: account,
				description: 'Brass reading lamp',
				expenseChartOfAccountId: account,
				percentage: 8.25,
				price: 49.9,
				purchaseCost: 27.5,
				purchaseDescription: 'Reading lamp, brass, boxed',
				shortName: 'LAMP',
				taxable: true,
			},
		}),
		simplify: true,
	}),
	named('job', 'jobs', 'jobs', /./),
	named('location', 'locations', 'locations', /^loc/),
];

export const bodyOf = ({ form, body = form }: Filled) => body;

/** A record of the kind with its required fields. */
export async function makeOne(bill: Bill, kind: Kind, more: Data = {}): Promise<Rec> {
	const head = bodyOf(kind.head(bill.unique('Harbor')));
	return await bill.call('POST', kind.path, { ...head, ...more });
}
