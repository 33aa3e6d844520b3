import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { directToLoopback } from '../lib/clean-env.mts';
import { repository, scratch } from '../lib/paths.mts';
import { add, noTests, one, type Counts } from './counts.mts';

/** Runs Jest on some folders and returns the counts. A file that does not load counts as failed. */
export async function runJest(
	folders: string[],
	args: string[] = [],
	env: NodeJS.ProcessEnv = {},
): Promise<Counts> {
	const there = folders.filter((folder) => existsSync(path.join(repository, folder)));
	if (!there.length) return noTests;
	await mkdir(scratch, { recursive: true });
	const countsFile = path.join(scratch, `jest-${process.pid}-${path.basename(folders[0])}.json`);
	const { exitCode } = await execa(
		process.execPath,
		[
			'--experimental-vm-modules',
			path.join('node_modules', 'jest', 'bin', 'jest.js'),
			...args,
			'--passWithNoTests',
			'--reporters=default',
			`--reporters=${path.join(repository, 'tools', 'test', 'counts-reporter.mjs')}`,
			'--roots',
			...there.map((folder) => path.join(repository, folder)),
		],
		{
			cwd: repository,
			env: { ...directToLoopback(), ...env, JEST_COUNTS_FILE: countsFile, NODE_NO_WARNINGS: '1' },
			stdin: 'ignore',
			stdout: 'ignore',
			stderr: 'inherit',
			reject: false,
		},
	);
	const counts = await readFile(countsFile, 'utf8')
		.then((text) => JSON.parse(text) as Counts)
		.catch(() => undefined);
	await rm(countsFile, { force: true });
	if (!counts) return one(false);
	// Jest can fail although no test did, for example because of an error outside of a test.
	return exitCode !== 0 && counts.failed === 0 ? add(counts, one(false)) : counts;
}
