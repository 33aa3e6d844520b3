import type { Field } from './fields';
import type { ListForm, Operation, Shape } from './operation';

/** What the operations of one kind of record have in common. */
interface Basics {
	/** Lower case, as in a sentence: "vendor", "vendors". */
	one: string;
	many: string;
	/** `/v3/vendors` */
	path: string;
	/** Picks one record; its path is the placeholder of the record's path. */
	id: Field;
	shape: Shape;
	/** The ten most used members. */
	simplify: string[];
}

type Rest = Partial<Omit<Operation, 'method' | 'path'>>;

/**
 * The operations that most of BILL's records share: each says only what is its own.
 * BILL deletes almost nothing; records are archived and restored.
 */
export function standard({ one, many, path, id, shape, simplify }: Basics) {
	const onePath = `${path}/{${id.path}}`;
	const article = /^[aeiou]/.test(one) ? 'an' : 'a';
	return {
		create: (rest: Rest & Pick<Operation, 'fields'>): Operation => ({
			value: 'create',
			name: 'Create',
			action: `Create ${article} ${one}`,
			description: `Add a new ${one} to BILL`,
			jsonForm: true,
			output: shape,
			...rest,
			method: 'POST',
			path,
		}),
		get: (rest: Rest = {}): Operation => ({
			value: 'get',
			name: 'Get',
			action: `Get ${article} ${one}`,
			description: `Read one ${one} by its ID`,
			simplify,
			output: shape,
			...rest,
			fields: [id, ...(rest.fields ?? [])],
			method: 'GET',
			path: onePath,
		}),
		getAll: (list: Omit<ListForm, 'paged'> = {}, rest: Rest = {}): Operation => ({
			value: 'getAll',
			name: 'Get Many',
			action: `Get many ${many}`,
			description: `Read a list of ${many}, filtered and sorted`,
			simplify,
			output: shape,
			fields: [],
			...rest,
			list: { paged: true, ...list },
			method: 'GET',
			path,
		}),
		update: (fields: Field[], rest: Rest = {}): Operation => ({
			value: 'update',
			name: 'Update',
			action: `Update ${article} ${one}`,
			description: `Change fields of one ${one}; all other fields stay as they are`,
			jsonForm: true,
			output: shape,
			...rest,
			fields: [id, ...(rest.fields ?? [])],
			optional: { as: 'updateFields', fields },
			method: 'PATCH',
			path: onePath,
		}),
		archive: (rest: Rest = {}): Operation => ({
			value: 'archive',
			name: 'Archive',
			action: `Archive ${article} ${one}`,
			description: `Take one ${one} out of use; BILL keeps it and can restore it`,
			output: shape,
			...rest,
			fields: [id],
			method: 'POST',
			path: `${onePath}/archive`,
		}),
		restore: (rest: Rest = {}): Operation => ({
			value: 'restore',
			name: 'Restore',
			action: `Restore ${article} ${one}`,
			description: `Bring one archived ${one} back into use`,
			output: shape,
			...rest,
			fields: [id],
			method: 'POST',
			path: `${onePath}/restore`,
		}),
	};
}
