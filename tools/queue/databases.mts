import { chown, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import getPort from 'get-port';
import type { Programs } from './programs.mts';
import { startService, type Service } from './service.mts';

/** PostgreSQL refuses to run as root. Its package creates a user for it. */
async function unprivileged(): Promise<{ uid?: number; gid?: number }> {
	if (process.getuid?.() !== 0) return {};
	const id = async (which: string) =>
		Number((await execa('id', [which, 'postgres'], { stdin: 'ignore' })).stdout);
	return { uid: await id('-u'), gid: await id('-g') };
}

/** Starts a new PostgreSQL on loopback that stores everything in one folder. */
export async function startPostgres(
	{ server, initdb, isReady }: Programs['postgres'],
	folder: string,
): Promise<Service> {
	const port = await getPort({ host: '127.0.0.1' });
	const user = await unprivileged();
	const data = path.join(folder, 'data');
	await mkdir(data, { recursive: true, mode: 0o700 });
	if (user.uid !== undefined) await chown(data, user.uid, user.gid ?? user.uid);
	const options = { ...user, cwd: data };
	await execa(initdb, ['-D', data, '-U', 'n8n', '-A', 'trust', '-E', 'UTF8', '--no-sync'], options);
	// Its data is deleted after the run, so it need not be flushed to disk.
	const settings = ['fsync=off', 'unix_socket_directories=', 'listen_addresses=127.0.0.1'];
	return await startService({
		command: [
			server,
			...['-D', data, '-p', String(port)],
			...settings.flatMap((setting) => ['-c', setting]),
		],
		port,
		options,
		signal: 'SIGINT',
		ready: async () => await execa(isReady, ['-h', '127.0.0.1', '-p', String(port)]),
	});
}

/** Starts a new Redis on loopback that persists nothing. */
export async function startRedis({ server, cli }: Programs['redis']): Promise<Service> {
	const port = await getPort({ host: '127.0.0.1' });
	return await startService({
		command: [
			server,
			...['--port', String(port), '--bind', '127.0.0.1'],
			...['--save', '', '--appendonly', 'no'],
		],
		port,
		signal: 'SIGTERM',
		ready: async () => await execa(cli, ['-h', '127.0.0.1', '-p', String(port), 'ping']),
	});
}
