import { field, locatorValue } from '../../../core/form/field';
import type { Common, Field } from '../../../core/form/field';
import { record } from '../../../core/form/record-fields';
import type { RecordKind } from '../../../core/form/record-fields';
import { toList, toText } from '../../../core/form/values';

/** Several texts, one per line, because they may contain commas; an expression may also return a list. */
export function texts(path: string, options: Common & { eg: string }): Field {
	const form = {
		type: 'string' as const,
		default: '',
		placeholder: `e.g. ${options.eg}`,
		typeOptions: { rows: 3 },
	};
	const common = {
		description: 'One per line, or a list from an expression',
		...options,
	};
	return field(path, common, form, [options.eg], (filled, label) => {
		return toList(filled, label, '\n')
			.map((each) => toText(each, label).trim())
			.filter((each) => each !== '');
	});
}

/** A record that is picked from the list, or given by its UUID, ID or name. */
export function recordOrName(
	path: string,
	kind: RecordKind,
	{ eg, ...options }: Common & { eg: string },
): Field {
	const byId = record(path, kind, options);
	const property = {
		...byId.property,
		modes: [
			...(byId.property.modes ?? []),
			{ displayName: 'By Name', name: 'name', type: 'string' as const, placeholder: `e.g. ${eg}` },
		],
	};
	return {
		...byId,
		// It is not always an ID.
		inJson: undefined,
		property,
		write: (filled, writing) => {
			const { mode } = (filled ?? {}) as { mode?: unknown };
			const value = locatorValue(filled);
			const isName = mode === 'name' || typeof filled === 'string';
			const isEmpty = String(value ?? '').trim() === '';
			return isName && !isEmpty
				? toText(value, property.displayName).trim()
				: byId.write(filled, writing);
		},
	};
}
