import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import type { Filter } from '../../core/form/filters';
import { choice, flag, number, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { standard } from '../../core/run/operation';
import type { Operation, Resource } from '../../core/run/operation';
import type { ListedKind } from '../../core/run/pick-lists';
import { upsert } from '../../core/run/upsert';
import * as records from '../records';
import { bulkEndpoints } from './shared/bulk';
import { commonFilters } from './shared/filters';

/** What is its own of one kind of classification; all of them share the same ten endpoints. */
interface Table {
	value: string;
	name: string;
	description: string;
	/** As in a sentence: "department", "departments". */
	one: string;
	many: string;
	/** Its list is also the path of its endpoints. */
	kind: ListedKind;
	/** The member that holds the records when BILL answers about many at once. */
	member: string;
	/** Asked for when one is created. */
	main: Field[];
	details: Field[];
	shape: Shape;
	simplify?: string[];
	filters?: Filter[];
	sort: string[];
	/** What Create or Update finds an existing one by, when it is not the name. */
	key?: { member: string; fields: Field[] };
	archive?: string;
	restore?: string;
}

const named = (eg: string) => text('name', { eg });

const namedShape: Shape = {
	...strings('id', 'name', 'shortName', 'description', 'parentId'),
	archived: 'boolean',
	...strings('createdTime', 'updatedTime'),
};

const described = (eg: string) => text('description', { eg });
const shortened = (eg: string) => text('shortName', { eg });

const NAMED_SORT = ['name', 'description', 'archived', 'createdTime', 'updatedTime'];

/** https://developer.bill.com/reference/createclassificationchartofaccounts */
const accountTypes = [
	'ACCOUNTS_PAYABLE',
	'ACCOUNTS_RECEIVABLE',
	'BANK',
	'COST_OF_GOODS_SOLD',
	'CREDIT_CARD',
	'EQUITY',
	'EXPENSE',
	'FIXED_ASSET',
	'INCOME',
	'LONG_TERM_LIABILITY',
	'NON_POSTING',
	'OTHER_ASSET',
	'OTHER_CURRENT_ASSET',
	'OTHER_CURRENT_LIABILITY',
	'OTHER_EXPENSE',
	'OTHER_INCOME',
	'UNSPECIFIED',
];

/**
 * BILL's pages name some of these, public clients the rest:
 * https://developer.bill.com/reference/createclassificationitem
 */
const itemTypes = [
	'DISCOUNT',
	'INVENTORY',
	'INVENTORY_ASSEMBLY',
	'NON_INVENTORY',
	'OTHER_CHARGE',
	'PAYMENT',
	'SALES_TAX',
	'SALES_TAX_GROUP',
	'SERVICE',
	'SUBTOTAL',
];

const employeeNames = [text('firstName', { eg: 'Rosa' }), text('lastName', { eg: 'Lindqvist' })];

const tables: Table[] = [
	{
		value: 'chartOfAccount',
		name: 'Chart of Account',
		description: 'The accounts of the general ledger',
		one: 'chart of account',
		many: 'chart of accounts',
		kind: records.chartOfAccount,
		member: 'chartOfAccounts',
		main: [named('Office Supplies')],
		details: [
			text('account.number', { as: 'accountNumber', label: 'Account Number', eg: '6420' }),
			choice('account.type', accountTypes, {
				as: 'accountType',
				label: 'Account Type',
				initially: 'EXPENSE',
			}),
			described('Paper, toner and small equipment'),
		],
		shape: {
			...strings('id', 'name', 'description', 'parentId'),
			archived: 'boolean',
			account: strings('type', 'number'),
			...strings('createdTime', 'updatedTime'),
		},
		// These two are known from public clients, not from BILL's page of filterable fields.
		filters: [
			filterBy.text('name', ['eq'], 'Office Supplies'),
			filterBy.record('parentId', ['eq'], records.chartOfAccount, 'Parent Account'),
		],
		sort: NAMED_SORT,
		archive:
			'Take one account out of use; BILL archives the accounts below it as well, and Restore brings back only one',
		restore:
			'Bring one archived account back into use; accounts below it stay archived until each is restored',
	},
	{
		value: 'accountingClass',
		name: 'Accounting Class',
		description: 'Classes that amounts are booked to',
		one: 'accounting class',
		many: 'accounting classes',
		kind: records.accountingClass,
		member: 'accountingClasses',
		main: [named('Retail')],
		details: [described('Sales in the shops'), shortened('RET')],
		shape: namedShape,
		sort: NAMED_SORT,
	},
	{
		value: 'department',
		name: 'Department',
		description: 'Departments that amounts are booked to',
		one: 'department',
		many: 'departments',
		kind: records.department,
		member: 'departments',
		main: [named('Purchasing')],
		details: [described('Buys books and shop fittings'), shortened('PUR')],
		shape: namedShape,
		sort: NAMED_SORT,
	},
	{
		value: 'employee',
		name: 'Employee',
		description: 'Employees that amounts are booked to; they are not users of BILL',
		one: 'employee',
		many: 'employees',
		kind: records.employee,
		member: 'employees',
		main: employeeNames,
		details: [shortened('RLI')],
		shape: {
			...strings('id', 'firstName', 'lastName', 'shortName', 'parentId'),
			archived: 'boolean',
			...strings('createdTime', 'updatedTime'),
		},
		sort: ['lastName', 'firstName', 'archived', 'createdTime', 'updatedTime'],
		key: {
			member: 'shortName',
			fields: [shortened('RLI'), ...employeeNames],
		},
	},
	{
		value: 'item',
		name: 'Item',
		description: 'What is bought and sold, for the lines of bills and invoices',
		one: 'item',
		many: 'items',
		kind: records.item,
		member: 'items',
		main: [
			named('Reading Lamp'),
			choice('type', itemTypes, {
				as: 'itemType',
				label: 'Type',
				initially: 'NON_INVENTORY',
			}),
		],
		details: [
			record('chartOfAccountId', records.chartOfAccount, { label: 'Income Account' }),
			described('Brass reading lamp'),
			record('expenseChartOfAccountId', records.chartOfAccount, { label: 'Expense Account' }),
			number('percentage', {
				eg: 8.25,
				description: 'For the types Discount, Other Charge and Sales Tax',
			}),
			number('price', { eg: 49.9, description: 'What a customer pays for one' }),
			number('purchaseCost', { eg: 27.5, description: 'What a vendor is paid for one' }),
			text('purchaseDescription', { eg: 'Reading lamp, brass, boxed' }),
			shortened('LAMP'),
			flag('taxable', { description: 'Whether sales tax is added for customers' }),
		],
		shape: {
			...strings('id', 'type', 'name', 'shortName', 'description', 'parentId'),
			archived: 'boolean',
			...{ price: 'number', purchaseCost: 'number', percentage: 'number', taxable: 'boolean' },
			...strings('purchaseDescription', 'chartOfAccountId', 'expenseChartOfAccountId'),
			...strings('createdTime', 'updatedTime'),
		},
		simplify: [
			'id',
			'type',
			'name',
			'shortName',
			'description',
			'price',
			'purchaseCost',
			'taxable',
			'percentage',
			'archived',
		],
		sort: NAMED_SORT,
	},
	{
		value: 'job',
		name: 'Job',
		description: 'Jobs that amounts are booked to',
		one: 'job',
		many: 'jobs',
		kind: records.job,
		member: 'jobs',
		main: [named('Harbor Library Shelving')],
		details: [described('Shelves for the reading room'), shortened('HLS')],
		shape: namedShape,
		sort: NAMED_SORT,
	},
	{
		value: 'location',
		name: 'Location',
		description: 'Locations that amounts are booked to',
		one: 'location',
		many: 'locations',
		kind: records.location,
		member: 'locations',
		main: [named('Harbor Road Shop')],
		details: [described('The shop at 350 Harbor Road'), shortened('HRS')],
		shape: namedShape,
		sort: NAMED_SORT,
	},
];

export const classificationResources: Resource[] = tables.map((table) => ({
	value: table.value,
	name: table.name,
	description: table.description,
	operations: operationsOf(table),
}));

function operationsOf({ one, many, kind, member, main, key, ...table }: Table): Operation[] {
	const { path } = kind.list;
	const details = [
		...table.details,
		record('parentId', kind, {
			label: `Parent ${table.name}`,
			description: `The ${one} that this one is part of`,
		}),
	];
	const basics = { one, many, path, shape: table.shape, simplify: table.simplify };
	const operations = standard({
		...basics,
		id: record(`${table.value}Id`, kind, { required: true }),
	});
	const bulk = bulkEndpoints(path, {
		most: 50,
		member,
		toldApartBy: [...main, ...details].map((field) => field.path),
	});
	const create = operations.create({
		description: `Add a new ${one} that amounts can be booked to`,
		fields: main.map(required),
		optional: { as: 'additionalFields', fields: details },
		bulk: bulk.create,
	});
	const keyed: Operation = key
		? {
				...create,
				fields: key.fields.map(required),
				optional: {
					as: 'additionalFields',
					fields: details.filter((field) => field.path !== key.member),
				},
			}
		: create;
	return [
		create,
		// BILL's page of filterable fields names no names of classifications, so the list is read once.
		upsert(keyed, { one, many, keys: [{ member: key?.member ?? 'name', filterable: false }] }),
		operations.get(),
		operations.getAll({
			filters: [
				filterBy.flag('archived', ['eq', 'ne'], `Whether the ${one} is archived`),
				...commonFilters(kind),
				...(table.filters ?? []),
			],
			sort: table.sort,
		}),
		operations.update([...main, ...details], { bulk: bulk.change }),
		operations.archive({
			...(table.archive && { description: table.archive }),
			bulk: bulk.archive,
		}),
		operations.restore({
			...(table.restore && { description: table.restore }),
			bulk: bulk.restore,
		}),
	];
}
