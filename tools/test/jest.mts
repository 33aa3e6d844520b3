import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { directToLoopback } from '../../playground/clean-env.mts';
import { repository, scratch } from '../../playground/paths.mts';
import { add, noTests, one, type Counts } from './counts.mts';

interface JestResult {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	numRuntimeErrorTestSuites: number;
	success: boolean;
}

/** Runs Jest on some folders and counts what came out; a file that does not load counts as failed. */
export async function runJest(
	folders: string[],
	args: string[] = [],
	env: NodeJS.ProcessEnv = {},
): Promise<Counts> {
	const there = folders.filter((folder) => existsSync(path.join(repository, folder)));
	if (!there.length) return noTests;
	await mkdir(scratch, { recursive: true });
	const outputFile = path.join(scratch, `jest-${process.pid}.json`);
	const { exitCode } = await execa(
		process.execPath,
		[
			'--experimental-vm-modules',
			path.join('node_modules', 'jest', 'bin', 'jest.js'),
			...args,
			'--passWithNoTests',
			'--json',
			`--outputFile=${outputFile}`,
			'--roots',
			...there.map((folder) => path.join(repository, folder)),
		],
		{
			cwd: repository,
			env: { ...directToLoopback(), ...env, NODE_NO_WARNINGS: '1' },
			stdin: 'ignore',
			stdout: 'ignore',
			stderr: 'inherit',
			reject: false,
		},
	);
	const result = await readFile(outputFile, 'utf8')
		.then((text) => JSON.parse(text) as JestResult)
		.catch(() => undefined);
	await rm(outputFile, { force: true });
	if (!result) return one(false);
	const counts = {
		passed: result.numPassedTests,
		failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
		skipped: result.numPendingTests + result.numTodoTests,
	};
	// Jest can end badly although no test did, for instance on an error outside of a test.
	return exitCode !== 0 && counts.failed === 0 ? add(counts, one(false)) : counts;
}
