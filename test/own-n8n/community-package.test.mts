import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLocalBill, type LocalBill } from '../../local-bill/server.mts';
import { type N8nServer, startN8n } from '../../tools/n8n/server.mts';
import { billIn, someVendors } from '../support/n8n.mts';
import { type PackageRegistry, registryOfThisPackage } from '../support/npm-registry.mts';

/* The package as people get it: installed and uninstalled by n8n itself, under Settings > Community nodes. */

let folder: string;
let registry: PackageRegistry;
let bill: LocalBill;
let n8n: N8nServer;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-community-'));
	registry = await registryOfThisPackage(folder);
	bill = await startLocalBill();
	n8n = await startN8n({ userFolder: folder, withPackage: false, env: registry.env });
}, 320_000);
afterAll(async () => {
	await n8n?.stop();
	await bill?.close();
	await registry?.close();
	await rm(folder, { recursive: true, force: true });
}, 60_000);

const ours = async () =>
	(await n8n.client.nodeTypes())
		.map(({ name }) => name)
		.filter((name) => name.startsWith(`${registry.name}.`))
		.sort();

test('n8n installs the packed package, runs it without a restart, and uninstalls it', async () => {
	expect(await ours()).toEqual([]);

	const { name, version } = registry;
	const installed = await n8n.client.call<{
		installedVersion: string;
		installedNodes: Array<{ type: string }>;
	}>('POST', '/rest/community-packages', { name, version });
	expect(installed.installedVersion).toBe(version);
	expect(installed.installedNodes.map(({ type }) => type).sort()).toEqual([
		`${name}.bill`,
		`${name}.billPollTrigger`,
		`${name}.billSpendExpense`,
		`${name}.billTrigger`,
	]);
	expect(registry.asked.some((at) => at.endsWith('.tgz'))).toBe(true);
	expect(await ours()).toEqual(expect.arrayContaining([`${name}.bill`, `${name}.billTool`]));

	const account = await billIn(n8n.client, bill);
	expect(await account.test()).toMatchObject({ status: 'OK' });
	const { items, error } = await account.run(someVendors);
	expect(error).toBeUndefined();
	expect(items).toHaveLength(3);

	await n8n.client.call('DELETE', `/rest/community-packages?name=${name}`);
	expect(await ours()).toEqual([]);
	expect(await n8n.client.call('GET', '/rest/community-packages')).toEqual([]);
}, 300_000);
