import { type Type, choicesOf, membersOf, resolved } from './contract.mts';
import type { What } from './findings.mts';

/** What is wrong with a value, and where. */
export interface Fault {
	member: string;
	what: What;
	detail?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const join = (path: string, member: string) => (path === '' ? member : `${path}.${member}`);

/** The differences between a value and its type: undocumented fields, types and values. */
export function faultsOf(value: unknown, type: Type, path = ''): Fault[] {
	const known = resolved(type);
	// An empty field is cleared, and BILL leaves out fields that are not set.
	if (known === 'any' || value === null || value === undefined || value === '') return [];
	if (Array.isArray(known) || known === 'list') {
		if (!Array.isArray(value)) return [wrongType(path, value, 'list')];
		return Array.isArray(known) ? value.flatMap((entry) => faultsOf(entry, known[0], path)) : [];
	}
	if (typeof known === 'object') return faultsOfObject(value, known, path);
	return faultsOfPlain(value, known, path);
}

function faultsOfObject(value: unknown, members: Record<string, Type>, path: string): Fault[] {
	if (typeof value !== 'object' || Array.isArray(value)) return [wrongType(path, value, 'object')];
	return Object.entries(value as object).flatMap(([name, member]) => {
		const at = join(path, name);
		if (!Object.hasOwn(members, name)) return [{ member: at, what: 'undocumented' as const }];
		return faultsOf(member, members[name], at);
	});
}

function faultsOfPlain(value: unknown, type: string, path: string): Fault[] {
	const choices = choicesOf(type);
	const json = choices || type === 'day' || type === 'moment' ? 'string' : type;
	const actual = Array.isArray(value) ? 'list' : typeof value;
	if (actual !== json) return [wrongType(path, value, type)];
	const text = String(value);
	if (choices && choices.basis !== 'seen' && !choices.values.includes(text)) {
		return [{ member: path, what: 'value', detail: text }];
	}
	const badDay = type === 'day' && !DAY.test(text);
	const badMoment = type === 'moment' && (DAY.test(text) || Number.isNaN(Date.parse(text)));
	return badDay || badMoment ? [{ member: path, what: 'type', detail: `${text}, ${type}` }] : [];
}

function wrongType(member: string, value: unknown, wanted: string): Fault {
	const actual = Array.isArray(value) ? 'list' : typeof value;
	return { member, what: 'type', detail: `${actual}, documented ${wanted}` };
}

/**
 * Whether a path such as `address.country` leads to a documented field. Fields that are not described may contain
 * anything.
 */
export function isDocumented(path: string, members: Record<string, Type>): boolean {
	const [first, ...rest] = path.split('.');
	if (!Object.hasOwn(members, first)) return false;
	if (rest.length === 0) return true;
	const inside = membersOf(members[first]);
	const type = resolved(members[first]);
	const one = Array.isArray(type) ? resolved(type[0]) : type;
	const open = typeof one === 'string' && ['any', 'object', 'list'].includes(one);
	return inside ? isDocumented(rest.join('.'), inside) : open;
}
