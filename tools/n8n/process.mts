import { existsSync } from 'node:fs';
import { lstat, mkdir, readlink, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { cleanEnv } from '../lib/clean-env.mts';
import { ensureN8n, type N8nProgram } from './install.mts';
import { repository } from '../lib/paths.mts';

/** Settings that make n8n listen on this computer only, and keep it from making any outside calls. */
const quiet = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	DB_TYPE: 'sqlite',
	// Not a secret: it encrypts the made-up credentials of a user folder on this computer, so that a later start can
	// use the same folder.
	N8N_ENCRYPTION_KEY: 'n8n-nodes-bill playground',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_AI_ENABLED: 'false',
	N8N_SSRF_PROTECTION_ENABLED: 'false',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
	N8N_LOG_LEVEL: 'info',
	NO_COLOR: '1',
};

/** Modules of n8n that call outside services, or make each start slower. */
const needless = ['mcp-registry', 'instance-ai', 'insights'];

/** The environment of an n8n that stores everything in one folder. */
export function n8nEnvironment(
	{ script }: N8nProgram,
	userFolder: string,
	more: NodeJS.ProcessEnv = {},
) {
	// n8n does not start if it is told to disable a module that it does not know.
	const modules = path.join(path.dirname(script), '..', 'dist', 'modules');
	const known = needless.filter((name) => existsSync(path.join(modules, name)));
	return cleanEnv({
		...quiet,
		N8N_DISABLED_MODULES: known.join(','),
		N8N_USER_FOLDER: userFolder,
		...more,
	});
}

/** Links this repository into an n8n user folder under the package's real name. */
export async function linkPackage(userFolder: string): Promise<void> {
	const modules = path.join(userFolder, '.n8n', 'nodes', 'node_modules');
	const link = path.join(modules, 'n8n-nodes-bill');
	await mkdir(modules, { recursive: true });
	const there = await lstat(link).catch(() => undefined);
	if (there?.isSymbolicLink() && path.resolve(modules, await readlink(link)) === repository) return;
	await rm(link, { recursive: true, force: true });
	await symlink(repository, link, process.platform === 'win32' ? 'junction' : 'dir');
}

/** Runs one n8n command (`import:workflow`, `execute` ...) in a separate process. */
export async function n8nCli(
	args: string[],
	options: { userFolder: string; env?: NodeJS.ProcessEnv; version?: string },
): Promise<{ stdout: string; stderr: string; exitCode: number | undefined }> {
	const program = await ensureN8n(options.version);
	await linkPackage(options.userFolder);
	const { stdout, stderr, exitCode } = await execa(program.node, [program.script, ...args], {
		env: n8nEnvironment(program, options.userFolder, {
			N8N_RUNNERS_BROKER_PORT: '0',
			...options.env,
		}),
		extendEnv: false,
		stdin: 'ignore',
		reject: false,
		timeout: 180_000,
	});
	return { stdout, stderr, exitCode };
}

/** The output of `n8n execute --rawOutput`, without log lines that may come before it. */
export function rawOutput<Run>(stdout: string): Run {
	const start = stdout.search(/^\{/m);
	if (start < 0) throw new Error(`n8n printed no run data: ${stdout}`);
	return JSON.parse(stdout.slice(start)) as Run;
}
