import * as by from '../engine/filters.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import type { Call, Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import { prefixes } from '../state/ids.mts';
import { merge, mustHave, without } from '../state/members.mts';
import type { RecurringBill } from '../state/records/payables.mts';
import {
	amountLines,
	changedLines,
	lineClassifications,
	newLines,
	replacedLines,
} from './amount-lines.mts';

const lines = amountLines(lineClassifications);

const schedule = {
	period: is.choice('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
	frequency: is.integer(1, 99), // BILL's maximum is not known.
	nextDueDate: is.date,
	endDate: is.date,
	daysInAdvance: is.integer(0, 365),
};
// BILL does not say which fields of the schedule are required. These are the ones it could not work without.
const needed = ['period', 'frequency', 'nextDueDate'] as const;
const member = 'recurringBillLineItems';
const prefix = prefixes.recurringBillLines;

const header = {
	vendorId: is.ref('vendors'),
	description: is.text(),
	processingOptions: is.object({ autoPayment: is.flag }),
	paymentInformation: is.object({ bankAccountId: is.ref('bankAccounts') }),
};
const fields = {
	...header,
	schedule: is.object(schedule, needed),
	recurringBillLineItems: lines.whole,
};

/**
 * https://developer.bill.com/reference/createrecurringbill. The local BILL stores them but creates no bills from them
 * when they are due.
 */
const recurringBills = resource({
	name: 'recurringBills',
	path: '/v3/recurringbills',
	operations: ['list', 'get', 'create', 'update', 'replace', 'archive', 'restore'],
	fields,
	required: ['vendorId', 'schedule', 'recurringBillLineItems'],
	updateFields: {
		...header,
		schedule: is.object(schedule),
		recurringBillLineItems: lines.patch,
	},
	// No time field is documented as filterable: https://developer.bill.com/docs/filterable-fields.
	filters: {
		id: by.common.id,
		archived: by.common.archived,
		vendorId: by.exact('eq', 'in'),
	},
	sort: ['archived'],
	trusted: (body) => body.processingOptions?.autoPayment === true,
	make: (body, { world }) => ({
		...body,
		recurringBillLineItems: newLines(world, member, prefix, body.recurringBillLineItems),
	}),
	change: (bill, { recurringBillLineItems: sent, ...members }) => ({
		...merge(bill, members),
		recurringBillLineItems: changedLines(bill.recurringBillLineItems, sent),
	}),
	overwrite: (bill, { recurringBillLineItems: sent, ...members }, { world }) => ({
		...without(bill, fields),
		...members,
		recurringBillLineItems: replacedLines(world, prefix, bill.recurringBillLineItems, sent),
	}),
	check: checkRecurringBill,
});

function checkRecurringBill(bill: RecurringBill, { world }: Call, before?: RecurringBill): void {
	mustHave(bill, 'vendorId', ...needed.map((name) => `schedule.${name}`));
	if (before?.vendorId !== bill.vendorId) {
		const { archived } = world.of('vendors').get(bill.vendorId);
		must(!archived, 'vendorId', 'The vendor is archived');
	}
	const { nextDueDate, endDate = nextDueDate } = bill.schedule;
	must(endDate >= nextDueDate, 'schedule.endDate', 'Must not be before nextDueDate');
	// A guess: automatic payment needs an account to pay from.
	if (bill.processingOptions?.autoPayment && !bill.paymentInformation?.bankAccountId) {
		throw BillError.missing('paymentInformation.bankAccountId');
	}
}

export const recurringBillRoutes: Route[] = resourceRoutes(recurringBills);
