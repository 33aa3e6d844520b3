import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import ora, { type Ora } from 'ora';
import { startLocalBill, type LocalBill } from '../local-bill/server.mts';
import { measured, type Run } from './bench/measure.mts';
import { startBenchN8n, type BenchN8n } from './bench/n8n.mts';
import { writePage } from './bench/page.mts';
import { longerPause, shortestPause } from './bench/pause.mts';
import { startProgram, type BareProgram } from './bench/program.mts';
import { inText, type Result } from './bench/report.mts';
import { CONTENDERS, type Contender, type Row } from './bench/row.mts';
import { GETS, ROWS } from './bench/rows.mts';
import { timeWithin } from './bench/watch.mts';
import { weigh, type Weight } from './bench/weight.mts';
import { repository } from './lib/paths.mts';
import { PlainError, runMain } from './lib/plain-error.mts';
import { ensureN8n } from './n8n/install.mts';

const LATENCY_MS = 50;

interface Options {
	rounds: number;
	only?: string;
	write?: boolean;
	profile?: string;
	env?: NodeJS.ProcessEnv;
}

/** Measures rows with one local BILL, one bare program and one n8n, or a new n8n where a row needs it. */
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
		this.n8n ??= await startBenchN8n(this.bill, this.options.env);
		return this.n8n;
	}

	async stop(): Promise<void> {
		await this.n8n?.stop();
		this.n8n = undefined;
	}

	/** The contenders take turns, so that a slow phase of the computer affects all of them. */
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
		const isNode = contender !== 'bare program';
		const n8n = await this.n8nOf(isNode ? row : {});
		this.pauseMs ??= await shortestPause(n8n, this.bill, this.tell);
		for (;;) {
			this.tell(name);
			const run = await this.once(row, contender, n8n, name);
			const longer = longerPause(this.pauseMs);
			// BILL refused requests: this row needs a longer pause than the rows the pause was found with.
			if (contender === 'HTTP Request node' && run?.refused && longer) {
				this.pauseMs = longer;
				continue;
			}
			if (run && run.records !== row.expected) {
				this.spinner.warn(`${name} returned ${run.records} of ${row.expected} records`).start();
			}
			return run;
		}
	}

	private async once(row: Row, contender: Contender, n8n: BenchN8n, name: string) {
		const { bill, program, options, pauseMs = 0 } = this;
		const { [contender]: work } = await row.prepare({ bill, n8n, program, pauseMs });
		if (!work) return undefined;
		if (!options.profile) return await measured(bill, work);
		const { watch } = contender === 'bare program' ? program : n8n;
		const { result, profile } = await watch.profileOf(async () => await measured(bill, work));
		const file = path.join(options.profile, `${name.replace(/\W+/g, '-')}.cpuprofile`);
		await writeFile(file, JSON.stringify(profile));
		return result;
	}

	/** How long the package's own code takes per request of a row, in milliseconds. */
	async ownTimeOf(row: Row): Promise<number> {
		const { bill, program, pauseMs = 0 } = this;
		const n8n = await this.n8nOf();
		this.tell(`${row.title}: the package's own code`);
		const { 'Bill node': work } = await row.prepare({ bill, n8n, program, pauseMs });
		if (!work) throw new Error(`${row.title} does not apply to the Bill node`);
		const { result, profile } = await n8n.watch.profileOf(work);
		return timeWithin(profile, path.join(repository, 'dist')) / result.records;
	}

	get pauseOfHttpRequest(): number {
		return this.pauseMs ?? 0;
	}
}

/** Adds a `NAME=value` of the command line to those before it. */
function setting(text: string, before: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const [, name, value] = /^([A-Z0-9_]+)=(.*)$/i.exec(text) ?? [];
	if (!name) throw new InvalidArgumentError('Write it as NAME=value.');
	return { ...before, [name]: value };
}

function chosen(only?: string): Row[] {
	const pattern = new RegExp(only ?? '', 'i');
	const rows = ROWS.filter(({ title }) => pattern.test(title));
	if (rows.length > 0) return rows;
	throw new PlainError(
		`There is no row with that name. The rows are:\n${ROWS.map(({ title }) => title).join('\n')}`,
	);
}

async function main() {
	const options = new Command('npm run bench --')
		.description("Compares the Bill node, n8n's HTTP Request node and a bare program.")
		.option('--rounds <number>', 'maximum number of rounds; the median counts', Number, 3)
		.option('--only <pattern>', 'the rows whose titles match')
		.option('--write', 'update the tables in docs/performance.md; for all rows')
		.option('--profile <folder>', 'save a CPU profile of each run, for DevTools')
		.option(
			'--env <NAME=value>',
			'an environment variable for n8n; can be given several times',
			setting,
		)
		.parse()
		.opts<Options>();
	const rows = chosen(options.only);
	if (options.write && options.only)
		throw new PlainError('--write needs all rows: leave out --only.');
	if (options.write && options.env)
		throw new PlainError('--write needs an n8n with its default settings: leave out --env.');
	if (options.profile) await mkdir(options.profile, { recursive: true });

	const spinner = ora().start();
	const bill = await startLocalBill({ latency: LATENCY_MS, loopbackWebhooks: true });
	bill.setLimits({ perHour: 1_000_000 });
	const n8nProgram = await ensureN8n();
	const program = await startProgram(bill, n8nProgram);
	const measuring = new Measuring(bill, program, options, spinner);
	const results: Result[] = [];
	let weight: (Weight & { ownTime: number }) | undefined;
	try {
		for (const row of rows) {
			const result = await measuring.row(row);
			results.push(result);
			spinner.clear();
			console.log(inText(result));
		}
		if (!options.only) {
			const { client } = await measuring.n8nOf();
			const ownTime = await measuring.ownTimeOf(GETS);
			const weighed = await weigh(client, n8nProgram, options.rounds, measuring.tell);
			weight = { ...weighed, ownTime };
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
