import { BillError } from '../errors/bill-error.mts';

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a dotted path of an object. */
export function valueAt(value: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(part, name) => (isObject(part) ? (part as Record<string, unknown>)[name] : undefined),
			value,
		);
}

/** Throws if the record lacks one of these fields. Names may be dotted paths. */
export function mustHave(record: object, ...names: readonly string[]): void {
	for (const name of names) if (!valueAt(record, name)) throw BillError.missing(name);
}

/** Removes fields that are not set (an empty text clears a field): BILL's responses leave them out. */
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

/** The record with the fields of a PATCH: objects are merged, lists and values are replaced. */
export function merge<T extends object>(record: T, patch: object): T {
	const merged = { ...record } as Record<string, unknown>;
	for (const [name, value] of Object.entries(patch)) {
		const before = merged[name];
		merged[name] = isObject(before) && isObject(value) ? merge(before, value) : value;
	}
	return merged as T;
}

/** The part of a record that a PUT keeps: all fields that its body cannot have. */
export function without<T extends object, F extends object>(
	record: T,
	fields: F,
): Omit<T, keyof F> {
	const kept = Object.entries(record).filter(([name]) => !(name in fields));
	return Object.fromEntries(kept) as Omit<T, keyof F>;
}

/** Removes the fields that are internal to the local BILL: their names begin with an underscore. */
export function withoutInternals(record: object): Record<string, unknown> {
	const shown: Record<string, unknown> = {};
	for (const [name, member] of Object.entries(record)) {
		if (!name.startsWith('_')) shown[name] = member;
	}
	return shown;
}
