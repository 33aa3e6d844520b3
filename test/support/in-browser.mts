import type { Page } from 'playwright-core';
import { findChromium, openBrowser, screenshot } from './n8n-browser.mts';

const chromium = findChromium();
const mustRun = process.env.CI === 'true';
if (!chromium && !mustRun) {
	process.stderr.write('Skipped: the tests in a browser, for there is no Chromium here.\n');
}

/**
 * A test of what a person does in a browser. It saves a screenshot if it fails. Without Chromium it is skipped,
 * except if CI=true.
 */
export function testInBrowser(name: string, work: (page: Page) => Promise<void>): void {
	const testOrSkip = chromium || mustRun ? test : test.skip;
	testOrSkip(
		name,
		async () => {
			if (!chromium) throw new Error('There is no Chromium on this computer, and CI=true.');
			const { page, close } = await openBrowser(chromium);
			try {
				await work(page);
			} catch (error) {
				await screenshot(page, 'browser-failed');
				throw error;
			} finally {
				await close();
			}
		},
		400_000,
	);
}
