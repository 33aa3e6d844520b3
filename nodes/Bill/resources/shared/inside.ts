import type { Field } from '../../../core/form/field';

/** Fields of a member for use in a group, which adds the member's name itself. */
export const inside = (member: string, fields: Field[]): Field[] =>
	fields.map((field) => ({ ...field, path: field.path.replace(`${member}.`, '') }));
