import * as kinds from './Bill/records';
import { resources } from './Bill/resources';
import * as spendKinds from './BillSpendExpense/records';
import { resources as spendResources } from './BillSpendExpense/resources';
import type { Resource } from './core/run/operation';
import type { ListedKind } from './core/run/pick-lists';

/** The tables of the Bill node, for the triggers: what they poll, and where they read the record of an event. */
export const tables: Resource[] = resources;

/** The kinds of records that can be picked from a list. */
export const recordKinds: ListedKind[] = Object.values(kinds);

/** The same for the Bill Spend & Expense node. */
export const spendTables: Resource[] = spendResources;
export const spendRecordKinds: ListedKind[] = Object.values(spendKinds);
