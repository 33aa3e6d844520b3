import { readFile } from 'node:fs/promises';
import type { Profiler } from 'node:inspector';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axios from 'axios';
import getPort from 'get-port';
import { repository } from '../lib/paths.mts';

const script = path.join(repository, 'tools', 'bench', 'watched.mjs');

/** The format of Chrome DevTools. */
export type Profile = Profiler.Profile;

/** A process whose memory and CPU profile can be read. */
export interface Watch {
	/** Environment variables that the process must be started with. */
	env: { NODE_OPTIONS: string; BENCH_PORT: string };
	/** Does a job. @returns its result, and by how many bytes the process grew at most meanwhile */
	memoryOf<Result>(work: () => Promise<Result>): Promise<{ result: Result; grown?: number }>;
	/** Does a job and records a CPU profile. */
	profileOf<Result>(work: () => Promise<Result>): Promise<{ result: Result; profile: Profile }>;
}

/** Prepares to watch a process that is started afterwards. */
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
		profileOf: async (work) => {
			await ask('/profile/start');
			const result = await work();
			return { result, profile: await ask<Profile>('/profile/stop') };
		},
	};
}

/** Time spent in the code of a folder itself (without the functions it calls elsewhere), in milliseconds. */
export function timeWithin({ nodes, samples = [], timeDeltas = [] }: Profile, folder: string) {
	const inside = new Set(
		nodes.filter(({ callFrame }) => callFrame.url.includes(folder)).map(({ id }) => id),
	);
	const micro = samples.reduce(
		(sum, id, index) => sum + (inside.has(id) ? timeDeltas[index] : 0),
		0,
	);
	return micro / 1000;
}
