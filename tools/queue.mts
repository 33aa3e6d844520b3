import { Command } from 'commander';
import { PlainError, runMain } from './lib/plain-error.mts';
import { closingLine } from './test/counts.mts';
import { withQueue } from './test/with-queue.mts';

async function main() {
	const { testNamePattern } = new Command('npm run test:queue --')
		.description("Tests n8n's queue mode at full size, and prints the measurements.")
		.option('-t, --testNamePattern <pattern>', 'only tests whose name matches')
		.parse()
		.opts<{ testNamePattern?: string }>();
	const jest = testNamePattern ? ['--testNamePattern', testNamePattern] : [];
	const counts = await withQueue(jest, { whole: true });
	console.log(`\n${closingLine(counts)}`);
	if (counts.failed) throw new PlainError('Some tests failed.');
}

await runMain(main);
