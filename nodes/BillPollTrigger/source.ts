import type { INodeProperties } from 'n8n-workflow';

import { pathFields } from '../core/form/operation';
import type { Operation } from '../core/run/operation';
import type { ApiProfile } from '../core/wire/api';

export type TriggerOn = 'created' | 'updated';

/** The time stamp that tells of it. */
export const TIME_MEMBERS: Record<TriggerOn, string> = {
	created: 'createdTime',
	updated: 'updatedTime',
};

/** What tells of a change where BILL's records have no `createdTime` and `updatedTime`. */
export interface OwnChanges {
	/** The member with the time stamp; without it what counts is the content. */
	member?: string;
	/** BILL filters and sorts the list by it. */
	ordered?: boolean;
	/** BILL filters the list by it and cannot sort: it is read whole, from a time stamp on. */
	narrowed?: boolean;
	/** The first time the list is read from this long ago. */
	beginsAgoMs?: number;
	/** A record is the same as long as its ID is, and so many IDs are remembered. */
	remembers?: number;
	/** More conditions, at a time by our clock. */
	conditions?(now: number): string;
}

/** What can be polled: the Get Many of a resource, without what the trigger sees to by itself. */
export interface Source {
	value: string;
	name: string;
	description: string;
	operation: Operation;
	/** BILL gives the list in pages. */
	paged: boolean;
	/** The member that tells records apart. */
	id: string;
	/** Records have time stamps; otherwise what counts is which ones are there. */
	timed: boolean;
	/** BILL filters and sorts the list by these time stamps. */
	ordered: TriggerOn[];
	/** Which of BILL's APIs it is of. */
	api: ApiProfile;
	own?: Record<TriggerOn, OwnChanges>;
}

/** Time filters, order and number are the trigger's own; a record that the list belongs to may be left open. */
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
