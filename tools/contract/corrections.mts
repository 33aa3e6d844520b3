import { parse } from 'yaml';
import type { MemberFact, ObjectFact } from './facts.mts';

/** What a page of the notes says about a field, if it differs from schemas.yaml. */
interface Correction {
	enum?: string[];
	enum_basis?: MemberFact['enum_basis'];
	enum_add?: string[];
	same_enum_as?: string;
}

/**
 * The objects after a page's corrections of field values, which are in a block of YAML, by path: `SpendCard.status:
 * {enum: [ACTIVATED, FROZEN], enum_basis: known-values}`. Everything else in the block is for readers.
 */
export function corrected(
	objects: Record<string, ObjectFact>,
	page: string,
): Record<string, ObjectFact> {
	const result = structuredClone(objects);
	for (const [, block] of page.matchAll(/```yaml\n(.*?)```/gs)) {
		for (const [path, correction] of Object.entries(
			parse(block) as Record<string, Correction | null>,
		)) {
			const member = memberAt(result, path);
			if (member && correction) correct(member, correction, result);
		}
	}
	return result;
}

function correct(
	member: MemberFact,
	{ enum: values, enum_basis: basis, enum_add: added, same_enum_as: other }: Correction,
	objects: Record<string, ObjectFact>,
): void {
	const same = other ? memberAt(objects, other) : undefined;
	if (same) [member.enum, member.enum_basis] = [same.enum, same.enum_basis];
	// Without a statement that they are complete, values are only a sample.
	if (values) [member.enum, member.enum_basis] = [values, basis ?? 'sampled'];
	if (added && Array.isArray(member.enum)) member.enum = [...member.enum, ...added];
}

function memberAt(objects: Record<string, ObjectFact>, path: string): MemberFact | undefined {
	const [name, ...parts] = path.split('.');
	let at: MemberFact | undefined = objects[name];
	for (const part of parts) {
		const inside: Record<string, MemberFact> | undefined =
			at?.fields ?? (typeof at?.items === 'object' ? at.items.fields : undefined);
		at = inside && Object.hasOwn(inside, part) ? inside[part] : undefined;
	}
	return parts.length > 0 ? at : undefined;
}
