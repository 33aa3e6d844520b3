import type { INodeProperties } from 'n8n-workflow';

import { requireAmount } from './comes-from';
import { exampleOf, field, writeAll } from './field';
import type { Common, Field, Writing } from './field';
import { writeJson } from './json-members';
import { sortedByName } from './option-lists';
import { FieldError, toJson } from './values';
import { inWords } from './words';

/** The name of the collection inside a group, and of the one next to the flat fields. */
const MORE = 'additionalFields';

interface Grouped extends Omit<Common, 'money'> {
	/**
	 * Fields that are added one by one. n8n fills every flat field of a group with its default, so an optional number,
	 * switch or choice can only be left out if it is here.
	 */
	more?: Field[];
}

/** Members of an object that are filled in together, such as an address. */
export function group(path: string, first: Field[], options: Grouped = {}): Field {
	const { more = [] } = options;
	const label = options.label ?? inWords(path.split('.').pop() as string);
	const form = {
		type: 'fixedCollection' as const,
		default: {},
		placeholder: `Add ${label}`,
		options: [{ displayName: label, name: 'values', values: groupForm(first, more) }],
	};
	const fields = [...first, ...more];
	const write = (value: unknown, name: string, writing: Writing) => {
		const written = writeEntry({ fields, first }, filledIn(toJson(value, name)), writing, name);
		return Object.keys(written).length > 0 ? written : undefined;
	};
	const made = field(path, options, form, exampleOf(fields), write, {
		inJson: (value, name, writing) =>
			isObject(value) ? writeJson(fields, value, writing, name) : value,
	});
	return { ...made, fields };
}

/**
 * A list of objects, such as line items: each entry is a group of fields. An expression may also return the list
 * itself, with the names of the form or with BILL's own names (as in BILL's responses).
 */
export function lines(
	path: string,
	first: Field[],
	options: Grouped & Pick<Field, 'comesFrom'> & { entry: string },
): Field {
	const { entry: displayName, more = [], comesFrom } = options;
	const form = {
		type: 'fixedCollection' as const,
		default: {},
		placeholder: `Add ${displayName}`,
		typeOptions: { multipleValues: true },
		options: [{ displayName, name: 'values', values: groupForm(first, more) }],
	};
	const fields = [...first, ...more];
	const money = fields.some((part) => part.money);
	const write = (value: unknown, label: string, writing: Writing) => {
		const filled = filledIn(toJson(value, label)) ?? [];
		const isEmptyForm = isObject(filled) && Object.keys(filled).length === 0;
		const entries: unknown[] = Array.isArray(filled) ? filled : isEmptyForm ? [] : [filled];
		if (entries.length > 0) {
			return entries.map((entry, index) =>
				writeEntry({ fields, first, comesFrom }, entry, writing, `${displayName} ${index + 1}`),
			);
		}
		if (options.required) throw new FieldError(label, 'needs at least one entry');
		return writing.keepEmpty ? [] : undefined;
	};
	const inJson = (value: unknown, _label: string, writing: Writing) =>
		Array.isArray(value)
			? value.map((entry: unknown, index) => {
					const name = `${displayName} ${index + 1}`;
					return isObject(entry) ? writeJson(fields, entry, writing, name, comesFrom) : entry;
				})
			: value;
	const made = field(path, { ...options, money }, form, [exampleOf(fields)], write, { inJson });
	return { ...made, fields, ...(comesFrom && { comesFrom }) };
}

/**
 * The same list, given as JSON: n8n allows no expression for a whole group, so this is how a list is taken from other
 * items.
 */
export function asJson(list: Field, as: string): Field {
	const { displayName } = list.property;
	// Plain members only, so that the placeholder stays readable.
	const example = (list.example as Array<Record<string, unknown>>).map((entry) =>
		Object.fromEntries(Object.entries(entry).filter(([, value]) => typeof value !== 'object')),
	);
	const form = {
		type: 'json' as const,
		default: '',
		placeholder: `e.g. ${JSON.stringify(example)}`,
		typeOptions: { rows: 4 },
		required: list.property.required,
	};
	return {
		...list,
		name: as,
		example,
		property: { displayName: `${displayName} (JSON)`, name: as, ...form },
	};
}

function groupForm(first: Field[], more: Field[]): INodeProperties[] {
	const flat = first.map(({ property }) => property);
	if (more.length === 0) return flat;
	const collection = {
		type: 'collection' as const,
		placeholder: 'Add Field',
		default: {},
		options: sortedByName(more.map(({ property }) => property)),
	};
	return [...flat, { displayName: 'Additional Fields', name: MORE, ...collection }];
}

/** The content of the form of a group or list; a value from an expression stays as it is. */
function filledIn(value: unknown): unknown {
	const isForm = typeof value === 'object' && value !== null && Object.hasOwn(value, 'values');
	return isForm ? (value as { values: unknown }).values : value;
}

/**
 * One entry of a group or list. Its members may have the names of the form or the paths of BILL's own record. A member
 * without a field is refused, because it would be lost.
 */
function writeEntry(
	{ fields, first, comesFrom }: Pick<Field, 'comesFrom'> & { fields: Field[]; first: Field[] },
	entry: unknown,
	writing: Writing,
	label: string,
) {
	if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
		throw new FieldError(label, 'must be a group of fields');
	}
	const values: Record<string, unknown> = {};
	const take = (members: object, prefix: string) => {
		for (const [name, value] of Object.entries(members)) {
			if (prefix === '' && name === MORE && isObject(value)) {
				take(value, '');
				continue;
			}
			const path = `${prefix}${name}`;
			const part =
				fields.find((candidate) => candidate.path === path) ??
				(prefix === '' ? fields.find((candidate) => candidate.name === name) : undefined);
			if (part) values[part.name] ??= value;
			else if (isObject(value) && fields.some((part) => part.path.startsWith(`${path}.`))) {
				take(value, `${path}.`);
			} else throw new FieldError(label, `has a field that BILL does not accept here: ${path}`);
		}
	};
	take(entry, '');
	if (comesFrom) {
		const { asTool } = writing;
		requireAmount(fields, comesFrom, { values, beginEmpty: first, asTool, label });
	}
	return writeAll(fields, values, { ...writing, keepEmpty: false, isAdded: true }, label);
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
