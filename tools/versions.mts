import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { execa } from 'execa';
import { format, resolveConfig } from 'prettier';
import { cleanEnv } from './lib/clean-env.mts';
import { repository, scratch } from './lib/paths.mts';
import { runMain } from './lib/plain-error.mts';
import { add, closingLine, noTests } from './test/counts.mts';
import { supported } from './versions/rows.mts';
import { runVersion } from './versions/run.mts';
import { type Column, pageOf, tableOf } from './versions/table.mts';

const keptIn = path.join(scratch, 'n8n-versions.json');

/** The results of earlier runs on this computer, oldest version first. */
async function kept(): Promise<Record<string, Column>> {
	return await readFile(keptIn, 'utf8')
		.then((text) => JSON.parse(text) as Record<string, Column>)
		.catch(() => ({}));
}

async function keep(columns: Record<string, Column>): Promise<void> {
	const all = Object.entries({ ...(await kept()), ...columns });
	all.sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
	await writeFile(keptIn, JSON.stringify(Object.fromEntries(all)));
}

/** The version that `latest` stands for: the newest n8n. */
async function numberOf(version: string): Promise<string> {
	if (version !== 'latest') return version;
	const { stdout } = await execa('npm', ['view', 'n8n', 'dist-tags.latest'], {
		env: cleanEnv(),
		extendEnv: false,
	});
	return stdout.trim();
}

async function main() {
	const program = new Command('npm run test:n8n-versions --')
		.description('Tests real installations of several n8n versions.')
		.argument(
			'[versions...]',
			`versions of n8n, or latest; ${supported.join(', ')} and latest if none is named`,
		)
		.option('--write', 'writes the results to docs/n8n-versions.md')
		.parse();
	const named = program.args.length ? program.args : [...supported, 'latest'];
	const versions = new Set(await Promise.all(named.map(numberOf)));
	await mkdir(scratch, { recursive: true });
	const columns: Record<string, Column> = {};
	let total = noTests;
	for (const version of versions) {
		console.log(`\n=== n8n ${version}`);
		const started = Date.now();
		const { counts, outcomes } = await runVersion(version);
		columns[version] = { day: new Date().toISOString().slice(0, 10), outcomes };
		await keep(columns);
		total = add(total, counts);
		const seconds = ((Date.now() - started) / 1000).toFixed(1);
		console.log(`=== n8n ${version}: ${closingLine(counts)} (${seconds} s)`);
	}
	console.log(`\n${tableOf(columns)}`);
	if (program.opts<{ write?: boolean }>().write) {
		const file = path.join(repository, 'docs', 'n8n-versions.md');
		const style = { ...(await resolveConfig(file)), filepath: file };
		await writeFile(file, await format(pageOf(await kept()), style));
	}
	console.log(`\n${closingLine(total)}`);
	process.exit(total.failed ? 1 : 0);
}

await runMain(main);
