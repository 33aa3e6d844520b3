import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import type { Call, Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { must } from '../errors/bill-error.mts';
import { settledMemo, usageOf } from '../rules/invoice-amounts.mts';
import {
	changedLines,
	type LineKind,
	newLines,
	replacedLines,
	withAmounts,
} from '../rules/receivable-lines.mts';
import { merge, mustHave, without } from '../state/members.mts';
import type { CreditMemo } from '../state/records/receivables.mts';
import { activeCustomer } from './customers.mts';
import { headerClassifications, receivableLine } from './receivable-fields.mts';

const kind: LineKind = {
	member: 'creditMemoLineItems',
	ids: 'creditMemoLines',
	count: withAmounts,
};

const line = { id: is.text(), ...receivableLine, amount: is.number, ratePercent: is.number };

const shortFields = {
	customerId: is.ref('customers'),
	referenceNumber: is.text(100),
	creditDate: is.date,
	description: is.text(),
};
const fields = {
	...shortFields,
	salesTaxItemId: is.ref('items'),
	payToChartOfAccountId: is.ref('chartOfAccounts'),
	payToBankAccountId: is.ref('bankAccounts'),
	classifications: is.object(headerClassifications),
};
const lines = { creditMemoLineItems: is.list(is.object(line), 1) };
const required = ['customerId', 'referenceNumber', 'creditDate'] as const;

/**
 * https://developer.bill.com/docs/ar-credit-memos, https://developer.bill.com/docs/sortable-fields. PUT and PATCH
 * take the fields of https://developer.bill.com/reference/bulkreplacecreditmemo, both for a single memo and in bulk.
 */
const creditMemos = resource({
	name: 'creditMemos',
	path: '/v3/credit-memos',
	operations: ['list', 'get', 'create', 'update', 'replace', 'archive', 'restore'],
	fields: { ...fields, ...lines },
	required: [...required, 'creditMemoLineItems'],
	updateFields: { ...fields, creditMemoLineItems: is.list(is.object(line, ['id'])) },
	// The filter by customer is documented for invoices; assumed here too.
	filters: { ...by.common, customerId: by.exact('eq', 'in') },
	sort: ['archived', 'creditDate', 'amount', 'appliedAmount', ...commonSort],
	bulk: { operations: ['update', 'replace', 'archive', 'restore'], max: 50, key: 'creditMemos' },
	make: (body, { world }) => {
		activeCustomer(world, body.customerId);
		const creditMemoLineItems = newLines(world, kind, body.creditMemoLineItems);
		return settledMemo(world, { ...body, creditMemoLineItems });
	},
	change: (memo, { creditMemoLineItems = [], ...members }, { world }) =>
		settledMemo(world, {
			...merge(memo, members),
			creditMemoLineItems: changedLines(kind, memo.creditMemoLineItems, creditMemoLineItems),
		}),
	overwrite: (memo, { creditMemoLineItems: sent, ...members }, { world }) => {
		const creditMemoLineItems = replacedLines(world, kind, memo.creditMemoLineItems, sent);
		return settledMemo(world, { ...without(memo, fields), ...members, creditMemoLineItems });
	},
	check: (memo, _call, before) => {
		mustHave(memo, ...required);
		must(
			!(memo.payToChartOfAccountId && memo.payToBankAccountId),
			'payToBankAccountId',
			'Set only one of payToChartOfAccountId and payToBankAccountId',
		);
		const moved = before !== undefined && before.customerId !== memo.customerId;
		must(!moved || memo.appliedAmount === 0, 'customerId', 'The credit memo is applied');
	},
	show: showMemo,
});

/** GET responses say which invoices use a credit memo. */
function showMemo(memo: CreditMemo, { world, reply }: Call): object {
	const usage = reply.request.method === 'GET' ? usageOf(world, memo.id) : [];
	return { ...memo, ...(usage.length > 0 && { usage }) };
}

export const creditMemoRoutes: Route[] = [
	...resourceRoutes(creditMemos),
	// Bulk create takes fewer fields: https://developer.bill.com/reference/bulkcreatecreditmemo.
	...resourceRoutes({
		...creditMemos,
		operations: [],
		fields: { ...shortFields, ...lines },
		bulk: { ...creditMemos.bulk!, operations: ['create'] },
	}),
];
