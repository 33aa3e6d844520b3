import { execa, type Options } from 'execa';
import pRetry, { AbortError } from 'p-retry';

/** A server that was started here and has to be stopped here. */
export interface Service {
	port: number;
	stop(): Promise<void>;
}

interface ServiceToStart {
	command: [program: string, ...args: string[]];
	port: number;
	/** The user, folder and environment it runs with. */
	options?: Pick<Options, 'uid' | 'gid' | 'cwd' | 'env'>;
	/** The signal that asks it to stop. */
	signal: NodeJS.Signals;
	/** Fails until the server is ready. */
	ready: () => Promise<unknown>;
}

/** Starts a server and waits until it is ready. */
export async function startService({
	command: [program, ...args],
	port,
	options,
	signal,
	ready,
}: ServiceToStart): Promise<Service> {
	const child = execa(program, args, { ...options, stdin: 'ignore', all: true, reject: false });
	let alive = true;
	const ended = child.finally(() => {
		alive = false;
	});
	const stop = async () => {
		if (alive) child.kill(signal);
		await ended;
	};
	const look = async () => {
		if (!alive) throw new AbortError(`${program} ended at once: ${(await child).all}`);
		await ready();
	};
	try {
		await pRetry(look, { retries: 600, factor: 1, minTimeout: 100, maxRetryTime: 60_000 });
		return { port, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
