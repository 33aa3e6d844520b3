import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Command } from 'commander';
import { PlainError, runMain } from './lib/plain-error.mts';
import { repository } from './lib/paths.mts';
import { type Reached, clearCoverage, readCoverage } from '../test/support/coverage-file.mts';
import { type Endpoint, type Group, groups } from '../test/support/endpoints.mts';
import { runJest } from './test/jest.mts';
import { closingLine } from './test/counts.mts';

/*
 * Which endpoint of BILL is covered by which operation and which test: computed from the requests that the tests
 * really sent, not from a hand-written list.
 */

/** Loads the built package the way n8n does. */
function builtNode() {
	const load = createRequire(import.meta.url);
	load('n8n-workflow'); // n8n has already loaded it.
	const begun = performance.now();
	const { Bill } = load('../dist/nodes/Bill/Bill.node.js') as {
		Bill: new () => { description: object };
	};
	load('../dist/credentials/BillApi.credentials.js');
	const { description } = new Bill();
	const milliseconds = performance.now() - begun;
	const { resources } = load('../dist/nodes/Bill/resources/index.js') as {
		resources: Array<{ operations: unknown[] }>;
	};
	const operations = resources.flatMap((resource) => resource.operations).length;
	return { milliseconds, operations, bytes: Buffer.byteLength(JSON.stringify(description)) };
}

interface Row {
	endpoint: Endpoint;
	/** The tests, by operation. */
	operations: Map<string, Set<string>>;
}

const wanted = (row: Row) => !row.endpoint.leftOut;
const isReached = (row: Row) => row.operations.size > 0;

function rowsOf(group: Group, reached: Reached[]): Row[] {
	return group.endpoints.map((endpoint) => {
		const operations = new Map<string, Set<string>>();
		for (const { method, path: template, operation, test } of reached) {
			if (method !== endpoint.method || template !== endpoint.path) continue;
			// API Request can call everything, so it does not count as coverage.
			if (operation.startsWith('apiRequest.')) continue;
			operations.set(operation, (operations.get(operation) ?? new Set()).add(test));
		}
		return { endpoint, operations };
	});
}

function percentOf(rows: Row[]): number {
	const counted = rows.filter(wanted);
	return counted.length === 0 ? 100 : (counted.filter(isReached).length / counted.length) * 100;
}

function print({ name }: Group, rows: Row[], withTests: boolean): void {
	const counted = rows.filter(wanted);
	const share = `${percentOf(rows).toFixed(0)} % (${counted.filter(isReached).length} of ${counted.length})`;
	const state = counted.length === 0 ? 'left out' : share;
	console.log(`\n${name}: ${state}`);
	for (const { endpoint, operations } of rows) {
		const words = [...operations].map(([operation, tests]) => {
			return `${operation} (${tests.size} ${tests.size === 1 ? 'test' : 'tests'})`;
		});
		const missing = endpoint.leftOut ? `left out: ${endpoint.leftOut}` : 'MISSING';
		const line = `${endpoint.method.padEnd(6)} ${endpoint.path}`.padEnd(72);
		console.log(`  ${line} ${words.join(', ') || missing}`);
		if (!withTests) continue;
		for (const test of [...operations.values()].flatMap((tests) => [...tests])) {
			console.log(`           ${test}`);
		}
	}
}

/** Non-blank lines of all `.ts` files under `nodes/`. */
function linesOfCode(): number {
	const folder = path.join(repository, 'nodes');
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => readFileSync(path.join(folder, name), 'utf8').split('\n'))
		.reduce((sum, lines) => sum + lines.filter((line) => line.trim() !== '').length, 0);
}

async function main() {
	const program = new Command('npm run coverage:api --')
		.description('Shows which endpoint of BILL is reached by which operation and test.')
		.option('--last', 'uses the results of the last test run instead of running the tests')
		.option('--tests', 'names every test')
		.parse();
	const { last, tests = false } = program.opts<{ last?: boolean; tests?: boolean }>();
	if (!last) {
		clearCoverage();
		const counts = await runJest(['test/operations']);
		console.log(`Tests of the operations: ${closingLine(counts)}`);
	}
	const reached = readCoverage();
	if (!reached) throw new PlainError('No run has left results yet. Run it without --last.');

	const tables = groups.map((group) => ({ group, rows: rowsOf(group, reached) }));
	for (const { group, rows } of tables) print(group, rows, tests);

	const unknown = reached.filter(
		({ path: template, operation }) => !operation.startsWith('apiRequest.') && !known(template),
	);
	if (unknown.length > 0) {
		console.log('\nReached, but not in the list of endpoints:');
		for (const line of new Set(unknown.map((each) => `${each.method} ${each.path}`))) {
			console.log(`  ${line}`);
		}
	}
	const rows = tables.flatMap((table) => table.rows);
	const { operations, bytes, milliseconds } = builtNode();
	const lines = linesOfCode();
	console.log(`
All: ${percentOf(rows).toFixed(0)} % of ${rows.filter(wanted).length} endpoints; ${operations} operations
Lines of code: ${lines}, ${(lines / operations).toFixed(1)} for each operation
Description of the node: ${(bytes / 1e6).toFixed(2)} MB; loaded in ${milliseconds.toFixed(0)} ms`);

	const open = tables.filter(({ rows: own }) => percentOf(own) < 100);
	if (open.length > 0) {
		throw new PlainError(`Not complete: ${open.map(({ group }) => group.name).join(', ')}`);
	}
}

function known(template: string): boolean {
	return groups.some(({ endpoints }) => endpoints.some((endpoint) => endpoint.path === template));
}

await runMain(main);
