import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.mts';
import { withExamples } from '../support/examples.mts';
import { testInEditor } from '../support/in-editor.mts';
import { screenshot } from '../support/n8n-browser.mts';

/* The example with an agent, in n8n's chat. A stand-in replaces the language model. */

const { n8n, bill, workflow } = withExamples();

const writes = () =>
	bill.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/login'));
const billOf = (number: string) =>
	bill.records('bills').find(({ invoice }) => invoice.invoiceNumber === number);

/** Sends a message to the chat, and waits for a new reply. */
async function say(page: Page, text: string, answer: RegExp) {
	const before = await page.getByTestId('canvas-chat-body').getByText(answer).count();
	const input = page.getByTestId('chat-input');
	await input.fill(text);
	// n8n does not accept a message while it is still processing the last one.
	await eventually(async () => {
		await input.press('Enter');
		return (await input.inputValue()) === '';
	}, 'the chat takes the message');
	await answered(page, answer, before);
}
const answered = async (page: Page, answer: RegExp, before = 0) =>
	await page.getByTestId('canvas-chat-body').getByText(answer).nth(before).waitFor();

testInEditor(
	n8n,
	'"Ask about payables, pay after approval" answers, drafts, and pays only after a person has pressed Pay',
	async (page) => {
		const { id } = await workflow('Ask about payables, pay after approval');
		await page.goto(`${n8n.url}/workflow/${id}`);
		await page.getByTestId('workflow-chat-button').click();

		await say(page, 'What is due?', /AO-2291, Alder Office Supply/);
		expect(writes()).toEqual([]);

		await say(page, 'Draft bill KC-90 from Kestrel Couriers for 61.20', /KC-90 is drafted/);
		expect(billOf('KC-90')).toMatchObject({
			...{ amount: 61.2, paymentStatus: 'UNPAID', description: 'Drafted by an assistant' },
		});
		expect(writes()).toMatchObject([{ path: '/connect/v3/bills' }]);

		const question = /Pay the full amount due on bill AO-2291 from Alder Office Supply\?/;
		await say(page, 'Pay AO-2291', question);
		await screenshot(page, 'example-agent-asks');
		await page.getByRole('button', { name: 'Do Not Pay', exact: true }).click();
		await answered(page, /User rejected the tool call/);
		expect(writes()).toHaveLength(1);

		const due = billOf('AO-2291')?.dueAmount;
		expect(due).toBeGreaterThan(0);
		await say(page, 'Pay AO-2291', question);
		expect(writes()).toHaveLength(1);
		await page.getByRole('button', { name: 'Pay', exact: true }).click();
		await answered(page, /AO-2291 is paid/);
		expect(writes().slice(1)).toMatchObject([
			{ path: '/connect/v3/payments', body: { billId: billOf('AO-2291')?.id, amount: due } },
		]);
		expect(billOf('AO-2291')?.dueAmount).toBe(0);

		// When asked again, it finds nothing to pay.
		await say(page, 'Pay AO-2291', /There is no unpaid bill AO-2291/);
		expect(writes()).toHaveLength(2);
	},
);
