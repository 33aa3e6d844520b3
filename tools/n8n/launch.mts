import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import getPort from 'get-port';
import pRetry, { AbortError } from 'p-retry';
import axios from 'axios';
import { ensureN8n } from './install.mts';
import { linkPackage, n8nEnvironment } from './process.mts';

export interface LaunchOptions {
	/** Where this n8n stores everything that is not in its database. */
	userFolder: string;
	port?: number;
	env?: NodeJS.ProcessEnv;
	version?: string;
	/** `false` starts n8n without this package. */
	withPackage?: boolean;
	/** File for everything n8n prints from this start on; default: `n8n.log` in the user folder. */
	logFile?: string;
	/** Also aborts a start that is still in progress. */
	signal?: AbortSignal;
}

/** A process of n8n that is ready. */
export interface N8nProcess {
	url: string;
	/** Everything n8n has printed so far. */
	logs(): string;
	stop(): Promise<void>;
	/** Kills it at once, as in a crash. */
	kill(): Promise<void>;
}

/** Starts n8n as `start`, `worker` or `webhook`, by default with this package, and waits until it is ready. */
export async function launchN8n(
	command: [name: 'start' | 'worker' | 'webhook', ...args: string[]],
	options: LaunchOptions,
): Promise<N8nProcess> {
	const program = await ensureN8n(options.version, options.signal);
	options.signal?.throwIfAborted();
	const port = options.port ?? (await getPort({ host: '127.0.0.1' }));
	const broker = await getPort({ host: '127.0.0.1' });
	const url = `http://127.0.0.1:${port}`;
	await mkdir(options.userFolder, { recursive: true });
	if (options.withPackage !== false) await linkPackage(options.userFolder);

	// Not a pipe: if the reader of a pipe is gone, n8n keeps writing to it and never ends.
	const logFile = options.logFile ?? path.join(options.userFolder, 'n8n.log');
	const log = createWriteStream(logFile);
	await once(log, 'open');
	const logs = () => readFileSync(logFile, 'utf8');
	const child = execa(program.node, [program.script, ...command], {
		env: n8nEnvironment(program, options.userFolder, {
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(broker),
			N8N_WEBHOOK_URL: `${url}/`,
			...(command[0] === 'worker' && {
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(port),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			}),
			...options.env,
		}),
		extendEnv: false,
		stdin: 'ignore',
		stdout: log,
		stderr: log,
		reject: false,
	});
	let alive = true;
	const ended = child.finally(() => {
		alive = false;
		log.end();
	});

	const stop = async () => {
		if (alive) child.kill('SIGTERM', undefined);
		const force = setTimeout(() => child.kill('SIGKILL'), 15_000);
		await ended;
		clearTimeout(force);
	};

	const kill = async () => {
		if (alive) child.kill('SIGKILL');
		await ended;
	};

	const ready = async () => {
		if (options.signal?.aborted) throw new AbortError('stopped');
		if (!alive) throw new AbortError(`n8n ended before it was ready. It printed:\n${logs()}`);
		const { data } = await axios.get<{ status?: string } | undefined>(`${url}/healthz/readiness`, {
			proxy: false,
			timeout: 5000,
		});
		if (data?.status !== 'ok') throw new Error('not yet');
		// n8n 1 reports ready before it has registered the editor's endpoints. Workers and webhook processes have no
		// editor.
		if (command[0] === 'start')
			await axios.get(`${url}/rest/settings`, { proxy: false, timeout: 5000 });
	};

	try {
		await pRetry(ready, {
			retries: 1200,
			factor: 1,
			minTimeout: 250,
			maxRetryTime: 300_000,
			signal: options.signal,
		});
		return { url, logs, stop, kill };
	} catch (error) {
		await stop();
		if (options.signal?.aborted) throw options.signal.reason;
		throw new Error(`n8n did not start: ${(error as Error).message}\n${logs()}`, { cause: error });
	}
}
