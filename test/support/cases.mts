import { createHash } from 'node:crypto';
import type { LoggedRequest, LocalBill } from '../../local-bill/server.mts';
import { forgetPaces } from '../../nodes/core/wire/pace.ts';
import { prefixes } from '../../local-bill/state/ids.mts';
import type { CollectionName } from '../../local-bill/state/records/index.mts';
import { type Bill, type Data, type Rec, openLocalBill, partnerCredential } from './bill.mts';
import { spendCredential } from './spend.mts';
import { CoverageFile } from './coverage-file.mts';
import {
	type ActionNodeName,
	type CredentialName,
	type Item,
	type Run,
	credentialOf,
	directNode,
} from './direct-node.mts';
import { byId, fromList } from './form.mts';

/** Runs the node with a credential. `direct` runs it without n8n; other runners can replace it. */
export type NodeRunner = (
	credential: Data,
	run: Run,
	node?: ActionNodeName,
	type?: CredentialName,
) => Promise<Item[]>;

export const direct: NodeRunner = async (credential, run, node, type = credentialOf(node)) =>
	await directNode(credential, type).run(run);

/** One request that the local BILL must have received. Nothing else may have been sent except the login. */
export interface Received {
	method: string;
	/** Path below /connect. */
	path: string;
	query?: Record<string, string>;
	/** The exact JSON. If left out, the request must have no body. */
	body?: unknown;
	/** The exact bytes, if a file was sent. */
	file?: Buffer;
}

export interface GivenFile {
	field: string;
	fileName?: string;
	mimeType?: string;
	bytes?: Buffer;
}

/**
 * One operation with one form, as data: what is filled in, what BILL must receive and store, and the output. `K` is
 * what `setUp` returns.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list has cases of every `K`
export interface Case<K = any> {
	/** The node; default: Bill. */
	node?: ActionNodeName;
	resource: string;
	operation: string;
	/** `smallest` fills in only required fields, `fullest` fills in everything. */
	form: string;
	/** The case needs a partner credential. Its organization is that of the local BILL. */
	partner?: true;
	/** Needs a session that BILL trusts. */
	trusted?: boolean;
	/** Creates the records that the operation needs, through BILL's API, so that it works on every BILL. */
	setUp?(bill: Bill): Promise<K> | K;
	/** The parameters. Each item may have its own. */
	parameters(known: K, item: number): Data;
	/** The input items; default: one without data. */
	items?(known: K): Item[];
	continueOnFail?: boolean;
	/** The requests, in order. */
	received(known: K): Received[];
	/** How many new records of each kind there are afterwards; default: none. */
	added?: Partial<Record<CollectionName, number>>;
	/** Records that the local BILL has stored afterwards, found by their `id`. They may have more fields. */
	kept?(known: K, items: Item[]): Partial<Record<CollectionName, Data[]>>;
	/** The output items. They may have more fields, but there may not be more items. */
	given(known: K): unknown[];
	/** The files of the first item. */
	files?(known: K): GivenFile[];
	/** Why it runs against the local BILL only. */
	localOnly?: string;
}

/** The same case with its smallest and its fullest form. */
export const both = (make: (full: boolean) => Omit<Case, 'form'>): Case[] =>
	[false, true].map((full) => ({ ...make(full), form: full ? 'fullest' : 'smallest' }));

type Unnamed<K, Named extends keyof Case> = Omit<Case<K>, Named>;

/** Creates the cases of one resource: a single case, or one with its smallest and its fullest form. */
export const casesOf = (
	resource: string,
	node?: ActionNodeName,
	common: Pick<Case, 'partner' | 'localOnly'> = {},
) => ({
	caseOf: <K,>(
		operation: string,
		form: string,
		rest: Unnamed<K, 'resource' | 'operation' | 'form'>,
	): Case => ({ ...(node && { node }), ...common, resource, operation, form, ...rest }),
	bothForms: (
		operation: string,
		// eslint-disable-next-line @typescript-eslint/no-explicit-any -- `K` cannot be inferred through a function
		make: (full: boolean) => Unnamed<any, 'resource' | 'operation' | 'form'>,
	): Case[] =>
		both((full) => ({ ...(node && { node }), ...common, resource, operation, ...make(full) })),
});

/**
 * The options that every operation has, or every one that writes, if the form is to be full. Options that a form does
 * not have are left out, as in the editor.
 */
export const optionsIf = (full: boolean) =>
	full ? { options: { emptyFields: 'leave', timeout: 30, lookUpSeconds: 20 } } : {};

/** A record picked by its ID, or from the list if the form is to be full. */
export const pick = (field: string, id: string, full: boolean): Data => ({
	[field]: full ? fromList(id) : byId(id),
	...optionsIf(full),
});

/* Short forms of the requests that the local BILL must have received. */
export const get = (path: string, query?: Received['query']): Received => ({
	method: 'GET',
	path,
	...(query && { query }),
});
export const post = (path: string, body?: unknown): Received => ({ method: 'POST', path, body });
export const patch = (path: string, body: unknown): Received => ({ method: 'PATCH', path, body });
export const put = (path: string, body: unknown): Received => ({ method: 'PUT', path, body });
export const remove = (path: string): Received => ({ method: 'DELETE', path });

/** The workflow's time zone in all cases: one where a date that shifts by a day would be noticed. */
export const TIME_ZONE = 'America/Los_Angeles';

/** Runs the node as described by the case. */
export async function runCase<K>(
	{
		node,
		resource,
		operation,
		items,
		parameters,
		continueOnFail,
		trusted = false,
		partner,
	}: Case<K>,
	known: K,
	bill: Bill,
	runner: NodeRunner = direct,
): Promise<Item[]> {
	const input = items?.(known) ?? [{ json: {} }];
	const { organizationId } = bill.credential(false);
	const acting = partner && { partnerOrganization: byId(organizationId) };
	const of = (item: number) => ({ resource, operation, ...acting, ...parameters(known, item) });
	const credential = node === 'billSpendExpense' ? spendCredential(bill) : bill.credential(trusted);
	const run = {
		parameters: input.length === 1 ? of(0) : of,
		items: input,
		continueOnFail,
		timeZone: TIME_ZONE,
	};
	if (!partner) return await runner(credential, run, node);
	if (!bill.localBill) throw new Error('Only a local BILL has a partner');
	return await runner(partnerCredential(bill.localBill), run, node, 'billPartnerApi');
}

/** Declares one Jest test per case. Each runs against a newly reset local BILL. */
export function testCases(cases: Case[]): void {
	let bill: Bill & { localBill: LocalBill };
	const coverage = new CoverageFile();

	beforeAll(async () => {
		bill = await openLocalBill();
	});
	afterAll(async () => {
		coverage.save();
		await bill.localBill.close();
	});

	describe.each([...new Set(cases.map((each) => `${each.resource}: ${each.operation}`))])(
		'%s',
		(name) => {
			const casesOfName = cases.filter((each) => name === `${each.resource}: ${each.operation}`);
			it.each(casesOfName.map((each) => [each.form, each] as const))('%s', async (_form, each) => {
				const { localBill } = bill;
				localBill.reset();
				forgetPaces();
				const known = await each.setUp?.(bill);
				localBill.clearRequests();
				const before = counts(localBill, each);

				const items = await runCase(each, known, bill);

				const requests = withoutLogin(localBill.requests);
				const { organizationId } = bill.credential(false);
				const ofPartner = each.partner && organizationId;
				const wanted = each.received(known).map((one) => expected(one, ofPartner));
				expect(requests.map(asReceived)).toEqual(wanted);
				expect(difference(before, counts(localBill, each))).toEqual(each.added ?? {});
				expect(items.map(({ json }) => json)).toMatchObject(each.given(known));
				// API Request returns BILL's response unchanged.
				for (const { json } of each.resource === 'apiRequest' ? [] : items)
					expect(Object.keys(json).at(0) ?? '').not.toMatch(/^(created|updated)Time$/);
				checkFiles(items, each.files?.(known) ?? []);
				checkKept(localBill, each.kept?.(known, items) ?? {});
				coverage.add(each, requests, expect.getState().currentTestName ?? '');
			});
		},
	);
}

const SIGN_INS = /^\/connect\/v3\/(login|partner\/login|partner\/login-as-user)$/;

/** The logged requests without the sign-in. */
export function withoutLogin(requests: LoggedRequest[]): LoggedRequest[] {
	return requests.filter(({ path }) => !SIGN_INS.test(path));
}

/** A logged request in the form that a case uses. */
function asReceived({ method, path, query, body, rawBody, headers }: LoggedRequest): object {
	const isFile = typeof rawBody === 'object';
	return {
		method,
		path: path.replace(/^\/connect(?=\/)/, ''),
		query: { ...query },
		...(headers.organizationid && { organization: headers.organizationid }),
		...(isFile ? { file: rawBody } : { body }),
	};
}

/**
 * A partner sends the organization only in requests about users, roles and phones:
 * https://developer.bill.com/reference/listpartnerusers.
 */
const NAMES_ORGANIZATION = /^\/v3\/partner\/(users|roles|risk-verifications)\b/;

function expected({ query = {}, body, file, ...received }: Received, ofPartner?: string): object {
	const isNamed = ofPartner !== undefined && NAMES_ORGANIZATION.test(received.path);
	const rest = { ...received, ...(isNamed && { organization: ofPartner }) };
	if (!file) return { ...rest, query, body };
	const sha256 = createHash('sha256').update(file).digest('hex');
	return { ...rest, query, file: { bytes: file.length, sha256 } };
}

type Counts = Record<string, number>;

/** Records that BILL writes on its own. */
const OWN_BOOKS = ['auditTrail', 'events', 'idempotentAnswers'];

/**
 * The number of records of each kind. The Spend & Expense seed is large and created on first use, and only its own
 * node can use it.
 */
function counts(localBill: LocalBill, { node, added = {} }: Case): Counts {
	const all = Object.keys(prefixes) as CollectionName[];
	const names = all.filter(
		(name) =>
			!OWN_BOOKS.includes(name) &&
			(node === 'billSpendExpense' || name in added || !name.startsWith('spend')),
	);
	return Object.fromEntries(names.map((name) => [name, localBill.records(name).length]));
}

function difference(before: Counts, after: Counts): Counts {
	return Object.fromEntries(
		Object.entries(after)
			.map(([name, count]) => [name, count - before[name]] as const)
			.filter(([, added]) => added !== 0),
	);
}

function checkKept(localBill: LocalBill, kept: Partial<Record<CollectionName, Data[]>>): void {
	for (const [name, records] of Object.entries(kept) as Array<[CollectionName, Data[]]>) {
		for (const wanted of records) {
			const found = localBill.records(name).find(({ id }) => id === wanted.id);
			expect(found as Rec | undefined).toMatchObject(wanted);
		}
	}
}

function checkFiles([item]: Item[], files: GivenFile[]): void {
	expect(Object.keys(item?.binary ?? {})).toEqual(files.map(({ field }) => field));
	for (const { field, bytes, ...wanted } of files) {
		const file = item.binary?.[field];
		expect(file).toMatchObject(wanted);
		if (bytes) expect(Buffer.from(file?.data ?? '', 'base64').equals(bytes)).toBe(true);
	}
}
