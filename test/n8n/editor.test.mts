import type { Page } from 'playwright-core';
import {
	addAction,
	choose,
	chooseCredential,
	execute,
	makeCredential,
	pick,
	saveCredential,
	type,
} from '../support/editor.mts';
import { eventually } from '../support/eventually.mts';
import { testInEditor } from '../support/in-editor.mts';
import { billIn, loginsAt, n8nWithBill } from '../support/n8n.mts';
import { openActions, payFrom } from '../support/pay-by-clicking.mts';
import { triggerWorkflow } from '../support/trigger.mts';
import { screenshot } from '../support/n8n-browser.mts';

const { n8n, bill } = n8nWithBill({ loopbackWebhooks: true });

/** Finds the Bill node in the node panel, adds it, and fills in its form. */
async function addNode(page: Page, credential: string) {
	await openActions(page, n8n.url);
	await addAction(page, 'Get many vendors');
	await chooseCredential(page, credential);
	await choose(page, 'resource', 'Vendor');
	await choose(page, 'operation', 'Get Many');
}

testInEditor(
	n8n,
	'in the editor a person makes the credential, adds the node, runs it and sees a vendor',
	async (page) => {
		const fields = { gatewayUrl: bill.url, ...bill.credentials };
		const credential = await makeCredential(page, n8n.url, 'Bill API', fields);
		await screenshot(page, 'credential');
		expect(loginsAt(bill)).toBe(1);
		await addNode(page, credential);
		await execute(page);
		const output = page.getByTestId('output-panel');
		const vendor = String(bill.records('vendors')[0].name);
		await output.getByText(vendor, { exact: true }).first().waitFor();
		await screenshot(page, 'node');
	},
);

testInEditor(
	n8n,
	'in the editor a person who mistypes the password reads which fields to look at',
	async (page) => {
		const fields = { gatewayUrl: bill.url, ...bill.credentials, password: 'not the password' };
		const dialog = await saveCredential(page, n8n.url, 'Bill API', fields);
		await dialog.getByText('More details').click();
		await dialog
			.getByText(/User Name and Password/)
			.first()
			.waitFor();
		await screenshot(page, 'credential-refused');
		expect(await dialog.innerText()).not.toContain('not the password');
		// One click sends one login: BILL locks users after several wrong passwords.
		expect(loginsAt(bill)).toBe(1);
	},
);

testInEditor(
	n8n,
	'in the editor a person makes an invoice of two lines, and sees the sum',
	async (page) => {
		const account = await billIn(n8n.client, bill);
		await openActions(page, n8n.url);
		await addAction(page, 'Create an invoice');
		await chooseCredential(page, account.name);
		const { id, name } = bill.records('customers')[0];
		await pick(page, 'customerId', String(name));
		const form = page.getByTestId('ndv');
		await type(form, 'invoiceNumber', 'INV-2027-001');
		const lines = [
			{ description: 'Reading set', quantity: '2', price: '19.99' },
			{ description: 'Delivery', quantity: '1', price: '12.5' },
		];
		for (const [place, line] of lines.entries()) {
			await form.getByRole('button', { name: 'Add Line' }).click();
			for (const [field, value] of Object.entries(line)) await type(form, field, value, place);
		}
		await screenshot(page, 'invoice-form');
		await execute(page);
		await screenshot(page, 'invoice');
		const kept = bill.records('invoices').find((each) => each.invoiceNumber === 'INV-2027-001');
		expect(kept).toMatchObject({ customerId: id, totalAmount: 52.48 });
		expect(kept?.invoiceLineItems).toMatchObject([
			{ description: 'Reading set', quantity: 2, price: 19.99 },
			{ description: 'Delivery', quantity: 1, price: 12.5 },
		]);
		await page.getByTestId('output-panel').getByText('52.48', { exact: true }).first().waitFor();
	},
);

testInEditor(
	n8n,
	'in the editor a person listens for a test event, and sees the one that BILL sends',
	async (page) => {
		const account = await billIn(n8n.client, bill);
		const workflow = await triggerWorkflow(n8n.client, {
			parameters: { events: ['payment.updated'] },
			credentials: account.credentials,
		});
		await page.goto(`${n8n.url}/workflow/${workflow.id}`);
		await page.getByTestId('canvas-trigger-node').dblclick();
		await page.getByTestId('parameter-input-api').waitFor();
		await page.getByTestId('ndv').getByRole('button', { name: 'Test this trigger' }).click();
		const own = () => bill.records('subscriptions').find(({ name }) => name.startsWith('n8n test'));
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
	},
);

testInEditor(
	n8n,
	'in the editor a person searches "bill", finds "Pay a bill" among the actions, picks the bill, and pays',
	async (page) => {
		const account = await billIn(n8n.client, bill, bill.mfa);
		const listed = await openActions(page, n8n.url);
		expect(listed).toMatch(/Triggers \(\d+\)/);
		expect(listed).toMatch(/Actions \(2\d\d\)/);
		for (const group of ['Bill Approval', 'Invoice', 'Payment', 'Vendor']) {
			expect(listed.toLowerCase()).toContain(`${group.toLowerCase()} actions`);
		}
		await addAction(page, 'Pay a bill');
		await chooseCredential(page, account.name);
		const kept = bill.records('bills').find(({ invoice }) => invoice.invoiceNumber === 'CF-50112');
		await payFrom(page, { bill: 'CF-50112', account: 'verified' });
		await screenshot(page, 'paid');
		expect(bill.records('payments')).toContainEqual(
			expect.objectContaining({ billId: kept?.id, amount: kept?.amount }),
		);
		expect(bill.records('bills').find(({ id }) => id === kept?.id)?.dueAmount).toBe(0);
		// The output shows what was paid.
		const output = page.getByTestId('output-panel');
		await output.getByText(String(kept?.id), { exact: true }).first().waitFor();
	},
);
