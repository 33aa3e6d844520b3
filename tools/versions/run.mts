import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { repository, scratch } from '../lib/paths.mts';
import { ensureN8n } from '../n8n/install.mts';
import { add, type Counts } from '../test/counts.mts';
import { runJest } from '../test/jest.mts';
import { withN8n } from '../test/with-n8n.mts';
import { rows } from './rows.mts';
import { outcomeOf, type Ran } from './table.mts';

interface Report {
	testResults: Array<{
		name: string;
		assertionResults: Array<{ fullName: string; status: string }>;
	}>;
}

/** Runs the tests of all rows in one folder, and returns the result of each test. */
async function ranIn(
	folder: string,
	env: NodeJS.ProcessEnv,
): Promise<{ counts: Counts; ran: Ran[] }> {
	const own = rows.filter(({ file }) => file.startsWith(`${folder}/`));
	const outputFile = path.join(scratch, `versions-${process.pid}-${folder}.json`);
	const source = (patterns: string[]) => patterns.join('|');
	const counts = await runJest(
		[`test/${folder}`],
		[
			'--runInBand',
			'--testPathPatterns',
			source(own.map(({ file }) => `/${file}\\.test\\.mts$`)),
			'--testNamePattern',
			source(own.map(({ tests }) => tests.source)),
			'--json',
			`--outputFile=${outputFile}`,
		],
		env,
	);
	const report = await readFile(outputFile, 'utf8')
		.then((text) => JSON.parse(text) as Report)
		.catch((): Report => ({ testResults: [] }));
	await rm(outputFile, { force: true });
	const ran = report.testResults.flatMap(({ name, assertionResults }) =>
		assertionResults.map(({ fullName, status }) => ({
			file: path
				.relative(path.join(repository, 'test'), name)
				.replace(/\.test\.mts$/, '')
				.split(path.sep)
				.join('/'),
			name: fullName,
			status,
		})),
	);
	return { counts, ran };
}

/** Runs all rows in one version. A row of which no test has run counts as failed. */
export async function runVersion(version: string): Promise<{ counts: Counts; outcomes: string[] }> {
	await mkdir(scratch, { recursive: true });
	await ensureN8n(version);
	const env = { N8N_VERSION: version };
	const ran: Ran[] = [];
	const take = ({ counts, ran: more }: { counts: Counts; ran: Ran[] }) => {
		ran.push(...more);
		return counts;
	};
	const shared = await withN8n(async (server) => take(await ranIn('n8n', { ...env, ...server })), {
		version,
	});
	const counts = add(shared, take(await ranIn('own-n8n', env)));
	const outcomes = rows.map((row) => outcomeOf(row, version, ran));
	const failed = Math.max(counts.failed, outcomes.filter((one) => one === 'fails').length);
	// Tests that the patterns leave out are not counted as skipped.
	return { counts: { ...counts, failed, skipped: 0 }, outcomes };
}
