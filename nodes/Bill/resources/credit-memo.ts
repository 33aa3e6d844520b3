import { day, record, text } from '../../core/fields';
import type { Field } from '../../core/fields';
import { filterBy } from '../../core/list';
import { strings } from '../../core/operation';
import type { Bulk, Resource, Shape } from '../../core/operation';
import { standard } from '../../core/standard';
import * as records from '../records';
import {
	allLines,
	changedLines,
	classifications,
	classificationsShape,
	creditLine,
	lineShape,
	newLines,
	salesTaxShape,
} from './invoice-lines';
import { TIME_OPERATORS } from './shared';

/** https://developer.bill.com/docs/ar-credit-memos */
const PATH = '/v3/credit-memos';
const LINES = 'creditMemoLineItems';

const id = record('creditMemoId', records.creditMemo, { required: true });

const creditMemoShape: Shape = {
	...strings('id', 'customerId', 'referenceNumber', 'creditDate', 'description', 'status'),
	archived: 'boolean',
	...{ amount: 'number', appliedAmount: 'number' },
	...salesTaxShape,
	...strings('payToChartOfAccountId', 'payToBankAccountId', 'createdTime', 'updatedTime'),
	creditMemoLineItems: [{ ...lineShape, amount: 'number', ratePercent: 'number' }],
	classifications: classificationsShape,
	usage: [{ invoiceId: 'string', amount: 'number' }],
};

const head = (required: boolean): Field[] => [
	record('customerId', records.customer, { required }),
	text('referenceNumber', {
		eg: 'CM-2027-003',
		max: 100,
		required,
		description: 'Your number for the credit memo',
	}),
	day('creditDate', { eg: '2027-01-15', required }),
];

const ONE_ACCOUNT = 'Only one of Pay to Bank Account and Pay to Chart of Account may be given';

const details: Field[] = [
	classifications,
	text('description', { eg: 'Two books returned' }),
	record('payToBankAccountId', records.bankAccount, {
		label: 'Pay to Bank Account',
		description: ONE_ACCOUNT,
	}),
	record('payToChartOfAccountId', records.chartOfAccount, {
		label: 'Pay to Chart of Account',
		description: ONE_ACCOUNT,
	}),
	record('salesTaxItemId', records.item, {
		label: 'Sales Tax Item',
		description: 'An item of the type Sales Tax; its rate is applied to the taxable lines',
	}),
];

/** https://developer.bill.com/reference/bulkcreatecreditmemo */
const inBulk = (rest: Partial<Bulk>): Bulk => ({
	path: `${PATH}/bulk`,
	most: 50,
	member: 'creditMemos',
	...rest,
});

const creditMemo = standard({
	one: 'credit memo',
	many: 'credit memos',
	path: PATH,
	id,
	shape: creditMemoShape,
	simplify: [
		'id',
		'referenceNumber',
		'customerId',
		'creditDate',
		'description',
		'amount',
		'appliedAmount',
		'status',
		'archived',
		'updatedTime',
	],
});

const create = creditMemo.create({
	description: 'Note an amount that a customer is owed, to be applied to invoices',
	fields: [...head(true), newLines(LINES, creditLine)],
	optional: { as: 'additionalFields', fields: details },
	bulk: inBulk({ takes: ['customerId', 'referenceNumber', 'creditDate', 'description', LINES] }),
});

export const creditMemoResource: Resource = {
	value: 'creditMemo',
	name: 'Credit Memo',
	description: 'What customers are owed; an invoice takes it up with its field Credit Amount',
	operations: [
		create,
		creditMemo.get(),
		creditMemo.getAll({
			// Members seen in client code; the page of filterable fields does not name credit memos.
			filters: [
				filterBy.flag('archived', ['eq', 'ne'], 'Whether the credit memo is archived'),
				filterBy.moment('createdTime', [...TIME_OPERATORS]),
				filterBy.record('customerId', ['eq', 'in'], records.customer),
				filterBy.record('id', ['eq', 'ne', 'in'], records.creditMemo),
				filterBy.moment('updatedTime', [...TIME_OPERATORS]),
			],
			sort: ['creditDate', 'amount', 'appliedAmount', 'archived', 'createdTime', 'updatedTime'],
		}),
		creditMemo.update([...head(false), changedLines(LINES, creditLine), ...details], {
			description:
				'Change fields or single lines of a credit memo; lines left out stay as they are',
			bulk: inBulk({ ids: 'body' }),
		}),
		{
			...create,
			value: 'replace',
			name: 'Replace',
			action: 'Replace a credit memo',
			description:
				'Write a credit memo anew with all its lines; existing lines that are left out are removed',
			method: 'PUT',
			path: `${PATH}/{creditMemoId}`,
			fields: [id, ...head(true), allLines(LINES, creditLine)],
			bulk: inBulk({ ids: 'body' }),
		},
		creditMemo.archive({ bulk: inBulk({ path: `${PATH}/bulk/archive`, ids: 'query' }) }),
		creditMemo.restore({ bulk: inBulk({ path: `${PATH}/bulk/restore`, ids: 'query' }) }),
	],
};
