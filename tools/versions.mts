import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { format, resolveConfig } from 'prettier';
import { repository, scratch } from './lib/paths.mts';
import { runMain } from './lib/plain-error.mts';
import { ensureN8n } from './n8n/install.mts';
import { runJest } from './test/jest.mts';
import { add, closingLine, type Counts, noTests } from './test/counts.mts';
import { withN8n } from './test/with-n8n.mts';
import { rows, supported } from './versions/rows.mts';
import { outcomeOf, pageOf, type Ran, tableOf } from './versions/table.mts';

interface Report {
	testResults: Array<{
		name: string;
		assertionResults: Array<{ fullName: string; status: string }>;
	}>;
}

/** Runs the tests of all rows of one folder, and tells what came of each. */
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
		.catch(() => ({ testResults: [] }) as Report);
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

/** All rows in one version. */
async function runVersion(version: string): Promise<{ counts: Counts; outcomes: string[] }> {
	await ensureN8n(version);
	const env = { N8N_VERSION: version };
	const ran: Ran[] = [];
	const keep = ({ counts, ran: more }: { counts: Counts; ran: Ran[] }) => {
		ran.push(...more);
		return counts;
	};
	const shared = await withN8n(
		async (server) => keep(await ranIn('n8n', { ...env, ...server })),
		version,
	);
	const counts = add(shared, keep(await ranIn('own-n8n', env)));
	// What the patterns have left out is no result.
	return {
		counts: { ...counts, skipped: 0 },
		outcomes: rows.map((row) => outcomeOf(row, version, ran)),
	};
}

async function main() {
	const program = new Command('npm run test:n8n-versions --')
		.description(
			'Runs what must work in every n8n that people run, in real ones of several versions.',
		)
		.argument('[versions...]', `versions of n8n; ${supported.join(', ')} if none is named`)
		.option('--write', 'writes the outcome to docs/n8n-versions.md')
		.parse();
	const versions = program.args.length ? program.args : supported;
	await mkdir(scratch, { recursive: true });
	const outcomes = new Map<string, string[]>();
	let total = noTests;
	for (const version of versions) {
		console.log(`\n=== n8n ${version}`);
		const started = Date.now();
		const { counts, outcomes: found } = await runVersion(version);
		outcomes.set(version, found);
		total = add(total, counts);
		const seconds = ((Date.now() - started) / 1000).toFixed(1);
		console.log(`=== n8n ${version}: ${closingLine(counts)} (${seconds} s)`);
	}
	console.log(`\n${tableOf(outcomes)}`);
	if (program.opts<{ write?: boolean }>().write) {
		const file = path.join(repository, 'docs', 'n8n-versions.md');
		const page = pageOf(outcomes, new Date().toISOString().slice(0, 10));
		await writeFile(file, await format(page, { ...(await resolveConfig(file)), filepath: file }));
	}
	console.log(`\n${closingLine(total)}`);
	process.exit(total.failed ? 1 : 0);
}

await runMain(main);
