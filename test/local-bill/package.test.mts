import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cleanEnv } from '../../tools/lib/clean-env.mts';
import { repository } from '../../tools/lib/paths.mts';
import { clientOf } from '../support/bill.mts';
import { eventually } from '../support/eventually.mts';

/*
 * The package bill-local as people get it without a clone: packed, unpacked into an empty folder, and started there.
 * Its dependencies are linked from the repository's node_modules instead of being installed: a test has no network,
 * and the content of npm's cache differs between machines. Node.js looks for dependencies next to the package, so one
 * that is missing in its package.json is not found.
 */

const run = promisify(execFile);
const at = (...parts: string[]) => path.join(repository, ...parts);
const json = (file: string) => JSON.parse(readFileSync(at(file), 'utf8')) as Manifest;

interface Manifest {
	[member: string]: unknown;
	bin: Record<string, string>;
	dependencies: Record<string, string>;
	devDependencies: Record<string, string>;
}

const manifest = json('local-bill/package.json');
let empty: string;
let packed: string[];

beforeAll(async () => {
	empty = await mkdtemp(path.join(tmpdir(), 'bill-local-'));
	await run(process.execPath, ['--import', 'tsx', 'tools/bill-local.mts'], { cwd: repository });
	const { stdout } = await run(
		'npm',
		['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', empty],
		{
			cwd: at('local-bill'),
			env: cleanEnv({ npm_config_update_notifier: 'false' }),
			shell: process.platform === 'win32',
		},
	);
	const [{ filename, files }] = JSON.parse(stdout);
	packed = files.map((file: { path: string }) => file.path);
	const installed = path.join(empty, 'node_modules', 'bill-local');
	await mkdir(installed, { recursive: true });
	const tarball = path.join(empty, path.basename(filename));
	await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components', '1']);
	for (const name of Object.keys(manifest.dependencies)) {
		const link = path.join(empty, 'node_modules', name);
		await mkdir(path.dirname(link), { recursive: true });
		await symlink(at('node_modules', name), link, 'junction');
	}
}, 180_000);
afterAll(async () => await rm(empty, { recursive: true, force: true }));

it('holds the built local BILL with its page and types, and nothing else', () => {
	const sources = readdirSync(at('local-bill'), { recursive: true, encoding: 'utf8' })
		.map((file) => file.split(path.sep).join('/'))
		.filter((file) => !/^(dist|node_modules)\//.test(file));
	const built = sources
		.filter((file) => file.endsWith('.mts'))
		.flatMap((file) => ['mjs', 'd.mts'].map((end) => `dist/${file.replace(/mts$/, end)}`));
	const page = sources
		.filter((file) => /^page\/public\/.*\.(css|html|mjs)$/.test(file))
		.map((file) => `dist/${file}`);
	expect(page).toContain('dist/page/public/page.html');
	const besides = ['LICENSE', 'README.md', 'package.json'];
	expect(packed.toSorted()).toEqual([...built, ...page, ...besides].toSorted());
	expect(packed).toEqual(expect.arrayContaining(['dist/main.mjs', 'dist/server.d.mts']));
});

it('says of itself what the main package says, and asks for the versions that are tested here', () => {
	const main = json('package.json');
	for (const member of ['version', 'license', 'author', 'bugs', 'engines']) {
		expect([member, manifest[member]]).toEqual([member, main[member]]);
	}
	for (const [name, range] of Object.entries(manifest.dependencies)) {
		expect([name, range]).toEqual([name, main.devDependencies[name]]);
	}
	const asked = packed
		.filter((file) => /\.mjs$/.test(file))
		.flatMap((file) => {
			const code = readFileSync(path.join(empty, 'node_modules/bill-local', file), 'utf8');
			return [...code.matchAll(/^(?:import|export) .*? from ['"]([^'"]+)['"]/gm)];
		})
		.map(([, name]) => name)
		.filter((name) => !/^(\.|node:)/.test(name));
	expect([...new Set(asked)].sort()).toEqual(Object.keys(manifest.dependencies).sort());
});

it('starts in an empty folder, answers, and serves its page', async () => {
	const bin = path.join(empty, 'node_modules', 'bill-local', manifest.bin['bill-local']);
	expect(readFileSync(bin, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
	const args = [bin, '--port', '0', '--seed', 'vendors=2', '--clock', '2027-01-31'];
	const child = spawn(process.execPath, args, { cwd: empty });
	const done = once(child, 'close');
	try {
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (text) => (output += text));
		}
		await eventually(() => output.includes('Ctrl-C'), 'the command runs');
		const value = (label: string) => new RegExp(`${label}\\s+(\\S+)`).exec(output)![1];
		const client = clientOf(value('Gateway URL'));
		expect(output).toContain(`${value('Gateway URL')} (a page)`);
		const { status, data } = await client.post('/connect/v3/login', {
			username: value('User Name'),
			password: value('Password'),
			organizationId: value('Organization ID'),
			devKey: value('Developer Key'),
		});
		expect([status, typeof data.sessionId]).toEqual([200, 'string']);
		const page = await client.get('/');
		expect(page.data).toContain('This is not BILL.');
		for (const [, file] of page.data.matchAll(/(?:src|href)="(\/[^"]*)"/g)) {
			expect((await client.get(file)).status).toBe(200);
		}
		const state = (await client.get('/local-bill/page/state')).data;
		expect(state.now).toMatch(/^Jan 31, 2027, 00:/);
	} finally {
		child.kill('SIGTERM');
	}
	expect(await done).toEqual([0, null]);
});

it('is used by a program with types, in a test of its own', async () => {
	const program = `
		import { startLocalBill, type LoggedRequest } from 'bill-local';
		const bill = await startLocalBill({ now: () => new Date('2027-01-31T12:00:00Z') });
		await fetch(bill.url + '/connect/v3/vendors');
		const [request]: LoggedRequest[] = bill.requests;
		const names: string[] = bill.records('vendors').map(({ name }) => name);
		console.log(JSON.stringify([request.status, names.includes('Copperline Freight')]));
		await bill.close();
	`;
	await writeFile(path.join(empty, 'program.mts'), program);
	const options = [
		...['--target', 'es2022', '--lib', 'es2023,dom', '--module', 'nodenext', '--strict'],
		...['--skipLibCheck', '--types', 'node', '--typeRoots', at('node_modules/@types')],
	];
	const tsc = at('node_modules', 'typescript', 'bin', 'tsc');
	await run(process.execPath, [tsc, ...options, 'program.mts'], { cwd: empty }).catch(
		(error: Error & { stdout: string }) => {
			throw new Error(error.stdout);
		},
	);
	const { stdout } = await run(process.execPath, ['program.mjs'], { cwd: empty });
	expect(JSON.parse(stdout)).toEqual([401, true]);
	expect(existsSync(path.join(empty, 'node_modules', 'tsx'))).toBe(false);
});
