import type { IDataObject } from 'n8n-workflow';

import { byName, fullName, joined, recordKind } from './record-kind';

/* What amounts are booked to. */

const classification = (label: string, plural: string, path: string, prefix?: string) =>
	recordKind({ label, plural, prefix, list: { path: `/v3/classifications/${path}`, ...byName } });

export const chartOfAccount = recordKind({
	label: 'GL Account',
	plural: 'ChartOfAccounts',
	prefix: '0ca',
	list: {
		path: '/v3/classifications/chart-of-accounts',
		name: ({ name, account }) => joined((account as IDataObject | undefined)?.number, name),
	},
});

export const accountingClass = classification(
	'Accounting Class',
	'AccountingClasses',
	'accounting-classes',
	'cls',
);

export const department = classification('Department', 'Departments', 'departments', '0de');

export const employee = recordKind({
	label: 'Employee',
	plural: 'Employees',
	list: {
		path: '/v3/classifications/employees',
		name: (record) => joined(record.name ?? fullName(record)),
	},
});

export const item = classification('Item', 'Items', 'items');

export const job = classification('Job', 'Jobs', 'jobs');

export const location = classification('Location', 'Locations', 'locations', 'loc');
