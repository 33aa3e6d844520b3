import { requireAmount } from './comes-from';
import type { Field, Writing } from './field';
import { memberAt } from './shape';
import { FieldError } from './values';

/**
 * An object of the JSON form, with the members that have a field converted to what is sent: see Field.inJson. Members
 * without a field stay as they are, because BILL may accept more than the form offers.
 *
 * @param inside the name of what the object is part of, for error texts
 * @param comesFrom see Field, for an entry of a list
 */
export function writeJson(
	fields: Field[],
	object: object,
	writing: Writing,
	inside?: string,
	comesFrom?: string[][],
): object {
	const beside: Record<string, unknown> = {};
	for (const { name, path } of fields) {
		if (isThere(object, path.split('.'))) beside[name] = memberAt(object, path);
	}
	let written = object;
	if (comesFrom) {
		const given = { ...beside };
		requireAmount(fields, comesFrom, { values: given, label: inside ?? '' });
		for (const { name, path } of fields) {
			if (name in beside && !(name in given)) written = replaced(written, path.split('.'));
		}
	}
	for (const { path, inJson } of fields) {
		if (!inJson || !isThere(written, path.split('.'))) continue;
		try {
			written = replaced(
				written,
				path.split('.'),
				inJson(memberAt(written, path), {
					...writing,
					beside,
				}),
			);
		} catch (error) {
			throw error instanceof FieldError && inside ? error.inside(inside) : error;
		}
	}
	return written;
}

function isThere(object: unknown, [member, ...rest]: string[]): boolean {
	if (typeof object !== 'object' || object === null || !Object.hasOwn(object, member)) return false;
	return rest.length === 0 || isThere((object as Record<string, unknown>)[member], rest);
}

/** A copy of an object with another value at a path, or without that member. */
function replaced(object: object, [member, ...rest]: string[], value?: unknown): object {
	const { [member]: at, ...others } = object as Record<string, unknown>;
	if (rest.length > 0) return { ...object, [member]: replaced(at as object, rest, value) };
	return value === undefined ? others : { ...object, [member]: value };
}
