import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import type { Call, Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { must } from '../errors/bill-error.mts';
import { usesOf } from '../rules/credit-uses.mts';
import { prefixes } from '../state/ids.mts';
import { merge, mustHave, without } from '../state/members.mts';
import type { VendorCredit } from '../state/records/payables.mts';
import {
	amountLines,
	changedLines,
	lineClassifications,
	newLines,
	replacedLines,
	sumOf,
} from './amount-lines.mts';

const lines = amountLines({ ...lineClassifications, customerId: is.ref('customers') });

// BILL's examples of single PUT and PATCH show fewer fields than those of bulk; one set is used for both.
const header = {
	vendorId: is.ref('vendors'),
	referenceNumber: is.text(),
	creditDate: is.date,
	description: is.text(),
	applyToChartOfAccountId: is.ref('chartOfAccounts'),
	applyToBankAccountId: is.ref('bankAccounts'),
};
const fields = { ...header, vendorCreditLineItems: lines.whole };
const required = ['vendorId', 'referenceNumber', 'creditDate'] as const;
const member = 'vendorCreditLineItems';
const prefix = prefixes.vendorCreditLines;

const totaled = <T extends Pick<VendorCredit, 'vendorCreditLineItems'>>(credit: T) => ({
	...credit,
	amount: sumOf(credit.vendorCreditLineItems),
});

/**
 * https://developer.bill.com/reference/createvendorcredit. An archived credit cannot be restored. Bills and payments
 * apply credits with `vendorCredits`: https://developer.bill.com/docs/ap-vendor-credits.
 */
const vendorCredits = resource({
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
	make: (body, { world }) =>
		totaled({
			...body,
			vendorCreditLineItems: newLines(world, member, prefix, body.vendorCreditLineItems),
		}),
	change: (credit, { vendorCreditLineItems: sent, ...members }) =>
		totaled({
			...merge(credit, members),
			vendorCreditLineItems: changedLines(credit.vendorCreditLineItems, sent),
		}),
	overwrite: (credit, { vendorCreditLineItems: sent, ...members }, { world }) =>
		totaled({
			...without(credit, fields),
			...members,
			vendorCreditLineItems: replacedLines(world, prefix, credit.vendorCreditLineItems, sent),
		}),
	check: checkCredit,
	show: (credit, { world, reply }) => {
		const { list: usage, appliedAmount, status } = usesOf(world, credit);
		// In BILL's examples, responses to writes have no usage.
		const reads = reply.request.method === 'GET';
		return { ...credit, appliedAmount, status, ...(reads && { usage }) };
	},
});

/**
 * A credit cannot drop below the applied amount, nor change its vendor while applied. (BILL's error codes for this
 * are not known.)
 */
function checkCredit(credit: VendorCredit, { world }: Call, before?: VendorCredit): void {
	mustHave(credit, ...required);
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
