import type { Resource } from '../../../core/run/operation';
import { chartOfAccount } from './chart-of-account';
import { employee } from './employee';
import { item } from './item';
import { accountingClass, department, job, location } from './named';
import { operationsOf } from './operations';

const tables = [chartOfAccount, accountingClass, department, employee, item, job, location];

export const classificationResources: Resource[] = tables.map((table) => ({
	value: table.value,
	name: table.name,
	description: table.description,
	operations: operationsOf(table),
}));
