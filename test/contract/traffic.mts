import { type Endpoint, answerMembers, bodyMembers, endpointOf } from './contract.mts';
import type { Finding } from './findings.mts';
import { type Fault, faultsOf, isDocumented } from './values.mts';

/** One call to the local BILL and its response. */
export interface Exchange {
	method: string;
	/** Without the query. */
	path: string;
	query: Record<string, string | string[]>;
	/** Parsed JSON; for a file, a Buffer. */
	body: unknown;
	status: number;
	/** Parsed JSON; `undefined` for an empty response. */
	answer: unknown;
	/** A test has replaced the local BILL's response. */
	forged?: boolean;
}

/** URLs of files of the local BILL. BILL returns them in its responses; they are not endpoints. */
const FILES = /^\/connect\/v3\/(downloads|exports\/files)\//;

/** The differences between an accepted call and BILL's documentation. */
export function findingsIn(exchange: Exchange): Finding[] {
	const { method, path } = exchange;
	if (FILES.test(path)) return [];
	const endpoint = endpointOf(method, path);
	if (!endpoint) {
		return [
			{ where: 'request', endpoint: `${method} ${path}`, member: 'it', what: 'undocumented' },
		];
	}
	const asFinding =
		(where: Finding['where']) =>
		(fault: Fault): Finding => ({
			where,
			endpoint: endpoint.is,
			...fault,
			source: endpoint.source,
		});
	return [
		...[...queryFaults(exchange, endpoint), ...bodyFaults(exchange, endpoint)].map(
			asFinding('request'),
		),
		...answerFaults(exchange, endpoint).map(asFinding('answer')),
	];
}

function queryFaults({ query }: Exchange, endpoint: Endpoint): Fault[] {
	const known = endpoint.query ?? {};
	const undocumented = Object.keys(query).filter((key) => !Object.hasOwn(known, key));
	const missing = (endpoint.requiredQuery ?? []).filter((key) => !Object.hasOwn(query, key));
	const wrong = Object.entries(query).flatMap(([key, value]) => {
		// In a query every value is text.
		const type = known[key] ?? 'any';
		return typeof type === 'string' && /^(one of|known) /.test(type)
			? faultsOf(value, type, `?${key}`)
			: [];
	});
	return [
		...undocumented.map((key): Fault => ({ member: `?${key}`, what: 'undocumented' })),
		...missing.map((key): Fault => ({ member: `?${key}`, what: 'required' })),
		...wrong,
		...listFaults(String(query.filters ?? ''), String(query.sort ?? ''), endpoint),
	];
}

/** Fields that a list is filtered or sorted by although its records do not have them. */
function listFaults(filters: string, sort: string, endpoint: Endpoint): Fault[] {
	const plain = filters.replace(/"[^"]*"/g, '""');
	const filtered = [...plain.matchAll(/(?:^|,)([\w.]+):[a-z]+:/g)].map(([, member]) => member);
	const sorted = sort.split(',').flatMap((rule) => rule.split(':')[0] || []);
	const gives = answerMembers(endpoint);
	const known = [...Object.keys(endpoint.filters ?? {}), ...(endpoint.sort ?? [])];
	const unknown = (members: string[]) =>
		members.filter((member) => !(known.includes(member) || isDocumented(member, gives)));
	return [
		...unknown(filtered).map((each): Fault => ({
			member: `?filters ${each}`,
			what: 'undocumented',
		})),
		...unknown(sorted).map((each): Fault => ({ member: `?sort ${each}`, what: 'undocumented' })),
	];
}

function bodyFaults({ body }: Exchange, endpoint: Endpoint): Fault[] {
	if (body === undefined || body === null || Buffer.isBuffer(body)) return [];
	const documented = endpoint.body;
	if (!documented) {
		const empty = typeof body === 'object' && Object.keys(body).length === 0;
		return empty ? [] : [{ member: 'body', what: 'undocumented' }];
	}
	const members = bodyMembers(documented);
	const entries = documented.list && Array.isArray(body) ? body : [body];
	const missing = Object.keys(documented.required ?? {}).filter((name) =>
		entries.some((entry) => !Object.hasOwn(Object(entry) as object, name)),
	);
	return [
		...faultsOf(body, documented.list ? [members] : members),
		...missing.map((member): Fault => ({ member, what: 'required' })),
	];
}

function answerFaults({ status, answer, forged }: Exchange, endpoint: Endpoint): Fault[] {
	if (forged) return [];
	const { answer: form } = endpoint;
	const gives = answerMembers(endpoint);
	const faults: Fault[] = [];
	if (endpoint.status !== undefined && endpoint.status !== status) {
		faults.push({
			member: 'status',
			what: 'answer',
			detail: `${status}, documented ${endpoint.status}`,
		});
	}
	const actual = formOf(answer);
	if (actual !== form && !(actual === 'object' && form === 'page' && isEmpty(answer))) {
		return [...faults, { member: 'form', what: 'answer', detail: `${actual}, documented ${form}` }];
	}
	if (form === 'empty') return faults;
	if (Object.keys(gives).length === 0) return faults;
	const records = form === 'page' ? (answer as { results: unknown[] }).results : answer;
	return [...faults, ...faultsOf(records, form === 'object' ? gives : [gives])];
}

function formOf(answer: unknown): Endpoint['answer'] {
	if (answer === undefined || answer === '') return 'empty';
	if (Array.isArray(answer)) return 'list';
	return typeof answer === 'object' && answer !== null && 'results' in answer ? 'page' : 'object';
}

const isEmpty = (answer: unknown) => Object.keys(Object(answer) as object).length === 0;
