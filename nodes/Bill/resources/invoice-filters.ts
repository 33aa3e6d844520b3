import { afterReading } from '../../core/form/after-reading';
import { filterBy } from '../../core/form/filters';
import type { Filter } from '../../core/form/filters';
import { condition, dueFilters } from '../../core/form/meant-filters';
import * as records from '../records';
import { amountFilter, commonFilters } from './shared/filters';

// BILL does not document status, number, amounts or dates of invoices as filterable.
const dueDate = afterReading(filterBy.day('dueDate', ['gte', 'lte', 'gt', 'lt']));
const dueAmount = amountFilter('dueAmount');
const status = afterReading(
	filterBy.choice(
		'status',
		['eq', 'ne', 'in', 'nin'],
		['OPEN', 'PAID', 'PARTIAL_PAYMENT', 'SCHEDULED', 'VOID'],
	),
);
const isOpen = [condition(dueAmount, 'gt', 0), condition(status, 'ne', 'VOID')];

/** The filters for the list of invoices. */
export const invoiceFilters: Filter[] = [
	filterBy.flag('archived', ['eq', 'ne'], 'Whether the invoice is archived'),
	filterBy.record('classifications.accountingClassId', ['eq', 'ne', 'in'], records.accountingClass),
	filterBy.record('classifications.departmentId', ['eq', 'ne', 'in'], records.department),
	filterBy.record('classifications.itemId', ['eq', 'ne', 'in'], records.item),
	filterBy.record('classifications.locationId', ['eq', 'ne', 'in'], records.location),
	filterBy.record('customerId', ['eq', 'in'], records.customer),
	...dueFilters(dueDate, ...isOpen),
	dueAmount,
	dueDate,
	afterReading(filterBy.text('invoiceNumber', ['eq', 'sw'], 'QRC-2027-014')),
	status,
	amountFilter('totalAmount'),
	...commonFilters(records.invoice),
	filterBy.record(
		'payToChartOfAccountId',
		['eq', 'ne', 'in'],
		records.chartOfAccount,
		'Pay to GL Account',
	),
];
