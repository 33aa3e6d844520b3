import { afterReading } from '../../../core/form/after-reading';
import { filterBy } from '../../../core/form/filters';
import type { Filter } from '../../../core/form/filters';
import { changedWithin } from '../../../core/form/meant-filters';
import type { RecordKind } from '../../../core/form/record-fields';

const updatedTime = filterBy.moment('updatedTime', ['gte', 'lte', 'gt', 'lt']);

/** The filters by time stamps: https://developer.bill.com/docs/filterable-fields */
export const timeFilters: Filter[] = [
	filterBy.moment('createdTime', ['gte', 'lte', 'gt', 'lt']),
	updatedTime,
	changedWithin(updatedTime),
];

/** A range of amounts. BILL's page of filterable fields does not name amounts for any list. */
export const amountFilter = (path: string): Filter =>
	afterReading(filterBy.number(path, ['gte', 'lte'], 500));

/**
 * How far the bills of a vendor, or the invoices of a customer, are paid. BILL documents the filter but not its values;
 * these are the values for a bill.
 */
export const paymentStatusFilter = filterBy.choice(
	'paymentStatus',
	['eq', 'ne', 'in', 'nin'],
	['PAID', 'PARTIAL', 'SCHEDULED', 'UNPAID'],
);

/** The filters that most lists have. */
export const commonFilters = (recordKind: RecordKind): Filter[] => [
	filterBy.record('id', ['eq', 'ne', 'in'], recordKind),
	...timeFilters,
];
