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

/** The only place that names the version of n8n for the playground and the tests. */
export const n8nVersion = process.env.N8N_VERSION || '2.41.1';

/** The newest Node.js that any version of n8n needs. */
const newestNode = 24;

/** The Node.js major version for an n8n. All versions before 2.36 run with 22. */
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
	/** Installs it into a folder, which is renamed afterwards. */
	install: (folder: string, log: string) => Promise<void>;
	/** Whether the installation in a folder works. */
	works: (folder: string) => Promise<boolean>;
}

/**
 * Installs something into the cache folder, once. It is installed under another name and renamed when it works, and a
 * marker is written last. So an interrupted installation is never mistaken for a finished one.
 */
async function once({ name, version, gigabytes, folder, install, works }: Installation) {
	if (existsSync(path.join(folder, marker))) return;
	const finish = () => writeFile(path.join(folder, marker), `${name} ${version}\n`);
	if (existsSync(folder)) {
		const check = ora(`Checking the ${name} ${version} in ${folder}`).start();
		const usable = await works(folder);
		if (usable) check.succeed();
		else check.warn(`The ${name} in ${folder} is not complete; installing it again.`);
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

/** Whether a program runs and prints the expected version. */
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
	/** The folder of its C++ headers, for modules that are compiled. */
	headers?: string;
}

const nodeIn = (folder: string) =>
	path.join(folder, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** The Node.js that runs an n8n: the current one if its version fits, or else one installed by npm. */
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

/** Installs n8n into the user's cache folder, once per version, and returns how to start it. */
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
			// Install scripts are skipped: those of some modules download files from elsewhere, and n8n works without them.
			// Of all compiled modules, only the database driver is needed. Below 2.21, n8n gets the module xlsx from a host
			// that is not a package registry.
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
