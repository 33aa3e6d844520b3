import type { Data, Rec } from '../../support/bill.mts';
import { byId } from '../../support/form.mts';

/*
 * The lines of recurring bills and vendor credits: one booked to a record of each list, and one of an amount only.
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
/** The lines of recurring bills are not booked to customers. */
const kindsOf = { recurringBill: kinds, vendorCredit: [...kinds, 'customerId'] };
type Lined = keyof typeof kindsOf;

export const lineForms = (of: Lined, ids: Data): Data[] => [
	{
		amount: '64.99',
		description: 'Two lamps',
		additionalFields: Object.fromEntries(
			kindsOf[of].map((name) => [name, byId(ids[name] as string)]),
		),
	},
	{ amount: 10 },
];

export const lineBodies = (ids: Data): Data[] => [
	{ amount: 64.99, description: 'Two lamps', classifications: ids },
	{ amount: 10 },
];

/** Changes of existing lines, where the amount is one of the fields that can be added. */
export const changedForms = (of: Lined, ids: Data, existing: Rec[]): Data[] =>
	lineForms(of, ids).map(({ amount, additionalFields, ...line }, i) => ({
		lineId: existing[i].id,
		...line,
		additionalFields: { amount, ...(additionalFields as Data | undefined) },
	}));

export const changedBodies = (ids: Data, existing: Rec[]): Data[] =>
	lineBodies(ids).map((line, i) => ({ id: existing[i].id, ...line }));
