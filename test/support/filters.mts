import { byId, fromList, sortedBy } from './form.mts';

/*
 * Filters that every record meets, as they are filled in and as BILL is to get them.
 */

/** Each operator of a time stamp. The clocks of the cases are in Los Angeles, eight hours behind UTC in winter. */
export const always = [
	{ operator: 'gte', value: '2020-01-01T00:00:00' },
	{ operator: 'lte', value: '2099-01-01T00:00:00' },
	{ operator: 'gt', value: '2020-01-01T00:00:00' },
	{ operator: 'lt', value: '2099-01-01T00:00:00' },
];

/** The same as text. */
export const alwaysText = (path: string) =>
	[
		`${path}:gte:"2020-01-01T08:00:00.000Z"`,
		`${path}:lte:"2099-01-01T08:00:00.000Z"`,
		`${path}:gt:"2020-01-01T08:00:00.000Z"`,
		`${path}:lt:"2099-01-01T08:00:00.000Z"`,
	].join(',');

const other = (id: string) => `${id.slice(0, 3)}01NOBODY`;

/** Each operator of an ID, for records that have it. */
export const threeWays = (id: string) => [
	{ operator: 'eq', value: byId(id) },
	{ operator: 'ne', value: fromList(other(id)) },
	{ operator: 'in', values: `${id}, ${other(id)}` },
];

/** The same as text. */
export const threeWaysText = (path: string, id: string) =>
	`${path}:eq:${id},${path}:ne:${other(id)},${path}:in:"${id},${other(id)}"`;

/** A filter as it is filled in, and as BILL is to get it. */
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
/** Where BILL has no `ne`. */
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

/** How far bills or invoices are paid, for a vendor or customer with one of which nothing is paid. */
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

/** An order by each of these members, up and down in turns. */
export const orderBy = (...members: string[]) =>
	sortedBy(...members.map((name, index) => [name, direction(index)] as [string, 'asc' | 'desc']));

/** The same as text. */
export const orderText = (...members: string[]) =>
	members.map((name, index) => `${name}:${direction(index)}`).join(',');

/** What is not sent, because the node applies it to what it has read; each operator of an amount. */
export const amounts = (name: string, amount: number): FilterPair => [
	name,
	[
		{ operator: 'gte', value: amount },
		{ operator: 'lte', value: String(amount) },
	],
	'',
];

/** Today in Los Angeles, and days from it. */
export const dayInLosAngeles = (days = 0): string => {
	const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'America/Los_Angeles' });
	return new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
};

/** What has changed since the day so many days ago, from its midnight in Los Angeles. */
export const changedLately = (days = 30): FilterPair => {
	const zone = { timeZone: 'America/Los_Angeles' };
	const day = dayInLosAngeles(-days);
	const noon = new Date(`${day}T12:00:00Z`);
	const hours = Number(noon.toLocaleTimeString('en-GB', { ...zone, hour: '2-digit' }).slice(0, 2));
	const midnight = `${day}T${String(12 - hours).padStart(2, '0')}:00:00.000Z`;
	return ['changedWithin', [{ value: days }], `updatedTime:gte:"${midnight}"`];
};

/** The same where the node applies it to what it has read; thousands of days are meant for what was seeded. */
export const lately = (name: 'changedWithin' | 'createdWithin'): FilterPair => [
	name,
	[{ value: 3000 }],
	'',
];

/** The conditions as BILL is to get them. */
export const sentFilters = (...sent: string[]) => sent.filter(Boolean).join(',');

/** Each operator of a choice that the node itself applies, for records with the value. */
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
