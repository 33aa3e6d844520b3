import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { N8nClient, Workflow, WorkflowNode } from '../tools/n8n/client.mts';
import { repository } from '../tools/lib/paths.mts';

/** The name of the credential, which the example workflows refer to. It is the name n8n proposes. */
const credentialName = 'Bill account';
const spendCredentialName = 'Bill Spend & Expense account';

export interface Account {
	url: string;
	credentials: { username: string; password: string; organizationId: string; devKey: string };
	/** A device that BILL already trusts; payments need one. */
	mfa: { rememberMeId: string; device: string };
}

/** Creates the Bill credential for the local BILL, or updates the one from an earlier start. @param more further fields */
export async function putCredential(n8n: N8nClient, bill: Account, more: object = {}) {
	const { rememberMeId, device } = bill.mfa;
	const data = { ...bill.credentials, rememberMeId, device, ...more };
	return await put(n8n, bill, { name: credentialName, type: 'billApi', data });
}

/** Creates or updates the credential for Spend & Expense. */
export async function putSpendCredential(n8n: N8nClient, bill: Account & { spendToken: string }) {
	const data = { apiToken: bill.spendToken };
	return await put(n8n, bill, { name: spendCredentialName, type: 'billSpendExpenseApi', data });
}

/**
 * Token that assistants send to the MCP server of an example. Not a secret: that n8n can be reached only from this
 * computer.
 */
export const assistantToken = 'playground-assistants';

/** Creates or updates the credential for the example with an MCP server. */
export async function putAssistantToken(n8n: N8nClient) {
	const data = { token: assistantToken };
	return await save(n8n, { name: 'Token of the assistants', type: 'httpBearerAuth', data });
}

/**
 * Creates or updates the model credential of the agent examples. They use the stand-in until a person chooses another
 * model.
 */
export async function putModel(n8n: N8nClient, { url }: { url: string }) {
	const data = { apiKey: 'none', url };
	return await save(n8n, { name: 'Language model of the examples', type: 'openAiApi', data });
}

/** A credential in n8n, to be used in the examples. */
export interface Credential {
	id: string;
	name: string;
	type: string;
}

async function put(
	n8n: N8nClient,
	bill: { url: string },
	{ name, type, data }: { name: string; type: string; data: object },
): Promise<Credential> {
	return await save(n8n, {
		name,
		type,
		data: { environment: 'custom', gatewayUrl: bill.url, ...data },
	});
}

async function save(
	n8n: N8nClient,
	credential: { name: string; type: string; data: object },
): Promise<Credential> {
	const { name, type } = credential;
	const there = (await n8n.credentials()).find((each) => each.name === name && each.type === type);
	if (there) await n8n.updateCredential(there.id, credential);
	const { id } = there ?? (await n8n.createCredential(credential));
	return { id, name, type };
}

interface Example {
	name: string;
	nodes: WorkflowNode[];
	connections: object;
}

/** The example workflows of this repository. */
export async function examples(): Promise<Example[]> {
	const folder = path.join(repository, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(
		files.map(
			async (file) => JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Example,
		),
	);
}

/** An example in which all nodes that use a credential of this type get the given one. */
export function withCredential(
	example: Example,
	type: string,
	credential: { id: string; name: string },
) {
	const nodes = example.nodes.map((node) =>
		node.credentials?.[type]
			? { ...node, credentials: { ...node.credentials, [type]: credential } }
			: node,
	);
	return { ...example, nodes };
}

/** Imports the example workflows that are not in n8n yet. Workflows that a person has changed stay as they are. */
export async function putExamples(n8n: N8nClient, credentials: Credential[]) {
	const there = new Set((await n8n.workflows()).map(({ name }) => name));
	for (const example of await examples()) {
		if (there.has(example.name)) continue;
		const workflow = credentials.reduce(
			(made, { id, name, type }) => withCredential(made, type, { id, name }),
			example,
		);
		await n8n.createWorkflow(workflow);
	}
}

/**
 * Republishes workflows with a Bill Trigger: the local BILL loses its subscriptions when it is stopped, and both it
 * and n8n may have another port than last time.
 */
export async function republishTriggers(n8n: N8nClient) {
	for (const { id } of await n8n.workflows()) {
		const workflow = await n8n.call<Workflow>('GET', `/rest/workflows/${id}`);
		const listens = workflow.nodes.some(({ type }) => type === 'n8n-nodes-bill.billTrigger');
		if (!listens || !workflow.activeVersionId) continue;
		await n8n.deactivateWorkflow(id);
		await n8n.activateWorkflow({ id, versionId: workflow.activeVersionId });
	}
}
