import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { clientOf, type Data } from '../support/bill.mts';
import { eventually } from '../support/eventually.mts';

const stops: Array<() => unknown> = [];
afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

/** Runs the command the way `npm run local-bill` does. */
function run(...args: string[]) {
	const child = spawn(process.execPath, ['--import', 'tsx', 'local-bill/main.mts', ...args]);
	const command = { child, output: '', done: once(child, 'close') };
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (text) => (command.output += text));
	}
	stops.push(() => child.kill('SIGKILL'));
	return command;
}

it('prints what to type, shows each call as a line, and stops', async () => {
	const command = run('--port', '0', '--loopback-webhooks');
	await eventually(() => command.output.includes('Ctrl-C'), 'the command runs');
	const value = (label: string) => new RegExp(`${label}\\s+(\\S+)`).exec(command.output)![1];
	const url = value('Gateway URL');
	const credentials = {
		username: value('User Name'),
		password: value('Password'),
		organizationId: value('Organization ID'),
		devKey: value('Developer Key'),
	};
	const before = command.output.length;
	const { data } = await clientOf(url).post('/connect/v3/login', credentials);
	await eventually(() => command.output.length > before, 'the call is shown');
	const line = command.output.slice(before);
	expect(line).toMatch(/^POST +\/connect\/v3\/login +200 +\d+ ms\n$/);
	expect(line).not.toContain(data.sessionId);
	const subscription = {
		...{ name: 'Mine', status: { enabled: true }, notificationUrl: 'http://localhost:1/hook' },
		events: [{ type: 'bill.created', version: '1' }],
	};
	const { devKey } = credentials;
	const headers = { devKey, sessionId: data.sessionId, 'X-Idempotent-Key': randomUUID() };
	// Would be refused without the switch.
	const made = await clientOf(url, headers).post('/connect-events/v3/subscriptions', subscription);
	expect(made.status).toBe(200);
	command.child.kill('SIGINT');
	expect(await command.done).toEqual([0, null]);
});

it('starts with the given records and clock', async () => {
	const command = run('--port', '0', '--seed', 'vendors=20,bills=3', '--clock', '2025-06-30');
	await eventually(() => command.output.includes('Ctrl-C'), 'the command runs');
	const [url] = /http:\S+/.exec(command.output)!;
	const control = clientOf(`${url}/local-bill`);
	for (const again of [false, true]) {
		if (again) await control.post('/reset');
		const vendors = (await control.get('/records/vendors')).data as Data[];
		const added = vendors.filter(({ name }) => String(name).startsWith('Sample Vendor'));
		expect(added).toHaveLength(20);
		expect(added[0].createdTime).toMatch(/^2025-06-30T00:0/);
	}
	const wrong = run('--seed', 'vendors=many');
	expect(await wrong.done).toEqual([1, null]);
	expect(wrong.output).toContain('Not a whole number.');
});

it('says in one line that the port is in use', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	stops.push(() => server.close());
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const command = run('--port', String(port));
	expect(await command.done).toEqual([1, null]);
	expect(command.output).toBe(`Port ${port} is in use. Choose another one with --port.\n`);
});
