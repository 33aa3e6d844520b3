import type { Members, Type } from '../../test/contract/contract.mts';
import type { MemberFact } from './facts.mts';

const FORMATS: Record<string, string> = { date: 'day', 'date-time': 'moment' };
const BASES = { complete: 'one of', 'known-values': 'known', sampled: 'seen' };

/** The type of a field in the notation of the contract. */
export function typeOf(fact: MemberFact | string | undefined): Type {
	if (fact === undefined) return 'any';
	if (typeof fact === 'string') return membersInWords(fact) ?? fact;
	if (fact.fields) return membersOf(fact.fields);
	if (fact.type === 'array') return fact.items ? [typeOf(fact.items)] : listInNote(fact.note);
	if (Array.isArray(fact.enum)) {
		return `${BASES[fact.enum_basis ?? 'known-values']} ${fact.enum.join(' ')}`;
	}
	if (fact.type === 'object') return membersInNote(fact.note) ?? 'object';
	if (fact.type === 'integer') return 'number';
	return FORMATS[fact.format ?? ''] ?? fact.type ?? 'any';
}

/** The types of several fields. */
export function membersOf(facts: Record<string, MemberFact>): Members {
	return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, typeOf(fact)]));
}

function listInNote(note: string | undefined): Type {
	const members = membersInNote(note);
	return members ? [members] : 'list';
}

/**
 * The fields that a note lists: `{type: A|B, id} (no id for A)`, or just names separated by commas. A note in plain
 * words lists none.
 */
export function membersInNote(note: string | undefined): Members | undefined {
	if (!note) return undefined;
	const braces = [...note.matchAll(/\{([^{}]*)\}/g)].map(([, inside]) => inside);
	if (braces.length === 0 && !/^\w+(, \w+)+$/.test(note)) return undefined;
	const parts = (braces.length > 0 ? braces : [note]).flatMap((list) => list.split(','));
	const members = parts.map((part): [string, Type] => {
		const [name, type] = part.split(':').map((word) => word.trim());
		if (!type) return [name, 'any'];
		return [name, type.includes('|') ? `known ${type.split('|').join(' ')}` : type];
	});
	return Object.fromEntries(members.filter(([name]) => /^\w+$/.test(name)));
}

/** The fields listed after the word object: `object: url (required), filename`. */
function membersInWords(text: string): Members | undefined {
	const [, list] = /^object: (.*)$/.exec(text) ?? [];
	const names = list?.replace(/\([^)]*\)/g, '').split(/[,+]/);
	return names && Object.fromEntries(names.map((name) => [name.replace('[]', '').trim(), 'any']));
}
