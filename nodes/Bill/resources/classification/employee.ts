import { text } from '../../../core/form/kinds';
import { strings } from '../../../core/form/shape';
import * as records from '../../records';
import { shortened } from './fields';
import type { ClassificationTable } from './operations';

const names = [text('firstName', { eg: 'Rosa' }), text('lastName', { eg: 'Lindqvist' })];

export const employee: ClassificationTable = {
	value: 'employee',
	name: 'Employee',
	description: 'Employees that amounts are booked to; they are not BILL users',
	one: 'employee',
	many: 'employees',
	recordKind: records.employee,
	member: 'employees',
	main: names,
	details: [shortened('RLI')],
	shape: {
		...strings('id', 'firstName', 'lastName', 'shortName', 'parentId'),
		archived: 'boolean',
		...strings('createdTime', 'updatedTime'),
	},
	sort: ['lastName', 'firstName', 'archived', 'createdTime', 'updatedTime'],
	upsertKey: {
		member: 'shortName',
		fields: [shortened('RLI'), ...names],
	},
};
