import type { Page } from 'playwright-core';
import { signIn } from './editor.mts';
import { testInBrowser } from './in-browser.mts';

/** A test of what a signed-in person does in the editor. */
export function testInEditor(
	n8n: { url: string },
	name: string,
	work: (page: Page) => Promise<void>,
): void {
	testInBrowser(name, async (page) => {
		await signIn(page, n8n.url);
		await work(page);
	});
}
