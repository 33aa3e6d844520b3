import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { figuresVariable, wholeVariable } from '../../test/support/queue-settings.mts';
import { scratch } from '../lib/paths.mts';
import { findPrograms } from '../queue/programs.mts';
import { noTests, one, type Counts } from './counts.mts';
import { runJest } from './jest.mts';

/**
 * Runs the tests of n8n's queue mode, and prints their measurements. If PostgreSQL or Redis is not installed, it
 * prints a line and runs nothing; in CI that is a failure.
 */
export async function withQueue(jest: string[], { whole }: { whole: boolean }): Promise<Counts> {
	const found = findPrograms();
	if ('missing' in found) {
		const inCi = Boolean(process.env.CI);
		console.log(
			`${inCi ? 'Failed' : 'Skipped'}: ${found.missing.join(' and ')} not installed (Debian: apt-get install postgresql redis-server).`,
		);
		return inCi ? one(false) : noTests;
	}
	await mkdir(scratch, { recursive: true });
	const figures = path.join(scratch, 'queue-figures.jsonl');
	await rm(figures, { force: true });
	const counts = await runJest(['test/queue'], ['--runInBand', ...jest], {
		[figuresVariable]: figures,
		...(whole && { [wholeVariable]: 'true' }),
	});
	const lines = await readFile(figures, 'utf8').catch(() => '');
	for (const line of lines.split('\n').filter(Boolean)) {
		const { what, value } = JSON.parse(line) as { what: string; value: string | number };
		const shown = typeof value === 'number' ? Math.round(value * 100) / 100 : value;
		console.log(`  ${what}: ${shown}`);
	}
	return counts;
}
