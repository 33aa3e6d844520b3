import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { putCredential } from '../playground/content.mts';
import { startLocalBill } from '../local-bill/server.mts';
import { findChromium, openBrowser } from '../test/support/n8n-browser.mts';
import { addAction, chooseCredential, signIn } from '../test/support/editor.mts';
import { openActions, payFrom } from '../test/support/pay-by-clicking.mts';
import { repository } from './lib/paths.mts';
import { PlainError, runMain } from './lib/plain-error.mts';
import { startN8n } from './n8n/server.mts';

/**
 * Takes the pictures of the README: a person pays a bill in n8n's editor, and the local BILL shows the requests it
 * received.
 */
async function main() {
	const chromium = findChromium();
	if (!chromium)
		throw new PlainError('There is no Chromium on this computer. Name it in CHROMIUM.');
	const folder = path.join(repository, 'docs', 'images');
	await mkdir(folder, { recursive: true });
	const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-pictures-'));
	const bill = await startLocalBill();
	try {
		const n8n = await startN8n({ userFolder });
		try {
			const { name = 'Bill account' } = await putCredential(n8n.client, bill);
			const { page, close } = await openBrowser(chromium);
			try {
				const take = async (what: string) =>
					await page.screenshot({ path: path.join(folder, `${what}.png`) });
				await signIn(page, n8n.url);
				await openActions(page, n8n.url);
				await take('panel');
				await addAction(page, 'Pay a bill');
				await chooseCredential(page, name);
				await payFrom(page, { bill: 'CF-50112', account: 'verified' }, take);
				await page.setViewportSize({ width: 1280, height: 720 });
				await page.goto(bill.url);
				await page.getByRole('cell', { name: /^POST .*payments$/ }).waitFor();
				await take('local-bill');
			} finally {
				await close();
			}
		} finally {
			await n8n.stop();
		}
	} finally {
		await bill.close();
		await rm(userFolder, { recursive: true, force: true });
	}
	console.log(`The pictures are in ${path.relative(repository, folder)}.`);
}

await runMain(async () => {
	new Command('npm run pictures --')
		.description('Takes the pictures of the README in docs/images.')
		.parse();
	await main();
});
process.exit(process.exitCode ?? 0);
