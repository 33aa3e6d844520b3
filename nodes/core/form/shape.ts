import type { IDataObject } from 'n8n-workflow';

/** The shape of a record in responses: member names with their JSON type, `[...]` for lists. */
export type Shape = {
	[member: string]: 'string' | 'number' | 'boolean' | Shape | [Shape] | ['string'];
};

/** Members that are all text. */
export function strings<Name extends string>(...names: Name[]): Record<Name, 'string'> {
	return Object.fromEntries(names.map((name) => [name, 'string'])) as Record<Name, 'string'>;
}

/** Groups of BILL's records whose names add nothing to the names of their members. */
const PLAIN_GROUPS = ['additionalInfo', 'paymentInformation', 'processingOptions'];

/**
 * The name of a member in a simplified record, which has no groups: `balance.amount` becomes `balanceAmount`,
 * `address.city` becomes `addressCity`. A name that is clear on its own stays: `invoice.invoiceNumber` becomes
 * `invoiceNumber`, `paymentInformation.payByType` becomes `payByType`.
 */
export function flatName(path: string): string {
	const [last, group] = path.split('.').reverse();
	const saysEnough =
		!group || PLAIN_GROUPS.includes(group) || last.toLowerCase().startsWith(group.toLowerCase());
	return saysEnough ? last : `${group}${last.charAt(0).toUpperCase()}${last.slice(1)}`;
}

/** The chosen members of a record, flattened. Members that BILL left out stay out. */
export function simplified(record: IDataObject, paths: string[]): IDataObject {
	const flat: IDataObject = {};
	for (const path of paths) {
		const value = memberAt(record, path);
		if (value !== undefined) flat[flatName(path)] = value as IDataObject;
	}
	return flat;
}

/** The last columns of a table. */
const LAST = ['createdTime', 'updatedTime'];

/** Known orders of members, by columns and then by members; lists have few different ones. */
const orders = new WeakMap<string[], Map<string, string[]>>();
const MOST_ORDERS = 200;

/** A record, or its shape, with the members that users look for first, and with its time stamps last. */
export function inColumns<Record extends object>(record: Record, paths: string[]): Record {
	const members = Object.keys(record);
	const known = orders.get(paths) ?? new Map<string, string[]>();
	orders.set(paths, known);
	const key = members.join('\0');
	const order = known.get(key) ?? orderOf(members, paths);
	if (known.size < MOST_ORDERS) known.set(key, order);
	// Not by assignment: BILL could name a member __proto__.
	if (members.includes('__proto__')) {
		return Object.fromEntries(order.map((name) => [name, record[name as keyof Record]])) as Record;
	}
	const ordered = {} as Record;
	for (const name of order) ordered[name as keyof Record] = record[name as keyof Record];
	return ordered;
}

function orderOf(members: string[], paths: string[]): string[] {
	const first = paths.map((path) => path.split('.')[0]).filter((name) => !LAST.includes(name));
	const ends = LAST.filter((name) => members.includes(name));
	const between = members.filter((name) => !first.includes(name) && !ends.includes(name));
	const there = [...new Set(first)].filter((name) => members.includes(name));
	return [...there, ...between, ...ends];
}

/** The shape of a simplified record. */
export function simplifiedShape(shape: Shape, paths: string[]): Shape {
	const flat: Shape = {};
	for (const path of paths) {
		const kind = memberAt(shape, path);
		if (kind !== undefined) flat[flatName(path)] = kind as Shape[string];
	}
	return flat;
}

/** The member at a path such as `invoice.invoiceNumber`; `undefined` if there is none. */
export function memberAt(record: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(at, member) =>
				typeof at === 'object' && at !== null ? (at as IDataObject)[member] : undefined,
			record,
		);
}

/** What identifies a record in a path: its UUID if it has one, as Spend & Expense requires, or else its ID. */
export function recordId({ uuid, id }: IDataObject): string {
	return String((uuid ?? id) as string);
}
