import { BillError } from '../errors/bill-error.mts';

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member of an object at a dotted path. */
export function valueAt(value: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(part, name) => (isObject(part) ? (part as Record<string, unknown>)[name] : undefined),
			value,
		);
}

/** Refuses a record without one of these members; their names may be dotted. */
export function mustHave(record: object, ...names: readonly string[]): void {
	for (const name of names) if (!valueAt(record, name)) throw BillError.missing(name);
}

/** Without members that are not set (an empty text clears a member): BILL's answers leave them out. */
export function clean<T>(value: T): T {
	return cleaned(value) as T;
}

function cleaned(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(cleaned);
	if (!isObject(value)) return value;
	const members = Object.entries(value)
		.map(([name, member]) => [name, cleaned(member)] as const)
		.filter(([, member]) => member !== undefined && member !== null && member !== '')
		.filter(([, member]) => !isObject(member) || Object.keys(member).length > 0);
	return Object.fromEntries(members);
}

/** The record with the members of a PATCH: objects are merged, lists and values replaced. */
export function merge<T extends object>(record: T, patch: object): T {
	const merged = { ...record } as Record<string, unknown>;
	for (const [name, value] of Object.entries(patch)) {
		const before = merged[name];
		merged[name] = isObject(before) && isObject(value) ? merge(before, value) : value;
	}
	return merged as T;
}

/** What a PUT leaves of a record: all but the members that its body can have. */
export function without<T extends object, F extends object>(
	record: T,
	fields: F,
): Omit<T, keyof F> {
	const kept = Object.entries(record).filter(([name]) => !(name in fields));
	return Object.fromEntries(kept) as Omit<T, keyof F>;
}

/** Without the members that the local BILL keeps for itself: their names begin with an underscore. */
export function withoutInternals(record: object): Record<string, unknown> {
	const shown: Record<string, unknown> = {};
	for (const [name, member] of Object.entries(record)) {
		if (!name.startsWith('_')) shown[name] = member;
	}
	return shown;
}
