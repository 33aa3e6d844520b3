import { resources as bill } from '../../nodes/Bill/resources/index.ts';
import { resources as spend } from '../../nodes/BillSpendExpense/resources/index.ts';
import {
	type Endpoint,
	type Members,
	type Type,
	answerMembers,
	bodyMembers,
	choicesOf,
	endpointOf,
	membersOf,
	resolved,
} from './contract.mts';
import type { Finding, What } from './findings.mts';
import { isDocumented } from './values.mts';

type Resource = (typeof bill)[number];
type Operation = Resource['operations'][number];
type Field = Operation['fields'][number] & { fields?: Field[] };

interface Found {
	member: string;
	what: What;
	detail?: string;
}

/** An operation with its identifier. */
export interface Named {
	/** For example `bill.create`. */
	id: string;
	operation: Operation;
}

/** Every operation that has a fixed endpoint. API Request can call any. */
export const operations: Named[] = [...bill, ...spend]
	.filter(({ value }) => value !== 'apiRequest')
	.flatMap((resource) =>
		resource.operations.map((operation) => ({
			id: `${resource.value}.${operation.value}`,
			operation,
		})),
	);

/** The differences between the forms and BILL's documentation, in both directions. */
export function formFindings(): Finding[] {
	const found = operations.flatMap(findingsIn);
	const served = new Map<string, number>();
	for (const { operation } of operations) {
		for (const path of [operation.path, operation.bulk?.path].filter(Boolean)) {
			const endpoint = nameOf(operation.method, String(path));
			served.set(endpoint, (served.get(endpoint) ?? 0) + 1);
		}
	}
	// If one operation of an endpoint offers a field, its other operations need not offer it.
	const isLacking = ({ endpoint, member }: Finding) => {
		const lacking = found.filter(
			(other) => other.what === 'lacking' && other.endpoint === endpoint && other.member === member,
		);
		return lacking.length === served.get(endpoint);
	};
	return found.filter((finding) => finding.what !== 'lacking' || isLacking(finding));
}

/** The endpoint as BILL writes it, or as the node has it if BILL has no such endpoint. */
function nameOf(method: string, path: string): string {
	return endpointOf(method, path)?.is ?? `${method} ${path}`;
}

/** The differences between the form of an operation and BILL's documentation of its endpoint. */
function findingsIn({ id, operation }: Named): Finding[] {
	const endpoint = endpointOf(operation.method, operation.path);
	const base = { where: 'form' as const, endpoint: nameOf(operation.method, operation.path) };
	if (!endpoint) return [{ ...base, member: 'it', what: 'undocumented', detail: id }];
	const found = [
		...contentOf(operation, endpoint),
		...listOf(operation, endpoint),
		...outputOf(operation, endpoint),
	];
	return [
		...found.map(({ detail, ...rest }) => ({
			...base,
			...rest,
			detail: detail ? `${id}: ${detail}` : id,
			source: endpoint.source,
		})),
		...bulkOf(id, operation),
	];
}

/** Checks the body and the query. */
function contentOf(operation: Operation, endpoint: Endpoint): Found[] {
	const { method, path, fields, optional } = operation;
	const flat = (fields as Field[]).filter((field) => !path.includes(`{${field.path}}`));
	const all = [...flat, ...((optional?.fields ?? []) as Field[])].filter(
		(field) => field.path !== '',
	);
	const reading = method === 'GET' || (method === 'DELETE' && !operation.deletesByBody);
	const inQuery = (field: Field) => reading || field.inQuery === true;
	const query = all.filter(inQuery);
	const body = all.filter((field) => !inQuery(field));
	const flatPaths = flat.filter(isRequired).map((field) => field.path);
	return [...queryOf(operation, query, endpoint), ...bodyOf(body, flatPaths, endpoint)];
}

/** A boolean or choice at the top level of the form always has a value. */
const isRequired = ({ property, when }: Field) =>
	property.required === true ||
	when !== undefined ||
	['boolean', 'options'].includes(property.type);

/** What the node itself adds when it reads a list or sends a file. */
const PAGING = ['max', 'page', 'nextPage', 'prevPage', 'filters', 'sort'];

function queryOf(
	{ list, options = [], run }: Operation,
	fields: Field[],
	endpoint: Endpoint,
): Found[] {
	const known = endpoint.query ?? {};
	// An operation with its own step may send what is under Options.
	const paths = [
		...fields.map(({ path }) => path),
		...(run ? options.map(({ name }) => name) : []),
	];
	const lacking = Object.keys(known).filter(
		(key) => !paths.includes(key) && !(list && PAGING.includes(key)),
	);
	return [
		...fields.flatMap((field): Found[] => {
			const member = `?${field.path}`;
			if (!Object.hasOwn(known, field.path)) return [{ member, what: 'undocumented' }];
			return valuesOf(field, known[field.path], member);
		}),
		...lacking.map((key): Found => ({ member: `?${key}`, what: 'lacking' })),
	];
}

function bodyOf(fields: Field[], required: string[], endpoint: Endpoint): Found[] {
	const documented = endpoint.body;
	const members = documented ? bodyMembers(documented) : {};
	const heads = (paths: string[]) => paths.map((path) => path.split('.')[0]);
	const missing = Object.keys(documented?.required ?? {}).filter(
		(name) => !heads(required).includes(name),
	);
	return [
		...membersIn(fields, members, '', { ...documented?.required, ...documented?.optional }),
		...missing
			.filter((name) => heads(fields.map(({ path }) => path)).includes(name))
			.map((member): Found => ({ member, what: 'required' })),
	];
}

/** Compares fields with documented fields. `wanted` are those that are reported if they are missing. */
function membersIn(
	fields: Field[],
	members: Members,
	inside: string,
	wanted: Members = members,
): Found[] {
	const at = (path: string) => (inside === '' ? path : `${inside}.${path}`);
	const groups = new Map<string, Field[]>();
	for (const field of fields) {
		const [first] = field.path.split('.');
		groups.set(first, [...(groups.get(first) ?? []), field]);
	}
	const found = [...groups].flatMap(([name, own]): Found[] => {
		if (!Object.hasOwn(members, name)) return [{ member: at(name), what: 'undocumented' }];
		const type = members[name];
		const deeper = own.filter((field) => field.path !== name);
		const whole = own.filter((field) => field.path === name);
		const shortened = deeper.map((field) => ({
			...field,
			path: field.path.slice(name.length + 1),
		}));
		const within = [...shortened, ...whole.flatMap((field) => field.fields ?? [])];
		const inner = membersOf(type);
		// Only a description of the request itself shows what a form lacks inside.
		const isRequest = typeof type === 'object';
		return [
			...whole.flatMap((field) => typeOf(field, type, at(name))),
			...(inner && within.length > 0
				? membersIn(within, inner, at(name), isRequest ? inner : {})
				: []),
		];
	});
	const lacking = Object.keys(wanted).filter((name) => !groups.has(name));
	return [...found, ...lacking.map((name): Found => ({ member: at(name), what: 'lacking' }))];
}

/** The JSON type that a field writes. */
function typeOf(field: Field, type: Type, member: string): Found[] {
	const known = resolved(type);
	const { example } = field;
	const written = Array.isArray(example) ? 'list' : typeof example;
	const documented = jsonTypeOf(known);
	if (documented && example !== '' && written !== documented) {
		return [{ member, what: 'type', detail: `${written}, documented ${documented}` }];
	}
	return valuesOf(field, type, member);
}

function jsonTypeOf(type: Type): string | undefined {
	if (Array.isArray(type) || type === 'list') return 'list';
	if (typeof type === 'object' || type === 'object') return 'object';
	if (type === 'any') return undefined;
	return type === 'number' || type === 'boolean' ? type : 'string';
}

/** Values that a field offers but BILL does not document, and the reverse. */
function valuesOf(field: Field, type: Type, member: string): Found[] {
	const choices = choicesOf(type);
	if (!choices || field.property.type !== 'options') return [];
	const offered = (field.property.options as Array<{ value: string }>).map(({ value }) => value);
	const unknown = offered.filter((value) => value !== '' && !choices.values.includes(value));
	// BILL returns UNDEFINED when it has no better value, so forms need not offer it.
	const missing = choices.values.filter(
		(value) => value !== 'UNDEFINED' && !offered.includes(value),
	);
	return [
		...(choices.basis === 'seen' ? [] : unknown).map((value): Found => ({
			member,
			what: 'value',
			detail: value,
		})),
		...missing.map((value): Found => ({ member: `${member}=${value}`, what: 'lacking' })),
	];
}

/** A list of Spend & Expense without a page token is returned whole, but also in `results`. */
const isWhole = ({ api, query = {} }: Endpoint) => api === 'spend' && !('nextPage' in query);

/** Checks paging, filters and sort order. */
function listOf({ list, run }: Operation, endpoint: Endpoint): Found[] {
	const found: Found[] = [];
	const { filters = {} } = endpoint;
	const gives = answerMembers(endpoint);
	const isPaged =
		(endpoint.answer === 'page' && !isWhole(endpoint)) || 'page' in (endpoint.query ?? {});
	if (!list && run) return [];
	if (!list) return endpoint.answer === 'page' ? [{ member: 'pages', what: 'lacking' }] : [];
	if (list.paged !== isPaged)
		found.push({ member: 'pages', what: isPaged ? 'lacking' : 'undocumented' });
	if (list.member && !(list.member in gives)) {
		found.push({ member: `list ${list.member}`, what: 'undocumented' });
	}
	const inQuery = (key: string) => endpoint.query !== undefined && key in endpoint.query;
	const own = (list.filters ?? []).filter(({ afterReading, means }) => !afterReading && !means);
	if (own.length > 0 && !inQuery('filters'))
		found.push({ member: '?filters', what: 'undocumented' });
	if (own.length === 0 && inQuery('filters')) found.push({ member: '?filters', what: 'lacking' });
	if (list.sort && !inQuery('sort')) found.push({ member: '?sort', what: 'undocumented' });
	if (!list.sort && inQuery('sort')) found.push({ member: '?sort', what: 'lacking' });
	for (const { path, operators } of own) {
		// Spend & Expense refuses filters that its pages do not list.
		const isRefused = endpoint.api === 'spend' || !isDocumented(path, gives);
		if (!(path in filters) && isRefused) {
			found.push({ member: `?filters ${path}`, what: 'undocumented' });
		}
		const documented = filters[path]?.split(' ');
		if (!filters[path]) continue;
		for (const operator of operators.filter((each) => !documented.includes(each))) {
			found.push({ member: `?filters ${path}:${operator}`, what: 'undocumented' });
		}
		for (const operator of documented.filter((each) => !(operators as string[]).includes(each))) {
			found.push({ member: `?filters ${path}:${operator}`, what: 'lacking' });
		}
	}
	if (inQuery('filters')) {
		const paths = own.map(({ path }) => path);
		for (const path of Object.keys(filters).filter((each) => !paths.includes(each))) {
			found.push({ member: `?filters ${path}`, what: 'lacking' });
		}
	}
	for (const member of list.sort ?? []) {
		const known = endpoint.sort ? endpoint.sort.includes(member) : isDocumented(member, gives);
		if (!known) found.push({ member: `?sort ${member}`, what: 'undocumented' });
	}
	return found;
}

/** Checks the output records. */
function outputOf(operation: Operation, endpoint: Endpoint): Found[] {
	const { output, simplify = [], names, list, run, read } = operation;
	// An operation with its own step may return something other than BILL's response.
	if (run) return [];
	// An empty response becomes `{ success: true }`.
	const gives: Members =
		endpoint.answer === 'empty' ? { success: 'boolean' } : answerMembers(endpoint);
	const members =
		list?.member && gives[list.member] ? (membersOf(gives[list.member]) ?? {}) : gives;
	const changed = read ? changedBy(read, members) : [];
	const said = Object.entries(output ?? {}).filter(([name]) => !changed.includes(name));
	const found: Found[] = shapeIn(Object.fromEntries(said), members, '');
	for (const path of simplify) {
		// Add Names reads this field elsewhere.
		if (Object.hasOwn(names?.adds ?? {}, path)) continue;
		if (!isDocumented(path, members))
			found.push({ member: `simplified ${path}`, what: 'undocumented' });
	}
	return found;
}

/** The fields that the node changes in the output. This works for fields whose text holds JSON. */
function changedBy(read: NonNullable<Operation['read']>, members: Members): string[] {
	const given = Object.fromEntries(Object.keys(members).map((name) => [name, '{}']));
	const out = read(given);
	return Object.keys(given).filter((name) => out[name] !== given[name]);
}

type Shape = NonNullable<Operation['output']>;

function shapeIn(shape: Shape, members: Members, inside: string): Found[] {
	return Object.entries(shape).flatMap(([name, own]): Found[] => {
		const path = inside === '' ? name : `${inside}.${name}`;
		const member = `output ${path}`;
		if (!Object.hasOwn(members, name)) return [{ member, what: 'undocumented' }];
		const type = resolved(members[name]);
		const documented = jsonTypeOf(type);
		const said = Array.isArray(own) ? 'list' : typeof own === 'object' ? 'object' : own;
		if (documented && documented !== said) {
			return [{ member, what: 'type', detail: `${said}, documented ${documented}` }];
		}
		const inner = membersOf(type);
		const entry = Array.isArray(own) ? own[0] : own;
		return inner && typeof entry === 'object' ? shapeIn(entry, inner, path) : [];
	});
}

/** Checks the bulk endpoint. */
function bulkOf(id: string, operation: Operation): Finding[] {
	const { bulk, method, fields, optional, path } = operation;
	if (!bulk) return [];
	const base = { where: 'form' as const, endpoint: nameOf(method, bulk.path) };
	const endpoint = endpointOf(method, bulk.path);
	if (!endpoint) return [{ ...base, member: 'it', what: 'undocumented', detail: id }];
	const found: Found[] = [];
	const gives = answerMembers(endpoint);
	const { body } = endpoint;
	const ids = 'ids' in bulk.records ? bulk.records.ids : undefined;
	if (bulk.member ? !(bulk.member in gives) : endpoint.answer !== 'list') {
		found.push({ member: `list ${bulk.member ?? ''}`, what: 'undocumented' });
	}
	if (ids === 'query') {
		if (!(endpoint.query && 'ids' in endpoint.query))
			found.push({ member: '?ids', what: 'undocumented' });
	} else {
		const own = [...fields, ...(optional?.fields ?? [])] as Field[];
		const content = own.filter((field) => field.path !== '' && !path.includes(`{${field.path}}`));
		const heads = [...new Set(content.map((field) => field.path.split('.')[0]))];
		const sent = bulk.takes ? heads.filter((name) => bulk.takes?.includes(name)) : heads;
		const all = ids === 'body' ? ['id', ...sent] : sent;
		const members = body ? bodyMembers(body) : {};
		if (!body?.list) found.push({ member: 'body', what: 'type', detail: 'a bare list' });
		for (const name of all.filter((each) => !(each in members))) {
			found.push({ member: name, what: 'undocumented' });
		}
		for (const name of Object.keys({ ...body?.required, ...body?.optional })) {
			if (!all.includes(name)) found.push({ member: name, what: 'lacking' });
		}
	}
	return found.map(({ detail, ...rest }) => ({
		...base,
		...rest,
		detail: detail ? `${id}: ${detail}` : id,
		source: endpoint.source,
	}));
}
