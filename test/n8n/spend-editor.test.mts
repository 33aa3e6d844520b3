import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import {
	addAction,
	choose,
	chooseCredential,
	execute,
	makeCredential,
	openNode,
	pick,
} from '../support/editor.mts';
import { testInEditor } from '../support/in-editor.mts';
import { n8nWithBill, tokenRequestsAt } from '../support/n8n.mts';
import { screenshot } from '../support/n8n-browser.mts';
import { png } from '../support/spend.mts';

/* What a person clicks in the editor to keep Spend & Expense in order. */

const { n8n, bill } = n8nWithBill();

const transaction = (merchant: string) => {
	const found = bill
		.records('spendTransactions')
		.find(({ merchantName }) => merchantName === merchant);
	if (!found) throw new Error(`No transaction of ${merchant}`);
	return found;
};
const budget = (name: string) =>
	bill.records('spendBudgets').find((each) => each.name === name && !each.retired);

/** Creates the OAuth credential of the app with full access, and waits until its test succeeds. */
async function makeOAuth(page: Page) {
	const { clientId, clientSecret } = bill.oauthApps.full;
	const name = await makeCredential(page, n8n.url, 'Bill OAuth2 API', {
		gatewayUrl: bill.url,
		accessTokenUrl: `${bill.url}/authx/token`,
		clientId,
		clientSecret,
	});
	await screenshot(page, 'oauth-credential');
	expect(tokenRequestsAt(bill)).toBe(1);
	return name;
}

testInEditor(
	n8n,
	'in the editor a person makes the OAuth credential, and moves a transaction to a budget from the list',
	async (page) => {
		const moved = transaction('Sakura Paper');
		const travel = budget('Travel');
		expect(moved.budgetId).not.toBe(travel?.id);
		const credential = await makeOAuth(page);
		await openNode(page, n8n.url, 'bill spend', /^Bill Spend & Expense$/);
		await addAction(page, 'Move a transaction to a budget');
		await chooseCredential(page, credential);
		await pick(page, 'transactionId', 'Sakura Paper');
		await pick(page, 'budgetId', 'Travel', async () => await screenshot(page, 'spend-budgets'));
		await execute(page);
		await screenshot(page, 'spend-moved');

		expect(transaction('Sakura Paper')).toMatchObject({ id: moved.id, budgetId: travel?.id });
		const put = bill.requests.find(({ method }) => method === 'PUT');
		expect(put).toMatchObject({
			path: `/connect/v3/spend/transactions/${moved.uuid}`,
			body: { budgetId: travel?.uuid },
			auth: { bearer: 'right' },
		});
		// The output shows what BILL has stored.
		const output = page.getByTestId('output-panel');
		await output.getByText(moved.uuid, { exact: true }).first().waitFor();
		expect(tokenRequestsAt(bill)).toBe(1);
	},
);

/** A workflow that passes an image in the binary field `data` to a Bill Spend & Expense node with an empty form. */
async function withPicture() {
	const node = (name: string, type: string, typeVersion: number, parameters: object = {}) => ({
		...{ id: randomUUID(), name, type, typeVersion, parameters },
		position: [0, 0],
	});
	const base = 'n8n-nodes-base';
	const nodes = [
		node('Start', `${base}.manualTrigger`, 1),
		node('Edit Fields', `${base}.set`, 3.4, {
			assignments: {
				assignments: [
					{ id: randomUUID(), name: 'picture', value: png.toString('base64'), type: 'string' },
				],
			},
			options: {},
		}),
		node('Convert to File', `${base}.convertToFile`, 1.1, {
			operation: 'toBinary',
			sourceProperty: 'picture',
			options: { fileName: 'receipt.png', mimeType: 'image/png' },
		}),
		node('Receipt', 'n8n-nodes-bill.billSpendExpense', 1),
	].map((each, place) => ({ ...each, position: [place * 240, 0] }));
	const names = nodes.map(({ name }) => name);
	const connections = Object.fromEntries(
		names
			.slice(1)
			.map((name, place) => [names[place], { main: [[{ node: name, type: 'main', index: 0 }]] }]),
	);
	return await n8n.client.createWorkflow({ name: `Receipt ${randomUUID()}`, nodes, connections });
}

testInEditor(
	n8n,
	'in the editor a person attaches the receipt from a binary field to the transaction that is picked',
	async (page) => {
		const { id, uuid, receipts } = transaction('Old Mill Bakery');
		const credential = await makeOAuth(page);
		const workflow = await withPicture();
		await page.goto(`${n8n.url}/workflow/${workflow.id}`);
		await page.getByTestId('canvas-node').filter({ hasText: 'Receipt' }).dblclick();
		await page.getByTestId('ndv').waitFor();
		await chooseCredential(page, credential);
		await choose(page, 'resource', 'Transaction');
		await choose(page, 'operation', 'Attach Receipt');
		await pick(page, 'transactionId', 'Old Mill Bakery');
		await screenshot(page, 'spend-receipt-form');
		await execute(page);
		await screenshot(page, 'spend-receipt');

		const kept = bill.records('spendTransactions').find((each) => each.id === id);
		expect(kept?.receiptStatus).toBe('ATTACHED');
		expect(kept?.receipts).toHaveLength(receipts.length + 1);
		const put = bill.requests.find(({ method }) => method === 'PUT');
		expect(put?.headers['content-type']).toBe('image/png');
		expect(put?.auth.bearer).toBeUndefined();
		expect(put?.path.endsWith(`/${kept?.receipts.at(-1)?.key}`)).toBe(true);
		// The editor may load its lists at any time.
		const attached = bill.requests.filter(({ path }) => path.endsWith('/receipts'));
		expect(attached).toMatchObject([
			{
				method: 'POST',
				path: `/connect/v3/spend/transactions/${uuid}/receipts`,
				status: 200,
				auth: { bearer: 'right' },
			},
		]);
		const output = page.getByTestId('output-panel');
		await output
			.getByText(String(kept?.receipts.at(-1)?.uuid), { exact: true })
			.first()
			.waitFor();
	},
);
