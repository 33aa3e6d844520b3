import type { ICredentialType } from 'n8n-workflow';
import { BillApi } from '../../credentials/BillApi.credentials.ts';
import { BillPollTrigger } from '../../nodes/BillPollTrigger/BillPollTrigger.node.ts';
import type { Data } from './bill.mts';
import { type CredentialName, type Item, billContext, withDefaults } from './direct-node.mts';

/*
 * Runs Bill Poll Trigger against a server over real HTTP, without starting n8n. It stores static data the way n8n
 * does: in memory between polls, and saved only when an activation ends or a poll has returned records.
 */

export interface DirectPoll {
	/** The stored credential. */
	stored: Data;
	/** The parameters. Those not set have their defaults. */
	parameters: Data;
	/** The results of expressions in the parameters. */
	worked?: Data;
	/** Publishes the workflow: n8n polls once, starting from what was saved. */
	activate(): Promise<Item[]>;
	/** Polls the active workflow once more; no items if the node returns null. */
	poll(): Promise<Item[]>;
	/** Restarts n8n: what was only in memory is lost. */
	restart(): Promise<Item[]>;
	/** "Fetch Test Event" in the editor. */
	fetchTestEvent(): Promise<Item[]>;
	/** The static data in memory. */
	kept: Data;
	/** Changes that others make in BILL before each request of the node. */
	meanwhile?(): Promise<void>;
}

/** A Bill Poll Trigger with one credential, in a separate workflow. */
export function directPoll(
	data: Data,
	parameters: Data,
	workflowId = 'workflow',
	credential: ICredentialType = new BillApi(),
): DirectPoll {
	const node = new BillPollTrigger();
	let saved = '{}';
	const polled = async (mode: string): Promise<Item[] | undefined> => {
		const filled = withDefaults(node, { ...direct.parameters, ...direct.worked }, [
			'polledResource',
		]);
		const shared = base('UTC');
		const { httpRequestWithAuthentication: send } = shared.helpers;
		const context = {
			...shared,
			helpers: {
				...shared.helpers,
				async httpRequestWithAuthentication(...request: Parameters<typeof send>) {
					await direct.meanwhile?.();
					return await send(...request);
				},
			},
			getMode: () => mode,
			getWorkflow: () => ({ id: workflowId }),
			getWorkflowStaticData: () => direct.kept,
			getPollBudgetMs: () => 300_000,
			getNodeParameter: (name: string, fallback?: unknown) => {
				const value = filled[name] === undefined ? fallback : filled[name];
				if (value === undefined) throw new Error(`Could not get parameter "${name}"`);
				return value;
			},
		};
		const output = await node.poll.call(context as never);
		if (output !== null && output[0].length === 0) throw new Error('An execution without items');
		return output?.[0] as unknown as Item[] | undefined;
	};
	const own = () => ({
		name: 'Bill Poll Trigger',
		type: 'n8n-nodes-bill.billPollTrigger',
		parameters: direct.parameters,
	});
	const { stored, base } = billContext(data, own, credential.name as CredentialName);
	const direct: DirectPoll = {
		stored,
		parameters,
		kept: {},
		async activate() {
			direct.kept = JSON.parse(saved) as Data;
			const items = await polled('trigger');
			saved = JSON.stringify(direct.kept);
			return items ?? [];
		},
		async poll() {
			const items = await polled('trigger');
			if (items) saved = JSON.stringify(direct.kept);
			return items ?? [];
		},
		restart: async () => await direct.activate(),
		fetchTestEvent: async () => (await polled('manual')) ?? [],
	};
	return direct;
}
