import { readFile } from 'node:fs/promises';
import { type LocalBill, type LocalBillOptions, startLocalBill } from '../../local-bill/server.mts';
import { N8nClient } from '../../tools/n8n/client.mts';
import { defaultOwner } from '../../tools/n8n/server.mts';
import { runNode, type NodeResult, type NodeToRun } from '../../tools/lib/run-node.mts';
import { usAddress } from './records.mts';

/**
 * The variable by which the test runner tells the tests of test/n8n which n8n it started for each Jest worker, in
 * order.
 */
export const serversVariable = 'TEST_N8N_SERVERS';

export interface SharedServer {
	url: string;
	userFolder: string;
	/** The file with everything this n8n has printed. */
	logFile: string;
}

/** The n8n that the test runner started for this Jest worker. `npm test -- n8n` starts one for these tests only. */
export function sharedServer(): SharedServer {
	const servers = JSON.parse(process.env[serversVariable] ?? '[]') as SharedServer[];
	const server = servers[Number(process.env.JEST_WORKER_ID ?? 1) - 1];
	if (!server) {
		throw new Error('These tests need a running n8n: start them with "npm test -- n8n".');
	}
	return server;
}

/** The shared n8n, signed in as its owner, with helpers that most tests need. */
async function connectN8n() {
	const server = sharedServer();
	const client = new N8nClient(server.url);
	await client.signIn(defaultOwner);
	return { ...server, client, logs: async () => await readFile(server.logFile, 'utf8') };
}

type SharedN8n = Awaited<ReturnType<typeof connectN8n>>;

/** The shared n8n and a local BILL for the tests of one file. By default each test begins with a reset BILL. */
export function n8nWithBill({
	reset = true,
	...options
}: LocalBillOptions & {
	/** `false` if the tests build on each other. */
	reset?: boolean;
} = {}): { n8n: SharedN8n; bill: LocalBill } {
	const n8n = {} as SharedN8n;
	const bill = {} as LocalBill;
	beforeAll(async () => {
		Object.assign(n8n, await connectN8n());
		Object.assign(bill, await startLocalBill(options));
	}, 60_000);
	beforeEach(() => {
		if (reset) bill.reset();
	});
	afterAll(async () => await bill.close());
	return { n8n, bill };
}

/** What a Bill credential needs: the URL of a local BILL and four fields. */
export interface BillAccount {
	url: string;
	credentials: { username: string; password: string; organizationId: string; devKey: string };
}

type Data = Record<string, unknown>;

/** The data of a Bill credential for a local BILL. */
export function billData({ url, credentials }: BillAccount, changes: object = {}): Data {
	return { environment: 'custom', gatewayUrl: url, ...credentials, ...changes };
}

/** A new Bill credential in the shared n8n, and a Bill node that signs in with it. */
export async function billIn(client: N8nClient, account: BillAccount, changes: object = {}) {
	return await credentialIn(client, 'billApi', billData(account, changes));
}

/** A new OAuth credential for one of the apps of a local BILL, and a Bill node that signs in with it. */
export async function oauthIn(
	client: N8nClient,
	{ url, oauthApps }: LocalBill,
	name: keyof LocalBill['oauthApps'] = 'full',
	changes: object = {},
) {
	const { clientId, clientSecret } = oauthApps[name];
	const app = { clientId, clientSecret } as Record<string, string>;
	const data = { environment: 'custom', gatewayUrl: url, ...app, ...changes };
	return await credentialIn(client, 'billOAuth2Api', data);
}

/** A new Spend & Expense credential for a local BILL, and a Bill Spend & Expense node with it. */
export async function spendIn(client: N8nClient, { url, spendToken }: LocalBill, changes = {}) {
	const data = { environment: 'custom', gatewayUrl: url, apiToken: spendToken, ...changes };
	return await credentialIn(client, 'billSpendExpenseApi', data, 'billSpendExpense');
}

/** The default credential of each node. */
const FIRST = { bill: 'billApi', billSpendExpense: 'billSpendExpenseApi' };

/** A new credential in the shared n8n, and a node of this package with it. */
export async function credentialIn(
	client: N8nClient,
	type: string,
	data: Data,
	node: keyof typeof FIRST = 'bill',
) {
	const name = `Bill ${Math.random().toString(36).slice(2)}`;
	const { id } = await client.createCredential({ name, type, data });
	const credentials = { [type]: { id, name } };
	return {
		id,
		name,
		type,
		data,
		credentials,
		/**
		 * Saves the credential with some fields changed, as the editor does: fields it does not show are sent back
		 * unchanged.
		 */
		change: async (changes: Data) => {
			const shown = await client.readCredential(id);
			await client.updateCredential(id, { name, type, data: { ...shown.data, ...changes } });
		},
		/** Presses the credential's Test button. */
		test: async (changes: Data = {}) =>
			await client.testCredential({ id, name, type, data: { ...data, ...changes } }),
		/** Presses Test right after opening the credential, when the editor does not have the secrets. */
		testAsOpened: async () => {
			const { data: shown } = await client.readCredential(id);
			return await client.testCredential({ id, name, type, data: shown });
		},
		/** Runs one operation of the node. */
		run: async (
			parameters: Record<string, unknown>,
			more: Pick<NodeToRun, 'items' | 'continueOnFail' | 'tries'> = {},
		): Promise<NodeResult> =>
			await runNode(client, {
				type: `n8n-nodes-bill.${node}`,
				parameters: { ...(type !== FIRST[node] && { authentication: type }), ...parameters },
				credentials,
				...more,
			}),
	};
}

/** Parameters of the Bill node that read some vendors. */
export const someVendors = { resource: 'vendor', operation: 'getAll', returnAll: false, limit: 3 };

/** Parameters of the Bill node that create a vendor in the US. */
export function newVendor(name: string) {
	const { line1: addressLine1, ...place } = usAddress;
	return { resource: 'vendor', operation: 'create', name, addressLine1, ...place };
}

/** How many logins a local BILL has received. */
export const loginsAt = (bill: { requests: Array<{ path: string }> }): number =>
	bill.requests.filter(({ path }) => path === '/connect/v3/login').length;

/** How many access tokens a local BILL was asked for. */
export const tokenRequestsAt = (bill: { requests: Array<{ path: string }> }): number =>
	bill.requests.filter(({ path }) => path === '/authx/token').length;
