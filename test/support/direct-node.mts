import { randomUUID } from 'node:crypto';
import axios, { type AxiosRequestConfig } from 'axios';
import { type ICredentialType, NodeApiError, NodeHelpers, type INodeType } from 'n8n-workflow';
import { BillApi } from '../../credentials/BillApi.credentials.ts';
import { BillOAuth2Api } from '../../credentials/BillOAuth2Api.credentials.ts';
import { BillPartnerApi } from '../../credentials/BillPartnerApi.credentials.ts';
import { BillSpendExpenseApi } from '../../credentials/BillSpendExpenseApi.credentials.ts';
import { Bill } from '../../nodes/Bill/Bill.node.ts';
import { BillSpendExpense } from '../../nodes/BillSpendExpense/BillSpendExpense.node.ts';

/*
 * Runs an action node against a server over real HTTP, without starting n8n. What n8n's request helpers do is
 * reimplemented here in a few lines (n8n-core, request-helpers/authentication.js). The tests in test/n8n check that
 * n8n really behaves this way.
 */

export interface Item {
	json: Record<string, unknown>;
	binary?: Record<string, { data: string; mimeType: string; fileName?: string }>;
	pairedItem?: { item: number };
}

export interface DirectNode {
	/** The stored credential, shared by all runs, as in n8n's database. */
	stored: Record<string, unknown>;
	run(run: Run): Promise<Item[]>;
	search(method: string, filter?: string, token?: string, parameters?: Data): Promise<Found>;
}

export interface Run {
	/** One set for all items, or a function that returns the set of each item. */
	parameters: Record<string, unknown> | ((item: number) => Record<string, unknown>);
	items?: Item[];
	continueOnFail?: boolean;
	timeZone?: string;
	signal?: AbortSignal;
	executionId?: string;
	/** Overrides of n8n's context. */
	context?: object;
}

export interface Found {
	results: Array<{ name: string; value: string }>;
	paginationToken?: string;
}

type Data = Record<string, unknown>;

/** The nodes, created once as in n8n: each builds all of its forms, which takes longer than most tests. */
const NODES = { bill: new Bill(), billSpendExpense: new BillSpendExpense() };

/** A node with one credential: Bill Spend & Expense for that node's credential, otherwise Bill. */
export function directNode(data: Data, type: CredentialName = 'billApi'): DirectNode {
	const isSpend = type === 'billSpendExpenseApi';
	const node = isSpend ? NODES.billSpendExpense : NODES.bill;
	const own = () => ({
		name: 'Bill',
		type: `n8n-nodes-bill.${isSpend ? 'billSpendExpense' : 'bill'}`,
		parameters: { authentication: type },
	});
	const { stored, base } = billContext(data, own, type);

	return {
		stored,
		async run({ parameters, items = [{ json: {} }], continueOnFail = false, ...run }) {
			const of = filledIn(node, parameters, type);
			const shared = base(run.timeZone ?? 'UTC');
			const context = {
				...shared,
				getInputData: () => items,
				continueOnFail: () => continueOnFail,
				getExecutionId: () => run.executionId ?? randomUUID(),
				getInstanceId: () => 'instance',
				getExecutionCancelSignal: () => run.signal ?? signalOf(context),
				getNodeParameter: (name: string, index: number, fallback?: unknown) => {
					const found = of(index)[name];
					const value = found === undefined ? fallback : found;
					if (value === undefined) throw new Error(`Could not get parameter "${name}"`);
					return value;
				},
				helpers: {
					...shared.helpers,
					getBinaryDataBuffer: async (index: number, field: string) =>
						Buffer.from(items[index].binary?.[field].data ?? '', 'base64'),
					prepareBinaryData: async (bytes: Buffer, fileName?: string, mimeType?: string) => ({
						data: bytes.toString('base64'),
						mimeType: mimeType ?? 'application/octet-stream',
						fileName,
					}),
				},
			};
			const [output] = await node.execute.call({ ...context, ...run.context } as never);
			return output as unknown as Item[];
		},
		async search(method, filter, token, parameters = {}) {
			return (await node.methods.listSearch[method].call(
				{
					...base('UTC'),
					getCurrentNodeParameter: (name: string) => parameters[name],
				} as never,
				filter,
				token,
			)) as Found;
		},
	};
}

/** The credentials that sign in, each with the hidden field that stores the result. */
const CREDENTIALS = {
	billApi: { credential: new BillApi(), keptIn: 'sessionId' },
	billOAuth2Api: { credential: new BillOAuth2Api(), keptIn: 'accessToken' },
	billPartnerApi: { credential: new BillPartnerApi(), keptIn: 'sessionId' },
	billSpendExpenseApi: { credential: new BillSpendExpenseApi(), keptIn: 'sessionId' },
} satisfies Record<string, { credential: ICredentialType; keptIn: string }>;

/** The action nodes, by the name of their description. */
export type ActionNodeName = 'bill' | 'billSpendExpense';

/** The default credential of a node. */
export const credentialOf = (node: ActionNodeName = 'bill'): CredentialName =>
	node === 'bill' ? 'billApi' : 'billSpendExpenseApi';

export type CredentialName = keyof typeof CREDENTIALS;

let credentials = 0;

/** A stored credential, and what each of n8n's contexts offers to a node that uses it. */
export function billContext(
	data: Data,
	own: () => { name: string; type: string; parameters?: Data },
	type: CredentialName = 'billApi',
) {
	const { credential, keptIn }: { credential: ICredentialType; keptIn: string } = CREDENTIALS[type];
	const stored: Data = { environment: 'sandbox', [keptIn]: '', ...data };
	const id = `stored ${++credentials}`;
	const description = () => ({
		id: 'node',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id, name: 'Bill' } },
		...own(),
	});

	const preAuthenticate = async (used: Data) => {
		if (!credential.preAuthentication || used[keptIn] !== '') return;
		const output = await credential.preAuthentication.call(
			{ helpers: { httpRequest } } as never,
			used as never,
		);
		Object.assign(stored, output);
		Object.assign(used, output);
	};

	const base = (timeZone: string) => ({
		getNode: description,
		getTimezone: () => timeZone,
		getCredentials: async () => ({ ...stored }),
		helpers: {
			httpRequest,
			async httpRequestWithAuthentication(
				_type: string,
				options: Data,
				more?: { credentialsDecrypted?: { data: Data } },
			) {
				const used = more?.credentialsDecrypted?.data ?? { ...stored };
				try {
					await preAuthenticate(used);
					const authenticate = credential.authenticate as unknown as (
						a: Data,
						b: Data,
					) => Promise<Data>;
					return await httpRequest(await authenticate(used, options));
				} catch (error) {
					throw new NodeApiError(description() as never, error as never);
				}
			},
		},
	});
	return { stored, base };
}

const signals = new WeakMap<object, AbortSignal>();

function signalOf(context: object): AbortSignal {
	const signal = signals.get(context) ?? new AbortController().signal;
	signals.set(context, signal);
	return signal;
}

/**
 * The parameters of each item as n8n passes them: fields that are not filled in have their defaults, also inside
 * groups and lines, and fields that the form does not show are missing.
 */
function filledIn(
	node: INodeType,
	parameters: Run['parameters'],
	authentication: CredentialName,
): (item: number) => Data {
	const known = new Map<Data | number, Data>();
	return (item) => {
		const each = typeof parameters === 'function';
		const key = each ? item : parameters;
		if (!known.has(key)) {
			const given = quick({ authentication, ...(each ? parameters(item) : parameters) });
			known.set(key, withDefaults(node, given, ['resource', 'operation']));
		}
		return known.get(key) as Data;
	};
}

/** Turns off looking up lost writes, which takes some seconds, except in tests that ask for it. */
export function quick(given: Data): Data {
	return { ...given, options: { lookUpSeconds: 0, ...(given.options as Data | undefined) } };
}

/** @param chosenBy the parameters that decide which form is shown; only that form is considered */
export function withDefaults(
	{ description }: Pick<INodeType, 'description'>,
	given: Data,
	chosenBy: string[],
): Data {
	const shown = description.properties.filter(({ displayOptions }) =>
		chosenBy.every((name) => {
			const wanted = displayOptions?.show?.[name];
			return given[name] === undefined || !wanted || wanted.includes(given[name] as never);
		}),
	);
	const filled = NodeHelpers.getNodeParameters(
		shown,
		given as never,
		true,
		false,
		{ typeVersion: 1 },
		description,
	);
	return withDates(filled, given) as Data;
}

/** n8n evaluates an expression after applying the defaults, so a date it returns stays a date, and null stays null. */
function withDates(filled: unknown, given: unknown): unknown {
	if (typeof given !== 'object' || filled === undefined) return filled;
	if (given === null) return null;
	if ('toISOString' in given || 'toISO' in given) return given;
	if (typeof filled !== 'object' || filled === null) return filled;
	for (const [name, value] of Object.entries(given)) {
		const members = filled as Data;
		if (name in members) members[name] = withDates(members[name], value);
	}
	return filled;
}

/** n8n's `helpers.httpRequest`. */
async function httpRequest(options: Data): Promise<unknown> {
	const config: AxiosRequestConfig = {
		method: options.method as string,
		url: options.url as string,
		params: options.qs,
		data: options.body,
		headers: options.headers as Record<string, string>,
		timeout: options.timeout as number,
		maxRedirects: options.disableFollowRedirect ? 0 : 5,
		...(options.encoding ? { responseType: 'arraybuffer' as const } : {}),
		...(options.ignoreHttpStatusErrors ? { validateStatus: () => true } : {}),
		proxy: false,
	};
	const response = await axios.request(config);
	if (!options.returnFullResponse) return response.data;
	return { statusCode: response.status, headers: response.headers, body: response.data };
}
