import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { workflowOf } from '../../tools/lib/run-node.mts';
import { eventually } from '../support/eventually.mts';
import {
	billIn,
	loginsAt,
	n8nWithBill,
	oauthIn,
	someVendors,
	tokenRequestsAt,
} from '../support/n8n.mts';

/* BILL locks a user after too many wrong passwords: unattended executions do not keep trying them. */

const { n8n, bill } = n8nWithBill();

/** A published workflow that runs the Bill node for each call of its webhook, and is called three more times. */
async function runUnwatched(
	parameters: object,
	credentials: Record<string, { id: string; name: string }>,
) {
	const path = randomUUID();
	const { nodes, connections, ...workflow } = workflowOf({
		parameters: { ...someVendors, ...parameters },
		credentials,
	});
	const [start, node] = nodes;
	const webhook = {
		...start,
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { path, httpMethod: 'POST', responseMode: 'lastNode' },
	};
	const made = await n8n.client.createWorkflow({
		...workflow,
		pinData: undefined,
		nodes: [webhook, node],
		connections,
	} as never);
	await n8n.client.activateWorkflow(made);
	const call = async () =>
		(
			await axios.post(
				`${n8n.url}/webhook/${path}`,
				{},
				{ validateStatus: () => true, proxy: false },
			)
		).status;
	// n8n responds 404 until it has registered the webhook.
	await eventually(async () => (await call()) === 500, 'the workflow is called, and fails');
	for (let more = 0; more < 3; more++) expect(await call()).toBe(500);
	const executions = await n8n.client.executions(made.id);
	const last = await n8n.client.execution(executions[0].id);
	await n8n.client.deactivateWorkflow(made.id);
	return String(last.data.resultData.error?.message);
}

test('a wrong password is one sign-in for all of them; the editor and the test always try', async () => {
	const account = await billIn(n8n.client, bill, { password: `wrong ${randomUUID()}` });
	const message = await runUnwatched({}, account.credentials);
	expect(message).toMatch(/User Name and Password/);
	expect(message).toMatch(/do not try again before \d\d:\d\d UTC/);
	expect(loginsAt(bill)).toBe(1);

	await account.run(someVendors);
	expect(loginsAt(bill)).toBe(2);
	await account.testAsOpened();
	expect(loginsAt(bill)).toBe(3);
}, 60_000);

test('a refused client is one request for all of them', async () => {
	const wrong = { clientSecret: `wrong ${randomUUID()}` };
	const account = await oauthIn(n8n.client, bill, 'full', wrong);
	const message = await runUnwatched({ authentication: 'billOAuth2Api' }, account.credentials);
	expect(message).toMatch(/Client ID and Client Secret/);
	expect(tokenRequestsAt(bill)).toBe(1);
	await account.testAsOpened();
	expect(tokenRequestsAt(bill)).toBe(2);
}, 60_000);
