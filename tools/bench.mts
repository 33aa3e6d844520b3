import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import ora, { type Ora } from 'ora';
import { startLocalBill, type LocalBill } from '../local-bill/server.mts';
import { measured, type Run } from './bench/measure.mts';
import { startBenchN8n, type BenchN8n } from './bench/n8n.mts';
import { writePage } from './bench/page.mts';
import { shortestPause } from './bench/pause.mts';
import { startProgram, type BareProgram } from './bench/program.mts';
import { inText, type Result } from './bench/report.mts';
import { CONTENDERS, type Contender, type Row } from './bench/row.mts';
import { ROWS } from './bench/rows.mts';
import { weigh, type Weight } from './bench/weight.mts';
import { PlainError, runMain } from './lib/plain-error.mts';
import { ensureN8n } from './n8n/install.mts';

const LATENCY_MS = 50;

interface Options {
	rounds: number;
	only?: string;
	write?: boolean;
	profile?: string;
}

/** Measures rows with one local BILL, one bare program and one n8n, or a new one where a row asks for it. */
class Measuring {
	private n8n?: BenchN8n;
	private pauseMs?: number;

	constructor(
		private readonly bill: LocalBill,
		private readonly program: BareProgram,
		private readonly options: Options,
		private readonly spinner: Ora,
	) {}

	tell = (text: string) => {
		this.spinner.text = text;
	};

	async n8nOf({ fresh }: Partial<Row> = {}): Promise<BenchN8n> {
		if (fresh) await this.stop();
		if (!this.n8n) this.tell('Starting n8n');
		this.n8n ??= await startBenchN8n(this.bill);
		return this.n8n;
	}

	async stop(): Promise<void> {
		await this.n8n?.stop();
		this.n8n = undefined;
	}

	/** The contenders in turn, so that a slow moment meets all alike. */
	async row(row: Row): Promise<Result> {
		const runs = new Map<Contender, Run[]>(CONTENDERS.map((contender) => [contender, []]));
		const rounds = Math.min(this.options.rounds, row.rounds ?? Infinity);
		for (let round = 1; round <= rounds; round++) {
			for (const contender of CONTENDERS) {
				const name = `${row.title}, round ${round} of ${rounds}: ${contender}`;
				const run = await this.run(row, contender, name);
				if (run) runs.get(contender)?.push(run);
			}
		}
		return { row, rounds, runs };
	}

	private async run(row: Row, contender: Contender, name: string): Promise<Run | undefined> {
		const { bill, program, options } = this;
		const isNode = contender !== 'bare program';
		const n8n = await this.n8nOf(isNode ? row : {});
		this.pauseMs ??= await shortestPause(n8n, bill, this.tell);
		this.tell(name);
		const { [contender]: work } = await row.prepare({ bill, n8n, program, pauseMs: this.pauseMs });
		if (!work) return undefined;
		const { watch } = isNode ? n8n : program;
		const file =
			options.profile && path.join(options.profile, `${name.replace(/\W+/g, '-')}.cpuprofile`);
		const run = await measured(bill, file ? async () => await watch.profileOf(file, work) : work);
		if (run.records !== row.expected) {
			this.spinner.warn(`${name} gave ${run.records} of ${row.expected} records`).start();
		}
		return run;
	}

	get pauseOfHttpRequest(): number {
		return this.pauseMs ?? 0;
	}
}

function chosen(only?: string): Row[] {
	const pattern = new RegExp(only ?? '', 'i');
	const rows = ROWS.filter(({ title }) => pattern.test(title));
	if (rows.length > 0) return rows;
	throw new PlainError(
		`No row is called so. There are:\n${ROWS.map(({ title }) => title).join('\n')}`,
	);
}

async function main() {
	const options = new Command('npm run bench --')
		.description("Compares the Bill node, n8n's HTTP Request node and a bare program.")
		.option('--rounds <number>', 'how often each is measured at most; the median counts', Number, 3)
		.option('--only <pattern>', 'the rows whose titles match')
		.option('--write', 'renew the tables in docs/performance.md; for all rows')
		.option('--profile <folder>', 'write down where the time of each run goes, for DevTools')
		.parse()
		.opts<Options>();
	const rows = chosen(options.only);
	if (options.write && options.only)
		throw new PlainError('--write is for all rows: leave --only out.');
	if (options.profile) await mkdir(options.profile, { recursive: true });

	const spinner = ora().start();
	const bill = await startLocalBill({ latency: LATENCY_MS, loopbackWebhooks: true });
	bill.setLimits({ perHour: 1_000_000 });
	const n8nProgram = await ensureN8n();
	const program = await startProgram(bill, n8nProgram);
	const measuring = new Measuring(bill, program, options, spinner);
	const results: Result[] = [];
	let weight: Weight | undefined;
	try {
		for (const row of rows) {
			const result = await measuring.row(row);
			results.push(result);
			spinner.clear();
			console.log(inText(result));
		}
		if (!options.only) {
			const { client } = await measuring.n8nOf();
			weight = await weigh(client, n8nProgram, options.rounds, measuring.tell);
		}
	} finally {
		await measuring.stop();
		program.stop();
		await bill.close();
		spinner.stop();
	}
	if (options.write && weight) {
		const pauseMs = measuring.pauseOfHttpRequest;
		await writePage({ results, weight, latencyMs: LATENCY_MS, pauseMs, n8n: n8nProgram.version });
		console.log('docs/performance.md has been written.');
	}
}

await runMain(main);
process.exit(0);
