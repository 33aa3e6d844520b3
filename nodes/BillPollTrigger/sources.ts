import { CONNECT } from '../apis/connect';
import type { Operation } from '../core/run/operation';
import { eventKinds } from '../events/catalogue';
import { tables } from '../tables';
import { TIME_MEMBERS, polled } from './source';
import type { Source, TriggerOn } from './source';
import { spendSources } from './spend-sources';

/** Resources without time stamps that are still useful: new records are those that were not there at the last poll. */
const WITHOUT_TIME = ['billApproval', 'export'];

const billSources: Source[] = tables.flatMap((table) => {
	const { value, name, description, operations, onlyWith } = table;
	// The trigger has only credentials of one organization.
	if (onlyWith) return [];
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
		api: CONNECT,
	};
});

/** Everything that can be polled. */
export const sources: Source[] = [...billSources, ...spendSources];

function isOrdered({ list }: Operation, on: TriggerOn): boolean {
	const member = TIME_MEMBERS[on];
	const filter = list?.filters?.find(({ path }) => path === member);
	return filter?.operators.includes('gte') === true && list?.sort?.includes(member) === true;
}

function noteOn(value: string, timed: boolean, ordered: TriggerOn[]): string {
	if (eventKinds.some(({ resource }) => resource === value)) {
		return 'Bill Trigger reports changes immediately';
	}
	if (!timed) return 'Starts when there is one that was not there at the last poll';
	return ordered.length === 0 ? 'Each poll reads the whole list' : '';
}

/** In n8n, one sentence has no period, two have. */
function inSentences(one: string, two: string): string {
	return two ? `${one}. ${two}.` : one;
}
