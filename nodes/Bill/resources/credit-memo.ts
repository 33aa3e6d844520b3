import { required } from '../../core/form/field';
import type { Field } from '../../core/form/field';
import { filterBy } from '../../core/form/filters';
import { day, text } from '../../core/form/kinds';
import { record } from '../../core/form/record-fields';
import { strings } from '../../core/form/shape';
import type { Shape } from '../../core/form/shape';
import { replaced, standard } from '../../core/run/operation';
import type { Resource } from '../../core/run/operation';
import * as records from '../records';
import { bulkEndpoints } from './shared/bulk';
import { amountFilter, commonFilters } from './shared/filters';
import {
	allLines,
	changedLines,
	classifications,
	classificationsShape,
	creditLine,
	lineShape,
	newLines,
	salesTaxShape,
} from './shared/invoice-lines';
import { customerName } from './shared/names';

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

const main: Field[] = [
	record('customerId', records.customer),
	text('referenceNumber', {
		eg: 'CM-2027-003',
		max: 100,
		description: 'Your number for the credit memo',
	}),
	day('creditDate', { eg: '2027-01-15' }),
];

const ONE_ACCOUNT = 'Use either Pay to Bank Account or Pay to GL Account, not both';

const details: Field[] = [
	classifications,
	text('description', { eg: 'Two books returned' }),
	record('payToBankAccountId', records.bankAccount, {
		label: 'Pay to Bank Account',
		description: ONE_ACCOUNT,
	}),
	record('payToChartOfAccountId', records.chartOfAccount, {
		label: 'Pay to GL Account',
		description: ONE_ACCOUNT,
	}),
	record('salesTaxItemId', records.item, {
		label: 'Sales Tax Item',
		description: 'An item of the type Sales Tax; its rate is applied to the taxable lines',
	}),
];

/** https://developer.bill.com/reference/bulkcreatecreditmemo does not name accounts, tax and classifications. */
const createdInBulk = ['customerId', 'referenceNumber', 'creditDate', 'description', LINES];

const bulk = bulkEndpoints(PATH, {
	most: 50,
	member: 'creditMemos',
	takes: createdInBulk,
	toldApartBy: createdInBulk,
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
		'customerName',
		'amount',
		'appliedAmount',
		'status',
		'creditDate',
		'description',
		'customerId',
		'archived',
		'updatedTime',
	],
	names: customerName,
});

const create = creditMemo.create({
	description: 'Create a credit for a customer, to apply to invoices',
	fields: [...main.map(required), newLines(LINES, creditLine)],
	optional: { as: 'additionalFields', fields: details },
	bulk: bulk.create,
});

export const creditMemoResource: Resource = {
	value: 'creditMemo',
	name: 'Credit Memo',
	description: 'Credits for customers; apply them to an invoice with its Credit Amount field',
	operations: [
		create,
		creditMemo.get(),
		creditMemo.getAll({
			// Members seen in public client code; BILL's page of filterable fields does not list credit memos.
			filters: [
				filterBy.flag('archived', ['eq', 'ne'], 'Whether the credit memo is archived'),
				filterBy.record('customerId', ['eq', 'in'], records.customer),
				...commonFilters(records.creditMemo),
				amountFilter('amount'),
			],
			sort: ['creditDate', 'amount', 'appliedAmount', 'archived', 'createdTime', 'updatedTime'],
		}),
		creditMemo.update([...main, changedLines(LINES, creditLine), ...details], {
			description: 'Change fields or single lines of a credit memo; omitted lines stay unchanged',
			bulk: bulk.change,
		}),
		{
			...create,
			value: 'replace',
			name: 'Replace',
			action: 'Replace a credit memo',
			description:
				'Replace a credit memo with all its lines; existing lines you leave out are removed',
			method: 'PUT',
			lookUp: replaced,
			path: `${PATH}/{creditMemoId}`,
			fields: [id, ...main.map(required), allLines(LINES, creditLine)],
			bulk: bulk.change,
		},
		creditMemo.archive({
			bulk: bulk.archive,
		}),
		creditMemo.restore({
			bulk: bulk.restore,
		}),
	],
};
