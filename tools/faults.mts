import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { startN8n } from './n8n/server.mts';
import { PlainError, runMain } from './lib/plain-error.mts';
import { inEach } from './faults/at-once.mts';
import { type Ground, runPlan, type RunResult } from './faults/drive.mts';
import { planOf } from './faults/plan.mts';
import { inWords, summary } from './faults/report.mts';

/** With `--kills`, n8n is killed in two out of a hundred runs; a restart takes half a minute. */
async function main() {
	const options = new Command('npm run faults --')
		.description(
			'Runs the built package in a real n8n against a local BILL that fails at random, and compares the records in BILL with the results of the executions.',
		)
		.option('--seed <number>', 'the first seed; each run has its own', Number, 1)
		.option('--runs <number>', 'number of runs', Number, 20)
		.option('--kills <number>', 'number of additional runs in which n8n is killed', Number, 0)
		.option('--tools', 'the node is the tool of an agent in every run')
		.option('--at-once <number>', 'number of runs at the same time', Number, 4)
		.parse()
		.opts<{ seed: number; runs: number; kills: number; atOnce: number; tools?: boolean }>();
	const { tools, ...numbers } = options;
	for (const [name, value] of Object.entries(numbers)) {
		if (!Number.isInteger(value)) throw new PlainError(`--${name} must be a whole number.`);
	}
	const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-faults-'));
	let n8n = await startN8n({ userFolder });
	const results: RunResult[] = [];
	const notRun: number[] = [];
	const note = (result: RunResult) => {
		results.push(result);
		if (result.violations.length > 0) console.log(inWords(result));
		if (results.length % 50 === 0) console.log(`... ${results.length} runs`);
	};
	try {
		const node = (await n8n.client.nodeTypes()).find(({ name }) => name === 'n8n-nodes-bill.bill');
		if (!node) throw new PlainError('n8n has not loaded the package.');
		const ground = (): Ground => ({
			client: n8n.client,
			node,
			restart: async () => {
				await n8n.kill();
				n8n = await startN8n({ userFolder });
				return n8n.client;
			},
		});
		const seeds = Array.from({ length: options.runs }, (_, run) => options.seed + run);
		await inEach(seeds, options.atOnce, async (seed) => {
			try {
				note(await runPlan(ground(), planOf(seed, { tools })));
			} catch (error) {
				// n8n itself may be too slow on a busy computer. The other seeds are still worth running.
				notRun.push(seed);
				console.error(`seed ${seed} could not be run:`, error);
			}
		});
		for (let kill = 0; kill < options.kills; kill++) {
			const seed = options.seed + options.runs + kill;
			note(await runPlan(ground(), planOf(seed, { kill: true, tools })));
		}
	} finally {
		await n8n.stop();
		await rm(userFolder, { recursive: true, force: true });
	}
	console.log(`\n${summary(results)}`);
	if (notRun.length > 0) console.log(`seeds that could not be run: ${notRun.join(' ')}`);
	const hasFailed = notRun.length > 0 || results.some(({ violations }) => violations.length > 0);
	process.exit(hasFailed ? 1 : 0);
}

await runMain(main);
