import type { CollectionName } from '../state/records/index.mts';
import type { World } from '../state/world.mts';

/** A JSON schema for ajv. `x-ref` names the collection that must contain an id. */
export type Schema<T = unknown> = Record<string, unknown> & { readonly [lets]?: T };

/** Carries the type of the valid values; there is no such field at run time. */
declare const lets: unique symbol;

/** The type of the values that a schema accepts. */
export type Value<S> = S extends Schema<infer T> ? T : never;

export type Members = Record<string, Schema>;

/** An object type with these fields, some of them required. */
export type Body<M extends Members, Required extends keyof M = never> = {
	[N in Required]: Value<M[N]>;
} & { [N in Exclude<keyof M, Required>]?: Value<M[N]> };

/** Texts have at most 4000 characters: documented for descriptions, assumed for all others. */
export const text = (max = 4000): Schema<string> => ({ type: 'string', maxLength: max });
export const number: Schema<number> = { type: 'number' };
export const positive: Schema<number> = { type: 'number', exclusiveMinimum: 0 };
export const notNegative: Schema<number> = { type: 'number', minimum: 0 };
export const integer = (minimum: number, maximum: number): Schema<number> => ({
	type: 'integer',
	minimum,
	maximum,
});
export const flag: Schema<boolean> = { type: 'boolean' };
export const date: Schema<string> = { type: 'string', format: 'bill-date' };
export const email: Schema<string> = { type: 'string', format: 'bill-email', maxLength: 255 };
export const choice = <V extends string>(...values: V[]): Schema<V> => ({
	type: 'string',
	enum: values,
});
export const matching = (pattern: string): Schema<string> => ({ type: 'string', pattern });
export const currency = matching('^[A-Z]{3}$');
export const country = matching('^[A-Z]{2}$');
/** Exactly this value. */
export const only = <T,>(value: T): Schema<T> => ({ const: value });

/** The id of a record that must exist. */
export const ref = (collection: CollectionName): Schema<string> => ({
	type: 'string',
	'x-ref': collection,
});

/** An object with these fields and no others. Required texts may not be empty. */
export function object<M extends Members, Required extends keyof M & string = never>(
	members: M,
	required: readonly Required[] = [],
): Schema<Body<M, Required>> {
	const properties: Members = { ...members };
	for (const name of required) {
		if (properties[name].type === 'string')
			properties[name] = { minLength: 1, ...properties[name] };
	}
	return { type: 'object', properties, required, additionalProperties: false };
}

export const list = <T,>(items: Schema<T>, minItems = 0, maxItems?: number): Schema<T[]> => ({
	type: 'array',
	items,
	minItems,
	...(maxItems === undefined ? {} : { maxItems }),
});

/** For query parameters, where every value is text. */
export const queryFlag: Schema<string> = { type: 'string', enum: ['true', 'false'] };
export const queryNumber: Schema<string> = { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?$' };

/** The formats used by the schemas above. An empty text clears a field, so it is valid (required texts refuse it). */
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
 * Throws for ids that no record has. For an unknown id in the path BILL returns 404 with BDC_1205. For one in a body
 * the status is not known; the same is assumed.
 */
export function checkReferences(world: World, schema: Schema, value: unknown): void {
	const collection = schema['x-ref'] as CollectionName | undefined;
	if (collection !== undefined && typeof value === 'string' && value !== '') {
		world.of(collection).get(value);
	} else if (Array.isArray(value)) {
		for (const item of value) checkReferences(world, schema.items as Schema, item);
	} else if (typeof value === 'object' && value !== null) {
		const properties = (schema.properties ?? {}) as Members;
		for (const [name, member] of Object.entries(value)) {
			if (properties[name]) checkReferences(world, properties[name], member);
		}
	}
}
