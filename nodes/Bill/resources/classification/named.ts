import * as records from '../../records';
import { described, named, namedShape, namedSort, shortened } from './fields';
import type { ClassificationTable } from './operations';

/* Classifications that have a name and no members of their own kind. */

export const accountingClass: ClassificationTable = {
	value: 'accountingClass',
	name: 'Accounting Class',
	description: 'Classes that amounts are booked to',
	one: 'accounting class',
	many: 'accounting classes',
	recordKind: records.accountingClass,
	member: 'accountingClasses',
	main: [named('Retail')],
	details: [described('Sales in the shops'), shortened('RET')],
	shape: namedShape,
	sort: namedSort,
};

export const department: ClassificationTable = {
	value: 'department',
	name: 'Department',
	description: 'Departments that amounts are booked to',
	one: 'department',
	many: 'departments',
	recordKind: records.department,
	member: 'departments',
	main: [named('Purchasing')],
	details: [described('Buys books and shop fittings'), shortened('PUR')],
	shape: namedShape,
	sort: namedSort,
};

export const job: ClassificationTable = {
	value: 'job',
	name: 'Job',
	description: 'Jobs that amounts are booked to',
	one: 'job',
	many: 'jobs',
	recordKind: records.job,
	member: 'jobs',
	main: [named('Harbor Library Shelving')],
	details: [described('Shelves for the reading room'), shortened('HLS')],
	shape: namedShape,
	sort: namedSort,
};

export const location: ClassificationTable = {
	value: 'location',
	name: 'Location',
	description: 'Locations that amounts are booked to',
	one: 'location',
	many: 'locations',
	recordKind: records.location,
	member: 'locations',
	main: [named('Harbor Road Shop')],
	details: [described('The shop at 350 Harbor Road'), shortened('HRS')],
	shape: namedShape,
	sort: namedSort,
};
