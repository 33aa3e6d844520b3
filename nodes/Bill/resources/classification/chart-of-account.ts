import { filterBy } from '../../../core/form/filters';
import { choice, text } from '../../../core/form/kinds';
import { strings } from '../../../core/form/shape';
import * as records from '../../records';
import { described, named, namedSort } from './fields';
import type { ClassificationTable } from './operations';

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

export const chartOfAccount: ClassificationTable = {
	value: 'chartOfAccount',
	name: 'GL Account',
	description: 'Accounts in the chart of accounts, for booking amounts in the general ledger',
	one: 'GL account',
	many: 'GL accounts',
	recordKind: records.chartOfAccount,
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
	// These two are known from public client code; BILL's page of filterable fields does not list them.
	filters: [
		filterBy.text('name', ['eq'], 'Office Supplies'),
		filterBy.record('parentId', ['eq'], records.chartOfAccount, 'Parent Account'),
	],
	sort: namedSort,
	archive:
		'Archive one GL account. BILL also archives its sub-accounts; Restore brings back only one account.',
	restore:
		'Restore one archived account; its sub-accounts stay archived until you restore each of them',
};
