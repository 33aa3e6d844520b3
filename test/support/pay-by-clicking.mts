import type { Page } from 'playwright-core';
import { execute, openNode, pick } from './editor.mts';

/* The clicks in n8n's editor that pay a bill. */

/** Called at each step, for taking pictures. */
export type Seen = (name: 'form' | 'picker' | 'output') => Promise<unknown>;

const nobody: Seen = async () => undefined;

/** Searches the node panel for "bill", and opens the actions of Bill. @returns the text of the panel */
export async function openActions(page: Page, url: string): Promise<string> {
	await openNode(page, url, 'bill', /^Bill$/);
	const triggers = page.getByText(/^Triggers \(\d+\)/);
	await triggers.waitFor();
	await triggers.click();
	await page.getByText('On bill created').waitFor({ state: 'hidden' });
	const first = page.getByText('Approve bills', { exact: true });
	if (!(await first.isVisible())) await page.getByText(/^Actions \(\d+\)/).click();
	// The list grows while it is shown.
	await page.getByText('Validate the code of the second factor').waitFor();
	await page.getByText('Create a webhook subscription', { exact: true }).waitFor();
	return await page.getByTestId('node-creator').innerText();
}

/** Fills in the form that "Pay a bill" has opened, and executes the node. */
export async function payFrom(
	page: Page,
	{ bill, account }: { bill: string; account: string },
	see = nobody,
): Promise<void> {
	await pick(page, 'billId', bill, async () => await see('picker'));
	await pick(page, 'bankAccountId', account);
	await see('form');
	await execute(page);
	await see('output');
}
