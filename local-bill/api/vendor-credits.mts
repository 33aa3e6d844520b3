import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { type Resource, resourceRoutes } from '../engine/resource.mts';
import type { Call, Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import { usesOf } from '../rules/credit-uses.mts';
import type { Rec } from '../state/collection.mts';
import { prefixes } from '../state/ids.mts';
import { amountLines, lineClassifications, sumOf, withLines } from './amount-lines.mts';

const lines = amountLines({ ...lineClassifications, customerId: is.ref('customers') });

// Examples of single PUT and PATCH show fewer of these than those of bulk; one set is taken for both.
const header = {
	vendorId: is.ref('vendors'),
	referenceNumber: is.text(),
	creditDate: is.date,
	description: is.text(),
	applyToChartOfAccountId: is.ref('chartOfAccounts'),
	applyToBankAccountId: is.ref('bankAccounts'),
};
const fields = { ...header, vendorCreditLineItems: lines.whole };
const required = ['vendorId', 'referenceNumber', 'creditDate'];
const lined = withLines('vendorCreditLineItems', prefixes.vendorCreditLines, fields);
const totaled = <T extends Record<string, any>>(credit: T) => ({
	...credit,
	amount: sumOf(credit.vendorCreditLineItems),
});

/**
 * https://developer.bill.com/reference/createvendorcredit. There is no restore: archiving is for good. Bills and
 * payments apply credits, with `vendorCredits`: https://developer.bill.com/docs/ap-vendor-credits.
 */
const vendorCredits: Resource = {
	name: 'vendorCredits',
	path: '/v3/vendor-credits',
	operations: ['list', 'get', 'create', 'update', 'replace', 'archive'],
	fields,
	required: [...required, 'vendorCreditLineItems'],
	updateFields: { ...header, vendorCreditLineItems: lines.patch },
	// Which other fields can be filtered by is not known.
	filters: by.common,
	sort: ['archived', 'creditDate', 'amount', 'appliedAmount', ...commonSort],
	bulk: { operations: ['create', 'update', 'replace', 'archive'], max: 50, key: 'vendorCredits' },
	make: (body, call) => totaled(lined.make(body, call)),
	change: (credit, body, call) => totaled(lined.change(credit, body, call)),
	overwrite: (credit, body, call) => totaled(lined.overwrite(credit, body, call)),
	check: checkCredit,
	show: (credit, { world, reply }) => {
		const { list: usage, appliedAmount, status } = usesOf(world, credit);
		// Examples of writes have no usage.
		const reads = reply.request.method === 'GET';
		return { ...credit, appliedAmount, status, ...(reads && { usage }) };
	},
};

/** What is applied stays covered, and with its vendor. (BILL's codes for these refusals are not known.) */
function checkCredit(credit: Rec, { world }: Call, before?: Rec): void {
	for (const name of required) if (!credit[name]) throw BillError.missing(name);
	must(credit.amount > 0, 'vendorCreditLineItems', 'The sum of the lines must be above 0');
	if (before?.vendorId !== credit.vendorId) {
		const { archived } = world.of('vendors').get(credit.vendorId);
		must(!archived, 'vendorId', 'The vendor is archived');
	}
	if (!before) return;
	const { appliedAmount } = usesOf(world, before);
	must(
		appliedAmount === 0 || before.vendorId === credit.vendorId,
		'vendorId',
		'The credit is applied to a bill',
	);
	must(
		credit.amount >= appliedAmount,
		'vendorCreditLineItems',
		`${appliedAmount} of the credit is applied to bills`,
	);
}

export const vendorCreditRoutes: Route[] = resourceRoutes(vendorCredits);
