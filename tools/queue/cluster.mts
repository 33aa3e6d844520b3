import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { N8nClient } from '../n8n/client.mts';
import { launchN8n, type N8nProcess } from '../n8n/launch.mts';
import { defaultOwner } from '../n8n/server.mts';
import { scratch } from '../lib/paths.mts';
import { startBalancer, type Balancer } from './balancer.mts';
import { startPostgres, startRedis } from './databases.mts';
import type { Programs } from './programs.mts';
import type { Service } from './service.mts';

/** The processes of n8n's queue mode. Each can be killed and restarted. */
export const PROCESSES = ['main', 'worker-1', 'worker-2', 'webhook-1', 'webhook-2'] as const;

export type ProcessName = (typeof PROCESSES)[number];

/** How many executions a worker runs concurrently; n8n's own default. */
const CONCURRENCY = 10;

/** An n8n of many processes on this computer, with its own PostgreSQL and Redis. */
export interface Cluster {
	/** Signed in to the main process as the owner. */
	client: N8nClient;
	/** The load balancer of the webhook processes. Triggers subscribe with its URL. */
	balancer: Balancer;
	/** Starts those of these processes that are not running. */
	start(...names: ProcessName[]): Promise<void>;
	/** Stops these processes normally. */
	stop(...names: ProcessName[]): Promise<void>;
	/** Kills a process at once, as in a crash. */
	kill(name: ProcessName): Promise<void>;
	/** Everything that a process has printed since its last start. */
	logs(name: ProcessName): string;
	/** Stops everything and deletes its data. */
	close(): Promise<void>;
}

/** Starts PostgreSQL, Redis, and a main process, two workers and two webhook processes of n8n. */
export async function startCluster({ postgres, redis }: Programs): Promise<Cluster> {
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-queue-'));
	// PostgreSQL may run as another user, who must be able to reach its folder inside this one.
	await chmod(folder, 0o755);
	await mkdir(scratch, { recursive: true });
	const services: Service[] = [];
	const running = new Map<ProcessName, N8nProcess>();
	const balancer = await startBalancer();
	let env: NodeJS.ProcessEnv;
	let mainPort: number | undefined;

	const startOne = async (name: ProcessName) => {
		if (running.has(name)) return;
		const kind = name.replace(/-\d$/, '');
		const started = await launchN8n(
			kind === 'main'
				? ['start']
				: kind === 'worker'
					? ['worker', `--concurrency=${CONCURRENCY}`]
					: ['webhook'],
			{
				userFolder: path.join(folder, name),
				logFile: path.join(scratch, `queue-${name}.log`),
				env,
				...(kind === 'main' && { port: mainPort }),
			},
		);
		running.set(name, started);
		if (kind === 'main') mainPort = Number(new URL(started.url).port);
		if (kind === 'webhook') balancer.add(name, started.url);
	};
	const start = async (...names: ProcessName[]) => {
		await Promise.all(names.map(startOne));
	};
	const end = async (name: ProcessName, how: 'stop' | 'kill') => {
		const process = running.get(name);
		running.delete(name);
		if (how === 'stop') balancer.remove(name);
		await process?.[how]();
		balancer.remove(name);
	};
	const close = async () => {
		await Promise.all([...running.keys()].map(async (name) => await end(name, 'stop')));
		await balancer.close();
		await Promise.all(services.map(async (service) => await service.stop()));
		await rm(folder, { recursive: true, force: true });
	};

	try {
		const [database, queue] = await Promise.all([
			startPostgres(postgres, folder),
			startRedis(redis),
		]);
		services.push(database, queue);
		env = {
			EXECUTIONS_MODE: 'queue',
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(database.port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: 'trusted',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(queue.port),
			// A dead worker is noticed in seconds; with n8n's default values it takes a minute and a half.
			QUEUE_WORKER_LOCK_DURATION: '6000',
			QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
			QUEUE_WORKER_STALLED_INTERVAL: '3000',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
			N8N_WEBHOOK_URL: `${balancer.url}/`,
			WEBHOOK_URL: `${balancer.url}/`,
		};
		// The first process creates the tables.
		await start('main');
		await start(...PROCESSES);
		const client = new N8nClient(running.get('main')!.url);
		await client.signIn(defaultOwner);
		return {
			client,
			balancer,
			start,
			stop: async (...names) => {
				await Promise.all(names.map(async (name) => await end(name, 'stop')));
			},
			kill: async (name) => await end(name, 'kill'),
			logs: (name) => running.get(name)?.logs() ?? '',
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}
