import type { Locator, Page } from 'playwright-core';
import { defaultOwner } from '../../tools/n8n/server.mts';

/* Clicks in n8n's editor that work for any node. */

/** Signs in as the owner of this n8n. */
export async function signIn(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(defaultOwner.email);
	await page.locator('input[name=password]').fill(defaultOwner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(/\/(home|workflow|projects)/);
}

/**
 * Finds a credential type in the full list, fills in its fields for a BILL with a custom URL, and saves, which also
 * tests it.
 *
 * @returns the dialog, while the test is still running
 */
export async function saveCredential(
	page: Page,
	url: string,
	kind: string,
	fields: Record<string, string>,
): Promise<Locator> {
	await page.goto(`${url}/home/credentials/create`);
	await page.getByTestId('new-credential-type-select').locator('input').fill(kind);
	await page.getByRole('option', { name: kind, exact: true }).click();
	await page.getByTestId('new-credential-type-button').click();

	const dialog = page.getByTestId('editCredential-modal');
	await dialog.getByTestId('parameter-input-environment').click();
	await page.getByRole('option', { name: /^Custom/ }).click();
	for (const [name, value] of Object.entries(fields)) {
		await dialog.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
	}
	await dialog.getByTestId('credential-save-button').click();
	return dialog;
}

/** Creates a credential. @returns the name that n8n gave it, once its test has succeeded */
export async function makeCredential(
	...[page, url, kind, fields]: Parameters<typeof saveCredential>
): Promise<string> {
	const dialog = await saveCredential(page, url, kind, fields);
	const success = dialog.getByTestId('credentials-config-container-test-success');
	await success.waitFor({ state: 'visible' });
	return (await dialog.getByTestId('credential-name').innerText()).split('\n')[0].trim();
}

/** Searches the node panel in a new workflow, and opens the list of the node's actions. */
export async function openNode(
	page: Page,
	url: string,
	search: string,
	node: RegExp,
): Promise<void> {
	await page.goto(`${url}/workflow/new`);
	await page.getByTestId('canvas-plus-button').click();
	await page.getByTestId('node-creator-search-bar').fill(search);
	await page.getByTestId('node-creator-item-name').filter({ hasText: node }).click();
}

/** Adds a node from its list of actions, which opens its form. */
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

/** Chooses an option from one of the node's drop-down lists. */
export async function choose(page: Page, parameter: string, option: string): Promise<void> {
	await page.getByTestId(`parameter-input-${parameter}`).click();
	await page
		.getByRole('option')
		.filter({ has: page.getByText(option, { exact: true }) })
		.filter({ visible: true })
		.first()
		.click();
}

/** Types into a field of the form. If several entries have the field, `place` is the index of the entry, from 0. */
export async function type(
	form: Locator,
	parameter: string,
	value: string,
	place = 0,
): Promise<void> {
	const field = form.getByTestId(`parameter-input-${parameter}`).nth(place);
	await field.locator('input, textarea').fill(value);
}

/** Picks a record from the list of a field. @returns its name in the list */
export async function pick(
	page: Page,
	field: string,
	text: string,
	seen: () => Promise<unknown> = async () => undefined,
): Promise<string> {
	const locator = page.getByTestId(`resource-locator-${field}`);
	await locator.getByTestId('rlc-input').click();
	const item = page.getByTestId('rlc-item').filter({ hasText: text }).filter({ visible: true });
	await item.first().waitFor();
	await seen();
	const name = await item.first().innerText();
	await item.first().click();
	return name;
}

/** Executes the node whose form is open, and waits for its success. */
export async function execute(page: Page): Promise<void> {
	await page.getByTestId('node-execute-button').click();
	await page.getByTestId('output-panel').getByTestId('node-run-status-success').waitFor();
}
