import type { IDataObject } from 'n8n-workflow';

import {
	asMoney,
	asStatus,
	besideName,
	byName,
	fullName,
	ifArchived,
	joined,
	recordKind,
} from './record-kind';

/* The records that amounts are booked to. */

const classification = (label: string, plural: string, path: string, prefix?: string) =>
	recordKind({ label, plural, prefix, list: { path: `/v3/classifications/${path}`, ...byName } });

export const chartOfAccount = recordKind({
	label: 'GL Account',
	plural: 'ChartOfAccounts',
	prefix: '0ca',
	list: {
		path: '/v3/classifications/chart-of-accounts',
		name: (record) => {
			const { number, type } = (record.account ?? {}) as IDataObject;
			return joined(number, record.name, ifArchived(record), asStatus(type));
		},
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
		name: (record) => {
			const name = record.name ?? fullName(record);
			return joined(name, ifArchived(record), besideName({ name }, record.shortName));
		},
	},
});

export const item = recordKind({
	label: 'Item',
	plural: 'Items',
	list: {
		path: '/v3/classifications/items',
		name: ({ percentage, ...record }) =>
			joined(
				record.name,
				ifArchived(record),
				asStatus(record.type),
				percentage ? `${Number(percentage)} %` : asMoney(record.price),
				besideName(record, record.shortName ?? record.description),
			),
	},
});

export const job = classification('Job', 'Jobs', 'jobs');

export const location = classification('Location', 'Locations', 'locations', 'loc');
