import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import type { Locator, Page } from 'playwright-core';
import { putExamples } from '../playground/content.mts';
import { signIn } from '../test/support/editor.mts';
import { findChromium, openBrowser } from '../test/support/n8n-browser.mts';
import {
	EXAMPLE_PICTURES,
	EXAMPLES_PAGE,
	examplesPage,
	notedExamples,
} from './docs/examples-page.mts';
import { PlainError, runMain } from './lib/plain-error.mts';
import { startN8n } from './n8n/server.mts';

/** What n8n shows on top of the workflow and next to it. */
const AROUND =
	'[data-test-id=canvas-controls], [data-test-id=canvas-minimap], [data-test-id=execute-workflow-button], [data-test-id=workflow-chat-button], [class*=executionButtons], [class*=nodeCreatorButton], [class*=nodeButtons], [data-test-id=canvas-background], .tab-bar-container { display: none !important; }';

/** Space around the nodes and lines, for the names below the nodes. */
const MARGIN = 88;

async function boxOf(drawn: Locator) {
	const box = await drawn.boundingBox();
	if (!box) throw new PlainError('Something in the picture of an example cannot be seen.');
	return box;
}

/** Takes a picture of the workflow alone, without the empty space around it. */
async function take(page: Page, url: string, id: string, file: string) {
	await page.goto(`${url}/workflow/${id}`);
	const canvas = page.getByTestId('canvas-wrapper');
	await page.getByTestId('canvas-node').first().waitFor();
	await page.getByTestId('zoom-to-fit').click();
	await page.addStyleTag({ content: AROUND });
	// Wait until the canvas has stopped moving.
	let before = '';
	for (;;) {
		const now = (await canvas.locator('.vue-flow__transformationpane').getAttribute('style')) ?? '';
		if (now === before) break;
		before = now;
		await page.waitForTimeout(300);
	}
	const whole = await boxOf(canvas);
	const drawn = await Promise.all(
		(await canvas.locator('.vue-flow__node, .vue-flow__edge-path').all()).map(boxOf),
	);
	const x = Math.max(whole.x, Math.min(...drawn.map((each) => each.x)) - MARGIN);
	const y = Math.max(whole.y, Math.min(...drawn.map((each) => each.y)) - MARGIN);
	const right = Math.max(...drawn.map((each) => each.x + each.width)) + MARGIN;
	const bottom = Math.max(...drawn.map((each) => each.y + each.height)) + MARGIN;
	const clip = {
		...{ x, y },
		width: Math.min(whole.x + whole.width, right) - x,
		height: Math.min(whole.y + whole.height, bottom) - y,
	};
	await page.screenshot({ path: path.join(EXAMPLE_PICTURES, `${file}.png`), clip });
}

/** Takes the pictures of all examples in n8n's editor. */
async function pictures() {
	const chromium = findChromium();
	if (!chromium) {
		throw new PlainError('There is no Chromium on this computer. Name it in CHROMIUM.');
	}
	await rm(EXAMPLE_PICTURES, { recursive: true, force: true });
	await mkdir(EXAMPLE_PICTURES, { recursive: true });
	const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-examples-'));
	try {
		const n8n = await startN8n({ userFolder });
		try {
			await putExamples(n8n.client, []);
			const workflows = await n8n.client.workflows();
			const { page, close } = await openBrowser(chromium, { width: 1800, height: 1000 });
			try {
				await signIn(page, n8n.url);
				for (const { file, name } of notedExamples()) {
					const { id } = workflows.find((each) => each.name === name) ?? {};
					if (!id) throw new PlainError(`n8n has no workflow "${name}".`);
					await take(page, n8n.url, id, file);
				}
			} finally {
				await close();
			}
		} finally {
			await n8n.stop();
		}
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
}

await runMain(async () => {
	const { text = false } = new Command('npm run examples --')
		.description('Writes docs/examples.md, and takes the picture of each example in n8n.')
		.option('--text', 'only the page, without new pictures')
		.parse()
		.opts<{ text?: boolean }>();
	await writeFile(EXAMPLES_PAGE, await examplesPage());
	if (!text) await pictures();
	console.log('docs/examples.md has been written.');
});
process.exit(process.exitCode ?? 0);
