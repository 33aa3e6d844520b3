import type { Page } from 'playwright-core';
import { defaultOwner } from '../../tools/n8n/server.mts';
import { eventually } from '../support/eventually.mts';
import { billIn, loginsAt, n8nWithBill } from '../support/n8n.mts';
import { addAction, chooseCredential, openActions, payFrom } from '../support/pay-by-clicking.mts';
import { triggerWorkflow } from '../support/trigger.mts';
import { findChromium, openBrowser, screenshot } from '../support/n8n-browser.mts';

const chromium = findChromium();
const mustRun = process.env.CI === 'true';
if (!chromium && !mustRun) {
	process.stderr.write('Skipped: the test in the editor, for there is no Chromium here.\n');
}

const { n8n, bill } = n8nWithBill({ loopbackWebhooks: true });
let page: Page;

async function signIn() {
	await page.goto(`${n8n.url}/signin`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(defaultOwner.email);
	await page.locator('input[name=password]').fill(defaultOwner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(/\/(home|workflow|projects)/);
}

/** Finds "Bill API" among all credentials, types the four fields, and saves, which also tests them. */
async function makeCredential() {
	await page.goto(`${n8n.url}/home/credentials/create`);
	await page.getByTestId('new-credential-type-select').locator('input').fill('Bill API');
	await page.getByRole('option', { name: 'Bill API', exact: true }).click();
	await page.getByTestId('new-credential-type-button').click();

	const dialog = page.getByTestId('editCredential-modal');
	await dialog.getByTestId('parameter-input-environment').click();
	await page.getByRole('option', { name: /^Custom/ }).click();
	const fields = { gatewayUrl: bill.url, ...bill.credentials };
	for (const [name, value] of Object.entries(fields)) {
		await dialog.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
	}
	await dialog.getByTestId('credential-save-button').click();
	const success = dialog.getByTestId('credentials-config-container-test-success');
	await success.waitFor({ state: 'visible' });
	await screenshot(page, 'credential');
	return (await dialog.getByTestId('credential-name').innerText()).split('\n')[0].trim();
}

/** Chooses from one of the node's drop-down lists. */
async function choose(parameter: string, option: string) {
	await page.getByTestId(`parameter-input-${parameter}`).click();
	await page
		.getByRole('option')
		.filter({ has: page.getByText(option, { exact: true }) })
		.filter({ visible: true })
		.first()
		.click();
}

/** Finds the Bill node in the panel of nodes, adds it, and sets it up. */
async function addNode(credential: string) {
	await openActions(page, n8n.url);
	await addAction(page, 'Get many vendors');
	await chooseCredential(page, credential);
	await choose('resource', 'Vendor');
	await choose('operation', 'Get Many');
}

const testOrSkip = chromium || mustRun ? test : test.skip;

/** Does something in a browser, and keeps a picture of where it went wrong. */
async function inBrowser(work: () => Promise<void>) {
	if (!chromium) throw new Error('There is no Chromium on this computer, and CI=true.');
	const browser = await openBrowser(chromium);
	page = browser.page;
	try {
		await signIn();
		await work();
	} catch (error) {
		await screenshot(page, 'editor-failed');
		throw error;
	} finally {
		await browser.close();
	}
}

testOrSkip(
	'in the editor a person makes the credential, adds the node, runs it and sees a vendor',
	async () =>
		await inBrowser(async () => {
			const credential = await makeCredential();
			expect(loginsAt(bill)).toBe(1);
			await addNode(credential);
			await page.getByTestId('node-execute-button').click();
			const output = page.getByTestId('output-panel');
			await output.getByTestId('node-run-status-success').waitFor();
			const vendor = String(bill.records('vendors')[0].name);
			await output.getByText(vendor, { exact: true }).first().waitFor();
			await screenshot(page, 'node');
		}),
	400_000,
);

testOrSkip(
	'in the editor a person listens for a test event, and sees the one that BILL sends',
	async () =>
		await inBrowser(async () => {
			const account = await billIn(n8n.client, bill);
			const workflow = await triggerWorkflow(n8n.client, {
				parameters: { events: ['payment.updated'] },
				credentials: account.credentials,
			});
			await page.goto(`${n8n.url}/workflow/${workflow.id}`);
			await page.getByTestId('canvas-trigger-node').dblclick();
			await page.getByTestId('parameter-input-api').waitFor();
			await page.getByTestId('ndv').getByRole('button', { name: 'Test this trigger' }).click();
			const own = () =>
				bill.records('subscriptions').find(({ name }) => name.startsWith('n8n test'));
			const { id } = await eventually(own, 'a subscription for the test');
			await screenshot(page, 'trigger-listening');
			const sent = await account.run({
				resource: 'webhookSubscription',
				operation: 'sendTest',
				subscriptionId: { __rl: true, mode: 'id', value: id },
				eventType: 'payment.updated',
			});
			expect(sent.error).toBeUndefined();
			const output = page.getByTestId('output-panel');
			await output.getByText('CLEARED', { exact: true }).first().waitFor();
			await screenshot(page, 'trigger-event');
		}),
	400_000,
);

testOrSkip(
	'in the editor a person searches "bill", finds "Pay a bill" among the actions, picks the bill, and pays',
	async () =>
		await inBrowser(async () => {
			const account = await billIn(n8n.client, bill, bill.mfa);
			const listed = await openActions(page, n8n.url);
			expect(listed).toMatch(/Triggers \(\d+\)/);
			expect(listed).toMatch(/Actions \(2\d\d\)/);
			for (const group of ['Bill Approval', 'Invoice', 'Payment', 'Vendor']) {
				expect(listed.toLowerCase()).toContain(`${group.toLowerCase()} actions`);
			}
			await addAction(page, 'Pay a bill');
			await chooseCredential(page, account.name);
			const kept = bill
				.records('bills')
				.find(({ invoice }) => invoice.invoiceNumber === 'CF-50112');
			await payFrom(page, { bill: 'CF-50112', account: 'verified' });
			await screenshot(page, 'paid');
			expect(bill.records('payments')).toContainEqual(
				expect.objectContaining({ billId: kept?.id, amount: kept?.amount }),
			);
			expect(bill.records('bills').find(({ id }) => id === kept?.id)?.dueAmount).toBe(0);
			// What is paid stands in the output.
			const output = page.getByTestId('output-panel');
			await output.getByText(String(kept?.id), { exact: true }).first().waitFor();
		}),
	400_000,
);
