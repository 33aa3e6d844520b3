import type { INodeProperties } from 'n8n-workflow';

import { pathFields } from '../core/form/operation';
import type { Operation } from '../core/run/operation';
import { eventKinds } from '../events/catalogue';
import { tables } from '../tables';

export type TriggerOn = 'created' | 'updated';

/** The time stamp that tells of it. */
export const TIME_MEMBERS: Record<TriggerOn, string> = {
	created: 'createdTime',
	updated: 'updatedTime',
};

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
}

/** Without time stamps, and of use all the same: who was there at the last poll is told from who is new. */
const WITHOUT_TIME = ['billApproval', 'export'];

export const sources: Source[] = tables.flatMap(({ value, name, description, operations }) => {
	const getAll = operations.find((operation) => operation.value === 'getAll');
	if (!getAll?.list || getAll.run) return [];
	const timed = 'updatedTime' in (getAll.output ?? {});
	if (!timed && !WITHOUT_TIME.includes(value)) return [];
	const ordered = (['created', 'updated'] as const).filter((on) => isOrdered(getAll, on));
	const members = Object.keys(getAll.output ?? {});
	return {
		value,
		name,
		description: inSentences(description, noteOn(value, timed, ordered)),
		operation: polled(getAll),
		paged: getAll.list.paged,
		id: members.find((member) => /^id$|Id$/.test(member)) ?? 'id',
		timed,
		ordered,
	};
});

function isOrdered({ list }: Operation, on: TriggerOn): boolean {
	const member = TIME_MEMBERS[on];
	const filter = list?.filters?.find(({ path }) => path === member);
	return filter?.operators.includes('gte') === true && list?.sort?.includes(member) === true;
}

function noteOn(value: string, timed: boolean, ordered: TriggerOn[]): string {
	if (eventKinds.some(({ resource }) => resource === value)) {
		return 'Bill Trigger tells of changes at once';
	}
	if (!timed) return 'Starts when one is there that was not there at the last poll';
	return ordered.length === 0 ? 'BILL gives the whole list with each poll' : '';
}

/** One sentence has no period in n8n, two have. */
function inSentences(one: string, two: string): string {
	return two ? `${one}. ${two}.` : one;
}

/** Time filters, order and number are the trigger's own; a record that the list belongs to may be left open. */
function polled(getAll: Operation): Operation {
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
		description: `Leave it empty for every ${each} that is not archived: each poll then takes one request for each ${each}`,
	};
	delete open.required;
	return open;
}
