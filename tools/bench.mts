import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import ora from 'ora';
import { putCredential } from '../playground/content.mts';
import { startN8n } from './n8n/server.mts';
import { runMain } from './lib/plain-error.mts';
import { startLocalBill, type LocalBill } from '../local-bill/server.mts';
import { bareProgram } from './bench/bare-program.mts';
import { billNode, httpRequestNode } from './bench/in-n8n.mts';
import { measured, median, type Contender, type Run } from './bench/measure.mts';
import { table } from './bench/table.mts';

const VENDORS = 10_000;
const GETS = 300;
const LATENCY_MS = 50;

/** The two jobs, each done by the three contenders in turn, so that a slow moment meets all alike. */
async function compare(contenders: Contender[], bill: LocalBill, rounds: number, ids: string[]) {
	const spinner = ora().start();
	const jobs = [
		{
			title: `Get Many of ${VENDORS.toLocaleString('en')} vendors`,
			run: async (contender: Contender) => await contender.list(),
			expected: VENDORS,
		},
		{
			title: `${GETS} Gets by ID`,
			run: async (contender: Contender) => await contender.gets(ids),
			expected: ids.length,
		},
	];
	const results: Array<{ title: string; runs: Map<Contender, Run[]> }> = [];
	for (const { title, run, expected } of jobs) {
		const runs = new Map<Contender, Run[]>(contenders.map((contender) => [contender, []]));
		for (let round = 1; round <= rounds; round++) {
			for (const contender of contenders) {
				spinner.text = `${title}, round ${round} of ${rounds}: ${contender.name}`;
				const result = await measured(bill, async () => await run(contender));
				if (result.records !== expected) {
					const records = `${result.records} of ${expected} records`;
					spinner.warn(`${title}, round ${round}: ${contender.name} gave ${records}`).start();
				}
				runs.get(contender)?.push(result);
			}
		}
		results.push({ title, runs });
	}
	spinner.stop();
	return results;
}

async function main() {
	const { rounds } = new Command('npm run bench --')
		.description('Compares the Bill node, the HTTP Request node and a bare program.')
		.option('--rounds <number>', 'how often each is measured; the median counts', Number, 3)
		.parse()
		.opts<{ rounds: number }>();
	const bill = await startLocalBill({ latency: LATENCY_MS });
	const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-bench-'));
	const n8n = await startN8n({ userFolder }).catch(async (error) => {
		await bill.close();
		throw error;
	});
	try {
		bill.setLimits({ perHour: 1_000_000 });
		bill.seed({ vendors: VENDORS - bill.records('vendors').length });
		const ids = bill
			.records('vendors')
			.slice(0, GETS)
			.map(({ id }) => String(id));
		const credential = await putCredential(n8n.client, bill, {
			// n8n's HTTP Request node is one of the contenders, and the credential is closed to it.
			allowedHttpRequestDomains: 'all',
		});
		const bare = await bareProgram(bill);
		const contenders = [
			bare,
			await billNode(n8n.client, credential),
			await httpRequestNode(n8n.client, credential, bill, ids),
		];
		const results = await compare(contenders, bill, rounds, ids);
		console.log(
			`\nLocal BILL with ${LATENCY_MS} ms latency; n8n in a process of its own; median of ${rounds} rounds.`,
		);
		console.log(
			"Time of a node: from the execution's run data. All are signed in before the clock starts.",
		);
		for (const contender of contenders) if (contender.note) console.log(contender.note);
		for (const { title, runs } of results) {
			const base = median(runs.get(bare) ?? []);
			console.log(`\n${title}`);
			console.log(
				table(
					['', 'requests', 'logins', 'refused', 'most at once', 'time', 'ratio'],
					contenders.map((contender) => {
						const run = median(runs.get(contender) ?? []);
						return [
							contender.name,
							String(run.requests),
							String(run.logins),
							String(run.refused),
							String(run.mostAtOnce),
							`${(run.milliseconds / 1000).toFixed(2)} s`,
							(run.milliseconds / base.milliseconds).toFixed(2),
						];
					}),
				),
			);
		}
	} finally {
		await n8n.stop();
		await bill.close();
		await rm(userFolder, { recursive: true, force: true });
	}
}

await runMain(main);
process.exit(0);
