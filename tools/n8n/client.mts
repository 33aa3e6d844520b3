import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import axios, { type AxiosInstance } from 'axios';
import { parse } from 'flatted';
import type { IBinaryData, ICredentialType, INodeTypeDescription } from 'n8n-workflow';
import { isBelow } from './age.mts';

export interface Owner {
	email: string;
	password: string;
}

/** An input or output item of a node: JSON of any form. */
export interface Item {
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read any member of it
	json: Record<string, any>;
	binary?: Record<string, IBinaryData>;
	pairedItem?: unknown;
	error?: unknown;
}

export interface WorkflowNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[more: string]: unknown;
}

export interface Workflow {
	id: string;
	versionId: string;
	/** The published version, if there is one. */
	activeVersionId?: string | null;
	name: string;
	nodes: WorkflowNode[];
	[more: string]: unknown;
}

/** One run of one node, as stored in an execution. */
export interface NodeRun {
	executionTime: number;
	executionStatus: string;
	startTime: number;
	data?: Record<string, Array<Item[] | null>>;
	error?: { message: string; description?: string | null; [more: string]: unknown };
}

export interface Execution {
	id: string;
	status: string;
	mode: string;
	data: {
		resultData: {
			runData: Record<string, NodeRun[]>;
			error?: { message: string; description?: string; [more: string]: unknown };
			lastNodeExecuted?: string;
		};
		[more: string]: unknown;
	};
	[more: string]: unknown;
}

const running = new Set(['new', 'running', 'waiting', 'unknown']);
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** n8n 2.20 fails on an execution that has begun but is not saved yet. */
function unlessUnsaved(error: Error): undefined {
	if (!/reading 'resultData'/.test(error.message)) throw error;
}

/**
 * What a person does in the editor, through the HTTP API that the editor itself uses. Throws n8n's own message if the
 * response is not a success.
 */
export class N8nClient {
	private readonly http: AxiosInstance;
	private apiKey?: Promise<string>;
	/** The version of the n8n that is signed in to. */
	private version = '';

	constructor(readonly url: string) {
		this.http = axios.create({
			baseURL: url,
			// A busy n8n may close a kept-alive connection just when it is reused.
			httpAgent: new Agent({ keepAlive: false }),
			headers: { 'browser-id': 'n8n-nodes-bill' },
			maxBodyLength: Infinity,
			maxContentLength: Infinity,
			validateStatus: () => true,
			proxy: false,
		});
	}

	/** Sends one request to n8n and returns its response without the `data` envelope. */
	async call<Answer = unknown>(method: string, path: string, data?: unknown): Promise<Answer> {
		const body = await this.send<Answer & { data?: Answer }>(method, path, data);
		return body?.data ?? body;
	}

	private async send<Body>(
		method: string,
		path: string,
		data?: unknown,
		headers?: object,
	): Promise<Body> {
		const response = await this.http.request<Body & { message?: string }>({
			method,
			url: path,
			data,
			headers: { ...headers },
		});
		if (response.status >= 400) {
			const said = response.data?.message ?? JSON.stringify(response.data);
			throw new Error(`n8n returned ${response.status} for ${method} ${path}: ${said}`);
		}
		return response.data;
	}

	/** Sends one request to n8n's documented public API and returns its response. The API key is created on first use. */
	async callPublic<Answer = unknown>(
		method: string,
		path: string,
		data?: unknown,
	): Promise<Answer> {
		this.apiKey ??= this.call<{ rawApiKey: string }>('POST', '/rest/api-keys', {
			label: `Test ${randomUUID()}`,
			scopes: ['execution:list', 'execution:read'],
			expiresAt: null,
		}).then(({ rawApiKey }) => rawApiKey);
		const headers = { 'X-N8N-API-KEY': await this.apiKey };
		return await this.send<Answer>(method, `/api/v1${path}`, data, headers);
	}

	/** Signs in. The very first time, it creates the owner. */
	async signIn(owner: Owner): Promise<void> {
		const settings = await this.call<{ userManagement?: { showSetupOnFirstLoad?: boolean } }>(
			'GET',
			'/rest/settings',
		);
		const [path, data] = settings.userManagement?.showSetupOnFirstLoad
			? ['/rest/owner/setup', { ...owner, firstName: 'Pat', lastName: 'Doe' }]
			: ['/rest/login', { emailOrLdapLoginId: owner.email, password: owner.password }];
		const response = await this.http.post<{ message?: string } | undefined>(path, data);
		const cookie = response.headers['set-cookie']?.find((each) => each.startsWith('n8n-auth='));
		if (!cookie) throw new Error(`n8n did not sign in ${owner.email}: ${response.data?.message}`);
		this.http.defaults.headers.common.cookie = cookie.split(';')[0];
		const { versionCli } = await this.call<{ versionCli: string }>('GET', '/rest/settings');
		this.version = versionCli;
	}

	/** All node types, as the editor gets them. */
	async nodeTypes() {
		return await this.call<INodeTypeDescription[]>('GET', '/types/nodes.json');
	}

	/** All credential types, as the editor gets them. */
	async credentialTypes() {
		return await this.call<ICredentialType[]>('GET', '/types/credentials.json');
	}

	async createCredential(credential: { name: string; type: string; data: object }) {
		return await this.call<{ id: string; name: string }>('POST', '/rest/credentials', credential);
	}

	async updateCredential(id: string, credential: { name: string; type: string; data: object }) {
		return await this.call('PATCH', `/rest/credentials/${id}`, credential);
	}

	/** What the editor gets when a credential is opened: secrets are blanked. */
	async readCredential(id: string) {
		return await this.call<{ data: Record<string, unknown> }>(
			'GET',
			`/rest/credentials/${id}?includeData=true`,
		);
	}

	async credentials() {
		return await this.call<Array<{ id: string; name: string; type: string }>>(
			'GET',
			'/rest/credentials',
		);
	}

	/** The Test button of a saved credential. */
	async testCredential(credential: { id: string; name: string; type: string; data: object }) {
		return await this.call<{ status: 'OK' | 'Error'; message: string }>(
			'POST',
			'/rest/credentials/test',
			{ credentials: credential },
		);
	}

	async createWorkflow(workflow: { name: string; nodes: object[]; connections: object }) {
		const older = isBelow(this.version, 2, 36) ? { active: false } : {};
		const whole = { settings: {}, ...older, ...workflow };
		return await this.call<Workflow>('POST', '/rest/workflows', whole);
	}

	async updateWorkflow(id: string, workflow: object) {
		return await this.call<Workflow>('PATCH', `/rest/workflows/${id}?forceSave=true`, workflow);
	}

	async workflows() {
		return await this.call<Array<{ id: string; name: string }>>('GET', '/rest/workflows');
	}

	/** Whether n8n responds before it has registered triggers; if so, it has a status endpoint for that. */
	get publishesLater(): boolean {
		return !isBelow(this.version, 2, 36);
	}

	/** Publishes a workflow. Newer versions of n8n register its triggers shortly after the response. */
	async activateWorkflow({ id, versionId }: Pick<Workflow, 'id' | 'versionId'>) {
		return await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	async deactivateWorkflow(id: string) {
		return await this.call('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	async deleteWorkflow(id: string) {
		await this.call('POST', `/rest/workflows/${id}/archive`, {});
		await this.call('DELETE', `/rest/workflows/${id}`);
	}

	/** Presses "Execute workflow". Returns the execution's ID at once. */
	async startWorkflow(id: string, trigger: string, more: object = {}): Promise<string> {
		const payload = {
			...(await this.whatToRun(id)),
			triggerToStartFrom: { name: trigger },
			...more,
		};
		const { executionId } = await this.call<{ executionId: string }>(
			'POST',
			`/rest/workflows/${id}/run`,
			payload,
		);
		return executionId;
	}

	/** Older versions of n8n run the workflow that is sent with the request, not the saved one. */
	async whatToRun(id: string): Promise<object> {
		if (!isBelow(this.version, 2, 36)) return {};
		return { workflowData: await this.call<Workflow>('GET', `/rest/workflows/${id}`) };
	}

	/** Runs a workflow from a trigger and waits for its end. */
	async runWorkflow(id: string, trigger: string): Promise<Execution> {
		return await this.finished(await this.startWorkflow(id, trigger));
	}

	/** Waits for an execution to end, however it ends. */
	async finished(executionId: string, timeout = 300_000): Promise<Execution> {
		const until = Date.now() + timeout;
		for (let wait = 20; Date.now() < until; wait = Math.min(wait * 1.3, 500)) {
			const execution = await this.execution(executionId).catch(unlessUnsaved);
			// Older versions of n8n report the end before they have saved the result.
			if (execution?.data && !running.has(execution.status)) return execution;
			await pause(wait);
		}
		throw new Error(`Execution ${executionId} did not end in ${timeout} ms`);
	}

	/** One execution with its run data. */
	async execution(id: string): Promise<Execution> {
		const execution = await this.call<Omit<Execution, 'data'> & { data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		return { ...execution, data: parse(execution.data) as Execution['data'] } as Execution;
	}

	/** A file that an execution has stored, by the ID in its binary data. */
	async readFile(id: string): Promise<Buffer> {
		const { status, data } = await this.http.get<Buffer>('/rest/binary-data', {
			params: { id, action: 'download' },
			responseType: 'arraybuffer',
		});
		if (status >= 400) throw new Error(`n8n returned ${status} for the download of ${id}`);
		return data;
	}

	/** The executions of a workflow, latest first. */
	async executions(workflowId: string): Promise<Array<{ id: string; status: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.call<{ results: Array<{ id: string; status: string }> }>(
			'GET',
			`/rest/executions?filter=${filter}&limit=100`,
		);
		return results;
	}
}
