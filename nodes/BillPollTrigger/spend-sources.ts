import { SPEND_EXPENSE } from '../apis/spend-expense';
import { spendTables } from '../tables';
import { polled } from './source';
import type { OwnChanges, Source, TriggerOn } from './source';

const DAY_MS = 24 * 3_600_000;
const DAYS_OF_A_PURCHASE = 45;
/** More transactions than most companies have in that time. */
const MOST_TRANSACTIONS = 20_000;

interface Polled {
	description: string;
	/** Filters for which the trigger has its own. */
	ownFilters: string[];
	own: Record<TriggerOn, OwnChanges>;
}

/**
 * What can be polled in Spend & Expense. Its records have no `createdTime`, and no list can be sorted by `updatedTime`
 * (https://developer.bill.com/reference/listtransactions).
 */
const POLLED: Record<string, Polled> = {
	reimbursement: {
		description:
			'Spend & Expense reimbursements. For Created or Updated, each poll reads the whole list.',
		ownFilters: ['submittedTime'],
		own: {
			created: { member: 'submittedTime', ordered: true },
			// Nothing shows when one was last changed, so its content is compared.
			updated: {},
		},
	},
	transaction: {
		description: `Spend & Expense transactions. Created means that they were not there before and occurred in the last ${DAYS_OF_A_PURCHASE} days.`,
		ownFilters: ['occurredTime', 'updatedTime'],
		own: {
			// Nothing shows when a row was created: a purchase that clears days later comes in a new row with the times of the
			// old one. So rows are recognized by their UUIDs.
			created: {
				member: 'updatedTime',
				narrowed: true,
				remembers: MOST_TRANSACTIONS,
				conditions: (now) => {
					const since = new Date(now - DAYS_OF_A_PURCHASE * DAY_MS).toISOString();
					return `occurredTime:gte:"${since}"`;
				},
			},
			// Clocks differ, but not by a day.
			updated: { member: 'updatedTime', narrowed: true, beginsAgoMs: DAY_MS },
		},
	},
};

export const spendSources: Source[] = Object.entries(POLLED).flatMap(([name, source]) => {
	const resource = spendTables.find(({ value }) => value === name);
	const getAll = resource?.operations.find(({ value }) => value === 'getAll');
	if (!resource || !getAll?.list) return [];
	const { description, own, ownFilters } = source;
	const filters = getAll.list.filters?.filter(({ path }) => !ownFilters.includes(path));
	return {
		value: name,
		name: resource.name,
		description,
		// The option that skips rows so that money counts only once makes sense only for whole lists.
		operation: polled({ ...getAll, options: undefined, list: { ...getAll.list, filters } }),
		paged: true,
		id: 'uuid',
		timed: true,
		ordered: [],
		api: SPEND_EXPENSE,
		own,
	};
});
