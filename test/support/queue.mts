import { appendFile } from 'node:fs/promises';
import { findPrograms } from '../../tools/queue/programs.mts';
import { type Cluster, PROCESSES, startCluster } from '../../tools/queue/cluster.mts';
import { type LocalBill, startLocalBill } from '../../local-bill/server.mts';
import { billIn } from './n8n.mts';
import { figuresVariable, wholeVariable } from './queue-settings.mts';
import { unpublished } from './trigger.mts';

/** Whether this is `npm run test:queue`, with the full numbers. */
export const isWhole = Boolean(process.env[wholeVariable]);

/** The number for the full run, or the smaller one for `npm test`. */
export const size = (whole: number, small: number): number => (isWhole ? whole : small);

/** Saves a figure for the table at the end of the run. */
export async function figure(what: string, value: string | number): Promise<void> {
	const file = process.env[figuresVariable];
	if (file) await appendFile(file, `${JSON.stringify({ what, value })}\n`);
}

export interface QueueMode {
	cluster: Cluster;
	bill: LocalBill;
	/** A new Bill credential, as for a person who pays: BILL trusts the device. */
	account(changes?: object): ReturnType<typeof billIn>;
	readonly client: Cluster['client'];
	/** The worker that ran each of these executions. */
	workersOf(executionIds: string[]): Worker[];
	/** How many of these executions each worker ran. Workers without any are left out. */
	ranBy(executionIds: string[]): number[];
}

/** An n8n of many processes, and a local BILL, for all tests of a file. Each test begins with every process running. */
export function queueMode(options: Parameters<typeof startLocalBill>[0] = {}): QueueMode {
	const mode = {} as { -readonly [Name in keyof QueueMode]: QueueMode[Name] };
	beforeAll(async () => {
		const found = findPrograms();
		if ('missing' in found) throw new Error(`Not installed: ${found.missing.join(', ')}`);
		mode.bill = await startLocalBill({ loopbackWebhooks: true, ...options });
		mode.cluster = await startCluster(found.programs);
		mode.client = mode.cluster.client;
	}, 400_000);
	beforeEach(async () => {
		mode.bill.reset();
		await mode.cluster.start(...PROCESSES);
	}, 200_000);
	afterEach(async () => {
		for (const { id, active } of await mode.client.call<Listed[]>('GET', '/rest/workflows')) {
			if (active) await unpublished(mode.client, id);
		}
	}, 60_000);
	afterAll(async () => {
		await mode.cluster?.close();
		await mode.bill?.close();
	}, 60_000);
	mode.account = async (changes) => {
		const { rememberMeId, device } = mode.bill.mfa;
		return await billIn(mode.client, mode.bill, { rememberMeId, device, ...changes });
	};
	mode.workersOf = (executionIds) => {
		const logs = WORKERS.map((name) => ({ name, text: mode.cluster.logs(name) }));
		return executionIds.map((id) => {
			const taken = new RegExp(`Worker started execution ${id} `);
			const worker = logs.find(({ text }) => taken.test(text));
			if (!worker) throw new Error(`No worker has taken execution ${id}`);
			return worker.name;
		});
	};
	mode.ranBy = (executionIds) => {
		const taken = mode.workersOf(executionIds);
		return WORKERS.map((name) => taken.filter((each) => each === name).length).filter(Boolean);
	};
	return mode;
}

const WORKERS = ['worker-1', 'worker-2'] as const;

type Worker = (typeof WORKERS)[number];

type Listed = { id: string; active: boolean };
