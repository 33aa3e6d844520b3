import type { Page } from 'playwright-core';
import { signIn } from './editor.mts';
import { testInBrowser } from './in-browser.mts';

/** A test of what a person does in the editor, signed in. */
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
