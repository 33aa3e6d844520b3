import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/*
 * What BILL documents of its API, names only. `bill.jsonl` is made by `npm run contract` from notes on BILL's
 * own pages and is never edited by hand: what differs from it on purpose stands in the ledger.
 */

/**
 * The type of a member, as text or with its own members.
 *
 * `string`, `number`, `boolean`, `day`, `moment`, `any`; `object` and `list` where the inside is not described;
 * `one of A B` for a complete list of values, `known A B` for one that may grow, `seen A B` for values that
 * occurred in examples; `@Vendor.address` for a member of a record below.
 */
export type Type = string | Members | [Type];
export interface Members {
	[member: string]: Type;
}

/** An object as BILL answers it. */
export interface DocumentedRecord {
	source: string;
	members: Members;
}

export interface Body {
	/** A bare list of objects with these members. */
	list?: true;
	required?: Members;
	optional?: Members;
	/** Taken by the record's other endpoints; for this one concluded, not read. */
	inferred?: Members;
	/** What is required was concluded from examples. */
	requiredInferred?: true;
}

/** A member that a list can be filtered by; the operators where BILL's page was read so far. */
export interface Filterable {
	[member: string]: string;
}

export interface Endpoint {
	/** `POST /v3/vendors` */
	is: string;
	/** The gateway's part that it is below. */
	base: '/connect' | '/connect-events' | '';
	api: string;
	/** The part of BILL's reference that it stands in: `payments`. */
	group: string;
	/** A page of https://developer.bill.com, or what its facts were read from. */
	source: string;
	/** Where the page was not read in full. */
	unsure?: string;
	query?: { [key: string]: Type };
	requiredQuery?: string[];
	body?: Body;
	/** Status of success. */
	status?: number;
	/** `page` is `{results, nextPage, prevPage}`. */
	answer: 'object' | 'page' | 'list' | 'empty';
	/** The members that it was seen with. */
	gives?: Members;
	/**
	 * The object that these are part of. The example of one call lacks what was not set there, so that any
	 * member of the object counts as documented.
	 */
	record?: string;
	filters?: Filterable;
	sort?: string[];
}

export interface Contract {
	records: { [name: string]: DocumentedRecord };
	endpoints: Endpoint[];
}

const file = fileURLToPath(new URL('./bill.jsonl', import.meta.url));

interface Loaded extends Contract {
	/** Endpoints by method, gateway's part and number of parts of the path, as every call looks one up. */
	index: Map<string, Array<{ parts: string[]; endpoint: Endpoint }>>;
}

let loaded: Loaded | undefined;

/** The contract, read once. */
export function contract(): Loaded {
	loaded ??= read();
	return loaded;
}

function read(): Loaded {
	const records: Contract['records'] = {};
	const endpoints: Endpoint[] = [];
	const index: Loaded['index'] = new Map();
	for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
		const entry = JSON.parse(line) as Endpoint | (DocumentedRecord & { record: string });
		if (!('is' in entry)) {
			records[entry.record] = entry;
			continue;
		}
		endpoints.push(entry);
		const [method, path] = entry.is.split(' ');
		const parts = path.split('/');
		const key = `${method} ${entry.base} ${parts.length}`;
		index.set(key, [...(index.get(key) ?? []), { parts, endpoint: entry }]);
	}
	return { records, endpoints, index };
}

/** The endpoint of a request, with IDs or placeholders in its path; without the gateway's part it is `/connect`. */
export function endpointOf(method: string, path: string): Endpoint | undefined {
	const [, base = '/connect', below = ''] = /^(\/connect(?:-events)?)?(\/.*)$/.exec(path) ?? [];
	const parts = below.split('/');
	const alike = contract().index.get(`${method} ${base} ${parts.length}`) ?? [];
	const hits = alike.filter((each) =>
		each.parts.every((part, at) => isPlaceholder(part) || part === parts[at]),
	);
	// `/v3/bills/bulk` is no bill.
	const placeholders = (hit: (typeof hits)[number]) => hit.parts.filter(isPlaceholder).length;
	return hits.sort((a, b) => placeholders(a) - placeholders(b))[0]?.endpoint;
}

const isPlaceholder = (part: string) => part.startsWith('{');

/** A type with what it refers to in place; one that refers to nothing known is `any`. */
export function resolved(type: Type): Type {
	if (typeof type !== 'string' || !type.startsWith('@')) return type;
	const [name, ...path] = type.slice(1).split('.');
	let at: Type | undefined = contract().records[name]?.members;
	for (const member of path) {
		const inside: Type | undefined = Array.isArray(at) ? resolved(at[0]) : at;
		at = typeof inside === 'object' && !Array.isArray(inside) ? inside[member] : undefined;
	}
	return at === undefined ? 'any' : resolved(at);
}

/** The members of an object or of a list's entries; `undefined` where they are not described. */
export function membersOf(type: Type): Members | undefined {
	const known = resolved(type);
	if (Array.isArray(known)) return membersOf(known[0]);
	return typeof known === 'object' ? known : undefined;
}

/** The values of a type that is chosen from a list, and how complete the list is. */
export function choicesOf(
	type: Type,
): { values: string[]; basis: 'one of' | 'known' | 'seen' } | undefined {
	const known = resolved(type);
	if (typeof known !== 'string') return undefined;
	const [, basis, list] = /^(one of|known|seen) (.+)$/.exec(known) ?? [];
	return list
		? { values: list.split(' '), basis: basis as 'one of' | 'known' | 'seen' }
		: undefined;
}

/** All members that a body may have. */
export function bodyMembers({ required, optional, inferred }: Body): Members {
	return { ...inferred, ...optional, ...required };
}

/** All members that an answer may have, of a page each of its records. */
export function answerMembers({ gives = {}, record }: Endpoint): Members {
	return { ...(record && membersOf(`@${record}`)), ...gives };
}
