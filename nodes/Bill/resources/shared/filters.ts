import { filterBy } from '../../../core/form/filters';
import type { Filter } from '../../../core/form/filters';
import type { RecordKind } from '../../../core/form/record-fields';

/** The filters by time stamps: https://developer.bill.com/docs/filterable-fields */
export const timeFilters: Filter[] = [
	filterBy.moment('createdTime', ['gte', 'lte', 'gt', 'lt']),
	filterBy.moment('updatedTime', ['gte', 'lte', 'gt', 'lt']),
];

/** The filters that most lists have. */
export const commonFilters = (recordKind: RecordKind): Filter[] => [
	filterBy.record('id', ['eq', 'ne', 'in'], recordKind),
	...timeFilters,
];
