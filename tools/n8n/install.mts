import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import ora from 'ora';
import { cleanEnv } from '../lib/clean-env.mts';
import { assertAvailable, assertSpace, emptyNeighbour, npm } from '../lib/npm.mts';
import { cacheFolder } from '../lib/paths.mts';
import { PlainError } from '../lib/plain-error.mts';
import { isBelow } from './age.mts';

/** The one place that names the n8n that the playground and the tests run. */
export const n8nVersion = process.env.N8N_VERSION || '2.41.1';

/** The newest Node.js that an n8n asks for. */
const newestNode = 24;

/** The Node.js that an n8n runs with; all before 2.36 run with 22. */
const nodeMajorOf = (version: string) => (isBelow(version, 2, 36) ? 22 : newestNode);

/** How to start n8n: this Node.js with this script. */
export interface N8nProgram {
	version: string;
	node: string;
	script: string;
}

const windows = process.platform === 'win32';
const marker = 'installed.txt';

interface Installation {
	name: string;
	version: string;
	gigabytes: number;
	folder: string;
	/** Brings it into a folder; the path of that folder is not the final one. */
	install: (folder: string, log: string) => Promise<void>;
	/** Whether what lies in a folder runs. */
	works: (folder: string) => Promise<boolean>;
}

/**
 * Brings something into the cache folder, once. It is installed under another name and renamed when
 * it works, and a marker is written last: what was broken off half-way is never taken for finished.
 */
async function once({ name, version, gigabytes, folder, install, works }: Installation) {
	if (existsSync(path.join(folder, marker))) return;
	const finish = () => writeFile(path.join(folder, marker), `${name} ${version}\n`);
	if (existsSync(folder)) {
		const check = ora(`Checking the ${name} ${version} in ${folder}`).start();
		const usable = await works(folder);
		if (usable) check.succeed();
		else check.warn(`The ${name} in ${folder} is not complete; installing it anew.`);
		if (usable) return await finish();
	}
	await assertSpace(cacheFolder, gigabytes, `${name} ${version}`);
	await assertAvailable(name, version);
	const partial = await emptyNeighbour(folder);
	const log = `${folder}.log`;
	await writeFile(path.join(partial, 'package.json'), '{ "private": true }\n');
	await writeFile(log, '');
	await install(partial, log);
	if (!(await works(partial))) {
		throw new PlainError(`${name} ${version} was installed but does not start. Log: ${log}`);
	}
	await rm(folder, { recursive: true, force: true });
	await rename(partial, folder);
	await finish();
}

/** Whether a program runs and prints the version that was asked for. */
async function prints(version: RegExp, file: string, args: string[], cwd: string) {
	const { exitCode, stdout } = await execa(file, args, {
		cwd,
		env: cleanEnv(),
		extendEnv: false,
		reject: false,
	});
	return exitCode === 0 && version.test(stdout ?? '');
}

interface NodeProgram {
	node: string;
	/** Where its C++ headers are, for modules that are compiled. */
	headers?: string;
}

const nodeIn = (folder: string) =>
	path.join(folder, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** The Node.js that runs an n8n: this one, or one that npm brings where this one is another. */
async function ensureNode(nodeMajor: number, signal?: AbortSignal): Promise<NodeProgram> {
	const here = Number(process.versions.node.split('.')[0]);
	if (here === nodeMajor || (nodeMajor === newestNode && here > nodeMajor)) {
		const own = path.resolve(path.dirname(process.execPath), '..');
		const headers = existsSync(path.join(own, 'include', 'node')) ? own : undefined;
		return { node: process.execPath, headers };
	}
	const folder = path.join(cacheFolder, `node-${nodeMajor}`);
	await once({
		name: 'node',
		version: String(nodeMajor),
		gigabytes: 0.5,
		folder,
		install: async (into, log) =>
			await npm(
				`Installing Node.js ${nodeMajor} for n8n, once`,
				['install', `node@${nodeMajor}`, '--ignore-scripts=false'],
				{ folder: into, log, signal },
			),
		works: async (within) =>
			await prints(new RegExp(`^v${nodeMajor}\\.`), nodeIn(within), ['--version'], cacheFolder),
	});
	const platform = `node-${windows ? 'win' : process.platform}-${process.arch}`;
	const headers = [
		path.join(folder, 'node_modules', 'node', 'node_modules', platform),
		path.join(folder, 'node_modules', platform),
	].find((candidate) => existsSync(path.join(candidate, 'include', 'node')));
	return { node: nodeIn(folder), headers };
}

/** Brings n8n into the user's cache folder, once per version, and says how to start it. */
export async function ensureN8n(version = n8nVersion, signal?: AbortSignal): Promise<N8nProgram> {
	await mkdir(cacheFolder, { recursive: true }).catch((error: Error) => {
		throw new PlainError(`The cache folder ${cacheFolder} cannot be made: ${error.message}`);
	});
	const { node, headers } = await ensureNode(nodeMajorOf(version), signal);
	const folder = path.join(cacheFolder, `n8n-${version}`);
	const scriptIn = (within: string) => path.join(within, 'node_modules', 'n8n', 'bin', 'n8n');
	await once({
		name: 'n8n',
		version,
		gigabytes: 4,
		folder,
		install: async (into, log) => {
			const env = {
				PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`,
				...(headers && { npm_config_nodedir: headers }),
			};
			// n8n brings modules whose install scripts download from elsewhere and which it can do
			// without. Of all that is compiled, only the database driver is needed.
			// Below 2.21 n8n has this module from a host of its own that is no package registry.
			if (isBelow(version, 2, 21)) {
				const manifest = JSON.stringify({ private: true, overrides: { xlsx: '0.18.5' } });
				await writeFile(path.join(into, 'package.json'), `${manifest}\n`);
			}
			await npm(
				`Installing n8n ${version} into ${cacheFolder}, once; this takes about five minutes`,
				['install', `n8n@${version}`, '--ignore-scripts'],
				{ folder: into, log, env, signal },
			);
			await npm(
				'Compiling its database driver, about two minutes',
				['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'],
				{ folder: into, log, env, signal },
			);
		},
		works: async (within) => {
			const exact = new RegExp(`^${version.replaceAll('.', '\\.')}$`, 'm');
			return (
				(await prints(exact, node, [scriptIn(within), '--version'], within)) &&
				(await prints(/^sqlite$/, node, ['-e', "require('sqlite3');console.log('sqlite')"], within))
			);
		},
	});
	return { version, node, script: scriptIn(folder) };
}
