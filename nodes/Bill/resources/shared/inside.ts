import type { Field } from '../../../core/form/field';

/** Fields of a member as those of a group, which names the member itself. */
export const inside = (member: string, fields: Field[]): Field[] =>
	fields.map((field) => ({ ...field, path: field.path.replace(`${member}.`, '') }));
