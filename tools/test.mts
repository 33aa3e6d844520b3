import { Command } from 'commander';
import { PlainError, runMain } from './lib/plain-error.mts';
import { checkFormat, checkLint, checkTypes } from './test/checks.mts';
import { runJest } from './test/jest.mts';
import { withN8n } from './test/with-n8n.mts';
import { withQueue } from './test/with-queue.mts';
import { add, closingLine, noTests, type Counts } from './test/counts.mts';

/** The parts of the test run in their order; only `n8n` and `queue` need n8n. */
const parts: Record<string, { title: string; run: (jest: string[]) => Promise<Counts> }> = {
	format: { title: 'Format (Prettier)', run: checkFormat },
	lint: { title: "Lint (n8n's own rules, and ESLint's for the rest)", run: checkLint },
	types: { title: 'Types', run: checkTypes },
	unit: { title: 'Unit tests', run: async (jest) => await runJest(['test/unit'], jest) },
	contract: {
		title: 'What BILL documents',
		run: async (jest) => await runJest(['test/contract'], jest),
	},
	bill: {
		title: 'Operations against the local BILL',
		run: async (jest) => await runJest(['test/local-bill', 'test/operations'], jest),
	},
	n8n: {
		title: 'In a real n8n',
		// Those that start an n8n of their own wait for it most of the time, so they go on beside the others.
		run: async (jest) => {
			const inBand = ['--runInBand', ...jest];
			const counts = await Promise.all([
				withN8n(async (env) => await runJest(['test/n8n'], inBand, env)),
				runJest(['test/own-n8n'], inBand),
			]);
			return counts.reduce(add);
		},
	},
	queue: {
		title: 'In an n8n of many processes',
		run: async (jest) => await withQueue(jest, { whole: false }),
	},
};

async function main() {
	const program = new Command('npm test --')
		.description('Runs the checks and tests, all of them or the parts that are named.')
		.argument('[parts...]', `of ${Object.keys(parts).join(', ')}`)
		.option('-t, --testNamePattern <pattern>', 'only tests whose name matches')
		.option('-f, --file <pattern>', 'only test files whose path matches')
		.parse();
	const { testNamePattern, file } = program.opts<{ testNamePattern?: string; file?: string }>();
	const chosen = program.args.length ? program.args : Object.keys(parts);
	const unknown = chosen.find((name) => !(name in parts));
	if (unknown) {
		throw new PlainError(
			`There is no part "${unknown}"; there are ${Object.keys(parts).join(', ')}.`,
		);
	}
	const jest = [
		...(testNamePattern ? ['--testNamePattern', testNamePattern] : []),
		...(file ? ['--testPathPatterns', file] : []),
	];

	let total = noTests;
	for (const name of chosen) {
		const { title, run } = parts[name];
		const started = Date.now();
		console.log(`\n=== ${title}`);
		const counts = await run(jest);
		const seconds = ((Date.now() - started) / 1000).toFixed(1);
		console.log(`=== ${title}: ${closingLine(counts)} (${seconds} s)`);
		total = add(total, counts);
	}
	console.log(`\n${closingLine(total)}`);
	process.exit(total.failed ? 1 : 0);
}

await runMain(main);
