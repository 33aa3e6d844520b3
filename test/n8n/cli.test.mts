import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLocalBill, type LocalBill } from '../../local-bill/server.mts';
import type { Execution } from '../../tools/n8n/client.mts';
import { n8nCli, rawOutput } from '../../tools/n8n/process.mts';
import { resultOf, workflowOf } from '../../tools/lib/run-node.mts';
import { billData, loginsAt, sharedServer, someVendors } from '../support/n8n.mts';

let bill: LocalBill;
let files: string;
const { userFolder } = sharedServer();

beforeAll(async () => {
	bill = await startLocalBill();
	files = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-cli-'));
});
afterAll(async () => {
	await bill.close();
	await rm(files, { recursive: true, force: true });
});

/** Writes a file for n8n to import. @returns the argument that names it */
async function input(name: string, content: object): Promise<string> {
	const file = path.join(files, name);
	await writeFile(file, JSON.stringify([content]));
	return `--input=${file}`;
}

test('n8n on the command line: separate processes share one session', async () => {
	const credential = { id: 'cliBill', name: 'Bill CLI', type: 'billApi', data: billData(bill) };
	const workflow = {
		id: 'cliVendors',
		active: false,
		...workflowOf({
			parameters: someVendors,
			credentials: { billApi: { id: credential.id, name: credential.name } },
		}),
	};
	const run = async (...args: string[]) => await n8nCli(args, { userFolder });

	const imported = await run('import:credentials', await input('credentials.json', credential));
	expect(imported).toMatchObject({ exitCode: 0 });
	expect(await run('import:workflow', await input('workflow.json', workflow))).toMatchObject({
		exitCode: 0,
	});
	for (let process = 0; process < 3; process++) {
		const { stdout } = await run('execute', `--id=${workflow.id}`, '--rawOutput');
		const result = resultOf(rawOutput<Execution>(stdout));
		expect(result.error).toBeUndefined();
		expect(result.items).toHaveLength(3);
	}
	expect(loginsAt(bill)).toBe(1);
	expect(bill.requests).toHaveLength(4);
}, 240_000);
