import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { repository } from '../../tools/lib/paths.mts';
import { cycleIn, importsOf } from '../support/imports.mts';

/*
 * Which folders in nodes/ may import which. Type imports count as well: code that needs a type cannot be understood
 * without it.
 */

const nodes = path.join(repository, 'nodes');
const imports = importsOf(nodes);

/** What the files of each folder may import from other folders. */
const MAY_IMPORT: Record<string, string[]> = {
	'core/form': [],
	'core/wire': [],
	'core/look-up': ['core/form', 'core/wire'],
	'core/run': ['core/form', 'core/wire', 'core/look-up'],
	apis: ['core/wire'],
	events: ['core/form'],
	webhooks: ['core/form', 'core/wire', 'core/look-up', 'core/run', 'events'],
	Bill: ['core/form', 'core/wire', 'core/look-up', 'core/run', 'apis', 'events', 'webhooks'],
	BillSpendExpense: ['core/form', 'core/wire', 'core/look-up', 'core/run', 'apis', 'webhooks'],
	'tables.ts': ['core/run', 'Bill', 'BillSpendExpense'],
	BillTrigger: ['core/form', 'core/wire', 'core/run', 'apis', 'events', 'tables.ts'],
	BillPollTrigger: ['core/form', 'core/wire', 'core/run', 'apis', 'events', 'tables.ts'],
};

/** The folder of a file; inside core, its subfolder. */
function roomOf(file: string): string {
	const [first, second] = file.split('/');
	return first === 'core' ? `${first}/${second}` : first;
}

test('no file imports itself, not over others either', () => {
	expect(cycleIn(imports)).toBeUndefined();
});

test.each([...imports].map(([file, imported]) => [file, imported] as const))(
	'%s imports only what its room may know',
	(file, imported) => {
		const room = roomOf(file);
		expect(Object.keys(MAY_IMPORT)).toContain(room);
		const others = imported.map(roomOf).filter((other) => other !== room);
		expect(others.filter((other) => !MAY_IMPORT[room].includes(other))).toEqual([]);
	},
);

test('no file has more than 300 lines', () => {
	const long = [...imports.keys()].filter(
		(file) => readFileSync(path.join(nodes, file), 'utf8').trimEnd().split('\n').length > 300,
	);
	expect(long).toEqual([]);
});

test('core knows no vendor, no bill and no operation of a node', () => {
	const core = path.join(nodes, 'core');
	const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((file) =>
		file.endsWith('.ts'),
	);
	const naming = files.filter((file) => {
		const code = readFileSync(path.join(core, file), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
		return /\b(Vendor|Session|Payment|Invoice|Bill) > |\/v3\/(?!login\b)\w/.test(code);
	});
	expect(naming).toEqual([]);
});
