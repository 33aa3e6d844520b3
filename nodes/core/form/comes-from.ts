import { isBlank, isEmpty } from './field';
import type { Field } from './field';
import { FieldError } from './values';

/** One entry of a list that contains money, as it was filled in. */
interface Entry {
	/** Its values, by the names of the fields. */
	values: Record<string, unknown>;
	/** The fields that the editor leaves empty by default. */
	beginEmpty?: Field[];
	/** See Writing. */
	asTool?: boolean;
	/** Its name in error texts. */
	label: string;
}

/**
 * Checks that an entry states its amount, with one of the sets of fields that can state it. Empty money fields are then
 * removed from the values. An entry that already exists in BILL does not have to state it, but a field whose expression
 * returned nothing was meant to have a value.
 *
 * @throws FieldError that names the field that is missing
 */
export function requireAmount(fields: Field[], comesFrom: string[][], entry: Entry): void {
	const { values, beginEmpty = [], asTool, label } = entry;
	const isSaid = comesFrom.some((names) => names.every((name) => !isBlank(values[name])));
	const isThere = fields.some(({ path, name }) => path === 'id' && !isBlank(values[name]));
	const labelOf = (name: string) =>
		fields.find((field) => field.name === name)?.property.displayName ?? name;
	if (!isSaid && !isThere) {
		throw new FieldError(labelOf(missing(comesFrom, values)), 'is required').inside(label);
	}
	for (const { name, money } of fields) {
		if (!money || !Object.hasOwn(values, name) || !isBlank(values[name])) continue;
		const isUntouched =
			typeof values[name] === 'string' && beginEmpty.some((field) => field.name === name);
		if (!isSaid && !isUntouched && !asTool) throw isEmpty(labelOf(name)).inside(label);
		delete values[name];
	}
}

/** The field that completes the set that was begun, or the first set. */
function missing(comesFrom: string[][], values: Record<string, unknown>): string {
	const begun = comesFrom.find((names) => names.some((name) => !isBlank(values[name])));
	const set = begun ?? comesFrom[0];
	return set.find((name) => isBlank(values[name])) as string;
}
