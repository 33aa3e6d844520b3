import { byId, fromList, sortedBy } from './form.mts';

/* Filters that every record matches: the values in the form, and the text that BILL must receive. */

/** Each operator of a timestamp. The cases use Los Angeles time, eight hours behind UTC in winter. */
export const always = [
	{ operator: 'gte', value: '2020-01-01T00:00:00' },
	{ operator: 'lte', value: '2099-01-01T00:00:00' },
	{ operator: 'gt', value: '2020-01-01T00:00:00' },
	{ operator: 'lt', value: '2099-01-01T00:00:00' },
];

/** The same filters as BILL must receive them. */
export const alwaysText = (path: string) =>
	[
		`${path}:gte:"2020-01-01T08:00:00.000Z"`,
		`${path}:lte:"2099-01-01T08:00:00.000Z"`,
		`${path}:gt:"2020-01-01T08:00:00.000Z"`,
		`${path}:lt:"2099-01-01T08:00:00.000Z"`,
	].join(',');

const other = (id: string) => `${id.slice(0, 3)}01NOBODY`;

/** Each operator of an ID, for records that have this ID. */
export const threeWays = (id: string) => [
	{ operator: 'eq', value: byId(id) },
	{ operator: 'ne', value: fromList(other(id)) },
	{ operator: 'in', values: `${id}, ${other(id)}` },
];

/** The same filters as BILL must receive them. */
export const threeWaysText = (path: string, id: string) =>
	`${path}:eq:${id},${path}:ne:${other(id)},${path}:in:"${id},${other(id)}"`;

/** A filter: its value in the form, and the text that BILL must receive. */
export type FilterPair = [name: string, filled: unknown, sent: string];

export const notArchived: FilterPair = [
	'archived',
	[
		{ operator: 'eq', value: false },
		{ operator: 'ne', value: true },
	],
	'archived:eq:false,archived:ne:true',
];
export const anyTime = (name: string): FilterPair => [name, always, alwaysText(name)];
export const isId = (name: string, id: string, path = name): FilterPair => [
	name,
	threeWays(id),
	threeWaysText(path, id),
];
/** For fields without `ne` in BILL. */
export const isOneOf = (name: string, id: string): FilterPair => [
	name,
	[
		{ operator: 'eq', value: byId(id) },
		{ operator: 'in', values: `${id}, ${other(id)}` },
	],
	`${name}:eq:${id},${name}:in:"${id},${other(id)}"`,
];

/** The filters that vendors and customers share. */
export const partyTypes: FilterPair = [
	'accountType',
	[
		{ operator: 'eq', value: 'BUSINESS' },
		{ operator: 'ne', value: 'PERSON' },
		{ operator: 'in', values: ['BUSINESS', 'NONE'] },
		{ operator: 'nin', values: ['PERSON'] },
	],
	'accountType:eq:BUSINESS,accountType:ne:PERSON,accountType:in:"BUSINESS,NONE",accountType:nin:"PERSON"',
];
export const country: FilterPair = [
	'country',
	[
		{ operator: 'eq', value: 'US' },
		{ operator: 'ne', value: 'DE' },
	],
	'address.country:eq:"US",address.country:ne:"DE"',
];
export const currencies = (name: string): FilterPair => [
	name,
	[
		{ operator: 'eq', value: 'USD' },
		{ operator: 'ne', value: 'EUR' },
		{ operator: 'in', values: 'USD, CAD' },
		{ operator: 'nin', values: 'EUR,GBP' },
	],
	`${name}:eq:"USD",${name}:ne:"EUR",${name}:in:"USD,CAD",${name}:nin:"EUR,GBP"`,
];

/** The payment status of bills or invoices, for a vendor or customer with one that is unpaid. */
export const unpaid: FilterPair = [
	'paymentStatus',
	[
		{ operator: 'eq', value: 'UNPAID' },
		{ operator: 'ne', value: 'PAID' },
		{ operator: 'in', values: ['UNPAID', 'PARTIAL'] },
		{ operator: 'nin', values: ['PAID', 'SCHEDULED'] },
	],
	[
		'paymentStatus:eq:UNPAID,paymentStatus:ne:PAID',
		'paymentStatus:in:"UNPAID,PARTIAL",paymentStatus:nin:"PAID,SCHEDULED"',
	].join(','),
];

const direction = (index: number) => (index % 2 === 0 ? 'asc' : 'desc');

/** A sort order by each of these fields, alternating between ascending and descending. */
export const orderBy = (...members: string[]) =>
	sortedBy(...members.map((name, index) => [name, direction(index)] as [string, 'asc' | 'desc']));

/** The same order as BILL must receive it. */
export const orderText = (...members: string[]) =>
	members.map((name, index) => `${name}:${direction(index)}`).join(',');

/** Each operator of an amount. Not sent, because the node applies it to what it has read. */
export const amounts = (name: string, amount: number): FilterPair => [
	name,
	[
		{ operator: 'gte', value: amount },
		{ operator: 'lte', value: String(amount) },
	],
	'',
];

/** Today in Los Angeles, plus some days. */
export const dayInLosAngeles = (days = 0): string => {
	const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'America/Los_Angeles' });
	return new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
};

/** Records changed since midnight in Los Angeles, that many days ago. */
export const changedLately = (days = 30): FilterPair => {
	const zone = { timeZone: 'America/Los_Angeles' };
	const day = dayInLosAngeles(-days);
	const noon = new Date(`${day}T12:00:00Z`);
	const hours = Number(noon.toLocaleTimeString('en-GB', { ...zone, hour: '2-digit' }).slice(0, 2));
	const midnight = `${day}T${String(12 - hours).padStart(2, '0')}:00:00.000Z`;
	return ['changedWithin', [{ value: days }], `updatedTime:gte:"${midnight}"`];
};

/** The same for filters that the node applies to what it has read. Thousands of days, so that seeded records match. */
export const lately = (name: 'changedWithin' | 'createdWithin'): FilterPair => [
	name,
	[{ value: 3000 }],
	'',
];

/** The conditions as BILL must receive them. */
export const sentFilters = (...sent: string[]) => sent.filter(Boolean).join(',');

/** Each operator of a choice that the node itself applies, for records with this value. */
export const isValue = (name: string, value: string, other: string): FilterPair => [
	name,
	[
		{ operator: 'eq', value },
		{ operator: 'ne', value: other },
		{ operator: 'in', values: [value, other] },
		{ operator: 'nin', values: [other] },
	],
	'',
];
