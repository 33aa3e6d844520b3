import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import type {
	Body,
	Contract,
	DocumentedRecord,
	Endpoint,
	Filterable,
	Members,
	Type,
} from '../test/contract/contract.mts';
import { type EndpointFact, type Facts, type ObjectFact, readFacts } from './contract/facts.mts';
import { filtersIn } from './contract/filters.mts';
import { membersOf, typeOf } from './contract/members.mts';
import { recordFinder } from './contract/records.mts';
import { repository } from './lib/paths.mts';
import { runMain } from './lib/plain-error.mts';

/*
 * Generates test/contract/bill.jsonl from notes on BILL's pages: a folder with endpoints.yaml, schemas.yaml and a
 * README.md that has the table of filters. Other pages of the notes may correct the values of fields. The same notes
 * always produce the same file.
 */

const FILE = path.join(repository, 'test', 'contract', 'bill.jsonl');

function contractOf({ endpoints, objects, guide }: Facts): Contract {
	const find = recordFinder(objects);
	const filters = filtersIn(guide);
	const records: Record<string, DocumentedRecord> = {};
	for (const [name, { source, fields }] of Object.entries(objects)) {
		records[name] = { source, members: membersOf(fields) };
	}
	return {
		records,
		endpoints: endpoints.map((fact) => endpointOf(fact, find, filters, objects)),
	};
}

function endpointOf(
	fact: EndpointFact,
	find: ReturnType<typeof recordFinder>,
	filters: Map<string, Filterable>,
	objects: Facts['objects'],
): Endpoint {
	const record = find.answerOf(fact);
	const subject = find.subjectOf(fact);
	const unsure = unsureOf(fact);
	const body = bodyOf(fact, record ?? subject, find.requestOf(fact), objects);
	const gives = givesOf(fact, record, subject, objects);
	const { query } = fact;
	const required = query.filter((key) => key.required).map(({ name }) => name);
	const own = filtersOf(fact, filters);
	return {
		is: `${fact.method} ${fact.path}`,
		base: fact.api === 'events' ? '/connect-events' : fact.api === 'oauth' ? '' : '/connect',
		api: fact.api,
		group: fact.group,
		source: fact.source,
		...(unsure && { unsure }),
		...(query.length > 0 && {
			query: Object.fromEntries(query.map((key) => [key.name, typeOf(key)])),
		}),
		...(required.length > 0 && { requiredQuery: required }),
		...(body && { body }),
		...(fact.success_status && { status: fact.success_status }),
		answer: fact.response === 'array' ? 'list' : fact.response,
		...(record && fact.response_fields.length > 1 && { record }),
		...(Object.keys(gives).length > 0 && { gives }),
		...(own && { filters: own }),
		...(fact.sort_fields && { sort: fact.sort_fields }),
	};
}

function unsureOf({ confidence, evidence }: EndpointFact): string | undefined {
	if (confidence !== 'documented') return confidence;
	return evidence === 'postman' ? 'members as in the examples' : undefined;
}

/** The fields of the response, each as a reference to the record's field if the record has it. */
function givesOf(
	{ path: at, response_fields: names }: EndpointFact,
	record: string | undefined,
	subject: string | undefined,
	objects: Facts['objects'],
): Members {
	const named = names.filter((name) => /^\w+$/.test(name));
	// A bulk response has one field, named after the kind of record.
	const isBulk = /\/bulk(\/|$)/.test(at) && named[0] !== 'status';
	if (!record && isBulk && named.length === 1 && subject) {
		return { [named[0]]: [`@${subject}`] };
	}
	return Object.fromEntries(named.map((name) => [name, referred(name, record, objects)]));
}

function referred(name: string, record: string | undefined, objects: Facts['objects']): Type {
	if (!record) return 'any';
	const [head, ...parts] = record.split('.');
	let fields = objects[head].fields;
	for (const part of parts) {
		const { fields: inside, items } = fields[part];
		fields = inside ?? (typeof items === 'object' ? items.fields : undefined) ?? {};
	}
	return name in fields ? `@${record}.${name}` : 'any';
}

function bodyOf(
	fact: EndpointFact,
	record: string | undefined,
	request: ObjectFact | undefined,
	objects: Facts['objects'],
): Body | undefined {
	const members = (names: string[] = []): Members | undefined => {
		if (names.length === 0) return undefined;
		return Object.fromEntries(names.map((name) => [name, bodyType(name)]));
	};
	const bodyType = (name: string): Type => {
		const own = fact.body?.find((each) => each.name === name) ?? request?.fields[name];
		// A description of the entries in words is complete.
		if (own?.type === 'array' && typeof own.items === 'string') return typeOf(own);
		const ofRecord = referred(name, record, objects);
		const type = merged(own ? typeOf(own) : 'any', ofRecord);
		return fact.method === 'POST' ? type : withIds(type, ofRecord);
	};
	const body: Body = {
		...(fact.body_is_array && { list: true }),
		...part('required', members(fact.required_fields)),
		...part('optional', members(fact.optional_fields)),
		...part('inferred', members(fact.optional_fields_inferred)),
		...(fact.required_basis && fact.required_fields.length > 0 && { requiredInferred: true }),
	};
	return body.required || body.optional || body.inferred ? body : undefined;
}

const part = (name: keyof Body, members: Members | undefined) =>
	members ? { [name]: members } : {};

/** The type noted for a body. Where the notes do not describe the inside, the record's own field is used. */
function merged(own: Type, ofRecord: Type): Type {
	if (own === 'any' || own === 'object' || own === 'list')
		return ofRecord === 'any' ? own : ofRecord;
	if (typeof own === 'string' || typeof ofRecord !== 'string' || ofRecord === 'any') return own;
	if (Array.isArray(own)) return [merged(own[0], ofRecord)];
	return Object.fromEntries(
		Object.entries(own).map(([name, type]) => [name, merged(type, `${ofRecord}.${name}`)]),
	);
}

/** In an update, the existing entries of a list are identified by their IDs. */
function withIds(type: Type, ofRecord: Type): Type {
	if (!Array.isArray(type) || typeof type[0] !== 'object' || Array.isArray(type[0])) return type;
	return typeof ofRecord === 'string' ? [{ id: `${ofRecord}.id`, ...type[0] }] : type;
}

/** The fields that a list can be filtered by. */
function filtersOf(
	{ method, path: at, filters, response }: EndpointFact,
	known: Map<string, Filterable>,
): Filterable | undefined {
	if (filters) {
		return Object.fromEntries(filters.map((each) => [each.field, each.ops?.join(' ') ?? '']));
	}
	if (method !== 'GET' || response !== 'page') return undefined;
	return KINDS[at] ? known.get(KINDS[at]) : undefined;
}

/** The lists that the guide's table names in words. */
const KINDS: Record<string, string> = {
	'/v3/vendors': 'vendors',
	'/v3/customers': 'customers',
	'/v3/bills': 'bills',
	'/v3/invoices': 'invoices',
	'/v3/recurringbills': 'recurring bills',
	'/v3/funding-accounts/banks': 'organization bank accounts',
	'/v3/payments': 'payments',
};

/** One line per record and per endpoint. */
function asText({ records, endpoints }: Contract): string {
	const lines = [
		...Object.entries(records).map(([name, record]) => ({ record: name, ...record })),
		...endpoints,
	];
	return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function countMembers(type: Type): number {
	if (typeof type === 'string') return 0;
	if (Array.isArray(type)) return countMembers(type[0]);
	return Object.values(type).reduce<number>((sum, member) => sum + 1 + countMembers(member), 0);
}

async function main() {
	const program = new Command('npm run contract --')
		.description("Makes test/contract/bill.jsonl from a folder with notes on BILL's pages.")
		.argument('<folder>', 'has endpoints.yaml, schemas.yaml and README.md')
		.parse();
	const made = contractOf(await readFacts(program.args[0]));
	const text = asText(made);
	await writeFile(FILE, text);
	const members =
		Object.values(made.records).reduce((sum, { members: own }) => sum + countMembers(own), 0) +
		made.endpoints.reduce((sum, { query = {}, body = {}, gives = {} }) => {
			const { required = {}, optional = {}, inferred = {} } = body;
			return (
				sum + [query, required, optional, inferred, gives].map(countMembers).reduce((a, b) => a + b)
			);
		}, 0);
	console.log(
		`${made.endpoints.length} endpoints, ${Object.keys(made.records).length} records, ${members} members; ${(text.length / 1000).toFixed(0)} KB`,
	);
}

await runMain(main);
