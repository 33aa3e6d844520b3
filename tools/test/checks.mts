import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import { manifest } from '../lib/manifest.mts';
import { repository } from '../lib/paths.mts';
import { one, type Counts } from './counts.mts';

/** It is right to mask `devKey` and `sessionId`, although n8n's linter does not know these names. */
const allowedWarnings = /\/credential-unnecessary-password$/;

/** What the rules of tools/lint check. */
const linted = ['*.{js,mjs}', 'tools', 'playground', 'local-bill', 'test'];

/** The source files that n8n's scan reads. */
const scanned = ['package.json', '{nodes,credentials}/**/*.{js,ts,json}'];

/** Runs a tool of this project. Its output is shown as it comes, and returned. */
async function tool(name: string, ...args: string[]) {
	return await toolIn(repository, name, ...args);
}

async function toolIn(folder: string, name: string, ...args: string[]) {
	const { exitCode, all } = await execa(name, args, {
		cwd: folder,
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
	return one(packageIsClean && succeeded && (await passesScan()));
}

/** The rules of n8n's scan for verified packages, on the sources and on the package as published. */
async function passesScan(): Promise<boolean> {
	const scan = async (folder: string, files: string[]) => {
		const config = path.join(repository, 'tools', 'lint', 'scan.config.mjs');
		const rules = ['--no-inline-config', '--quiet', '--config', config];
		return (await toolIn(folder, 'eslint', ...rules, ...files)).succeeded;
	};
	if (!(await scan(repository, scanned))) return false;
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-scan-'));
	try {
		const built = await tool('gulp', 'build', '--silent');
		if (!built.succeeded) return false;
		await execa('npm', ['pack', '--pack-destination', folder], { cwd: repository });
		await execa('tar', ['-xzf', `${manifest.name}-${manifest.version}.tgz`], { cwd: folder });
		return await scan(path.join(folder, 'package'), ['**/*.js', 'package.json']);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** n8n's strict lint. A warning counts as an error, except the one kind that is expected. */
async function lintPackage(): Promise<boolean> {
	const { succeeded, output } = await tool('n8n-node', 'lint');
	const rules = [...output.matchAll(/^\s+\d+:\d+\s+warning\s.*\s(\S+)\s*$/gm)].map(
		(match) => match[1],
	);
	const unwanted = rules.filter((rule) => !allowedWarnings.test(rule));
	for (const rule of new Set(unwanted)) console.log(`Unexpected warning: ${rule}`);
	return succeeded && unwanted.length === 0;
}

/** Type checks of the package, of everything around it, and of the code for the browser. */
export async function checkTypes(): Promise<Counts> {
	const nodes = await tool('tsc', '-p', 'tsconfig.package.json', '--noEmit');
	const tools = await tool('tsc', '-p', 'tsconfig.tools.json');
	const page = await tool('tsc', '-p', 'local-bill/page/public');
	return one(nodes.succeeded && tools.succeeded && page.succeeded);
}
