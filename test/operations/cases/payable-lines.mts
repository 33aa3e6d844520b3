import type { Data, Rec } from '../../support/bill.mts';
import { byId } from '../../support/form.mts';

/*
 * The lines of recurring bills and vendor credits: one booked to a record of each list, and one of an amount only.
 */

export const lineForms = (ids: Data): Data[] => [
	{
		amount: '64.99',
		description: 'Two lamps',
		additionalFields: Object.fromEntries(
			Object.entries(ids).map(([name, id]) => [name, byId(String(id))]),
		),
	},
	{ amount: 10 },
];

export const lineBodies = (ids: Data): Data[] => [
	{ amount: 64.99, description: 'Two lamps', classifications: ids },
	{ amount: 10 },
];

/** Changes of existing lines, where the amount is one of the fields that can be added. */
export const changedForms = (ids: Data, existing: Rec[]): Data[] =>
	lineForms(ids).map(({ amount, additionalFields, ...line }, i) => ({
		lineId: existing[i].id,
		...line,
		additionalFields: { amount, ...(additionalFields as Data | undefined) },
	}));

export const changedBodies = (ids: Data, existing: Rec[]): Data[] =>
	lineBodies(ids).map((line, i) => ({ id: existing[i].id, ...line }));
