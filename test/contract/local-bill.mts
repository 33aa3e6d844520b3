import { routes } from '../../local-bill/api/index.mts';
import {
	type Endpoint,
	type Members,
	bodyMembers,
	choicesOf,
	endpointOf,
	membersOf,
} from './contract.mts';
import type { Finding, What } from './findings.mts';

type Route = (typeof routes)[number];

/** The parts of a JSON schema that name fields and values. */
interface Schema {
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
	enum?: string[];
}

interface Found {
	member: string;
	what: What;
	detail?: string;
}

/** URLs of files in responses, which are not endpoints. */
const FILES = ['/v3/downloads/:key', '/v3/exports/files/:key', '/receipts/:key'];

/** The differences between what the local BILL accepts and BILL's documentation, in both directions. */
export function takenFindings(): Finding[] {
	return routes.filter(({ path }) => !FILES.includes(path)).flatMap(findingsIn);
}

function findingsIn(route: Route): Finding[] {
	const { method, path, base = '' } = route;
	const endpoint = endpointOf(method, base + path.replace(/:(\w+)/g, '{$1}'));
	const where = 'taken' as const;
	if (!endpoint)
		return [{ where, endpoint: `${method} ${path}`, member: 'it', what: 'undocumented' }];
	return [...inQuery(route, endpoint), ...inBody(route, endpoint)].map((found) => ({
		where,
		endpoint: endpoint.is,
		...found,
		source: endpoint.source,
	}));
}

function inQuery({ query = {} }: Route, endpoint: Endpoint): Found[] {
	const known = endpoint.query ?? {};
	return both(Object.keys(query), Object.keys(known), (key) => `?${key}`);
}

function inBody({ body }: Route, endpoint: Endpoint): Found[] {
	const documented = endpoint.body;
	if (!body || !documented) {
		if (body) return [{ member: 'body', what: 'undocumented' }];
		return documented ? [{ member: 'body', what: 'lacking' }] : [];
	}
	const schema = insideOf(body as Schema);
	const missing = Object.keys(documented.required ?? {}).filter(
		(name) => !schema.required?.includes(name),
	);
	return [
		...inMembers(schema, bodyMembers(documented), '', true),
		...missing.map((member): Found => ({ member, what: 'required' })),
	];
}

const insideOf = (schema: Schema): Schema => schema.items ?? schema;

/** @param isRequest whether the fields describe the request itself, so that none of them may be refused */
function inMembers(schema: Schema, members: Members, inside: string, isRequest: boolean): Found[] {
	const own = insideOf(schema).properties;
	// A schema without fields accepts any.
	if (!own) return [];
	const at = (name: string) => `${inside}${name}`;
	const shared = Object.keys(own).filter((name) => Object.hasOwn(members, name));
	return [
		...both(Object.keys(own), isRequest ? Object.keys(members) : shared, at),
		...shared.flatMap((name): Found[] => {
			const type = members[name];
			const inner = membersOf(type);
			return [
				...inValues(own[name], type, at(name)),
				...(inner ? inMembers(own[name], inner, `${at(name)}.`, typeof type === 'object') : []),
			];
		}),
	];
}

function inValues(schema: Schema, type: Members[string], member: string): Found[] {
	const choices = choicesOf(type);
	if (!choices || !schema.enum) return [];
	const values = choices.values.filter((value) => value !== 'UNDEFINED');
	const taken = choices.basis === 'seen' ? [] : schema.enum;
	return [
		...taken
			.filter((value) => !choices.values.includes(value))
			.map((value): Found => ({ member, what: 'value', detail: value })),
		...values
			.filter((value) => !schema.enum?.includes(value))
			.map((value): Found => ({ member: `${member}=${value}`, what: 'lacking' })),
	];
}

/** Names that only one of the two has. */
function both(own: string[], documented: string[], at: (name: string) => string): Found[] {
	const found = (names: string[], what: What) =>
		names.map((name): Found => ({ member: at(name), what }));
	return [
		...found(
			own.filter((name) => !documented.includes(name)),
			'undocumented',
		),
		...found(
			documented.filter((name) => !own.includes(name)),
			'lacking',
		),
	];
}
