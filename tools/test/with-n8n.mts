import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type N8nServer, startN8n } from '../n8n/server.mts';
import { scratch } from '../lib/paths.mts';
import { PlainError } from '../lib/plain-error.mts';
import { serversVariable, type SharedServer } from '../../test/support/n8n.mts';
import { one, type Counts } from './counts.mts';

type Started = SharedServer & { n8n: N8nServer };

async function start(number: number, version?: string): Promise<Started> {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-test-'));
	const logFile = path.join(scratch, `test-n8n-${number}.log`);
	try {
		const n8n = await startN8n({ userFolder, logFile, version });
		return { n8n, url: n8n.url, userFolder, logFile };
	} catch (error) {
		await rm(userFolder, { recursive: true, force: true });
		throw error;
	}
}

/**
 * Runs tests with new, real instances of n8n, one for each Jest worker: a start takes half a minute, so all test
 * files of a worker share one. Tests find it through an environment variable.
 */
export async function withN8n(
	run: (env: NodeJS.ProcessEnv) => Promise<Counts>,
	{ workers = 1, version }: { workers?: number; version?: string } = {},
): Promise<Counts> {
	await mkdir(scratch, { recursive: true });
	const starts = Array.from(
		{ length: workers },
		async (_, index) => await start(index + 1, version),
	);
	const ended = await Promise.allSettled(starts);
	const started = ended.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
	try {
		for (const each of ended) if (each.status === 'rejected') throw each.reason;
		const servers: SharedServer[] = started.map(({ n8n: _, ...server }) => server);
		return await run({ [serversVariable]: JSON.stringify(servers) });
	} catch (error) {
		console.error(error instanceof PlainError ? error.message : error);
		return one(false);
	} finally {
		for (const { n8n, userFolder } of started) {
			await n8n.stop();
			await rm(userFolder, { recursive: true, force: true });
		}
	}
}
