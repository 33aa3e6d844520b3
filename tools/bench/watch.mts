import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axios from 'axios';
import getPort from 'get-port';
import { repository } from '../lib/paths.mts';

const script = path.join(repository, 'tools', 'bench', 'watched.mjs');

/** A process that tells of its memory, and of where its time goes. */
export interface Watch {
	/** What the process has to be started with. */
	env: { NODE_OPTIONS: string; BENCH_PORT: string };
	/** Does a piece of work. @returns what it gave, and by how many bytes the process has grown at most meanwhile */
	memoryOf<Result>(work: () => Promise<Result>): Promise<{ result: Result; grown?: number }>;
	/** Does a piece of work, and writes down where the time has gone, for Chrome's DevTools. */
	profileOf<Result>(file: string, work: () => Promise<Result>): Promise<Result>;
}

/** Prepares to watch a process that is started next. */
export async function watch(): Promise<Watch> {
	const port = await getPort({ host: '127.0.0.1' });
	const ask = async <Answer,>(what: string) => {
		const url = `http://127.0.0.1:${port}${what}`;
		return (await axios.get<Answer>(url, { proxy: false, maxContentLength: Infinity })).data;
	};
	const tells = await readFile('/proc/self/status', 'utf8').then(
		(status) => status.includes('VmHWM'),
		() => false,
	);
	return {
		env: { NODE_OPTIONS: `--import=${pathToFileURL(script).href}`, BENCH_PORT: String(port) },
		memoryOf: async (work) => {
			if (!tells) return { result: await work() };
			const before = await ask<{ bytes: number }>('/memory/reset');
			const result = await work();
			const after = await ask<{ bytes: number }>('/memory/peak');
			return { result, grown: Math.max(0, after.bytes - before.bytes) };
		},
		profileOf: async (file, work) => {
			await ask('/profile/start');
			const result = await work();
			await writeFile(file, JSON.stringify(await ask('/profile/stop')));
			return result;
		},
	};
}
