import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';
import { execa } from 'execa';
import getPort from 'get-port';
import { manifest } from '../lib/manifest.mts';
import { repository } from '../lib/paths.mts';
import type { N8nClient } from '../n8n/client.mts';
import type { N8nProgram } from '../n8n/install.mts';
import { launchN8n } from '../n8n/launch.mts';
import { middle } from './measure.mts';

/** The cost of the package before it does anything. */
export interface Weight {
	/** How long Node.js takes to load all nodes and credentials, in milliseconds. */
	load: number;
	/** How long n8n takes to start, in milliseconds. */
	start: { with: number; without: number };
	/** The bytes that the editor loads for each node, and for the same node as a tool. */
	descriptions: Array<{ name: string; bytes: number }>;
}

const LOADS = 7;

/** Measures the cost of the package. */
export async function weigh(
	client: N8nClient,
	{ node }: N8nProgram,
	rounds: number,
	tell: (text: string) => void,
): Promise<Weight> {
	const types = await client.nodeTypes();
	const descriptions = types
		.filter(({ name }) => name.startsWith(`${manifest.name}.`))
		.map((type) => ({
			name: type.displayName,
			bytes: Buffer.byteLength(JSON.stringify(type)),
		}));
	tell('Loading the package');
	return { descriptions, load: await loadTime(node), start: await startTimes(rounds, tell) };
}

/** How long a new Node.js takes to load the package, without n8n-workflow, which n8n has already loaded by then. */
async function loadTime(node: string): Promise<number> {
	const files = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((file) =>
		path.join(repository, file),
	);
	const program = `
		require('n8n-workflow');
		const before = performance.now();
		for (const file of ${JSON.stringify(files)}) {
			for (const Made of Object.values(require(file))) if (typeof Made === 'function') new Made();
		}
		console.log(performance.now() - before);
	`;
	const times: number[] = [];
	for (let count = 0; count < LOADS; count++) {
		const { stdout } = await execa(node, ['-e', program], { cwd: repository });
		times.push(Number(stdout));
	}
	return middle(times);
}

/** The time until n8n is ready, for an n8n that has been started before. */
async function startTimes(rounds: number, tell: (text: string) => void): Promise<Weight['start']> {
	const folders = {
		with: await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-with-')),
		without: await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-without-')),
	};
	const times = { with: [] as number[], without: [] as number[] };
	for (let round = 0; round <= rounds; round++) {
		for (const kind of ['without', 'with'] as const) {
			tell(`Starting n8n ${kind} the package, round ${round} of ${rounds}`);
			const time = await startTime(folders[kind], kind === 'with');
			// The first start creates the database, so it does not count.
			if (round > 0) times[kind].push(time);
		}
	}
	for (const folder of Object.values(folders)) await rm(folder, { recursive: true, force: true });
	return { with: middle(times.with), without: middle(times.without) };
}

async function startTime(userFolder: string, withPackage: boolean): Promise<number> {
	const port = await getPort({ host: '127.0.0.1' });
	const started = performance.now();
	const launching = launchN8n(['start'], { userFolder, port, withPackage });
	let failed = false;
	launching.catch(() => (failed = true));
	while (!failed && !(await isReady(port))) await pause(20);
	const time = performance.now() - started;
	await (await launching).stop();
	return time;
}

async function isReady(port: number): Promise<boolean> {
	const url = `http://127.0.0.1:${port}/healthz/readiness`;
	return await axios
		.get<{ status?: string } | undefined>(url, { proxy: false, timeout: 5000 })
		.then(
			({ data }) => data?.status === 'ok',
			() => false,
		);
}
