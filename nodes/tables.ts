import * as kinds from './Bill/records';
import { resources } from './Bill/resources';
import type { Resource } from './core/run/operation';
import type { ListedKind } from './core/run/pick-lists';

/** The tables of the action nodes, for the triggers: what they poll, and where the record of an event is read. */
export const tables: Resource[] = resources;

/** The kinds of records that can be picked from a list. */
export const recordKinds: ListedKind[] = Object.values(kinds);
