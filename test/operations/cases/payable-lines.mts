import type { Data, Rec } from '../../support/bill.mts';
import { byId } from '../../support/form.mts';

/*
 * The lines of recurring bills and vendor credits: one with a record of each classification, and one with only an
 * amount.
 */

const kinds = [
	'chartOfAccountId',
	'accountingClassId',
	'departmentId',
	'employeeId',
	'itemId',
	'jobId',
	'locationId',
];
/** The lines of recurring bills have no customer. */
const kindsOf = { recurringBill: kinds, vendorCredit: [...kinds, 'customerId'] };
type Lined = keyof typeof kindsOf;

export const lineForms = (of: Lined, ids: Data): Data[] => [
	{
		amount: '64.99',
		description: 'Two lamps',
		chartOfAccountId: byId(ids.chartOfAccountId as string),
		additionalFields: Object.fromEntries(
			kindsOf[of].slice(1).map((name) => [name, byId(ids[name] as string)]),
		),
	},
	{ amount: 10 },
];

export const lineBodies = (ids: Data): Data[] => [
	{ amount: 64.99, description: 'Two lamps', classifications: ids },
	{ amount: 10 },
];

/** The same lines for forms with existing lines, where the description is one of the additional fields. */
export const formsAmongOthers = (of: Lined, ids: Data): Data[] =>
	lineForms(of, ids).map(({ description, additionalFields, ...line }) => ({
		...line,
		...(additionalFields !== undefined && {
			additionalFields: { description, ...(additionalFields as Data) },
		}),
	}));

/** Changes of existing lines. */
export const changedForms = (of: Lined, ids: Data, existing: Rec[]): Data[] =>
	formsAmongOthers(of, ids).map((line, i) => ({ lineId: existing[i].id, ...line }));

export const changedBodies = (ids: Data, existing: Rec[]): Data[] =>
	lineBodies(ids).map((line, i) => ({ id: existing[i].id, ...line }));
