import * as by from '../engine/filters.mts';
import { commonSort } from '../engine/list.mts';
import { resource, resourceRoutes } from '../engine/resource.mts';
import type { Route } from '../engine/route.mts';
import * as is from '../engine/schema.mts';
import { BillError, must } from '../errors/bill-error.mts';
import {
	changedLines,
	type LineKind,
	newLines,
	replacedLines,
	withAmounts,
} from '../rules/receivable-lines.mts';
import { merge, without } from '../state/members.mts';
import { activeCustomer } from './customers.mts';
import { headerClassifications, receivableLine } from './receivable-fields.mts';

const kind: LineKind = {
	member: 'recurringInvoiceLineItems',
	ids: 'recurringInvoiceLines',
	count: withAmounts,
};

const schedule = {
	period: is.choice('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
	frequency: is.integer(1, 1000),
	nextDueDate: is.date,
	endDate: is.date,
	daysInAdvance: is.integer(0, 365),
};
const scheduleRequired = ['period', 'frequency', 'nextDueDate'] as const;

const line = { id: is.text(), ...receivableLine, amount: is.number };

const fields = {
	customerId: is.ref('customers'),
	description: is.text(),
	sendEmail: is.flag,
};
const whole = {
	...fields,
	schedule: is.object(schedule, scheduleRequired),
	recurringInvoiceLineItems: is.list(is.object(line, ['quantity']), 1),
};

/**
 * Templates of invoices: https://developer.bill.com/docs/ar-recurring-invoices. BILL does not say which fields of the
 * schedule are required; here the end date and the days in advance are optional. PUT and PATCH take no
 * classifications except those of the lines: those of the recurring invoice itself stay. The local BILL creates no
 * invoices from a template.
 */
const recurringInvoices = resource({
	name: 'recurringInvoices',
	path: '/v3/recurring-invoices',
	operations: ['list', 'get', 'create', 'update', 'replace', 'archive', 'restore'],
	fields: { ...whole, classifications: is.object(headerClassifications) },
	replaceFields: whole,
	required: ['customerId', 'schedule', 'recurringInvoiceLineItems'],
	updateFields: {
		...fields,
		schedule: is.object(schedule),
		recurringInvoiceLineItems: is.list(is.object(line, ['id'])),
	},
	// BILL's pages of filterable and sortable fields mention only recurring bills, with their vendor and `archived`.
	filters: { ...by.common, customerId: by.exact('eq', 'in') },
	sort: ['archived', ...commonSort],
	make: (body, { world }) => {
		activeCustomer(world, body.customerId);
		const lines = newLines(world, kind, body.recurringInvoiceLineItems);
		return { ...body, recurringInvoiceLineItems: lines };
	},
	change: (recurring, { recurringInvoiceLineItems: sent = [], ...members }) => {
		const lines = changedLines(kind, recurring.recurringInvoiceLineItems, sent);
		return { ...merge(recurring, members), recurringInvoiceLineItems: lines };
	},
	overwrite: (recurring, body, { world }) => {
		const { recurringInvoiceLineItems, ...before } = recurring;
		const sent = body.recurringInvoiceLineItems;
		const lines = replacedLines(world, kind, recurringInvoiceLineItems, sent);
		return { ...without(before, whole), ...body, recurringInvoiceLineItems: lines };
	},
	check: ({ customerId, schedule: { nextDueDate, endDate } }) => {
		if (!customerId) throw BillError.missing('customerId');
		if (!nextDueDate) throw BillError.missing('schedule.nextDueDate');
		const ends = endDate === undefined || endDate >= nextDueDate;
		must(ends, 'schedule.endDate', 'It ends before the next due date');
	},
});

export const recurringInvoiceRoutes: Route[] = resourceRoutes(recurringInvoices);
