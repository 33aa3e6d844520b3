import { Command } from 'commander';
import { PlainError, runMain } from './lib/plain-error.mts';
import { add, closingLine, noTests } from './test/counts.mts';
import { parts, usualParts } from './test/parts.mts';

async function main() {
	const program = new Command('npm test --')
		.description('Runs all checks and tests, or only the named parts.')
		.argument('[parts...]', `of ${Object.keys(parts).join(', ')}`)
		.option('-t, --testNamePattern <pattern>', 'only tests whose name matches')
		.option('-f, --file <pattern>', 'only test files whose path matches')
		.parse();
	const { testNamePattern, file } = program.opts<{ testNamePattern?: string; file?: string }>();
	const chosen = program.args.length ? program.args : usualParts;
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
