import { randomUUID } from 'node:crypto';
import { promptOf, startStandInModel, type StandInModel } from '../../tools/faults/model.mts';
import { eventually } from '../support/eventually.mts';
import { chooseCredential, choose } from '../support/editor.mts';
import { testInEditor } from '../support/in-editor.mts';
import { billIn, n8nWithBill } from '../support/n8n.mts';
import { screenshot } from '../support/n8n-browser.mts';

/* What a person clicks to give the node to an agent as a tool. A stand-in replaces the language model. */

const { n8n, bill } = n8nWithBill();
let model: StandInModel;

beforeAll(async () => {
	model = await startStandInModel({ asks: [{ Limit: '2' }], atOnce: false, insists: 0 });
});
afterAll(async () => await model.close());

/** A workflow with an agent that has a model, and no tool yet. */
async function agentWithoutTools() {
	const openAi = await n8n.client.createCredential({
		name: `Stand-in ${randomUUID()}`,
		type: 'openAiApi',
		data: { apiKey: 'none', url: model.url },
	});
	const node = (name: string, type: string, typeVersion: number, more: object) => ({
		...{ id: randomUUID(), name, type, typeVersion, ...more },
	});
	const workflow = {
		name: `Agent ${randomUUID()}`,
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1, { position: [0, 0], parameters: {} }),
			node('Agent', '@n8n/n8n-nodes-langchain.agent', 3, {
				position: [240, 0],
				parameters: { promptType: 'define', text: promptOf([0]) },
			}),
			node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, {
				position: [240, 240],
				parameters: { model: { __rl: true, mode: 'id', value: 'stand-in' }, options: {} },
				credentials: { openAiApi: { id: openAi.id, name: openAi.name } },
			}),
		],
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
	return await n8n.client.createWorkflow(workflow);
}

testInEditor(
	n8n,
	'in the editor a person gives an agent the tool Bill, lets the model say how many, and sees what the tool gave',
	async (page) => {
		const account = await billIn(n8n.client, bill);
		const workflow = await agentWithoutTools();
		const headers = page.getByTestId('nodes-list-header');
		const items = page.getByTestId('node-creator-item-name');
		const form = page.getByTestId('ndv');
		const openTool = async () => {
			await page.goto(`${n8n.url}/workflow/${workflow.id}`);
			await page.getByTestId('canvas-node').filter({ hasText: 'Agent' }).first().waitFor();
			const tools = page.locator('[data-connection-type="ai_tool"][data-node-name="Agent"]');
			await tools.getByTestId('canvas-handle-plus').click();
			await headers.filter({ hasText: /^Tools$/ }).waitFor({ timeout: 10_000 });
			await items.first().waitFor({ timeout: 10_000 });
			await page.getByTestId('node-creator-search-bar').fill('bill');
			await items
				.filter({ hasText: /^Bill Tool$/ })
				.first()
				.click({ timeout: 10_000 });
			await form.waitFor({ timeout: 10_000 });
		};
		// On a busy computer n8n sometimes opens the list of everything an agent can have instead of its tools, or
		// searches before it has the tools. A person would reload the page, too.
		const isOpen = async () =>
			await openTool().then(
				() => true,
				() => false,
			);
		await eventually(isOpen, 'the form of the tool', 200_000);
		await chooseCredential(page, account.name);
		await choose(page, 'resource', 'Vendor');
		await choose(page, 'operation', 'Get Many');
		await form.getByTestId('parameter-item').filter({ hasText: 'Limit' }).first().waitFor();
		const limit = form
			.getByTestId('parameter-item')
			.filter({ has: page.getByTestId('parameter-input-limit') });
		await limit.getByTestId('from-ai-override-button').click();
		await screenshot(page, 'agent-tool');
		await page.keyboard.press('Escape');
		await form.waitFor({ state: 'hidden' });
		await page.getByTestId('execute-workflow-button').first().click();
		await page.getByText('Workflow executed successfully').first().waitFor();
		await screenshot(page, 'agent-done');

		const asked = bill.requests.filter(({ path }) => path === '/connect/v3/vendors');
		expect(asked).toMatchObject([{ query: { max: '2' } }]);
		const [first, second] = bill.records('vendors');
		expect(model.calls).toHaveLength(1);
		expect(model.calls[0].heard).toContain(String(first.id));
		expect(model.calls[0].heard).toContain(String(second.id));
	},
);
