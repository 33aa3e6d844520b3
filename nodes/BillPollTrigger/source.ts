import type { INodeProperties } from 'n8n-workflow';

import { pathFields } from '../core/form/operation';
import type { Operation } from '../core/run/operation';
import type { ApiProfile } from '../core/wire/api';

export type TriggerOn = 'created' | 'updated';

/** The time stamp that shows it. */
export const TIME_MEMBERS: Record<TriggerOn, string> = {
	created: 'createdTime',
	updated: 'updatedTime',
};

/** How to recognize a change if BILL's records have no `createdTime` and `updatedTime`. */
export interface OwnChanges {
	/** The member with the time stamp; without it the content is compared. */
	member?: string;
	/** BILL can filter and sort the list by it. */
	ordered?: boolean;
	/** BILL can filter the list by it but cannot sort: the list is read as a whole, from a time stamp on. */
	narrowed?: boolean;
	/** How far back the list is read the first time. */
	beginsAgoMs?: number;
	/** A record stays the same as long as its ID does; this many IDs are remembered. */
	remembers?: number;
	/** More conditions, for a time by our clock. */
	conditions?(now: number): string;
}

/** What can be polled: the Get Many of a resource, without what the trigger handles itself. */
export interface Source {
	value: string;
	name: string;
	description: string;
	operation: Operation;
	/** BILL returns the list in pages. */
	paged: boolean;
	/** The member that identifies a record. */
	id: string;
	/** Records have time stamps; otherwise only their presence is compared. */
	timed: boolean;
	/** The time stamps that BILL can filter and sort the list by. */
	ordered: TriggerOn[];
	/** The BILL API that it belongs to. */
	api: ApiProfile;
	own?: Record<TriggerOn, OwnChanges>;
}

/** The trigger has its own time filters, order and limit; the record that a list belongs to may be left open. */
export function polled(getAll: Operation): Operation {
	const times = Object.values(TIME_MEMBERS);
	const filters = getAll.list?.filters?.filter(({ path }) => !times.includes(path)) ?? [];
	const inPath = pathFields(getAll);
	return {
		...getAll,
		fields: getAll.fields.map((field) =>
			inPath.includes(field) ? { ...field, property: leftOpen(field.property) } : field,
		),
		list: {
			...getAll.list,
			paged: false,
			filters: filters.length > 0 ? filters : undefined,
			sort: undefined,
		},
	};
}

function leftOpen(property: INodeProperties): INodeProperties {
	const each = property.displayName.toLowerCase();
	const open = {
		...property,
		description: `Leave empty for every ${each} that is not archived; each poll then sends one request for each ${each}`,
	};
	delete open.required;
	return open;
}
