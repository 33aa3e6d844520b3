import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import { repository } from '../lib/paths.mts';
import { one, type Counts } from './counts.mts';

/** Masking `devKey` and `sessionId` is right although n8n's linter does not know these names. */
const allowedWarnings = /\/credential-unnecessary-password$/;

/** What the rules of tools/lint are run on. */
const linted = ['*.{js,mjs}', 'tools', 'playground', 'local-bill', 'test'];

/** Runs a tool of this project; what it prints is shown as it comes and given back. */
async function tool(name: string, ...args: string[]) {
	const { exitCode, all } = await execa(name, args, {
		cwd: repository,
		preferLocal: true,
		localDir: repository,
		stdin: 'ignore',
		stdout: ['pipe', 'inherit'],
		stderr: ['pipe', 'inherit'],
		all: true,
		reject: false,
	});
	return { succeeded: exitCode === 0, output: stripVTControlCharacters(all ?? '') };
}

export async function checkFormat(): Promise<Counts> {
	return one((await tool('prettier', '--check', '--log-level', 'warn', '.')).succeeded);
}

/** n8n's strict rules for the package, and the rules of tools/lint for everything else. */
export async function checkLint(): Promise<Counts> {
	const packageIsClean = await lintPackage();
	const { succeeded } = await tool(
		'eslint',
		...['--config', path.join('tools', 'lint', 'eslint.config.mjs'), '--max-warnings', '0'],
		...linted,
	);
	return one(packageIsClean && succeeded);
}

/** n8n's strict lint; a warning counts as a fault, save the one kind that is meant to be there. */
async function lintPackage(): Promise<boolean> {
	const { succeeded, output } = await tool('n8n-node', 'lint');
	const rules = [...output.matchAll(/^\s+\d+:\d+\s+warning\s.*\s(\S+)\s*$/gm)].map(
		(match) => match[1],
	);
	const unwanted = rules.filter((rule) => !allowedWarnings.test(rule));
	for (const rule of new Set(unwanted)) console.log(`A warning that must not be there: ${rule}`);
	return succeeded && unwanted.length === 0;
}

/** TypeScript, of the package, of everything around it, and of what runs in a browser. */
export async function checkTypes(): Promise<Counts> {
	const nodes = await tool('tsc', '-p', 'tsconfig.package.json', '--noEmit');
	const tools = await tool('tsc', '-p', 'tsconfig.tools.json');
	const page = await tool('tsc', '-p', 'local-bill/page/public');
	return one(nodes.succeeded && tools.succeeded && page.succeeded);
}
