import type { Page } from 'playwright-core';

/* What a person clicks in n8n's editor to pay a bill. */

/** What can be seen on the way, for who wants a picture of it. */
export type Seen = (name: 'form' | 'picker' | 'output') => Promise<unknown>;

const nobody: Seen = async () => undefined;

/** Searches the panel of nodes for "bill", and opens what Bill can do. @returns what the panel then lists */
export async function openActions(page: Page, url: string): Promise<string> {
	await page.goto(`${url}/workflow/new`);
	await page.getByTestId('canvas-plus-button').click();
	await page.getByTestId('node-creator-search-bar').fill('bill');
	await page
		.getByTestId('node-creator-item-name')
		.filter({ hasText: /^Bill$/ })
		.click();
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

/** Adds a node from the list of actions, which opens its form. */
export async function addAction(page: Page, action: string): Promise<void> {
	await page.getByText(action, { exact: true }).first().click();
	await page.getByTestId('ndv').waitFor();
}

/** Chooses the credential of a node by its name. */
export async function chooseCredential(page: Page, name: string): Promise<void> {
	await page.getByTestId('node-credentials-select').click();
	await page
		.locator('[data-test-id^=node-credentials-select-item-]')
		.getByText(name, { exact: true })
		.click();
}

/** Picks a record from the list of a field. */
export async function pick(page: Page, field: string, text: string, see = nobody): Promise<string> {
	const locator = page.getByTestId(`resource-locator-${field}`);
	await locator.getByTestId('rlc-input').click();
	const item = page.getByTestId('rlc-item').filter({ hasText: text }).filter({ visible: true });
	await item.first().waitFor();
	await see('picker');
	const name = await item.first().innerText();
	await item.first().click();
	return name;
}

/** Fills in the form that "Pay a bill" has opened, and executes it. */
export async function payFrom(
	page: Page,
	{ bill, account }: { bill: string; account: string },
	see = nobody,
): Promise<void> {
	await pick(page, 'billId', bill, see);
	await pick(page, 'bankAccountId', account);
	await see('form');
	await page.getByTestId('node-execute-button').click();
	await page.getByTestId('output-panel').getByTestId('node-run-status-success').waitFor();
	await see('output');
}
