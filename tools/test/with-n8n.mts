import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startN8n } from '../n8n/server.mts';
import { scratch } from '../lib/paths.mts';
import { PlainError } from '../lib/plain-error.mts';
import { serverVariable, type SharedServer } from '../../test/support/n8n.mts';
import { one, type Counts } from './counts.mts';

/**
 * Runs tests beside one real n8n that is new and theirs alone: a start takes half a minute, so all
 * of them share it. They find it by a variable in their environment.
 */
export async function withN8n(
	run: (env: NodeJS.ProcessEnv) => Promise<Counts>,
	version?: string,
): Promise<Counts> {
	await mkdir(scratch, { recursive: true });
	const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-bill-test-'));
	const logFile = path.join(scratch, 'test-n8n.log');
	try {
		const n8n = await startN8n({ userFolder, logFile, version });
		const server: SharedServer = { url: n8n.url, userFolder, logFile };
		try {
			return await run({ [serverVariable]: JSON.stringify(server) });
		} finally {
			await n8n.stop();
		}
	} catch (error) {
		console.error(error instanceof PlainError ? error.message : error);
		return one(false);
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
}
