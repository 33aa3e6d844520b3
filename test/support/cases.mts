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

/** Runs the node with a credential: `direct` needs no n8n, and others can take its place. */
export type NodeRunner = (
	credential: Data,
	run: Run,
	node?: ActionNodeName,
	type?: CredentialName,
) => Promise<Item[]>;

export const direct: NodeRunner = async (credential, run, node, type = credentialOf(node)) =>
	await directNode(credential, type).run(run);

/** One request as the local BILL must have got it. Nothing else may have been sent but the login. */
export interface Received {
	method: string;
	/** Below /connect. */
	path: string;
	query?: Record<string, string>;
	/** The exact JSON; left out, nothing may have been sent. */
	body?: unknown;
	/** The exact bytes, where a file was sent. */
	file?: Buffer;
}

export interface GivenFile {
	field: string;
	fileName?: string;
	mimeType?: string;
	bytes?: Buffer;
}

/**
 * One operation in one form, as data: what is filled in, what BILL must get and keep, and what comes out.
 * `K` is what `setUp` has made for it.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list has cases of every `K`
export interface Case<K = any> {
	/** The node that it is of; Bill when left out. */
	node?: ActionNodeName;
	resource: string;
	operation: string;
	/** `smallest` fills in what is required, `fullest` everything. */
	form: string;
	/** It is of a partner, whose organization is that of the local BILL. */
	partner?: true;
	/** Needs a session that BILL trusts. */
	trusted?: boolean;
	/** Makes what the operation is about, through BILL's API, so that it works on every BILL. */
	setUp?(bill: Bill): Promise<K> | K;
	/** What is filled in; a second and further items may differ. */
	parameters(known: K, item: number): Data;
	/** The items that go in; one without data when left out. */
	items?(known: K): Item[];
	continueOnFail?: boolean;
	/** The requests in their order. */
	received(known: K): Received[];
	/** How many records of each kind there are afterwards that were not there before; none when left out. */
	added?: Partial<Record<CollectionName, number>>;
	/** Records as the local BILL keeps them afterwards, found by their `id`; they may have more members. */
	kept?(known: K, items: Item[]): Partial<Record<CollectionName, Data[]>>;
	/** The items that come out; they may have more members, but there may not be more items. */
	given(known: K): unknown[];
	/** The files of the first item. */
	files?(known: K): GivenFile[];
	/** Why it runs against the local BILL only. */
	localOnly?: string;
}

/** The same case in its smallest and its fullest form. */
export const both = (make: (full: boolean) => Omit<Case, 'form'>): Case[] =>
	[false, true].map((full) => ({ ...make(full), form: full ? 'fullest' : 'smallest' }));

type Unnamed<K, Named extends keyof Case> = Omit<Case<K>, Named>;

/** What makes the cases of one resource: one case, or one in its smallest and its fullest form. */
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
 * The options that every operation has, or every one that writes, where the form is to be full. As in the editor, one
 * that a form does not have is left away.
 */
export const optionsIf = (full: boolean) =>
	full ? { options: { emptyFields: 'leave', timeout: 30, lookUpSeconds: 20 } } : {};

/** A record that is picked by its ID, or from the list where the form is to be full. */
export const pick = (field: string, id: string, full: boolean): Data => ({
	[field]: full ? fromList(id) : byId(id),
	...optionsIf(full),
});

/*
 * The requests that the local BILL must have got, in short.
 */
export const get = (path: string, query?: Received['query']): Received => ({
	method: 'GET',
	path,
	...(query && { query }),
});
export const post = (path: string, body?: unknown): Received => ({ method: 'POST', path, body });
export const patch = (path: string, body: unknown): Received => ({ method: 'PATCH', path, body });
export const put = (path: string, body: unknown): Received => ({ method: 'PUT', path, body });
export const remove = (path: string): Received => ({ method: 'DELETE', path });

/** The clocks of the workflow in all cases: a place where a day that shifts by one would be seen. */
export const TIME_ZONE = 'America/Los_Angeles';

/** Runs the node as the case says. */
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

/** Declares one Jest test for each case, against a local BILL that is as new each time. */
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
				// API Request gives what BILL has answered, as it is.
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

/** The requests of the log that are not the sign-in. */
export function withoutLogin(requests: LoggedRequest[]): LoggedRequest[] {
	return requests.filter(({ path }) => !SIGN_INS.test(path));
}

/** A logged request in the words of a case. */
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

/** A partner names the organization with its users, roles and phones alone: https://developer.bill.com/reference/listpartnerusers. */
const NAMES_ORGANIZATION = /^\/v3\/partner\/(users|roles|risk-verifications)\b/;

function expected({ query = {}, body, file, ...received }: Received, ofPartner?: string): object {
	const isNamed = ofPartner !== undefined && NAMES_ORGANIZATION.test(received.path);
	const rest = { ...received, ...(isNamed && { organization: ofPartner }) };
	if (!file) return { ...rest, query, body };
	const sha256 = createHash('sha256').update(file).digest('hex');
	return { ...rest, query, file: { bytes: file.length, sha256 } };
}

type Counts = Record<string, number>;

/** What BILL writes by itself when something happens. */
const OWN_BOOKS = ['auditTrail', 'events', 'idempotentAnswers'];

/** How many records of each kind there are. Spend's seed is large and made when first asked for; only its own node can ask. */
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
