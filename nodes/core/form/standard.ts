import type { Field } from './field';
import { pickedAmongArchived } from './record-fields';
import type { ListForm, NamedElsewhere, OperationForm } from './operation';
import type { Shape } from './shape';

/** What the operations of one kind of record have in common. */
export interface Basics {
	/** In lower case, as in a sentence: "vendor", "vendors". */
	one: string;
	many: string;
	/** `/v3/vendors` */
	path: string;
	/** Picks one record; its path is the placeholder in the record's path. */
	id: Field;
	shape: Shape;
	/** The most used members, in the order of their columns; without them nothing is simplified. */
	simplify?: string[];
	/** Names that are read in addition to what BILL returns. */
	names?: NamedElsewhere;
}

/** "a vendor", "an invoice", "a user". */
export function withArticle(noun: string): string {
	return `${/^(?!us[aeiou]|uni)[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/**
 * The operations that most of BILL's records share; each resource adds only what differs. BILL deletes almost nothing;
 * records are archived and restored.
 *
 * `More` is what an operation can have besides its form.
 */
export function standardForms<More>({ one, many, path, id, shape, simplify, names }: Basics) {
	type Rest = Partial<Omit<OperationForm, 'method' | 'path' | 'lookUp'>> & More;
	const onePath = `${path}/{${id.path}}`;
	const aRecord = withArticle(one);
	const read = { simplify, output: shape, ...(names && { names }) };
	const written = { output: shape, columns: simplify ?? Object.keys(shape) };
	return {
		create: (rest: Rest & Pick<OperationForm, 'fields'>) => ({
			value: 'create',
			name: 'Create',
			action: `Create ${aRecord}`,
			description: `Add a new ${one} to BILL`,
			jsonForm: true,
			...written,
			...rest,
			method: 'POST' as const,
			path,
		}),
		get: (rest?: Rest) => ({
			value: 'get',
			name: 'Get',
			action: `Get ${aRecord}`,
			description: `Read one ${one} by its ID`,
			...read,
			...rest,
			fields: [id, ...(rest?.fields ?? [])],
			method: 'GET' as const,
			path: onePath,
		}),
		getAll: (list: Omit<ListForm, 'paged'> = {}, rest?: Rest) => ({
			value: 'getAll',
			name: 'Get Many',
			action: `Get many ${many}`,
			description: `Read a list of ${many}, filtered and sorted`,
			...read,
			fields: [],
			...rest,
			list: { paged: true, ...list },
			method: 'GET' as const,
			path,
		}),
		update: (fields: Field[], rest?: Rest) => ({
			value: 'update',
			name: 'Update',
			action: `Update ${aRecord}`,
			description: `Change fields of one ${one}; all other fields stay as they are`,
			jsonForm: true,
			...written,
			...rest,
			fields: [id, ...(rest?.fields ?? [])],
			optional: { as: 'updateFields' as const, fields },
			method: 'PATCH' as const,
			path: onePath,
		}),
		archive: (rest?: Rest) => ({
			value: 'archive',
			name: 'Archive',
			action: `Archive ${aRecord}`,
			description: `Archive one ${one}; it can be restored`,
			...written,
			...rest,
			fields: [id],
			method: 'POST' as const,
			path: `${onePath}/archive`,
		}),
		restore: (rest?: Rest) => ({
			value: 'restore',
			name: 'Restore',
			action: `Restore ${aRecord}`,
			description: `Restore one archived ${one}`,
			...written,
			...rest,
			fields: [pickedAmongArchived(id)],
			method: 'POST' as const,
			path: `${onePath}/restore`,
		}),
	};
}
