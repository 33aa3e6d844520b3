import getPort from 'get-port';
import { N8nClient, type Owner } from './client.mts';
import { launchN8n, type LaunchOptions, type N8nProcess } from './launch.mts';
import { PlainError } from '../lib/plain-error.mts';

/** The owner account of every n8n that this repository starts. That n8n can be reached only from this computer. */
export const defaultOwner: Owner = { email: 'owner@example.com', password: 'Playground-1' };

export interface N8nOptions extends LaunchOptions {
	owner?: Owner;
}

export interface N8nServer extends N8nProcess {
	/** Signed in as the owner. */
	client: N8nClient;
	userFolder: string;
}

/** The requested port. Throws a one-line error if another program uses it. */
export async function freePort(port: number, whose: string, option: string): Promise<number> {
	if ((await getPort({ port, host: '127.0.0.1' })) === port) return port;
	throw new PlainError(
		`Port ${port} for ${whose} is in use by another program. End that, or choose another port with ${option}.`,
	);
}

/** Starts a real n8n with this package, and signs in. */
export async function startN8n(options: N8nOptions): Promise<N8nServer> {
	const running = await launchN8n(['start'], options);
	const client = new N8nClient(running.url);
	try {
		await client.signIn(options.owner ?? defaultOwner);
	} catch (error) {
		await running.stop();
		throw new Error(`n8n did not start: ${(error as Error).message}\n${running.logs()}`, {
			cause: error,
		});
	}
	return { ...running, client, userFolder: options.userFolder };
}
