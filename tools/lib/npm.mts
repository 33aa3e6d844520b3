import { appendFile, mkdir, readFile, rm, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import ora from 'ora';
import { cleanEnv } from './clean-env.mts';
import { PlainError } from './plain-error.mts';

/**
 * How npm is run for one installation: its folder, its environment with the right Node.js first in PATH, and its log.
 */
export interface NpmRun {
	folder: string;
	log: string;
	env?: NodeJS.ProcessEnv;
	/** Aborts it. */
	signal?: AbortSignal;
}

const noNetwork =
	/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT/;
const LONGEST_INSTALLATION_MS = 3_600_000;
const noSuchPackage = /\b(E404|ETARGET)\b/;

/** Turns npm's output into one line that tells a person what to do. */
function explain(output: string, what: string, log: string): PlainError {
	if (/ENOSPC/.test(output)) {
		return new PlainError(`${what}: the disk is full. Free some space and start again.`);
	}
	if (noSuchPackage.test(output)) {
		const missing = /No matching version found for (\S+?)\.?\s/.exec(output)?.[1];
		return new PlainError(`${what}: npm does not find ${missing ?? 'this version'}.`);
	}
	if (noNetwork.test(output)) {
		return new PlainError(
			`${what}: npm cannot reach its package registry. Check the network (or npm's proxy settings) and start again.`,
		);
	}
	if (/gyp ERR!/.test(output)) {
		return new PlainError(
			`${what}: the database driver could not be compiled; that takes Python 3, make and a C++ compiler. Full output: ${log}`,
		);
	}
	return new PlainError(`${what} did not work. Full output: ${log}`);
}

const clock = (since: number) => {
	const seconds = Math.round((Date.now() - since) / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** Runs one npm command with a status line that shows time and downloads. */
export async function npm(
	what: string,
	args: string[],
	{ folder, log, env, signal }: NpmRun,
): Promise<void> {
	const started = Date.now();
	const spinner = ora(what).start();
	let downloads = 0;
	let output = '';
	const child = execa('npm', [...args, '--no-audit', '--no-fund', '--loglevel=http'], {
		cwd: folder,
		env: cleanEnv(env),
		extendEnv: false,
		stdin: 'ignore',
		all: true,
		reject: false,
		buffer: false,
		cancelSignal: signal,
	});
	const show = () => {
		spinner.text = `${what} (${clock(started)}${downloads ? `, ${downloads} downloads` : ''})`;
	};
	child.all.on('data', (chunk: Buffer) => {
		const text = chunk.toString();
		downloads += text.match(/http fetch GET 200/g)?.length ?? 0;
		output = (output + text).slice(-200_000);
	});
	const ticks = setInterval(show, 1000);
	// Where there is no terminal (a log file, CI), print one line a minute to show progress.
	const minutes = setInterval(() => {
		if (!spinner.isSpinning || !process.stderr.isTTY) console.error(`  … ${clock(started)}`);
	}, 60_000);
	try {
		const { exitCode, failed } = await child;
		await appendFile(log, `$ npm ${args.join(' ')}\n${output}\n`);
		show();
		if (!failed && exitCode === 0) {
			spinner.succeed();
			return;
		}
		spinner.fail();
		signal?.throwIfAborted();
		throw explain(output, what, log);
	} finally {
		clearInterval(ticks);
		clearInterval(minutes);
		if (spinner.isSpinning) spinner.stop();
	}
}

/** Asks npm whether a version is available, so that a missing network is noticed at once. */
export async function assertAvailable(name: string, version: string): Promise<void> {
	const { exitCode, all } = await execa(
		'npm',
		['view', `${name}@${version}`, 'version', '--fetch-retries=3', '--fetch-timeout=20000'],
		{ env: cleanEnv(), extendEnv: false, stdin: 'ignore', all: true, reject: false },
	);
	if (exitCode === 0 && all.trim()) return;
	// npm 10 prints nothing and succeeds if no version matches.
	throw explain(exitCode === 0 ? 'ETARGET' : all, `Installing ${name} ${version}`, 'npm view');
}

/** Throws a one-line error if the disk has less free space than needed. */
export async function assertSpace(folder: string, gigabytes: number, what: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	const { bavail, bsize } = await statfs(folder);
	const free = (bavail * bsize) / 1e9;
	if (free >= gigabytes) return;
	throw new PlainError(
		`${what} needs about ${gigabytes} GB of disk space, and ${folder} has ${free.toFixed(1)} GB left. Free some, or set XDG_CACHE_HOME to a folder on a larger disk.`,
	);
}

/** An empty folder next to the final one, to install into and rename afterwards. Only one installer at a time. */
export async function emptyNeighbour(folder: string): Promise<string> {
	const partial = `${folder}.partial`;
	const owner = path.join(partial, 'installer.pid');
	const pid = Number(await readFile(owner, 'utf8').catch(() => ''));
	const begun = (await stat(owner).catch(() => undefined))?.mtimeMs ?? 0;
	// After an interrupted installation, the process ID may belong to any other process.
	const isRecent = Date.now() - begun < LONGEST_INSTALLATION_MS;
	if (pid && pid !== process.pid && isRecent && isRunning(pid)) {
		throw new PlainError(
			`Process ${pid} is installing ${path.basename(folder)} at this moment. Start again when it is done.`,
		);
	}
	await rm(partial, { recursive: true, force: true });
	await mkdir(partial, { recursive: true });
	await writeFile(owner, String(process.pid));
	return partial;
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
