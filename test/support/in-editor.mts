import type { Page } from 'playwright-core';
import { signIn } from './editor.mts';
import { findChromium, openBrowser, screenshot } from './n8n-browser.mts';

const chromium = findChromium();
const mustRun = process.env.CI === 'true';
if (!chromium && !mustRun) {
	process.stderr.write('Skipped: the tests in the editor, for there is no Chromium here.\n');
}

/**
 * A test of what a person does in the editor, signed in; it keeps a picture of where it went wrong. Without a Chromium
 * it is skipped, but not where CI=true.
 */
export function testInEditor(
	n8n: { url: string },
	name: string,
	work: (page: Page) => Promise<void>,
): void {
	const testOrSkip = chromium || mustRun ? test : test.skip;
	testOrSkip(
		name,
		async () => {
			if (!chromium) throw new Error('There is no Chromium on this computer, and CI=true.');
			const { page, close } = await openBrowser(chromium);
			try {
				await signIn(page, n8n.url);
				await work(page);
			} catch (error) {
				await screenshot(page, 'editor-failed');
				throw error;
			} finally {
				await close();
			}
		},
		400_000,
	);
}
