import type { CollectionName, World } from '../state/world.mts';

/** A JSON schema, as ajv takes it. `x-ref` names the collection that an id must be in. */
export type Schema = Record<string, unknown>;

/** Texts hold 4000 characters at most: documented for descriptions, taken for all others too. */
export const text = (max = 4000): Schema => ({ type: 'string', maxLength: max });
export const number: Schema = { type: 'number' };
export const positive: Schema = { type: 'number', exclusiveMinimum: 0 };
export const integer = (minimum: number, maximum: number): Schema => ({
	type: 'integer',
	minimum,
	maximum,
});
export const flag: Schema = { type: 'boolean' };
export const date: Schema = { type: 'string', format: 'bill-date' };
export const email: Schema = { type: 'string', format: 'bill-email', maxLength: 255 };
export const choice = (...values: string[]): Schema => ({ type: 'string', enum: values });
export const currency: Schema = { type: 'string', pattern: '^[A-Z]{3}$' };

/** The id of a record that must exist. */
export const ref = (collection: CollectionName): Schema => ({
	type: 'string',
	'x-ref': collection,
});

/** An object that takes these members and no other; required texts may not be empty. */
export function object(members: Record<string, Schema>, required: string[] = []): Schema {
	const properties = { ...members };
	for (const name of required) {
		if (properties[name].type === 'string')
			properties[name] = { minLength: 1, ...properties[name] };
	}
	return { type: 'object', properties, required, additionalProperties: false };
}

export const list = (items: Schema, minItems = 0, maxItems?: number): Schema => ({
	type: 'array',
	items,
	minItems,
	...(maxItems === undefined ? {} : { maxItems }),
});

/** Text as it stands in a query: there everything is text. */
export const queryFlag: Schema = { type: 'string', enum: ['true', 'false'] };
export const queryNumber: Schema = { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?$' };

/** The formats that the schemas above name. An empty text clears a member, so it passes (required texts refuse it). */
export const formats = {
	'bill-date': (value: string) => value === '' || isDate(value),
	'bill-email': (value: string) => value === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
};

/** Whether a text is a real calendar day, yyyy-MM-dd. */
export function isDate(value: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
	const time = Date.parse(`${value}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/**
 * Refuses ids that no record has. For an id in the path BILL answers 404 with BDC_1205; for one in a body the
 * status is not known, and the same is taken.
 */
export function checkReferences(world: World, schema: Schema, value: unknown): void {
	const collection = schema['x-ref'] as CollectionName | undefined;
	if (collection !== undefined && typeof value === 'string' && value !== '') {
		world.of(collection).get(value);
	} else if (Array.isArray(value)) {
		for (const item of value) checkReferences(world, schema.items as Schema, item);
	} else if (typeof value === 'object' && value !== null) {
		const properties = (schema.properties ?? {}) as Record<string, Schema>;
		for (const [name, member] of Object.entries(value)) {
			if (properties[name]) checkReferences(world, properties[name], member);
		}
	}
}
