import { field, isBlank, locatorValue } from './field';
import type { Common, Field } from './field';
import { FieldError, shown, toList, toText, unseenIn } from './values';

/** A kind of record that can be picked: the form of its IDs and how its list is searched. */
export interface RecordKind {
	/** Name of the method that searches the list. */
	searchMethod: string;
	/** What users call it: "Vendor". */
	label: string;
	/** A complete ID. */
	eg: string;
	/** The pattern that every ID of this kind matches. */
	pattern: RegExp;
	/** The error text when an ID does not match. */
	mustBe: string;
	/** BILL lists none of them until something is typed. */
	mustBeTyped?: boolean;
}

/** A record, picked from a list or entered by its ID. */
export function record(path: string, kind: RecordKind, options: Common = {}): Field {
	return field(
		path,
		{ label: kind.label, ...options },
		{
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			// Without a pattern for n8n to check: n8n gives it 250 ms of real time and refuses to start the workflow after
			// that, which happens on a busy computer, and it takes 2 ms of each execution. `toId` checks the ID.
			modes: [listMode(kind), byId(`e.g. ${kind.eg}`)],
		},
		kind.eg,
		(value, label) => toId(value, label, kind),
		{ inJson: (value, label) => asSeenId(value, label, kind) },
	);
}

/**
 * An ID in the JSON form: BILL validates it, but with invisible characters in it, BILL's own error would look wrong.
 */
function asSeenId(value: unknown, label: string, { mustBe }: RecordKind): unknown {
	if (typeof value === 'number') toText(value, label);
	if (typeof value !== 'string') return value;
	const id = value.trim();
	if (unseenIn(id).length === 0) return id;
	throw new FieldError(label, `${mustBe}; got ${shown(id)}`);
}

const listMode = ({ searchMethod, mustBeTyped }: RecordKind) => ({
	displayName: 'From List',
	name: 'list',
	type: 'list' as const,
	typeOptions: {
		searchListMethod: searchMethod,
		searchable: true,
		...(mustBeTyped && { searchFilterRequired: true }),
	},
});

const byId = (placeholder: string) => ({
	displayName: 'By ID',
	name: 'id',
	type: 'string' as const,
	placeholder,
});

/** The search method for the archived records of the same list. */
export const archivedOf = (searchMethod: string) => `${searchMethod}Archived`;

/** The same field with the archived records in its list; other fields leave them out or mark them. */
export function pickedAmongArchived(one: Field): Field {
	const modes = one.property.modes?.map((mode) => {
		const method = mode.typeOptions?.searchListMethod;
		if (method === undefined) return mode;
		return { ...mode, typeOptions: { ...mode.typeOptions, searchListMethod: archivedOf(method) } };
	});
	return { ...one, property: { ...one.property, ...(modes && { modes }) } };
}

/**
 * The ID of a record of this kind.
 *
 * @throws FieldError when it does not match the kind's pattern
 */
export function toId(value: unknown, label: string, kind: RecordKind): string {
	const id = toText(value, label).trim();
	if (kind.pattern.test(id)) return id;
	throw new FieldError(label, `${kind.mustBe}; got ${shown(id)}`);
}

/**
 * Several records of a kind: one picked from the list, or their IDs, as text with commas or as a list from an
 * expression. A kind without a list takes only IDs.
 */
export function records(path: string, kind: RecordKind, options: Common = {}): Field {
	const placeholder = `e.g. ${kind.eg},${kind.eg}`;
	const form = kind.searchMethod
		? {
				type: 'resourceLocator' as const,
				default: { mode: 'list', value: '' },
				modes: [listMode(kind), byId(placeholder)],
			}
		: { type: 'string' as const, placeholder, default: '' };
	const common = { description: 'IDs separated by commas', ...options };
	const inJson = (value: unknown, label: string) =>
		Array.isArray(value) ? value.map((id) => asSeenId(id, label, kind)) : value;
	const write = (value: unknown, label: string) => {
		const ids = toList(value, label).filter((id) => !isBlank(locatorValue(id)));
		if (ids.length === 0 && options.required) throw new FieldError(label, 'is required');
		return ids.map((id) => toId(locatorValue(id), label, kind));
	};
	return field(path, common, form, [kind.eg], write, { inJson });
}
