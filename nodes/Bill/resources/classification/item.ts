import { choice, flag, number, text } from '../../../core/form/kinds';
import { record } from '../../../core/form/record-fields';
import { strings } from '../../../core/form/shape';
import * as records from '../../records';
import { described, named, namedSort, shortened } from './fields';
import type { ClassificationTable } from './operations';

/**
 * BILL's pages name some of these, and public client code the rest:
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

export const item: ClassificationTable = {
	value: 'item',
	name: 'Item',
	description: 'Products and services, for lines of bills and invoices',
	one: 'item',
	many: 'items',
	recordKind: records.item,
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
			money: true,
			description: 'For the types Discount, Other Charge and Sales Tax',
		}),
		number('price', { eg: 49.9, money: true, description: 'Unit price for customers' }),
		number('purchaseCost', { eg: 27.5, money: true, description: 'Unit cost from vendors' }),
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
		'name',
		'shortName',
		'type',
		'price',
		'purchaseCost',
		'taxable',
		'percentage',
		'description',
		'archived',
	],
	sort: namedSort,
};
