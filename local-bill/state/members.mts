import type { Rec } from './collection.mts';

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without members that are not set (an empty text clears a member): BILL's answers leave them out. */
export function clean(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(clean);
	if (!isObject(value)) return value;
	const members = Object.entries(value)
		.map(([name, member]) => [name, clean(member)] as const)
		.filter(([, member]) => member !== undefined && member !== null && member !== '')
		.filter(([, member]) => !isObject(member) || Object.keys(member).length > 0);
	return Object.fromEntries(members);
}

/** The record with the members of a PATCH: objects are merged, lists and values replaced. */
export function merge<T extends object>(record: T, patch: object): T {
	const merged = { ...record } as Record<string, unknown>;
	for (const [name, value] of Object.entries(patch)) {
		const before = merged[name];
		merged[name] = isObject(before) && isObject(value) ? merge<object>(before, value) : value;
	}
	return merged as T;
}

/** Without the members that the local BILL keeps for itself: their names begin with an underscore. */
export function withoutInternals(record: Rec): Record<string, unknown> {
	const shown: Record<string, unknown> = {};
	for (const name in record) {
		if (!name.startsWith('_')) shown[name] = record[name];
	}
	return shown;
}
